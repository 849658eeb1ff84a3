//! Resolves unions whose variants are elements without an element around them.
//!
//! Input: `as: choice` of a field, or of the type of its values. Output: the names of the elements, which tell the variants apart. An item of
//! a list is one element, so a variant of it that is several elements, or none, is an error.

use super::super::diagnostics::ChoiceDiagnostic;
use super::super::resolver::{FieldDraft, ObjectDraft};
use super::super::wire_names::spell;
use super::builder::{Builder, list_wire, stated_name, wire_of};
use crate::plan::{BodyFormat, Structure, XmlChoice, XmlPart};
use crate::source::{Span, Spanned};
use crate::syntax::{Node, Wire, Written};

/// Returns whether a wire states a choice.
pub(super) fn states_choice(wire: &Wire) -> bool {
    wire.written
        .as_ref()
        .is_some_and(|it| it.value == Written::Choice)
}

/// Returns what a field, or else the type of its values, states about a choice.
fn stated<'d>(draft: &FieldDraft<'d>) -> Option<&'d Spanned<Written>> {
    let own: Option<&'d Node> = draft.node.items.as_deref();
    let nodes = std::iter::once(draft.node)
        .chain(own)
        .chain(draft.via.iter().copied());
    let mut wires = nodes.filter_map(|node| wire_of(BodyFormat::Xml, node));
    let wire = wires.find(|wire| wire.written.is_some())?;
    wire.written.as_ref().filter(|_| states_choice(wire))
}

/// Returns whether the variants of a field are elements without an element around them.
pub(in super::super) fn is_choice(draft: &FieldDraft<'_>, format: BodyFormat) -> bool {
    let can_have_one = match draft.field.ty.structure() {
        Structure::Object(_) | Structure::List(_) => true,
        Structure::Primitive(_) | Structure::Map(_) => false,
    };
    format.is_xml() && can_have_one && stated(draft).is_some()
}

impl Builder<'_, '_> {
    /// Returns the elements of a union without an element around them. Reports a field that cannot be such a union.
    pub(super) fn xml_choice(&mut self, draft: &FieldDraft<'_>) -> Option<XmlChoice> {
        let asked = stated(draft)?;
        if draft.poisoned {
            return None;
        }
        let list = draft.field.ty.list();
        let value = list.map_or(&draft.field.ty, |list| &list.item);
        let objects = self.objects;
        let object = value.object().and_then(|id| objects.get(id));
        let Some(union) = object.filter(|object| object.tagging.is_some()) else {
            self.diagnostics
                .push(ChoiceDiagnostic::ChoiceOfOther.at(asked.span));
            return None;
        };
        self.check_choice_keys(draft);
        self.check_variants(draft, union, list.is_some());
        Some(XmlChoice {
            names: union.fields.iter().map(first_name).collect(),
            each: list.is_some(),
        })
    }

    /// Reports the keys that have no effect, because no element is around the variants.
    fn check_choice_keys(&mut self, draft: &FieldDraft<'_>) {
        let wire = wire_of(self.format, draft.node);
        let clear = draft.node.clear.as_ref().map(|it| it.span);
        let mut keys: Vec<(&'static str, Option<Span>)> = vec![("clear", clear)];
        if let Some(wire) = wire {
            let attribute = wire.attributes.first();
            keys.extend([
                ("name", wire.name.as_ref().map(|it| it.span)),
                ("first_of", wire.first_of.first().map(|it| it.span)),
                ("absent", wire.absent.as_ref().map(|it| it.span)),
                ("list", wire.list.as_ref().map(|it| it.span)),
                ("nil", wire.nil.as_ref().map(|it| it.span)),
                ("attributes", attribute.map(|(name, _)| name.span)),
            ]);
        }
        for (key, span) in keys {
            if let Some(span) = span {
                self.diagnostics
                    .push(ChoiceDiagnostic::KeyOfChoice { key }.at(span));
            }
        }
    }

    /// Reports variants that are not exactly one element.
    fn check_variants(&mut self, draft: &FieldDraft<'_>, union: &ObjectDraft<'_>, in_list: bool) {
        for variant in &union.fields {
            if variant.poisoned {
                continue;
            }
            let wire = wire_of(BodyFormat::Xml, variant.node);
            let is_presence =
                wire.is_some_and(|it| it.presence.as_ref().is_some_and(|it| it.value));
            let wraps = wire.is_some_and(|wire| wire.item.is_some())
                || list_wire(BodyFormat::Xml, variant).is_some();
            let is_several = match variant.field.ty.structure() {
                Structure::List(list) => list.join.is_none() && !wraps,
                Structure::Map(_) => !wraps,
                Structure::Primitive(_) | Structure::Object(_) => false,
            };
            let name = variant.field.name.as_str().into();
            let found = if is_choice(variant, BodyFormat::Xml) {
                ChoiceDiagnostic::ChoiceInChoice {
                    name,
                    variant: variant.span,
                }
            } else if is_presence {
                ChoiceDiagnostic::PresenceInChoice {
                    name,
                    variant: variant.span,
                }
            } else if is_several && in_list {
                ChoiceDiagnostic::SeveralElements {
                    name,
                    variant: variant.span,
                }
            } else {
                continue;
            };
            self.diagnostics.push(found.at(draft.span));
        }
    }
}

/// Returns the name of the outermost element of a variant.
fn first_name(variant: &FieldDraft<'_>) -> String {
    let wire = wire_of(BodyFormat::Xml, variant.node);
    let path = wire.and_then(|wire| wire.at.as_ref());
    let first = path.and_then(|path| path.value.first()).map(String::as_str);
    let stated = first.or_else(|| stated_name(BodyFormat::Xml, variant));
    match stated {
        Some(name) => XmlPart::of_name(name).name().unwrap_or(name).to_owned(),
        None => spell(&variant.field.name, variant.case),
    }
}
