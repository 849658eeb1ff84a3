//! What the resolver made of one document. Unlike a plan, a draft can have holes.
//!
//! In: what the resolver fills in. Out: a [`Plan`](crate::plan::Plan), if nothing is missing and nothing is wrong. After an error the names in
//! the draft are enough for [`crate::emit::Stubs`], so that one mistake in a schema does not cause others in users' code.

mod declaration;
#[cfg(feature = "tools")]
mod dump;
mod model;

pub use declaration::{
    BindingDeclaration, Declaration, RefusedSample, Secret, SecretsDeclaration, TextDeclaration,
};
#[cfg(feature = "tools")]
pub use dump::dump;
pub use model::Draft;
pub(crate) use model::OperationDraft;
