//! Parses YAML texts to trees with places.
//!
//! Input: a text of the sources. Output: its tree, with aliases expanded and merge keys applied, and all mistakes in the
//! text. Size and depth are checked before anything is built. No type of the YAML library leaves this folder.

mod builder;
#[cfg(feature = "tools")]
mod concrete;
mod findings;
mod map;
mod recover;
mod syntax_error;
mod tabs;
mod unfinished;

use std::borrow::Cow;

use super::sources::too_large;
use super::{Diagnostics, FileId, MAX_FILE_BYTES, Node, SourceDiagnostic, Sources, Span};
use findings::Findings;

/// Parses a schema file. Returns `None` only with at least one error. A part of the tree that could not be read is
/// [`super::NodeKind::Broken`].
pub fn parse(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let (root, findings) = read(file, sources.text(file), true);
    diagnostics.extend(findings.render());
    root
}

/// Reads the concrete syntax of a text. Returns `None` if the text has a syntax error or a tag.
#[cfg(feature = "tools")]
#[must_use]
pub fn read_concrete(text: &str) -> Option<super::concrete::Concrete> {
    concrete::read(text)
}

/// Reads a value that a user gives, as YAML or JSON. Spans are offsets in `text`, and their file is the default one.
///
/// # Errors
///
/// Returns all mistakes in the text. The messages do not quote it, because it may contain personal data.
pub fn read_value(text: &str) -> Result<Node, Diagnostics> {
    let text = escape_for_yaml(text);
    match read(FileId::default(), &text, false) {
        (Some(node), findings) if findings.0.is_empty() => Ok(node),
        (_, findings) => Err(findings.without_content().render()),
    }
}

/// Escapes the characters that JSON allows in strings, but YAML does not. Places after such a character are off by the
/// length of the escape, which is acceptable because these characters are invisible.
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

/// Reads one document. A schema must not be indented with tabs; JSON may be.
fn read(file: FileId, text: &str, schema: bool) -> (Option<Node>, Findings) {
    let whole = Span::at(file, 0, 0);
    if text.len() > MAX_FILE_BYTES {
        let mut findings = Findings::default();
        findings.push(too_large(), whole);
        return (None, findings);
    }
    let (mut root, mut findings, several_lines) = build(file, text);
    if schema {
        let tabs = tabs::find(text, &several_lines);
        if !tabs.is_empty() {
            (root, findings, _) = build(file, &tabs::hide(text, &tabs));
            tabs::report(file, text, tabs, &mut root, &mut findings);
        }
    }
    if root.is_none() && findings.0.is_empty() {
        findings.push(SourceDiagnostic::EmptyDocument, whole);
    }
    (root, findings)
}

/// Builds the tree of a text.
fn build(file: FileId, text: &str) -> (Option<Node>, Findings, builder::SeveralLines) {
    let mut builder = builder::Builder::new(file, text);
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    recover::run(&mut builder, start);
    builder.finish()
}
