//! The wireform schema compiler: YAML descriptions of registrar APIs become Rust.
//!
//! Data flows in one direction, and each stage has a folder: [`source`] (files, places, diagnostics) → [`syntax`] (the content
//! of one document) → [`resolve`] (names, types, bindings) → [`plan`] (all decisions) → [`emit`] (Rust). A stage never reads
//! the input of an earlier stage, and no later stage parses again. Every stage returns what it could build *and* its
//! diagnostics.

mod compile;
pub mod compiler;
pub mod draft;
pub mod emit;
#[cfg(feature = "tools")]
mod explain;
#[cfg(feature = "tools")]
pub mod format;
mod layout;
pub mod lint;
pub mod lower;
pub mod pattern;
pub mod plan;
pub mod resolve;
pub mod source;
pub mod syntax;

pub use compile::{
    Compiled, Outcome, compile_file, compile_tree, draft_file, plan_files, plan_sources,
    schema_name,
};
pub use compiler::{Compiler, FILE_NAME, Failure, Report};
#[cfg(feature = "tools")]
pub use explain::{all_codes, diagnostics_page, explain};
