//! What `encode` and `validate` look at: the operation, and how it is named in messages.

use wireform::{Violation, Violations};
use wireform_codegen::plan::Update;
use wireform_interpret::{Call, Interpreter, ReadOptions};

use crate::args::InputArgs;
use crate::shared::masking;
use crate::shared::output::Stop;

/// The operation of a name.
pub(crate) fn operation<'i>(
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

/// The note on fields that an operation would delete because they have no value.
pub(crate) const DELETE_MISSING: &str =
    "--delete-missing says that what is left out is to be removed";

/// Says of an option that its name is unknown, with the closest of the known names or all of them.
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
            let names: Vec<&str> = names.collect();
            match names[..] {
                [] => format!("there is no {kind}"),
                _ => format!(
                    "there is no {kind} of that name; there are: {}",
                    names.join(", ")
                ),
            }
        }
    };
    format!("{option}: {message}")
}

/// Returns how values are read, or why an option about that has no effect on the operation.
pub(crate) fn options(call: &Call<'_>, args: &InputArgs) -> Result<ReadOptions, Stop> {
    let delete_missing = args.delete_missing;
    let name = &call.operation().name;
    let reason = match call.operation().update {
        Update::Replace => return Ok(ReadOptions { delete_missing }),
        Update::Patch => format!("`{name}` is a patch, which keeps what is left out"),
        Update::Unstated => {
            format!("the page does not say whether `{name}` keeps what is left out")
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

/// Returns violations as lines.
pub(crate) fn lines(violations: &Violations) -> String {
    let lines: Vec<String> = violations.iter().map(sentence).collect();
    lines.join("\n")
}

/// A violation as one line, with the code that waivers and scripts know it by.
pub(crate) fn sentence(violation: &Violation) -> String {
    match &*violation.path() {
        "" if violation.rule().is_none() => {
            format!("{} [{}]", violation.message(), violation.code())
        }
        _ => format!("{violation} [{}]", violation.code()),
    }
}
