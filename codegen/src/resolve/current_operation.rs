//! The operation that is being resolved.

use super::namespace::stem;
use super::resolver::FieldDrafts;
use crate::plan::{AuthId, EndpointId, Phase, Update};
use crate::syntax::{self, Text};

/// An operation while it is resolved.
pub(super) struct CurrentOperation<'a> {
    /// Its name.
    pub(super) name: &'a Text,
    /// Its construct in the document.
    pub(super) syntax: &'a syntax::Operation,
    /// Its fields: parameters, included fields, its own fields.
    pub(super) drafts: FieldDrafts<'a>,
    /// What an absent field means.
    pub(super) update: Update,
    /// The phase that decides which fields it sends.
    pub(super) phase: Phase,
    /// The names of its rules, once they are resolved.
    pub(super) rules: Vec<String>,
    /// Its endpoint.
    pub(super) endpoint: Option<EndpointId>,
    /// Its authentication methods.
    pub(super) auths: Vec<AuthId>,
}

impl<'a> CurrentOperation<'a> {
    /// Returns the name of the operation on the wire.
    pub(super) fn wire_name(&self) -> &'a str {
        self.syntax.wire.as_ref().unwrap_or(self.name)
    }

    /// Returns the logical name, and the text from which the names of its anonymous types are derived.
    pub(super) fn names(&self) -> (&'a str, &'a str) {
        let rust = stem(self.syntax.rust.as_ref(), self.name);
        (&self.name.value, rust)
    }
}
