//! Our accounts at the registrars. Where the environment has no credential, a sample stands in: nothing is sent here.

use std::env;

/// A credential from the environment.
pub(crate) fn credential(variable: &str) -> String {
    env::var(variable).unwrap_or_else(|_| "sample".to_owned())
}

/// A credential that is a number.
pub(crate) fn number(variable: &str) -> i64 {
    env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(1)
}
