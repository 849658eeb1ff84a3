//! What an operation does to data, and when a field is sent, in words.

use wireform_codegen::plan::{Access, Clear, Presence, Update};

/// Returns what happens to the data that a request leaves out: in a few words, and in sentences.
#[must_use]
pub const fn update(update: Update) -> Option<(&'static str, &'static str)> {
    match update {
        Update::Patch => Some((
            "What you leave out stays as it is",
            "The provider changes the fields that the request has, and keeps all others.",
        )),
        Update::Replace => Some((
            "What you leave out is deleted",
            "The request replaces everything. Send all data that have to remain; the provider deletes the rest.",
        )),
        Update::Unstated => Some((
            "The page does not say what happens to what you leave out",
            "The provider may keep it or delete it. Send all data that have to remain.",
        )),
        Update::None => None,
    }
}

/// Returns what an absent field means for the data.
#[must_use]
pub const fn absence(update: Update) -> &'static str {
    match update {
        Update::Patch => "Without it, the provider keeps the present value.",
        Update::Replace => "Without it, the provider deletes the present value.",
        Update::Unstated => {
            "The page does not say whether the present value is kept or deleted without it."
        }
        Update::None => "",
    }
}

/// Returns whether a field has to be there.
#[must_use]
pub const fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Clearable(_) => "optional, can be cleared",
        Presence::Variant => "variant",
    }
}

/// Returns how a field is cleared.
#[must_use]
pub fn clear(presence: Presence) -> Option<String> {
    match presence {
        Presence::Required | Presence::Optional | Presence::Variant => None,
        Presence::Clearable(clear) => Some(match clear {
            Clear::Empty => "A clear is sent as the empty text.".to_owned(),
            Clear::Null => "A clear is sent as `null`.".to_owned(),
            Clear::EmptyList => "A clear is sent as the empty list.".to_owned(),
            Clear::AllItems(count) => {
                format!("A clear is sent as an empty text for each of the {count} items.")
            }
        }),
    }
}

/// Returns when a field is sent, if it is not sent by every operation.
#[must_use]
pub const fn access(access: Access) -> Option<&'static str> {
    match access {
        Access::All => None,
        Access::Create => Some("It is sent at creation only."),
        Access::Update => Some("It is sent by updates only."),
        Access::Read => Some("Only the provider sets it. No request has it."),
        Access::Immutable => Some("It never changes after creation."),
    }
}
