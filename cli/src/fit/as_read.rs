//! Reads a contact from a provider's response in a file.
//!
//! Input: the file, and the schema with the operations that read a contact. Output: the contact as read, or an error.

use std::path::Path;

use wireform::contact::AsRead;
use wireform_interpret::Interpreter;
use wireform_site::received::{NotRead, read_contact};

use crate::shared::input::{response_of_file, unreadable};
use crate::shared::output::Stop;

/// Reads a response: an HTTP message, or a body, which is that of a response with the status 200. The first operation that has
/// a contact in it counts.
pub(super) fn read(file: &Path, interpreter: &Interpreter<'_>) -> Result<AsRead, Stop> {
    let no_response = || {
        let provider = &interpreter.plan().provider;
        Stop::because(format!(
            "--as-read: no response of {provider} contains a contact that can be read"
        ))
    };
    if !interpreter.operations().any(|it| it.reads_contact()) {
        return Err(no_response());
    }
    let input = response_of_file(file).map_err(|error| unreadable("--as-read", &error))?;
    read_contact(interpreter, &input).map_err(|error| match error {
        NotRead::NoResponse => no_response(),
        NotRead::Message(_) | NotRead::Contact(_) => {
            Stop::because(format!("{}: {error}", file.display()))
        }
    })
}
