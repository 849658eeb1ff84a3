//! Reads the credentials of a request.

use wireform::{RequestParts, Violations};
use wireform_codegen::plan::{
    Auth, AuthId, AuthStep, BindingId, BodyFormat, CredentialId, Template, TemplatePart,
};

use super::{ReceivedRequest, pairs};
use crate::call::Call;
use crate::credentials::Credentials;
use crate::recover::recover;
use crate::verify;

/// Returns the credentials of the first authentication method that the request has all of.
///
/// # Errors
///
/// Returns the violations of the credentials; those of the default method if the request has those of none.
pub(super) fn credentials(
    call: &Call<'_>,
    request: &ReceivedRequest<'_>,
    binding: Option<BindingId>,
    in_body: &[(CredentialId, String)],
) -> Result<Credentials, Violations> {
    let ways = &call.operation.auths;
    let found = ways.iter().find_map(|&way| {
        let auth = &call.plan().auths[way];
        Some((way, of_method(call, auth, request, binding, in_body)?))
    });
    let (way, given): (Option<AuthId>, _) = match found {
        Some((way, given)) => (Some(way), given),
        None => (ways.first().copied(), Vec::new()),
    };
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

/// Returns the credentials of one method; none if one is missing.
fn of_method(
    call: &Call<'_>,
    auth: &Auth,
    request: &ReceivedRequest<'_>,
    binding: Option<BindingId>,
    in_body: &[(CredentialId, String)],
) -> Option<Vec<(CredentialId, String)>> {
    let mut found = in_body.to_vec();
    for step in &auth.steps {
        match step {
            AuthStep::Basic { user, password } => {
                let (given_user, given_password) = basic(request.header("authorization")?)?;
                found.push((*user, given_user));
                found.push((*password, given_password));
            }
            AuthStep::Header { name, value } => match request.header(name) {
                Some(text) => found.extend(filled(value, text)?),
                None if value.optional_credentials(call.plan()).next().is_some() => {}
                None => return None,
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
                let pairs = pairs::parse(text)?;
                match pairs.iter().find(|pair| pair.name == *name) {
                    Some(pair) => found.extend(filled(value, &pair.value)?),
                    None if value.optional_credentials(call.plan()).next().is_some() => {}
                    None => return None,
                }
            }
            AuthStep::Document => {}
            // They are read together.
            AuthStep::Let(_) | AuthStep::Computed { .. } => {}
        }
    }
    if auth.is_signed() {
        let parts = RequestParts {
            method: request.method.to_owned(),
            url: format!("?{}", request.query),
            headers: request.headers.to_vec(),
            body: request.body.to_vec(),
        };
        let is_form = call.form_of(&parts).is_some();
        let recovered = recover(call.plan(), auth, |place, name| {
            verify::sent(&parts, is_form, place, name)
        })?;
        found.extend(recovered.credentials);
        return Some(found);
    }
    let has = |at: &CredentialId| {
        let credential = &call.plan().credentials[*at];
        credential.is_optional || found.iter().any(|(other, _)| other == at)
    };
    auth.credentials.iter().all(has).then_some(found)
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
