//! Writes the steps that compute something at the moment of sending.

use super::auth::{Auth, AuthStep};
use super::provider::Plan;
use super::signing::{CallPart, ComputedPlace, Expression, QueryEscape, SignedParameters};

/// Returns what a step computes and its value, or `None` for a step that computes nothing.
#[must_use]
pub fn computed_step(plan: &Plan, auth: &Auth, step: &AuthStep) -> Option<(String, String)> {
    match step {
        AuthStep::Basic { .. }
        | AuthStep::Header { .. }
        | AuthStep::Parameter { .. }
        | AuthStep::Document => None,
        AuthStep::Let(id) => {
            let named = &auth.lets[*id];
            Some((
                format!("let {}", named.name),
                value(plan, auth, &named.value),
            ))
        }
        AuthStep::Computed {
            place,
            name,
            value: computed,
        } => {
            let place = match place {
                ComputedPlace::Header => "header",
                ComputedPlace::Parameter => "param",
                ComputedPlace::Cookie => "cookie",
            };
            Some((format!("{place} {name}"), value(plan, auth, computed)))
        }
    }
}

/// Writes a computed value as nested calls.
fn value(plan: &Plan, auth: &Auth, computed: &Expression) -> String {
    let inner = |computed: &Expression| value(plan, auth, computed);
    match computed {
        Expression::Literal(text) => format!("{text:?}"),
        Expression::Credential(id) => format!("$auth.{}", plan.credentials[*id].name),
        Expression::Let(id) => format!("${}", auth.lets[*id].name),
        Expression::Call(part) => format!("$call.{}", call_part(*part)),
        Expression::Join { separator, of } => {
            let of: Vec<String> = of.iter().map(inner).collect();
            format!("join({separator:?}, {})", of.join(", "))
        }
        Expression::Percent(of) => format!("percent({})", inner(of)),
        Expression::Query {
            parameters,
            is_sorted,
            escape,
        } => {
            let parameters = match parameters {
                SignedParameters::Query => "$call.query",
                SignedParameters::All => "$call.params",
            };
            let escape = match escape {
                QueryEscape::Rfc3986 => "rfc3986",
                QueryEscape::Form => "form",
            };
            let sort = if *is_sorted { "bytes" } else { "none" };
            format!("query({parameters}, sort {sort}, escape {escape})")
        }
        Expression::HeaderNames { names, separator } => {
            format!("header_names({}, separator {separator:?})", names.join(" "))
        }
        Expression::HeaderLines {
            names,
            is_collapsed,
        } => {
            let trim = if *is_collapsed { "collapse" } else { "ends" };
            format!("header_lines({}, trim {trim})", names.join(" "))
        }
        Expression::CanonicalPath => "canonical_path($call.path)".to_owned(),
        Expression::Hex(of) => format!("hex({})", inner(of)),
        Expression::Base64(of) => format!("base64({})", inner(of)),
        Expression::Digest(digest, of) => format!("{}({})", digest.name(), inner(of)),
        Expression::Hmac { digest, key, of } => {
            format!("hmac_{}({}, {})", digest.name(), inner(key), inner(of))
        }
        Expression::Now(format) => format!("now({})", format.word()),
        Expression::Nonce(format) => format!("nonce({})", format.word()),
        Expression::Signer { algorithm, key, of } => {
            let key = key.as_deref().map(|key| format!("{}, ", inner(key)));
            let key = key.unwrap_or_default();
            format!("signer({algorithm:?}, {key}{})", inner(of))
        }
    }
}

const fn call_part(part: CallPart) -> &'static str {
    match part {
        CallPart::Method => "method",
        CallPart::Url => "url",
        CallPart::Path => "path",
        CallPart::Query => "query",
        CallPart::Body => "body",
        CallPart::Operation => "operation",
    }
}
