//! Resolves the credentials that a login gives.

use super::diagnostics::SigningDiagnostic;
use crate::draft::{Draft, OperationDraft};
use crate::plan::{CredentialSource, Field, Presence};
use crate::source::{Diagnostics, Spanned};
use crate::syntax::Schema;

/// Resolves `from` of all credentials. The operations of the draft are resolved.
pub(super) fn resolve(draft: &mut Draft, schema: &Schema, diagnostics: &mut Diagnostics) {
    let ids: Vec<_> = draft.credentials.ids().collect();
    for (id, (_, credential)) in ids.into_iter().zip(&schema.credentials) {
        let lifetime = credential.expires.as_ref().and_then(|text| {
            let found = lifetime(text);
            if found.is_none() {
                diagnostics.push(SigningDiagnostic::Lifetime.at(text.span));
            }
            found
        });
        let Some(from) = &credential.from else {
            if let Some(expires) = &credential.expires {
                diagnostics.push(SigningDiagnostic::ExpiresWithoutLogin.at(expires.span));
            }
            continue;
        };
        let is_secret = draft.credentials[id].secret;
        match source(draft, schema, from, is_secret) {
            Ok(source) => {
                draft.credentials[id].from =
                    source.map(|source| CredentialSource { lifetime, ..source });
            }
            Err(diagnostic) => diagnostics.push(diagnostic.at(from.span)),
        }
    }
}

/// Returns the seconds of a time such as `2d`; none if it is no time, or no time at all.
fn lifetime(text: &str) -> Option<u64> {
    let unit = text.chars().last()?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 60 * 60,
        'd' => 24 * 60 * 60,
        _ => return None,
    };
    let number = text.strip_suffix(unit)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let number: u64 = number.parse().ok().filter(|it| is_number && *it > 0)?;
    number.checked_mul(seconds)
}

/// Returns the source of a credential; none if its operation has a mistake, which was reported.
fn source(
    draft: &Draft,
    schema: &Schema,
    from: &Spanned<Vec<String>>,
    is_secret: bool,
) -> Result<Option<CredentialSource>, SigningDiagnostic> {
    let [operation, field] = from.value.as_slice() else {
        return Err(SigningDiagnostic::SourcePath);
    };
    let mut operations = draft.operations.iter();
    let Some(login) = operations.find(|known| known.name == *operation) else {
        let mut declared = schema.operations.iter();
        return match declared.any(|(name, _)| name.value == *operation) {
            true => Ok(None),
            false => Err(SigningDiagnostic::UnknownLogin {
                name: operation.as_str().into(),
            }),
        };
    };
    check(login, field, is_secret)?;
    Ok(Some(CredentialSource {
        operation: operation.clone(),
        field: field.clone(),
        lifetime: None,
    }))
}

/// Checks that each success of a login has the field, and that the field is a required text. It is secret if the credential is.
fn check(login: &OperationDraft, field: &str, is_secret: bool) -> Result<(), SigningDiagnostic> {
    let mut successes = login
        .responses
        .iter()
        .filter(|case| case.outcome.is_success())
        .peekable();
    if successes.peek().is_none() {
        return Err(SigningDiagnostic::LoginWithoutSuccess {
            name: login.name.as_str().into(),
        });
    }
    for case in successes {
        let mut fields = case.fields.iter().map(|field| &field.field);
        let found = fields.find(|known| known.name == field);
        let is_text = |found: &Field| found.ty.is_text() && found.presence == Presence::Required;
        let is_text = found.is_some_and(is_text);
        // A secret that the response shows would be in every log of the response.
        if is_secret && found.is_some_and(|found| !found.secret) {
            return Err(SigningDiagnostic::SourceNotSecret {
                case: case.name.as_str().into(),
                field: field.into(),
            });
        }
        if !is_text {
            return Err(SigningDiagnostic::NoSourceField {
                case: case.name.as_str().into(),
                field: field.into(),
            });
        }
    }
    Ok(())
}
