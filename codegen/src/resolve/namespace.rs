//! Namespaces of Rust names: which names are taken, by which item, and where.

use std::collections::BTreeMap;

use super::codes;
use super::identifiers::{Ident, Role, ident, stated_ident};
use crate::source::{Diagnostic, Diagnostics, Span};
use crate::syntax::Text;

/// The names that are taken in one Rust scope.
#[derive(Debug, Default)]
pub(crate) struct Namespace {
    taken: BTreeMap<String, Taken>,
    /// The names that generated code always has in the scope, each with its meaning.
    reserved: Vec<(&'static str, &'static str)>,
}

#[derive(Debug)]
struct Taken {
    what: String,
    span: Span,
}

impl Namespace {
    /// Returns a namespace in which generated code always has one name.
    pub(crate) fn with_reserved(rust: &'static str, what: &'static str) -> Self {
        Self {
            taken: BTreeMap::new(),
            reserved: vec![(rust, what)],
        }
    }

    /// Takes a name for an item, or reports that it is taken.
    pub(crate) fn take(
        &mut self,
        rust: &str,
        what: String,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        if let Some((_, own)) = self.reserved.iter().find(|(name, _)| *name == rust) {
            let message = format!("{what} would be `{rust}` in Rust, which is {own}");
            diagnostics.push(
                Diagnostic::error(codes::RUST_NAME_COLLISION, span, message)
                    .help("give it another name, or `rust: …` where that is possible"),
            );
            return;
        }
        if let Some(first) = self.taken.get(rust) {
            let message = format!("{what} and {} would both be `{rust}` in Rust", first.what);
            diagnostics.push(
                Diagnostic::error(codes::RUST_NAME_COLLISION, span, message)
                    .also(first.span, format!("`{rust}` is taken here"))
                    .help("give one of them another name with `rust: …`"),
            );
            return;
        }
        self.taken.insert(rust.to_owned(), Taken { what, span });
    }
}

/// Returns the text from which longer Rust names are derived: `rust:` if the schema states it, else the logical name.
pub(crate) fn stem<'t>(rust: Option<&'t Text>, name: &'t Text) -> &'t str {
    let stem = rust.map_or(name.value.as_str(), |rust| rust.value.as_str());
    stem.strip_prefix("r#").unwrap_or(stem)
}

/// Returns the Rust name of an item: `rust:` if the schema states it, else the one that is derived from its logical name.
pub(crate) fn rust_name(
    name: &Text,
    rust: Option<&Text>,
    role: Role,
    diagnostics: &mut Diagnostics,
) -> Ident {
    let problem = match rust {
        Some(rust) => match stated_ident(rust, role) {
            Ok(ident) => return ident,
            Err(reason) => Diagnostic::error(
                codes::INVALID_RUST_NAME,
                rust.span,
                format!("`{}` cannot be a Rust name here: {reason}", printable(rust)),
            ).help("for example `snake_case` for fields and modules, `UpperCamelCase` for types and variants"),
        },
        None => match ident(name, role) {
            Some(ident) => return ident,
            None => Diagnostic::error(
                codes::NO_RUST_NAME,
                name.span,
                format!("`{}` cannot become a Rust name", printable(name)),
            )
            .help("give one with `rust: …`"),
        },
    };
    diagnostics.push(problem);
    // The mistake was reported, so only stubs use the name. It must be an identifier that no other item has.
    let stem = format!("unnamed_{}", name.span.start);
    Ident {
        rust: stem.clone(),
        stem,
    }
}

/// Returns a text that is safe to show in a message.
pub(crate) fn printable(text: &str) -> String {
    let mut shown: String = text.chars().take(60).flat_map(char::escape_debug).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown.replace("\\'", "'").replace("\\\"", "\"")
}
