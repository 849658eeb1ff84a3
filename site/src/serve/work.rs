//! The thread that tries contacts. The plans are only read, so nothing is locked.

use std::io;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};
use wireform_codegen::plan::Plan;
use wireform_interpret::Interpreter;

use super::page;
use super::submitted::Submitted;

/// A page, as text.
pub(super) struct Answer(pub(super) String);

/// A form, and where its page goes.
type Job = (Submitted, oneshot::Sender<Answer>);

/// The way to the thread. The thread ends when the last one is dropped.
#[derive(Debug, Clone)]
pub(super) struct Work(mpsc::Sender<Job>);

impl Work {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// Fails if the system starts no thread.
    pub(super) fn start(plans: Arc<Vec<Plan>>) -> io::Result<Work> {
        let (jobs, received) = mpsc::channel(16);
        std::thread::Builder::new()
            .name("wireform docs".to_owned())
            .spawn(move || run(&plans, received))?;
        Ok(Work(jobs))
    }

    /// Returns the page of a form; none if the thread has ended.
    pub(super) async fn answer(&self, submitted: Submitted) -> Option<Answer> {
        let (reply, replied) = oneshot::channel();
        self.0.send((submitted, reply)).await.ok()?;
        replied.await.ok()
    }
}

fn run(plans: &[Plan], mut jobs: mpsc::Receiver<Job>) {
    let interpreters: Vec<Interpreter<'_>> = plans.iter().map(Interpreter::new).collect();
    while let Some((submitted, reply)) = jobs.blocking_recv() {
        // While a person types, the browser gives up requests that a later one replaces.
        if !reply.is_closed() {
            let _ = reply.send(Answer(page::write(&interpreters, &submitted)));
        }
    }
}
