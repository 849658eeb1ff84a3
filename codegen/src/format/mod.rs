//! Formats a schema: the order of its keys, its layout and its quotes. Comments stay, and the meaning does not change.
//!
//! Input: the text of a schema without syntax errors. Output: its text in canonical form. The stage reads the concrete syntax
//! and the table of keys only, so it also formats a schema with other mistakes.
//!
//! `attach` gives each comment to the entry that it is about, `order` sorts the keys, `print` lays out the result, and
//! `verify` compares the result with what was written.

mod attach;
mod document;
mod order;
mod print;
mod scalars;
mod verify;

pub use print::WIDTH;

use crate::source::{self, Diagnostics, FileId, Sources};

/// The reason why a schema is not formatted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unformatted {
    /// The text has syntax errors.
    Syntax(Diagnostics),
    /// The formatted text would not mean the same or would lose a comment. This is a mistake of the formatter.
    Changed,
}

/// Returns the text of a schema in canonical form.
///
/// # Errors
///
/// Returns an error if the text has a syntax error, such as a duplicate key, or if its meaning could not be kept.
pub fn format(sources: &Sources, file: FileId) -> Result<String, Unformatted> {
    let mut diagnostics = Diagnostics::default();
    source::parse(sources, file, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(Unformatted::Syntax(diagnostics));
    }
    let text = sources.text(file);
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let line_end = line_end(body);
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let before = source::read_concrete(&body).ok_or(Unformatted::Changed)?;
    let mut document = attach::attach(&body, &before);
    order::order(&mut document);
    let formatted = print::print(&document);
    let after = source::read_concrete(&formatted).ok_or(Unformatted::Changed)?;
    if !verify::is_same((&body, &before), (&formatted, &after)) {
        return Err(Unformatted::Changed);
    }
    Ok(format!("{mark}{}", formatted.replace('\n', line_end)))
}

/// Returns the line end of a text: `\r\n` if all of its lines end so.
fn line_end(text: &str) -> &'static str {
    let ends = text.matches('\n').count();
    match ends > 0 && text.matches("\r\n").count() == ends {
        true => "\r\n",
        false => "\n",
    }
}

#[cfg(test)]
mod tests;
