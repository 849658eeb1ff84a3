//! Reads tables and lists whose rows are fields.
//!
//! `names.rs` finds the fields that rows are about, and `cells.rs` reads what the cells of a row state about them.

mod cells;
mod names;

use super::kind::{Kind, Support};
use super::reading::Builder;
use super::subjects::Call;
use super::{enums, responses, shapes};
use crate::page::{Cell, Role, Table, is_identifier};
use cells::RowReader;
use names::{RowName, Subject, best_group, find, row_names, subject};

/// Reads a table.
pub(in crate::cite) fn table(builder: &mut Builder<'_>, table: &Table, call: Option<&Call>) {
    let has = |role: Role| table.header.iter().position(|column| column.role == role);
    let header: Vec<&str> = table
        .header
        .iter()
        .map(|column| column.title.as_str())
        .filter(|title| !title.is_empty())
        .collect();
    if !header.is_empty() {
        builder.line(&header.join(" | "), call, "header", "", "");
    }
    if enums::table(builder, table, call) {
        return;
    }
    let names: Vec<Vec<RowName>> = match has(Role::Name) {
        Some(at) if !builder.is_response => table
            .rows
            .iter()
            .map(|row| row.get(at).map_or_else(Vec::new, row_names))
            .collect(),
        _ => Vec::new(),
    };
    let all: Vec<&RowName> = names.iter().flatten().collect();
    // A table of inputs can have other names in every row.
    let is_of_inputs = has(Role::Type).is_some()
        && ["input", "request", "parameter", "attribute", "payload"]
            .iter()
            .any(|word| builder.heading.contains(word));
    let inputs = |call: &Call| call.groups.iter().position(|group| group.prefix.is_empty());
    let Some((call, group)) = best_group(builder, &all, call).or_else(|| {
        let call = call.filter(|_| is_of_inputs && !all.is_empty())?;
        Some((call, &call.groups[inputs(call)?]))
    }) else {
        plain_rows(builder, table, call);
        return;
    };
    for (row, names) in table.rows.iter().zip(&names) {
        let subjects: Vec<Subject> = names
            .iter()
            .map(|name| subject(builder, name, call, group))
            .collect();
        let label = names
            .iter()
            .map(|name| name.text.as_str())
            .collect::<Vec<_>>()
            .join(",");
        for (column, cell) in table.header.iter().zip(row) {
            let mut reader = RowReader {
                builder: &mut *builder,
                call,
                subjects: &subjects,
                label: &label,
            };
            reader.cell(column.role, &column.title, cell, names);
        }
    }
}

/// Adds the lines of a table that is about no fields of a request.
fn plain_rows(builder: &mut Builder<'_>, table: &Table, call: Option<&Call>) {
    for row in &table.rows {
        let label = row.first().map(Cell::text).unwrap_or_default();
        let text: Vec<String> = row
            .iter()
            .map(Cell::text)
            .filter(|text| !text.is_empty())
            .collect();
        let text = text.join(" | ");
        if !text.is_empty() {
            let label: String = label.chars().take(40).collect();
            let line = builder.line(&text, call, "other", &label, "");
            responses::read(builder, &text, line, call);
        }
    }
}

/// Reads a run of list items: fields, values of an enum, or sentences.
pub(in crate::cite) fn items(builder: &mut Builder<'_>, items: &[&str], call: Option<&Call>) {
    if enums::items(builder, items, call) {
        return;
    }
    let name_of = |item: &str| {
        let span = shapes::leading_value(item)?;
        let name = &item[span.clone()];
        let is_field = is_identifier(name) && item.len() > span.end + 1;
        is_field.then(|| RowName {
            text: name.to_owned(),
            attribute: None,
            span,
        })
    };
    let names: Vec<Option<RowName>> = items.iter().map(|item| name_of(item)).collect();
    let known: Vec<&RowName> = names.iter().flatten().collect();
    let best = best_group(builder, &known, call).filter(|(_, group)| {
        let found = known
            .iter()
            .filter(|name| find(group, name).is_some())
            .count();
        found >= 2 && found * 2 >= known.len() && !builder.is_response
    });
    let Some((call, group)) = best else {
        for item in items {
            builder.text(item, "item", call);
        }
        return;
    };
    let mut current: Vec<Subject> = Vec::new();
    let mut label = String::new();
    let mut lists_values = false;
    for (item, name) in items.iter().zip(names) {
        let is_row = name.as_ref().is_some_and(|name| {
            find(group, name).is_some() || !lists_values && item[name.span.end..].contains('(')
        });
        if let (true, Some(name)) = (is_row, &name) {
            current = vec![subject(builder, name, call, group)];
            label.clone_from(&name.text);
        }
        let line = builder.line(item, Some(call), "list", &label, "");
        let mut reader = RowReader {
            builder: &mut *builder,
            call,
            subjects: &current,
            label: &label,
        };
        if let (true, Some(name)) = (is_row, name) {
            reader.names(line, std::slice::from_ref(&name), 0);
            reader.name_marks(item, line);
            reader.shapes(item, line);
            for span in shapes::inline_values(item) {
                reader.push(Kind::Enum, item, span, line, Support::Stated);
            }
            lists_values = shapes::announces_values(item).is_some();
        } else {
            lists_values = reader.free(item, line, true, lists_values, Role::Description);
        }
    }
}
