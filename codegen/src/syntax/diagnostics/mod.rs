//! The diagnostics of keys and values: WF0100 to WF0199.

mod elsewhere;
mod keys;
mod names;
mod values;

pub(crate) use elsewhere::{instead_of_word, states_type};
pub(crate) use keys::KeyDiagnostic;
pub(in crate::syntax) use keys::renamed_key;
pub(crate) use keys::{KnownKeys, Owners};
pub(crate) use names::{FoundNode, Names};
pub(crate) use values::ValueDiagnostic;
pub(crate) use values::{NumberHint, ScalarHint};
