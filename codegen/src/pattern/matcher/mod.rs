//! Chooses how the values of a field are matched at run time.
//!
//! Input: a set of strings and its expression. Output: the cheapest matcher: a length, a run of one class, or a table.
//! A large table can have a small one beside it, which is exact for values up to a length.

mod bounded;
mod choice;
mod kinds;
mod run;
mod table;

pub use kinds::Matcher;
pub use table::{Classes, Small, Table};
