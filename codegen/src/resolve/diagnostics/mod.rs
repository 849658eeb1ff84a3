//! The diagnostics of the resolver, one table for each topic: WF0200 to WF0399.

mod http;

pub(crate) use http::HttpDiagnostic;
pub(super) use http::{PathHint, ServerProblem};
