//! The masking layer: the only place where a value of a request, or a text of the command line, becomes printable.
//!
//! In: values that a schema may declare secret, and texts that a person typed. Out: text that holds no secret unless the
//! person asked for it. The test `printing` checks that no other file reads a value or opens an output stream.

use std::borrow::Cow;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use wireform::__rt::Body;
use wireform::HttpRequest;
use wireform::contact::Sent;
use wireform_codegen::source::closest;

/// What stands in place of a secret.
const MASK: &str = "***";

/// Whether secrets are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secrets {
    /// `***` stands in place of each.
    Masked,
    /// They are printed, because `--show-secrets` asks for it.
    Shown,
}

impl Secrets {
    /// [`Secrets::Shown`] if `--show-secrets` is given.
    pub(crate) fn shown_if(show: bool) -> Self {
        if show { Self::Shown } else { Self::Masked }
    }
}

/// Returns the URL of a request.
pub(crate) fn url(request: &HttpRequest, secrets: Secrets) -> Cow<'_, str> {
    match secrets {
        Secrets::Shown => request.url().into(),
        Secrets::Masked => request.masked_url().into(),
    }
}

/// Returns the body of a request.
pub(crate) fn request_body(request: &HttpRequest, secrets: Secrets) -> Cow<'_, [u8]> {
    match secrets {
        Secrets::Shown => request.body().into(),
        Secrets::Masked => request.masked_body().into(),
    }
}

/// Returns the headers of a request as pairs of name and value.
pub(crate) fn headers(
    request: &HttpRequest,
    secrets: Secrets,
) -> impl Iterator<Item = (&str, &str)> {
    request.headers().map(move |header| {
        let masked = header.is_sensitive() && secrets == Secrets::Masked;
        (header.name(), if masked { MASK } else { header.value() })
    })
}

/// Returns the bytes of a body that is printed alone.
pub(crate) fn body(body: Body, secrets: Secrets) -> Vec<u8> {
    match secrets {
        Secrets::Shown => body.into_bytes(),
        Secrets::Masked => body.masked(),
    }
}

/// Returns the value that a field of a fitted contact gets. No option of `fit` shows a secret.
pub(crate) fn sent(sent: &Sent) -> &str {
    if sent.is_secret() { MASK } else { sent.value() }
}

/// Returns the same for a person: invisible characters, and spaces at the ends, stand as their numbers.
pub(crate) fn sent_visibly(sent: &Sent) -> String {
    let value = self::sent(sent);
    let inner = value.trim_matches(' ');
    let before = value.len() - value.trim_start_matches(' ').len();
    let after = value.len() - before - inner.len();
    let spaces = |count| "<U+0020>".repeat(count);
    format!(
        "{}{}{}",
        spaces(before),
        wireform::__rt::visible(inner),
        spaces(after)
    )
}

/// Returns a name that a person typed, with the closest known name, if there is one that is close.
///
/// Any other text is not repeated: it may be a secret in the wrong place, for example behind `--auth key= SECRET`.
pub(crate) fn near<'n>(
    typed: &str,
    known: impl Iterator<Item = &'n str>,
) -> Option<(String, &'n str)> {
    closest(typed, known).map(|near| (super::output::visible(typed), near))
}

/// Returns a mistake in the arguments without the text that a person typed, unless that is close to a known name.
///
/// The text may be a secret: a blank behind `--auth key=` makes the value an argument of its own.
pub(crate) fn usage(mut error: clap::Error) -> clap::Error {
    let (typed, near) = match error.kind() {
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, ContextKind::SuggestedArg),
        ErrorKind::InvalidSubcommand => (
            ContextKind::InvalidSubcommand,
            ContextKind::SuggestedSubcommand,
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::TooManyValues => {
            (ContextKind::InvalidValue, ContextKind::SuggestedValue)
        }
        // The rest names options only.
        _ => return error,
    };
    let is_empty = matches!(error.get(typed), Some(ContextValue::String(text)) if text.is_empty());
    if error.get(near).is_none() && !is_empty {
        error.insert(typed, ContextValue::String(MASK.to_owned()));
        // A tip repeats the text.
        error.remove(ContextKind::Suggested);
    }
    error
}
