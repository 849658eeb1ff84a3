//! Checks texts, values of enums, objects and lists.

use wireform::__rt::{AnyText, Check, Items, Path, Pattern, Text};
use wireform_codegen::plan::{
    BodyFormat, Clear, EnumId, List, Literal, Location, ObjectId, TextFacets,
};

use super::{Around, Walk};
use crate::facets::{formats, named, place_of, unit_of};
use crate::places;
use crate::value::{Slots, Value};

impl Walk<'_> {
    /// Checks a value of an enum. A policy can waive membership, but not what a wire cannot carry.
    pub(super) fn choice(
        &self,
        check: &mut Check<'_>,
        index: EnumId,
        path: &Path<'_>,
        text: &str,
        around: Around<'_>,
        token: Option<Clear>,
    ) {
        if around.spellings.is_empty() {
            let before = check.violations();
            let around = Around {
                clear_token: token == Some(Clear::Empty),
                ..around
            };
            self.text(check, &TextFacets::default(), path, text, around);
            if check.violations() > before {
                return;
            }
        }
        let known = &self.call.interpreter.plan.enums[index].values;
        let is_known = known.iter().any(|value| value.value == text);
        let refused = !is_known
            && check.unknown_value(path, &mut known.iter().map(|value| value.value.as_str()));
        if !refused && !is_spelled(around.spellings, text) {
            check.unspellable(path);
        }
    }

    pub(super) fn object(
        &self,
        check: &mut Check<'_>,
        index: ObjectId,
        path: &Path<'_>,
        members: &Slots,
    ) {
        let object = &self.call.interpreter.plan.objects[index];
        let places = &self.call.interpreter.objects[index];
        let main = places.on(self.body);
        for (at, field) in object.fields.iter_ids() {
            let mut on = vec![&main[at]];
            let is_xml = self.body.is_some_and(BodyFormat::is_xml);
            if self.xml && !is_xml {
                on.push(&places.xml[at]);
            }
            if self.json && is_xml {
                on.push(&places.json[at]);
            }
            // JSON writes an array, which may be empty.
            let needs_item = field.needs_item && self.xml;
            let step = places::step(field, &main[at]);
            let member = places::path(Some(path), &step);
            let value = members.get(at).and_then(Option::as_ref);
            self.field(check, field, &on, needs_item, &member, value);
        }
    }

    pub(super) fn list(
        &self,
        check: &mut Check<'_>,
        list: &List,
        path: &Path<'_>,
        items: &[Value],
        around: Around<'_>,
        token: Option<Clear>,
    ) {
        let facets = &list.facets;
        // In a joined list, one empty text and no item have the same spelling.
        let only_empty = matches!(items, [Value::Text(only)] if only.is_empty());
        let count = match token {
            Some(Clear::Empty) if only_empty => 0,
            _ => items.len(),
        };
        let refused = check.items(
            path,
            count,
            &Items {
                min_items: facets.min_items,
                max_items: facets.max_items,
                clear_token: matches!(token, Some(Clear::EmptyList | Clear::Empty)),
            },
        );
        if around.needs_item && items.is_empty() && !refused {
            check.empty_list(path);
        }
        if facets.unique_items {
            check.unique(path, items);
        }
        let around = Around {
            needs_item: false,
            separator: list.join.as_deref().or(around.separator),
            ..around
        };
        for (at, item) in items.iter().enumerate() {
            let item_path = path.item(at);
            self.value(check, &list.item, &item_path, item, around, None);
        }
    }

    pub(super) fn text(
        &self,
        check: &mut Check<'_>,
        facets: &TextFacets,
        path: &Path<'_>,
        text: &str,
        around: Around<'_>,
    ) {
        let compiled = &self.call.interpreter.patterns;
        let patterns: Vec<&Pattern> = facets
            .patterns
            .iter()
            .map(|pattern| compiled.facet(pattern, facets))
            .collect();
        let formats = formats(facets);
        let checks = named(compiled, facets);
        check.text(
            path,
            text,
            AnyText::Borrowed(&Text {
                min_length: facets.min_length,
                max_length: facets.max_length,
                unit: unit_of(facets.unit),
                patterns: &patterns,
                formats: &formats,
                checks: &checks,
                clear_token: around.clear_token,
                place: place_of(around.location),
                separator: around.separator,
                xml: self.xml && around.location == Location::Body,
            }),
        );
    }
}

/// Returns whether every wire has a spelling for a value. The items of a list are separate values.
pub(super) fn spellable(spellings: &[&[(String, Literal)]], value: &Value) -> bool {
    value.text().is_none_or(|text| is_spelled(spellings, &text))
}

fn is_spelled(spellings: &[&[(String, Literal)]], text: &str) -> bool {
    spellings
        .iter()
        .all(|values| values.iter().any(|(logical, _)| *logical == text))
}
