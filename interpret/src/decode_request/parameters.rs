//! The parameters of a query string, a form or lines, by name, before the schema says what they are.

use std::collections::HashMap;

use wireform_codegen::plan::LinesSyntax;

use super::path::decoded;

/// A parameter of the request.
pub(super) struct Pair {
    pub(super) name: String,
    pub(super) value: String,
    /// Whether it has an equals sign. If not, its name can be a value that somebody forgot to name.
    pub(super) named: bool,
    /// Whether the schema describes it.
    pub(super) known: bool,
}

impl Pair {
    /// Returns a parameter with a name and a value.
    pub(super) fn named(name: String, value: String) -> Self {
        Pair {
            name,
            value,
            named: true,
            known: false,
        }
    }
}

/// The parameters of a query string or a form.
#[derive(Default)]
pub(super) struct Pairs {
    pub(super) all: Vec<Pair>,
    /// The positions of the parameters with each name.
    by_name: HashMap<String, Vec<usize>>,
}

impl Pairs {
    pub(super) fn new(all: Vec<Pair>) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, pair) in all.iter().enumerate() {
            by_name.entry(pair.name.clone()).or_default().push(at);
        }
        Pairs { all, by_name }
    }

    /// Returns the values of all parameters with a name, and marks them as known.
    pub(super) fn take(&mut self, name: &str) -> Vec<String> {
        let named = self.by_name.get(name).map_or(&[][..], Vec::as_slice);
        named
            .iter()
            .map(|&at| {
                let pair = &mut self.all[at];
                pair.known = true;
                pair.value.clone()
            })
            .collect()
    }

    /// Returns the values of the numbered parameters, up to the first number that is missing.
    pub(super) fn take_numbered(&mut self, name_of: impl Fn(usize) -> String) -> Vec<String> {
        let mut values = Vec::new();
        loop {
            let found = self.take(&name_of(values.len()));
            if found.is_empty() {
                return values;
            }
            values.extend(found);
        }
    }

    /// Returns the values of all parameters with a name.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.by_name.get(name).into_iter().flatten();
        named.map(|&at| self.all[at].value.as_str())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }
}

/// Parses lines; none if the text is not UTF-8, or if the line is missing that ends it.
pub(super) fn parse_lines(text: &[u8], syntax: &LinesSyntax) -> Option<Vec<Pair>> {
    let text = std::str::from_utf8(text).ok()?;
    let text = text.strip_suffix(&syntax.between).unwrap_or(text);
    let text = match &syntax.end {
        Some(end) if text == end => "",
        Some(end) => text.strip_suffix(end)?.strip_suffix(&syntax.between)?,
        None => text,
    };
    let lines = text.split(&syntax.between).filter(|line| !line.is_empty());
    let mut section = None;
    let mut pairs = Vec::new();
    for line in lines {
        if let Some(name) = section_of(line, syntax) {
            section = Some(name);
            continue;
        }
        let (name, value) = line.split_once(&syntax.assign).unwrap_or((line, ""));
        pairs.push(Pair {
            name: match section {
                Some(section) => format!("{section}.{name}"),
                None => name.to_owned(),
            },
            value: value.to_owned(),
            named: line.contains(&syntax.assign),
            known: false,
        });
    }
    Some(pairs)
}

/// Returns the name of the section whose first line this is.
fn section_of<'l>(line: &'l str, syntax: &LinesSyntax) -> Option<&'l str> {
    let section = syntax.section.as_ref()?;
    let name = line
        .strip_prefix(&section.open)?
        .strip_suffix(&section.close)?;
    (!name.is_empty() && !line.contains(&syntax.assign)).then_some(name)
}

/// Parses a query string or a form; none if an escape is malformed or the text is not UTF-8.
pub(super) fn parse(text: &[u8]) -> Option<Vec<Pair>> {
    raw_pairs(text)
        .map(|piece| {
            let (name, value) = decoded_pair(piece)?;
            Some(Pair {
                name,
                value,
                named: piece.contains(&b'='),
                known: false,
            })
        })
        .collect()
}

/// Returns the pairs of a query string or a form, each with its escapes.
pub(crate) fn raw_pairs(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'&')
        .filter(|piece| !piece.is_empty())
}

/// Decodes a pair; none if an escape is malformed or the text is not UTF-8.
pub(crate) fn decoded_pair(pair: &[u8]) -> Option<(String, String)> {
    let text = std::str::from_utf8(pair).ok()?;
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    Some((decoded(name, true)?, decoded(value, true)?))
}
