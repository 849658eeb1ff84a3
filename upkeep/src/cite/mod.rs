//! Extracts facts from a page, and relates them to the constraints of a schema.
//!
//! Input: a [`Page`](crate::page::Page) and the plan of a schema. Output: a [`Reading`], which has the lines of the page
//! with their places, and the facts in them. A fact names an operation and a field of the schema, so that facts of two
//! versions of a page can be compared whatever their layout is.

mod canonical;
mod constraints;
mod entries;
mod enums;
mod kind;
mod propose;
mod reading;
mod response_places;
mod responses;
mod rows;
mod samples;
mod segments;
mod shapes;
mod subjects;

pub use canonical::canonical;
pub use constraints::{Constraint, constraints};
pub use kind::{Kind, Support};
pub use propose::{Proposal, propose};
pub use reading::{Fact, Line, Place, Reading, covers, read_page};
pub use subjects::Subjects;
