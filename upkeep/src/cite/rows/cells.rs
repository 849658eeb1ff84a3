//! Reads what the cells of a row state about its fields.

use std::ops::Range;

use super::names::{RowName, Subject};
use crate::cite::kind::{Kind, Support};
use crate::cite::reading::{Builder, Fact};
use crate::cite::shapes;
use crate::cite::subjects::Call;
use crate::page::{Cell, Role, is_type_word, required_word, sentences};

/// Reads the cells of one row.
pub(super) struct RowReader<'r, 's> {
    pub(super) builder: &'r mut Builder<'s>,
    pub(super) call: &'r Call,
    pub(super) subjects: &'r [Subject],
    pub(super) label: &'r str,
}

impl RowReader<'_, '_> {
    pub(super) fn cell(&mut self, role: Role, column: &str, cell: &Cell, names: &[RowName]) {
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

    pub(super) fn names(&mut self, line: usize, names: &[RowName], at: usize) {
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
    pub(super) fn name_marks(&mut self, text: &str, line: usize) {
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
    pub(super) fn free(
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

    pub(super) fn shapes(&mut self, text: &str, line: usize) {
        for subject in self.subjects {
            for found in shapes::find(text, subject.target) {
                let is_list_fact = matches!(
                    found.kind,
                    Kind::UniqueItems | Kind::UniqueBy | Kind::MinItems
                ) && found.support == Support::Derived;
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

    pub(super) fn push(
        &mut self,
        kind: Kind,
        text: &str,
        span: Range<usize>,
        line: usize,
        support: Support,
    ) {
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
