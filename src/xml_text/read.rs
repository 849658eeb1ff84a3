//! Reads XML elements and writes them in the one spelling.

use std::collections::BTreeSet;

use super::names::{NO_NAMESPACE, Name, Scope, take_name};
use super::{Around, XmlText, XmlTextError};
use crate::encode::Body;
use crate::encode::xml;

type Read<T> = Result<T, XmlTextError>;

/// Reads elements with white space and comments between them. Returns their texts.
pub(super) fn elements(text: &str, around: Around<'_>) -> Read<Vec<String>> {
    if text.len() > XmlText::MAX_LEN {
        return Err(XmlTextError::TooLong);
    }
    let mut reader = Reader {
        rest: text,
        out: Body::new(),
        scope: Scope::new(around),
        open: Vec::new(),
    };
    let mut found = Vec::new();
    let mut length = 0;
    loop {
        reader.rest = reader.rest.trim_start_matches([' ', '\n', '\r', '\t']);
        if reader.rest.is_empty() {
            return Ok(found);
        }
        if !reader.comment()? {
            let element = reader.element()?;
            length += element.len();
            if length > XmlText::MAX_LEN {
                return Err(XmlTextError::TooLong);
            }
            found.push(element);
        }
    }
}

/// Reads elements and writes them in the one spelling.
struct Reader<'t, 'a> {
    rest: &'t str,
    out: Body,
    scope: Scope<'t, 'a>,
    open: Vec<Open<'t>>,
}

/// An element that has begun.
struct Open<'t> {
    /// Its name as it is spelled.
    name: &'t str,
    /// How many namespaces are declared around it.
    declared: usize,
}

impl<'t> Reader<'t, '_> {
    /// Reads one element with everything in it. Returns its text.
    fn element(&mut self) -> Read<String> {
        if !self.rest.starts_with('<') {
            return Err(XmlTextError::NotXml);
        }
        let behind_name = self.start_tag()?;
        while !self.open.is_empty() {
            self.content()?;
        }
        let body = std::mem::take(&mut self.out).into_text();
        let (start, end) = body.split_at(behind_name);
        let mut out = Body::new();
        out.raw(start);
        for (prefix, uri, _) in self.scope.take_needed() {
            let colon = if prefix.is_empty() { "" } else { ":" };
            for part in [" xmlns", colon, prefix, "=\""] {
                out.raw(part);
            }
            xml::attribute(&mut out, &uri);
            out.raw("\"");
        }
        out.raw(end);
        Ok(out.into_text())
    }

    /// Reads the next part of the innermost element.
    fn content(&mut self) -> Read<()> {
        if self.rest.starts_with("</") {
            return self.end_tag();
        }
        if self.comment()? {
            return Ok(());
        }
        if let Some(section) = self.rest.strip_prefix("<![CDATA[") {
            let (text, rest) = section.split_once("]]>").ok_or(XmlTextError::NotXml)?;
            self.rest = rest;
            return self.text(text);
        }
        match self.rest.bytes().next() {
            Some(b'<') => self.start_tag().map(|_| ()),
            Some(b'&') => {
                let character = self.reference()?;
                xml::text(&mut self.out, character.encode_utf8(&mut [0; 4]));
                Ok(())
            }
            Some(_) => {
                let end = self.rest.find(['<', '&']).ok_or(XmlTextError::NotXml)?;
                let (text, rest) = self.rest.split_at(end);
                if text.contains("]]>") {
                    return Err(XmlTextError::NotXml);
                }
                self.rest = rest;
                self.text(text)
            }
            None => Err(XmlTextError::NotXml),
        }
    }

    /// Writes characters of a text. Line ends become line feeds.
    fn text(&mut self, text: &str) -> Read<()> {
        if !text.chars().all(xml::is_representable) {
            return Err(XmlTextError::NotXml);
        }
        match text.contains('\r') {
            true => xml::text(
                &mut self.out,
                &text.replace("\r\n", "\n").replace('\r', "\n"),
            ),
            false => xml::text(&mut self.out, text),
        }
        Ok(())
    }

    /// Skips a comment, if one is next. Refuses other constructs that are not part of an element.
    fn comment(&mut self) -> Read<bool> {
        if self.rest.starts_with("<?") || self.rest.starts_with("<!DOCTYPE") {
            return Err(XmlTextError::NotElements);
        }
        let Some(comment) = self.rest.strip_prefix("<!--") else {
            return Ok(false);
        };
        let (text, rest) = comment.split_once("--").ok_or(XmlTextError::NotXml)?;
        if !text.chars().all(xml::is_representable) {
            return Err(XmlTextError::NotXml);
        }
        self.rest = rest.strip_prefix('>').ok_or(XmlTextError::NotXml)?;
        Ok(true)
    }

    /// Reads a start tag, or an element that is only a tag. Returns the length of what is written up to its name.
    fn start_tag(&mut self) -> Read<usize> {
        if self.open.len() == XmlText::MAX_DEPTH {
            return Err(XmlTextError::TooDeep);
        }
        let text = self.rest.strip_prefix('<').ok_or(XmlTextError::NotXml)?;
        let (name, spelled, rest) = take_name(text)?;
        self.rest = rest;
        self.out.raw("<");
        self.out.raw(spelled);
        let behind_name = self.out.len();
        let declared = self.scope.len();
        let attributes = self.attributes()?;
        self.scope.namespace(name.prefix)?;
        self.check_attributes(&attributes)?;
        self.out.raw(">");
        self.open.push(Open {
            name: spelled,
            declared,
        });
        if let Some(rest) = self.rest.strip_prefix("/>") {
            self.rest = rest;
            self.close();
        } else {
            self.rest = self.rest.strip_prefix('>').ok_or(XmlTextError::NotXml)?;
        }
        Ok(behind_name)
    }

    /// Reads and writes the attributes in a tag. Returns the names of those that declare no namespace.
    fn attributes(&mut self) -> Read<Vec<Name<'t>>> {
        let mut names = Vec::new();
        let mut prefixes = BTreeSet::new();
        loop {
            let trimmed = self.rest.trim_start_matches([' ', '\n', '\r', '\t']);
            if trimmed.starts_with('>') || trimmed.starts_with("/>") {
                self.rest = trimmed;
                return Ok(names);
            }
            if trimmed.len() == self.rest.len() {
                return Err(XmlTextError::NotXml);
            }
            let (name, spelled, rest) = take_name(trimmed)?;
            self.rest = rest;
            let value = self.attribute_value()?;
            match name.declared() {
                Some(prefix) => {
                    if !prefixes.insert(prefix) {
                        return Err(XmlTextError::NotXml);
                    }
                    self.scope.declare(prefix, &value)?;
                }
                None => names.push(name),
            }
            for part in [" ", spelled, "=\""] {
                self.out.raw(part);
            }
            xml::attribute(&mut self.out, &value);
            self.out.raw("\"");
        }
    }

    /// Checks that no attribute occurs twice. Attributes without a prefix are in no namespace.
    fn check_attributes(&mut self, names: &[Name<'t>]) -> Read<()> {
        let mut seen = BTreeSet::new();
        for Name { prefix, local } in names {
            let namespace = match prefix.is_empty() {
                true => NO_NAMESPACE,
                false => self.scope.namespace(prefix)?,
            };
            if !seen.insert((namespace, *local)) {
                return Err(XmlTextError::NotXml);
            }
        }
        Ok(())
    }

    /// Reads an equals sign and a value in quotes. White space in it becomes blanks.
    fn attribute_value(&mut self) -> Read<String> {
        let space = [' ', '\n', '\r', '\t'];
        let rest = self.rest.trim_start_matches(space).strip_prefix('=');
        let rest = rest.ok_or(XmlTextError::NotXml)?.trim_start_matches(space);
        let quote = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => quote,
            Some(_) | None => return Err(XmlTextError::NotXml),
        };
        self.rest = &rest[quote.len_utf8()..];
        let mut value = String::new();
        loop {
            let end = self.rest.find([quote, '&', '<']);
            let (text, rest) = self.rest.split_at(end.ok_or(XmlTextError::NotXml)?);
            if !text.chars().all(xml::is_representable) {
                return Err(XmlTextError::NotXml);
            }
            value.push_str(&text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " "));
            self.rest = rest;
            if let Some(rest) = rest.strip_prefix(quote) {
                self.rest = rest;
                return Ok(value);
            }
            value.push(self.reference()?);
        }
    }

    /// Reads a reference to a character or to an entity that XML predefines.
    fn reference(&mut self) -> Read<char> {
        let text = self.rest.strip_prefix('&').ok_or(XmlTextError::NotXml)?;
        let (name, rest) = text.split_once(';').ok_or(XmlTextError::NotXml)?;
        self.rest = rest;
        let number = match name.strip_prefix('#') {
            Some(number) => number,
            None => {
                return match name {
                    "lt" => Ok('<'),
                    "gt" => Ok('>'),
                    "amp" => Ok('&'),
                    "apos" => Ok('\''),
                    "quot" => Ok('"'),
                    _ => Err(XmlTextError::NotXml),
                };
            }
        };
        let (digits, radix) = match number.strip_prefix('x') {
            Some(digits) => (digits, 16),
            None => (number, 10),
        };
        let is_number = digits.chars().all(|digit| digit.is_digit(radix));
        let code = u32::from_str_radix(digits, radix)
            .ok()
            .filter(|_| is_number);
        let character = code.and_then(char::from_u32);
        let character = character.filter(|it| xml::is_representable(*it));
        character.ok_or(XmlTextError::NotXml)
    }

    fn end_tag(&mut self) -> Read<()> {
        let text = self.rest.strip_prefix("</").ok_or(XmlTextError::NotXml)?;
        let (_, spelled, rest) = take_name(text)?;
        if self.open.last().is_none_or(|open| open.name != spelled) {
            return Err(XmlTextError::NotXml);
        }
        let rest = rest.trim_start_matches([' ', '\n', '\r', '\t']);
        self.rest = rest.strip_prefix('>').ok_or(XmlTextError::NotXml)?;
        self.close();
        Ok(())
    }

    /// Ends the innermost element.
    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            for part in ["</", open.name, ">"] {
                self.out.raw(part);
            }
            self.scope.truncate(open.declared);
        }
    }
}
