//! The places on the site that links lead to. They depend on names only, so a link can be written without the site.

use std::fmt::Write as _;

use wireform_codegen::plan::{Operation, Plan};

/// Returns the file of a provider.
///
/// ```
/// use wireform_site::anchor;
///
/// assert_eq!(anchor::provider("realtime-register"), "providers/realtime-register.html");
/// assert_eq!(anchor::field("contact_update", "owners[2].phone"), "contact_update.owners.phone");
/// assert_eq!(anchor::rule("contact_update", "fr_company"), "contact_update/rules/fr_company");
/// ```
#[must_use]
pub fn provider(schema: &str) -> String {
    format!("providers/{}.html", escaped(schema))
}

/// The file of the diagnostics.
pub const DIAGNOSTICS: &str = "diagnostics.html";

/// The file of the comparison.
pub const COMPARISON: &str = "comparison.html";

/// Returns the anchor of an operation on the page of its provider.
#[must_use]
pub fn operation(operation: &str) -> String {
    escaped(operation)
}

/// Returns the anchor of a field. The path is the logical one, as violations have it; numbers of items are left out.
#[must_use]
pub fn field(operation: &str, path: &str) -> String {
    format!("{}.{}", escaped(operation), escaped(&without_numbers(path)))
}

/// Returns the anchor of a rule.
#[must_use]
pub fn rule(operation: &str, rule: &str) -> String {
    format!("{}/rules/{}", escaped(operation), escaped(rule))
}

/// Returns the anchor of a response.
#[must_use]
pub fn response(operation: &str, case: &str) -> String {
    format!("{}/responses/{}", escaped(operation), escaped(case))
}

/// Returns the anchor of an example.
#[must_use]
pub fn example(operation: &str, example: &str) -> String {
    format!("{}/examples/{}", escaped(operation), escaped(example))
}

/// Returns the anchor of a datum on the page of the comparison.
#[must_use]
pub fn datum(term: &str) -> String {
    escaped(&term.replace('[', "-").replace(']', ""))
}

/// Returns the address of what a violation is about, below the address of a site.
#[must_use]
pub fn violation(
    base: &str,
    plan: &Plan,
    operation: &Operation,
    path: &str,
    rule: Option<&str>,
) -> String {
    let anchor = subject(plan, operation, path, rule);
    address(base, &format!("{}#{anchor}", provider(&plan.schema)))
}

/// Returns the anchor of what a violation is about: a rule, a field, the nearest described field around it, or the operation.
#[must_use]
pub fn subject(plan: &Plan, operation: &Operation, path: &str, rule: Option<&str>) -> String {
    let paths = plan.field_paths(operation);
    let path = without_numbers(path);
    let mut around = std::iter::successors(Some(path.as_str()), |path| {
        path.rsplit_once('.').map(|(outer, _)| outer)
    });
    let field = around.find(|around| paths.iter().any(|path| path == around));
    match (rule, field) {
        (Some(rule), _) => self::rule(&operation.name, rule),
        (None, Some(path)) => self::field(&operation.name, path),
        (None, None) => self::operation(&operation.name),
    }
}

/// Returns the address of the code of a diagnostic, below the address of a site.
#[must_use]
pub fn diagnostic(base: &str, code: &str) -> String {
    address(base, &format!("{DIAGNOSTICS}#{code}"))
}

fn address(base: &str, target: &str) -> String {
    format!("{}/{target}", base.trim_end_matches('/'))
}

/// Returns a path without the numbers of items.
fn without_numbers(path: &str) -> String {
    let mut parts = path.split('[');
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((number, rest)) if number.bytes().all(|it| it.is_ascii_digit()) => {
                short.push_str(rest);
            }
            Some(_) | None => {
                short.push('[');
                short.push_str(part);
            }
        }
    }
    short
}

/// Returns a name with all but letters, digits, `_`, `-` and `.` written as their numbers.
fn escaped(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '_' | '-' | '.' => out.push(character),
            other => {
                let _ = write!(out, "~{:x}~", u32::from(other));
            }
        }
    }
    out
}
