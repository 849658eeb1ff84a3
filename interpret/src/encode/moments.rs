//! Writes texts with the time and the nonce of an attempt.

use wireform::__rt::sign;
use wireform::Moment;
use wireform_codegen::plan::{MomentPart, MomentText, NonceFormat, TimeFormat};

/// Returns a text that each attempt writes anew.
pub(super) fn text(text: &MomentText, moment: &Moment) -> String {
    let part = |part: &MomentPart| match part {
        MomentPart::Text(text) => text.clone(),
        MomentPart::Now(format) => time(moment, *format),
        MomentPart::Nonce(format) => nonce(moment, *format),
    };
    text.parts.iter().map(part).collect()
}

/// Returns the time of a moment.
pub(crate) fn time(moment: &Moment, format: TimeFormat) -> String {
    moment.time(match format {
        TimeFormat::Unix => sign::TimeFormat::Unix,
        TimeFormat::UnixMs => sign::TimeFormat::UnixMs,
        TimeFormat::Rfc3339 => sign::TimeFormat::Rfc3339,
        TimeFormat::Basic => sign::TimeFormat::Basic,
        TimeFormat::BasicDate => sign::TimeFormat::BasicDate,
        TimeFormat::Http => sign::TimeFormat::Http,
    })
}

/// Returns the nonce of a moment.
pub(crate) fn nonce(moment: &Moment, format: NonceFormat) -> String {
    moment.nonce(match format {
        NonceFormat::Uuid => sign::NonceFormat::Uuid,
        NonceFormat::Hex => sign::NonceFormat::Hex,
    })
}
