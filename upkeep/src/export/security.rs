//! Writes the ways to authenticate as security schemes.

use serde_json::{Value, json};
use wireform_codegen::plan::{AuthId, AuthStep, ComputedPlace, Operation, Template, TemplatePart};

use super::types::{Schema, Types};

/// Returns the schemes of all ways to authenticate. A way with several steps has a scheme for each.
pub(super) fn schemes(types: &mut Types<'_>) -> Schema {
    let mut schemes = Schema::new();
    for (id, _) in types.plan.auths.iter_ids() {
        for (name, scheme) in steps(types, id) {
            schemes.insert(name, scheme);
        }
    }
    schemes
}

/// Returns the security requirements of an operation.
pub(super) fn requirements(types: &mut Types<'_>, operation: &Operation) -> Value {
    let ways = operation.auths.iter().map(|id| {
        let names = steps(types, *id)
            .into_iter()
            .map(|(name, _)| (name, json!([])));
        Value::Object(names.collect())
    });
    Value::Array(
        ways.filter(|way| way.as_object().is_some_and(|way| !way.is_empty()))
            .collect(),
    )
}

fn steps(types: &mut Types<'_>, id: AuthId) -> Vec<(String, Value)> {
    let auth = &types.plan.auths[id];
    let mut found: Vec<(String, Value)> = Vec::new();
    for step in &auth.steps {
        let scheme = match step {
            AuthStep::Basic { .. } => json!({ "type": "http", "scheme": "basic" }),
            AuthStep::Header { name, value } => header(types, &auth.name, name, value),
            AuthStep::Parameter { name, value } => {
                if !matches!(value.0.as_slice(), [TemplatePart::Credential(_)]) {
                    types.miss(
                        &auth.name,
                        "auth",
                        "the text around the credential is not part of the scheme",
                    );
                }
                json!({ "type": "apiKey", "in": "query", "name": name })
            }
            AuthStep::Document => {
                types.miss(&auth.name, "auth", "OpenAPI has no credentials in the body");
                continue;
            }
            AuthStep::Let(_) => continue,
            AuthStep::Computed { place, name, .. } => {
                types.miss(
                    &auth.name,
                    "auth",
                    "OpenAPI does not say how a value is computed",
                );
                let place = match place {
                    ComputedPlace::Header => "header",
                    ComputedPlace::Parameter => "query",
                    ComputedPlace::Cookie => "cookie",
                };
                json!({ "type": "apiKey", "in": place, "name": name })
            }
        };
        let name = match found.len() {
            0 => auth.name.clone(),
            known => format!("{}_{}", auth.name, known + 1),
        };
        found.push((name, scheme));
    }
    found
}

fn header(types: &mut Types<'_>, auth: &str, name: &str, value: &Template) -> Value {
    match value.0.as_slice() {
        [TemplatePart::Credential(_)] => {}
        [TemplatePart::Literal(word), TemplatePart::Credential(_)]
            if name.eq_ignore_ascii_case("authorization") && word == "Bearer " =>
        {
            return json!({ "type": "http", "scheme": "bearer" });
        }
        _ => types.miss(
            auth,
            "auth",
            "the text around the credential is not part of the scheme",
        ),
    }
    json!({ "type": "apiKey", "in": "header", "name": name })
}
