//! The static reference, served below the page to try a contact. A thread makes it when the first file is asked for.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};
use wireform_codegen::plan::Plan;

use super::server::BindError;
use crate::pages::{self, Extras, File};

/// The path of a file below the root of the reference, and where its text goes.
type Job = (String, oneshot::Sender<Option<String>>);

/// The way to the thread. The thread ends when the last one is dropped.
#[derive(Debug, Clone)]
pub(super) struct Reference(mpsc::Sender<Job>);

impl Reference {
    /// Starts the thread.
    ///
    /// # Errors
    ///
    /// Fails if two schemas have the same name, or if the system starts no thread.
    pub(super) fn start(plans: Arc<Vec<Plan>>, extras: Extras) -> Result<Reference, BindError> {
        pages::check_names(&plans)?;
        let (jobs, received) = mpsc::channel(16);
        std::thread::Builder::new()
            .name("wireform reference".to_owned())
            .spawn(move || run(&plans, &extras, received))?;
        Ok(Reference(jobs))
    }

    /// Returns the text of a file; none if there is no such file.
    pub(super) async fn file(&self, path: &str) -> Option<String> {
        let (reply, replied) = oneshot::channel();
        self.0.send((path.to_owned(), reply)).await.ok()?;
        replied.await.ok()?
    }
}

fn run(plans: &[Plan], extras: &Extras, mut jobs: mpsc::Receiver<Job>) {
    let mut files: Option<Vec<File>> = None;
    while let Some((path, reply)) = jobs.blocking_recv() {
        let files = files.get_or_insert_with(|| pages::files(plans, extras));
        let found = files.iter().find(|file| file.path == path);
        let _ = reply.send(found.map(|file| file.text.clone()));
    }
}

/// Returns the media type of a file.
pub(super) fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        Some(_) | None => "text/plain; charset=utf-8",
    }
}
