//! The complete result of the compiler's decisions about one document.
//!
//! Input: none; `resolve` builds the values. Output: the types of a [`Plan`]. A plan has no reference to the syntax tree and
//! no name that has to be looked up. It depends on no other stage: both executors read it, and they can differ only in how
//! they walk it.

mod alphabet;
mod auth;
mod automaton;
mod contact;
mod convert;
mod data;
mod decimal;
mod example;
mod facets;
mod field_path;
mod ids;
mod json_kind;
mod literal;
mod mask;
mod moment;
mod normal;
mod operation;
mod path_targets;
mod paths;
mod provider;
mod read_back;
mod reading;
mod response;
mod response_lines;
mod response_match;
mod response_members;
mod response_place;
mod rule;
mod signing;
mod step_credentials;
mod step_words;
mod types;
mod vocabulary;
mod walk;
mod wire;
mod words;

pub use alphabet::Alphabet;
pub(crate) use alphabet::{COUNT, index};
pub use auth::*;
pub use automaton::Automaton;
pub(crate) use contact::has_datum;
pub use convert::*;
pub use data::*;
pub use decimal::Decimal;
pub use example::*;
pub use facets::*;
pub use field_path::*;
pub use ids::*;
pub use json_kind::*;
pub use literal::*;
pub use mask::*;
pub use moment::{parse_nonce, parse_time};
pub use normal::*;
pub use operation::*;
pub use path_targets::*;
pub use provider::*;
pub use read_back::*;
pub use reading::*;
pub use response::*;
pub use response_lines::*;
pub use response_match::*;
pub use response_members::response_members;
pub use response_place::*;
pub use rule::*;
pub use signing::*;
pub use step_words::computed_step;
pub use types::*;
pub use vocabulary::{is_datum, term_of_word, terms};
pub use walk::*;
pub use wire::*;
pub use words::*;
