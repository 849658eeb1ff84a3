//! Checks `means:`: the type of the field must be able to hold the datum, and a contact must be able to fill the field.
//!
//! In: a field with its type. Out: a diagnostic for a datum that can never be sent or read.

use super::codes;
use super::namespace::printable;
use super::resolver::{Resolver, Typed};
use crate::plan::{ObjectId, Primitive, Structure, Type, is_datum};
use crate::source::Diagnostic;
use crate::syntax::{Node, Text};

impl Resolver<'_> {
    /// Reports a field whose datum no contact can fill, and a list whose minimum number of items no contact can fill.
    pub(super) fn check_datum(&mut self, name: &Text, node: &Node, typed: &Typed<'_>) {
        if typed.poisoned {
            return;
        }
        let term = node.means.as_ref().filter(|term| is_datum(term));
        if let (Some(term), Some((what, help))) = (term, unsuitable(&typed.ty)) {
            let message = format!("`means: {}` cannot fill {what}", printable(term));
            self.error_help(codes::DATUM_UNSUITABLE, term.span, message, help);
        }
        let Some(list) = typed.ty.list() else { return };
        let (Some(object), Some(least @ 2..)) = (list.item.object(), list.facets.min_items) else {
            return;
        };
        let Some(datum) = self.datum_inside(object) else {
            return;
        };
        let diagnostic = Diagnostic::error(
            codes::DATUM_UNSUITABLE,
            name.span,
            format!(
                "a contact fills one item, and `{}` has at least {least}",
                printable(name)
            ),
        );
        self.diagnostics.push(
            diagnostic
                .also(datum.span, "this datum is in each item")
                .help("leave out `means:` in the items, or `minItems:`"),
        );
    }

    /// Returns the first `means:` in an object, at any depth.
    fn datum_inside(&self, object: ObjectId) -> Option<&Text> {
        let mut todo = vec![object];
        let mut seen = Vec::new();
        while let Some(object) = todo.pop() {
            if seen.contains(&object) {
                continue;
            }
            seen.push(object);
            for draft in &self.objects[object].fields {
                let term = draft.node.means.as_ref().filter(|term| is_datum(term));
                if term.is_some() {
                    return term;
                }
                todo.extend(draft.field.ty.object_within());
            }
        }
        None
    }
}

/// Returns why a type cannot hold a datum, with a fix; `None` if it can.
fn unsuitable(ty: &Type) -> Option<(&'static str, &'static str)> {
    const TYPES: &str = "use `string`, `integer`, `enum`, `date` or a list of strings";
    match ty.structure() {
        Structure::Primitive(
            Primitive::Text(_) | Primitive::Integer(_) | Primitive::Date | Primitive::Enum(_),
        ) => None,
        Structure::Primitive(Primitive::Boolean) => Some(("a boolean", TYPES)),
        Structure::Primitive(Primitive::Timestamp) => Some(("a timestamp", TYPES)),
        Structure::Object(_) => Some(("an object", "give `means:` to the member that holds it")),
        Structure::List(list) => match list.item.structure() {
            Structure::Primitive(Primitive::Text(_)) => None,
            Structure::Object(_) => Some((
                "a list of objects",
                "give `means:` to the member of the items that holds it",
            )),
            Structure::Primitive(
                Primitive::Integer(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            )
            | Structure::List(_) => Some(("a list whose items are not texts", TYPES)),
        },
    }
}
