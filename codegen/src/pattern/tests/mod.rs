//! Patterns in, sets and tables out.

mod reading;
mod sets;
