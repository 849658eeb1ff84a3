//! Checks texts, values of enums, objects and lists.

use wireform::__rt::{AnyRule, AnyText, Check, Items, Path, Pattern, Text, TextPlace, UniqueKey};
use wireform_codegen::plan::{
    Clear, EnumId, FieldId, JsonMembers, List, Literal, Location, MapKeys, MapType, ObjectId,
    Presence, TextFacets, members_of,
};

use super::{Around, Empties, Walk, keys_beside, text_of};
use crate::facets::{formats, named, place_of, unit_of};
use crate::facts::Facts;
use crate::places;
use crate::rules::Root;
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
            let formats = self.formats.iter();
            let on: Vec<_> = formats
                .map(|format| &places.on(Some(*format))[at])
                .collect();
            let needs_item = field.needs_item && on.iter().any(|place| place.vanishes_empty);
            let step = places::step(field, &main[at]);
            let member = places::path(Some(path), &step);
            let value = members.get(at).and_then(Option::as_ref);
            let keeps = object.update.is_patch() && check.keeps_members();
            let beside: Vec<&JsonMembers> = members_of(&object.json, at).collect();
            self.field(
                check,
                field,
                &on,
                Empties {
                    needs_item,
                    numbers_objects: on.iter().any(|place| place.numbers_objects),
                    flattened: false,
                    keeps_members: keeps,
                    tells: beside.iter().any(|members| members.keys.is_some()),
                },
                &member,
                value,
            );
            if let Some(Value::Map(entries)) = value {
                keys_beside(check, &beside, &member, entries);
            }
        }
        if let Some(facts) = self.facts {
            self.rules_of(check, index, path, members, facts);
        }
    }

    /// Returns whether no member of an object leaves anything on the wire. A member that must not be empty counts as written,
    /// because it has a violation of its own.
    pub(super) fn is_blank(&self, index: ObjectId, members: &Slots) -> bool {
        let object = &self.call.interpreter.plan.objects[index];
        let places = &self.call.interpreter.objects[index];
        object.fields.iter_ids().all(|(at, field)| {
            let mut formats = self.formats.iter();
            let vanishes = !field.needs_item
                && formats.any(|format| places.on(Some(*format))[at].vanishes_empty);
            field.constant.is_none()
                && match (members.get(at).and_then(Option::as_ref), field.ty.object()) {
                    (None, _) => field.presence != Presence::Required,
                    (Some(Value::List(items)), _) => vanishes && items.is_empty(),
                    (Some(Value::Map(entries)), _) => vanishes && entries.is_empty(),
                    (Some(Value::Object(inner)), Some(id)) => vanishes && self.is_blank(id, inner),
                    (
                        Some(
                            Value::Clear
                            | Value::Text(_)
                            | Value::Integer(_)
                            | Value::Number(_)
                            | Value::Json(_)
                            | Value::Boolean(_)
                            | Value::Broken
                            | Value::Object(_),
                        ),
                        _,
                    ) => false,
                }
        })
    }

    fn rules_of(
        &self,
        check: &mut Check<'_>,
        index: ObjectId,
        path: &Path<'_>,
        members: &Slots,
        facts: &Facts,
    ) {
        let object = &self.call.interpreter.plan.objects[index];
        for rule in &object.rules {
            let root = Root::Object(object, members, path);
            let outcome = self.scene(root, facts, check).outcome(rule);
            let text = text_of(rule);
            let text = AnyRule::Borrowed(&text);
            match &rule.path {
                Some(field) => self.with_member(path, index, field, |path| {
                    check.rule(text, outcome, Some(path));
                }),
                None => check.rule(text, outcome, Some(path)),
            }
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
            // An item that could not be read is equal to nothing.
            let repeats = |&at: &usize| items[at].is_whole() && items[..at].contains(&items[at]);
            if let Some(index) = (0..items.len()).find(repeats) {
                check.unique_failed(path, index);
            }
        }
        for members in &facets.unique_by {
            let names: Vec<&str> = members.iter().map(|it| it.name.as_str()).collect();
            check.unique_by(path, &names, items.iter(), |item, name, key| {
                for member in members.iter().filter(|member| member.name == name) {
                    part_of_key(item, member.field, key);
                }
            });
        }
        let around = Around {
            needs_item: around.numbers_objects,
            numbers_objects: false,
            keeps_members: false,
            tells: false,
            separator: list.separator().or(around.separator),
            ..around
        };
        for (at, item) in items.iter().enumerate() {
            let item_path = path.item(at);
            self.value(check, &list.item, &item_path, item, around, None);
        }
    }

    pub(super) fn map(
        &self,
        check: &mut Check<'_>,
        map: &MapType,
        path: &Path<'_>,
        entries: &[(String, Value)],
        around: Around<'_>,
    ) {
        let refused = check.items(
            path,
            entries.len(),
            &Items {
                min_items: map.min_items,
                max_items: map.max_items,
                clear_token: false,
            },
        );
        if around.needs_item && entries.is_empty() && !refused {
            check.empty_list(path);
        }
        check.keys_taken(path, entries.iter().map(|(key, _)| key.as_str()));
        let tells = around.tells;
        let around = Around {
            needs_item: around.flattened,
            flattened: false,
            keeps_members: false,
            tells: false,
            ..around
        };
        for (at, (key, value)) in entries.iter().enumerate() {
            let is_listed = match &map.keys {
                MapKeys::Text(_) => false,
                MapKeys::Enum(index) => {
                    let mut known = self.call.interpreter.plan.enums[*index].values.iter();
                    around.names_keys && known.any(|it| it.value == *key)
                }
            };
            let entry = path.listed_entry(at, key, is_listed);
            match &map.keys {
                MapKeys::Text(facets) => {
                    let around = Around {
                        clear_token: false,
                        separator: None,
                        ..around
                    };
                    self.with_facets(facets, around, |facets| match tells {
                        true => check.telling_key(&entry, key, facets),
                        false => check.key(&entry, key, facets),
                    });
                }
                MapKeys::Enum(index) => {
                    let known = self.call.interpreter.plan.enums[*index].values.iter();
                    let mut known = known.map(|it| it.value.as_str());
                    check.listed_key(&entry, key, &mut known, tells);
                }
            }
            self.value(check, &map.item, &entry, value, around, None);
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
        self.with_facets(facets, around, |facets| {
            check.text(path, text, AnyText::Borrowed(facets));
        });
    }

    /// Calls a function with the facets of a text as the runtime takes them.
    fn with_facets(&self, facets: &TextFacets, around: Around<'_>, check: impl FnOnce(&Text<'_>)) {
        let compiled = &self.call.interpreter.patterns;
        let patterns: Vec<&Pattern> = facets
            .patterns
            .iter()
            .map(|pattern| compiled.facet(pattern, facets))
            .collect();
        let formats = formats(facets);
        let formats: Vec<_> = formats.iter().map(Vec::as_slice).collect();
        let checks = named(compiled, facets);
        check(&Text {
            min_length: facets.min_length,
            max_length: facets.max_length,
            unit: unit_of(facets.unit),
            patterns: &patterns,
            formats: &formats,
            checks: &checks,
            clear_token: around.clear_token,
            place: match around.location {
                Location::Body if self.lines => TextPlace::Line,
                location => place_of(location),
            },
            separator: around.separator.map(|(separator, _)| separator),
            separators: around.separator.map_or(0, |(_, count)| count),
            xml: self.xml && around.location == Location::Body,
        });
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

/// Sets the value that an item has in a member of its key.
fn part_of_key(item: &Value, member: FieldId, key: &mut UniqueKey) {
    let Value::Object(members) = item else {
        return key.unknown();
    };
    match members.get(member).and_then(Option::as_ref) {
        None => {}
        Some(Value::Clear) => key.cleared(),
        Some(Value::Number(number)) => key.number(number),
        Some(
            value @ (Value::Text(_)
            | Value::Integer(_)
            | Value::Boolean(_)
            | Value::Json(_)
            | Value::List(_)
            | Value::Map(_)
            | Value::Object(_)
            | Value::Broken),
        ) => match value.text() {
            Some(text) => key.text(&text),
            None => key.unknown(),
        },
    }
}
