//! What the tests that cross wireform's crates share.
//!
//! Nothing here is published. Each test binary of this package takes one question: do the packages fit together,
//! do users' crates build, do both executors agree.

pub mod agreement;
pub mod downstream;
pub mod emitted;
pub mod facts;
pub mod generate;
pub mod hostile;
pub mod interpreted;
pub mod mutate;
pub mod outcome;
pub mod plans;
pub mod provider_notes;
pub mod secrets;
pub mod wire;
