//! The formats of a report.

mod human;

pub use human::human;
