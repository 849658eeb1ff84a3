//! Emits Rust code from plans.
//!
//! Input: [`Plan`]s. Output: modules that compile without a warning wherever they are included. They name the runtime only
//! through an alias, and contain texts of a schema only in literals and comments.
//!
//! [`Plan`]: crate::plan::Plan

mod bodies;
mod checks;
mod contacts;
mod docs;
mod example_tests;
mod messages;
mod object;
mod operation;
mod options;
mod output;
mod provider_module;
mod read_back;
mod responses;
mod shared;
mod struct_view;
mod stubs;
mod types;

pub use options::Options;
#[cfg(feature = "tools")]
pub use output::dump;
pub use output::{file_name, generate, generate_files, generate_module, tokens};
pub use shared::value_types::OWN;
pub use struct_view::{Target, View, ViewField, view};
pub use stubs::Stubs;
