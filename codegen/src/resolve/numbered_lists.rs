//! Warns of lists with numbered items that an update cannot shorten.
//!
//! Input: the fields of an operation. Output: a warning for each list whose items have numbered names in a `patch`, because the
//! provider keeps the items that a shorter list does not send.

use super::current_operation::CurrentOperation;
use super::diagnostics::UpdateDiagnostic;
use super::resolver::{FieldDraft, Resolver};
use crate::plan::{Location, Update};
use crate::source::Span;
use crate::syntax::ListStyle;

impl Resolver<'_> {
    /// Reports the lists of a `patch` that are numbered and do not state what happens to the items behind the last one.
    pub(super) fn check_numbered_lists(&mut self, current: &CurrentOperation<'_>) {
        if current.update != Update::Patch {
            return;
        }
        for draft in &current.drafts {
            if let Some(numbered) = numbered(draft).filter(|_| keeps_items(draft)) {
                let name = draft.field.name.as_str().into();
                self.report(UpdateDiagnostic::KeepsItems { name }.at(numbered));
            }
        }
    }
}

/// Returns where a field of the body states that the items of its list are numbered.
fn numbered(draft: &FieldDraft<'_>) -> Option<Span> {
    let node = draft.node;
    let mut flat = [&node.query, &node.form, &node.lines].into_iter().flatten();
    let style = flat.find_map(|wire| {
        let list = wire.list.as_ref()?;
        (list.value == ListStyle::Indexed).then_some(list.span)
    });
    style.filter(|_| draft.field.location == Location::Body && !draft.poisoned)
}

/// Returns whether the schema says nothing about the items behind the last one. A `clear` that does not fit the list is reported
/// elsewhere.
fn keeps_items(draft: &FieldDraft<'_>) -> bool {
    let node = draft.node;
    node.clear.is_none() && !draft.field.write_only && node.differs.is_empty()
}
