//! The words for the state of a call, and what is said about a response that fits no case.

use wireform::response::{State, Unexpected, UnexpectedReason};
use wireform_interpret::Call;

/// The words for a state.
pub(super) struct Words {
    /// The outcome, for people.
    pub(super) outcome: &'static str,
    /// What the outcome means, for people.
    pub(super) meaning: &'static str,
    /// The outcome, as the schema calls it.
    pub(super) key: &'static str,
    /// The state.
    pub(super) state: &'static str,
}

/// Returns the words for a state.
pub(super) const fn words(state: State) -> Words {
    let (outcome, meaning, key, state) = match state {
        State::Done => ("success", "done", "success", "done"),
        State::Pending => ("accepted", "to be done later", "accepted", "pending"),
        State::NotDone => ("refused", "not done", "failure", "not_done"),
        State::Unknown => (
            "unknown",
            "it is not known whether it was done",
            "unknown",
            "unknown",
        ),
    };
    Words {
        outcome,
        meaning,
        key,
        state,
    }
}

/// Returns why a response fits no case, whether the stated binding is the cause, what a value of the wrong kind has to be, and
/// whether the body looks like a page for a browser.
pub(super) fn reason(call: &Call<'_>, unexpected: &Unexpected, binding: Option<&str>) -> String {
    let reason = match (unexpected.reason(), binding) {
        (
            reason @ (UnexpectedReason::NotJson(_)
            | UnexpectedReason::NotXml(_)
            | UnexpectedReason::NotLines(_)),
            Some(name),
        ) => {
            format!("{reason}, which is the format of the binding `{name}`")
        }
        (reason @ UnexpectedReason::WrongKind { place }, _) => {
            match call.expected_in_response(place) {
                Some(expected) => format!("{reason}: it has to be {expected}"),
                None => reason.to_string(),
            }
        }
        (reason, _) => reason.to_string(),
    };
    match unexpected.is_html() {
        true => format!("{reason}; the body looks like an HTML page"),
        false => reason,
    }
}
