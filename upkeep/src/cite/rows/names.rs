//! Finds the fields that the rows of a table or a list are about.

use std::ops::Range;

use crate::cite::reading::Builder;
use crate::cite::shapes::Target;
use crate::cite::subjects::{Call, Group, Member, plain};
use crate::page::{Cell, is_identifier, is_type_word, required_word};

/// A field that a row is about.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) operation: String,
    pub(super) path: String,
    pub(super) target: Target,
}

/// A name in the first cell of a row.
#[derive(Debug, Clone)]
pub(super) struct RowName {
    pub(super) text: String,
    /// `name=value`, if the row is about an element with this attribute.
    pub(super) attribute: Option<String>,
    pub(super) span: Range<usize>,
}

/// Returns the names in a cell. A cell may join several fields.
pub(super) fn row_names(cell: &Cell) -> Vec<RowName> {
    let Some(first) = cell.lines.first() else {
        return Vec::new();
    };
    let mut names = Vec::new();
    let lines = cell.lines.iter().skip(1).filter(|line| {
        is_identifier(&line.text)
            && !is_type_word(&line.text)
            && required_word(&line.text).is_none()
    });
    for line in std::iter::once(first).chain(lines) {
        let mut start = 0;
        for part in line.text.split([',', '/', '|']) {
            let bare = part
                .split(" (")
                .next()
                .unwrap_or(part)
                .trim_matches(|c: char| matches!(c, ' ' | '`' | '*' | '"' | ':'));
            let (name, attribute) = match bare.split_once(' ') {
                Some((name, attribute)) if attribute.contains('=') => {
                    (name, Some(attribute.replace(['"', ' '], "")))
                }
                _ => (bare, None),
            };
            if is_identifier(name) {
                let at = start + part.find(name).unwrap_or(0);
                names.push(RowName {
                    text: name.to_owned(),
                    attribute,
                    span: at..at + name.len(),
                });
            }
            start += part.len() + 1;
        }
    }
    names
}

/// Returns the group of fields that most names belong to.
pub(super) fn best_group<'s>(
    builder: &Builder<'s>,
    names: &[&RowName],
    call: Option<&'s Call>,
) -> Option<(&'s Call, &'s Group)> {
    let calls = builder.calls(call);
    let mut best: Option<(usize, &Call, &Group)> = None;
    for call in calls {
        for group in &call.groups {
            let known = names
                .iter()
                .filter(|name| find(group, name).is_some())
                .count();
            let is_titled = group.titles.contains(&builder.heading);
            // A title decides between groups with the same names.
            let score = known * 4 + usize::from(is_titled) * 3;
            let is_better = score > best.map_or(0, |(best, ..)| best);
            if is_better && (known > 0 || is_titled) {
                best = Some((score, call, group));
            }
        }
    }
    best.map(|(_, call, group)| (call, group))
}

/// Returns the member that a name stands for.
pub(super) fn find<'g>(group: &'g Group, name: &RowName) -> Option<&'g Member> {
    let is_same = |member: &&Member| {
        let is_named = member
            .names
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&name.text));
        let has_attribute = match &name.attribute {
            Some(attribute) => member.attributes.contains(attribute),
            None => member.attributes.is_empty(),
        };
        is_named && has_attribute
    };
    group.members.iter().find(is_same)
}

/// Returns the field of a row. Its name may be that of a member, a path, or a credential.
pub(super) fn subject(
    builder: &Builder<'_>,
    name: &RowName,
    call: &Call,
    group: &Group,
) -> Subject {
    let of_member = |member: &Member, operation: &str| Subject {
        operation: operation.to_owned(),
        path: member.path.clone(),
        target: Target {
            is_list: member.is_list,
            is_text: member.is_text,
        },
    };
    if let Some(member) = find(group, name) {
        return of_member(member, &call.name);
    }
    let path = plain(&name.text);
    let by_path = call
        .members()
        .find(|member| name.text.contains(['.', '[']) && plain(&member.path) == path);
    let by_place = || {
        let is_place = |place: &String| place.eq_ignore_ascii_case(&name.text);
        let is_nested = name.text.contains('.');
        call.members()
            .find(|member| is_nested && member.places.iter().any(is_place))
    };
    if let Some(member) = by_path.or_else(by_place) {
        return of_member(member, &call.name);
    }
    let elsewhere: Vec<&Member> = call
        .groups
        .iter()
        .filter_map(|group| find(group, name))
        .collect();
    // A table about the members of an object names no field outside of it.
    if let ([member], true) = (&elsewhere[..], group.prefix.is_empty()) {
        return of_member(member, &call.name);
    }
    let mut credentials = builder.subjects.credentials.iter();
    if let Some(credential) = credentials.find(|credential| credential.names.contains(&name.text)) {
        return of_member(credential, "-");
    }
    Subject {
        operation: call.name.clone(),
        path: format!("{}?{}", group.prefix, name.text),
        target: Target {
            is_list: false,
            is_text: true,
        },
    }
}
