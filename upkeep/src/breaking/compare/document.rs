//! How the fields of both versions are written in the documents of one format, and what stands around them.

use wireform_codegen::plan::{Absent, Field, FieldId, Table};

use super::fields::Matched;
use super::written::{Leaf, Written, fixed};
use super::{At, Comparison, Pair, Side, Version};
use crate::breaking::rules;

/// The documents of one format in both versions.
pub(super) struct Document<'p, 'w> {
    pub(super) fields: Pair<&'p Table<FieldId, Field>>,
    pub(super) matched: &'w [Matched],
    /// The name of the format in reports, if there are several.
    pub(super) label: &'w str,
    pub(super) written: &'w Pair<Written>,
}

impl<'w> Document<'_, 'w> {
    /// Returns how each field is written that both versions write.
    fn leaves(&self) -> Vec<(Matched, Pair<&'w Leaf>)> {
        let leaves = self.matched.iter().filter_map(|matched| {
            let old = self.written.old.leaf(matched.ids.old)?;
            let new = self.written.new.leaf(matched.ids.new)?;
            Some((*matched, Pair { old, new }))
        });
        leaves.collect()
    }

    fn say(&self, text: &str) -> String {
        format!("{}{text}", self.label)
    }

    fn field(&self, matched: &Matched) -> Pair<&Field> {
        Pair {
            old: &self.fields.old[matched.ids.old],
            new: &self.fields.new[matched.ids.new],
        }
    }

    /// Returns what stands around the fields, sorted. Constant fields that changed are left out, because they have findings
    /// of their own.
    fn around(&self, version: Version) -> Vec<&'w str> {
        let written = self.written.of(version);
        let mut around: Vec<&str> = written.around.iter().map(String::as_str).collect();
        around.sort_unstable();
        let constants = self.fields.of(version).iter().filter(|field| {
            let others = self.fields.of(version.other()).iter();
            field.constant.is_some()
                && !others
                    .filter(|other| other.name == field.name)
                    .any(|other| other.constant == field.constant)
        });
        for value in constants.filter_map(|field| field.constant.as_ref()) {
            let end = format!(" = {}", fixed(value));
            if let Some(place) = around.iter().position(|entry| entry.ends_with(&end)) {
                around.remove(place);
            }
        }
        around
    }

    /// Returns the fields that both versions write, in the order of a version.
    fn order(&self, version: Version) -> Vec<usize> {
        let common: Vec<FieldId> = self
            .leaves()
            .iter()
            .map(|it| *it.0.ids.of(version))
            .collect();
        let leaves = self.written.of(version).leaves.iter();
        let place = |leaf: &Leaf| common.iter().position(|id| *id == leaf.field);
        leaves.filter_map(place).collect()
    }
}

impl<'p> Comparison<'p> {
    /// Compares how the fields are written, and what stands around them.
    pub(super) fn document(&mut self, document: &Document<'p, '_>, at: &At<'p>) {
        let leaves = document.leaves();
        let around = Pair {
            old: document.around(Version::Old),
            new: document.around(Version::New),
        };
        let is_request = match at.side {
            Side::Request(_) => true,
            Side::Response(_) => false,
        };
        let is_envelope_changed = is_request && !around.is_same();
        // If the document around all fields has other names, no field has another name.
        let in_another_group =
            is_envelope_changed && leaves.iter().all(|(_, leaf)| only_group(*leaf));
        for (matched, leaves) in &leaves {
            let fields = document.field(matched);
            let is_placed = matched.is_replaced
                || in_another_group
                || fields.old.location != fields.new.location;
            let at = at.field(fields.map(|field| field.name.as_str()));
            self.leaf(document, matched, *leaves, is_placed, &at);
        }
        if is_envelope_changed {
            let only = |one: &[&str], other: &[&str]| {
                let mut only = one.to_vec();
                only.retain(|entry| !other.contains(entry));
                match only.is_empty() {
                    true => document.say("nothing else"),
                    false => document.say(&only.join(", ")),
                }
            };
            let change = Pair {
                old: only(&around.old, &around.new),
                new: only(&around.new, &around.old),
            };
            self.report_change(&rules::ENVELOPE_CHANGED, at, change);
        }
        let written = document.written;
        let is_reordered = document.order(Version::Old) != document.order(Version::New)
            || (around.is_same()
                && sorted(&written.old.around) == sorted(&written.new.around)
                && written.old.around != written.new.around);
        if is_request && is_reordered {
            let is_ordered = written.old.is_ordered && written.new.is_ordered;
            let rule = match is_ordered {
                true => &rules::ELEMENTS_REORDERED,
                false => &rules::MEMBERS_REORDERED,
            };
            self.report_at(rule, at);
        }
    }

    fn leaf(
        &mut self,
        document: &Document<'p, '_>,
        matched: &Matched,
        leaves: Pair<&Leaf>,
        is_placed: bool,
        at: &At<'p>,
    ) {
        let paths = leaves.map(|leaf| leaf.path.as_str());
        if !paths.is_same() && !is_placed {
            let rule = at.by_side(&rules::WIRE_NAME_CHANGED, &rules::RESPONSE_FIELD_PLACED);
            self.report_change(rule, at, paths.map(|path| document.say(path)));
        }
        let lists = leaves.map(|leaf| leaf.list.as_str());
        let has_form = lists.map(|list| !list.is_empty());
        // A field that moved, or has another type, has findings of its own.
        let is_comparable =
            (has_form.old && has_form.new) || (!is_placed && same_kind(document.field(matched)));
        if !lists.is_same() && is_comparable {
            let rule = at.by_side(&rules::LIST_FORM_CHANGED, &rules::RESPONSE_TYPE_CHANGED);
            let lists = lists.map(|list| match list {
                "" => "one value of its own",
                list => list,
            });
            self.report_change(rule, at, lists.map(|list| document.say(list)));
        }
        if let Some(change) = respelled(leaves) {
            let rule = at.by_side(&rules::SPELLING_CHANGED, &rules::RESPONSE_SPELLING_CHANGED);
            self.report_change(rule, at, change.as_ref().map(|text| document.say(text)));
        }
        let absent = leaves.map(|leaf| leaf.absent);
        match at.side {
            Side::Request(_) if !absent.is_same() => {
                let change = absent.map(|absent| document.say(absent_name(absent)));
                self.report_change(&rules::ABSENT_CHANGED, at, change);
            }
            Side::Request(_) | Side::Response(_) => {}
        }
    }
}

/// Returns whether a field is a list, an object, a map or a single value in both versions.
fn same_kind(fields: Pair<&Field>) -> bool {
    let kinds = fields.map(|field| {
        let ty = &field.ty;
        [
            ty.list().is_some(),
            ty.map().is_some(),
            ty.object().is_some(),
        ]
    });
    kinds.old == kinds.new
}

/// Returns whether a field has the same name in another group.
fn only_group(leaves: Pair<&Leaf>) -> bool {
    let split = |leaf: &Leaf| {
        leaf.path
            .rsplit_once('/')
            .map(|(group, name)| (group.to_owned(), name.to_owned()))
    };
    match (split(leaves.old), split(leaves.new)) {
        (Some(old), Some(new)) => old.0 != new.0 && old.1 == new.1,
        // A field of the URL or of a header is in no group.
        (None, None) => leaves.old.path == leaves.new.path,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn sorted(texts: &[String]) -> Vec<&String> {
    let mut sorted: Vec<&String> = texts.iter().collect();
    sorted.sort();
    sorted
}

/// Returns a logical value with another spelling: the spelling before and after the change.
fn respelled(leaves: Pair<&Leaf>) -> Option<Pair<String>> {
    let spelling = |leaf: &Leaf, value: &str| match leaf.values.is_empty() {
        // Without spellings each value is written as it is.
        true => Some(format!("{value:?}")),
        false => {
            let found = leaf.values.iter().find(|(logical, _)| logical == value);
            found.map(|(_, spelled)| spelled.clone())
        }
    };
    let values = leaves.old.values.iter().chain(&leaves.new.values);
    let mut spelled = values.filter_map(|(value, _)| {
        let (old, new) = (spelling(leaves.old, value)?, spelling(leaves.new, value)?);
        Some((value, Pair { old, new }))
    });
    let (value, change) = spelled.find(|(_, change)| !change.is_same())?;
    Some(change.map(|it| format!("{value} as {it}")))
}

fn absent_name(absent: Absent) -> &'static str {
    match absent {
        Absent::Omit => "nothing",
        Absent::Null => "null",
        Absent::Empty => "the empty text",
    }
}
