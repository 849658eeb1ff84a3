//! Reads a contact from a file.
//!
//! Input: the file. Output: the contact, or all mistakes in the file. No message contains a value of the file.

use std::path::Path;

use wireform::contact::Contact;
use wireform_site::read_contact;

use crate::shared::input::unreadable;
use crate::shared::output::{self, Stop};

/// Reads a contact from a file, or from standard input for `-`. Of several mistakes, prints all but the last.
pub(super) fn read(path: &Path) -> Result<Contact, Stop> {
    let is_input = path.as_os_str() == "-";
    let shown = if is_input {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    };
    let bytes = if is_input {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|error| unreadable("CONTACT", &error))?;
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(Stop::because(format!("{shown}: the file is not UTF-8")));
    };
    read_contact(&text).map_err(|wrong| {
        let mut messages: Vec<String> = wrong
            .iter()
            .map(|wrong| format!("{shown}:{wrong}"))
            .collect();
        let last = messages.pop().unwrap_or(shown);
        for message in messages {
            output::error(&message);
        }
        Stop::because(last)
    })
}
