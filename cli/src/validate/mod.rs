//! `validate`: records against an operation, one after another.
//!
//! In: one document, or JSON Lines of any length. Out: what is wrong with each record. Nothing is kept from one record
//! to the next but counts, so a million of them need no more memory than one.

mod progress;

use std::collections::BTreeSet;
use std::fmt;
use std::io::{BufReader, Write as _};

use wireform::{Violations, Waivers};
use wireform_interpret::{Call, Facts, Input, Interpreter, ReadOptions};

use crate::args::{Format, InputFormat, ValidateArgs};
use crate::shared::input::{self, Opened};
use crate::shared::lines::{self, Line};
use crate::shared::output::{self, Output, Status, Stop, visible};
use crate::shared::{facts, schema, subject, waive};
use progress::Progress;

/// Checks all records.
pub(crate) fn run(args: &ValidateArgs, out: &mut Output) -> Result<Status, Stop> {
    let plan = schema::plan(&args.input.schema)?;
    let interpreter = Interpreter::new(&plan);
    let call = subject::operation(&interpreter, &args.input.operation)?;
    let (facts, waivers, options) = options(&call, args)?;
    let mut run = Run {
        call: &call,
        facts,
        waivers,
        options,
        format: args.format,
        out,
        watched: output::is_watched(),
        records: 0,
        invalid: 0,
        unchecked: BTreeSet::new(),
    };
    let opened = input::opened(&args.input)?;
    if opened.format == InputFormat::Jsonl {
        run.stream(opened)?;
    } else {
        let input = input::whole(opened, &args.input)?;
        let place = Place {
            record: 1,
            line: None,
        };
        run.record(place, input, &mut Progress::new(None))?;
    }
    run.finish()
}

/// Returns what the options say, or everything that is wrong with them. What is wrong with every record in the same way
/// is said here, once.
fn options(call: &Call<'_>, args: &ValidateArgs) -> Result<(Facts, Waivers, ReadOptions), Stop> {
    let mut wrong = Vec::new();
    let facts = output::later(facts::read(call, &args.input), &mut wrong)?;
    let waivers = output::later(waive::read(call, &args.input), &mut wrong)?;
    let options = output::later(subject::options(call, &args.input), &mut wrong)?;
    match (facts, waivers, options) {
        (Some(facts), Some(waivers), Some(options)) => Ok((facts, waivers, options)),
        _ => Err(Stop::Failure(wrong)),
    }
}

/// Where a record stands.
#[derive(Clone, Copy)]
struct Place {
    /// Its number among the records.
    record: u64,
    /// Its line in JSON Lines, where blank lines count.
    line: Option<u64>,
}

/// The number of the record, and its line where that is another number.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line.filter(|line| *line != self.record) {
            Some(line) => write!(f, "{} (line {line})", self.record),
            None => write!(f, "{}", self.record),
        }
    }
}

struct Run<'a> {
    call: &'a Call<'a>,
    facts: Facts,
    waivers: Waivers,
    options: ReadOptions,
    format: Format,
    out: &'a mut Output,
    /// Whether a person watches standard output, so that what is found is shown at once.
    watched: bool,
    records: u64,
    invalid: u64,
    unchecked: BTreeSet<String>,
}

/// What is wrong with a record.
enum Finding<'a> {
    Nothing,
    Violations(&'a Violations),
    /// It is no mapping that could have fields.
    Unreadable(&'a str),
}

impl Run<'_> {
    fn stream(&mut self, opened: Opened) -> Result<(), Stop> {
        let mut reader = BufReader::with_capacity(256 << 10, opened.reader);
        let mut progress = Progress::new(opened.size);
        let (mut buffer, mut passed, mut number) = (Vec::new(), 0, 0);
        loop {
            let line = lines::next(&mut reader, &mut buffer, &mut passed)
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
            let place = Place {
                record: self.records + 1,
                line: Some(number),
            };
            self.record(place, input, &mut progress)?;
            progress.tick(passed, self.records, self.invalid);
        }
        progress.clear();
        Ok(())
    }

    fn record(
        &mut self,
        place: Place,
        input: Result<Input, String>,
        progress: &mut Progress,
    ) -> Result<(), Stop> {
        self.records += 1;
        let (violations, unchecked) = match &input {
            Ok(input) => self.check(input),
            Err(wrong) => {
                self.invalid += 1;
                return self.print(place, &Finding::Unreadable(wrong), &[], progress);
            }
        };
        if violations.is_empty() {
            return self.print(place, &Finding::Nothing, &unchecked, progress);
        }
        self.invalid += 1;
        let finding = Finding::Violations(&violations);
        self.print(place, &finding, &unchecked, progress)
    }

    /// What is wrong with a record, and the names of the rules that could not be decided for it.
    fn check(&mut self, input: &Input) -> (Violations, Vec<String>) {
        let (values, mut violations) = self.call.read(input, self.options);
        let outcome = self.call.validate(&values, &self.facts, &self.waivers);
        violations.extend(outcome.violations);
        if violations.is_empty() {
            self.unchecked.extend(outcome.unchecked.iter().cloned());
        }
        (violations, outcome.unchecked)
    }

    fn print(
        &mut self,
        place: Place,
        finding: &Finding<'_>,
        unchecked: &[String],
        progress: &mut Progress,
    ) -> Result<(), Stop> {
        match self.format {
            Format::Json => writeln!(self.out, "{}", json(place, finding, unchecked))?,
            Format::Human => {
                let sentences = match finding {
                    Finding::Nothing => return Ok(()),
                    Finding::Violations(violations) => {
                        violations.iter().map(subject::sentence).collect()
                    }
                    Finding::Unreadable(wrong) => vec![(*wrong).to_owned()],
                };
                progress.clear();
                for sentence in sentences {
                    writeln!(self.out, "record {place}: {}", visible(&sentence))?;
                }
            }
        }
        if self.watched {
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

/// One record as one line of JSON.
fn json(place: Place, finding: &Finding<'_>, unchecked: &[String]) -> String {
    let mut line = format!("{{\"record\":{},", place.record);
    if let Some(number) = place.line {
        line.push_str(&format!("\"line\":{number},"));
    }
    line.push_str(&format!(
        "\"valid\":{},\"violations\":[",
        matches!(finding, Finding::Nothing)
    ));
    let mut first = true;
    let mut add = |texts: [(&str, Option<&str>); 6]| {
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
    match finding {
        Finding::Nothing => {}
        Finding::Violations(violations) => {
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
                ]);
            }
        }
        Finding::Unreadable(wrong) => add([
            ("path", Some("")),
            ("wire_path", Some("")),
            ("code", Some("type")),
            ("message", Some(wrong)),
            ("rule", None),
            ("check", None),
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
