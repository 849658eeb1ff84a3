//! Warns of secrets in a URL.
//!
//! Input: the bindings of an operation, and the secrets among its parameters. Output: a warning if the default binding is a
//! query and another binding sends a secret in the body.

use super::LintDiagnostic;
use crate::draft::{Secret, SecretsDeclaration};
use crate::source::Diagnostics;
use crate::syntax::Body;

/// Warns of the first secret that the default binding writes into the URL and another binding does not.
pub(super) fn check(declaration: &SecretsDeclaration, diagnostics: &mut Diagnostics) {
    let Some((first, others)) = declaration.bindings.split_first() else {
        return;
    };
    if !first.body.value.is_query() || first.is_noted {
        return;
    }
    let better = |secret: &Secret| {
        others.iter().find(|binding| match binding.body.value {
            Body::Form | Body::Lines | Body::Text => true,
            Body::Json | Body::Xml => !secret.is_credential,
            Body::Query | Body::None => false,
        })
    };
    let found = declaration
        .secrets
        .iter()
        .find_map(|secret| Some((secret, better(secret)?)));
    if let Some((secret, better)) = found {
        let diagnostic = LintDiagnostic::SecretInQuery {
            secret: secret.what.clone(),
            better: better.name,
        };
        diagnostics.push(diagnostic.at(first.body.span));
    }
}
