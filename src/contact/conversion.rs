//! Converts data to the forms that providers accept, and back where that is possible.
//!
//! The result of a conversion depends only on the text of the datum.

use std::borrow::Cow;

use super::{domain, phone};
use crate::Date;
use crate::name::named;

/// One step of `convert:` in a schema.
///
/// # Examples
/// ```
/// use wireform::contact::Conversion;
///
/// assert_eq!("phone_dot".parse(), Ok(Conversion::PhoneDot));
/// assert!(Conversion::PhoneDot.has_inverse());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Conversion {
    /// `+31384530759` becomes `+31.384530759`.
    PhoneDot,
    /// `+31384530759` becomes `+31-384530759`.
    PhoneHyphen,
    /// `+31.384530759` becomes `+31384530759`.
    PhoneBare,
    /// `+31384530759` becomes `31`.
    CountryCode,
    /// `+31384530759` becomes `384530759`.
    NationalNumber,
    /// Given and family name become one name. [`Conversion::apply`] returns its text unchanged, because joining needs two data.
    FullName,
    /// Lines become one text with line feeds between them. [`Conversion::apply`] takes the joined lines.
    LinesLf,
    /// Lines become one text with a comma and a space between them.
    LinesComma,
    /// The postal code of a place goes in front of it, with a comma and a space between them. [`Conversion::apply`] returns its
    /// text unchanged, because joining needs two data.
    PcComma,
    /// The letters A to Z become a to z.
    LowerCase,
    /// The letters a to z become A to Z.
    UpperCase,
    /// The domain of an e-mail address becomes its A-labels (UTS #46, IDNA 2008), in lower case. A domain that is ASCII
    /// and has no A-label stays as it is. Without the feature `idna`, a domain that is not ASCII is refused, and one that
    /// is ASCII stays as it is.
    ALabel,
    /// A text that is not ASCII becomes the result of the caller's function, if there is one.
    Ascii,
    /// `1970-01-31` becomes `19700131`.
    DateCompact,
    /// `1970-01-31` becomes `31.01.1970`.
    DateDots,
    /// `1970-01-31` becomes `31/01/1970`.
    DateSlashes,
}

impl Conversion {
    /// All of them, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::PhoneDot,
        Self::PhoneHyphen,
        Self::PhoneBare,
        Self::CountryCode,
        Self::NationalNumber,
        Self::FullName,
        Self::LinesLf,
        Self::LinesComma,
        Self::PcComma,
        Self::LowerCase,
        Self::UpperCase,
        Self::ALabel,
        Self::Ascii,
        Self::DateCompact,
        Self::DateDots,
        Self::DateSlashes,
    ];

    /// Returns its name in schemas and adjustments.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PhoneDot => "phone_dot",
            Self::PhoneHyphen => "phone_hyphen",
            Self::PhoneBare => "phone_bare",
            Self::CountryCode => "country_code",
            Self::NationalNumber => "national_number",
            Self::FullName => "full_name",
            Self::LinesLf => "lines_lf",
            Self::LinesComma => "lines_comma",
            Self::PcComma => "pc_comma",
            Self::LowerCase => "lower_case",
            Self::UpperCase => "upper_case",
            Self::ALabel => "a_label",
            Self::Ascii => "ascii",
            Self::DateCompact => "date_compact",
            Self::DateDots => "date_dots",
            Self::DateSlashes => "date_slashes",
        }
    }

    /// Returns whether the datum can be computed from the converted text. A telephone number needs both of its parts.
    pub const fn has_inverse(self) -> bool {
        !matches!(self.inverse(), Inverse::None)
    }

    /// Returns how the datum is computed from the converted text.
    const fn inverse(self) -> Inverse {
        match self {
            Self::PhoneDot => Inverse::OfText(|text| separated_phone(text, '.')),
            Self::PhoneHyphen => Inverse::OfText(|text| separated_phone(text, '-')),
            Self::PhoneBare => {
                Inverse::OfText(|text| phone::parts(text, &[]).map(|_| text.to_owned()))
            }
            Self::LinesLf => Inverse::OfText(|text| Some(text.to_owned())),
            Self::ALabel => Inverse::OfText(domain::to_unicode),
            Self::DateCompact => Inverse::OfText(compact_date),
            Self::DateDots => Inverse::OfText(|text| separated_date(text, '.')),
            Self::DateSlashes => Inverse::OfText(|text| separated_date(text, '/')),
            Self::CountryCode | Self::NationalNumber | Self::PcComma => Inverse::OfSeveralTexts,
            Self::FullName | Self::LinesComma | Self::LowerCase | Self::UpperCase | Self::Ascii => {
                Inverse::None
            }
        }
    }

    /// Converts the text of a datum.
    ///
    /// # Examples
    /// ```
    /// use wireform::contact::Conversion;
    ///
    /// assert_eq!(Conversion::PhoneDot.apply("+31384530759").unwrap(), "+31.384530759");
    /// # #[cfg(feature = "idna")]
    /// assert_eq!(Conversion::ALabel.apply("info@Bücher.example").unwrap(), "info@xn--bcher-kva.example");
    /// assert!(Conversion::PhoneDot.apply("038 4530759").is_err());
    /// ```
    ///
    /// # Errors
    /// Returns what is wrong with the text, if the conversion does not accept it. The error does not contain the text.
    pub fn apply(self, text: &str) -> Result<Cow<'_, str>, &'static str> {
        let phone = || phone::parts(text, &['.']).ok_or(NO_PHONE);
        let date = || text.parse::<Date>().map_err(|_| NO_DATE);
        Ok(match self {
            Self::PhoneDot => match phone()? {
                it if text.get(it.code.len() + 1..) == Some(it.number) => {
                    format!("+{}.{}", it.code, it.number).into()
                }
                _ => text.into(),
            },
            Self::PhoneHyphen => phone()
                .map(|it| format!("+{}-{}", it.code, it.number))?
                .into(),
            Self::PhoneBare => match phone()? {
                it if text.contains('.') => format!("+{}{}", it.code, it.number).into(),
                _ => text.into(),
            },
            Self::CountryCode => phone()?.code.into(),
            Self::NationalNumber => phone()?.number.into(),
            Self::FullName | Self::Ascii | Self::LinesLf | Self::PcComma => text.into(),
            Self::LinesComma if text.contains('\n') => text.replace('\n', ", ").into(),
            Self::LowerCase if text.contains(|c: char| c.is_ascii_uppercase()) => {
                text.to_ascii_lowercase().into()
            }
            Self::UpperCase if text.contains(|c: char| c.is_ascii_lowercase()) => {
                text.to_ascii_uppercase().into()
            }
            // A text that needs no change is borrowed.
            Self::LinesComma | Self::LowerCase | Self::UpperCase => text.into(),
            Self::ALabel => domain::to_ascii(text)?,
            Self::DateCompact => date()?.to_string().replace('-', "").into(),
            Self::DateDots => reordered(date()?, '.').into(),
            Self::DateSlashes => reordered(date()?, '/').into(),
        })
    }

    /// Converts a text back to the datum. A telephone number becomes E.164 without a dot. Returns `None` if the text alone does
    /// not determine the datum, or if the conversion never produces such a text.
    ///
    /// # Examples
    /// ```
    /// use wireform::contact::Conversion;
    ///
    /// assert_eq!(Conversion::PhoneDot.revert("+31.384530759").as_deref(), Some("+31384530759"));
    /// assert_eq!(Conversion::LowerCase.revert("jane@example.com"), None);
    /// ```
    #[must_use]
    pub fn revert(self, text: &str) -> Option<String> {
        match self.inverse() {
            Inverse::OfText(revert) => revert(text),
            Inverse::OfSeveralTexts | Inverse::None => None,
        }
    }

    /// Joins a country code and a national number into a telephone number. This reverts [`Conversion::CountryCode`] and
    /// [`Conversion::NationalNumber`]. Returns `None` if the result is not a telephone number with this country code.
    #[must_use]
    pub fn phone(country_code: &str, number: &str) -> Option<String> {
        let text = format!("+{country_code}{number}");
        let parts = phone::parts(&text, &[])?;
        (parts.code == country_code).then_some(text)
    }
}

/// How a conversion is reverted.
enum Inverse {
    /// The text alone determines the datum, if the conversion can produce such a text.
    OfText(fn(&str) -> Option<String>),
    /// The text is one part of the datum; its other parts are in other texts.
    OfSeveralTexts,
    /// The conversion loses what would be needed.
    None,
}

/// Returns the telephone number of a text with a separator after its country code.
fn separated_phone(text: &str, separator: char) -> Option<String> {
    // Some providers store a number in more than two groups.
    let (code, number) = text.split_once(separator)?;
    Conversion::phone(code.strip_prefix('+')?, &number.replace(separator, ""))
}

/// Returns the date of a text such as `19700131`.
fn compact_date(text: &str) -> Option<String> {
    let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    date_of(&format!("{year}-{month}-{day}"))
}

/// Returns the date of a text such as `31.01.1970`.
fn separated_date(text: &str, separator: char) -> Option<String> {
    let mut parts = text.split(separator);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    date_of(&format!("{year}-{month}-{day}")).filter(|_| parts.next().is_none())
}

/// Splits `75001, Paris` into postal code and place, which reverts [`Conversion::PcComma`]. Returns `None` if the first part
/// cannot be a postal code. A postal code has at least one digit.
pub(super) fn postal_code_and_place(text: &str) -> Option<(&str, &str)> {
    let (code, place) = text.split_once(", ")?;
    let fits = code
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'));
    let has_digit = code.contains(|c: char| c.is_ascii_digit());
    (fits && has_digit && !place.is_empty()).then_some((code, place))
}

const NO_PHONE: &str = "is not an E.164 number: a plus, an assigned country code and digits, 15 in all at most, for example +31.384530759";
const NO_DATE: &str = "is not a date such as 1970-01-31";

fn reordered(date: Date, separator: char) -> String {
    format!(
        "{:02}{separator}{:02}{separator}{:04}",
        date.day(),
        date.month(),
        date.year()
    )
}

fn date_of(text: &str) -> Option<String> {
    text.parse::<Date>().ok().map(|date| date.to_string())
}

named!(Conversion, Conversion::ALL.iter().copied(), "a conversion");
