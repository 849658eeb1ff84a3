//! Tokens to text: laid out by prettyplease with the feature `pretty`, a line per statement otherwise.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The text of a file.
#[cfg(feature = "pretty")]
pub(crate) fn format(tokens: TokenStream) -> String {
    match syn::parse2(tokens.clone()) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        // Only a plan that no resolver made gets here; rustc then says what is wrong with it.
        Err(_) => plain(&tokens),
    }
}

/// The text of a file.
#[cfg(not(feature = "pretty"))]
pub(crate) fn format(tokens: TokenStream) -> String {
    plain(&tokens)
}

fn plain(tokens: &TokenStream) -> String {
    let mut text = String::new();
    write(tokens, &mut text);
    text
}

/// A line per statement and item, so that no lint about layout takes two of them for one, and that a message of rustc
/// shows a line that can be read.
fn write(tokens: &TokenStream, out: &mut String) {
    let mut tokens = tokens.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace => ("{\n", "}"),
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(open);
                write(&group.stream(), out);
                out.push_str(close);
                let goes_on =
                    matches!(tokens.peek(), Some(TokenTree::Ident(ident)) if ident == "else");
                let ends = close == "}" && !goes_on;
                out.push(if ends { '\n' } else { ' ' });
            }
            TokenTree::Punct(punct) => {
                out.push(punct.as_char());
                if punct.spacing() == Spacing::Alone {
                    out.push(if punct.as_char() == ';' { '\n' } else { ' ' });
                }
            }
            other => {
                out.push_str(&other.to_string());
                out.push(' ');
            }
        }
    }
}

/// Puts empty lines where people put them; prettyplease puts none. No literal spans lines, so lines are safe to look at.
#[cfg(feature = "pretty")]
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = "";
    let text = joined(text);
    for line in text.lines() {
        if is_apart(previous, line) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = line;
    }
    out
}

/// How many spaces a line begins with.
#[cfg(feature = "pretty")]
fn indent(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    while bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

/// Whether an empty line belongs between two lines.
#[cfg(feature = "pretty")]
fn is_apart(previous: &str, line: &str) -> bool {
    let depth = indent(line);
    if indent(previous) != depth {
        return false;
    }
    let (before, begins) = (&previous[depth..], &line[depth..]);
    let starts = |text: &str, words: &[&str]| words.iter().any(|word| text.starts_with(word));
    let is_item = starts(
        begins,
        &[
            "pub ", "impl", "fn ", "///", "#[", "mod ", "enum ", "type ", "const ", "use ",
        ],
    );
    let follows =
        |word: &str| before.starts_with(word) && before.ends_with(';') && !begins.starts_with(word);
    is_item
        && (before == "}"
            || before == "};"
            || follows("use ")
            || follows("const ")
            || follows("type "))
}

/// Puts a receiver and its only call on one line, as rustfmt does: prettyplease breaks before the dot.
#[cfg(feature = "pretty")]
fn joined(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut at = 0;
    while at + 1 < lines.len() {
        // Few lines are calls of their own: the others are not looked at closely.
        if !lines[at + 1].ends_with('(') {
            at += 1;
            continue;
        }
        let (own, next) = (indent(&lines[at]), indent(&lines[at + 1]));
        let is_receiver = !lines[at].is_empty()
            && lines[at]
                .trim_start()
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_');
        let is_call = next == own + 4
            && lines[at + 1].trim_start().starts_with('.')
            && lines[at + 1].ends_with('(');
        if is_receiver && is_call {
            let end = (at + 2..lines.len()).find(|&end| indent(&lines[end]) <= next);
            let is_only = end.is_some_and(|end| {
                lines[end].trim_start().starts_with(')')
                    && lines.get(end + 1).is_none_or(|after| indent(after) <= own)
            });
            if let (Some(end), true) = (end, is_only) {
                let call = lines.remove(at + 1);
                lines[at].push_str(call.trim_start());
                for line in &mut lines[at + 1..end] {
                    line.drain(..4);
                }
            }
        }
        at += 1;
    }
    lines.join("\n")
}

#[cfg(all(test, feature = "pretty"))]
mod tests {
    use super::*;

    #[test]
    fn one_call_stands_beside_its_receiver() {
        let text = "    check\n        .text(\n            &path,\n        );\n    next";
        assert_eq!(
            joined(text),
            "    check.text(\n        &path,\n    );\n    next"
        );
    }

    #[test]
    fn a_chain_stays() {
        let text = "a\n    .b(\n        c,\n    )\n    .d();\n";
        assert_eq!(joined(text), text.trim_end());
    }

    #[test]
    fn items_stand_apart() {
        assert_eq!(
            spaced("use a;\nconst B: u8 = 0;\nstruct C;\nfn d() {\n}\nfn e() {}\n"),
            "use a;\n\nconst B: u8 = 0;\nstruct C;\nfn d() {\n}\n\nfn e() {}\n"
        );
    }
}
