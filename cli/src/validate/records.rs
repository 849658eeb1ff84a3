//! Validates the records of a batch.

use std::collections::BTreeSet;

use wireform::{Violation, Waivers};
use wireform_interpret::{Acceptor, Call, Facts, Input, Outcome, ReadOptions};

use super::print::{Printed, RecordResult};
use crate::args::Format;
use crate::shared::docs_url::DocsUrl;
use crate::shared::input;
use crate::shared::lines::{Batch, Line, MAX_LINE, first_line};

/// What is needed to validate a record. Several threads share it.
pub(super) struct Validator<'a> {
    pub(super) call: &'a Call<'a>,
    /// Validates most records in one pass over their bytes.
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
    pub(super) printed: Printed,
    pub(super) records: u64,
    pub(super) lines: u64,
    pub(super) invalid: u64,
    /// The rules that could not be checked for valid records.
    pub(super) unchecked: BTreeSet<String>,
    /// The number of bytes of the input up to the end of the batch.
    pub(super) passed: u64,
}

impl Validator<'_> {
    /// Validates the lines of a batch.
    pub(super) fn batch(&self, batch: &Batch) -> BatchResult {
        let mut result = BatchResult {
            passed: batch.passed,
            ..BatchResult::default()
        };
        if batch.is_too_long() {
            result.lines += 1;
            self.line(&Line::TooLong, &mut result);
        }
        let mut rest = batch.bytes();
        // If the whole batch is no text, each line is examined on its own.
        let mut text = std::str::from_utf8(rest).ok();
        while !rest.is_empty() {
            result.lines += 1;
            let quick = text.and_then(|text| self.quick(text));
            let length = match quick {
                Some((outcome, length)) => {
                    self.finish(outcome, &mut result);
                    length
                }
                None => {
                    let (line, length) = first_line(rest);
                    self.line(&line, &mut result);
                    length
                }
            };
            rest = &rest[length..];
            text = text.and_then(|text| text.get(length..));
        }
        result
    }

    /// Validates the record in the first line of a text, if it has the usual form. Returns the length of the line with its end.
    fn quick(&self, text: &str) -> Option<(Outcome, usize)> {
        let found = self.acceptor.as_ref()?.validate(text, self.waivers)?;
        (found.length <= MAX_LINE).then_some((found.outcome, found.length))
    }

    fn line(&self, line: &Line<'_>, result: &mut BatchResult) {
        if line.is_blank() {
            return;
        }
        match line {
            Line::Whole(bytes) => {
                let text = std::str::from_utf8(bytes).ok();
                match text.and_then(|text| self.quick(text)) {
                    Some((outcome, _)) => self.finish(outcome, result),
                    None => self.record(input::json_line(bytes), result),
                }
            }
            Line::TooLong => {
                let wrong = format!("the line has more than {} MiB", MAX_LINE >> 20);
                self.record(Err(wrong), result);
            }
        }
    }

    /// Validates a record.
    pub(super) fn record(&self, input: Result<Input, String>, result: &mut BatchResult) {
        match input {
            Ok(input) => self.finish(self.validate(&input), result),
            Err(wrong) => {
                result.records += 1;
                result.invalid += 1;
                self.print(&RecordResult::Unreadable(&wrong), &[], result);
            }
        }
    }

    /// Returns the violations of a record, and the names of the rules that could not be checked.
    fn validate(&self, input: &Input) -> Outcome {
        let (values, mut violations) = self.call.read(input, self.options);
        let outcome = self.call.validate(&values, self.facts, self.waivers);
        violations.extend(outcome.violations);
        Outcome {
            violations,
            unchecked: outcome.unchecked,
        }
    }

    /// Counts and prints a record.
    fn finish(&self, outcome: Outcome, result: &mut BatchResult) {
        let Outcome {
            violations,
            unchecked,
        } = outcome;
        result.records += 1;
        if violations.is_empty() {
            self.print(&RecordResult::Valid, &unchecked, result);
            result.unchecked.extend(unchecked);
            return;
        }
        result.invalid += 1;
        self.print(&RecordResult::Violations(&violations), &unchecked, result);
    }

    fn print(&self, found: &RecordResult<'_>, unchecked: &[String], result: &mut BatchResult) {
        let at = (result.records, result.lines);
        let address = |violation: &Violation| self.address(violation);
        result
            .printed
            .add(self.format, at, found, unchecked, &address);
    }

    /// Returns the address of the field or rule of a violation, if violations link to a site.
    fn address(&self, violation: &Violation) -> Option<String> {
        Some(self.docs_url?.of_violation(self.call, violation))
    }
}
