//! Computes what both executors and `dump` need besides the plan.
//!
//! Input: a plan. Output: a [`Lowered`], which has the matcher of each pattern, the characters that a writer has to escape,
//! and the place of each field on the wire. A value is computed when an executor needs it, so that unused operations
//! cost nothing. A [`Memo`] keeps it for all fields with the same facets, in all plans of a run.
//!
//! No caller can skip this stage. The emitter's functions take a [`Lowered`], or lower the plans themselves
//! ([`crate::emit::generate`]), and the interpreter lowers its plan in its constructor. No executor names the stage
//! `pattern`, which `codegen/tests/imports.rs` and `tests/tests/packages.rs` check.

#[cfg(feature = "tools")]
mod dump;
mod lowered;
mod masks;
mod memo;
mod parameter_names;
mod places;
pub mod responses;

#[cfg(feature = "tools")]
pub use dump::dump;
pub use lowered::{Lowered, lower};
pub use masks::mask_entries;
pub use memo::Memo;
pub use places::{ObjectPlaces, Place, Places};

pub use crate::pattern::language::{Escapes, Writing};
pub use crate::pattern::matcher::{Classes, Matcher, Small, Table};
