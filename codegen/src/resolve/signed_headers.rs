//! Checks the names of the headers that steps sign: the request must have each of them when the step runs.
//!
//! Input: a draft whose operations are resolved, and the syntax of the steps. Output: diagnostics. A header that is missing
//! would be left out of the signature without a word.

use super::diagnostics::SigningDiagnostic;
use crate::draft::Draft;
use crate::plan::{Auth, AuthId};
use crate::source::Diagnostics;
use crate::syntax::{self, Computed, Function, HmacKeys, Schema, Text};

/// Checks the steps of all authentication methods.
pub(super) fn check(plan: &Draft, schema: &Schema, diagnostics: &mut Diagnostics) {
    let auths = plan.auths.ids().zip(plan.auths.iter());
    for ((id, auth), (_, syntax)) in auths.zip(&schema.auth) {
        let names = Names {
            known: known_names(plan, id, auth),
            of_steps: names_of_steps(syntax),
        };
        let mut set = 0;
        for step in &syntax.steps {
            for (_, value) in &step.lets {
                names.check(value, set, diagnostics);
            }
            for (_, value) in &step.headers {
                names.check(value, set, diagnostics);
                set += 1;
            }
            for (_, value) in &step.params {
                names.check(value, set, diagnostics);
            }
            for (_, value) in &step.cookies {
                names.check(value, set, diagnostics);
                set += 1;
            }
        }
    }
}

/// Returns the names of the headers that a request can have before the steps run.
fn known_names<'p>(plan: &'p Draft, id: AuthId, auth: &'p Auth) -> Vec<&'p str> {
    let operations = plan.operations.iter();
    let of_operations = operations
        .filter(|operation| operation.auths.contains(&id))
        .flat_map(|operation| {
            let constants = operation.headers.iter().map(|(name, _)| name.as_str());
            let fields = operation.header_fields.iter();
            constants.chain(fields.map(|(name, _)| name.as_str()))
        });
    let basic = auth.basic().map(|_| "authorization");
    let plain = auth.headers().map(|(name, _)| name).chain(basic);
    ["host", "content-type"]
        .into_iter()
        .chain(plain)
        .chain(of_operations)
        .collect()
}

/// Returns the names of the headers that the steps set, in the order of the steps.
fn names_of_steps(syntax: &syntax::Auth) -> Vec<&str> {
    let steps = syntax.steps.iter();
    let names = steps.flat_map(|step| {
        let headers = step.headers.iter().map(|(name, _)| name.as_str());
        headers.chain(step.cookies.iter().map(|_| "cookie"))
    });
    names.collect()
}

/// The names of the headers of a request.
struct Names<'a> {
    /// Those that a request can have before the steps run.
    known: Vec<&'a str>,
    /// Those that the steps set, in the order of the steps.
    of_steps: Vec<&'a str>,
}

impl Names<'_> {
    /// Checks a value that is computed after `set` headers were set.
    fn check(&self, value: &Computed, set: usize, diagnostics: &mut Diagnostics) {
        let function = match value {
            Computed::Template(_) => return,
            Computed::List(values) => return self.check_all(values, set, diagnostics),
            Computed::Function(function) => &*function.value,
        };
        match function {
            Function::HeaderNames { names, .. } | Function::HeaderLines { names, .. } => {
                for name in names {
                    if let Some(found) = self.find_mistake(name, set) {
                        diagnostics.push(found.at(name.span));
                    }
                }
            }
            Function::Join { of, .. } | Function::Lines(of) => {
                self.check_all(of, set, diagnostics);
            }
            Function::Percent(of)
            | Function::Hex(of)
            | Function::Base64(of)
            | Function::Digest(_, of)
            | Function::Signer { of, .. } => self.check(of, set, diagnostics),
            Function::Hmac { keys, of, .. } => {
                match keys {
                    HmacKeys::One(key) => self.check(key, set, diagnostics),
                    HmacKeys::Chain(keys) => self.check_all(keys, set, diagnostics),
                }
                self.check(of, set, diagnostics);
            }
            Function::Query { .. }
            | Function::CanonicalPath(_)
            | Function::Now(_)
            | Function::Nonce(_) => {}
        }
    }

    fn check_all(&self, values: &[Computed], set: usize, diagnostics: &mut Diagnostics) {
        for value in values {
            self.check(value, set, diagnostics);
        }
    }

    fn find_mistake(&self, name: &Text, set: usize) -> Option<SigningDiagnostic> {
        let quoted = || name.as_str().into();
        let is_name = |known: &&str| known.eq_ignore_ascii_case(name);
        let start = name.strip_suffix('*').unwrap_or(name);
        let (earlier, later) = self.of_steps.split_at(set);
        if start.contains('*') {
            Some(SigningDiagnostic::StarInName { name: quoted() })
        } else if start.len() < name.len() || self.known.iter().chain(earlier).any(is_name) {
            None
        } else if later.iter().any(is_name) {
            Some(SigningDiagnostic::LaterHeader { name: quoted() })
        } else {
            Some(SigningDiagnostic::NoSuchHeader { name: quoted() })
        }
    }
}
