//! Secrets that travel in a URL.
//!
//! In: the bindings of an operation, and the secrets that its parameters carry. Out: a warning where the default binding
//! is a query although another binding would carry a secret in the body.

use super::codes;
use crate::draft::{Secret, SecretsDeclaration};
use crate::source::{Diagnostic, Diagnostics};
use crate::syntax::Body;

/// Warns of the first secret that another binding would keep out of the URL.
pub(super) fn check(declaration: &SecretsDeclaration, diagnostics: &mut Diagnostics) {
    let Some((first, others)) = declaration.bindings.split_first() else {
        return;
    };
    if first.body.value != Body::Query || first.is_noted {
        return;
    }
    let better = |secret: &Secret| {
        others.iter().find(|binding| match binding.body.value {
            Body::Form => true,
            Body::Json | Body::Xml => !secret.is_credential,
            Body::Query | Body::None => false,
        })
    };
    let found = declaration
        .secrets
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
            .also(better.name, "this binding has the secret in the body")
            .help("put the binding with the body first, or say in `differs:` of the query why not"),
        );
    }
}
