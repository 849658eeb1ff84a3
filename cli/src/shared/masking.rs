//! Masks secrets. Only this file turns a value of a request, or a text of the command line, into output.
//!
//! Input: values that a schema may declare secret, and texts that a user typed. Output: text without secrets, unless the
//! user asked for them. The test `printing` checks that no other file reads a value or opens an output stream.

use std::collections::BTreeMap;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use wireform::__rt::Body;
use wireform::HttpRequest;
use wireform_codegen::source::closest;
use wireform_site::message::{self, MASK, Secrets};

use crate::args::Args;

/// Returns [`Secrets::Shown`] if `--show-secrets` is given.
pub(crate) fn secrets(show: bool) -> Secrets {
    if show {
        Secrets::Shown
    } else {
        Secrets::Masked
    }
}

/// Returns the command of `curl` that sends a request, and whether something in it is masked.
pub(crate) fn curl(request: &HttpRequest, secrets: Secrets) -> (Vec<u8>, bool) {
    let text = message::curl(request, secrets);
    let is_masked = text != message::curl(request, Secrets::Shown);
    (text, is_masked)
}

/// Returns the bytes of a body that is printed without its request.
pub(crate) fn body(body: Body, secrets: Secrets) -> Vec<u8> {
    match secrets {
        Secrets::Shown => body.into_bytes(),
        Secrets::Masked => body.masked(),
    }
}

/// Returns a name that a user typed and the most similar known name, if one is similar.
///
/// Messages contain no other text that a user typed, because it may be a secret in the wrong place, as in
/// `--auth key= SECRET`.
pub(crate) fn near<'n>(
    typed: &str,
    known: impl Iterator<Item = &'n str>,
) -> Option<(String, &'n str)> {
    closest(typed, known).map(|near| (super::output::visible(typed), near))
}

/// Returns the tip for an argument that is no option, which depends on the command; none if there is nothing to say.
fn tip_of_values() -> Option<&'static str> {
    let all = Args::command();
    let mut arguments = std::env::args().skip(1);
    let command = arguments.find_map(|it| all.find_subcommand(it))?;
    let has = |name| {
        let mut options = command.get_arguments();
        options.any(|it| it.get_long() == Some(name))
    };
    match (command.get_name(), has("input")) {
        (_, true) => Some(
            "write 'NAME=VALUE' without spaces, and give the values of a request with '--input FILE'",
        ),
        ("pattern", false) => Some("write a field as 'OPERATION.FIELD', without spaces"),
        (_, false) => None,
    }
}

/// Removes the text that a user typed from an error about the arguments, unless it is similar to a known name.
///
/// The text may be a secret: with a space after `--auth key=`, the value is an argument of its own.
pub(crate) fn usage_error(mut error: clap::Error) -> clap::Error {
    let (typed, near) = match error.kind() {
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, ContextKind::SuggestedArg),
        ErrorKind::InvalidSubcommand => (
            ContextKind::InvalidSubcommand,
            ContextKind::SuggestedSubcommand,
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::TooManyValues => {
            (ContextKind::InvalidValue, ContextKind::SuggestedValue)
        }
        // All other errors contain only names of options.
        _ => return error,
    };
    let is_empty = matches!(error.get(typed), Some(ContextValue::String(text)) if text.is_empty());
    if error.get(near).is_none() && !is_empty {
        let text = match error.get(typed) {
            Some(ContextValue::String(text)) => text.as_str(),
            Some(_) | None => "",
        };
        match option_of_other_command(text) {
            Some(tip) => error.insert(
                ContextKind::Suggested,
                ContextValue::StyledStrs(vec![tip.into()]),
            ),
            None => {
                if let Some(error) = without_value(&error) {
                    return error;
                }
                let is_value = error.kind() == ErrorKind::UnknownArgument && !text.starts_with('-');
                if let Some(error) = too_many(&error).filter(|_| is_value) {
                    return error;
                }
                error.insert(typed, ContextValue::String(MASK.to_owned()));
                // The tip of clap contains the text.
                error.remove(ContextKind::Suggested)
            }
        };
    }
    error
}

/// Returns an error that says which arguments the command expects, for an argument that is no option.
fn too_many(error: &clap::Error) -> Option<clap::Error> {
    let all = Args::command();
    let command = std::env::args()
        .skip(1)
        .find_map(|it| all.find_subcommand(it))?;
    let positionals = command.get_positionals();
    let names: Vec<String> = positionals
        .flat_map(|argument| argument.get_value_names().unwrap_or_default())
        .map(|name| format!("<{name}>"))
        .collect();
    let expected = match names.is_empty() {
        true => "no argument".to_owned(),
        false => format!("only {}", names.join(" ")),
    };
    let name = command.get_name();
    let mut message = format!("unexpected argument: 'wireform {name}' expects {expected}\n");
    if let Some(tip) = tip_of_values() {
        message.push_str(&format!("\n  tip: {tip}\n"));
    }
    if let Some(usage) = error.get(ContextKind::Usage) {
        message.push_str(&format!("\n{usage}\n"));
    }
    message.push_str("\nFor more information, try '--help'.\n");
    Some(clap::Error::raw(ErrorKind::UnknownArgument, message))
}

/// Returns an error that lists the possible values of an argument, without the text that a user typed.
fn without_value(error: &clap::Error) -> Option<clap::Error> {
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let Some(ContextValue::Strings(values)) = error.get(ContextKind::ValidValue) else {
        return None;
    };
    let values = values.join(", ");
    let message =
        format!("'{argument}' has to be one of: {values}\n\nFor more information, try '--help'.\n");
    Some(clap::Error::raw(ErrorKind::InvalidValue, message))
}

/// Returns a tip if a text is the name of an option of other commands, or is similar to one.
fn option_of_other_command(typed: &str) -> Option<String> {
    let typed = typed.strip_prefix("--")?;
    let command = Args::command();
    let mut commands: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for other in command.get_subcommands() {
        for option in other.get_arguments().filter_map(clap::Arg::get_long) {
            commands.entry(option).or_default().push(other.get_name());
        }
    }
    let option = match commands.get_key_value(typed) {
        Some((name, _)) => name,
        None => closest(typed, commands.keys().copied())?,
    };
    let names = commands.get(option)?.iter();
    let names: Vec<String> = names.map(|name| format!("'wireform {name}'")).collect();
    Some(format!("'--{option}' is an option of {}", names.join(", ")))
}
