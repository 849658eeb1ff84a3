//! Sessions: the credentials that logins give, and requests with others.

use wireform_codegen::plan::{ResponseId, Session};
use wireform_interpret::{Call, Slots, Value};

use super::routes::Routed;
use super::{Answer, refuse};
use crate::builder::Settings;

/// The credentials that were issued.
#[derive(Default)]
pub(super) struct Sessions {
    issued: Vec<Issued>,
}

struct Issued {
    schema: String,
    credential: String,
    value: String,
}

impl Sessions {
    /// Issues the credentials of a login: writes them into its response, and remembers them.
    pub(super) fn issue(&mut self, call: &Call<'_>, case: ResponseId, fields: &mut Slots) {
        let (plan, operation) = (call.plan(), call.operation());
        for credential in &plan.credentials {
            let source = credential.from.as_ref();
            let Some(source) = source.filter(|source| source.operation == operation.name) else {
                continue;
            };
            let case = &operation.responses[case];
            let Some(at) = case.fields.find(|it| it.field.name == source.field) else {
                continue;
            };
            let facets = case.fields[at].field.ty.text();
            // A value that the schema narrows stays as it was chosen.
            let is_free = facets.is_some_and(|facets| *facets == Default::default());
            if is_free {
                let value = format!("session-{}", self.issued.len() + 1);
                fields[at] = Some(Value::Text(value));
            }
            if let Some(Value::Text(value)) = &fields[at] {
                self.issued.push(Issued {
                    schema: plan.schema.clone(),
                    credential: credential.name.clone(),
                    value: value.clone(),
                });
            }
        }
    }

    /// Returns the answer to a request with a credential that no login gave, unless the user of the mock has set its value.
    pub(super) fn refuse(&self, settings: &Settings, routed: &Routed<'_>) -> Option<Answer> {
        let plan = routed.call.plan();
        let credentials = routed.decoded.credentials.as_ref().ok()?;
        let is_issued = |name: &str, value: &str| {
            self.issued.iter().any(|issued| {
                issued.schema == plan.schema && issued.credential == name && issued.value == value
            })
        };
        let unknown = plan.credentials.iter_ids().filter(|(at, credential)| {
            let is_set = settings
                .credentials
                .iter()
                .any(|(name, _)| *name == credential.name);
            credential.from.is_some()
                && !is_set
                && credentials
                    .value(*at)
                    .is_some_and(|value| !is_issued(&credential.name, value))
        });
        let unknown: Vec<String> = unknown
            .map(|(_, credential)| format!("{}: not one of a login", credential.name))
            .collect();
        if unknown.is_empty() {
            return None;
        }
        let mut cases = routed.call.operation().responses.iter_ids();
        let expired = cases.find(|(_, case)| case.session == Session::Expired);
        let mut answer = match expired {
            Some((case, _)) => {
                refuse::with_case(routed, case, (None, None), "The session has expired.", &[])
            }
            None => refuse::unauthorized(routed),
        };
        answer.violations = unknown;
        Some(answer)
    }
}
