//! Reads a contact from a provider's response in a file.
//!
//! Input: the file, and the schema with the operations that read a contact. Output: the contact as read, or an error.

use std::path::Path;

use wireform::contact::{AsRead, ReadError};
use wireform_interpret::{Call, Interpreter};

use crate::decode::message::Message;
use crate::shared::input::unreadable;
use crate::shared::output::Stop;

/// Reads a response: an HTTP message, or a body, which is that of a response with the status 200. The first operation that has
/// a contact in it counts.
pub(super) fn read(file: &Path, interpreter: &Interpreter<'_>) -> Result<AsRead, Stop> {
    let shown = file.display();
    let calls = interpreter.operations();
    let calls: Vec<Call<'_>> = calls.filter(Call::reads_contact).collect();
    if calls.is_empty() {
        return Err(Stop::because(format!(
            "--as-read: no response of {} contains a contact that can be read",
            interpreter.plan().provider
        )));
    }
    let input = std::fs::read(file).map_err(|error| unreadable("--as-read", &error))?;
    let message = match input.starts_with(b"HTTP/") {
        true => {
            Message::parse(&input).map_err(|error| Stop::because(format!("{shown}: {error}")))?
        }
        false => Message::of_body(200, &input),
    };
    let parts = message.parts();
    let mut failed: Option<ReadError> = None;
    for call in calls {
        match call.read_contact(&parts) {
            Ok(read) => return Ok(read),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    let error = failed.unwrap_or(ReadError::OtherResponse);
    Err(Stop::because(format!("{shown}: {error}")))
}
