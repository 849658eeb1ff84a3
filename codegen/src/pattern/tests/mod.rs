//! Tests of the pattern stage.

mod atomic;
mod compare;
mod dialects;
mod reading;
mod sets;
