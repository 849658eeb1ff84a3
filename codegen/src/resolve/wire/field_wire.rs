//! Resolves how a format writes one field: values, lists, absence, attributes.

use super::super::diagnostics::{HttpDiagnostic, UpdateDiagnostic, WireDiagnostic};
use super::super::literals::plain_literal;
use super::super::placeholders;
use super::super::resolver::FieldDraft;
use super::builder::{Builder, stated_name, wire_of};
use super::choices::is_choice;
use super::node::BuildNode;
use crate::plan::{
    Absent, AttributeValue, BodyFormat, Clear, FieldId, FieldWire, JoinedItems, Literal, Presence,
    Primitive, Structure, Type, XmlAttribute, XmlPart,
};
use crate::source::{Quoted, Span, Spanned};
use crate::syntax::{self, Map, Scalar, Wire};

/// Returns how a format has a field of a response: its spellings and its list.
pub(in super::super) fn read_field_wire<N: BuildNode>(
    builder: &mut Builder<'_, '_>,
    index: FieldId,
) -> FieldWire<N::List> {
    builder.build_field_wire::<N>(index, "")
}

impl Builder<'_, '_> {
    /// Returns how the format writes a field under a name.
    pub(super) fn build_field_wire<N: BuildNode>(
        &mut self,
        index: FieldId,
        name: &str,
    ) -> FieldWire<N::List> {
        let draft = &self.drafts[index];
        let wire = wire_of(self.format, draft.node);
        let list = self
            .build_list::<N>(draft, wire, name)
            .or_else(|| N::members(self, draft, wire, name));
        let values = self.build_spellings(draft);
        let inner = self.inner_names(draft);
        let absent = wire
            .and_then(|wire| wire.absent.as_ref())
            .map_or(Absent::Omit, |absent| absent.value.into());
        self.check_clear(draft);
        if let Some(wire) = wire {
            self.check_keys(draft, wire);
            self.check_members(draft, wire);
        }
        if let Some(constant) = draft.constant {
            self.check_xml_text(&constant.text, constant.span);
        }
        FieldWire {
            field: index,
            values,
            list,
            inner,
            quoted: has_quotes(&draft.field.ty),
            absent,
            is_time: draft.field.ty.item().is_timestamp(),
        }
    }

    /// Reports an object that an empty text cannot clear. In XML, an empty element clears an object that is never empty.
    fn check_clear(&mut self, draft: &FieldDraft<'_>) {
        if is_choice(draft, self.format) {
            return;
        }
        if let (Presence::Clearable(Clear::AllItems(_)), Some(clear)) =
            (draft.field.presence, &draft.node.clear)
        {
            let style = wire_of(self.format, draft.node).and_then(|wire| wire.list.as_ref());
            let is_indexed = style.is_some_and(|it| it.value == syntax::ListStyle::Indexed);
            if !self.format.is_flat() || !is_indexed {
                let found = UpdateDiagnostic::AllItemsNeedNumbers;
                self.diagnostics.push(found.at(clear.span));
            }
        }
        let clears = match draft.field.presence {
            Presence::Clearable(Clear::Empty) => draft.node.clear.as_ref(),
            Presence::Clearable(Clear::Null | Clear::EmptyList | Clear::AllItems(_))
            | Presence::Required
            | Presence::Optional
            | Presence::Variant => None,
        };
        let list = draft.field.ty.list().filter(|list| list.join.is_none());
        if let (Some(clear), Some(_)) = (clears, list) {
            let wire = wire_of(self.format, draft.node);
            let style = wire.and_then(|wire| wire.list.as_ref());
            let is_numbered = style.is_some_and(|it| it.value == syntax::ListStyle::Indexed)
                || wire.is_some_and(|wire| wire.members.is_some());
            if !self.format.is_flat() || !is_numbered {
                let found = UpdateDiagnostic::ListByText;
                self.diagnostics.push(found.at(clear.span));
            }
        }
        let object = draft.field.ty.object().and_then(|id| self.objects.get(id));
        if let (Some(clear), Some(object)) = (clears, object)
            && !(self.format.is_xml() && object.fields.iter().any(always_written))
        {
            let found = UpdateDiagnostic::ObjectByText;
            self.diagnostics.push(found.at(clear.span));
        }
    }

    /// Returns the attributes of a field's element.
    pub(super) fn build_attributes(&mut self, index: FieldId) -> Vec<XmlAttribute> {
        let Some(wire) = wire_of(self.format, self.drafts[index].node) else {
            return Vec::new();
        };
        if !self.format.is_xml() {
            return Vec::new();
        }
        wire.attributes
            .iter()
            .map(|(name, value)| {
                self.check_xml_name(name, name.span);
                self.check_xml_text(value, value.span);
                let text = self.constant_text(value, value.span, |name| {
                    HttpDiagnostic::PlaceholderInAttribute { name }
                });
                XmlAttribute {
                    name: name.value.clone(),
                    value: AttributeValue::Constant(Literal::String(text).into()),
                }
            })
            .collect()
    }

    /// Returns a constant text with its placeholders replaced. Any other dollar looks like a placeholder, which would be sent
    /// literally, and is an error.
    pub(super) fn constant_text(
        &mut self,
        text: &str,
        span: Span,
        diagnostic: impl Fn(Quoted) -> HttpDiagnostic,
    ) -> String {
        match placeholders::fill(text, self.operation) {
            Ok(filled) => filled,
            Err(name) => {
                self.diagnostics.push(diagnostic(name.into()).at(span));
                String::new()
            }
        }
    }

    /// Reports keys that have no effect in this format.
    fn check_keys(&mut self, draft: &FieldDraft<'_>, wire: &Wire) {
        let format = self.format;
        let list = wire.list.as_ref().map(|list| list.value);
        let wraps = list == Some(syntax::ListStyle::Wrap);
        let is_indexed = list == Some(syntax::ListStyle::Indexed);
        let mut report = |key: Option<Span>, diagnostic: WireDiagnostic| {
            self.diagnostics
                .0
                .extend(key.map(|span| diagnostic.at(span)));
        };
        if !wraps {
            let item = wire.item.as_ref().map(|item| item.span);
            report(item, WireDiagnostic::ItemWithoutWrap { format });
        }
        let has_members = wire.members.is_some();
        if !is_indexed && !has_members {
            let index = wire.index.as_ref().map(|index| index.span);
            report(index, WireDiagnostic::IndexWithoutIndexed { format });
        }
        let numbers = is_indexed
            || (has_members && draft.field.ty.list().is_some())
            || (format.is_flat() && wire.written.is_some());
        if !numbers {
            let first = wire.first.as_ref().map(|first| first.span);
            report(first, WireDiagnostic::FirstWithoutIndexed { format });
        }
        let is_list =
            draft.field.ty.list().is_some() || wire.written.is_some() || is_choice(draft, format);
        if !is_list && !draft.poisoned && !has_members {
            let list = wire.list.as_ref().map(|list| list.span);
            report(list, WireDiagnostic::StyleOfScalar { format });
        }
    }

    fn build_list<N: BuildNode>(
        &mut self,
        draft: &FieldDraft<'_>,
        wire: Option<&Wire>,
        name: &str,
    ) -> Option<N::List> {
        self.check_entries(draft);
        let has_members =
            draft.field.ty.object_within().is_some() || draft.field.ty.map().is_some();
        if has_members && let Some(members) = N::members(self, draft, wire, name) {
            return Some(members);
        }
        let Some(list) = draft.field.ty.list() else {
            return N::build_entries(self, draft);
        };
        let Some(separator) = &list.join else {
            return Some(N::build_list(self, draft, wire, name));
        };
        if let Some(asked) = wire.and_then(|wire| wire.list.as_ref()) {
            self.diagnostics
                .push(WireDiagnostic::StyleOfJoined.at(asked.span));
        }
        Some(N::joined(separator.clone()))
    }

    /// Returns the spellings of a field's values: its own, else those of its type.
    fn build_spellings(&mut self, draft: &FieldDraft<'_>) -> Vec<(String, Literal)> {
        let own = std::iter::once(draft.node)
            .chain(draft.node.items.as_deref())
            .chain(draft.via.iter().copied());
        let Some(values) = own
            .filter_map(|node| wire_of(self.format, node))
            .map(|wire| &wire.values)
            .find(|values| !values.is_empty())
        else {
            return Vec::new();
        };
        if !draft.poisoned {
            self.check_values(draft, values);
        }
        values
            .iter()
            .map(|(value, spelling)| {
                self.check_xml_text(&spelling.text, spelling.span);
                let literal = if self.format.is_json() {
                    plain_literal(&spelling.value)
                } else {
                    Literal::String(spelling.text.clone())
                };
                (value.value.clone(), literal)
            })
            .collect()
    }

    fn check_values(&mut self, draft: &FieldDraft<'_>, values: &Map<Spanned<Scalar>>) {
        let ty = draft.field.ty.item();
        for (value, _) in values {
            let shown = value.as_str().into();
            let found = match ty.structure() {
                Structure::Primitive(Primitive::Boolean)
                    if matches!(value.as_str(), "true" | "false") =>
                {
                    continue;
                }
                Structure::Primitive(Primitive::Boolean) => {
                    WireDiagnostic::SpellingOfBoolean { value: shown }
                }
                Structure::Primitive(Primitive::Enum(index)) if self.enum_has(index, value) => {
                    continue;
                }
                Structure::Primitive(Primitive::Enum(_)) => {
                    WireDiagnostic::SpellingOfEnum { value: shown }
                }
                Structure::Primitive(
                    Primitive::Text(_)
                    | Primitive::Integer(_)
                    | Primitive::Number(_)
                    | Primitive::Any(_)
                    | Primitive::Date
                    | Primitive::Timestamp,
                )
                | Structure::Object(_)
                | Structure::List(_)
                | Structure::Map(_) => WireDiagnostic::SpellingOfOther { value: shown },
            };
            self.diagnostics.push(found.at(value.span));
        }
    }
}

/// Returns whether the items of a list that is one text can be in quotation marks.
fn has_quotes(ty: &Type) -> bool {
    ty.list().is_some_and(|list| match list.joined {
        JoinedItems::Quoted => true,
        JoinedItems::Plain | JoinedItems::Containing(_) => false,
    })
}

/// Returns whether XML writes something for every value of a member.
fn always_written(member: &FieldDraft<'_>) -> bool {
    let name = stated_name(BodyFormat::Xml, member);
    let is_text = name.is_some_and(|name| XmlPart::of_name(name).is_text());
    let has_length = || {
        let facets = member.field.ty.text();
        facets.is_none_or(|facets| facets.min_length.is_some_and(|least| least > 0))
    };
    let writes = match member.field.ty.structure() {
        Structure::Primitive(_) => !is_text || has_length(),
        Structure::Object(_) => true,
        Structure::List(list) => list.join.is_some() && !is_text,
        Structure::Map(_) => false,
    };
    member.field.presence == Presence::Required && writes
}
