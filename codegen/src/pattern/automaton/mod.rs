//! Represents sets of strings as minimal automata over classes of code points.
//!
//! Input: expressions in the syntax of `regex-syntax`, with look-around as groups with special names. Output: automata, and facts about them. A step of an automaton
//! is one character, whatever its encoding, so lengths need no states. Equal sets have equal automata. Every operation
//! that could take long has a limit, and returns an error when it is exceeded.

mod alphabet;
mod boolean;
mod build;
mod compare;
mod compiler;
mod describe;
mod erase;
mod hash;
mod lengths;
mod limit;
mod members;
mod minimise;
mod positions;
mod prefix;
mod product;
mod program;
mod promises;
mod rank;
mod simulation;
mod threads;
mod trim;
mod two_units;
mod walk;

pub use build::{build, build_hir};
pub use compare::{Difference, compare_hirs};
pub use describe::describe_set;
pub use erase::{bounds, erased};
pub use lengths::{Lengths, Window};
pub use limit::LimitExceeded;
pub use members::Random;
pub use product::{PAIR_LIMIT, Pairs};
pub use rank::rank;

pub use crate::plan::{Alphabet, Automaton};
