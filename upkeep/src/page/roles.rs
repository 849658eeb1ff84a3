//! Recognises what the columns of a table contain, by their titles or by their cells.

use super::{Cell, Column, Table};

/// What the cells of a column contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The names of fields.
    Name,
    /// Their types.
    Type,
    /// Whether they are required.
    Required,
    /// What they are.
    Description,
    /// Their constraints.
    Restrictions,
    /// Their patterns.
    Pattern,
    /// Their values.
    Values,
    /// Their defaults.
    Default,
    /// Their maximum lengths.
    MaxLength,
    /// Their minimum lengths.
    MinLength,
    /// Anything else.
    Other,
}

/// The titles of columns. A longer title comes before a shorter one with the same start.
const TITLES: &[(&str, Role)] = &[
    ("required / optional", Role::Required),
    ("required/optional", Role::Required),
    ("required?", Role::Required),
    ("required", Role::Required),
    ("optional", Role::Required),
    ("mandatory", Role::Required),
    ("presence", Role::Required),
    ("regular expression", Role::Pattern),
    ("regexp", Role::Pattern),
    ("regex", Role::Pattern),
    ("pattern", Role::Pattern),
    ("possible values", Role::Values),
    ("allowed values", Role::Values),
    ("accepted values", Role::Values),
    ("value to submit", Role::Values),
    ("values", Role::Values),
    ("default value", Role::Default),
    ("default", Role::Default),
    ("maximum length", Role::MaxLength),
    ("max. length", Role::MaxLength),
    ("max length", Role::MaxLength),
    ("minimum length", Role::MinLength),
    ("min. length", Role::MinLength),
    ("min length", Role::MinLength),
    ("data type", Role::Type),
    ("datatype", Role::Type),
    ("type of use", Role::Description),
    ("type", Role::Type),
    ("parameter name", Role::Name),
    ("field name", Role::Name),
    ("parameters", Role::Name),
    ("parameter", Role::Name),
    ("property", Role::Name),
    ("attribute", Role::Name),
    ("element", Role::Name),
    ("fields", Role::Name),
    ("field", Role::Name),
    ("inputs", Role::Name),
    ("input", Role::Name),
    ("name", Role::Name),
    ("key", Role::Name),
    ("descriptions", Role::Description),
    ("description", Role::Description),
    ("meaning", Role::Description),
    ("restrictions", Role::Restrictions),
    ("constraints", Role::Restrictions),
    ("validation", Role::Restrictions),
    ("rules", Role::Restrictions),
    ("notes", Role::Description),
    ("note", Role::Description),
    ("comment", Role::Description),
    ("status", Role::Other),
    ("outputs", Role::Other),
    ("example", Role::Other),
];

/// Returns the role of a column with this title.
pub(super) fn of_title(title: &str) -> Role {
    let title = title.to_lowercase();
    let title = title.trim_matches(|c: char| !c.is_alphanumeric() && c != '?');
    let mut roles = TITLES.iter();
    let found = roles.find(|(known, _)| {
        title
            .strip_prefix(known)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    });
    found.map_or(Role::Other, |(_, role)| *role)
}

/// Returns the columns that a line of plain text names, if it is the header of a table.
pub(super) fn header(line: &str) -> Option<Vec<Column>> {
    let lower = line.to_lowercase();
    if lower.len() != line.len() || line.len() > 160 {
        return None;
    }
    let mut columns: Vec<Column> = Vec::new();
    let mut rest = lower.as_str();
    loop {
        rest = rest.trim_start_matches([' ', '*']);
        if let Some(inside) = rest.strip_prefix('(') {
            // A qualifier such as `(.FR ONLY)` belongs to the column before it.
            let (qualifier, after) = inside.split_once(')')?;
            let start = line.len() - rest.len();
            let title = &mut columns.last_mut()?.title;
            title.push_str(&format!(" {}", &line[start..start + qualifier.len() + 2]));
            rest = after;
            continue;
        }
        if rest.is_empty() {
            break;
        }
        let start = line.len() - rest.len();
        let (title, role) = TITLES.iter().find(|(title, _)| {
            rest.strip_prefix(title)
                .is_some_and(|after| after.is_empty() || after.starts_with([' ', '*']))
        })?;
        columns.push(Column {
            title: line[start..start + title.len()].to_owned(),
            role: *role,
        });
        rest = &rest[title.len()..];
    }
    let has_name = columns
        .first()
        .is_some_and(|first| first.role == Role::Name);
    (columns.len() >= 2 && has_name).then_some(columns)
}

/// Words that name a type.
const TYPES: &[&str] = &[
    "string",
    "text",
    "integer",
    "int",
    "number",
    "numeric",
    "boolean",
    "bool",
    "enum",
    "date",
    "datetime",
    "timestamp",
    "array",
    "object",
    "list",
    "short",
    "long",
    "float",
    "decimal",
    "uuid",
    "email",
    "char",
    "varchar",
    "map",
    "hash",
];

/// Returns whether a word names a type, such as `String`, `string(255)` or `List`.
#[must_use]
pub fn is_type_word(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';']);
    let base = word.split(['(', '<', '[']).next().unwrap_or_default();
    TYPES.iter().any(|known| known.eq_ignore_ascii_case(base))
}

/// Returns whether a text is written like the name of a field.
#[must_use]
pub fn is_identifier(text: &str) -> bool {
    let text = bare_name(text);
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']' | '$'))
}

/// Returns a name without the signs that pages put around it.
fn bare_name(text: &str) -> &str {
    text.trim_matches(|c: char| matches!(c, '`' | '*' | '"' | '\'' | ' ' | ':' | ','))
}

/// Gives columns to a table without a header, and removes the first row if it is one.
pub(super) fn complete(table: &mut Table) {
    if table.header.is_empty() {
        let titles: Vec<Column> = match table.rows.first() {
            Some(row) => row.iter().map(|cell| column(&cell.text())).collect(),
            None => return,
        };
        let known = titles
            .iter()
            .filter(|column| column.role != Role::Other)
            .count();
        if known >= 2 && titles.iter().any(|column| column.role == Role::Name) {
            table.header = titles;
            table.rows.remove(0);
        }
    }
    let has_name = table.header.iter().any(|column| column.role == Role::Name);
    let is_response = table.header.iter().any(|column| {
        let title = column.title.to_lowercase();
        title.starts_with("output") || title.starts_with("status")
    });
    if !has_name && !is_response {
        infer(table);
    }
}

/// Creates a column from its title.
pub(super) fn column(title: &str) -> Column {
    Column {
        role: of_title(title),
        title: title.to_owned(),
    }
}

/// Recognises the columns by what most of their cells contain.
fn infer(table: &mut Table) {
    let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    while table.header.len() < width {
        table.header.push(column(""));
    }
    let most = |at: usize, test: &dyn Fn(&str) -> bool| {
        let cells: Vec<String> = table
            .rows
            .iter()
            .filter_map(|row| row.get(at))
            .map(Cell::text)
            .collect();
        let filled = cells.iter().filter(|text| !text.is_empty()).count();
        filled > 0 && cells.iter().filter(|text| test(text)).count() * 3 >= filled * 2
    };
    let mut roles: Vec<Role> = Vec::new();
    for (at, column) in table.header.iter().enumerate() {
        let is_new = |role: Role| !roles.contains(&role);
        let role = if column.role != Role::Other {
            column.role
        } else if is_new(Role::Name) && at == 0 && most(at, &|text| is_identifier(text)) {
            Role::Name
        } else if is_new(Role::Type)
            && most(at, &|text| text.split(' ').next().is_some_and(is_type_word))
        {
            Role::Type
        } else if is_new(Role::Required) && most(at, &|text| required_word(text).is_some()) {
            Role::Required
        } else {
            Role::Description
        };
        roles.push(role);
    }
    if roles.contains(&Role::Name) && roles.len() > 1 {
        for (column, role) in table.header.iter_mut().zip(roles) {
            column.role = role;
        }
    }
}

/// Returns whether a word says that a field is required; none if it says nothing about it.
#[must_use]
pub(crate) fn required_word(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    match text
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\u{2713}' | '\u{2714}' | '-'))
    {
        "yes" | "required" | "mandatory" | "true" | "y" | "x" | "\u{2713}" | "\u{2714}"
        | "must" => Some(true),
        "no" | "optional" | "false" | "n" | "not required" => Some(false),
        _ => None,
    }
}
