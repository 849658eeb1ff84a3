//! Tokens to text: laid out by prettyplease with the feature `pretty`, a line per statement otherwise.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The text of a file.
#[cfg(feature = "pretty")]
pub(super) fn format(tokens: TokenStream) -> String {
    match syn::parse2(tokens.clone()) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        // Only a plan that no resolver made gets here; rustc then says what is wrong with it.
        Err(_) => plain(&tokens),
    }
}

/// The text of a file.
#[cfg(not(feature = "pretty"))]
pub(super) fn format(tokens: TokenStream) -> String {
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

/// Puts an empty line between items, as people do; prettyplease puts none.
#[cfg(feature = "pretty")]
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = "";
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let closes = previous.trim_start() == "}" && previous.len() - 1 == indent;
        let begins = line.trim_start();
        if closes
            && (begins.starts_with("pub ")
                || begins.starts_with("impl")
                || begins.starts_with("fn ")
                || begins.starts_with("///")
                || begins.starts_with("#[")
                || begins.starts_with("mod "))
        {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = line;
    }
    out
}
