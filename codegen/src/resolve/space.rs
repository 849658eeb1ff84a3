//! Namespaces of Rust names: what is taken, by what, and where.

use std::collections::BTreeMap;

use super::codes;
use super::names::{Ident, Role, given, ident};
use crate::source::{Diagnostic, Diagnostics, Span};
use crate::syntax::Text;

/// The names that are taken in one place.
#[derive(Debug, Default)]
pub(crate) struct Space {
    taken: BTreeMap<String, Taken>,
    /// Names that generated code has there whatever the schema says, and what for.
    reserved: Vec<(&'static str, &'static str)>,
}

#[derive(Debug)]
struct Taken {
    what: String,
    span: Span,
}

impl Space {
    /// A place where generated code has one name already.
    pub(crate) fn with(rust: &'static str, what: &'static str) -> Self {
        Self {
            taken: BTreeMap::new(),
            reserved: vec![(rust, what)],
        }
    }

    /// Takes a name for an item; says so where it is taken already.
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

/// What longer Rust names are made of: the name that the schema asks for, else the logical one.
pub(crate) fn stem<'t>(rust: Option<&'t Text>, name: &'t Text) -> &'t str {
    let stem = rust.map_or(name.value.as_str(), |rust| rust.value.as_str());
    stem.strip_prefix("r#").unwrap_or(stem)
}

/// The Rust name of an item: the one that the schema gives, else the one that follows from its name.
pub(crate) fn rust_name(
    name: &Text,
    rust: Option<&Text>,
    role: Role,
    diagnostics: &mut Diagnostics,
) -> Ident {
    let problem = match rust {
        Some(rust) => match given(rust, role) {
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
    // Nothing is generated any more; the name only has to be a name, and one that no other item has.
    let stem = format!("unnamed_{}", name.span.start);
    Ident {
        rust: stem.clone(),
        stem,
    }
}

/// A text that is safe to show in a message.
pub(crate) fn printable(text: &str) -> String {
    let mut shown: String = text.chars().take(60).flat_map(char::escape_debug).collect();
    if text.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown.replace("\\'", "'").replace("\\\"", "\"")
}
