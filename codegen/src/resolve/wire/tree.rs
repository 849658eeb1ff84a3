//! Builds the tree of fields without an envelope, and checks that no two nodes share a place.

use std::collections::BTreeMap;

use super::super::diagnostics::{Siblings, WireDiagnostic};
use super::super::resolver::FieldDrafts;
use super::builder::Builder;
use super::node::BuildNode;
use crate::plan::{
    AttributeValue, BodyFormat, Constant, Content, FieldId, FieldWire, Literal, Presence, Source,
    Structure, TreeNode, XmlAttribute, XmlPart,
};
use crate::source::Span;

impl Builder<'_, '_> {
    /// Builds the tree of fields in their order, without an envelope.
    pub(in super::super) fn build_fields<N: BuildNode>(
        &mut self,
        indices: impl IntoIterator<Item = FieldId>,
    ) -> Vec<N> {
        let mut nodes = Vec::new();
        for index in indices {
            self.place_field(index, &mut nodes);
        }
        nodes
    }

    /// Reports siblings that share a place, everywhere in a tree.
    pub(in super::super) fn check_places<N: TreeNode>(&mut self, nodes: &[N], fallback: Span) {
        let mut taken: BTreeMap<&str, Vec<&N>> = BTreeMap::new();
        for node in nodes {
            let names = node.names();
            let same = names.iter().find_map(|name| {
                let others = taken.get(name)?.iter();
                let mut same = others.filter(|it| !are_apart(**it, node));
                Some((*name, *same.next()?))
            });
            if let Some((name, first)) = same {
                let here = self.find_span(node).unwrap_or(fallback);
                let there = self.find_span(first).unwrap_or(fallback);
                let found = WireDiagnostic::SameName {
                    siblings: Siblings(self.format),
                    name: name.into(),
                    first: there,
                };
                self.diagnostics.push(found.at(here));
                continue;
            }
            for name in names {
                taken.entry(name).or_default().push(node);
            }
            match node.content() {
                Content::Group(group) => self.check_places(&group.children, fallback),
                Content::Document(group) => {
                    let format = std::mem::replace(&mut self.format, BodyFormat::Json);
                    self.check_places(&group.children, fallback);
                    self.format = format;
                }
                Content::Value(source) => {
                    if self.format.is_xml() {
                        self.check_part(node, source, fallback);
                    }
                }
                Content::Tree(value) => self.within_tree(|builder| match value.value.content() {
                    Content::Group(group) => builder.check_places(&group.children, fallback),
                    Content::Document(group) => builder.check_places(&group.children, fallback),
                    Content::Value(_) | Content::Tree(_) => {}
                }),
            }
        }
        if self.format.is_xml() {
            self.check_text(nodes, fallback);
        }
    }

    /// Reports a text of an element that contains elements as well.
    fn check_text<N: TreeNode>(&mut self, nodes: &[N], fallback: Span) {
        let mut all = nodes.iter();
        let text = all.find(|node| XmlPart::of_name(node.name()).is_text());
        let mut all = nodes.iter();
        let element = all.find(|node| XmlPart::of_name(node.name()).is_element());
        if let (Some(text), Some(element)) = (text, element) {
            let found = WireDiagnostic::TextBesideElements {
                element: self.find_span(element).unwrap_or(fallback),
            };
            let here = self.find_span(text).unwrap_or(fallback);
            self.diagnostics.push(found.at(here));
        }
    }

    /// Reports what an attribute, or the text of an element, cannot have.
    fn check_part<N: TreeNode>(&mut self, node: &N, source: &Source<N::List>, fallback: Span) {
        let part = XmlPart::of_name(node.name());
        if part.is_element() {
            return;
        }
        let here = self.find_span(node).unwrap_or(fallback);
        if !node.attributes().is_empty() {
            let found = WireDiagnostic::AttributeOfPart;
            self.diagnostics.push(found.at(here));
        }
        let draft = match source {
            Source::Field(wire) => self.drafts.get(wire.field),
            Source::Credential(_) | Source::Constant { .. } => None,
        };
        let Some(draft) = draft.filter(|draft| !draft.poisoned) else {
            return;
        };
        let has_parts = match draft.field.ty.structure() {
            Structure::Primitive(_) => false,
            Structure::List(list) => list.join.is_none(),
            Structure::Object(_) | Structure::Map(_) => true,
        };
        let name = draft.field.name.as_str().into();
        if has_parts {
            let found = WireDiagnostic::PartWithParts { name };
            self.diagnostics.push(found.at(here));
        } else if part.is_text() && is_clearable(draft.field.presence) {
            let found = WireDiagnostic::ClearOfText { name };
            self.diagnostics.push(found.at(here));
        }
    }

    /// Returns the place in the document of the first field in a node.
    fn find_span<N: TreeNode>(&self, node: &N) -> Option<Span> {
        match node.content() {
            Content::Document(group) => group
                .children
                .iter()
                .find_map(|child| self.find_span(child)),
            Content::Group(group) => group
                .children
                .iter()
                .find_map(|child| self.find_span(child)),
            Content::Value(Source::Field(wire)) => {
                self.drafts.get(wire.field).map(|draft| draft.span)
            }
            Content::Value(Source::Credential(_) | Source::Constant { .. }) => None,
            Content::Tree(value) => self.find_span(&value.value),
        }
    }

    /// Runs a function with the format of the values in trees.
    pub(super) fn within_tree<R>(&mut self, run: impl FnOnce(&mut Self) -> R) -> R {
        let outer = std::mem::replace(&mut self.format, BodyFormat::Json);
        let result = run(self);
        self.format = outer;
        result
    }
}

/// Returns whether two nodes of one name stand for different elements.
fn are_apart<N: TreeNode>(some: &N, other: &N) -> bool {
    let positions = some.position().zip(other.position());
    exclude(some.attributes(), other.attributes()) || positions.is_some_and(|(one, two)| one != two)
}

/// Returns whether no element can have the attributes of two nodes: they have different constants for one attribute.
fn exclude(some: &[XmlAttribute], others: &[XmlAttribute]) -> bool {
    some.iter().any(|one| {
        let mut same = others.iter().filter(|other| other.name == one.name);
        same.any(|other| match (fixed_text(one), fixed_text(other)) {
            (Some(one), Some(other)) => one != other,
            (None, _) | (_, None) => false,
        })
    })
}

/// Returns the text of an attribute, if it is the same in every document.
fn fixed_text(attribute: &XmlAttribute) -> Option<&str> {
    match &attribute.value {
        AttributeValue::Constant(constant) => constant.literal().map(Literal::text),
        AttributeValue::Credential(_) => None,
    }
}

const fn is_clearable(presence: Presence) -> bool {
    match presence {
        Presence::Clearable(_) => true,
        Presence::Required | Presence::Optional | Presence::Variant => false,
    }
}

/// Replaces constant fields by their values.
pub(in super::super) fn settle_constants<N: BuildNode>(nodes: &mut [N], drafts: &FieldDrafts<'_>) {
    for node in nodes {
        for value in node.tree_mut() {
            settle_constants(std::slice::from_mut(&mut value.value), drafts);
        }
        node.each_value_mut(&mut |source| {
            let constant = match source {
                Source::Field(wire) => constant_of(wire, drafts),
                Source::Credential(_) | Source::Constant { .. } => None,
            };
            if let Some((value, is_time)) = constant {
                *source = Source::Constant { value, is_time };
            }
        });
    }
}

/// Returns the value of a constant field, as the format spells it, and whether it is a point in time.
fn constant_of<L>(wire: &FieldWire<L>, drafts: &FieldDrafts<'_>) -> Option<(Constant, bool)> {
    let constant = drafts.get(wire.field)?.field.constant.as_ref()?;
    let text = constant.literal().map(Literal::text);
    let mut values = wire.values.iter();
    let spelled = values.find(|(value, _)| Some(value.as_str()) == text);
    let spelled = spelled.map(|(_, literal)| (literal.clone().into(), false));
    Some(spelled.unwrap_or_else(|| (constant.clone(), wire.is_time)))
}
