//! Secrets that travel in a URL.
//!
//! In: the bindings of an operation, and the secrets that its parameters carry. Out: a warning where the default binding
//! is a query although another binding would carry a secret in the body.

use super::codes;
use crate::source::{Diagnostic, Diagnostics};
use crate::syntax::{Binding, Body, Text};

/// A secret that a query carries.
#[derive(Debug, Clone)]
pub struct Secret {
    /// What it is, for example ``the credential `api_key` ``.
    pub what: String,
    /// Whether it is a parameter of the authentication, which only a form has in its body.
    pub is_credential: bool,
}

/// Warns of the first secret that another binding would keep out of the URL.
pub fn in_query(bindings: &[(Text, Binding)], secrets: &[Secret], diagnostics: &mut Diagnostics) {
    let Some(((_, first), others)) = bindings.split_first() else {
        return;
    };
    if first.body.value != Body::Query || !first.differs.is_empty() {
        return;
    }
    let better = |secret: &Secret| {
        others
            .iter()
            .find(|(_, binding)| match binding.body.value {
                Body::Form => true,
                Body::Json | Body::Xml => !secret.is_credential,
                Body::Query | Body::None => false,
            })
            .map(|(name, _)| name)
    };
    let found = secrets
        .iter()
        .find_map(|secret| Some((secret, better(secret)?)));
    if let Some((secret, better)) = found {
        diagnostics.push(
            Diagnostic::warning(
                codes::SECRET_IN_QUERY,
                first.body.span,
                format!("{} travels in the URL by default", secret.what),
            )
            .label("the first binding is the default")
            .also(better.span, "this binding has the secret in the body")
            .help("put the binding with the body first, or say in `differs:` of the query why not"),
        );
    }
}
