//! Validates several batches at the same time, and returns their results in order.

use std::io::Read;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::records::{BatchResult, Validator};
use crate::shared::lines::{Batch, Batches};
use crate::shared::output::Stop;

/// The number of batches that wait for a worker or are worked on. It bounds the memory.
const QUEUED: usize = 2;

/// The two ends of a worker that the reader holds.
struct Worker {
    work: SyncSender<Batch>,
    results: Receiver<(BatchResult, Batch)>,
}

/// Validates all batches with a number of workers. Calls a function with each result, in the order of the batches.
pub(super) fn validate(
    validator: &Validator<'_>,
    mut batches: Batches<impl Read>,
    count: usize,
    finish: &mut dyn FnMut(BatchResult) -> Result<(), Stop>,
) -> Result<(), Stop> {
    // A short input needs no other thread.
    let Some(first) = read(&mut batches)? else {
        return Ok(());
    };
    finish(validator.batch(&first))?;
    batches.recycle(first);
    if count < 2 {
        while let Some(batch) = read(&mut batches)? {
            finish(validator.batch(&batch))?;
            batches.recycle(batch);
        }
        return Ok(());
    }
    thread::scope(|scope| {
        let workers: Vec<Worker> = (0..count)
            .map(|_| {
                let (work, todo) = sync_channel::<Batch>(QUEUED);
                let (done, results) = sync_channel(QUEUED);
                scope.spawn(move || {
                    for batch in todo {
                        if done.send((validator.batch(&batch), batch)).is_err() {
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
            let worker = &workers[sent % count];
            worker.work.send(batch).map_err(|_| gone())?;
            sent += 1;
            if sent - finished >= QUEUED * count {
                let (result, batch) = result_of(finished)?;
                batches.recycle(batch);
                finish(result)?;
                finished += 1;
            }
        }
        for nth in finished..sent {
            finish(result_of(nth)?.0)?;
        }
        Ok(())
    })
}

fn read(batches: &mut Batches<impl Read>) -> Result<Option<Batch>, Stop> {
    batches
        .read()
        .map_err(|error| Stop::because(format!("cannot read the input: {error}")))
}
