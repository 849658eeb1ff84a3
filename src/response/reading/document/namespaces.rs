//! Names of XML in namespaces (Namespaces in XML 1.0).
//!
//! A name in a document becomes the name that a schema has for it, by the URIs of the namespaces. The prefixes of the document do not
//! matter.

use std::borrow::Cow;

/// The namespace of `xml:lang`, which no document declares.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The prefix of that namespace.
const XML_PREFIX: &str = "xml";

/// The namespace of `xsi:nil`, which marks an element without a value.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The prefix of that namespace, unless a schema gives it another one.
const INSTANCE_PREFIX: &str = "xsi";

/// The most declarations around a place in a document. Each name is compared with their prefixes.
const MOST_DECLARATIONS: usize = 256;

/// The namespaces that a schema describes: prefix and URI. The prefix of the default namespace is empty. Without any, names are compared
/// as they are spelled.
pub type Namespaces<'t> = &'t [(&'t str, &'t str)];

/// A namespace, as a schema knows it. Its URI, which can be long, is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Namespace<'s> {
    /// No namespace.
    None,
    /// The one that has this prefix in the schema.
    Known(&'s str),
    /// One that the schema does not have.
    Other,
}

/// The declarations around a place in a document: prefix and namespace, the innermost last.
#[derive(Default)]
pub(super) struct Scope<'r, 's> {
    declared: Vec<(&'r str, Namespace<'s>)>,
}

/// Returns the prefix that an attribute declares; empty for the default namespace.
pub(super) fn declared_prefix(attribute: &str) -> Option<&str> {
    match attribute.split_once(':') {
        Some(("xmlns", prefix)) => Some(prefix),
        None if attribute == "xmlns" => Some(""),
        Some(_) | None => None,
    }
}

/// Returns whether an attribute states that its element has no value (XML Schema Part 1, § 2.6.2).
pub(super) fn is_nil(name: &str, namespaces: Namespaces<'_>) -> bool {
    let mut known = namespaces.iter().filter(|(_, uri)| *uri == INSTANCE);
    let prefix = known.next().map_or(INSTANCE_PREFIX, |(prefix, _)| prefix);
    name.strip_prefix(prefix) == Some(":nil")
}

/// A prefix without a declaration.
pub(super) struct Undeclared;

/// There are too many declarations around a place.
pub(super) struct TooManyDeclarations;

impl<'r, 's> Scope<'r, 's> {
    /// Returns how many declarations there are.
    pub(super) const fn len(&self) -> usize {
        self.declared.len()
    }

    /// Removes all declarations but the first.
    pub(super) fn truncate(&mut self, length: usize) {
        self.declared.truncate(length);
    }

    /// Adds the declaration of a prefix.
    pub(super) fn declare(
        &mut self,
        prefix: &'r str,
        uri: &str,
        namespaces: Namespaces<'s>,
    ) -> Result<(), TooManyDeclarations> {
        if self.declared.len() == MOST_DECLARATIONS {
            return Err(TooManyDeclarations);
        }
        let known = namespaces.iter().find(|(_, it)| *it == uri);
        let namespace = match known {
            Some((prefix, _)) => Namespace::Known(prefix),
            None if uri.is_empty() => Namespace::None,
            None if uri == XML => Namespace::Known(XML_PREFIX),
            None if uri == INSTANCE => Namespace::Known(INSTANCE_PREFIX),
            None => Namespace::Other,
        };
        self.declared.push((prefix, namespace));
        Ok(())
    }

    /// Returns the namespace of a prefix.
    fn namespace(&self, prefix: &str) -> Result<Namespace<'s>, Undeclared> {
        // No declaration changes the meaning of this prefix.
        if prefix == XML_PREFIX {
            return Ok(Namespace::Known(XML_PREFIX));
        }
        let mut declared = self.declared.iter().rev();
        match declared.find(|(it, _)| *it == prefix) {
            Some((_, Namespace::None)) if !prefix.is_empty() => Err(Undeclared),
            Some((_, namespace)) => Ok(*namespace),
            None if prefix.is_empty() => Ok(Namespace::None),
            None => Err(Undeclared),
        }
    }

    /// Returns the name that the schema has for an element. Without a default namespace in the schema, a name without a prefix stands
    /// for any namespace that the schema does not have.
    pub(super) fn element(
        &self,
        name: &'r str,
        namespaces: Namespaces<'_>,
    ) -> Result<Cow<'r, str>, Undeclared> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let has_default = namespaces.iter().any(|(prefix, _)| prefix.is_empty());
        Ok(match self.namespace(prefix)? {
            Namespace::Known("") => Cow::Borrowed(local),
            Namespace::Known(known) => known_name(known, name, prefix, local),
            Namespace::None | Namespace::Other if has_default => {
                unknown_name(name, prefix, namespaces)
            }
            Namespace::None | Namespace::Other => Cow::Borrowed(local),
        })
    }

    /// Returns the name that the schema has for an attribute. One without a prefix is in no namespace, and one with a prefix never gets a
    /// name without a prefix: attributes are never in the default namespace.
    pub(super) fn attribute(
        &self,
        name: &'r str,
        namespaces: Namespaces<'_>,
    ) -> Result<Cow<'r, str>, Undeclared> {
        let Some((prefix, local)) = name.split_once(':') else {
            return Ok(Cow::Borrowed(name));
        };
        Ok(match self.namespace(prefix)? {
            Namespace::Known("") | Namespace::None | Namespace::Other => {
                unknown_name(name, prefix, namespaces)
            }
            Namespace::Known(known) => known_name(known, name, prefix, local),
        })
    }
}

/// Returns a name with the prefix that it has in the schema.
fn known_name<'r>(known: &str, spelled: &'r str, prefix: &str, local: &'r str) -> Cow<'r, str> {
    match known == prefix {
        true => Cow::Borrowed(spelled),
        false => Cow::Owned(format!("{known}:{local}")),
    }
}

/// Returns a name that no place of the schema has: the name as it is spelled, behind `{}` if the schema has its prefix for another
/// namespace. It is short, because every element can have such a name.
fn unknown_name<'r>(spelled: &'r str, prefix: &str, namespaces: Namespaces<'_>) -> Cow<'r, str> {
    match namespaces.iter().any(|(it, _)| *it == prefix) {
        true => Cow::Owned(format!("{{}}{spelled}")),
        false => Cow::Borrowed(spelled),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Markup, Member, Node};
    use super::Namespaces;

    const NAMESPACES: Namespaces<'_> = &[("", "urn:frame"), ("c", "urn:contact")];
    const NO_DEFAULT: Namespaces<'_> = &[("c", "urn:contact")];

    /// Adds the names of the elements, in order, each with those of its attributes.
    fn collect(members: &[Member<'_>], names: &mut Vec<String>) {
        for (name, node) in members {
            let attributes = node.attributes().iter().map(|(name, _)| name.to_string());
            let attributes: Vec<_> = attributes.collect();
            names.push(match attributes.is_empty() {
                true => name.to_string(),
                false => format!("{name}[{}]", attributes.join(" ")),
            });
            collect(node.members(), names);
        }
    }

    fn names(text: &str, namespaces: Namespaces<'_>) -> Result<String, String> {
        let document = Document::parse_in(text, Markup::Xml, namespaces);
        let document = document.map_err(|reason| reason.to_string())?;
        let root: &Node<'_> = document.root();
        let mut names = Vec::new();
        collect(root.members(), &mut names);
        Ok(names.join(" "))
    }

    #[track_caller]
    fn check(text: &str, namespaces: Namespaces<'_>, expected: &str) {
        assert_eq!(names(text, namespaces).as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn names_have_the_prefixes_of_the_schema() {
        let text = "<a:f xmlns:a='urn:frame'><b xmlns='urn:contact'><a:g/></b></a:f>";
        check(text, NAMESPACES, "f c:b g");
        check("<f xmlns='urn:frame'><xml:g/></f>", NAMESPACES, "f xml:g");
    }

    #[test]
    fn names_in_other_namespaces_are_those_of_no_place() {
        check("<f/>", NAMESPACES, "{}f");
        check("<f xmlns='urn:other'/>", NAMESPACES, "{}f");
        check("<c:f xmlns:c='urn:other'/>", NAMESPACES, "{}c:f");
        check("<o:f xmlns:o='urn:other'/>", NAMESPACES, "o:f");
        check("<o:f xmlns:o='urn:other'/>", NO_DEFAULT, "f");
    }

    #[test]
    fn attributes_with_a_prefix_never_lose_it() {
        let text = "<a xmlns:o='urn:other' o:type='1' type='2'/>";
        check(text, NO_DEFAULT, "a[o:type type]");
        let text = "<d:a xmlns:d='urn:frame' d:code='1' code='2'/>";
        check(text, NAMESPACES, "a[d:code code]");
        let text = "<d:a xmlns:d='urn:frame' xmlns:c='urn:other' c:code='1'/>";
        check(text, NAMESPACES, "a[{}c:code]");
        let text = "<a xmlns='urn:frame' xmlns:o='urn:contact' o:code='1' xml:lang='de'/>";
        check(text, NAMESPACES, "a[c:code xml:lang]");
    }

    #[test]
    fn a_prefix_needs_a_declaration() {
        for text in ["<o:a/>", "<o:a xmlns:o=''/>", "<a o:b=''/>"] {
            assert!(names(text, NAMESPACES).is_err(), "{text}");
        }
    }

    #[test]
    fn a_long_uri_is_not_repeated_in_names() {
        let children = "<b/>".repeat(87_000);
        let text = format!("<a xmlns='{}'>{children}</a>", "u".repeat(500_000));
        let document = Document::parse_in(&text, Markup::Xml, NAMESPACES).expect("XML");
        let (_, root) = &document.root().members()[0];
        let length: usize = root.members().iter().map(|(name, _)| name.len()).sum();
        assert_eq!(length, 87_000 * "{}b".len());
    }

    #[test]
    fn the_number_of_declarations_is_limited() {
        let declared = |count: usize| {
            let declarations = (0..count).map(|number| format!(" xmlns:p{number}='urn:{number}'"));
            let declarations: String = declarations.collect();
            names(
                &format!("<c:a xmlns:c='urn:contact'><b{declarations}/></c:a>"),
                NO_DEFAULT,
            )
        };
        assert_eq!(declared(255).as_deref(), Ok("c:a b"));
        let expected = "the body is larger than the limit";
        assert_eq!(declared(256), Err(expected.to_owned()));
    }
}
