//! Fields without a counterpart of the same name: moved, split, merged, added or removed.

use wireform_codegen::plan::{Field, Presence};
use wireform_interpret::Input;

use super::fields::shape;
use super::words;
use super::{At, Comparison, Pair, Side, Version};
use crate::breaking::finding::Witness;
use crate::breaking::probe::any_value;
use crate::breaking::rules;

/// A field that only one version has at its place.
#[derive(Debug, Clone)]
pub(super) struct Loose<'p> {
    pub(super) version: Version,
    pub(super) field: &'p Field,
    pub(super) at: At<'p>,
    /// Whether it is a member of a field that is itself new or gone.
    pub(super) is_inside: bool,
}

impl<'p> Comparison<'p> {
    /// Reports the fields of an operation or a response that have no counterpart.
    pub(super) fn settle(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        let mut all = self.with_members(loose);
        self.split(&mut all, Version::Old);
        self.split(&mut all, Version::New);
        self.moved(&mut all);
        for one in all.into_iter().filter(|it| !it.is_inside) {
            self.added_or_removed(&one);
        }
    }

    /// Adds the members of objects that only one version has, because a field may have moved there.
    fn with_members(&self, loose: Vec<Loose<'p>>) -> Vec<Loose<'p>> {
        let mut all = Vec::new();
        for one in loose {
            if let Some(object) = one.field.ty.object() {
                let members = &self.plans.of(one.version).objects[object].fields;
                for member in members {
                    let names = Pair {
                        old: member.name.as_str(),
                        new: member.name.as_str(),
                    };
                    all.push(Loose {
                        version: one.version,
                        field: member,
                        at: one.at.field(names),
                        is_inside: true,
                    });
                }
            }
            all.push(one);
        }
        all
    }

    /// Reports a field of one version whose parts the other version has.
    fn split(&mut self, all: &mut Vec<Loose<'p>>, version: Version) {
        while let Some((whole, parts)) = find_split(all, version) {
            let names = |indices: &[usize]| {
                let names = indices.iter().map(|index| all[*index].at.place.as_str());
                names.collect::<Vec<_>>().join(", ")
            };
            let (whole_name, part_names) = (names(&[whole]), names(&parts));
            let at = all[whole].at.clone();
            let rule = match version {
                Version::Old => &rules::FIELD_SPLIT,
                Version::New => &rules::FIELD_MERGED,
            };
            let change = match version {
                Version::Old => Pair {
                    old: whole_name,
                    new: part_names,
                },
                Version::New => Pair {
                    old: part_names,
                    new: whole_name,
                },
            };
            self.report_change(rule, &at, change);
            let mut used = parts;
            used.push(whole);
            let mut index = 0;
            all.retain(|_| {
                index += 1;
                !used.contains(&(index - 1))
            });
        }
    }

    /// Reports fields that are at another place of the same request.
    fn moved(&mut self, all: &mut Vec<Loose<'p>>) {
        let mut index = 0;
        while index < all.len() {
            let one = &all[index];
            let counterpart = match one.version {
                Version::New => None,
                Version::Old => all.iter().position(|other| {
                    other.version == Version::New
                        && !(one.is_inside && other.is_inside)
                        && shape(&one.field.ty) == shape(&other.field.ty)
                        && is_same_field(one.field, other.field)
                }),
            };
            let Some(other) = counterpart else {
                index += 1;
                continue;
            };
            let at = one.at.clone();
            let change = Pair {
                old: one.at.place.clone(),
                new: all[other].at.place.clone(),
            };
            let rule = at.by_side(&rules::FIELD_MOVED, &rules::RESPONSE_FIELD_PLACED);
            self.report_change(rule, &at, change);
            let (first, second) = (index.min(other), index.max(other));
            all.remove(second);
            all.remove(first);
            index = 0;
        }
    }

    fn added_or_removed(&mut self, one: &Loose<'p>) {
        let rule = match (one.at.side, one.version) {
            (Side::Response(_), Version::Old) => &rules::RESPONSE_FIELD_REMOVED,
            (Side::Response(_), Version::New) => &rules::RESPONSE_FIELD_ADDED,
            (Side::Request(_), version) => {
                let is_replaced = one.at.side.replaces(version) && one.field.is_stored();
                let is_required = one.field.presence == Presence::Required;
                match (
                    one.field.constant.is_some(),
                    is_required,
                    is_replaced,
                    version,
                ) {
                    (true, _, _, Version::Old) => &rules::CONSTANT_REMOVED,
                    (true, _, _, Version::New) => &rules::CONSTANT_ADDED,
                    (false, true, _, Version::Old) => &rules::REQUIRED_FIELD_REMOVED,
                    (false, true, _, Version::New) => &rules::REQUIRED_FIELD_ADDED,
                    (false, false, true, Version::Old) => &rules::REPLACED_FIELD_REMOVED,
                    (false, false, true, Version::New) => &rules::REPLACED_FIELD_ADDED,
                    (false, false, false, Version::Old) => &rules::OPTIONAL_FIELD_REMOVED,
                    (false, false, false, Version::New) => &rules::OPTIONAL_FIELD_ADDED,
                }
            }
        };
        let witness = match one.at.side {
            Side::Request(_) if one.field.constant.is_none() => self.presence_witness(one),
            Side::Request(_) | Side::Response(_) => None,
        };
        let described = Some(words::ty(&one.field.ty));
        let finding = self.report_at(rule, &one.at);
        match one.version {
            Version::Old => finding.old = described,
            Version::New => finding.new = described,
        }
        finding.witness = witness;
    }

    /// Returns what shows that only one version has a field: a value of it, or a request without it if it is required.
    fn presence_witness(&self, one: &Loose<'p>) -> Option<Witness> {
        if one.version == Version::New && one.field.presence == Presence::Required {
            return self.without(&one.at, Version::Old);
        }
        let value: Input = any_value(self.plans.of(one.version), &one.field.ty)?;
        self.witness(&one.at, one.version, &[value])
    }
}

/// Returns whether two fields at different places seem to be the same: they mean the same datum, or have the same name.
fn is_same_field(one: &Field, other: &Field) -> bool {
    match (&one.means, &other.means) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.name == other.name && words::ty(&one.ty) == words::ty(&other.ty),
        (Some(_), None) | (None, Some(_)) => one.name == other.name,
    }
}

/// Returns a field of one version and the fields of the other version that mean parts of its datum.
fn find_split(all: &[Loose<'_>], version: Version) -> Option<(usize, Vec<usize>)> {
    all.iter().enumerate().find_map(|(index, whole)| {
        let term = whole.field.means.as_deref()?;
        if whole.version != version {
            return None;
        }
        let is_part = |other: &Loose<'_>| {
            other.version != version
                && other
                    .field
                    .means
                    .as_deref()
                    .is_some_and(|part| is_part_of(part, term))
        };
        let parts: Vec<usize> = (0..all.len()).filter(|at| is_part(&all[*at])).collect();
        (parts.len() > 1).then_some((index, parts))
    })
}

/// Returns whether a term of the contact vocabulary is a part of another.
fn is_part_of(part: &str, whole: &str) -> bool {
    match (whole, part) {
        ("name", "given_name" | "family_name") => true,
        _ => part
            .strip_prefix(whole)
            .is_some_and(|rest| rest.starts_with(['.', '['])),
    }
}
