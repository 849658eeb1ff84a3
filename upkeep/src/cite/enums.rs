//! Reads lists of values that stand apart from their field.

use std::ops::Range;

use super::kind::{Kind, Support};
use super::reading::{Builder, Fact};
use super::shapes;
use super::subjects::{Call, Member, plain};
use crate::page::{Role, Table};

/// The fields whose enum a list of values belongs to.
fn owners<'s>(
    builder: &Builder<'s>,
    values: &[&str],
    call: Option<&'s Call>,
) -> Vec<(&'s Call, &'s Member)> {
    let calls = builder.calls(call);
    let mut best = 0;
    let mut found = Vec::new();
    for call in calls {
        for member in call.members() {
            let known = member
                .values
                .iter()
                .filter(|value| values.contains(&value.as_str()))
                .count();
            // Most values of the list are values of the enum, and the other way round. A list under the name of the
            // field may be short.
            let is_full =
                known >= 2 && known * 5 >= values.len() * 3 && known * 5 >= member.values.len() * 3;
            let is_titled =
                known >= 1 && known * 2 >= values.len() && is_title_of(&builder.heading, member);
            let fits = is_full || is_titled;
            if fits && known > best {
                best = known;
                found.clear();
            }
            if fits && known == best {
                found.push((call, member));
            }
        }
    }
    found
}

/// Returns whether a heading, without signs between its words, announces the values of a field.
fn is_title_of(heading: &str, member: &Member) -> bool {
    member.names.iter().any(|name| {
        let name = plain(name);
        let behind = heading.strip_prefix(name.as_str());
        !name.is_empty() && matches!(behind, Some("" | "s" | "es" | "values"))
            || heading.strip_suffix(name.as_str()) == Some("valuesof")
    })
}

fn add(
    builder: &mut Builder<'_>,
    owners: &[(&Call, &Member)],
    value: &str,
    line: usize,
    span: &Range<usize>,
) {
    for (call, member) in owners {
        let items = if member.is_list { "[]" } else { "" };
        builder.fact(Fact {
            operation: call.name.clone(),
            path: format!("{}{items}", member.path),
            kind: Kind::Enum,
            value: value.to_owned(),
            support: Support::Stated,
            line,
            span: span.clone(),
        });
    }
}

/// Reads a run of items as values, if they are values of an enum.
pub(super) fn items(builder: &mut Builder<'_>, items: &[&str], call: Option<&Call>) -> bool {
    let spans: Vec<Option<Range<usize>>> = items
        .iter()
        .map(|item| shapes::leading_value(item))
        .collect();
    let values: Vec<&str> = items
        .iter()
        .zip(&spans)
        .filter_map(|(item, span)| Some(&item[span.clone()?]))
        .collect();
    let owners = owners(builder, &values, call);
    if owners.is_empty() || values.len() * 2 < items.len() {
        return false;
    }
    for (item, span) in items.iter().zip(spans) {
        let line = builder.line(item, call, "values", &owners[0].1.path, "");
        if let Some(span) = span {
            add(builder, &owners, &item[span.clone()], line, &span);
        }
    }
    true
}

/// Reads a table of values and their meanings, if the first column has the values of an enum.
pub(super) fn table(builder: &mut Builder<'_>, table: &Table, call: Option<&Call>) -> bool {
    let first = table.header.first().map(|column| column.role);
    if !matches!(
        first,
        Some(Role::Values | Role::Name | Role::Other | Role::Description) | None
    ) {
        return false;
    }
    let texts: Vec<String> = table
        .rows
        .iter()
        .filter_map(|row| row.first())
        .map(crate::page::Cell::text)
        .collect();
    let spans: Vec<Option<Range<usize>>> = texts
        .iter()
        .map(|text| shapes::leading_value(text))
        .collect();
    let values: Vec<&str> = texts
        .iter()
        .zip(&spans)
        .filter_map(|(text, span)| Some(&text[span.clone()?]))
        .collect();
    let found = owners(builder, &values, call);
    let known_names = values.iter().filter(|value| {
        let mut members = builder.subjects.operations.iter().flat_map(Call::members);
        members.any(|member| member.names.iter().any(|name| name == *value))
    });
    let has_type = table.header.iter().any(|column| column.role == Role::Type);
    if found.is_empty() || has_type && known_names.count() * 2 >= values.len() {
        return false;
    }
    for ((row, text), span) in table.rows.iter().zip(&texts).zip(spans) {
        let line = builder.line(text, call, "values", &found[0].1.path, "");
        if let Some(span) = span {
            add(builder, &found, &text[span.clone()], line, &span);
        }
        for cell in row.iter().skip(1) {
            for more in cell.lines.iter() {
                builder.line(&more.text, call, "meaning", text, "");
            }
        }
    }
    true
}

/// Reads a sentence that lists values of an enum.
pub(super) fn inline(builder: &mut Builder<'_>, text: &str, line: usize, call: Option<&Call>) {
    let spans = shapes::inline_values(text);
    let values: Vec<&str> = spans.iter().map(|span| &text[span.clone()]).collect();
    if values.len() < 2 {
        return;
    }
    let owners = owners(builder, &values, call);
    for span in &spans {
        add(builder, &owners, &text[span.clone()], line, span);
    }
}
