//! The wire situation of an object: the formats in which its values are sent.

use crate::plan::{BodyFormat, Operation};

/// The formats in which an operation or an object is written. They decide how wire paths look and which characters a value
/// may contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wires {
    /// Whether the default binding is XML, so that wire paths are XPath.
    pub(crate) default_xml: bool,
    /// Whether some binding is JSON.
    pub(crate) json: bool,
    /// Whether some binding is XML.
    pub(crate) xml: bool,
}

impl Wires {
    pub(crate) fn of(operation: &Operation) -> Self {
        let has = |format| {
            operation
                .bindings
                .iter()
                .any(|binding| binding.body.format() == Some(format))
        };
        Self {
            default_xml: operation
                .bindings
                .first()
                .is_some_and(|binding| binding.body.is_xml()),
            json: has(BodyFormat::Json),
            xml: has(BodyFormat::Xml),
        }
    }

    /// Returns the suffix of the methods of an object that has several wire situations.
    pub(crate) fn suffix(self) -> &'static str {
        match (self.default_xml, self.json, self.xml) {
            (true, true, _) => "xml_and_json",
            (true, false, _) => "xml",
            (false, true, true) => "json_and_xml",
            (false, false, true) => "flat_and_xml",
            (false, true, false) => "json",
            (false, false, false) => "flat",
        }
    }
}
