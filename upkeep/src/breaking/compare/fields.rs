//! Fields of an operation, an object or a response: which field of the old version is which of the new one.

use wireform_codegen::plan::{Field, FieldId, ObjectType, Plan, Presence, Structure, Table, Type};

use super::document::Document;
use super::loose::Loose;
use super::words;
use super::written::{Leaf, Written, as_form, as_json, as_lines, as_query, as_xml};
use super::{At, Comparison, Formats, Pair, Side, Version};
use crate::breaking::probe::any_value;
use crate::breaking::rules;

/// A field and its counterpart.
#[derive(Clone, Copy)]
pub(super) struct Matched {
    pub(super) ids: Pair<FieldId>,
    /// Whether the field is recognized in spite of another name on the wire.
    pub(super) is_replaced: bool,
}

/// The fields of both versions, with the document of each format that both write.
pub(super) struct Level<'p, 'w> {
    pub(super) fields: Pair<&'p Table<FieldId, Field>>,
    /// A label for the format, if there are several, and the documents.
    pub(super) documents: &'w [(String, Pair<Written>)],
}

/// Returns the members of an object as one format writes them.
type Writer = fn(&Plan, &ObjectType) -> Written;

impl<'p> Comparison<'p> {
    /// Compares the members of two objects.
    pub(super) fn object_fields(&mut self, objects: Pair<&'p ObjectType>, at: &At<'p>) {
        let plans = self.plans;
        let Formats {
            json,
            xml,
            query,
            form,
            lines,
        } = at.formats;
        let formats: [(_, bool, Writer); 5] = [
            ("json", json, as_json),
            ("xml", xml, as_xml),
            ("query", query, as_query),
            ("form", form, as_form),
            ("lines", lines, as_lines),
        ];
        let used = || formats.iter().filter(|(_, is_used, _)| *is_used);
        let several = used().count() > 1;
        let documents: Vec<_> = used()
            .map(|(name, _, write)| {
                let label = if several {
                    format!("{name}: ")
                } else {
                    String::new()
                };
                let written = Pair {
                    old: write(plans.old, objects.old),
                    new: write(plans.new, objects.new),
                };
                (label, written)
            })
            .collect();
        let level = Level {
            fields: objects.map(|object| &object.fields),
            documents: &documents,
        };
        self.level(&level, at);
    }

    /// Compares fields and the documents that they are written in.
    pub(super) fn level(&mut self, level: &Level<'p, '_>, at: &At<'p>) {
        let fields = level.fields;
        let matched = self.matched(level, at);
        for pair in &matched {
            let both = Pair {
                old: &fields.old[pair.ids.old],
                new: &fields.new[pair.ids.new],
            };
            let at = at.field(both.map(|field| field.name.as_str()));
            self.field(both, &at);
        }
        for (id, field) in fields.old.iter_ids() {
            if !matched.iter().any(|pair| pair.ids.old == id) {
                self.loose(Version::Old, field, at);
            }
        }
        for (id, field) in fields.new.iter_ids() {
            if !matched.iter().any(|pair| pair.ids.new == id) {
                self.loose(Version::New, field, at);
            }
        }
        self.required_order(fields, &matched, at);
        for (label, written) in level.documents {
            let document = Document {
                fields,
                matched: &matched,
                label,
                written,
            };
            self.document(&document, at);
        }
    }

    fn loose(&mut self, version: Version, field: &'p Field, at: &At<'p>) {
        let at = at.field(Pair {
            old: &field.name,
            new: &field.name,
        });
        if field.presence == Presence::Variant {
            return self.variant(version, field, &at);
        }
        self.loose.push(Loose {
            version,
            field,
            at,
            is_inside: false,
        });
    }

    /// Reports a variant of a union that only one version has.
    fn variant(&mut self, version: Version, field: &Field, at: &At<'p>) {
        let rule = match version {
            Version::Old => at.by_side(&rules::VARIANT_REMOVED, &rules::RESPONSE_VARIANT_REMOVED),
            Version::New => at.by_side(&rules::VARIANT_ADDED, &rules::RESPONSE_VARIANT_ADDED),
        };
        let plans = self.plans;
        let values: Vec<_> = any_value(plans.of(version), &field.ty)
            .into_iter()
            .collect();
        let witness = self.witness(at, version, &values);
        self.report_at(rule, at).witness = witness;
    }

    /// Returns the fields of both versions that belong together, and reports those with another name.
    fn matched(&mut self, level: &Level<'p, '_>, at: &At<'p>) -> Vec<Matched> {
        let fields = level.fields;
        let mut matched: Vec<Matched> = Vec::new();
        for (old, field) in fields.old.iter_ids() {
            if let Some(new) = fields.new.find(|it| it.name == field.name) {
                matched.push(Matched {
                    ids: Pair { old, new },
                    is_replaced: false,
                });
            }
        }
        let is_free = |matched: &[Matched], id: FieldId, version: Version| {
            !matched.iter().any(|pair| *pair.ids.of(version) == id)
        };
        let free = |matched: &[Matched], version: Version| -> Vec<FieldId> {
            let ids = fields.of(version).ids();
            ids.filter(|id| is_free(matched, *id, version)).collect()
        };
        let alone = |matched: &[Matched]| {
            free(matched, Version::Old).len() == 1 && free(matched, Version::New).len() == 1
        };
        for old in free(&matched, Version::Old) {
            let one = &fields.old[old];
            let candidates = free(&matched, Version::New);
            let like = |new: &&FieldId| {
                let other = &fields.new[**new];
                shape(&one.ty) == shape(&other.ty)
                    && one.constant.is_some() == other.constant.is_some()
            };
            let same_place = candidates.iter().filter(like).find(|new| {
                level.documents.iter().any(|(_, written)| {
                    let place = |leaf: Option<&Leaf>| leaf.map(|leaf| leaf.path.clone());
                    let places = (place(written.old.leaf(old)), place(written.new.leaf(**new)));
                    places.0.is_some() && places.0 == places.1
                })
            });
            let same_meaning = candidates
                .iter()
                .filter(like)
                .find(|new| one.means.is_some() && one.means == fields.new[**new].means);
            let same_shape = candidates.iter().filter(like).find(|new| {
                let other = &fields.new[**new];
                alone(&matched)
                    && one.means.is_none()
                    && other.means.is_none()
                    && words::ty(&one.ty) == words::ty(&other.ty)
                    && words::ty(&one.ty) != "string"
                    && one.presence == other.presence
                    && one.location == other.location
            });
            let (new, is_replaced) = match (same_place, same_meaning.or(same_shape)) {
                (Some(new), _) => (*new, false),
                (None, Some(new)) => (*new, true),
                (None, None) => continue,
            };
            let rule = match (is_replaced, at.side) {
                (true, Side::Request(_)) => &rules::FIELD_REPLACED,
                (false, Side::Request(_)) => &rules::FIELD_RENAMED,
                (true, Side::Response(_)) => &rules::RESPONSE_FIELD_PLACED,
                (false, Side::Response(_)) => &rules::RESPONSE_FIELD_RENAMED,
            };
            let names = Pair {
                old: one.name.clone(),
                new: fields.new[new].name.clone(),
            };
            let place = at.field(names.as_ref().map(String::as_str));
            self.report_change(rule, &place, names);
            matched.push(Matched {
                ids: Pair { old, new },
                is_replaced,
            });
        }
        matched
    }

    /// Reports required fields whose order changed, which is the order of the arguments of `new`.
    fn required_order(
        &mut self,
        fields: Pair<&'p Table<FieldId, Field>>,
        matched: &[Matched],
        at: &At<'p>,
    ) {
        match at.side {
            Side::Request(_) => {}
            Side::Response(_) => return,
        }
        let required =
            |field: &Field| field.presence == Presence::Required && field.constant.is_none();
        let mut both: Vec<Pair<FieldId>> = matched.iter().map(|pair| pair.ids).collect();
        both.retain(|ids| required(&fields.old[ids.old]) && required(&fields.new[ids.new]));
        both.sort_by_key(|ids| ids.old);
        if !both.is_sorted_by_key(|ids| ids.new) {
            let names = |version: Version| {
                let mut ids: Vec<FieldId> = both.iter().map(|pair| *pair.of(version)).collect();
                ids.sort();
                let names = ids.iter().map(|id| fields.of(version)[*id].name.as_str());
                names.collect::<Vec<_>>().join(", ")
            };
            let change = Pair {
                old: names(Version::Old),
                new: names(Version::New),
            };
            self.report_change(&rules::REQUIRED_FIELDS_REORDERED, at, change);
        }
    }
}

/// The kind of a value, without its facets.
#[derive(PartialEq, Eq)]
pub(super) enum Shape {
    Value,
    Object,
    List,
    Map,
}

/// Returns the kind of values of a type.
pub(super) fn shape(ty: &Type) -> Shape {
    match ty.structure() {
        Structure::Primitive(_) => Shape::Value,
        Structure::Object(_) => Shape::Object,
        Structure::List(_) => Shape::List,
        Structure::Map(_) => Shape::Map,
    }
}
