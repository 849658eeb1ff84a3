//! Doc comments from texts of a schema, which may contain anything. Rustdoc shows the texts as they are: markup in them is
//! escaped, and invisible characters are replaced.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The maximum number of columns of a line in a doc comment, unless a word is longer.
const WIDTH: usize = 100;

/// The paragraphs of a doc comment.
#[derive(Default)]
pub(crate) struct Docs {
    paragraphs: Vec<Vec<String>>,
}

impl Docs {
    /// Creates a doc comment without paragraphs.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a text of the schema; each blank line in it begins a paragraph.
    pub(crate) fn text(mut self, text: &str) -> Self {
        for paragraph in text.replace("\r\n", "\n").replace('\r', "\n").split("\n\n") {
            let words = paragraph.split_whitespace().map(escape_word);
            self.push(words.collect());
        }
        self
    }

    /// Adds a text, if there is one.
    pub(crate) fn option(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(text),
            None => self,
        }
    }

    /// Adds a paragraph of our own Markdown; parts from a schema go through [`code`] or [`link`] first.
    pub(crate) fn markdown(mut self, text: &str) -> Self {
        self.push(words_of(text));
        self
    }

    /// Adds a sentence of our own Markdown to the last paragraph.
    pub(crate) fn sentence(mut self, text: &str) -> Self {
        let words = words_of(text);
        match self.paragraphs.last_mut() {
            Some(paragraph) => {
                if let Some(last) = paragraph.last_mut()
                    && last.ends_with(|end: char| end.is_alphanumeric() || end == ')')
                {
                    last.push('.');
                }
                paragraph.extend(words);
            }
            None => self.push(words),
        }
        self
    }

    fn push(&mut self, words: Vec<String>) {
        if !words.is_empty() {
            self.paragraphs.push(words);
        }
    }

    /// Returns `///` comments.
    pub(crate) fn outer(self) -> TokenStream {
        let lines = self.lines();
        quote!(#(#[doc = #lines])*)
    }

    /// Returns `//!` comments.
    pub(crate) fn inner(self) -> TokenStream {
        let lines = self.lines();
        quote!(#(#![doc = #lines])*)
    }

    fn lines(self) -> Vec<Literal> {
        let mut lines = Vec::new();
        for (index, words) in self.paragraphs.into_iter().enumerate() {
            if index > 0 {
                lines.push(String::new());
            }
            wrap(&words, &mut lines);
        }
        lines.iter().map(|line| Literal::string(line)).collect()
    }
}

/// Returns a text of the schema as a code span.
pub(crate) fn code(text: &str) -> String {
    let shown: String = text.chars().map(visible).collect();
    let longest = shown
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if shown.trim().is_empty() {
        return format!("{fence}\"{shown}\"{fence}");
    }
    let pad = if shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']) {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// Returns a URL as a link, or as a code span if it needs escaping.
pub(crate) fn link(url: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    if (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(plain) {
        format!("<{url}>")
    } else {
        code(url)
    }
}

/// Splits our own Markdown into words that a line break may part: white space inside a code span is kept.
fn words_of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut fence = 0;
    let mut run = 0;
    for c in text.chars() {
        if c == '`' {
            run += 1;
        } else if run > 0 {
            fence = match fence {
                0 => run,
                open if open == run => 0,
                open => open,
            };
            run = 0;
        }
        if c == ' ' && fence == 0 && run == 0 {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
        } else {
            word.push(c);
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn wrap(words: &[String], lines: &mut Vec<String>) {
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        if line.is_empty() {
            line.push(' ');
            line.push_str(&escape_start(word));
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
}

/// Escapes a word that would begin a list, a heading or a quotation at the start of a line.
fn escape_start(word: &str) -> String {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < word.len() && digits.starts_with(['.', ')']) {
        let number = &word[..word.len() - digits.len()];
        return format!("{number}\\{digits}");
    }
    match word.chars().next() {
        Some('#' | '-' | '+' | '=' | ':') => format!("\\{word}"),
        _ => word.to_owned(),
    }
}

/// Escapes a word of a schema's text, so that Markdown shows it as it is.
fn escape_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let chars: Vec<char> = word.chars().collect();
    for (index, &c) in chars.iter().enumerate() {
        let alphanumeric = |at: Option<usize>| {
            at.and_then(|at| chars.get(at))
                .is_some_and(|c| c.is_alphanumeric())
        };
        let inside = alphanumeric(index.checked_sub(1)) && alphanumeric(Some(index + 1));
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' | '&' => true,
            // An underscore inside a word is no emphasis.
            '_' => !inside,
            // Rustdoc warns about bare URLs.
            ':' => chars.get(index + 1) == Some(&'/'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push_str(&visible(c));
    }
    out
}

/// Returns a character, or its number if it is invisible or changes the text direction.
fn visible(c: char) -> String {
    let hidden = c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}');
    if hidden {
        format!("U+{:04X}", u32::from(c))
    } else {
        c.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        for (text, shown) in [
            ("# no heading", r" \# no heading"),
            ("- no list", r" \- no list"),
            ("1. no list", r" 1\. no list"),
            ("    no code", " no code"),
            ("a_b _c_", r" a_b \_c\_"),
            ("<b>`x`[y](z)", r" \<b\>\`x\`\[y\](z)"),
            ("see https://a.example/", r" see https\://a.example/"),
            ("a\u{202e}b\u{0}", " aU+202EbU+0000"),
            ("&amp;", r" \&amp;"),
        ] {
            let lines = Docs::new().text(text).lines();
            assert_eq!(lines.len(), 1, "{text}");
            assert_eq!(lines[0].to_string(), Literal::string(shown).to_string());
        }
    }

    #[test]
    fn code_survives_backticks() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(""), "`\"\"`");
    }
}
