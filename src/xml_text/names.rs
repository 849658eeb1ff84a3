//! Names and namespaces of XML (Namespaces in XML 1.0).

use super::{Around, XmlTextError};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The most declarations around a place. Each name is compared with their prefixes.
const MOST_DECLARATIONS: usize = 256;

/// Returns whether a text is a name without a prefix (`NCName`).
pub(super) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_name_start) && characters.all(is_name_character)
}

const fn is_name_start(character: char) -> bool {
    matches!(
        character,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
            | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
            | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
            | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}'
    )
}

const fn is_name_character(character: char) -> bool {
    is_name_start(character)
        || matches!(
            character,
            '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}'
        )
}

/// A name: its prefix, which can be empty, and the rest.
#[derive(Clone, Copy)]
pub(super) struct Name<'t> {
    pub(super) prefix: &'t str,
    pub(super) local: &'t str,
}

impl<'t> Name<'t> {
    /// Returns the prefix that an attribute with this name declares; empty for the default namespace.
    pub(super) fn declared(self) -> Option<&'t str> {
        match (self.prefix, self.local) {
            ("xmlns", prefix) => Some(prefix),
            ("", "xmlns") => Some(""),
            _ => None,
        }
    }
}

/// Takes a name with or without a prefix from the beginning of a text. Returns it, its spelling, and what follows.
pub(super) fn take_name(text: &str) -> Result<(Name<'_>, &str, &str), XmlTextError> {
    let is_outside = |character: char| character != ':' && !is_name_character(character);
    let end = text.find(is_outside).unwrap_or(text.len());
    let (spelled, rest) = text.split_at(end);
    let (prefix, local) = match spelled.split_once(':') {
        Some((prefix, local)) if is_name(prefix) => (prefix, local),
        Some(_) => return Err(XmlTextError::NotXml),
        None => ("", spelled),
    };
    match is_name(local) {
        true => Ok((Name { prefix, local }, spelled, rest)),
        false => Err(XmlTextError::NotXml),
    }
}

/// A namespace, identified by a number. Equal numbers stand for equal URIs.
pub(super) type Namespace = usize;

/// No namespace.
pub(super) const NO_NAMESPACE: Namespace = 0;

/// The namespace of the prefix `xml`.
const OF_XML: Namespace = 1;

/// The declarations around a place, the innermost last.
pub(super) struct Scope<'t, 'a> {
    around: Around<'a>,
    declared: Vec<Declared<'t>>,
    /// The number of the next namespace.
    next: Namespace,
    /// The declarations outside the element that names in it need: prefix, URI and number.
    needed: Vec<(&'t str, String, Namespace)>,
}

struct Declared<'t> {
    prefix: &'t str,
    uri: String,
    namespace: Namespace,
}

impl<'t, 'a> Scope<'t, 'a> {
    pub(super) const fn new(around: Around<'a>) -> Self {
        Scope {
            around,
            declared: Vec::new(),
            next: OF_XML + 1,
            needed: Vec::new(),
        }
    }

    pub(super) const fn len(&self) -> usize {
        self.declared.len()
    }

    /// Removes all declarations but the first.
    pub(super) fn truncate(&mut self, length: usize) {
        self.declared.truncate(length);
    }

    /// Adds a declaration.
    pub(super) fn declare(&mut self, prefix: &'t str, uri: &str) -> Result<(), XmlTextError> {
        let is_allowed = match prefix {
            "xml" => uri == XML,
            "xmlns" => false,
            "" => uri != XML && uri != XMLNS,
            _ => !uri.is_empty() && uri != XML && uri != XMLNS,
        };
        if !is_allowed {
            return Err(XmlTextError::Prefix);
        }
        if self.declared.len() == MOST_DECLARATIONS {
            return Err(XmlTextError::TooManyNamespaces);
        }
        let namespace = self.number(uri);
        let uri = uri.to_owned();
        self.declared.push(Declared {
            prefix,
            uri,
            namespace,
        });
        Ok(())
    }

    /// Returns the number of a URI.
    fn number(&mut self, uri: &str) -> Namespace {
        match uri {
            "" => return NO_NAMESPACE,
            XML => return OF_XML,
            _ => {}
        }
        let declared = self.declared.iter();
        let declared = declared.map(|it| (it.uri.as_str(), it.namespace));
        let needed = self.needed.iter();
        let mut known = declared.chain(needed.map(|(_, uri, number)| (uri.as_str(), *number)));
        match known.find(|(it, _)| *it == uri) {
            Some((_, number)) => number,
            None => {
                self.next += 1;
                self.next - 1
            }
        }
    }

    /// Returns the namespace of a prefix. One that is declared around the element is noted.
    pub(super) fn namespace(&mut self, prefix: &'t str) -> Result<Namespace, XmlTextError> {
        match prefix {
            "xml" => return Ok(OF_XML),
            "xmlns" => return Err(XmlTextError::Prefix),
            _ => {}
        }
        let mut declared = self.declared.iter().rev();
        if let Some(found) = declared.find(|it| it.prefix == prefix) {
            return Ok(found.namespace);
        }
        if let Some((.., number)) = self.needed.iter().find(|(it, ..)| *it == prefix) {
            return Ok(*number);
        }
        let uri = match ((self.around)(prefix), prefix) {
            (Some(uri), _) => uri,
            (None, "") => "",
            (None, _) => return Err(XmlTextError::Prefix),
        };
        if uri.is_empty() && !prefix.is_empty() {
            return Err(XmlTextError::Prefix);
        }
        if self.needed.len() == MOST_DECLARATIONS {
            return Err(XmlTextError::TooManyNamespaces);
        }
        let number = self.number(uri);
        self.needed.push((prefix, uri.to_owned(), number));
        Ok(number)
    }

    /// Returns the declarations outside an element that names in it need, and forgets them.
    pub(super) fn take_needed(&mut self) -> Vec<(&'t str, String, Namespace)> {
        std::mem::take(&mut self.needed)
    }
}
