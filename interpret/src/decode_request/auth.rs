//! Reads the credentials of a request.

use wireform::{RequestParts, Violations};
use wireform_codegen::plan::{
    Auth, AuthId, AuthStep, BindingId, BodyFormat, CredentialId, Template, TemplatePart,
};

use super::{ReceivedRequest, parameters};
use crate::call::Call;
use crate::credentials::Credentials;
use crate::recover::{Recovered, recover};
use crate::verify;

/// Returns the credentials of the first authentication method that the request has all of.
///
/// # Errors
///
/// Returns the violations of the credentials: those of the method of which the request has most credentials, and of the default
/// method if it has none.
pub(super) fn credentials(
    call: &Call<'_>,
    request: &ReceivedRequest<'_>,
    binding: Option<BindingId>,
    in_body: &[(CredentialId, String)],
) -> Result<Credentials, Violations> {
    let ways = call.operation.auths.iter().map(|&way| {
        let auth = &call.plan().auths[way];
        (way, of_method(call, auth, request, binding, in_body))
    });
    let (way, given) = best(ways);
    let names = &call.plan().credentials;
    let given: Vec<(String, String)> = given
        .into_iter()
        .map(|(at, text)| (names[at].name.clone(), text))
        .collect();
    // Some credentials of a signature are not in the request.
    let is_asked = |auth: &Auth, at: CredentialId| {
        !auth.is_signed() || given.iter().any(|(name, _)| *name == names[at].name)
    };
    call.checked_credentials(way, &given, &is_asked)
}

/// The credentials of one authentication method in a request.
#[derive(Default)]
struct Given {
    credentials: Vec<(CredentialId, String)>,
    /// Whether everything that the method sends is there.
    is_complete: bool,
}

/// Returns the first complete method. Without one, returns the method of which most credentials are given, the first of several.
fn best(
    ways: impl Iterator<Item = (AuthId, Given)>,
) -> (Option<AuthId>, Vec<(CredentialId, String)>) {
    let mut best: Option<(AuthId, Given)> = None;
    for (way, given) in ways {
        if given.is_complete {
            return (Some(way), given.credentials);
        }
        let has_more =
            |known: &(AuthId, Given)| known.1.credentials.len() < given.credentials.len();
        if best.as_ref().is_none_or(has_more) {
            best = Some((way, given));
        }
    }
    best.map_or((None, Vec::new()), |(way, given)| {
        (Some(way), given.credentials)
    })
}

/// Returns the credentials of one method.
fn of_method(
    call: &Call<'_>,
    auth: &Auth,
    request: &ReceivedRequest<'_>,
    binding: Option<BindingId>,
    in_body: &[(CredentialId, String)],
) -> Given {
    let mut found = in_body.to_vec();
    let mut is_complete = true;
    for step in &auth.steps {
        match of_step(call, step, request, binding) {
            Some(given) => found.extend(given),
            None => is_complete = false,
        }
    }
    if auth.is_signed() {
        // What a signature lacks is reported together with it.
        let recovered = is_complete.then(|| signed(call, auth, request)).flatten();
        return recovered.map_or_else(Given::default, |recovered| {
            found.extend(recovered.credentials);
            Given {
                credentials: found,
                is_complete: true,
            }
        });
    }
    let has = |at: &CredentialId| {
        let credential = &call.plan().credentials[*at];
        credential.is_optional || found.iter().any(|(other, _)| other == at)
    };
    let has_all = auth.credentials.iter().all(has);
    if has_all && !is_complete {
        // A text around the credentials is missing, so no credential is the one that is missing.
        return Given::default();
    }
    Given {
        credentials: found,
        is_complete: has_all,
    }
}

/// Returns the credentials that one step puts into a request; none if they are missing.
fn of_step(
    call: &Call<'_>,
    step: &AuthStep,
    request: &ReceivedRequest<'_>,
    binding: Option<BindingId>,
) -> Option<Vec<(CredentialId, String)>> {
    let is_optional = |value: &Template| value.optional_credentials(call.plan()).next().is_some();
    match step {
        AuthStep::Basic { user, password } => {
            let (given_user, given_password) = basic(request.header("authorization")?)?;
            Some(vec![(*user, given_user), (*password, given_password)])
        }
        AuthStep::Header { name, value } => match request.header(name) {
            Some(text) => filled(value, text),
            None => is_optional(value).then(Vec::new),
        },
        AuthStep::Parameter { name, value } => {
            let is_form = binding
                .and_then(|at| call.operation.bindings[at].body.format())
                .is_some_and(BodyFormat::is_form);
            let text = if is_form {
                request.body
            } else {
                request.query.as_bytes()
            };
            let pairs = parameters::parse(text)?;
            match pairs.iter().find(|pair| pair.name == *name) {
                Some(pair) => filled(value, &pair.value),
                None => is_optional(value).then(Vec::new),
            }
        }
        // The body and the computed values are read elsewhere.
        AuthStep::Document | AuthStep::Let(_) | AuthStep::Computed { .. } => Some(Vec::new()),
    }
}

/// Returns what a signed request shows.
fn signed(call: &Call<'_>, auth: &Auth, request: &ReceivedRequest<'_>) -> Option<Recovered> {
    let parts = RequestParts {
        method: request.method.to_owned(),
        url: format!("?{}", request.query),
        headers: request.headers.to_vec(),
        body: request.body.to_vec(),
    };
    let is_form = call.form_of(&parts).is_some();
    recover(call.plan(), auth, |place, name| {
        verify::sent(&parts, is_form, place, name)
    })
}

/// Returns the credentials in a text that a template was filled to; none if the text does not fit.
fn filled(template: &Template, text: &str) -> Option<Vec<(CredentialId, String)>> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut parts = template.0.iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            TemplatePart::Literal(literal) => {
                // The name of a scheme has no case (RFC 9110), and a server need not insist on the case of the rest.
                let start = rest.get(..literal.len())?;
                if !start.eq_ignore_ascii_case(literal) {
                    return None;
                }
                rest = &rest[literal.len()..];
            }
            TemplatePart::Credential(credential) => {
                let end = match parts.peek() {
                    Some(TemplatePart::Literal(literal)) => rest.find(literal.as_str())?,
                    Some(TemplatePart::Credential(_)) | None => rest.len(),
                };
                found.push((*credential, rest[..end].to_owned()));
                rest = &rest[end..];
            }
        }
    }
    rest.is_empty().then_some(found)
}

/// Returns user and password of HTTP Basic.
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("Basic") {
        return None;
    }
    let text = String::from_utf8(base64(encoded.trim())?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

/// Decodes base64 (RFC 4648), with or without padding.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for byte in text.trim_end_matches('=').bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xFF).ok()?);
        }
    }
    (count < 6).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{base64, basic};

    #[test]
    fn user_and_password_of_basic() {
        let pair = |user: &str, password: &str| Some((user.to_owned(), password.to_owned()));
        assert_eq!(
            basic("Basic cmVzZWxsZXI6a2V5LTAxMjM="),
            pair("reseller", "key-0123")
        );
        assert_eq!(basic("basic YTpiOmM="), pair("a", "b:c"));
        assert_eq!(basic("Basic YTpiOmM"), pair("a", "b:c"));
        assert_eq!(basic("Bearer YTpiOmM="), None);
        assert_eq!(basic("Basic YWJj"), None, "no colon");
        assert_eq!(base64("Y*=="), None);
    }
}
