//! The facets of a value, as data.
//!
//! Generated code has them as constants. `ANY` has no constraint, so that only existing constraints are written.

use crate::pattern::Pattern;
use crate::{Decimal, Format};

/// The facets of a text, and the requirements of the wires.
///
/// ```
/// use wireform::Format;
/// use wireform::__rt::Text;
///
/// const COUNTRY: Text<'static> = Text { formats: &[&[Format::Country]], ..Text::ANY };
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Text<'f> {
    /// The least length, counted in `unit`.
    pub min_length: Option<u64>,
    /// The greatest length, counted in `unit`.
    pub max_length: Option<u64>,
    /// The unit of lengths.
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
    /// The patterns. The value has to match all of them.
    pub patterns: &'f [&'f Pattern],
    /// Groups of formats. The value has to have one format of each group.
    pub formats: &'f [&'f [Format]],
    /// The named checks, each with its own sentence.
    pub checks: &'f [NamedCheck<'f>],
    /// Whether the empty text is the spelling of an explicit clear. As a value, it is refused with `clear_token`, and nothing
    /// else is checked.
    pub clear_token: bool,
    /// The part of the request that the value goes to.
    pub place: TextPlace,
    /// The separator, if the value is an item of a joined list.
    pub separator: Option<&'f str>,
    /// How many times an item contains the separator.
    pub separators: u64,
    /// Whether a binding writes the value into XML 1.0.
    pub xml: bool,
}

impl Text<'static> {
    /// No constraint. Any text is accepted, in a body that is not XML.
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
        separators: 0,
        xml: false,
    };
}

static_or_borrowed!(
    /// Facets in static memory, which a violation refers to, or borrowed facets, of which it copies what it states.
    AnyText, Text
);

/// The unit of a length.
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
    /// Returns the length of a text in this unit.
    pub fn count(self, text: &str) -> u64 {
        let count = match self {
            // Each of these characters is one unit. Most texts have no others, and this test takes few steps.
            LengthUnit::Chars | LengthUnit::Utf16 if text.is_ascii() => text.len(),
            LengthUnit::Chars => count_characters(text),
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

/// Counts the characters of a text: its bytes, without those that continue a character.
///
/// A block has less than 256 bytes, so that the count fits into a byte, and a multiple of 16 bytes. rustc compiles this to
/// vector instructions.
fn count_characters(text: &str) -> usize {
    let begins = |byte: &u8| u8::from(byte & 0xc0 != 0x80);
    let blocks = text.as_bytes().chunks(240);
    blocks
        .map(|block| usize::from(block.iter().map(begins).sum::<u8>()))
        .sum()
}

/// The part of a request that a text goes to. Some parts refuse some texts.
///
/// ```
/// use wireform::__rt::{Check, FieldRow, field};
///
/// static HANDLE: FieldRow = field("handle", "{handle}").in_path();
/// assert!(Check::run(|check| check.text(&HANDLE.path(), "a/b", &HANDLE.text)).is_ok());
/// assert!(Check::run(|check| check.text(&HANDLE.path(), "..", &HANDLE.text)).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextPlace {
    /// A body or a query, in which every text can be escaped.
    #[default]
    Body,
    /// A segment of a path. Refuses the empty text, `.` and `..`, which are removed even if they are escaped (RFC 3986 § 5.2.4).
    PathSegment,
    /// The value of a header (RFC 9110 § 5.5). Accepts visible ASCII, and spaces and tabs except at the ends.
    HeaderValue,
    /// The value of a cookie (RFC 6265 § 4.1.1). Accepts visible ASCII except quotes, commas, semicolons and backslashes.
    CookieValue,
    /// The user of basic authentication (RFC 7617 § 2). Refuses colons and control characters.
    BasicUser,
    /// The password of basic authentication (RFC 7617 § 2). Refuses control characters.
    BasicPassword,
    /// The value of a line. Refuses line breaks, so that no value adds a line.
    Line,
}

/// A check of a text with a name and a sentence of its own.
///
/// ```
/// use wireform::__rt::{Check, CheckKind, Classes, FieldRow, Matcher, NamedCheck, Pattern, Run, field};
///
/// static DIGITS: Pattern = Pattern::new(
///     "[0-9]+",
///     Matcher::Run(Run { classes: Classes::of(b"0123456789"), min: 1, max: None }),
/// );
/// const DIGITS_ONLY: NamedCheck<'_> = NamedCheck {
///     name: "digits",
///     kind: CheckKind::Pattern,
///     pattern: &DIGITS,
///     message: "takes digits only",
/// };
/// static PASSWORD: FieldRow = field("password", "/password").checks(&[DIGITS_ONLY]);
/// let violations =
///     Check::run(|check| check.text(&PASSWORD.path(), "letters", &PASSWORD.text)).unwrap_err();
/// assert_eq!(violations.to_string(), "password: takes digits only");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct NamedCheck<'f> {
    /// The name in the schema.
    pub name: &'f str,
    /// How the pattern is applied.
    pub kind: CheckKind,
    /// The pattern. For [`CheckKind::Contains`] and [`CheckKind::Excludes`], it matches every value with a match inside.
    pub pattern: &'f Pattern,
    /// The message of the violation.
    pub message: &'f str,
}

/// How the pattern of a named check is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// A part of the value has to match.
    Contains,
    /// No part of the value may match.
    Excludes,
    /// The whole value has to match.
    Pattern,
}

/// The facets of an integer.
///
/// ```
/// use wireform::__rt::{Check, FieldRow, Integer, field};
///
/// let facets = Integer { minimum: Some(1), ..Integer::ANY };
/// static PERIOD: FieldRow = field("period", "/period");
/// assert!(Check::run(|check| check.integer(&PERIOD.path(), 0, &facets)).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Integer {
    /// The least value.
    pub minimum: Option<i64>,
    /// The greatest value.
    pub maximum: Option<i64>,
    /// The number, greater than 0, of which the value is a whole multiple.
    pub multiple_of: Option<i64>,
}

impl Integer {
    /// No constraint.
    pub const ANY: Self = Integer {
        minimum: None,
        maximum: None,
        multiple_of: None,
    };

    /// Returns whether an integer has all facets.
    ///
    /// ```
    /// use wireform::__rt::Integer;
    ///
    /// let facets = Integer { minimum: Some(1), multiple_of: Some(2), ..Integer::ANY };
    /// assert!(facets.accepts(4) && !facets.accepts(0) && !facets.accepts(3));
    /// ```
    #[must_use]
    pub fn accepts(&self, value: i64) -> bool {
        self.minimum.is_none_or(|least| value >= least)
            && self.maximum.is_none_or(|most| value <= most)
            && self
                .multiple_of
                .is_none_or(|it| value.checked_rem(it) == Some(0))
    }
}

/// The facets of a decimal number. The texts are numbers in the grammar of JSON.
///
/// ```
/// use wireform::Decimal;
/// use wireform::__rt::{Bound, Check, FieldRow, Number, field};
///
/// let facets = Number { minimum: Some(Bound::exclusive("0")), ..Number::ANY };
/// static PRICE: FieldRow = field("price", "/price");
/// let check = |value: i64| {
///     Check::run(|check| check.number(&PRICE.path(), &Decimal::from(value), &facets))
/// };
/// assert!(check(0).is_err());
/// assert!(check(1).is_ok());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number<'f> {
    /// The lower bound.
    pub minimum: Option<Bound<'f>>,
    /// The upper bound.
    pub maximum: Option<Bound<'f>>,
    /// The number, greater than 0, of which the value is a whole multiple.
    pub multiple_of: Option<&'f str>,
}

impl Number<'static> {
    /// No constraint.
    pub const ANY: Self = Number {
        minimum: None,
        maximum: None,
        multiple_of: None,
    };
}

impl Number<'_> {
    /// Returns whether a number has all facets.
    ///
    /// ```
    /// use wireform::Decimal;
    /// use wireform::__rt::{Bound, Number};
    ///
    /// let facets = Number { minimum: Some(Bound::exclusive("0")), ..Number::ANY };
    /// assert!(facets.accepts(&Decimal::from(1)) && !facets.accepts(&Decimal::from(0)));
    /// ```
    #[must_use]
    pub fn accepts(&self, value: &Decimal) -> bool {
        let is_above = self.minimum.is_none_or(|bound| {
            let order = value.compare(bound.value);
            order.is_gt() || (order.is_eq() && !bound.is_exclusive)
        });
        let is_below = self.maximum.is_none_or(|bound| {
            let order = value.compare(bound.value);
            order.is_lt() || (order.is_eq() && !bound.is_exclusive)
        });
        let divides = |divisor: &str| value.is_multiple_of(divisor);
        is_above && is_below && self.multiple_of.is_none_or(divides)
    }
}

/// A bound of a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound<'f> {
    /// The bound.
    pub value: &'f str,
    /// Whether the bound itself is refused.
    pub is_exclusive: bool,
}

impl<'f> Bound<'f> {
    /// A bound that is accepted.
    #[must_use]
    pub const fn inclusive(value: &'f str) -> Self {
        Bound {
            value,
            is_exclusive: false,
        }
    }

    /// A bound that is refused.
    #[must_use]
    pub const fn exclusive(value: &'f str) -> Self {
        Bound {
            value,
            is_exclusive: true,
        }
    }
}

/// The facets of a list, apart from those of its items.
///
/// ```
/// use wireform::__rt::{Check, FieldRow, Items, field};
///
/// let facets = Items { max_items: Some(3), ..Items::ANY };
/// static ADDRESS_LINE: FieldRow = field("address_line", "/addressLine");
/// assert!(Check::run(|check| check.items(&ADDRESS_LINE.path(), 4, &facets)).is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Items {
    /// The least number of items.
    pub min_items: Option<u64>,
    /// The greatest number of items.
    pub max_items: Option<u64>,
    /// Whether the empty list is the spelling of a clear. As a value, it is refused with `clear_token`, and nothing else is
    /// checked.
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
