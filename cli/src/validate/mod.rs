//! `validate`: records against an operation, one after another.
//!
//! In: one document, or JSON Lines of any length. Out: what is wrong with each record. Nothing is kept from one record
//! to the next but counts, so a million of them need no more memory than one.

mod progress;

use std::collections::BTreeSet;
use std::io::{BufReader, Write as _};

use wireform::{Violations, Waivers};
use wireform_interpret::{Call, Facts, Input, Interpreter, ReadOptions};

use crate::args::{Format, InputFormat, ValidateArgs};
use crate::shared::lines::{self, Line};
use crate::shared::output::{self, Output, Status, Stop, visible};
use crate::shared::schema;
use crate::shared::{input, subject};
use progress::Progress;

/// Checks all records.
pub(crate) fn run(args: &ValidateArgs, out: &mut Output) -> Result<Status, Stop> {
    let plan = schema::plan(&args.input.schema)?;
    let interpreter = Interpreter::new(&plan);
    let call = subject::operation(&interpreter, &args.input.operation)?;
    let mut run = Run {
        call: &call,
        facts: subject::facts(&call, &args.input)?,
        waivers: subject::waivers(&call, &args.input)?,
        options: subject::options(&args.input),
        format: args.format,
        out,
        watched: output::is_watched(),
        records: 0,
        invalid: 0,
        unchecked: BTreeSet::new(),
    };
    if input::format_of(&args.input.input, args.input.input_format) == InputFormat::Jsonl {
        run.stream(args)?;
    } else {
        let input = input::whole(&args.input)?;
        run.record(1, input, &mut Progress::new(None))?;
    }
    run.finish()
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
    fn stream(&mut self, args: &ValidateArgs) -> Result<(), Stop> {
        let (reader, size) = input::open("--input", &args.input.input)?;
        let mut reader = BufReader::with_capacity(256 << 10, reader);
        let mut progress = Progress::new(size);
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
            self.record(number, input, &mut progress)?;
            progress.tick(passed, self.records, self.invalid);
        }
        progress.clear();
        Ok(())
    }

    fn record(
        &mut self,
        number: u64,
        input: Result<Input, String>,
        progress: &mut Progress,
    ) -> Result<(), Stop> {
        self.records += 1;
        let (violations, unchecked) = match &input {
            Ok(input) => self.check(input),
            Err(wrong) => {
                self.invalid += 1;
                return self.print(number, &Finding::Unreadable(wrong), &[], progress);
            }
        };
        if violations.is_empty() {
            return self.print(number, &Finding::Nothing, &unchecked, progress);
        }
        self.invalid += 1;
        let finding = Finding::Violations(&violations);
        self.print(number, &finding, &unchecked, progress)
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
        number: u64,
        finding: &Finding<'_>,
        unchecked: &[String],
        progress: &mut Progress,
    ) -> Result<(), Stop> {
        match self.format {
            Format::Json => writeln!(self.out, "{}", json(number, finding, unchecked))?,
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
                    writeln!(self.out, "record {number}: {}", visible(&sentence))?;
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
fn json(number: u64, finding: &Finding<'_>, unchecked: &[String]) -> String {
    let mut line = format!(
        "{{\"record\":{number},\"valid\":{},\"violations\":[",
        matches!(finding, Finding::Nothing)
    );
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
