//! What an operation does to contacts, as far as its schema tells.

use wireform_codegen::plan::{Operation, Plan, Presence, ResponseId, Update};
use wireform_interpret::Call;

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It changes the data that the request has.
    Patch,
    /// It replaces all data.
    Replace,
    /// It makes a contact.
    Create,
    /// It removes a contact.
    Delete,
    /// It reads one contact.
    Read,
    /// It reads all contacts.
    List,
    /// It does something else to a contact, such as a validation.
    Other,
}

/// Returns what an operation does.
pub(super) fn of(call: &Call<'_>) -> Kind {
    let (plan, operation) = (call.plan(), call.operation());
    match operation.update {
        Update::Replace => Kind::Replace,
        Update::Patch | Update::Unstated => Kind::Patch,
        Update::None if operation.method == "DELETE" => Kind::Delete,
        Update::None if plan.carries_contact(operation) && !identifies(operation) => Kind::Create,
        Update::None
            if success(operation).is_some_and(|case| returns_contact(plan, operation, case)) =>
        {
            match identifies(operation) {
                true => Kind::Read,
                false => Kind::List,
            }
        }
        Update::None if plan.carries_contact(operation) => Kind::Create,
        Update::None => Kind::Other,
    }
}

/// Returns whether a request of an operation names a contact that exists.
fn identifies(operation: &Operation) -> bool {
    operation.fields.iter().any(|field| {
        field.means.as_deref() == Some("id")
            && field.constant.is_none()
            && field.presence == Presence::Required
    })
}

/// Returns the case of a success; that of an accepted request if there is no other.
pub(super) fn success(operation: &Operation) -> Option<ResponseId> {
    use wireform_codegen::plan::Outcome;

    let of = |outcome| {
        let responses = &operation.responses;
        responses.find(|response| response.outcome == outcome)
    };
    of(Outcome::Success).or_else(|| of(Outcome::Accepted))
}

/// Returns whether a case has data of a contact.
fn returns_contact(plan: &Plan, operation: &Operation, case: ResponseId) -> bool {
    let fields = wireform_interpret::response_fields(&operation.responses[case]);
    let mut fields = fields.filter(|field| field.constant.is_none());
    fields.any(|field| {
        let is_datum = field
            .means
            .as_deref()
            .is_some_and(wireform_codegen::plan::is_datum);
        is_datum
            || field
                .ty
                .object_within()
                .is_some_and(|object| is_contact(plan, object))
    })
}

/// Returns whether an object is a contact: a member means a datum of one.
pub(super) fn is_contact(plan: &Plan, object: wireform_codegen::plan::ObjectId) -> bool {
    let mut members = plan.objects[object].fields.iter();
    members.any(|member| {
        member
            .means
            .as_deref()
            .is_some_and(wireform_codegen::plan::is_datum)
    })
}
