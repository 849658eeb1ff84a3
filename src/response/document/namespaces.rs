//! Names of XML in namespaces (Namespaces in XML 1.0).
//!
//! A name in a document becomes the name that a schema has for it, by the URIs of the namespaces. The prefixes of the document do not
//! matter.

use std::borrow::Cow;

/// The namespace of `xml:lang`, which no document declares.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The namespaces that a schema describes: prefix and URI. The prefix of the default namespace is empty. Without any, names are compared
/// as they are spelled.
pub type Namespaces<'t> = &'t [(&'t str, &'t str)];

/// The declarations around a place in a document: prefix and URI, the innermost last.
#[derive(Default)]
pub(super) struct Scope<'r> {
    declared: Vec<(&'r str, Cow<'r, str>)>,
}

/// Returns the prefix that an attribute declares; empty for the default namespace.
pub(super) fn declared_prefix(attribute: &str) -> Option<&str> {
    match attribute.split_once(':') {
        Some(("xmlns", prefix)) => Some(prefix),
        None if attribute == "xmlns" => Some(""),
        Some(_) | None => None,
    }
}

/// A prefix without a declaration.
pub(super) struct Undeclared;

impl<'r> Scope<'r> {
    /// Returns how many declarations there are.
    pub(super) const fn len(&self) -> usize {
        self.declared.len()
    }

    /// Removes all declarations but the first.
    pub(super) fn truncate(&mut self, length: usize) {
        self.declared.truncate(length);
    }

    /// Adds the declaration of a prefix.
    pub(super) fn declare(&mut self, prefix: &'r str, uri: Cow<'r, str>) {
        self.declared.push((prefix, uri));
    }

    /// Returns the URI of a prefix; empty for a name in no namespace.
    fn uri(&self, prefix: &str) -> Result<&str, Undeclared> {
        let mut declared = self.declared.iter().rev();
        match declared.find(|(it, _)| *it == prefix) {
            Some((_, uri)) if !uri.is_empty() || prefix.is_empty() => Ok(uri),
            Some(_) => Err(Undeclared),
            None if prefix.is_empty() => Ok(""),
            None if prefix == "xml" => Ok(XML),
            None => Err(Undeclared),
        }
    }

    /// Returns the name that the schema has for an element.
    pub(super) fn element(
        &self,
        name: &'r str,
        namespaces: Namespaces<'_>,
    ) -> Result<Cow<'r, str>, Undeclared> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let uri = self.uri(prefix)?;
        Ok(name_in(namespaces, name, uri, local))
    }

    /// Returns the name that the schema has for an attribute. One without a prefix is in no namespace.
    pub(super) fn attribute(
        &self,
        name: &'r str,
        namespaces: Namespaces<'_>,
    ) -> Result<Cow<'r, str>, Undeclared> {
        match name.split_once(':') {
            None => Ok(Cow::Borrowed(name)),
            Some((prefix, local)) => Ok(name_in(namespaces, name, self.uri(prefix)?, local)),
        }
    }
}

/// Returns the name of a schema for a name in a namespace. If the schema does not have the namespace, the name begins with its URI in
/// braces, unless the schema has no default namespace: then a name without a prefix stands for any namespace.
fn name_in<'r>(
    namespaces: Namespaces<'_>,
    spelled: &'r str,
    uri: &str,
    local: &'r str,
) -> Cow<'r, str> {
    let known = namespaces.iter().find(|(_, it)| *it == uri);
    let prefix = match known {
        Some((prefix, _)) => prefix,
        None if uri == XML => "xml",
        None if namespaces.iter().any(|(prefix, _)| prefix.is_empty()) => {
            return Cow::Owned(format!("{{{uri}}}{local}"));
        }
        None => "",
    };
    if prefix.is_empty() {
        return Cow::Borrowed(local);
    }
    match spelled.split_once(':') {
        Some((own, _)) if own == prefix => Cow::Borrowed(spelled),
        Some(_) | None => Cow::Owned(format!("{prefix}:{local}")),
    }
}
