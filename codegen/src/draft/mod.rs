//! The result of resolving one document. Unlike a plan, a draft can have holes.
//!
//! Input: what the resolver fills in. Output: a [`Plan`](crate::plan::Plan), if the document has no mistake. After a
//! mistake, [`crate::emit::Stubs`] needs only the names in the draft, so that one mistake in a schema does not cause others
//! in users' code.

mod declaration;
#[cfg(feature = "tools")]
mod dump;
mod model;

pub use declaration::{
    BindingDeclaration, BracedName, CaseDeclaration, Declaration, LetDeclaration,
    NumberDeclaration, RefusedSample, ResponsesDeclaration, RuleDeclaration, RulesDeclaration,
    Secret, SecretsDeclaration, TextDeclaration,
};
#[cfg(feature = "tools")]
pub use dump::dump;
pub use model::Draft;
pub(crate) use model::OperationDraft;
