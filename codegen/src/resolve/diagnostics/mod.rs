//! The diagnostics of the resolver, one table for each topic: WF0200 to WF0399.

mod http;
mod types;

pub(crate) use http::HttpDiagnostic;
pub(super) use http::{PathHint, ServerProblem};
pub(crate) use types::TypeDiagnostic;
