//! YAML texts to spanned trees.
//!
//! In: a text of the sources. Out: its tree, with aliases written out and merge keys applied, and every
//! mistake that could be found in one run. Size and depth are bounded before anything is built. No type of
//! the YAML library leaves this folder.

mod builder;
mod map;
mod phrases;
mod recover;
mod tabs;
mod unfinished;

use std::borrow::Cow;

use super::codes;
use super::{Diagnostic, Diagnostics, FileId, MAX_FILE_BYTES, Node, Sources, Span};

/// Parses a schema file. Without a tree there is at least one error; with one there may be errors, and what
/// could not be read is [`super::Kind::Broken`] in it.
pub fn parse(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    read(file, sources.text(file), true, diagnostics)
}

/// Reads a value that a user gives, as YAML or JSON. Spans point into `text`; their file is the default one.
///
/// # Errors
///
/// Everything that is wrong with the text.
pub fn read_value(text: &str) -> Result<Node, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let text = escape_for_yaml(text);
    match read(FileId::default(), &text, false, &mut diagnostics) {
        Some(node) if !diagnostics.has_errors() => Ok(node),
        _ => {
            for diagnostic in &mut diagnostics.0 {
                without_names(diagnostic);
            }
            Err(diagnostics)
        }
    }
}

/// Values may be personal data or secrets, and messages go to logs: what quotes the text, or gives advice that is
/// about schemas, is said in other words. The place says the rest.
fn without_names(diagnostic: &mut Diagnostic) {
    let (message, help) = match diagnostic.code {
        codes::UNDEFINED_ALIAS => (
            "no anchor comes before this alias",
            "quote a text that begins with `*`",
        ),
        codes::DUPLICATE_KEY => ("this key is given twice", "remove one of the two"),
        codes::EMPTY_DOCUMENT => (
            "there is nothing in the input",
            "give a mapping from names to values; `{}` is the empty one",
        ),
        codes::TOO_DEEP => (
            "lists and maps are nested too deep here",
            "use fewer levels",
        ),
        codes::TOO_MANY_NODES => (
            "with its aliases written out the document is too large",
            "use fewer aliases",
        ),
        codes::SEVERAL_DOCUMENTS => ("a second document begins here", "give one document"),
        codes::YAML_SYNTAX if diagnostic.message.starts_with(phrases::UNKNOWN) => {
            ("this is not valid YAML", "")
        }
        _ => return,
    };
    message.clone_into(&mut diagnostic.message);
    diagnostic.help.clear();
    if !help.is_empty() {
        diagnostic.help.push(help.to_owned());
    }
}

/// JSON allows a few characters in its strings that YAML wants escaped. Places behind one of them are off by
/// the length of the escape, which is little harm for a character that nobody can see.
fn escape_for_yaml(text: &str) -> Cow<'_, str> {
    let escaped =
        |c: char| matches!(c, '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    if !text.trim_start().starts_with(['{', '[', '"']) || !text.contains(escaped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if escaped(c) {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Reads one document. JSON may be indented with tabs, a schema may not.
fn read(file: FileId, text: &str, schema: bool, diagnostics: &mut Diagnostics) -> Option<Node> {
    let whole = Span::at(file, 0, 0);
    if text.len() > MAX_FILE_BYTES {
        diagnostics.push(Diagnostic::error(
            codes::FILE_TOO_LARGE,
            whole,
            format!("the text has more than {} MiB", MAX_FILE_BYTES >> 20),
        ));
        return None;
    }
    let mut builder = builder::Builder::new(file, text);
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let failure = recover::run(&mut builder, start);
    let (root, mut found, multiline) = builder.finish();
    if schema {
        tabs::check(file, text, &multiline, failure, &mut found);
    }
    if root.is_none() && !found.has_errors() {
        found.push(
            Diagnostic::error(
                codes::EMPTY_DOCUMENT,
                whole,
                "there is nothing in this file",
            )
            .help("a schema begins with `wireform: 1`"),
        );
    }
    diagnostics.extend(found);
    root
}
