//! Validates the records of a batch, and writes what is found.

use std::collections::BTreeSet;
use std::fmt;
use std::io::Write as _;

use wireform::{Violation, Violations, Waivers};
use wireform_interpret::{Acceptor, Call, Facts, Input, ReadOptions};

use crate::args::Format;
use crate::shared::docs_url::DocsUrl;
use crate::shared::lines::{Batch, Line, MAX_LINE};
use crate::shared::output::visible;
use crate::shared::{input, subject};

/// What is needed to validate a record. Several threads share it.
pub(super) struct Validator<'a> {
    pub(super) call: &'a Call<'a>,
    /// Recognizes most records without violations.
    pub(super) acceptor: Option<Acceptor<'a>>,
    pub(super) facts: &'a Facts,
    pub(super) waivers: &'a Waivers,
    pub(super) options: ReadOptions,
    pub(super) format: Format,
    /// The site to which violations link.
    pub(super) docs_url: Option<&'a DocsUrl>,
}

/// The result for the records of a batch.
#[derive(Debug, Default)]
pub(super) struct BatchResult {
    /// What is printed.
    pub(super) text: Vec<u8>,
    pub(super) records: u64,
    pub(super) invalid: u64,
    /// The rules that could not be checked for valid records.
    pub(super) unchecked: BTreeSet<String>,
    /// The number of bytes of the input up to the end of the batch.
    pub(super) passed: u64,
}

/// The position of a record in the input.
#[derive(Clone, Copy)]
pub(super) struct RecordPosition {
    /// Its number, which does not count blank lines.
    pub(super) record: u64,
    /// Its line in JSON Lines.
    pub(super) line: Option<u64>,
}

/// Writes the number of the record, and its line if it differs.
impl fmt::Display for RecordPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line.filter(|line| *line != self.record) {
            Some(line) => write!(f, "{} (line {line})", self.record),
            None => write!(f, "{}", self.record),
        }
    }
}

/// The result for one record.
enum RecordResult<'a> {
    Valid,
    Violations(&'a Violations),
    /// The record is not a map with fields.
    Unreadable(&'a str),
}

impl Validator<'_> {
    /// Validates the lines of a batch. `before` has the numbers of the record and the line before it.
    pub(super) fn batch(&self, batch: &Batch, before: RecordPosition) -> BatchResult {
        let mut result = BatchResult {
            passed: batch.passed,
            ..BatchResult::default()
        };
        let mut number = before.line.unwrap_or(0);
        for line in batch.lines() {
            number += 1;
            if line.is_blank() {
                continue;
            }
            let position = RecordPosition {
                record: before.record + result.records + 1,
                line: Some(number),
            };
            match line {
                Line::Whole(bytes) if self.accepts(bytes) => self.valid(position, &mut result),
                Line::Whole(bytes) => self.record(position, input::json_line(bytes), &mut result),
                Line::TooLong => {
                    let wrong = format!("the line has more than {} MiB", MAX_LINE >> 20);
                    self.record(position, Err(wrong), &mut result);
                }
            }
        }
        result
    }

    fn accepts(&self, line: &[u8]) -> bool {
        self.acceptor
            .as_ref()
            .is_some_and(|acceptor| acceptor.accepts(line))
    }

    /// Writes the result for a record without violations and without rules that could not be checked.
    fn valid(&self, position: RecordPosition, result: &mut BatchResult) {
        result.records += 1;
        if self.format == Format::Json {
            let line = position.line.unwrap_or(position.record);
            let _ = writeln!(
                result.text,
                "{{\"record\":{},\"line\":{line},\"valid\":true,\"violations\":[]}}",
                position.record
            );
        }
    }

    /// Validates a record.
    pub(super) fn record(
        &self,
        position: RecordPosition,
        input: Result<Input, String>,
        result: &mut BatchResult,
    ) {
        result.records += 1;
        let (violations, unchecked) = match &input {
            Ok(input) => self.validate(input),
            Err(wrong) => {
                result.invalid += 1;
                return self.print(position, &RecordResult::Unreadable(wrong), &[], result);
            }
        };
        if violations.is_empty() {
            self.print(position, &RecordResult::Valid, &unchecked, result);
            result.unchecked.extend(unchecked);
            return;
        }
        result.invalid += 1;
        let found = RecordResult::Violations(&violations);
        self.print(position, &found, &unchecked, result);
    }

    /// Returns the violations of a record, and the names of the rules that could not be checked.
    fn validate(&self, input: &Input) -> (Violations, Vec<String>) {
        let (values, mut violations) = self.call.read(input, self.options);
        let outcome = self.call.validate(&values, self.facts, self.waivers);
        violations.extend(outcome.violations);
        (violations, outcome.unchecked)
    }

    /// Returns the address of the field or rule of a violation, if violations link to a site.
    fn address(&self, violation: &Violation) -> Option<String> {
        Some(self.docs_url?.of_violation(self.call, violation))
    }

    /// Returns a violation as one line.
    fn sentence(&self, violation: &Violation) -> String {
        match self.address(violation) {
            Some(address) => format!("{} {address}", subject::sentence(violation)),
            None => subject::sentence(violation),
        }
    }

    fn print(
        &self,
        position: RecordPosition,
        found: &RecordResult<'_>,
        unchecked: &[String],
        result: &mut BatchResult,
    ) {
        let sentences = match (self.format, found) {
            (Format::Json, _) => {
                let address = |it: &Violation| self.address(it);
                let line = json(position, found, unchecked, &address);
                let _ = writeln!(result.text, "{line}");
                return;
            }
            (Format::Human, RecordResult::Valid) => return,
            (Format::Human, RecordResult::Violations(violations)) => {
                violations.iter().map(|it| self.sentence(it)).collect()
            }
            (Format::Human, RecordResult::Unreadable(wrong)) => vec![(*wrong).to_owned()],
        };
        for sentence in sentences {
            let _ = writeln!(result.text, "record {position}: {}", visible(&sentence));
        }
    }
}

/// Returns the result for a record as one line of JSON.
fn json(
    position: RecordPosition,
    result: &RecordResult<'_>,
    unchecked: &[String],
    address: &dyn Fn(&Violation) -> Option<String>,
) -> String {
    let mut line = format!("{{\"record\":{},", position.record);
    if let Some(number) = position.line {
        line.push_str(&format!("\"line\":{number},"));
    }
    line.push_str(&format!(
        "\"valid\":{},\"violations\":[",
        matches!(result, RecordResult::Valid)
    ));
    let mut first = true;
    let mut add = |texts: [(&str, Option<&str>); 7]| {
        line.push_str(if std::mem::take(&mut first) {
            "{"
        } else {
            ",{"
        });
        let mut comma = "";
        for (key, text) in texts {
            if let Some(text) = text {
                line.push_str(&format!(
                    "{comma}\"{key}\":{}",
                    serde_json::Value::from(text)
                ));
                comma = ",";
            }
        }
        line.push('}');
    };
    match result {
        RecordResult::Valid => {}
        RecordResult::Violations(violations) => {
            for violation in *violations {
                let (path, wire) = (violation.path(), violation.wire_path());
                let message = match violation.rule() {
                    Some(rule) => format!("rule {rule}: {}", violation.message()),
                    None => violation.message().into_owned(),
                };
                add([
                    ("path", Some(&*path)),
                    ("wire_path", Some(&*wire)),
                    ("code", Some(violation.code().as_str())),
                    ("message", Some(&message)),
                    ("rule", violation.rule()),
                    ("check", violation.check()),
                    ("url", address(violation).as_deref()),
                ]);
            }
        }
        RecordResult::Unreadable(wrong) => add([
            ("path", Some("")),
            ("wire_path", Some("")),
            ("code", Some("type")),
            ("message", Some(wrong)),
            ("rule", None),
            ("check", None),
            ("url", None),
        ]),
    }
    line.push(']');
    if !unchecked.is_empty() {
        line.push_str(&format!(
            ",\"unchecked\":{}",
            serde_json::Value::from(unchecked)
        ));
    }
    line.push('}');
    line
}
