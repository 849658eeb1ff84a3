//! The wireform schema compiler: YAML descriptions of registrar APIs become Rust.
//!
//! Data flows one way, a folder per stage: [`source`] (files, spans, diagnostics) → [`syntax`] (what one
//! document says) → `resolve` (names, types, bindings) → [`plan`] (everything decided) → `emit` (Rust).
//! A stage never looks back, a later stage never parses again, and every stage returns what it could build
//! *and* its diagnostics.

mod compile;
pub mod compiler;
pub mod draft;
pub mod emit;
#[cfg(feature = "tools")]
mod explain;
mod layout;
pub mod lint;
pub mod lower;
mod ordered;
pub mod pattern;
pub mod plan;
pub mod resolve;
pub mod source;
pub mod syntax;

pub use compile::{
    Compiled, Outcome, compile_file, compile_tree, draft_file, plan_files, plan_sources,
};
pub use compiler::{Compiler, FILE_NAME, Failure, Report};
#[cfg(feature = "tools")]
pub use explain::{all_codes, diagnostics_page, explain};
