//! `validate`: validates records against an operation.
//!
//! Input: one document, or JSON Lines of any length. Output: the violations of each record. Only counts are kept between
//! records, so memory does not depend on their number.

mod progress;

use std::collections::BTreeSet;
use std::fmt;
use std::io::{BufReader, Write as _};

use wireform::{Violation, Violations, Waivers};
use wireform_interpret::{Call, Facts, Input, Interpreter, ReadOptions};
use wireform_site::anchor;

use crate::args::{Format, InputFormat, ValidateArgs};
use crate::shared::docs_url::DocsUrl;
use crate::shared::input::{self, OpenedInput};
use crate::shared::lines::{self, Line};
use crate::shared::output::{self, Output, Status, Stop, visible};
use crate::shared::{facts, schema, subject, waive};
use progress::Progress;

/// Validates all records.
pub(crate) fn run(args: &ValidateArgs, out: &mut Output) -> Result<Status, Stop> {
    let plan = schema::plan(&args.input.schema)?;
    let interpreter = Interpreter::new(&plan);
    let call = subject::find_operation(&interpreter, &args.input.operation)?;
    let (facts, waivers, options) = options(&call, args)?;
    let mut run = Run {
        call: &call,
        facts,
        waivers,
        options,
        format: args.format,
        docs_url: args.docs_url.as_ref(),
        out,
        is_watched: output::is_watched(),
        records: 0,
        invalid: 0,
        unchecked: BTreeSet::new(),
    };
    let opened = input::open_input(&args.input)?;
    if opened.format == InputFormat::Jsonl {
        run.stream(opened)?;
    } else {
        let input = input::read_document(opened, &args.input)?;
        let position = RecordPosition {
            record: 1,
            line: None,
        };
        run.record(position, input, &mut Progress::new(None))?;
    }
    run.finish()
}

/// Reads the options, or returns all mistakes in them. A mistake that would concern every record is reported once.
fn options(call: &Call<'_>, args: &ValidateArgs) -> Result<(Facts, Waivers, ReadOptions), Stop> {
    let mut wrong = Vec::new();
    let facts = output::collect_failures(facts::read(call, &args.input), &mut wrong)?;
    let waivers = output::collect_failures(waive::read(call, &args.input), &mut wrong)?;
    let options = output::collect_failures(subject::read_options(call, &args.input), &mut wrong)?;
    match (facts, waivers, options) {
        (Some(facts), Some(waivers), Some(options)) => Ok((facts, waivers, options)),
        _ => Err(Stop::Failure(wrong)),
    }
}

/// The position of a record in the input.
#[derive(Clone, Copy)]
struct RecordPosition {
    /// Its number, which does not count blank lines.
    record: u64,
    /// Its line in JSON Lines.
    line: Option<u64>,
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

/// A run over the records of an input.
struct Run<'a> {
    call: &'a Call<'a>,
    facts: Facts,
    waivers: Waivers,
    options: ReadOptions,
    format: Format,
    /// The site to which violations link.
    docs_url: Option<&'a DocsUrl>,
    out: &'a mut Output,
    /// Whether standard output is a terminal, which gets findings at once.
    is_watched: bool,
    records: u64,
    invalid: u64,
    unchecked: BTreeSet<String>,
}

/// The result for one record.
enum RecordResult<'a> {
    Valid,
    Violations(&'a Violations),
    /// The record is not a map with fields.
    Unreadable(&'a str),
}

impl Run<'_> {
    fn stream(&mut self, opened: OpenedInput) -> Result<(), Stop> {
        let mut reader = BufReader::with_capacity(256 << 10, opened.reader);
        let mut progress = Progress::new(opened.size);
        let (mut buffer, mut passed, mut number) = (Vec::new(), 0, 0);
        loop {
            let line = lines::read_line(&mut reader, &mut buffer, &mut passed)
                .map_err(|error| Stop::because(format!("cannot read the input: {error}")))?;
            let Some(line) = line else { break };
            number += 1;
            let input = match line {
                Line::Whole if buffer.trim_ascii().is_empty() => continue,
                Line::Whole => input::json_line(&buffer),
                Line::TooLong => Err(format!(
                    "the line has more than {} MiB",
                    lines::MAX_LINE >> 20
                )),
            };
            let position = RecordPosition {
                record: self.records + 1,
                line: Some(number),
            };
            self.record(position, input, &mut progress)?;
            progress.update(passed, self.records, self.invalid);
        }
        progress.clear();
        Ok(())
    }

    fn record(
        &mut self,
        position: RecordPosition,
        input: Result<Input, String>,
        progress: &mut Progress,
    ) -> Result<(), Stop> {
        self.records += 1;
        let (violations, unchecked) = match &input {
            Ok(input) => self.validate(input),
            Err(wrong) => {
                self.invalid += 1;
                return self.print(position, &RecordResult::Unreadable(wrong), &[], progress);
            }
        };
        if violations.is_empty() {
            return self.print(position, &RecordResult::Valid, &unchecked, progress);
        }
        self.invalid += 1;
        let result = RecordResult::Violations(&violations);
        self.print(position, &result, &unchecked, progress)
    }

    /// Returns the violations of a record, and the names of the rules that could not be checked.
    fn validate(&mut self, input: &Input) -> (Violations, Vec<String>) {
        let (values, mut violations) = self.call.read(input, self.options);
        let outcome = self.call.validate(&values, &self.facts, &self.waivers);
        violations.extend(outcome.violations);
        if violations.is_empty() {
            self.unchecked.extend(outcome.unchecked.iter().cloned());
        }
        (violations, outcome.unchecked)
    }

    /// Returns the address of the field or rule of a violation, if violations link to a site.
    fn address(&self, violation: &Violation) -> Option<String> {
        Some(anchor::violation(
            self.docs_url?.as_str(),
            self.call.plan(),
            self.call.operation(),
            &violation.path(),
            violation.rule(),
        ))
    }

    /// Returns a violation as one line.
    fn sentence(&self, violation: &Violation) -> String {
        match self.address(violation) {
            Some(address) => format!("{} {address}", subject::sentence(violation)),
            None => subject::sentence(violation),
        }
    }

    fn print(
        &mut self,
        position: RecordPosition,
        result: &RecordResult<'_>,
        unchecked: &[String],
        progress: &mut Progress,
    ) -> Result<(), Stop> {
        match self.format {
            Format::Json => {
                let address = |it: &Violation| self.address(it);
                let line = json(position, result, unchecked, &address);
                writeln!(self.out, "{line}")?;
            }
            Format::Human => {
                let sentences = match result {
                    RecordResult::Valid => return Ok(()),
                    RecordResult::Violations(violations) => {
                        let sentences = violations.iter().map(|it| self.sentence(it));
                        sentences.collect()
                    }
                    RecordResult::Unreadable(wrong) => vec![(*wrong).to_owned()],
                };
                progress.clear();
                for sentence in sentences {
                    writeln!(self.out, "record {position}: {}", visible(&sentence))?;
                }
            }
        }
        if self.is_watched {
            progress.clear();
            self.out.flush()?;
        }
        Ok(())
    }

    fn finish(self) -> Result<Status, Stop> {
        self.out.flush()?;
        if !self.unchecked.is_empty() {
            let names: Vec<String> = self.unchecked.into_iter().collect();
            output::note(&format!("not checked: {}", names.join(", ")));
        }
        if self.format == Format::Human {
            let records = if self.records == 1 {
                "record"
            } else {
                "records"
            };
            output::note(&format!(
                "{} {records}, {} invalid",
                self.records, self.invalid
            ));
        }
        Ok(Status::found(self.invalid > 0))
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
