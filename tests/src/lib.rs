//! What the tests that cross wireform's crates share.
//!
//! Nothing here is published. Each test binary of this package takes one question: do the packages fit together,
//! do users' crates build, do both executors agree.

pub mod downstream;
pub mod hostile;
