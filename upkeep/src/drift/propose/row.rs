//! Writes a new row as a field, and removes the field of a row that is gone.

use std::collections::BTreeSet;

use crate::cite::{Constraint, Fact, Kind, Support, canonical};
use crate::drift::finding::{Change, Finding};
use crate::edit::place::{self, declaration};
use crate::edit::{Proposal, Schema, write};

/// The description of what a page added.
pub(super) const NOT_DESCRIBED: &str = "New on the page; not described yet.";

/// Returns the type of a schema for a type without parts.
pub(super) fn plain_type(name: &str) -> Option<&'static str> {
    [
        "string",
        "integer",
        "number",
        "boolean",
        "date",
        "timestamp",
    ]
    .into_iter()
    .find(|known| *known == name)
}

/// Proposes a field for a new row.
pub(super) fn add(schema: &Schema, finding: &Finding) -> Proposal {
    let wire = finding.new.clone().unwrap_or_default();
    let says = format!("add the field {}", finding.subject());
    let doubt = |reason: &str| Proposal {
        says: says.clone(),
        edits: Vec::new(),
        doubt: Some(reason.to_owned()),
    };
    if finding.operation == "-" {
        return doubt("it belongs to no operation");
    }
    let Some(after) = &finding.after else {
        return doubt("no field stands before it");
    };
    let Some(before) = declaration(schema, &finding.operation, after) else {
        return doubt("the row before it is no field of the schema");
    };
    let (Some(fields), Some(_)) = (before.fields, before.key) else {
        return doubt("its place has to be chosen by hand");
    };
    if write::is_flow(schema, fields) {
        return doubt("its place has to be chosen by hand");
    }
    if finding
        .row
        .iter()
        .all(|fact| fact.support == Support::Sample)
    {
        return doubt("only a sample shows it");
    }
    let Some(body) = lines(&finding.row) else {
        return doubt("its type has to be written by hand");
    };
    let logical = logical_name(&wire);
    let sibling_wire = is_spelled_alike(schema, finding, &logical, &wire);
    let mut entry = format!("{logical}:\n");
    for line in body {
        entry.push_str(&format!("  {line}\n"));
    }
    if !sibling_wire {
        entry.push_str(&format!("  wire: {}\n", write::scalar(&wire)));
    }
    entry.push_str(&format!("  description: {NOT_DESCRIBED}"));
    match write::append_entry(schema, fields, Some(before.node), &entry) {
        Some(edit) => Proposal {
            says,
            edits: vec![edit],
            doubt: None,
        },
        None => doubt("its place has to be chosen by hand"),
    }
}

/// Returns the properties of a new field.
fn lines(row: &[Fact]) -> Option<Vec<String>> {
    let stated = |kind: Kind| {
        row.iter()
            .find(|fact| fact.kind == kind && fact.support != Support::Sample)
    };
    let values: Vec<&str> = row
        .iter()
        .filter(|fact| fact.kind == Kind::Enum)
        .map(|fact| fact.value.as_str())
        .collect();
    let ty = stated(Kind::Type).map(|fact| canonical(Kind::Type, &fact.value));
    let mut facets = Vec::new();
    for kind in [
        Kind::Pattern,
        Kind::MinLength,
        Kind::MaxLength,
        Kind::Minimum,
        Kind::Maximum,
        Kind::Format,
    ] {
        if let (Some(fact), Some(key)) = (stated(kind), place::key_of(kind)) {
            let value = match kind {
                Kind::Pattern => format!("'{}'", fact.value.replace('\'', "''")),
                kind => canonical(kind, &fact.value),
            };
            facets.push(format!("{key}: {value}"));
        }
    }
    let mut lines = Vec::new();
    let ty = ty.unwrap_or_else(|| "string".to_owned());
    if !values.is_empty() {
        lines.push("enum:".to_owned());
        lines.extend(
            values
                .iter()
                .map(|value| format!("  {}: {NOT_DESCRIBED}", write::scalar(value))),
        );
    } else if let Some(item) = ty
        .strip_prefix("list<")
        .and_then(|item| item.strip_suffix('>'))
    {
        lines.push("type: list".to_owned());
        lines.push(format!(
            "items: {{ type: {}{} }}",
            plain_type(item)?,
            facets
                .iter()
                .map(|facet| format!(", {facet}"))
                .collect::<String>()
        ));
        facets.clear();
        for kind in [Kind::MinItems, Kind::MaxItems] {
            if let (Some(fact), Some(key)) = (stated(kind), place::key_of(kind)) {
                facets.push(format!("{key}: {}", canonical(kind, &fact.value)));
            }
        }
    } else {
        lines.push(format!("type: {}", plain_type(&ty)?));
    }
    lines.extend(facets);
    if stated(Kind::Required).is_some_and(|fact| canonical(Kind::Required, &fact.value) == "yes") {
        lines.push("required: true".to_owned());
    }
    Some(lines)
}

/// Returns a wire name in lower case with underscores.
fn logical_name(wire: &str) -> String {
    let mut name = String::new();
    let mut was_lower = false;
    for c in wire.chars() {
        if c.is_uppercase() && was_lower {
            name.push('_');
        }
        was_lower = c.is_lowercase() || c.is_ascii_digit();
        match c {
            c if c.is_alphanumeric() => name.extend(c.to_lowercase()),
            _ => name.push('_'),
        }
    }
    name
}

/// Returns whether the schema derives the wire name from the logical name: it does so for the fields around it.
fn is_spelled_alike(schema: &Schema, finding: &Finding, logical: &str, wire: &str) -> bool {
    let root = schema.root();
    let operation = root
        .get("operations")
        .and_then(|operations| operations.get(&finding.operation));
    let own = operation.and_then(|operation| operation.get("case"));
    let case = own
        .or_else(|| root.get("case"))
        .and_then(|case| case.text())
        .unwrap_or("none");
    let words: Vec<&str> = logical.split('_').collect();
    let title = |word: &str| -> String {
        let mut chars = word.chars();
        chars
            .next()
            .map(|first| first.to_uppercase().chain(chars).collect())
            .unwrap_or_default()
    };
    let pascal: String = words.iter().map(|word| title(word)).collect();
    let spelled = match case {
        "camel" => format!("{}{}", words[0], &pascal[words[0].len()..]),
        "pascal" => pascal,
        "kebab" => words.join("-"),
        "screaming" => logical.to_uppercase(),
        _ => logical.to_owned(),
    };
    spelled == wire
}

/// Proposes the removal of the field of a row that is gone.
pub(super) fn remove(
    schema: &Schema,
    finding: &Finding,
    all: &[Finding],
    held: &BTreeSet<Constraint>,
) -> Proposal {
    let says = format!("remove the field {}", finding.subject());
    let is_gone = |operation: &str, path: &str| {
        all.iter().any(|other| {
            other.change == Change::Removed
                && other.kind == Kind::Field
                && other.operation == operation
                && other.path == path
        })
    };
    let found = declaration(schema, &finding.operation, &finding.path);
    let users = held.iter().filter(|other| other.kind == "field");
    let sharing = users.filter(|other| {
        let place = declaration(schema, &other.operation, &other.path).map(|other| other.node.span);
        place == found.map(|found| found.node.span) && !is_gone(&other.operation, &other.path)
    });
    let is_shared = sharing.count() > 0;
    let edit =
        found.and_then(|found| write::remove_entry(schema, found.fields?, found.key?.text()?));
    let doubt = if is_shared {
        Some("the declaration is shared with operations whose row is still there".to_owned())
    } else if edit.is_none() {
        Some("the field has to be removed by hand".to_owned())
    } else {
        None
    };
    Proposal {
        says,
        edits: if doubt.is_none() {
            edit.into_iter().collect()
        } else {
            Vec::new()
        },
        doubt,
    }
}
