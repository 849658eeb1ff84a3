//! Reads a contact from a provider's response in a file.
//!
//! Input: the file, and the schema with the operation that reads a contact. Output: the contact as read, or an error.

use std::path::Path;

use wireform::contact::AsRead;
use wireform_interpret::Interpreter;

use crate::shared::input::unreadable;
use crate::shared::output::Stop;

/// Reads a response. A file has no status, so it is read as a response with status 200.
pub(super) fn read(file: &Path, interpreter: &Interpreter<'_>) -> Result<AsRead, Stop> {
    let shown = file.display();
    let Some(call) = interpreter.operations().find(|call| call.reads_contact()) else {
        return Err(Stop::because(format!(
            "--as-read: no response of {} contains a contact that can be read",
            interpreter.plan().provider
        )));
    };
    let body = std::fs::read(file).map_err(|error| unreadable("--as-read", &error))?;
    call.read_contact(200, &body)
        .map_err(|error| Stop::because(format!("{shown}: {error}")))
}
