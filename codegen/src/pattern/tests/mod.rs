//! Tests of the pattern stage.

mod reading;
mod sets;
