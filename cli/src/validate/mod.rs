//! `validate`: validates records against an operation.
//!
//! Input: one document, or JSON Lines of any length. Output: the violations of each record, in their order. Only counts are kept
//! between batches of records, so memory does not depend on their number. Several batches are validated at the same time.

mod print;
mod progress;
mod records;
mod workers;

use std::collections::BTreeSet;
use std::io::Write as _;

use wireform::Waivers;
use wireform_interpret::{Call, Facts, Interpreter, ReadOptions};

use crate::args::{Format, InputFormat, ValidateArgs};
use crate::shared::input::{self, OpenedInput};
use crate::shared::lines::Batches;
use crate::shared::output::{self, Output, Status, Stop};
use crate::shared::{facts, schema, subject, waive};
use print::RecordPosition;
use progress::Progress;
use records::{BatchResult, Validator};

/// Validates all records.
pub(crate) fn run(args: &ValidateArgs, out: &mut Output) -> Result<Status, Stop> {
    let plan = schema::plan(&args.input.schema)?;
    let interpreter = Interpreter::new(&plan);
    let call = subject::find_operation(&interpreter, &args.input.operation)?;
    let (facts, waivers, options) = options(&call, args)?;
    let validator = Validator {
        call: &call,
        acceptor: call.acceptor(&facts, options),
        facts: &facts,
        waivers: &waivers,
        options,
        format: args.format,
        docs_url: args.docs_url.as_ref(),
    };
    let mut run = Run {
        out,
        is_watched: output::is_watched(),
        format: args.format,
        progress: Progress::new(None),
        records: 0,
        lines: None,
        invalid: 0,
        unchecked: BTreeSet::new(),
    };
    let opened = input::open_input(&args.input)?;
    if opened.format == InputFormat::Jsonl {
        run.stream(&validator, opened)?;
    } else {
        let input = input::read_document(opened, &args.input)?;
        let mut result = BatchResult::default();
        validator.record(input, &mut result);
        run.finish_batch(result)?;
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

/// A run over the records of an input.
struct Run<'a> {
    out: &'a mut Output,
    /// Whether standard output is a terminal, which gets findings at once.
    is_watched: bool,
    format: Format,
    progress: Progress,
    records: u64,
    /// The number of lines, if the input is JSON Lines.
    lines: Option<u64>,
    invalid: u64,
    unchecked: BTreeSet<String>,
}

impl Run<'_> {
    fn stream(&mut self, validator: &Validator<'_>, opened: OpenedInput) -> Result<(), Stop> {
        self.progress = Progress::new(opened.size);
        self.lines = Some(0);
        let batches = Batches::new(opened.reader);
        let count = match self.is_watched {
            true => 1,
            false => std::thread::available_parallelism().map_or(1, usize::from),
        };
        workers::validate(validator, batches, count, &mut |result| {
            self.finish_batch(result)
        })?;
        self.progress.clear();
        Ok(())
    }

    /// Prints the result of a batch.
    fn finish_batch(&mut self, result: BatchResult) -> Result<(), Stop> {
        let before = RecordPosition {
            record: self.records,
            line: self.lines,
        };
        self.records += result.records;
        self.lines = self.lines.map(|lines| lines + result.lines);
        self.invalid += result.invalid;
        self.unchecked.extend(result.unchecked);
        if !result.printed.is_empty() {
            self.progress.clear();
            result.printed.write(self.format, before, self.out)?;
            if self.is_watched {
                self.out.flush()?;
            }
        }
        self.progress
            .update(result.passed, self.records, self.invalid);
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
