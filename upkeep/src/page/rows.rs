//! Recovers the cells of a row of plain text that lost its columns, by the roles of the columns.

use super::roles::{self, Role, is_identifier, is_type_word};
use super::{Cell, Column};

/// Splits a line into the cells of these columns. Returns none if the line is no row.
pub(super) fn split(line: &str, columns: &[Column]) -> Option<Vec<Cell>> {
    let (name, rest) = split_name(line)?;
    let position = |role: Role| columns.iter().position(|column| column.role == role);
    let type_at = position(Role::Type)?;
    let text_at = position(Role::Description);
    let parts = if position(Role::Values).is_some() {
        with_value(&name, rest)?
    } else if text_at.is_some_and(|text_at| text_at < type_at) {
        description_first(rest)?
    } else {
        type_first(rest, position(Role::Required).is_some())?
    };
    let cells = columns.iter().map(|column| match column.role {
        Role::Name => Cell::of(&name),
        Role::Type => Cell::of(parts.kind),
        Role::Required => Cell::of(parts.required),
        Role::Description => Cell::of(parts.description),
        Role::Values => Cell::of(parts.value),
        Role::Restrictions | Role::Pattern => Cell::of(parts.restrictions),
        Role::Default | Role::MaxLength | Role::MinLength | Role::Other => Cell::default(),
    });
    Some(cells.collect())
}

/// The parts of a row after the name.
#[derive(Debug, Default)]
struct Parts<'l> {
    kind: &'l str,
    required: &'l str,
    description: &'l str,
    restrictions: &'l str,
    value: &'l str,
}

/// Splits off the name, with the attribute that tells two elements of one name apart (`number type="S"`).
fn split_name(line: &str) -> Option<(String, &str)> {
    let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
    if !is_identifier(name) {
        return None;
    }
    if let Some((attribute, after)) = rest.split_once('=') {
        let is_word = !attribute.is_empty() && attribute.chars().all(|c| c.is_ascii_alphabetic());
        let value = after
            .trim_start()
            .strip_prefix('"')
            .and_then(|value| value.split_once('"'));
        if let (true, Some((value, rest))) = (is_word, value) {
            return Some((
                format!("{name} {attribute}={}", value.trim()),
                rest.trim_start(),
            ));
        }
    }
    Some((name.to_owned(), rest))
}

/// Reads `TYPE [REQUIRED] DESCRIPTION`.
fn type_first(rest: &str, has_required: bool) -> Option<Parts<'_>> {
    let length = type_length(rest)?;
    let (kind, rest) = rest.split_at(length);
    let mut rest = rest.trim_start();
    let mut required = "";
    if has_required {
        let word = rest.split(' ').next()?;
        roles::required_word(word)?;
        required = word;
        rest = rest[word.len()..].trim_start();
    }
    Some(Parts {
        kind,
        required,
        description: rest,
        ..Parts::default()
    })
}

/// Returns the length of the type at the start of a text: one word, or `List <String>`.
fn type_length(text: &str) -> Option<usize> {
    let word = text.split(' ').next()?;
    if !is_type_word(word) {
        return None;
    }
    let after = &text[word.len()..];
    if !word.contains('<') && after.trim_start().starts_with('<') {
        return Some(word.len() + after.find('>')? + 1);
    }
    Some(word.len())
}

/// Reads `[DESCRIPTION] [TYPE] [RESTRICTIONS] REQUIRED`.
fn description_first(rest: &str) -> Option<Parts<'_>> {
    let (rest, required) = split_required(rest);
    let starts: Vec<usize> = std::iter::once(0)
        .chain(rest.match_indices(' ').map(|(at, _)| at + 1))
        .collect();
    let word = |at: usize| rest[at..].split(' ').next().unwrap_or_default();
    let is_capital = |at: usize| word(at).starts_with(char::is_uppercase) && is_type_word(word(at));
    // A description may contain the word `date`; the type is in capitals, or it is the last such word.
    let kind = starts.iter().copied().find(|at| is_capital(*at));
    let kind = kind.or_else(|| starts.iter().copied().rfind(|at| is_type_word(word(*at))));
    match kind {
        Some(at) => {
            let kind = word(at);
            Some(Parts {
                description: rest[..at].trim_end(),
                kind,
                restrictions: rest[at + kind.len()..].trim_start(),
                required,
                ..Parts::default()
            })
        }
        None if !required.is_empty() => Some(Parts {
            description: rest,
            required,
            ..Parts::default()
        }),
        None => None,
    }
}

/// Splits off the last column of a row: `Yes`, `No` or a condition such as `If company`.
fn split_required(rest: &str) -> (&str, &str) {
    let last = rest.rsplit(' ').next().unwrap_or_default();
    if roles::required_word(last).is_some() {
        return (rest[..rest.len() - last.len()].trim_end(), last);
    }
    match rest.rfind(" If ") {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (rest, ""),
    }
}

/// Reads `[DESCRIPTION] VALUE TYPE`, or a row that names the field only.
fn with_value<'l>(name: &str, rest: &'l str) -> Option<Parts<'l>> {
    let last = rest.rsplit(' ').next()?;
    if !is_type_word(last) {
        return (!rest.is_empty() && name.contains('_')).then_some(Parts {
            description: rest,
            ..Parts::default()
        });
    }
    let rest = rest[..rest.len() - last.len()].trim_end();
    let value = rest.rsplit(' ').next()?;
    Some(Parts {
        kind: last,
        value,
        description: rest[..rest.len() - value.len()].trim_end(),
        ..Parts::default()
    })
}

/// Returns the value in a line that continues a row: a code alone, or a code before its type.
pub(super) fn continued_value(line: &str) -> Option<&str> {
    let is_code = |word: &str| {
        word.len() <= 8
            && word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            && word.chars().any(|c| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    };
    let mut words = line.rsplit(' ');
    let last = words.next()?;
    let value = if is_type_word(last) {
        words.next()?
    } else {
        line
    };
    is_code(value).then_some(value)
}
