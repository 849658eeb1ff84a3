//! The diagnostics of the resolver, one table for each topic: WF0200 to WF0399.

mod contacts;
mod envelopes;
mod examples;
mod http;
mod members;
mod names;
mod parameters;
mod read_back;
mod responses;
mod rules;
mod rust_names;
mod types;
mod updates;
mod wire;

pub(crate) use contacts::ContactDiagnostic;
pub(super) use contacts::UnsuitableType;
pub(crate) use envelopes::EnvelopeDiagnostic;
pub(crate) use examples::ExampleDiagnostic;
pub(super) use examples::{Refusal, ValueShape};
pub(crate) use http::HttpDiagnostic;
pub(super) use http::{PathHint, ServerProblem};
pub(crate) use members::MembersDiagnostic;
pub(crate) use names::{NameDiagnostic, NameHint};
pub(crate) use parameters::ParameterDiagnostic;
pub(crate) use read_back::ReadBackDiagnostic;
pub(crate) use responses::ResponseDiagnostic;
pub(crate) use rules::RuleDiagnostic;
pub(crate) use rust_names::RustNameDiagnostic;
pub(super) use rust_names::{IdentProblem, ReservedName, RustItem};
pub(crate) use types::TypeDiagnostic;
pub(super) use types::{FacetGroup, ImplyingKey, TypeNoun};
pub(super) use updates::KeyBesideConstant;
pub(crate) use updates::UpdateDiagnostic;
pub(super) use wire::Siblings;
pub(crate) use wire::WireDiagnostic;
