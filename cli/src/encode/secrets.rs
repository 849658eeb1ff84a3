//! Reads credentials from options and environment variables. No message contains their values.

use std::env;

use wireform::{Code, Violations};
use wireform_codegen::plan::{AuthId, Plan};
use wireform_interpret::Call;

use crate::shared::output::Stop;
use crate::shared::{secrets, subject};

/// Returns the credentials with their names. Those of options come last and take precedence over environment variables.
pub(super) fn read_credentials(
    plan: &Plan,
    options: &[String],
) -> Result<Vec<(String, String)>, Stop> {
    let mut given = Vec::new();
    for credential in &plan.credentials {
        let variable = variable(&credential.name);
        match env::var(&variable) {
            Ok(value) => given.push((credential.name.clone(), value)),
            Err(env::VarError::NotPresent) => {}
            Err(env::VarError::NotUnicode(_)) => {
                return Err(Stop::because(format!("{variable} is not UTF-8")));
            }
        }
    }
    for option in options {
        let names = plan.credentials.iter().map(|it| it.name.as_str());
        given.push(secrets::from_option(option, names)?);
    }
    Ok(given)
}

/// Returns a message for each option without effect: the authentication method does not use the credential, or another
/// option gives the same credential. Without a chosen method, every method of the operation counts.
pub(super) fn without_effect(
    call: &Call<'_>,
    options: &[String],
    chosen: Option<AuthId>,
) -> Vec<String> {
    let (plan, operation) = (call.plan(), call.operation());
    let auths = match chosen {
        Some(auth) => vec![auth],
        None => operation.auths.clone(),
    };
    let mut wrong = Vec::new();
    for (at, credential) in plan.credentials.iter_ids() {
        let names = options.iter().filter_map(|option| option.split_once('='));
        let uses = |auth: &AuthId| plan.auths[*auth].credentials.contains(&at);
        let given = names.filter(|(name, _)| *name == credential.name).count();
        if given > 1 {
            wrong.push(format!("--auth {} is given twice", credential.name));
        }
        if given == 0 || auths.iter().any(uses) {
            continue;
        }
        let others = operation.auths.iter().filter(|auth| uses(auth));
        let others: Vec<&str> = others.map(|auth| plan.auths[*auth].name.as_str()).collect();
        let reason = match (chosen, &others[..]) {
            (Some(auth), [_, ..]) => format!(
                "the authentication method `{}` does not use it; with --auth-by it is used by: {}",
                plan.auths[auth].name,
                others.join(", ")
            ),
            _ => format!("no authentication method of `{}` uses it", operation.name),
        };
        let message = format!("--auth {} has no effect: {reason}", credential.name);
        wrong.push(message);
    }
    wrong
}

/// Returns the name of the environment variable of a credential.
fn variable(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    format!("WIREFORM_AUTH_{name}")
}

/// Returns a message for each violation of credentials, and how to give those that are missing.
pub(super) fn help(call: &Call<'_>, violations: &Violations) -> Vec<String> {
    let mut messages: Vec<String> = violations
        .iter()
        .map(|violation| match (violation.code(), violation.path()) {
            (_, name) if name.is_empty() => subject::sentence(violation),
            (Code::Required, name) => format!(
                "the credential `{name}` is missing\n  give it with --auth {name}=@FILE or in the environment variable {}",
                variable(&name)
            ),
            (_, name) => format!("the credential `{name}` {}", violation.message()),
        })
        .collect();
    let auths: Vec<&str> = call.auths().iter().map(|auth| auth.name.as_str()).collect();
    if let Some(last) = messages.last_mut()
        && auths.len() > 1
    {
        last.push_str("\n  authentication methods (--auth-by): ");
        last.push_str(&auths.join(", "));
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::variable;

    #[test]
    fn variables_are_named_after_credentials() {
        assert_eq!(variable("api_key"), "WIREFORM_AUTH_API_KEY");
        assert_eq!(variable("auth-userid"), "WIREFORM_AUTH_AUTH_USERID");
    }
}
