//! Tokens to text: laid out by prettyplease with the feature `pretty`, the tokens' own text otherwise.

use proc_macro2::TokenStream;

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
    let mut text = tokens.to_string();
    text.push('\n');
    text
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
