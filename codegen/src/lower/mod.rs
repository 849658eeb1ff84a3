//! What both executors and `dump` need of a plan, worked out once.
//!
//! Input: a plan. Output: a [`Lowered`], which has the matcher of each pattern, the characters that a writer has to
//! escape, and the place of each field on the wires. A value is worked out when an executor asks for it, so that the operations that nobody asks for cost nothing.
//! A [`Memo`] keeps it for all fields, and for all plans of a run, that have the same facets.

#[cfg(feature = "tools")]
mod dump;
mod lowered;
mod memo;
mod places;

#[cfg(feature = "tools")]
pub use dump::dump;
pub use lowered::{Lowered, lower};
pub use memo::Memo;
pub use places::{ObjectPlaces, Place, Places};

pub use crate::pattern::language::{Escapes, Writing};
pub use crate::pattern::matcher::{Classes, Matcher, Small, Table};
