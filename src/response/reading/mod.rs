//! Reads responses: all code that needs the feature `responses`.

pub(crate) mod case;
pub(crate) mod choice;
mod collect;
pub(crate) mod document;
pub(crate) mod emitted;
pub(crate) mod entries;
pub(crate) mod expose;
pub(crate) mod facts;
pub(crate) mod incoming;
mod kinds;
pub(crate) mod object;
mod path;
pub(crate) mod place;
pub(crate) mod read;
pub(crate) mod table;
#[cfg(test)]
mod tests;
mod unions;

use super::{
    CallError, Reported, ResponseParts, Retry, Session, State, Undescribed, Unexpected,
    UnexpectedReason, retry_after, undescribed,
};
