//! Resolves objects and maps that are written as entries.
//!
//! Input: `as: entries` of a field, or of its named type. Output: where an entry has its key and its value. An entry has one key and one
//! value, so a member that is written as several nodes, or inside a group, is an error.

use super::super::diagnostics::{EntryDiagnostic, NamespaceDiagnostic, UnionDiagnostic};
use super::super::fields::nodes_of_field;
use super::super::resolver::FieldDraft;
use super::builder::{Builder, stated_name, wire_of};
use super::choices::{is_choice, states_choice};
use crate::plan::{
    BodyFormat, Clear, EntryKey, FieldId, JsonEntries, Presence, Primitive, Structure, Type,
    XmlEntries, XmlPart,
};
use crate::source::Spanned;
use crate::syntax::{ListStyle, Node, Text, Wire};

/// Returns what a node states about entries in a format.
fn stated(format: BodyFormat, node: &Node) -> Option<&Wire> {
    wire_of(format, node).filter(|wire| wire.written.is_some() && !states_choice(wire))
}

/// Returns what a field, or else its named type, states about entries in a format.
fn stated_of<'d>(format: BodyFormat, draft: &FieldDraft<'d>) -> Option<&'d Wire> {
    let nodes = nodes_of_field(draft.node, &draft.via).into_iter();
    let mut wires = nodes.filter_map(|node| wire_of(format, node));
    let wire = wires.find(|wire| wire.written.is_some())?;
    Some(wire).filter(|wire| !states_choice(wire))
}

impl Builder<'_, '_> {
    /// Returns what is stated about the entries of an object or a map, if it is written as entries.
    pub(in super::super) fn entries_of<'d>(&self, draft: &FieldDraft<'d>) -> Option<&'d Wire> {
        match draft.field.ty.structure() {
            Structure::Object(_) | Structure::Map(_) => stated_of(self.format, draft),
            Structure::Primitive(_) | Structure::List(_) => None,
        }
    }

    /// Reports entries where the field has none, and keys of entries without `as`.
    pub(super) fn check_entries(&mut self, draft: &FieldDraft<'_>) {
        let own = wire_of(self.format, draft.node);
        if let Some(wire) = own.filter(|wire| wire.written.is_none() || states_choice(wire)) {
            for (key, at) in [("key", &wire.key), ("value", &wire.value)] {
                if let Some(at) = at {
                    let found = EntryDiagnostic::KeyWithoutEntries { key };
                    self.diagnostics.push(found.at(at.span));
                }
            }
        }
        if draft.poisoned {
            return;
        }
        match draft.field.ty.structure() {
            Structure::Primitive(_) | Structure::List(_) => {
                let own = own.filter(|wire| !states_choice(wire));
                let asked = own.and_then(|wire| wire.written.as_ref());
                if let Some(asked) = asked {
                    let found = EntryDiagnostic::EntriesOfOther;
                    self.diagnostics.push(found.at(asked.span));
                }
            }
            Structure::Object(_) | Structure::Map(_) => {}
        }
        // The types of the items or of the values follow those of the field.
        let before = nodes_of_field(draft.node, &draft.via).len() - 1;
        let of_items = draft.via.iter().skip(before);
        let inner = draft
            .node
            .items
            .as_deref()
            .into_iter()
            .chain(of_items.copied());
        let mut inner = inner.filter_map(|node| stated(self.format, node));
        let has_items = draft.field.ty.list().is_some() || draft.field.ty.map().is_some();
        if has_items && inner.next().is_some() {
            let found = EntryDiagnostic::EntriesInItems;
            self.diagnostics.push(found.at(draft.span));
        }
    }

    /// Returns the key and the value of entries. Reports an entry that lacks one of them.
    pub(super) fn parts<'w>(&mut self, wire: &'w Wire) -> Option<(&'w Text, &'w Text)> {
        let (Some(key), Some(value)) = (&wire.key, &wire.value) else {
            let span = wire.written.as_ref().map_or(wire.span, |it| it.span);
            self.diagnostics.push(EntryDiagnostic::Incomplete.at(span));
            return None;
        };
        if key.value == value.value {
            self.diagnostics
                .push(EntryDiagnostic::SameName.at(value.span));
            return None;
        }
        Some((key, value))
    }

    pub(super) fn json_entries(&mut self, draft: &FieldDraft<'_>) -> Option<JsonEntries> {
        let wire = self.entries_of(draft)?;
        let (key, value) = self.parts(wire)?;
        self.check_entry_members(draft);
        Some(JsonEntries {
            key: key.value.clone(),
            value: value.value.clone(),
        })
    }

    /// Returns whether a truth value is an element that is there or not. Reports a field that cannot be one.
    pub(super) fn xml_presence(&mut self, draft: &FieldDraft<'_>) -> bool {
        let Some(wire) = wire_of(self.format, draft.node) else {
            return false;
        };
        let Some(asked) = wire.presence.as_ref().filter(|it| it.value) else {
            return false;
        };
        let is_boolean = match draft.field.ty.structure() {
            Structure::Primitive(Primitive::Boolean) => true,
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_)
                | Primitive::Any(_),
            )
            | Structure::Object(_)
            | Structure::List(_)
            | Structure::Map(_) => false,
        };
        let found = if draft.poisoned {
            None
        } else if !is_boolean {
            let name = draft.field.name.as_str().into();
            Some(NamespaceDiagnostic::PresenceOfOther { name })
        } else if is_part(draft) {
            Some(NamespaceDiagnostic::PresenceOfPart)
        } else if !wire.values.is_empty() || wire.absent.is_some() {
            Some(NamespaceDiagnostic::PresenceWithSpelling)
        } else if draft.node.clear.is_some() {
            Some(NamespaceDiagnostic::ClearOfPresence)
        } else {
            None
        };
        let is_wrong = found.is_some();
        self.diagnostics
            .0
            .extend(found.map(|found| found.at(asked.span)));
        is_boolean && !is_wrong
    }

    /// Returns whether an attribute marks the element of a field that `null` clears.
    pub(super) fn build_nil(&mut self, index: FieldId, name: &str) -> bool {
        let draft = &self.drafts[index];
        let wire = wire_of(self.format, draft.node);
        let Some(asked) = wire.and_then(|it| it.nil.as_ref()).filter(|it| it.value) else {
            return false;
        };
        if is_choice(draft, self.format) {
            return false;
        }
        let is_null = match draft.field.presence {
            Presence::Clearable(Clear::Null) => true,
            Presence::Clearable(Clear::Empty | Clear::EmptyList | Clear::AllItems(_))
            | Presence::Required
            | Presence::Optional
            | Presence::Variant => false,
        };
        let is_entries = self.entries_of(draft).is_some();
        let found = if !XmlPart::of_name(name).is_element() || is_entries {
            Some(NamespaceDiagnostic::NilOfPart)
        } else if !is_null {
            let name = draft.field.name.as_str().into();
            Some(NamespaceDiagnostic::NilWithoutNull { name })
        } else {
            None
        };
        let is_wrong = found.is_some();
        self.diagnostics
            .0
            .extend(found.map(|found| found.at(asked.span)));
        !is_wrong
    }

    pub(super) fn xml_entries(&mut self, draft: &FieldDraft<'_>) -> Option<XmlEntries> {
        let wire = self.entries_of(draft)?;
        let (key, value) = self.parts(wire)?;
        let of_key = match key.strip_prefix('@') {
            Some(name) => {
                self.check_xml_name(name, key.span);
                EntryKey::Attribute(name.to_owned())
            }
            None => {
                self.check_xml_name(key, key.span);
                EntryKey::Element(key.value.clone())
            }
        };
        let content = value.as_str() == ".";
        if content && !key.starts_with('@') {
            self.diagnostics
                .push(EntryDiagnostic::ContentBesideKey.at(value.span));
            return None;
        }
        if !content {
            self.check_xml_name(value, value.span);
        }
        let wraps = is_wrap(wire.list.as_ref());
        let item = wire.item.as_ref().filter(|_| wraps);
        if let Some(item) = item {
            self.check_xml_name(item, item.span);
        }
        if let (true, None, Some(list)) = (wraps, item, &wire.list) {
            let found = super::super::diagnostics::WireDiagnostic::WrapWithoutItem;
            self.diagnostics.push(found.at(list.span));
        }
        let own = wire_of(self.format, draft.node).map(|wire| &wire.attributes);
        let attribute = own.and_then(|attributes| attributes.first());
        if let (Some((name, _)), None) = (attribute, item) {
            let found = EntryDiagnostic::AttributeOfEntries;
            self.diagnostics.push(found.at(name.span));
        }
        self.check_entry_members(draft);
        if let Some(map) = draft.field.ty.map()
            && map.item.inside().is_none()
            && self.has_attribute_members(&map.item)
        {
            let found = EntryDiagnostic::AttributeOfValue {
                name: draft.field.name.as_str().into(),
                member: draft.span,
            };
            self.diagnostics.push(found.at(draft.span));
        }
        Some(XmlEntries {
            item: item.map(|item| item.value.clone()),
            key: of_key,
            value: (!content).then(|| value.value.clone()),
        })
    }

    /// Returns whether the element of an object of this type has attributes from its members.
    fn has_attribute_members(&self, ty: &Type) -> bool {
        let object = ty.object_within().and_then(|id| self.objects.get(id));
        let mut members = object.into_iter().flat_map(|object| object.fields.iter());
        members.any(|member| {
            let name = stated_name(self.format, member);
            name.is_some_and(|name| XmlPart::of_name(name).attribute().is_some())
        })
    }

    /// Reports the members of an object that cannot be entries.
    pub(super) fn check_entry_members(&mut self, draft: &FieldDraft<'_>) {
        let Some(object) = draft.field.ty.object().and_then(|id| self.objects.get(id)) else {
            return;
        };
        if object.tagging.is_some() {
            let found = UnionDiagnostic::AsEntries {
                name: draft.field.name.as_str().into(),
            };
            self.diagnostics.push(found.at(draft.span));
        }
        let (format, is_xml) = (self.format, self.format.is_xml());
        for member in &object.fields {
            let wire = wire_of(format, member.node);
            let groups = wire.and_then(|wire| wire.at.as_ref());
            let has_groups = groups.is_some_and(|at| at.value.len() > 1);
            let has_attributes = wire.is_some_and(|wire| !wire.attributes.is_empty());
            let wraps = wire.is_some_and(|wire| is_wrap(wire.list.as_ref()));
            let repeats = is_xml && !wraps && has_items(&member.field.ty);
            let is_entries = is_xml && stated_of(format, member).is_some();
            if is_xml && self.has_attribute_members(&member.field.ty) {
                let found = EntryDiagnostic::AttributeOfValue {
                    name: member.field.name.as_str().into(),
                    member: member.span,
                };
                self.diagnostics.push(found.at(draft.span));
            }
            let has_members = wire.is_some_and(|wire| wire.members.is_some());
            let is_part = is_xml && (is_part(member) || is_choice(member, format));
            let has_parameters = format.is_flat() && !is_one_text(&member.field.ty);
            let is_several = has_members || has_parameters || repeats || is_entries || is_part;
            if is_several || has_groups || has_attributes {
                let found = EntryDiagnostic::Member {
                    name: member.field.name.as_str().into(),
                    member: member.span,
                };
                self.diagnostics.push(found.at(draft.span));
            }
        }
    }
}

/// Returns whether a field is an attribute or a text in XML.
fn is_part(draft: &FieldDraft<'_>) -> bool {
    let name = stated_name(BodyFormat::Xml, draft);
    name.is_some_and(|name| !XmlPart::of_name(name).is_element())
}

fn is_wrap(list: Option<&Spanned<ListStyle>>) -> bool {
    list.is_some_and(|list| list.value == ListStyle::Wrap)
}

/// Returns whether a value of a type is one text among parameters.
fn is_one_text(ty: &Type) -> bool {
    match ty.structure() {
        Structure::Primitive(_) => true,
        Structure::List(list) => list.join.is_some(),
        Structure::Object(_) | Structure::Map(_) => false,
    }
}

/// Returns whether a type is a list of separate items.
fn has_items(ty: &Type) -> bool {
    ty.list().is_some_and(|list| list.join.is_none())
}
