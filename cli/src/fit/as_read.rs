//! The contact as a provider has it, from its answer in a file.
//!
//! In: the file, and the schema that says which call reads a contact. Out: the contact as read, or why it cannot be.

use std::path::Path;

use wireform::contact::AsRead;
use wireform_interpret::Interpreter;

use crate::shared::input::unreadable;
use crate::shared::output::Stop;

/// Reads an answer. It is taken for one of status 200, as a file has none.
pub(super) fn read(file: &Path, interpreter: &Interpreter<'_>) -> Result<AsRead, Stop> {
    let shown = file.display();
    let Some(call) = interpreter.operations().find(|call| call.reads_contact()) else {
        return Err(Stop::because(format!(
            "--as-read: no answer of {} holds a contact that can be read",
            interpreter.plan().provider
        )));
    };
    let body = std::fs::read(file).map_err(|error| unreadable("--as-read", &error))?;
    call.read_contact(200, &body)
        .map_err(|error| Stop::because(format!("{shown}: {error}")))
}
