//! The diagnostics of the resolver, one table for each topic: WF0200 to WF0399.

mod envelopes;
mod http;
mod parameters;
mod rules;
mod types;
mod updates;
mod wire;

pub(crate) use envelopes::EnvelopeDiagnostic;
pub(crate) use http::HttpDiagnostic;
pub(super) use http::{PathHint, ServerProblem};
pub(crate) use parameters::ParameterDiagnostic;
pub(crate) use rules::RuleDiagnostic;
pub(crate) use types::TypeDiagnostic;
pub(crate) use updates::UpdateDiagnostic;
pub(crate) use wire::WireDiagnostic;
