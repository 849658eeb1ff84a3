//! Builds the trees of bodies: members, elements or parameters.
//!
//! In: the fields of an operation or an object, and its envelope. Out: the nodes of one format. Every field of the body has
//! exactly one place, and no two fields share one.

mod envelope;
mod field_wire;
mod node;
mod placement;
mod wire_paths;

use std::collections::BTreeMap;

use super::diagnostics::WireDiagnostic;
use super::resolver::FieldDrafts;
use crate::plan::{Content, EnumId, EnumType, FieldId, FieldWire, Literal, Source, Table};
use crate::source::{Diagnostics, Span};
use crate::syntax::{Node, Wire};

pub(super) use crate::plan::BodyFormat as Kind;
pub(super) use envelope::{EnvelopeContext, build as build_envelope};
pub(super) use node::{BuildNode, NestedNode};
pub(super) use wire_paths::{paths, xml_name};

/// Returns what a node states about a format.
pub(super) fn wire_of(format: Kind, node: &Node) -> Option<&Wire> {
    match format {
        Kind::Json => node.json.as_ref(),
        Kind::Xml => node.xml.as_ref(),
        Kind::Query => node.query.as_ref(),
        Kind::Form => node.form.as_ref(),
    }
}

/// Builds the tree of one format.
pub(super) struct Builder<'b, 'a> {
    /// The format.
    pub(super) kind: Kind,
    /// The fields of the operation or the object.
    pub(super) drafts: &'b FieldDrafts<'a>,
    /// The enums of the plan.
    pub(super) enums: &'b Table<EnumId, EnumType>,
    /// The diagnostics.
    pub(super) diagnostics: &'b mut Diagnostics,
}

impl Builder<'_, '_> {
    /// Builds the tree of fields in their order, without an envelope.
    pub(super) fn fields<N: BuildNode>(
        &mut self,
        indices: impl IntoIterator<Item = FieldId>,
    ) -> Vec<N> {
        let mut nodes = Vec::new();
        for index in indices {
            self.place(index, &mut nodes);
        }
        nodes
    }

    /// Returns whether an enum has a value.
    fn enum_has(&self, index: EnumId, text: &str) -> bool {
        self.enums
            .get(index)
            .is_some_and(|ty| ty.values.iter().any(|value| value.value == text))
    }

    /// Reports siblings that share a place, everywhere in a tree.
    pub(super) fn check_places<N: BuildNode>(&mut self, nodes: &[N], fallback: Span) {
        let mut taken: BTreeMap<(&str, String), &N> = BTreeMap::new();
        for node in nodes {
            // Attributes distinguish elements of one name.
            let attributes = match node.attributes() {
                [] => String::new(),
                attributes => format!("{attributes:?}"),
            };
            let place = (node.name(), attributes);
            let twin = taken.get(&place).copied();
            taken.entry(place).or_insert(node);
            if let Some(twin) = twin {
                let what = match self.kind {
                    Kind::Json => "members",
                    Kind::Xml => "elements",
                    Kind::Query | Kind::Form => "parameters",
                };
                let here = self.span(node).unwrap_or(fallback);
                let there = self.span(twin).unwrap_or(fallback);
                let found = WireDiagnostic::SameName {
                    what,
                    name: node.name().into(),
                    first: there,
                    format: self.kind.name(),
                };
                self.diagnostics.push(found.at(here));
                continue;
            }
            match node.content() {
                Content::Group(group) => self.check_places(&group.children, fallback),
                Content::Value(_) => {}
            }
        }
    }

    /// Returns the place in the document of the first field in a node.
    fn span<N: BuildNode>(&self, node: &N) -> Option<Span> {
        match node.content() {
            Content::Group(group) => group.children.iter().find_map(|child| self.span(child)),
            Content::Value(Source::Field(wire)) => {
                self.drafts.get(wire.field).map(|draft| draft.span)
            }
            Content::Value(Source::Credential(_) | Source::Constant(_)) => None,
        }
    }
}

/// Replaces constant fields by their values.
pub(super) fn settle_constants<N: BuildNode>(nodes: &mut [N], drafts: &FieldDrafts<'_>) {
    for node in nodes {
        node.each_value_mut(&mut |source| {
            let constant = match source {
                Source::Field(wire) => constant_of(wire, drafts),
                Source::Credential(_) | Source::Constant(_) => None,
            };
            if let Some(constant) = constant {
                *source = Source::Constant(constant);
            }
        });
    }
}

/// Returns the value of a constant field, as the format spells it.
fn constant_of<L>(wire: &FieldWire<L>, drafts: &FieldDrafts<'_>) -> Option<Literal> {
    let constant = drafts.get(wire.field)?.field.constant.as_ref()?;
    let mut values = wire.values.iter();
    let spelled = values.find(|(value, _)| value == constant.text());
    Some(spelled.map_or(constant, |(_, literal)| literal).clone())
}
