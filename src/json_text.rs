//! JSON values that a schema does not describe further, as texts.
//!
//! A text is checked once, when it is made, and written in one spelling. Executors then write it without another check.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use crate::Decimal;
use crate::encode::{Body, json};

/// A JSON value (RFC 8259), as text.
///
/// The text has one spelling: no white space between tokens, and in strings only the escapes that JSON requires. Numbers keep
/// their spelling, and members keep their order. Two values are equal if their
/// texts differ at most in the order of members.
///
/// A text that was read has at most [`JsonText::MAX_LEN`] bytes, [`JsonText::MAX_DEPTH`] levels of lists and objects, and numbers
/// that are a [`Decimal`]. The members of an object have different names.
///
/// With the feature `serde`, it is serialized and deserialized as the value that it spells, so that `serde_json::Value`
/// converts from and to it. A number with a fraction is then a binary fraction.
///
/// # Examples
/// ```
/// use wireform::JsonText;
///
/// let text = JsonText::try_from(r#"{ "price": 1.50, "note": "\u0041" }"#)?;
/// assert_eq!(text.as_str(), r#"{"price":1.50,"note":"A"}"#);
/// assert_eq!(JsonText::string("a \"quoted\" text").as_str(), r#""a \"quoted\" text""#);
/// assert!(JsonText::try_from("{ price: 1 }").is_err());
/// # Ok::<(), wireform::JsonTextError>(())
/// ```
#[derive(Clone, Debug)]
pub struct JsonText(Box<str>);

impl JsonText {
    /// The greatest number of bytes of a text that is read. The one spelling is not longer.
    pub const MAX_LEN: usize = 1 << 20;

    /// The greatest number of nested lists and objects.
    pub const MAX_DEPTH: usize = 64;

    /// Reads a JSON value.
    ///
    /// # Errors
    /// Fails if the text is not JSON or exceeds a limit. The error does not repeat it.
    pub fn parse(text: &str) -> Result<Self, JsonTextError> {
        if text.len() > Self::MAX_LEN {
            return Err(JsonTextError::TooLong);
        }
        let mut reader = Reader {
            rest: text,
            out: Body::new(),
        };
        reader.value(Self::MAX_DEPTH)?;
        reader.skip_space();
        match (reader.rest.is_empty(), reader.out.len() <= Self::MAX_LEN) {
            (true, true) => Ok(JsonText(reader.out.into_text().into())),
            (true, false) => Err(JsonTextError::TooLong),
            (false, _) => Err(JsonTextError::NotJson),
        }
    }

    /// Returns a JSON string with this content, of any length. If its text is longer than [`JsonText::MAX_LEN`], it is written, but
    /// [`JsonText::parse`] refuses it.
    #[must_use]
    pub fn string(content: &str) -> Self {
        let mut out = Body::new();
        json::string(&mut out, content);
        JsonText(out.into_text().into())
    }

    /// Returns `null`. It can be an item of a list or a value of a map. A field that is `null` is refused, because a field
    /// without a value is left out.
    #[must_use]
    pub fn null() -> Self {
        JsonText("null".into())
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether the value is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        &*self.0 == "null"
    }
}

/// A JSON value whose parts are texts.
#[cfg(feature = "serde")]
pub(crate) enum JsonParts<'t> {
    Null,
    Boolean(bool),
    Number(&'t str),
    Text(String),
    List(Vec<&'t str>),
    Object(Vec<(String, &'t str)>),
}

#[cfg(feature = "serde")]
impl<'t> JsonParts<'t> {
    /// Splits the text of a [`JsonText`], or of a part of one.
    pub(crate) fn of(text: &'t str) -> Self {
        let mut reader = Reader {
            rest: text,
            out: Body::new(),
        };
        match text.as_bytes().first() {
            Some(b'{') => {
                let mut members = Vec::new();
                let read = reader.parts("{", "}", |reader| {
                    let name = reader.string()?;
                    reader.token(":")?;
                    members.push((name, reader.raw_value()?));
                    Ok(())
                });
                debug_assert!(read.is_ok(), "the text was checked");
                JsonParts::Object(members)
            }
            Some(b'[') => {
                let mut items = Vec::new();
                let read = reader.parts("[", "]", |reader| {
                    items.push(reader.raw_value()?);
                    Ok(())
                });
                debug_assert!(read.is_ok(), "the text was checked");
                JsonParts::List(items)
            }
            Some(b'"') => JsonParts::Text(reader.string().unwrap_or_default()),
            Some(_) | None => match text {
                "null" => JsonParts::Null,
                "true" => JsonParts::Boolean(true),
                "false" => JsonParts::Boolean(false),
                number => JsonParts::Number(number),
            },
        }
    }
}

#[cfg(feature = "serde")]
impl<'t> Reader<'t> {
    /// Skips a value and returns its text.
    fn raw_value(&mut self) -> Result<&'t str, JsonTextError> {
        let before = self.rest;
        self.value(JsonText::MAX_DEPTH)?;
        let length = before.len() - self.rest.len();
        before.get(..length).ok_or(JsonTextError::NotJson)
    }
}

/// Reads a JSON value and writes it in the one spelling.
struct Reader<'t> {
    rest: &'t str,
    out: Body,
}

type Read = Result<(), JsonTextError>;

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Read {
        self.skip_space();
        match self.rest.as_bytes().first() {
            Some(b'{') => self.members(depth.checked_sub(1).ok_or(JsonTextError::TooDeep)?),
            Some(b'[') => self.items(depth.checked_sub(1).ok_or(JsonTextError::TooDeep)?),
            Some(b'"') => {
                let content = self.string()?;
                json::string(&mut self.out, &content);
                Ok(())
            }
            Some(_) => self.scalar(),
            None => Err(JsonTextError::NotJson),
        }
    }

    fn members(&mut self, depth: usize) -> Read {
        let mut names = BTreeSet::new();
        self.parts("{", "}", |reader| {
            reader.skip_space();
            let name = reader.string()?;
            json::string(&mut reader.out, &name);
            reader.skip_space();
            reader.token(":")?;
            reader.value(depth)?;
            match names.insert(name) {
                true => Ok(()),
                false => Err(JsonTextError::RepeatedName),
            }
        })
    }

    fn items(&mut self, depth: usize) -> Read {
        self.parts("[", "]", |reader| reader.value(depth))
    }

    /// Reads parts with commas between them, in brackets.
    fn parts(&mut self, open: &str, close: &str, mut part: impl FnMut(&mut Self) -> Read) -> Read {
        self.token(open)?;
        self.skip_space();
        if self.rest.starts_with(close) {
            return self.token(close);
        }
        loop {
            part(self)?;
            self.skip_space();
            if self.rest.starts_with(close) {
                return self.token(close);
            }
            self.token(",")?;
        }
    }

    fn token(&mut self, token: &str) -> Read {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.ok_or(JsonTextError::NotJson)?;
        self.out.raw(token);
        Ok(())
    }

    fn scalar(&mut self) -> Read {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        let is_value = matches!(text, "null" | "true" | "false") || Decimal::parse(text).is_ok();
        if !is_value {
            return Err(JsonTextError::NotJson);
        }
        self.rest = rest;
        self.out.raw(text);
        Ok(())
    }

    /// Reads a string and returns its content.
    fn string(&mut self) -> Result<String, JsonTextError> {
        let mut content = String::new();
        let mut rest = self.rest.strip_prefix('"').ok_or(JsonTextError::NotJson)?;
        loop {
            let special = rest.find(|c: char| c == '"' || c == '\\' || c < ' ');
            let at = special.ok_or(JsonTextError::NotJson)?;
            content.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some(after) = rest.strip_prefix('"') {
                self.rest = after;
                return Ok(content);
            }
            let (character, after) = escaped(rest).ok_or(JsonTextError::NotJson)?;
            content.push(character);
            rest = after;
        }
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }
}

/// Returns the character of an escape, and what follows it.
fn escaped(text: &str) -> Option<(char, &str)> {
    let text = text.strip_prefix('\\')?;
    let kind = text.chars().next()?;
    let rest = &text[kind.len_utf8()..];
    let character = match kind {
        '"' | '\\' | '/' => kind,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return code_point(rest),
        _ => return None,
    };
    Some((character, rest))
}

/// Returns the character of an escape by its code, or of two escapes that are a surrogate pair.
fn code_point(text: &str) -> Option<(char, &str)> {
    let (high, rest) = unit(text)?;
    if let Some(character) = char::from_u32(high.into()) {
        return Some((character, rest));
    }
    let (low, rest) = unit(rest.strip_prefix("\\u")?)?;
    let character = char::decode_utf16([high, low]).next()?.ok()?;
    Some((character, rest))
}

fn unit(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    let is_hexadecimal = digits.bytes().all(|it| it.is_ascii_hexdigit());
    let unit = u16::from_str_radix(digits, 16).ok()?;
    is_hexadecimal.then_some((unit, rest))
}

/// The reason why a text is no [`JsonText`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonTextError {
    /// The text is not JSON, or has a number that is no [`Decimal`].
    NotJson,
    /// The text is longer than [`JsonText::MAX_LEN`].
    TooLong,
    /// Lists and objects are nested deeper than [`JsonText::MAX_DEPTH`].
    TooDeep,
    /// An object has two members with the same name.
    RepeatedName,
}

impl fmt::Display for JsonTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            JsonTextError::NotJson => "not JSON, or a number with too many digits",
            JsonTextError::TooLong => "JSON of more than 1 MiB",
            JsonTextError::TooDeep => "JSON with more than 64 levels of lists and objects",
            JsonTextError::RepeatedName => "JSON with two members of the same name in an object",
        })
    }
}

impl std::error::Error for JsonTextError {}

impl FromStr for JsonText {
    type Err = JsonTextError;

    fn from_str(text: &str) -> Result<Self, JsonTextError> {
        JsonText::parse(text)
    }
}

impl TryFrom<&str> for JsonText {
    type Error = JsonTextError;

    fn try_from(text: &str) -> Result<Self, JsonTextError> {
        JsonText::parse(text)
    }
}

impl TryFrom<String> for JsonText {
    type Error = JsonTextError;

    fn try_from(text: String) -> Result<Self, JsonTextError> {
        JsonText::parse(&text)
    }
}

impl From<bool> for JsonText {
    fn from(value: bool) -> Self {
        JsonText(if value { "true" } else { "false" }.into())
    }
}

impl From<i64> for JsonText {
    fn from(value: i64) -> Self {
        JsonText(value.to_string().into())
    }
}

impl From<&Decimal> for JsonText {
    fn from(value: &Decimal) -> Self {
        JsonText(value.as_str().into())
    }
}

impl fmt::Display for JsonText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
