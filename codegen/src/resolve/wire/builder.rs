//! The state of building one tree, and the checks that every part of it needs.

use super::super::diagnostics::WireDiagnostic;
use super::super::fields::nodes_of_field;
use super::super::resolver::{FieldDraft, FieldDrafts, ObjectDraft};
use super::wire_paths::is_xml_name;
use crate::plan::{BodyFormat, EnumId, EnumType, ObjectId, Table};
use crate::source::{Diagnostics, Span};
use crate::syntax::{Node, Wire};

/// Returns what a node states about a format.
pub(in super::super) fn wire_of(format: BodyFormat, node: &Node) -> Option<&Wire> {
    match format {
        BodyFormat::Json => node.json.as_ref(),
        BodyFormat::Xml => node.xml.as_ref(),
        BodyFormat::Query => node.query.as_ref(),
        BodyFormat::Form => node.form.as_ref(),
        BodyFormat::Lines => node.lines.as_ref(),
        // A text has no place of its own for a field.
        BodyFormat::Text => None,
    }
}

/// Returns what states how a format writes a list: the field, or else its named type.
pub(in super::super) fn list_wire<'d>(
    format: BodyFormat,
    draft: &FieldDraft<'d>,
) -> Option<&'d Wire> {
    let nodes = nodes_of_field(draft.node, &draft.via).into_iter();
    let mut wires = nodes.filter_map(|node| wire_of(format, node));
    wires.find(|wire| wire.list.is_some())
}

/// Returns the name that a field states for its node in a format: the last part of its path, or else its name.
pub(super) fn stated_name<'d>(format: BodyFormat, draft: &FieldDraft<'d>) -> Option<&'d str> {
    let wire = wire_of(format, draft.node);
    let path = wire.and_then(|wire| wire.at.as_ref());
    let last = path.and_then(|path| path.value.last());
    let own = wire.and_then(|wire| wire.name.as_ref());
    let shared = draft.node.wire.as_ref();
    let names = own.or(shared).map(|name| name.value.as_str());
    last.map(String::as_str).or(names)
}

/// The owner of the fields of a tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Owner {
    /// An operation, whose body has the fields.
    Operation,
    /// An operation, whose parameters outside the body are the fields.
    Outside,
    /// An object.
    Object,
}

/// Returns whether XML can contain a text.
pub(in super::super) fn is_xml_text(text: &str) -> bool {
    !text.contains(|c: char| {
        c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
    })
}

/// Builds the tree of one format.
pub(in super::super) struct Builder<'b, 'a> {
    /// The format.
    pub(in super::super) format: BodyFormat,
    /// The owner of the fields.
    pub(in super::super) owner: Owner,
    /// The fields of the operation or the object.
    pub(in super::super) drafts: &'b FieldDrafts<'a>,
    /// The name of the operation on the wire, for `$call.operation`; none for an object.
    pub(in super::super) operation: Option<&'b str>,
    /// The objects of the plan.
    pub(in super::super) objects: &'b Table<ObjectId, ObjectDraft<'a>>,
    /// What is between the name and the value of a line.
    pub(in super::super) assign: &'b str,
    /// The enums of the plan.
    pub(in super::super) enums: &'b Table<EnumId, EnumType>,
    /// The diagnostics.
    pub(in super::super) diagnostics: &'b mut Diagnostics,
}

impl Builder<'_, '_> {
    /// Returns whether an enum has a value.
    pub(super) fn enum_has(&self, index: EnumId, text: &str) -> bool {
        self.enums
            .get(index)
            .is_some_and(|ty| ty.values.iter().any(|value| value.value == text))
    }

    /// Reports a name of an element or attribute that XML does not allow.
    pub(super) fn check_xml_name(&mut self, name: &str, span: Span) {
        if !is_xml_name(name) {
            let found = WireDiagnostic::XmlName { name: name.into() };
            self.diagnostics.push(found.at(span));
        }
    }

    /// Reports a constant text with characters that XML cannot contain.
    pub(super) fn check_xml_text(&mut self, text: &str, span: Span) {
        if self.format.is_xml() && !is_xml_text(text) {
            self.diagnostics.push(WireDiagnostic::XmlCharacter.at(span));
        }
        self.check_line(text, false, span);
    }

    /// Reports a constant text or a name that would be more than a part of one line.
    pub(super) fn check_line(&mut self, text: &str, is_name: bool, span: Span) {
        let is_lines = match self.format {
            BodyFormat::Lines => true,
            BodyFormat::Json
            | BodyFormat::Xml
            | BodyFormat::Query
            | BodyFormat::Form
            | BodyFormat::Text => false,
        };
        let splits = is_name && !self.assign.is_empty() && text.contains(self.assign);
        if is_lines && (splits || text.contains(['\n', '\r'])) {
            self.diagnostics.push(WireDiagnostic::TextInLine.at(span));
        }
    }
}
