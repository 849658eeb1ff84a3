//! Writes scalars: quotes only where they are needed, and texts of several lines with their line ends.

use super::document::Scalar;
use crate::source::Notation;

/// Words that YAML, or an older version of it, does not read as texts.
const RESERVED: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// Returns whether a text is made of words, so that it means the same with and without quotes.
pub(super) fn is_words(text: &str) -> bool {
    let is_inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ' ');
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(is_inner)
        && !text.ends_with(' ')
        && !RESERVED.contains(&text.to_ascii_lowercase().as_str())
}

/// Returns a scalar on one line, as it can be written in brackets. `None` for a text that needs several lines.
pub(super) fn on_one_line(scalar: &Scalar) -> Option<String> {
    let has_lines = scalar.raw.contains('\n');
    match scalar.notation {
        Notation::Single | Notation::Double if !has_lines && is_words(&scalar.text) => {
            Some(scalar.text.clone())
        }
        Notation::Double if !has_lines && !scalar.raw.contains(['\\', '\'']) => {
            Some(single(&scalar.text))
        }
        Notation::Plain | Notation::Single | Notation::Double => {
            (!has_lines).then(|| scalar.raw.clone())
        }
        Notation::Literal | Notation::Folded => None,
    }
}

/// Returns a scalar on one line, in quotes if what is written needs several lines.
pub(super) fn forced_on_one_line(scalar: &Scalar) -> String {
    on_one_line(scalar).unwrap_or_else(|| match is_words(&scalar.text) {
        true => scalar.text.clone(),
        false => double(&scalar.text),
    })
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Returns a text in double quotes.
pub(super) fn double(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\U{:08X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Returns the lines of a text in quotes or without them, without the spaces that YAML drops.
pub(super) fn lines_of_text(scalar: &Scalar) -> Vec<String> {
    let lines = scalar.raw.split('\n').enumerate();
    let count = scalar.raw.matches('\n').count();
    let trimmed = lines.map(|(at, line)| {
        let line = match at {
            0 => line,
            _ => line.trim_start_matches([' ', '\t']),
        };
        if at == count {
            return line.to_owned();
        }
        let end = line.trim_end_matches([' ', '\t']);
        // A space after a backslash is part of the text.
        let is_escape = scalar.notation == Notation::Double && end.ends_with('\\');
        line[..end.len() + usize::from(is_escape && end.len() < line.len())].to_owned()
    });
    trimmed.collect()
}

/// Returns the indentation of the first line of a text that is not blank.
fn first_indentation(text: &str) -> Option<usize> {
    let line = text.split('\n').find(|line| !is_blank(line))?;
    Some(line.len() - line.trim_start_matches(' ').len())
}

fn is_blank(line: &str) -> bool {
    line.trim_start_matches(' ').is_empty()
}

/// Returns a block scalar: its sign, and its lines without their indentation. `start` is where its content starts in the
/// file. Blank lines at the end are kept only if they are part of the text. The result is empty if the text is blank.
pub(super) fn block_lines(file: &str, start: usize, text: &str) -> String {
    let (Some(sign), Some(own)) = (sign_before(&file[..start]), first_indentation(text)) else {
        return String::new();
    };
    let after_sign = file[sign..]
        .find('\n')
        .map_or("", |at| &file[sign + at + 1..]);
    let Some(written) = first_indentation(after_sign) else {
        return String::new();
    };
    let indentation = written.saturating_sub(own);
    let is_inside = |line: &&str| {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        spaces >= indentation || is_blank(line)
    };
    let lines = after_sign
        .strip_suffix('\n')
        .unwrap_or(after_sign)
        .split('\n');
    let inside = lines.take_while(is_inside);
    let mut kept: Vec<&str> = inside
        .map(|line| line.get(indentation..).unwrap_or(""))
        .collect();
    let signs = file[sign..].chars().take_while(|c| !c.is_whitespace());
    let signs: String = signs.filter(|c| !c.is_ascii_digit()).collect();
    while !signs.ends_with('+') && kept.last().is_some_and(|line| is_blank(line)) {
        kept.pop();
    }
    format!("{signs}\n{}", kept.join("\n"))
}

/// Returns the place of the `|` or `>` of the block scalar whose content follows a text.
fn sign_before(before: &str) -> Option<usize> {
    let end = before.trim_end().len();
    let start = before[..end].rfind('\n').map_or(0, |at| at + 1);
    let line = &before[start..end];
    let is_sign = |(at, _): &(usize, &str)| {
        let rest =
            line[at + 1..].trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let is_last =
            rest.is_empty() || rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#');
        is_last && (*at == 0 || line[..*at].ends_with([' ', '\t']))
    };
    let sign = line.match_indices(['|', '>']).find(is_sign)?;
    Some(start + sign.0)
}

/// Returns whether a scalar is written as a block.
pub(super) fn is_block(scalar: &Scalar) -> bool {
    matches!(scalar.notation, Notation::Literal | Notation::Folded)
}

/// Returns the first line and the further lines of a block scalar. `None` for other scalars and for a blank text.
pub(super) fn block(scalar: &Scalar) -> Option<(String, Vec<&str>)> {
    let (mark, body) = scalar.raw.split_once('\n').filter(|_| is_block(scalar))?;
    let lines: Vec<&str> = body.split('\n').collect();
    let first = lines.iter().position(|line| !is_blank(line))?;
    let needs_width = lines[..=first].iter().any(|line| line.starts_with(' '));
    let style = mark.get(..1)?;
    let width = if needs_width { "2" } else { "" };
    // At the end of a file without a line end, the text has none either.
    let sign = match scalar.text.ends_with('\n') {
        true => mark.get(1..)?,
        false => "-",
    };
    Some((format!("{style}{width}{sign}"), lines))
}
