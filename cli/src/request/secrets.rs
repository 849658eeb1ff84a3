//! Where credentials come from: options, files, the environment. Their values are never part of a message.

use std::env;
use std::fs::File;
use std::io::Read as _;

use wireform::{Code, Violations};
use wireform_codegen::plan::{AuthId, Plan};
use wireform_interpret::Call;

use crate::shared::output::Stop;
use crate::shared::subject;

/// The longest credential that is read from a file.
const MAX_BYTES: u64 = 64 << 10;

/// Credentials by name: those of the environment, then those of options, which win.
pub(super) fn given(plan: &Plan, options: &[String]) -> Result<Vec<(String, String)>, Stop> {
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
        let Some((name, value)) = option.split_once('=') else {
            // The whole may be a secret that somebody forgot the name of.
            return Err(Stop::because("--auth takes NAME=VALUE or NAME=@FILE"));
        };
        if !plan
            .credentials
            .iter()
            .any(|credential| credential.name == name)
        {
            let names = plan
                .credentials
                .iter()
                .map(|credential| credential.name.as_str());
            return Err(subject::unknown("--auth", "credential", name, names));
        }
        let value = match value.strip_prefix('@') {
            Some(literal) if literal.starts_with('@') => literal.to_owned(),
            Some(file) => from_file(name, file)?,
            None => value.to_owned(),
        };
        given.push((name.to_owned(), value));
    }
    Ok(given)
}

/// Says of each credential given as an option that it has no effect, because the way to authenticate does not use it, or
/// because the option is there again. Without a way that is chosen, any of the operation will do.
pub(super) fn without_effect(
    call: &Call<'_>,
    options: &[String],
    chosen: Option<AuthId>,
) -> Vec<String> {
    let (plan, operation) = (call.plan(), call.operation());
    let ways = match chosen {
        Some(way) => vec![way],
        None => operation.auths.clone(),
    };
    let mut wrong = Vec::new();
    for (at, credential) in plan.credentials.iter_ids() {
        let names = options.iter().filter_map(|option| option.split_once('='));
        let uses = |way: &AuthId| plan.auths[*way].credentials.contains(&at);
        let given = names.filter(|(name, _)| *name == credential.name).count();
        if given > 1 {
            wrong.push(format!("--auth {} is given twice", credential.name));
        }
        if given == 0 || ways.iter().any(uses) {
            continue;
        }
        let others = operation.auths.iter().filter(|way| uses(way));
        let others: Vec<&str> = others.map(|way| plan.auths[*way].name.as_str()).collect();
        let reason = match (chosen, &others[..]) {
            (Some(way), [_, ..]) => format!(
                "`{}`, the way to authenticate, does not use it; with --auth-by it is used by: {}",
                plan.auths[way].name,
                others.join(", ")
            ),
            _ => format!("no way to authenticate of `{}` uses it", operation.name),
        };
        let message = format!("--auth {} has no effect: {reason}", credential.name);
        wrong.push(message);
    }
    wrong
}

/// Reads a credential from a file, without the line end that editors put behind it.
fn from_file(name: &str, path: &str) -> Result<String, Stop> {
    // The path is not repeated: somebody may have written the secret itself behind the @.
    let because = |reason: String| {
        Stop::because(format!(
            "--auth {name}: the file behind @ cannot be read: {reason} (if the value itself begins with @, write @@)"
        ))
    };
    let file = File::open(path).map_err(|error| because(error.to_string()))?;
    let mut text = String::new();
    file.take(MAX_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(|error| because(error.to_string()))?;
    if text.len() as u64 > MAX_BYTES {
        return Err(because("it is too long for a credential".to_owned()));
    }
    let trimmed = text.strip_suffix('\n').unwrap_or(&text);
    Ok(trimmed.strip_suffix('\r').unwrap_or(trimmed).to_owned())
}

/// The environment variable of a credential.
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

/// What is wrong with credentials, and how to give those that are missing.
pub(super) fn help(call: &Call<'_>, violations: &Violations) -> String {
    let mut lines: Vec<String> = violations.iter().map(subject::sentence).collect();
    for violation in violations {
        if violation.code() == Code::Required {
            let name = violation.path();
            lines.push(format!(
                "  give it with --auth {name}=@FILE, or in the environment variable {}",
                variable(&name)
            ));
        }
    }
    let ways: Vec<&str> = call.auths().iter().map(|auth| auth.name.as_str()).collect();
    if ways.len() > 1 {
        lines.push(format!(
            "  ways to authenticate (--auth-by): {}",
            ways.join(", ")
        ));
    }
    lines.join("\n")
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
