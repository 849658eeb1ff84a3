//! The facets of a value, as data.
//!
//! Generated code has them as constants. `ANY` has no constraint, so that only existing constraints are written.

use crate::Format;
use crate::pattern::Pattern;

/// The facets of a text, and what the wires ask of it.
///
/// ```
/// use wireform::Format;
/// use wireform::__rt::Text;
///
/// const COUNTRY: Text<'static> = Text { formats: &[Format::Country], ..Text::ANY };
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Text<'f> {
    /// The least length, counted in `unit`.
    pub min_length: Option<u64>,
    /// The greatest length, counted in `unit`.
    pub max_length: Option<u64>,
    /// What a length counts.
    ///
    /// ```
    /// use wireform::__rt::LengthUnit;
    ///
    /// let counts = |unit: LengthUnit| unit.count("Köln🇩🇪");
    /// assert_eq!(counts(LengthUnit::Chars), 6);
    /// assert_eq!(counts(LengthUnit::Utf16), 8);
    /// assert_eq!(counts(LengthUnit::Bytes), 13);
    /// ```
    pub unit: LengthUnit,
    /// Patterns that the value has to match, all of them.
    pub patterns: &'f [&'f Pattern],
    /// Formats that the value has to be of, all of them.
    pub formats: &'f [Format],
    /// Named checks, each with its own sentence.
    pub checks: &'f [NamedCheck<'f>],
    /// Whether the empty text is how an explicit clear is spelled: as a value it is refused
    /// with `clear_token`, and nothing else is checked.
    pub clear_token: bool,
    /// Where the value goes.
    pub place: TextPlace,
    /// What separates the items, if the value is an item of a joined list.
    pub separator: Option<&'f str>,
    /// Whether some binding writes the value into XML 1.0.
    pub xml: bool,
}

impl Text<'static> {
    /// No constraint: any text in a body that is not XML.
    pub const ANY: Self = Text {
        min_length: None,
        max_length: None,
        unit: LengthUnit::Chars,
        patterns: &[],
        formats: &[],
        checks: &[],
        clear_token: false,
        place: TextPlace::Body,
        separator: None,
        xml: false,
    };
}

/// What a length counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LengthUnit {
    /// Unicode code points, as JSON Schema counts.
    #[default]
    Chars,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

impl LengthUnit {
    /// The length of the text in this unit.
    pub fn count(self, text: &str) -> u64 {
        let count = match self {
            LengthUnit::Chars => text.chars().count(),
            LengthUnit::Utf16 => text.encode_utf16().count(),
            LengthUnit::Bytes => text.len(),
        };
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    pub(crate) const fn noun(self) -> &'static str {
        match self {
            LengthUnit::Chars => "character",
            LengthUnit::Utf16 => "UTF-16 code unit",
            LengthUnit::Bytes => "byte",
        }
    }
}

/// Where a text goes, as far as the place refuses texts.
///
/// ```
/// use wireform::__rt::{Check, Path, TextPlace, Text};
///
/// let facets = Text { place: TextPlace::PathSegment, ..Text::ANY };
/// let path = Path::field("handle", "{handle}");
/// assert!(Check::run(|check| check.text(&path, "a/b", &facets)).is_ok());
/// assert!(Check::run(|check| check.text(&path, "..", &facets)).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextPlace {
    /// A body or a query: everything is escaped, nothing refused.
    #[default]
    Body,
    /// A segment of a path: not empty, `.` or `..`, which no escape keeps from being
    /// removed (RFC 3986 § 5.2.4).
    PathSegment,
    /// The value of a header (RFC 9110 § 5.5): visible ASCII, spaces and tabs, the latter
    /// two not first or last.
    HeaderValue,
    /// The user of basic authentication (RFC 7617 § 2): no colon and no control character.
    BasicUser,
    /// The password of basic authentication (RFC 7617 § 2): no control character.
    BasicPassword,
}

/// A check of a text with a name and a sentence of its own.
///
/// ```
/// use wireform::__rt::{Check, CheckKind, Classes, Matcher, NamedCheck, Path, Pattern, Run, Text};
///
/// static DIGITS: Pattern = Pattern::new(
///     "[0-9]+",
///     Matcher::Run(Run { classes: Classes::of(b"0123456789"), min: 1, max: None }),
/// );
/// let digits = NamedCheck {
///     name: "digits",
///     kind: CheckKind::Pattern,
///     pattern: &DIGITS,
///     message: "takes digits only",
/// };
/// let facets = Text { checks: &[digits], ..Text::ANY };
/// let path = Path::field("password", "/password");
/// let violations = Check::run(|check| check.text(&path, "letters", &facets)).unwrap_err();
/// assert_eq!(violations.to_string(), "password: takes digits only");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NamedCheck<'f> {
    /// The name in the schema.
    pub name: &'f str,
    /// How the pattern is asked.
    pub kind: CheckKind,
    /// The pattern: of the whole value for [`CheckKind::Pattern`], otherwise of a value that holds it somewhere.
    pub pattern: &'f Pattern,
    /// What the violation says.
    pub message: &'f str,
}

/// How the pattern of a named check is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// It has to match somewhere.
    Contains,
    /// It may match nowhere.
    Excludes,
    /// It has to match the whole value.
    Pattern,
}

/// The facets of an integer.
///
/// ```
/// use wireform::__rt::{Check, Integer, Path};
///
/// let facets = Integer { minimum: Some(1), ..Integer::ANY };
/// let path = Path::field("period", "/period");
/// assert!(Check::run(|check| check.integer(&path, 0, &facets)).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Integer {
    /// The least value.
    pub minimum: Option<i64>,
    /// The greatest value.
    pub maximum: Option<i64>,
}

impl Integer {
    /// No constraint.
    pub const ANY: Self = Integer {
        minimum: None,
        maximum: None,
    };
}

/// The facets of a list, apart from those of its items.
///
/// ```
/// use wireform::__rt::{Check, Items, Path};
///
/// let facets = Items { max_items: Some(3), ..Items::ANY };
/// let path = Path::field("address_line", "/addressLine");
/// assert!(Check::run(|check| check.items(&path, 4, &facets)).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Items {
    /// The least number of items.
    pub min_items: Option<u64>,
    /// The greatest number of items.
    pub max_items: Option<u64>,
    /// Whether the empty list is how a clear is spelled: as a value it is refused with
    /// `clear_token`, and nothing else is checked.
    pub clear_token: bool,
}

impl Items {
    /// No constraint.
    pub const ANY: Self = Items {
        min_items: None,
        max_items: None,
        clear_token: false,
    };

    /// Sets the least number of items.
    #[must_use]
    pub const fn at_least(mut self, items: u64) -> Self {
        self.min_items = Some(items);
        self
    }

    /// Sets the greatest number of items.
    #[must_use]
    pub const fn at_most(mut self, items: u64) -> Self {
        self.max_items = Some(items);
        self
    }

    /// Makes the empty list the spelling of a clear.
    #[must_use]
    pub const fn clear_token(mut self) -> Self {
        self.clear_token = true;
        self
    }
}
