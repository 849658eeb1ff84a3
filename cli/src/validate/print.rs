//! Writes what is found in the records of a batch. The numbers of the records are put in when the batches before it are known.

use std::fmt::{self, Write as _};
use std::io::{self, Write};

use wireform::{Violation, Violations};

use crate::args::Format;
use crate::shared::output::visible;
use crate::shared::subject;

/// The result for one record.
pub(super) enum RecordResult<'a> {
    Valid,
    Violations(&'a Violations),
    /// The record is not a map with fields.
    Unreadable(&'a str),
}

/// Returns the address of a violation, if violations link to a site.
type Address<'a> = &'a dyn Fn(&Violation) -> Option<String>;

/// The lines for the records of a batch, without the numbers of the records.
#[derive(Debug, Default)]
pub(super) struct Printed {
    lines: Vec<PrintedLine>,
    text: Vec<u8>,
    /// The memory for a sentence.
    sentence: String,
}

/// One line, about a record of the batch.
#[derive(Debug)]
struct PrintedLine {
    /// The numbers of the record and of its line in the batch, from 1.
    at: (u64, u64),
    /// Where the line ends in the text.
    end: usize,
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

impl Printed {
    /// Returns whether nothing is printed.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Adds the result for a record, which is at a position of the batch.
    pub(super) fn add(
        &mut self,
        format: Format,
        at: (u64, u64),
        found: &RecordResult<'_>,
        unchecked: &[String],
        address: Address<'_>,
    ) {
        match (format, found) {
            (Format::Json, RecordResult::Valid) if unchecked.is_empty() => {
                self.add_line(at, "\"valid\":true,\"violations\":[]}");
            }
            (Format::Json, _) => {
                let line = json(found, unchecked, address);
                self.add_line(at, &line);
            }
            (Format::Human, RecordResult::Valid) => {}
            (Format::Human, RecordResult::Violations(violations)) => {
                for violation in *violations {
                    self.add_violation(at, violation, address);
                }
            }
            (Format::Human, RecordResult::Unreadable(wrong)) => self.add_line(at, &visible(wrong)),
        }
    }

    /// Adds a violation as one line.
    fn add_violation(&mut self, at: (u64, u64), violation: &Violation, address: Address<'_>) {
        let mut sentence = std::mem::take(&mut self.sentence);
        sentence.clear();
        subject::write_sentence(&mut sentence, violation);
        if let Some(address) = address(violation) {
            // Writing into a `String` cannot fail.
            let _ = write!(sentence, " {address}");
        }
        match sentence.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            true => self.add_line(at, &sentence),
            false => self.add_line(at, &visible(&sentence)),
        }
        self.sentence = sentence;
    }

    fn add_line(&mut self, at: (u64, u64), line: &str) {
        self.text.extend_from_slice(line.as_bytes());
        self.text.push(b'\n');
        let end = self.text.len();
        self.lines.push(PrintedLine { at, end });
    }

    /// Writes all lines. `before` is the position of the last record before the batch. If it has no line, the record is one document.
    pub(super) fn write(
        &self,
        format: Format,
        before: RecordPosition,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let mut begin = 0;
        for PrintedLine {
            at: (record, line),
            end,
        } in &self.lines
        {
            let position = RecordPosition {
                record: before.record + record,
                line: before.line.map(|before| before + line),
            };
            match format {
                Format::Human => write!(out, "record {position}: ")?,
                Format::Json => {
                    write!(out, "{{\"record\":{},", position.record)?;
                    if let Some(line) = position.line {
                        write!(out, "\"line\":{line},")?;
                    }
                }
            }
            out.write_all(self.text.get(begin..*end).unwrap_or_default())?;
            begin = *end;
        }
        Ok(())
    }
}

/// Returns the result for a record as one line of JSON, without its beginning, which has the numbers.
fn json(result: &RecordResult<'_>, unchecked: &[String], address: Address<'_>) -> String {
    let mut line = String::new();
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
