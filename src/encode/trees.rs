//! Writes JSON as XML elements, by the rules of a tree.
//!
//! The JSON is what the writer of JSON bodies has written, so it is well formed. What is secret in it is secret in the XML.

use std::borrow::Cow;

use super::{Body, xml};
use crate::tree::{TreeContent, TreeEach, TreeKey, TreeKind, TreeRules, TreeShape};

/// Writes a JSON value as what follows the start tag of an element: the end of the tag, and the content.
///
/// ```
/// use wireform::__rt::tree::{TreeContent, TreeEach, TreeKey, TreeKind, TreeRules, TreeShape, write};
/// use wireform::__rt::Body;
///
/// let text = TreeShape { attributes: &[], path: &["string"], content: TreeContent::Text };
/// let each = TreeEach { name: "value", key: TreeKey::None, value: None };
/// let list = TreeShape { attributes: &[], path: &["array", "data"], content: TreeContent::Each(each) };
/// let shapes = [(TreeKind::String, text), (TreeKind::List, list)];
/// let rules = TreeRules { shapes: &shapes, truths: ("1", "0") };
///
/// let (mut json, mut body) = (Body::new(), Body::new());
/// json.raw(r#"["a<b"]"#);
/// body.raw("<value");
/// write(&mut body, &rules, &json);
/// body.raw("</value>");
/// let xml = "<value><array><data><value><string>a&lt;b</string></value></data></array></value>";
/// assert_eq!(body.as_bytes(), xml.as_bytes());
/// ```
pub fn write(body: &mut Body, rules: &TreeRules<'_>, json: &Body) {
    let mut reader = Reader {
        rules,
        text: std::str::from_utf8(json.as_bytes()).unwrap_or_default(),
        at: 0,
        json,
    };
    reader.value(body);
}

/// Reads JSON and writes XML.
struct Reader<'t, 'j> {
    rules: &'t TreeRules<'t>,
    text: &'j str,
    at: usize,
    json: &'j Body,
}

impl<'j> Reader<'_, 'j> {
    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips white space and these separators.
    fn skip(&mut self, separators: &[u8]) {
        while self
            .next()
            .is_some_and(|byte| byte.is_ascii_whitespace() || separators.contains(&byte))
        {
            self.at += 1;
        }
    }

    fn value(&mut self, body: &mut Body) {
        self.skip(b"");
        let is_secret = self
            .json
            .secrets()
            .iter()
            .any(|range| range.contains(&self.at));
        match self.next() {
            Some(b'"') => {
                let is_time = self.json.is_time(self.at);
                let text = self.string();
                match is_time && self.rules.written(TreeKind::Time).is_some() {
                    true => self.text(body, TreeKind::Time, &compact(&text), is_secret),
                    false => self.text(body, TreeKind::String, &text, is_secret),
                }
            }
            Some(b'{') => self.parts(body, TreeKind::Object, b'}', is_secret),
            Some(b'[') => self.parts(body, TreeKind::List, b']', is_secret),
            Some(b't') => {
                self.token();
                self.text(body, TreeKind::Boolean, self.rules.truths.0, is_secret);
            }
            Some(b'f') => {
                self.token();
                self.text(body, TreeKind::Boolean, self.rules.truths.1, is_secret);
            }
            Some(b'n') => {
                self.token();
                self.text(body, TreeKind::Null, "", is_secret);
            }
            Some(_) | None => {
                let token = self.token();
                let kind = match token.contains(['.', 'e', 'E']) {
                    true => TreeKind::Number,
                    false => TreeKind::Integer,
                };
                self.text(body, kind, token, is_secret);
            }
        }
    }

    /// Reads a value without quotes and parts.
    fn token(&mut self) -> &'j str {
        let from = self.at;
        let is_end = |byte: u8| byte.is_ascii_whitespace() || b",]}:".contains(&byte);
        while self.next().is_some_and(|byte| !is_end(byte)) {
            self.at += 1;
        }
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// Reads a string.
    fn string(&mut self) -> Cow<'j, str> {
        self.at += 1;
        let from = self.at;
        let mut text = Cow::Borrowed("");
        let mut start = from;
        loop {
            match self.next() {
                Some(b'"') | None => break,
                Some(b'\\') => {
                    let plain = self.text.get(start..self.at).unwrap_or_default();
                    self.at += 1;
                    let character = self.escape();
                    let text = text.to_mut();
                    text.push_str(plain);
                    text.push(character);
                    start = self.at;
                }
                Some(_) => self.at += 1,
            }
        }
        let plain = self.text.get(start..self.at).unwrap_or_default();
        self.at += 1;
        if text.is_empty() {
            return Cow::Borrowed(plain);
        }
        text.to_mut().push_str(plain);
        text
    }

    /// Reads an escape, behind its backslash.
    fn escape(&mut self) -> char {
        let kind = self.next();
        self.at += 1;
        match kind {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.unit();
                let is_half = (0xd800..0xdc00).contains(&first);
                if is_half
                    && self
                        .text
                        .get(self.at..)
                        .is_some_and(|it| it.starts_with("\\u"))
                {
                    self.at += 2;
                    let second = self.unit();
                    let units = [first, second];
                    let mut both = char::decode_utf16(units);
                    return both
                        .next()
                        .and_then(Result::ok)
                        .unwrap_or(char::REPLACEMENT_CHARACTER);
                }
                char::from_u32(first.into()).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            Some(byte) => char::from(byte),
            None => char::REPLACEMENT_CHARACTER,
        }
    }

    fn unit(&mut self) -> u16 {
        let digits = self.text.get(self.at..self.at + 4).unwrap_or_default();
        self.at += 4;
        u16::from_str_radix(digits, 16).unwrap_or_default()
    }

    fn text(&self, body: &mut Body, kind: TreeKind, text: &str, is_secret: bool) {
        let shape = self.rules.written(kind);
        open(body, shape);
        if is_secret {
            body.secret(|body| xml::text(body, text));
        } else {
            xml::text(body, text);
        }
        close(body, shape);
    }

    /// Writes an object or a list, which ends with this byte.
    fn parts(&mut self, body: &mut Body, kind: TreeKind, end: u8, is_secret: bool) {
        let shape = self.rules.written(kind);
        let each = shape.and_then(|shape| match &shape.content {
            TreeContent::Each(each) => Some(each),
            TreeContent::Empty | TreeContent::Text => None,
        });
        open(body, shape);
        self.at += 1;
        if is_secret {
            body.secret(|body| self.each(body, each, kind, end));
        } else {
            self.each(body, each, kind, end);
        }
        close(body, shape);
    }

    fn each(&mut self, body: &mut Body, each: Option<&TreeEach<'_>>, kind: TreeKind, end: u8) {
        let mut number = 0_usize;
        loop {
            self.skip(b",");
            if self.next().is_none_or(|byte| byte == end) {
                self.at += 1;
                return;
            }
            let key = match kind {
                TreeKind::Object => self.string(),
                TreeKind::String
                | TreeKind::Integer
                | TreeKind::Number
                | TreeKind::Boolean
                | TreeKind::Null
                | TreeKind::Time
                | TreeKind::List => Cow::Borrowed(""),
            };
            self.skip(b":");
            match each {
                Some(each) => self.part(body, each, &key, number),
                None => self.value(body),
            }
            number += 1;
        }
    }

    /// Writes the element of an item or a member.
    fn part(&mut self, body: &mut Body, each: &TreeEach<'_>, key: &str, number: usize) {
        body.raw("<");
        body.raw(each.name);
        match each.key {
            TreeKey::None | TreeKey::Element(_) => {}
            TreeKey::Attribute(name) => attribute(body, name, key),
            TreeKey::Number(name) => attribute(body, name, &number.to_string()),
        }
        if each.value.is_some() {
            body.raw(">");
        }
        if let TreeKey::Element(name) = each.key {
            xml::between(body, "<", name, ">");
            xml::text(body, key);
            xml::between(body, "</", name, ">");
        }
        match each.value {
            Some(name) => {
                xml::between(body, "<", name, "");
                self.value(body);
                xml::between(body, "</", name, ">");
            }
            None => self.value(body),
        }
        xml::between(body, "</", each.name, ">");
    }
}

/// Returns a point in time without the hyphens of its date, which has four digits for the year.
fn compact(time: &str) -> String {
    let parts = (time.get(..4), time.get(5..7), time.get(8..));
    match parts {
        (Some(year), Some(month), Some(rest)) => [year, month, rest].concat(),
        _ => time.to_owned(),
    }
}

/// Writes the attributes of the element that has a value, the end of its start tag, and the elements in it.
fn open(body: &mut Body, shape: Option<&TreeShape<'_>>) {
    for (name, value) in shape.map(|shape| shape.attributes).unwrap_or_default() {
        attribute(body, name, value);
    }
    body.raw(">");
    for name in shape.map(|shape| shape.path).unwrap_or_default() {
        xml::between(body, "<", name, ">");
    }
}

fn close(body: &mut Body, shape: Option<&TreeShape<'_>>) {
    for name in shape
        .map(|shape| shape.path)
        .unwrap_or_default()
        .iter()
        .rev()
    {
        xml::between(body, "</", name, ">");
    }
}

fn attribute(body: &mut Body, name: &str, value: &str) {
    xml::between(body, " ", name, "=\"");
    xml::attribute(body, value);
    body.raw("\"");
}
