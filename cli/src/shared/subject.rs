//! Finds the operation of `encode` and `validate`, and writes messages about names and violations.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use wireform::{Violation, Violations};
use wireform_codegen::plan::Update;
use wireform_interpret::{Call, Interpreter, ReadOptions};

use crate::args::InputArgs;
use crate::shared::masking;
use crate::shared::output::Stop;

/// Returns the operation with a name.
pub(crate) fn find_operation<'i>(
    interpreter: &'i Interpreter<'i>,
    name: &str,
) -> Result<Call<'i>, Stop> {
    interpreter.operation(name).ok_or_else(|| {
        let names = interpreter.plan().operations.iter();
        unknown(
            "OPERATION",
            "operation",
            name,
            names.map(|operation| operation.name.as_str()),
        )
    })
}

/// The note about fields that an operation would delete because they have no value.
pub(crate) const DELETE_MISSING: &str =
    "--delete-missing allows to delete the fields that have no value";

/// Returns the failure for an unknown name in an option, with the most similar known name or with all of them.
pub(crate) fn unknown<'n>(
    option: &str,
    kind: &str,
    name: &str,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Stop {
    Stop::because(unknown_name(option, kind, name, names))
}

/// Returns the message of [`unknown`].
pub(crate) fn unknown_name<'n>(
    option: &str,
    kind: &str,
    name: &str,
    names: impl Iterator<Item = &'n str> + Clone,
) -> String {
    let message = match masking::near(name, names.clone()) {
        Some((typed, near)) => format!("there is no {kind} `{typed}`; did you mean `{near}`?"),
        None => {
            let mut seen = BTreeSet::new();
            let names: Vec<&str> = names.filter(|name| seen.insert(*name)).collect();
            match names[..] {
                [] => format!("the schema has no {kind}; leave the option out"),
                _ => format!(
                    "there is no {kind} of this name; the names are: {}",
                    names.join(", ")
                ),
            }
        }
    };
    format!("{option}: {message}")
}

/// Returns the options for reading values, or the reason why `--delete-missing` has no effect on the operation.
pub(crate) fn read_options(call: &Call<'_>, args: &InputArgs) -> Result<ReadOptions, Stop> {
    let delete_missing = args.delete_missing;
    let name = &call.operation().name;
    let reason = match call.operation().update {
        Update::Replace => return Ok(ReadOptions { delete_missing }),
        Update::Patch => format!("`{name}` is a patch, which keeps fields without a value"),
        Update::Unstated => {
            format!(
                "the provider's page does not state whether `{name}` keeps fields without a value"
            )
        }
        Update::None => format!("`{name}` replaces nothing"),
    };
    match delete_missing {
        true => Err(Stop::because(format!(
            "--delete-missing has no effect: {reason}"
        ))),
        false => Ok(ReadOptions { delete_missing }),
    }
}

/// Returns violations as text, one on each line.
pub(crate) fn lines(violations: &Violations) -> String {
    let lines: Vec<String> = violations.iter().map(sentence).collect();
    lines.join("\n")
}

/// Returns a violation as one line, with its code.
pub(crate) fn sentence(violation: &Violation) -> String {
    let mut line = String::new();
    write_sentence(&mut line, violation);
    line
}

/// Writes what [`sentence`] returns.
pub(crate) fn write_sentence(line: &mut String, violation: &Violation) {
    let code = violation.code();
    // Writing into a `String` cannot fail.
    let _ = match violation.path().is_empty() && violation.rule().is_none() {
        true => write!(line, "{} [{code}]", violation.message()),
        false => write!(line, "{violation} [{code}]"),
    };
}
