//! XML elements that a schema does not describe further, as texts.
//!
//! A text is checked once, when it is made, and written in one spelling. Executors then write it without another check.

mod names;
mod read;

use std::fmt;
use std::str::FromStr;

/// Finds the namespace that a prefix has around an element; empty for no namespace. The prefix of the default namespace is empty.
pub(crate) type Around<'a> = &'a dyn Fn(&str) -> Option<&'a str>;

/// One XML element (XML 1.0, Namespaces in XML 1.0), as text.
///
/// The element declares the namespaces of all names in it, so that it means the same in every document. An element in no namespace
/// declares this by `xmlns=""`.
///
/// The text has one spelling. Attributes keep their order, and prefixes and white space in texts stay as they are. Comments are
/// left out, sections of CDATA become text, references become their characters, and `<a/>` becomes `<a></a>`.
///
/// A text that was read has at most [`XmlText::MAX_LEN`] bytes and [`XmlText::MAX_DEPTH`] levels of elements. It has no document
/// type, no processing instruction, and no entity that XML does not predefine.
///
/// With the feature `serde`, it is serialized and deserialized as a string.
///
/// # Examples
/// ```
/// use wireform::XmlText;
///
/// let text = XmlText::try_from("<k:token xmlns:k='urn:keys' k:id='1'><![CDATA[a < b]]><!-- secret --><k:end/></k:token>")?;
/// assert_eq!(text.as_str(), r#"<k:token xmlns:k="urn:keys" k:id="1">a &lt; b<k:end></k:end></k:token>"#);
/// assert_eq!(XmlText::try_from("<token/>")?.as_str(), r#"<token xmlns=""></token>"#);
/// assert!(XmlText::try_from("<k:token/>").is_err());
/// # Ok::<(), wireform::XmlTextError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct XmlText(Box<str>);

impl XmlText {
    /// The greatest number of bytes of a text that is read, and of its one spelling.
    pub const MAX_LEN: usize = 1 << 20;

    /// The greatest number of nested elements.
    pub const MAX_DEPTH: usize = 64;

    /// Reads one element. White space and comments can be around it.
    ///
    /// # Errors
    /// Fails if the text is not one well-formed element or exceeds a limit. The error does not repeat it.
    pub fn parse(text: &str) -> Result<Self, XmlTextError> {
        Self::only(Self::content(text, &|_| None)?)
    }

    /// Returns the only one of some elements.
    pub(crate) fn only(elements: Vec<XmlText>) -> Result<Self, XmlTextError> {
        let mut elements = elements.into_iter();
        match (elements.next(), elements.next()) {
            (Some(only), None) => Ok(only),
            (None, _) | (Some(_), Some(_)) => Err(XmlTextError::NotOne),
        }
    }

    /// Reads the elements between the tags of an element. `around` has the namespaces that are declared around them.
    pub(crate) fn content(text: &str, around: Around<'_>) -> Result<Vec<XmlText>, XmlTextError> {
        let texts = read::elements(text, around)?;
        Ok(texts.into_iter().map(|text| XmlText(text.into())).collect())
    }

    /// For generated code: returns the value of a required field for which a contact has none. Such a request is refused.
    #[doc(hidden)]
    #[must_use]
    pub fn stand_in() -> Self {
        XmlText("<none xmlns=\"\"></none>".into())
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The reason why a text is no [`XmlText`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum XmlTextError {
    /// The text is not well formed, or has an entity that XML does not predefine.
    NotXml,
    /// The text is no element, or has more than one beside each other.
    NotOne,
    /// A prefix has no declaration, or a declaration that is not allowed.
    Prefix,
    /// The text has a document type, an XML declaration or another processing instruction.
    NotElements,
    /// The text, or its one spelling, is longer than [`XmlText::MAX_LEN`].
    TooLong,
    /// Elements are nested deeper than [`XmlText::MAX_DEPTH`].
    TooDeep,
    /// An element is in the scope of more than 256 declarations of namespaces.
    TooManyNamespaces,
}

impl fmt::Display for XmlTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            XmlTextError::NotXml => "not well-formed XML",
            XmlTextError::NotOne => "not exactly one XML element",
            XmlTextError::Prefix => "XML with a prefix that it does not declare",
            XmlTextError::NotElements => "XML with a document type or a processing instruction",
            XmlTextError::TooLong => "XML of more than 1 MiB",
            XmlTextError::TooDeep => "XML with more than 64 levels of elements",
            XmlTextError::TooManyNamespaces => {
                "XML with more than 256 namespace declarations in scope"
            }
        })
    }
}

impl std::error::Error for XmlTextError {}

impl FromStr for XmlText {
    type Err = XmlTextError;

    fn from_str(text: &str) -> Result<Self, XmlTextError> {
        XmlText::parse(text)
    }
}

impl TryFrom<&str> for XmlText {
    type Error = XmlTextError;

    fn try_from(text: &str) -> Result<Self, XmlTextError> {
        XmlText::parse(text)
    }
}

impl TryFrom<String> for XmlText {
    type Error = XmlTextError;

    fn try_from(text: String) -> Result<Self, XmlTextError> {
        XmlText::parse(&text)
    }
}

impl fmt::Display for XmlText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
