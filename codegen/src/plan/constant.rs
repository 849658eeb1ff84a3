//! Values that requests send without a caller giving them.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::literal::Literal;
use super::moment::{parse_nonce, parse_time};
use super::signing::{NonceFormat, TimeFormat};

/// A value that requests send without a caller giving it.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// The same value in every request.
    Literal(Literal),
    /// A text with the time or the nonce of the attempt.
    Moment(MomentText),
    /// The field mask of the operation.
    Mask,
}

impl Constant {
    /// Returns the value, if it is the same in every request.
    #[must_use]
    pub const fn literal(&self) -> Option<&Literal> {
        match self {
            Constant::Literal(literal) => Some(literal),
            Constant::Moment(_) | Constant::Mask => None,
        }
    }

    /// Returns the time or the nonce that each attempt reads anew, with the texts around it.
    #[must_use]
    pub const fn moment(&self) -> Option<&MomentText> {
        match self {
            Constant::Literal(_) | Constant::Mask => None,
            Constant::Moment(moment) => Some(moment),
        }
    }

    /// Returns whether it is the field mask of the operation.
    #[must_use]
    pub const fn is_mask(&self) -> bool {
        match self {
            Constant::Mask => true,
            Constant::Literal(_) | Constant::Moment(_) => false,
        }
    }

    /// Returns whether a text is one that an attempt writes for it where everything is a text.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        match self {
            Constant::Literal(literal) => literal.text() == text,
            Constant::Moment(moment) => moment.fits(text),
            // The fields of the request decide.
            Constant::Mask => true,
        }
    }

    /// Returns the text that represents it in XML, in a query string or in a form, before escaping. Placeholders stand for the
    /// time and the nonce, as in the schema.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Constant::Literal(literal) => literal.text().into(),
            Constant::Moment(moment) => moment.words().into(),
            Constant::Mask => "${call.mask}".into(),
        }
    }
}

impl From<Literal> for Constant {
    fn from(literal: Literal) -> Self {
        Constant::Literal(literal)
    }
}

/// A text that each attempt to send a request writes anew, because it contains the time or the nonce.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MomentText {
    /// Its parts, at least one of which is no constant text.
    pub parts: Vec<MomentPart>,
    /// Whether JSON writes it as a number.
    pub is_number: bool,
}

/// A part of a text that each attempt writes anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MomentPart {
    /// Constant text.
    Text(String),
    /// The time.
    Now(TimeFormat),
    /// The nonce.
    Nonce(NonceFormat),
}

impl MomentText {
    /// Returns the text as the schema writes it.
    #[must_use]
    pub fn words(&self) -> String {
        let part = |part: &MomentPart| match part {
            MomentPart::Text(text) => text.replace('$', "$$"),
            MomentPart::Now(format) => format!("${{call.now.{}}}", format.word()),
            MomentPart::Nonce(format) => format!("${{call.nonce.{}}}", format.word()),
        };
        self.parts.iter().map(part).collect()
    }

    /// Returns a text that an attempt can send.
    #[must_use]
    pub fn sample(&self) -> String {
        let part = |part: &MomentPart| match part {
            MomentPart::Text(text) => text.clone(),
            MomentPart::Now(format) => format.sample().to_owned(),
            MomentPart::Nonce(format) => format.sample().to_owned(),
        };
        self.parts.iter().map(part).collect()
    }

    /// Returns whether an attempt can send a text.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        fits(&self.parts, text)
    }

    /// Returns the lengths in bytes that a text of an attempt can have.
    #[must_use]
    pub fn lengths(&self) -> RangeInclusive<usize> {
        let mut lengths = (0, 0);
        for part in &self.parts {
            let (shortest, longest) = part.lengths().into_inner();
            lengths = (lengths.0 + shortest, lengths.1 + longest);
        }
        lengths.0..=lengths.1
    }
}

impl MomentPart {
    /// Returns the lengths in bytes that its text can have.
    fn lengths(&self) -> RangeInclusive<usize> {
        let length = match self {
            MomentPart::Text(text) => text.len(),
            MomentPart::Now(format) if format.is_integer() => return 1..=MOST_DIGITS,
            MomentPart::Now(format) => format.sample().len(),
            MomentPart::Nonce(format) => format.sample().len(),
        };
        length..=length
    }
}

/// Returns whether a text consists of these parts. Only an integer time has several lengths, so that few ends are tried.
fn fits(parts: &[MomentPart], text: &str) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return text.is_empty();
    };
    let ends = |is_value: &dyn Fn(&str) -> bool| {
        let mut ends = first.lengths().rev();
        ends.any(|end| {
            let parts = text.split_at_checked(end);
            parts.is_some_and(|(value, after)| is_value(value) && fits(rest, after))
        })
    };
    match first {
        MomentPart::Text(known) => text.strip_prefix(known).is_some_and(|it| fits(rest, it)),
        MomentPart::Now(format) => ends(&|value| parse_time(*format, value).is_some()),
        MomentPart::Nonce(_) => ends(&|value| parse_nonce(value).is_some()),
    }
}

/// The digits of the longest integer time.
const MOST_DIGITS: usize = 20;

impl TimeFormat {
    /// The formats with their names.
    pub const ALL: [(&'static str, TimeFormat); 6] = [
        ("unix", TimeFormat::Unix),
        ("unix_ms", TimeFormat::UnixMs),
        ("rfc3339", TimeFormat::Rfc3339),
        ("basic", TimeFormat::Basic),
        ("basic_date", TimeFormat::BasicDate),
        ("http", TimeFormat::Http),
    ];

    /// Returns the format with a name.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let mut all = TimeFormat::ALL.into_iter();
        all.find(|(known, _)| *known == word)
            .map(|(_, format)| format)
    }

    /// Returns its name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            TimeFormat::Unix => "unix",
            TimeFormat::UnixMs => "unix_ms",
            TimeFormat::Rfc3339 => "rfc3339",
            TimeFormat::Basic => "basic",
            TimeFormat::BasicDate => "basic_date",
            TimeFormat::Http => "http",
        }
    }

    /// Returns whether the time is an integer.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        match self {
            TimeFormat::Unix | TimeFormat::UnixMs => true,
            TimeFormat::Rfc3339 | TimeFormat::Basic | TimeFormat::BasicDate | TimeFormat::Http => {
                false
            }
        }
    }

    /// Returns a time in this format.
    const fn sample(self) -> &'static str {
        match self {
            TimeFormat::Unix => "1366560945",
            TimeFormat::UnixMs => "1366560945000",
            TimeFormat::Rfc3339 => "2013-04-21T16:15:45Z",
            TimeFormat::Basic => "20130421T161545Z",
            TimeFormat::BasicDate => "20130421",
            TimeFormat::Http => "Sun, 21 Apr 2013 16:15:45 GMT",
        }
    }
}

impl NonceFormat {
    /// Returns the format with a name.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "uuid" => Some(NonceFormat::Uuid),
            "hex" => Some(NonceFormat::Hex),
            _ => None,
        }
    }

    /// Returns its name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            NonceFormat::Uuid => "uuid",
            NonceFormat::Hex => "hex",
        }
    }

    /// Returns a nonce in this format.
    const fn sample(self) -> &'static str {
        match self {
            NonceFormat::Uuid => "00112233-4455-4677-8899-aabbccddeeff",
            NonceFormat::Hex => "00112233445546778899aabbccddeeff",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MomentPart, MomentText, NonceFormat, TimeFormat};

    fn text(parts: Vec<MomentPart>) -> MomentText {
        MomentText {
            parts,
            is_number: false,
        }
    }

    #[test]
    fn samples_of_all_formats_fit() {
        for (_, format) in TimeFormat::ALL {
            let text = text(vec![MomentPart::Now(format)]);
            assert!(text.fits(&text.sample()), "{}", text.words());
            assert!(!text.fits("then") && !text.fits(""));
        }
        for format in [NonceFormat::Uuid, NonceFormat::Hex] {
            let text = text(vec![MomentPart::Nonce(format)]);
            assert!(text.fits(&text.sample()), "{}", text.words());
            assert!(!text.fits("once") && !text.fits(""));
        }
    }

    #[test]
    fn parts_follow_one_another() {
        let text = text(vec![
            MomentPart::Text("at-".into()),
            MomentPart::Now(TimeFormat::Unix),
            MomentPart::Nonce(NonceFormat::Hex),
            MomentPart::Text("$".into()),
        ]);
        assert_eq!(text.words(), "at-${call.now.unix}${call.nonce.hex}$$");
        let sample = text.sample();
        assert!(text.fits(&sample));
        assert!(!text.fits(&sample[..sample.len() - 1]));
        assert!(!text.fits(&format!("{sample}$")));
        assert!(!text.fits("at-1366560945é"));
        assert_eq!(text.lengths(), 37..=56);
    }
}
