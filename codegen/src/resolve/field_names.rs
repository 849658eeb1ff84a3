//! The owners of fields, and the Rust names of the fields of one struct.

use super::diagnostics::{ReservedName, RustItem};
use super::namespace::Namespace;
use super::resolver::FieldDraft;
use crate::plan::Update;
use crate::source::Diagnostics;

/// The construct that a field belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldOwner {
    /// An object. Its `clear:` is checked where the object is used.
    Object,
    /// The variants of a union, of which a value has one.
    Union,
    /// The fields of an operation's body.
    Operation(Update),
    /// The parameters of an operation.
    Parameters,
    /// A response.
    Response,
}

/// The Rust names of the fields of one struct.
#[derive(Debug, Default)]
pub(super) struct FieldNames {
    fields: Namespace,
    constants: Namespace,
}

impl FieldNames {
    /// Returns the names of the variants of a union. Its enum for responses has one more variant.
    pub(super) fn of_union() -> Self {
        Self {
            fields: Namespace::with_reserved(ReservedName::UnknownVariant),
            constants: Namespace::default(),
        }
    }

    /// Reserves the Rust names of a field, or reports that they are taken.
    pub(super) fn take(&mut self, draft: &FieldDraft<'_>, diagnostics: &mut Diagnostics) {
        let item = RustItem::Field(draft.field.name.as_str().into());
        let before = diagnostics.0.len();
        let rust = draft.field.variant.as_ref().unwrap_or(&draft.field.rust);
        self.fields
            .take(rust, item.clone(), draft.span, diagnostics);
        if diagnostics.0.len() == before {
            self.constants
                .take(&draft.field.constant_name, item, draft.span, diagnostics);
        }
    }
}
