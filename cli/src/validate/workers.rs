//! Validates several batches at the same time, and returns their results in order.

use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::records::{BatchResult, RecordPosition, Validator};
use crate::shared::lines::{Batch, Batches, Line};
use crate::shared::output::Stop;

/// The number of batches that wait for a worker or are worked on. It bounds the memory.
const QUEUED: usize = 2;

/// A batch with the numbers of the record and the line before it.
type Work = (Batch, RecordPosition);

/// The two ends of a worker that the reader holds.
struct Worker {
    work: SyncSender<Work>,
    results: Receiver<BatchResult>,
}

/// Validates all batches with a number of workers. Calls a function with each result, in the order of the batches.
pub(super) fn validate(
    validator: &Validator<'_>,
    mut batches: Batches<impl Read>,
    count: usize,
    finish: &mut dyn FnMut(BatchResult) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut before = RecordPosition {
        record: 0,
        line: Some(0),
    };
    // A short input needs no other thread.
    let Some(first) = read(&mut batches)? else {
        return Ok(());
    };
    let after = count_lines(&first, before);
    finish(validator.batch(&first, before))?;
    before = after;
    if count < 2 {
        while let Some(batch) = read(&mut batches)? {
            let after = count_lines(&batch, before);
            finish(validator.batch(&batch, before))?;
            before = after;
        }
        return Ok(());
    }
    thread::scope(|scope| {
        let workers: Vec<Worker> = (0..count)
            .map(|_| {
                let (work, todo) = sync_channel::<Work>(QUEUED);
                let (done, results) = sync_channel(QUEUED);
                scope.spawn(move || {
                    for (batch, before) in todo {
                        if done.send(validator.batch(&batch, before)).is_err() {
                            break;
                        }
                    }
                });
                Worker { work, results }
            })
            .collect();
        let gone = || Stop::because("a thread that validates has ended");
        let result_of = |nth: usize| workers[nth % count].results.recv().map_err(|_| gone());
        let (mut sent, mut finished) = (0, 0);
        while let Some(batch) = read(&mut batches)? {
            let after = count_lines(&batch, before);
            let worker = &workers[sent % count];
            worker.work.send((batch, before)).map_err(|_| gone())?;
            before = after;
            sent += 1;
            if sent - finished >= QUEUED * count {
                finish(result_of(finished)?)?;
                finished += 1;
            }
        }
        for nth in finished..sent {
            finish(result_of(nth)?)?;
        }
        Ok(())
    })
}

fn read(batches: &mut Batches<impl Read>) -> Result<Option<Batch>, Stop> {
    batches
        .read()
        .map_err(|error| Stop::because(format!("cannot read the input: {error}")))
}

/// Returns the numbers of the last record and the last line of a batch.
fn count_lines(batch: &Batch, before: RecordPosition) -> RecordPosition {
    let (mut record, mut line) = (before.record, before.line.unwrap_or(0));
    for found in batch.lines() {
        line += 1;
        record += u64::from(matches!(found, Line::TooLong) || !found.is_blank());
    }
    RecordPosition {
        record,
        line: Some(line),
    }
}
