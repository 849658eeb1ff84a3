//! The wire situation of an object: the formats in which its values are sent.

use crate::lower::{ObjectPlaces, Place};
use crate::plan::{BodyFormat, FieldId, Operation};

/// The formats in which an operation or an object is written. They decide how wire paths look and which characters a value
/// may contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wires {
    /// The format of the default binding, which decides how wire paths look.
    pub(crate) default: Option<BodyFormat>,
    /// Whether some binding is JSON.
    pub(crate) json: bool,
    /// Whether some binding is XML.
    pub(crate) xml: bool,
    /// Whether some binding is a query string.
    pub(crate) query: bool,
    /// Whether some binding is a form.
    pub(crate) form: bool,
    /// Whether some binding has lines.
    pub(crate) lines: bool,
}

impl Wires {
    pub(crate) fn of(operation: &Operation) -> Self {
        let has = |format| {
            operation
                .bindings
                .iter()
                .any(|binding| binding.body.formats().contains(&format))
        };
        Self {
            default: operation
                .bindings
                .first()
                .and_then(|binding| binding.body.member_format()),
            json: has(BodyFormat::Json),
            xml: has(BodyFormat::Xml),
            query: has(BodyFormat::Query),
            form: has(BodyFormat::Form),
            lines: has(BodyFormat::Lines),
        }
    }

    /// Returns the suffix of the methods of an object that has several wire situations.
    pub(crate) fn suffix(self) -> String {
        let names: Vec<&str> = self.formats().map(BodyFormat::name).collect();
        names.join("_and_")
    }

    /// Returns whether some binding has a format.
    pub(crate) fn has(self, format: BodyFormat) -> bool {
        match format {
            BodyFormat::Json => self.json,
            BodyFormat::Xml => self.xml,
            BodyFormat::Query => self.query,
            BodyFormat::Form => self.form,
            BodyFormat::Lines => self.lines,
            // A text has no objects.
            BodyFormat::Text => false,
        }
    }

    /// Returns the places of a member of an object in these formats, first that in the default format.
    pub(crate) fn places<'o, 'p>(
        self,
        places: &'o ObjectPlaces<'p>,
        member: FieldId,
    ) -> Vec<&'o Place<'p>> {
        let formats = self.formats();
        formats
            .map(|format| &places.on(Some(format))[member])
            .collect()
    }

    /// Returns the formats, first the default one.
    fn formats(self) -> impl Iterator<Item = BodyFormat> {
        let others = BodyFormat::ALL.into_iter();
        let others = others.filter(move |it| Some(*it) != self.default && self.has(*it));
        self.default.into_iter().chain(others)
    }
}
