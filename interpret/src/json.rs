//! Reads JSON as untyped input. A number keeps its spelling.

use serde::de::Error as _;
use serde_json::value::RawValue;
use wireform::{Decimal, JsonText, JsonTextError};

use crate::input::Input;
use crate::read::integer;

/// The greatest depth of nested lists and objects, which is that of `serde_json`.
const DEEPEST: usize = 128;

impl Input {
    /// Reads a JSON value. Unlike `Deserialize`, it keeps the spelling of every number.
    ///
    /// ```
    /// use wireform_interpret::Input;
    ///
    /// let input = Input::from_json(br#"{ "price": 12.50 }"#)?;
    /// let price = ("price".to_owned(), Input::Number("12.50".to_owned()));
    /// assert!(input == Input::Map(vec![price]));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// Fails if the bytes are not JSON, or are nested too deeply. The error shows no value.
    pub fn from_json(bytes: &[u8]) -> serde_json::Result<Self> {
        let value: &RawValue = serde_json::from_slice(bytes)?;
        let mut reader = Reader { rest: value.get() };
        reader.value(DEEPEST)
    }
}

impl Input {
    /// Returns the input as JSON. YAML scalars without quotes mean what they mean in JSON. Fails with what the value has to be;
    /// with nothing, if the mistake is reported already.
    pub(crate) fn json_text(&self) -> Result<JsonText, Option<&'static str>> {
        let mut out = String::new();
        self.write_json(&mut out)?;
        JsonText::parse(&out).map_err(|error| {
            Some(match error {
                JsonTextError::RepeatedName => "JSON without two members of the same name",
                JsonTextError::TooDeep => "JSON with at most 64 levels of lists and objects",
                JsonTextError::TooLong => "JSON of at most 1 MiB",
                _ => "JSON with numbers of at most 128 characters",
            })
        })
    }

    fn write_json(&self, out: &mut String) -> Result<(), Option<&'static str>> {
        match self {
            Input::Null => out.push_str("null"),
            Input::Blank => return Err(Some("JSON with a value for each key")),
            Input::Broken => return Err(None),
            Input::Rounded => {
                return Err(Some("JSON with numbers whose digits are known"));
            }
            Input::Boolean(truth) => out.push_str(if *truth { "true" } else { "false" }),
            Input::Integer(number) => out.push_str(&number.to_string()),
            Input::Number(text) => out.push_str(text),
            Input::Plain(text) => {
                let is_literal = matches!(text.as_str(), "true" | "false");
                match is_literal || Decimal::parse(text).is_ok() {
                    true => out.push_str(text),
                    false => out.push_str(JsonText::string(text).as_str()),
                }
            }
            Input::Text(text) => out.push_str(JsonText::string(text).as_str()),
            Input::List(items) => {
                out.push('[');
                for (number, item) in items.iter().enumerate() {
                    out.push_str(if number == 0 { "" } else { "," });
                    item.write_json(out)?;
                }
                out.push(']');
            }
            Input::Map(entries) => {
                out.push('{');
                for (number, (name, value)) in entries.iter().enumerate() {
                    out.push_str(if number == 0 { "" } else { "," });
                    out.push_str(JsonText::string(name).as_str());
                    out.push(':');
                    value.write_json(out)?;
                }
                out.push('}');
            }
        }
        Ok(())
    }
}

/// Reads a text that is known to be JSON.
struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn value(&mut self, depth: usize) -> serde_json::Result<Input> {
        self.skip_space();
        let Some(depth) = depth.checked_sub(1) else {
            return Err(serde_json::Error::custom("recursion limit exceeded"));
        };
        match self.rest.as_bytes().first() {
            Some(b'{') => {
                let mut entries = Vec::new();
                while self.has_part('}') {
                    let name = self.string()?;
                    self.skip_space();
                    self.skip(1);
                    entries.push((name, self.value(depth)?));
                }
                Ok(Input::Map(entries))
            }
            Some(b'[') => {
                let mut items = Vec::new();
                while self.has_part(']') {
                    items.push(self.value(depth)?);
                }
                Ok(Input::List(items))
            }
            Some(b'"') => self.string().map(Input::Text),
            Some(_) | None => Ok(self.scalar()),
        }
    }

    /// Skips a bracket or a comma. Returns whether a part follows; otherwise skips the bracket at the end.
    fn has_part(&mut self, end: char) -> bool {
        self.skip_space();
        if self.rest.starts_with(end) {
            self.skip(1);
            return false;
        }
        self.skip(1);
        self.skip_space();
        if self.rest.starts_with(end) {
            self.skip(1);
            return false;
        }
        !self.rest.is_empty()
    }

    fn string(&mut self) -> serde_json::Result<String> {
        let mut is_escaped = false;
        let end = self.rest.bytes().skip(1).position(|byte| {
            let ends = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            ends
        });
        let literal = self.take(end.map_or(self.rest.len(), |end| end + 2));
        match literal.contains('\\') {
            true => serde_json::from_str(literal),
            false => Ok(literal.trim_matches('"').to_owned()),
        }
    }

    fn scalar(&mut self) -> Input {
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let end = self.rest.find(|c| !is_part(c));
        match self.take(end.unwrap_or(self.rest.len())) {
            "null" => Input::Null,
            "true" => Input::Boolean(true),
            "false" => Input::Boolean(false),
            text => match integer(text).filter(|_| text != "-0") {
                Some(number) => Input::Integer(number),
                None => Input::Number(text.to_owned()),
            },
        }
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
    }

    fn skip(&mut self, bytes: usize) {
        self.take(bytes);
    }

    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every value is read as `serde` reads it, except for numbers, which keep their spelling.
    #[test]
    fn reads_what_serde_reads() {
        for text in [
            "null",
            " true ",
            "false",
            "0",
            "-7",
            r#""""#,
            r#""a\"b\\""#,
            r#""\u00e9é\ud83d\ude00""#,
            "[]",
            " [ ] ",
            "[1 , [2],{}]",
            "{}",
            r#"{ "a" : 1,"a":[ ] , "b\"":{"c":null} }"#,
            r#"{"":""}"#,
        ] {
            let read = Input::from_json(text.as_bytes()).expect("it is JSON");
            let expected: Input = serde_json::from_str(text).expect("it is JSON");
            assert!(read == expected, "{text}");
        }
        for text in [
            "1.50",
            "-0",
            "1e3",
            "9223372036854775808",
            "12345678901234567890.123456789",
        ] {
            let read = Input::from_json(text.as_bytes()).expect("it is JSON");
            assert!(read == Input::Number(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_json() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        for text in [
            "",
            "{",
            "[1,]",
            "01",
            "1 2",
            r#"{"a"}"#,
            r#""\ud800""#,
            "NaN",
            &deep,
        ] {
            assert!(Input::from_json(text.as_bytes()).is_err(), "{text}");
        }
        assert!(Input::from_json(b"\"\xff\"").is_err());
    }
}
