//! Attributes and namespaces of XML documents.

use super::super::constant::Constant;
use super::super::ids::CredentialId;
use super::super::literal::Literal;

/// A namespace of XML documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlNamespace {
    /// The prefix that names in the plan have; none for the default namespace.
    pub prefix: Option<String>,
    /// The name of the namespace.
    pub uri: String,
    /// Whether the root element declares it even if it does not use it.
    pub at_root: bool,
}

impl XmlNamespace {
    /// Returns the attribute that declares the namespace.
    #[must_use]
    pub fn declaration(&self) -> XmlAttribute {
        XmlAttribute {
            name: match &self.prefix {
                Some(prefix) => format!("xmlns:{prefix}"),
                None => "xmlns".to_owned(),
            },
            value: AttributeValue::Constant(Literal::String(self.uri.clone()).into()),
        }
    }
}

impl XmlAttribute {
    /// Returns whether the attribute declares a namespace.
    #[must_use]
    pub fn declares_namespace(&self) -> bool {
        self.name == "xmlns" || self.name.starts_with("xmlns:")
    }
}

/// An attribute of an XML element.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlAttribute {
    /// Its name, with its prefix.
    pub name: String,
    /// Its value.
    pub value: AttributeValue,
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum AttributeValue {
    /// A constant.
    Constant(Constant),
    /// A credential. The attribute is not written if the authentication in use does not have it.
    Credential(CredentialId),
}

/// The attribute that marks an element without a value.
pub const NIL: &str = "xsi:nil";
