//! A mock that runs.

use std::collections::VecDeque;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::{mpsc, oneshot};
use wireform_codegen::plan::Plan;

use crate::builder::{MockError, Settings};
use crate::provider;
use crate::record::CallRecord;
use crate::server::{self, Framed};

/// The last calls, which the provider writes and the mock shows.
#[derive(Clone)]
pub(crate) struct Calls {
    records: Arc<Mutex<VecDeque<CallRecord>>>,
    most: usize,
}

impl Calls {
    fn new(most: usize) -> Self {
        Calls {
            records: Arc::default(),
            most,
        }
    }

    pub(crate) fn push(&self, record: CallRecord) {
        let mut calls = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        calls.push_back(record);
        if calls.len() > self.most {
            calls.pop_front();
        }
    }

    fn all(&self) -> Vec<CallRecord> {
        let calls = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        calls.iter().cloned().collect()
    }
}

/// A provider that runs until it is dropped.
///
/// [`Mock::of`] and [`Mock::from_schema`] return its builder.
#[derive(Debug)]
pub struct Mock {
    address: SocketAddr,
    schemas: Vec<String>,
    calls: Calls,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Calls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Calls(..)")
    }
}

impl Mock {
    pub(crate) fn start(
        plans: Vec<Plan>,
        settings: Settings,
        listener: TcpListener,
        until_interrupted: bool,
        framed: Option<Framed>,
    ) -> Result<Self, MockError> {
        let failed = |error: std::io::Error| MockError::new(format!("the server fails: {error}"));
        let address = listener.local_addr().map_err(failed)?;
        let schemas = plans.iter().map(|plan| plan.schema.clone()).collect();
        let calls = Calls::new(settings.remembered);
        let (jobs, received) = mpsc::channel(1024);
        let recorded = calls.clone();
        std::thread::Builder::new()
            .name("wireform-mock provider".to_owned())
            .spawn(move || provider::run(&plans, settings, &recorded, received))
            .map_err(failed)?;
        let (stop, stopped) = oneshot::channel();
        let server =
            server::spawn(listener, jobs, stopped, until_interrupted, framed).map_err(failed)?;
        Ok(Mock {
            address,
            schemas,
            calls,
            stop: Some(stop),
            server: Some(server),
        })
    }

    /// Returns the address that the mock listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Returns the URL that takes the place of the provider's server, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the URL of one of several schemas, by the name of the schema; none if the mock does not have it.
    #[must_use]
    pub fn url_of(&self, schema: &str) -> Option<String> {
        let is_known = self.schemas.iter().any(|it| it == schema);
        is_known.then(|| format!("{}/{schema}", self.url()))
    }

    /// Returns the names of the schemas.
    pub fn schemas(&self) -> impl Iterator<Item = &str> {
        self.schemas.iter().map(String::as_str)
    }

    /// Returns what the mock did with each request, in order. It remembers the last 100,000 requests, or as many as
    /// [`MockBuilder::remember`](crate::MockBuilder::remember) says;
    /// [`MockBuilder::on_call`](crate::MockBuilder::on_call) sees all of them.
    #[must_use]
    pub fn calls(&self) -> Vec<CallRecord> {
        self.calls.all()
    }

    /// Waits until the mock stops, as [`MockBuilder::until_interrupted`](crate::MockBuilder::until_interrupted) says.
    pub fn wait(mut self) {
        if let Some(server) = self.server.take() {
            // A panic of the server is already printed.
            let _ = server.join();
        }
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(server) = self.server.take() {
            let _ = server.join();
        }
    }
}
