// A small request, for tests and documentation. The compiler has emitted it from `codegen/tests/sample.yaml`, and a test of
// `wireform-codegen` keeps it up to date.

use wireform::__rt as __wireform;

include!("sample/registrar.rs");

pub use registrar::contact_update::{Binding, Context, field, rule};
pub use registrar::{ApiCredentials, ApiServer, ContactUpdate, Gender, KeyAuth};
#[allow(unused_imports, reason = "shared with the documentation")]
pub use wireform::{ApiRequest, KnownEnum, Open, Policy, Violations};

/// Returns credentials with a key.
///
/// # Errors
/// If a header cannot carry the key.
pub fn credentials(api_key: &str) -> Result<ApiCredentials, Violations> {
    ApiCredentials::new(KeyAuth { api_key })
}

/// Returns the facts of a contact that is used for `.com` only.
pub fn com() -> Context {
    Context::new().with_tlds(["com"])
}

/// A policy that waives nothing, for any lifetime of the request.
pub const STRICT: Policy<ContactUpdate<'static>> = Policy::new();
