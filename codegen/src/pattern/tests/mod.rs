//! Tests of the pattern stage.

mod compare;
mod dialects;
mod reading;
mod sets;
