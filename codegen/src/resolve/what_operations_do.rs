//! Resolves what each operation does to contacts.
//!
//! Input: the operations of a draft, with their fields and responses. Output: the word of `does`. Without this key, the word
//! follows from the method, from `update`, and from the data of a contact in the request and in the response.

use crate::draft::{Draft, OperationDraft};
use crate::plan::{Does, Location, Outcome, Phase, Presence, Response, Update, has_datum};
use crate::syntax;

/// Returns the phase in which an operation sends fields. It follows from what the operation states itself, because the data in its
/// fields are not known before.
pub(super) fn phase(operation: &syntax::Operation) -> Phase {
    let stated = operation.does.as_ref().map(|does| Does::from(does.value));
    let update = operation.update.as_ref().map(|update| update.value.into());
    let method = operation.http.value.split(' ').next().unwrap_or_default();
    match (stated, update) {
        (Some(Does::Create), _) => Phase::Create,
        (Some(Does::Update), _)
        | (None, Some(Update::Patch | Update::Replace | Update::Unstated)) => Phase::Update,
        (Some(Does::Read | Does::List | Does::Delete | Does::Other), _) => Phase::Other,
        (None, Some(Update::None) | None) if ["GET", "HEAD", "DELETE"].contains(&method) => {
            Phase::Other
        }
        (None, Some(Update::None) | None) => Phase::Create,
    }
}

/// Derives the word of each operation that does not state one.
pub(super) fn derive(draft: &mut Draft, schema: &syntax::Schema) {
    let stated = schema.operations.iter().map(|(_, it)| it.does.is_some());
    let derived: Vec<Does> = draft
        .operations
        .iter()
        .zip(stated)
        .map(|(operation, is_stated)| match is_stated {
            true => operation.does,
            false => derived(draft, operation),
        })
        .collect();
    for (operation, does) in draft.operations.iter_mut().zip(derived) {
        operation.does = does;
    }
}

fn derived(draft: &Draft, operation: &OperationDraft) -> Does {
    let method = operation.line.as_ref().map(|(method, _)| method.as_str());
    let sends = method != Some("GET") && sends_contact(draft, operation);
    let returns = returns_contact(draft, operation);
    match operation.update {
        Update::Patch | Update::Replace | Update::Unstated => Does::Update,
        Update::None if method == Some("DELETE") => Does::Delete,
        Update::None => match (sends, returns, has_identifier(operation)) {
            (true, _, false) | (true, false, true) => Does::Create,
            (_, true, true) => Does::Read,
            (false, true, false) => Does::List,
            (false, false, _) => Does::Other,
        },
    }
}

/// Returns whether a request names a contact that exists.
fn has_identifier(operation: &OperationDraft) -> bool {
    operation.fields.iter().any(|field| {
        field.means.as_deref() == Some("id")
            && field.constant.is_none()
            && field.presence == Presence::Required
    })
}

fn sends_contact(draft: &Draft, operation: &OperationDraft) -> bool {
    let mut fields = operation.fields.iter();
    fields.any(|field| field.location == Location::Body && has_datum(&draft.objects, field))
}

/// Returns whether the response of a success has data of a contact.
fn returns_contact(draft: &Draft, operation: &OperationDraft) -> bool {
    let of = |outcome| {
        let mut responses = operation.responses.iter();
        responses.find(|response| response.outcome == outcome)
    };
    let holds = |response: &Response| {
        let mut fields = response.fields.iter();
        fields.any(|it| has_datum(&draft.objects, &it.field))
    };
    of(Outcome::Success)
        .or_else(|| of(Outcome::Accepted))
        .is_some_and(holds)
}
