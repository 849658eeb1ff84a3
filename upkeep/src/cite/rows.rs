//! Reads tables and lists whose rows are fields.

use std::ops::Range;

use super::kind::{Kind, Support};
use super::reading::{Builder, Fact};
use super::shapes::{self, Target};
use super::subjects::{Call, Group, Member, plain};
use super::{enums, responses};
use crate::page::{Cell, Role, Table, is_identifier, is_type_word, required_word, sentences};

/// A field that a row is about.
#[derive(Debug, Clone)]
struct Subject {
    operation: String,
    path: String,
    target: Target,
}

/// Reads a table.
pub(super) fn table(builder: &mut Builder<'_>, table: &Table, call: Option<&Call>) {
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
    let Some((call, group)) = best_group(builder, &all, call) else {
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

/// A name in the first cell of a row.
#[derive(Debug, Clone)]
struct RowName {
    text: String,
    /// `name=value`, if the row is about an element with this attribute.
    attribute: Option<String>,
    span: Range<usize>,
}

/// Returns the names in a cell. A cell may join several fields.
fn row_names(cell: &Cell) -> Vec<RowName> {
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
fn best_group<'s>(
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
fn find<'g>(group: &'g Group, name: &RowName) -> Option<&'g Member> {
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
fn subject(builder: &Builder<'_>, name: &RowName, call: &Call, group: &Group) -> Subject {
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

struct RowReader<'r, 's> {
    builder: &'r mut Builder<'s>,
    call: &'r Call,
    subjects: &'r [Subject],
    label: &'r str,
}

impl RowReader<'_, '_> {
    fn cell(&mut self, role: Role, column: &str, cell: &Cell, names: &[RowName]) {
        let mut lists_values = role == Role::Values;
        // The sentences of a description are lines of their own, so that a new one is noticed.
        let lines = cell.lines.iter().enumerate().flat_map(|(at, line)| {
            let parts = match role {
                Role::Description => sentences(&line.text),
                _ => vec![line.text.as_str()],
            };
            parts.into_iter().map(move |text| (at, text, line.is_item))
        });
        for (at, text, is_item) in lines {
            let number = self
                .builder
                .line(text, Some(self.call), "table", self.label, column);
            if role == Role::Description {
                let described = self.subjects.iter().map(|subject| {
                    (
                        text.to_owned(),
                        subject.operation.clone(),
                        subject.path.clone(),
                    )
                });
                self.builder.descriptions.extend(described);
            }
            match role {
                Role::Name
                    if at == 0
                        || self.subjects.len() > 1
                            && names.iter().any(|name| name.text == text) =>
                {
                    self.names(number, names, at);
                    self.name_marks(text, number);
                }
                Role::Name | Role::Type => self.words(text, number, role == Role::Type),
                Role::Required => {
                    self.push(Kind::Required, text, 0..text.len(), number, Support::Stated)
                }
                Role::Default if !matches!(text, "-" | "none" | "None") => {
                    let bare = text.trim_matches(['`', '"', '\'']);
                    let start = text.find(bare).unwrap_or(0);
                    self.push(
                        Kind::Default,
                        text,
                        start..start + bare.len(),
                        number,
                        Support::Stated,
                    );
                }
                Role::MaxLength => self.number(Kind::MaxLength, text, number),
                Role::MinLength => self.number(Kind::MinLength, text, number),
                Role::Pattern if shapes::looks_like_pattern(text) && !text.starts_with("(m") => {
                    let bare = text.trim_matches('`');
                    let start = text.find(bare).unwrap_or(0);
                    self.push(
                        Kind::Pattern,
                        text,
                        start..start + bare.len(),
                        number,
                        Support::Stated,
                    );
                }
                Role::Description
                | Role::Restrictions
                | Role::Pattern
                | Role::Values
                | Role::Other
                | Role::Default => {
                    lists_values = self.free(text, number, is_item, lists_values, role);
                }
            }
        }
    }

    fn names(&mut self, line: usize, names: &[RowName], at: usize) {
        for (name, subject) in names.iter().zip(self.subjects).skip(at) {
            let fact = Fact {
                operation: subject.operation.clone(),
                path: subject.path.clone(),
                kind: Kind::Field,
                value: name.text.clone(),
                support: Support::Stated,
                line,
                span: name.span.clone(),
            };
            self.builder.fact(fact);
            if at > 0 {
                break;
            }
        }
    }

    /// Reads `name (string, required)` and `name*`.
    fn name_marks(&mut self, text: &str, line: usize) {
        if let Some((before, inside)) = text.split_once(" (") {
            let start = before.len() + 2;
            if let Some(end) = inside.find(')') {
                self.listed_words(text, start..start + end, line);
            }
        }
        if text.ends_with('*') && !text.starts_with('*') {
            let star = text.len() - 1..text.len();
            self.push_value(Kind::Required, "required", star, line, Support::Stated);
        }
    }

    /// Reads types and flags that are separated by commas.
    fn listed_words(&mut self, text: &str, range: Range<usize>, line: usize) {
        let mut start = range.start;
        for part in text[range].split([',', ';']) {
            let bare = part.trim();
            let at = start + part.find(bare).unwrap_or(0);
            start += part.len() + 1;
            if required_word(bare).is_some() {
                self.push(
                    Kind::Required,
                    text,
                    at..at + bare.len(),
                    line,
                    Support::Stated,
                );
            } else if is_type_word(bare.split(' ').next().unwrap_or_default()) {
                self.push(Kind::Type, text, at..at + bare.len(), line, Support::Stated);
            }
        }
    }

    /// Reads the cell of a type, which may have a flag or a length.
    fn words(&mut self, text: &str, line: usize, is_type: bool) {
        let is_phrase = is_type_word(text.split(' ').next().unwrap_or_default());
        if let (Some(open), Some(close)) = (text.find('('), text.find(')')) {
            let inside = &text[open + 1..close.max(open + 1)];
            if inside.parse::<u64>().is_ok() {
                self.push(
                    Kind::MaxLength,
                    text,
                    open + 1..close,
                    line,
                    Support::Stated,
                );
            }
        }
        if text.contains([',', ';']) && !text.contains('<') {
            self.listed_words(text, 0..text.len(), line);
        } else if required_word(text).is_some() {
            self.push(Kind::Required, text, 0..text.len(), line, Support::Stated);
        } else if is_type || is_phrase {
            self.push(Kind::Type, text, 0..text.len(), line, Support::Stated);
        }
    }

    fn number(&mut self, kind: Kind, text: &str, line: usize) {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            self.push(kind, text, 0..digits.len(), line, Support::Stated);
        }
    }

    /// Reads a line of a description or of restrictions. Returns whether values of an enum may follow.
    fn free(
        &mut self,
        text: &str,
        line: usize,
        is_item: bool,
        lists_values: bool,
        role: Role,
    ) -> bool {
        let inline = shapes::inline_values(text);
        if !inline.is_empty() {
            for span in inline {
                self.push(Kind::Enum, text, span, line, Support::Stated);
            }
            self.shapes(text, line);
            return true;
        }
        if shapes::announces_values(text)
            .is_some_and(|end| text[end..].trim_matches([':', ' ']).is_empty())
        {
            self.shapes(text, line);
            return true;
        }
        let is_value = lists_values && (is_item || role == Role::Values);
        if is_value {
            if role == Role::Values && text.contains([',', '|']) {
                let labelled = format!("values: {text}");
                for span in shapes::inline_values(&labelled) {
                    let span = span.start - 8..span.end - 8;
                    self.push(Kind::Enum, text, span, line, Support::Stated);
                }
            } else if let Some(span) = shapes::leading_value(text) {
                self.push(Kind::Enum, text, span, line, Support::Stated);
            }
            return true;
        }
        self.shapes(text, line);
        false
    }

    fn shapes(&mut self, text: &str, line: usize) {
        for subject in self.subjects {
            for found in shapes::find(text, subject.target) {
                let is_list_fact = matches!(found.kind, Kind::UniqueItems | Kind::MinItems)
                    && found.support == Support::Derived;
                if is_list_fact && !subject.target.is_list {
                    continue;
                }
                add(
                    self.builder,
                    subject,
                    found.kind,
                    &found.value,
                    found.span,
                    line,
                    found.support,
                );
            }
        }
    }

    fn push(&mut self, kind: Kind, text: &str, span: Range<usize>, line: usize, support: Support) {
        let value = text[span.clone()].to_owned();
        self.push_value(kind, &value, span, line, support);
    }

    fn push_value(
        &mut self,
        kind: Kind,
        value: &str,
        span: Range<usize>,
        line: usize,
        support: Support,
    ) {
        for subject in self.subjects {
            add(
                self.builder,
                subject,
                kind,
                value,
                span.clone(),
                line,
                support,
            );
        }
    }
}

/// Adds a fact about a field. Constraints of a list's items get the path of the items.
fn add(
    builder: &mut Builder<'_>,
    subject: &Subject,
    kind: Kind,
    value: &str,
    span: Range<usize>,
    line: usize,
    support: Support,
) {
    let items = if subject.target.is_list && kind.is_of_items() {
        "[]"
    } else {
        ""
    };
    let is_text_fact = matches!(kind, Kind::MinLength | Kind::MaxLength);
    if is_text_fact && !subject.target.is_text {
        return;
    }
    builder.fact(Fact {
        operation: subject.operation.clone(),
        path: format!("{}{items}", subject.path),
        kind,
        value: value.to_owned(),
        support,
        line,
        span,
    });
}

/// Reads a run of list items: fields, values of an enum, or sentences.
pub(super) fn items(builder: &mut Builder<'_>, items: &[&str], call: Option<&Call>) {
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
