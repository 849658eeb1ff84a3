//! Captures every log line, span and event of the process.

use std::fmt::{self, Debug, Write as _};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static START: Once = Once::new();

/// Starts to capture.
pub(crate) fn start() {
    START.call_once(|| {
        log::set_boxed_logger(Box::new(Logger)).expect("no other logger");
        log::set_max_level(log::LevelFilter::Trace);
        tracing::subscriber::set_global_default(Spans).expect("no other subscriber");
    });
}

/// Returns the lines so far.
pub(crate) fn lines() -> MutexGuard<'static, Vec<String>> {
    LINES.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Logger;

impl log::Log for Logger {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        // At the level `trace`, `ureq` writes the bytes of the request. The documentation of the transport warns of it.
        !metadata.target().starts_with("ureq") || metadata.level() <= log::Level::Debug
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            lines().push(format!("log {}: {}", record.target(), record.args()));
        }
    }

    fn flush(&self) {}
}

struct Spans;

/// Writes the fields of a span or an event.
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").expect("a string takes everything");
    }
}

fn write(kind: &str, target: fmt::Arguments<'_>, record: impl FnOnce(&mut Fields)) {
    let mut fields = Fields(format!("{kind} {target}:"));
    record(&mut fields);
    lines().push(fields.0);
}

impl Subscriber for Spans {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let metadata = span.metadata();
        write(
            "span",
            format_args!("{} {}", metadata.target(), metadata.name()),
            |fields| span.record(fields),
        );
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        write("record", format_args!("span"), |fields| {
            values.record(fields)
        });
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let target = event.metadata().target();
        write("event", format_args!("{target}"), |fields| {
            event.record(fields)
        });
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
