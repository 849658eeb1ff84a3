//! Namespaces of Rust names: which names are taken, by which item, and where.

use std::collections::BTreeMap;

use super::diagnostics::{ReservedName, RustItem, RustNameDiagnostic};
use super::identifiers::{Ident, Role, ident, stated_ident};
use crate::source::{Diagnostics, Span};
use crate::syntax::Text;

/// The names that are taken in one Rust scope.
#[derive(Debug, Default)]
pub(crate) struct Namespace {
    taken: BTreeMap<String, Taken>,
    /// The name that generated code always has in the scope.
    reserved: Option<ReservedName>,
}

#[derive(Debug)]
struct Taken {
    item: RustItem,
    span: Span,
}

impl Namespace {
    /// Returns a namespace in which generated code always has one name.
    pub(crate) fn with_reserved(name: ReservedName) -> Self {
        Self {
            taken: BTreeMap::new(),
            reserved: Some(name),
        }
    }

    /// Takes a name for an item, or reports that it is taken.
    pub(crate) fn take(
        &mut self,
        rust: &str,
        item: RustItem,
        span: Span,
        diagnostics: &mut Diagnostics,
    ) {
        if let Some(reserved) = self.reserved.filter(|name| name.rust() == rust) {
            let found = RustNameDiagnostic::RustNameReserved {
                item,
                rust: rust.to_owned(),
                reserved,
            };
            diagnostics.push(found.at(span));
            return;
        }
        if let Some(taken) = self.taken.get(rust) {
            let found = RustNameDiagnostic::RustNameTaken {
                item,
                other: taken.item.clone(),
                rust: rust.to_owned(),
                first: taken.span,
            };
            diagnostics.push(found.at(span));
            return;
        }
        self.taken.insert(rust.to_owned(), Taken { item, span });
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
    let found = match rust {
        Some(rust) => match stated_ident(rust, role) {
            Ok(ident) => return ident,
            Err(problem) => {
                let name = rust.as_str().into();
                RustNameDiagnostic::InvalidRustName { name, problem }.at(rust.span)
            }
        },
        None => match ident(name, role) {
            Some(ident) => return ident,
            None => {
                let shown = name.as_str().into();
                RustNameDiagnostic::NoRustName { name: shown }.at(name.span)
            }
        },
    };
    diagnostics.push(found);
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
