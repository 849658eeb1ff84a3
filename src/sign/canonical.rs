//! The parts of a request in the forms that signatures are computed over.

use crate::encode::Body;
use crate::encode::pairs::{form_encode_bytes, query_encode_bytes};
use crate::http::HttpBuilder;

use super::texts::percent;

/// Parameters of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameters {
    /// Those of the query string.
    Query,
    /// Those of the query string, and then those of the body if it is a form.
    All,
}

/// How names and values of parameters are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// All but the unreserved characters of RFC 3986, as `%XX`.
    Rfc3986,
    /// As in a form (WHATWG URL Standard § 5.2): a space is `+`.
    Form,
}

impl Escape {
    fn encode(self, bytes: &[u8]) -> Vec<u8> {
        let mut body = Body::new();
        match self {
            Escape::Rfc3986 => query_encode_bytes(&mut body, bytes),
            Escape::Form => form_encode_bytes(&mut body, bytes),
        }
        body.into_bytes()
    }
}

/// A header that a canonical form has.
struct Selected {
    /// Its name, in lower case.
    name: String,
    value: String,
}

impl HttpBuilder {
    /// For generated code: returns the parameters, escaped again and joined as in a query string.
    #[must_use]
    pub fn canonical_query(&self, parameters: Parameters, sort: bool, escape: Escape) -> String {
        let mut pairs = Vec::new();
        read_pairs(
            self.call_query().as_bytes(),
            self.is_form_query(),
            &mut pairs,
        );
        if parameters == Parameters::All && self.has_form() {
            read_pairs(self.call_body(), true, &mut pairs);
        }
        let mut pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| (escape.encode(name), escape.encode(value)))
            .collect();
        if sort {
            pairs.sort();
        }
        let pairs: Vec<_> = pairs
            .iter()
            .map(|(name, value)| [name.as_slice(), value].join(&b'='))
            .collect();
        // The encoder writes ASCII only.
        String::from_utf8(pairs.join(&b'&')).unwrap_or_default()
    }

    /// For generated code: returns the path without empty segments and dot segments, and percent-encoded once more.
    #[must_use]
    pub fn canonical_path(&self) -> String {
        let path = self.call_path();
        let mut segments: Vec<&str> = Vec::new();
        for segment in path.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop();
                }
                segment => segments.push(segment),
            }
        }
        let ends_in_slash = ["/", "/.", "/.."].iter().any(|end| path.ends_with(end));
        let mut canonical = String::new();
        for segment in &segments {
            canonical.push('/');
            canonical.push_str(&percent(segment.as_bytes()));
        }
        if ends_in_slash || segments.is_empty() {
            canonical.push('/');
        }
        canonical
    }

    /// For generated code: returns the names of the headers that fit a pattern, in lower case, each once and in order.
    #[must_use]
    pub fn header_names(&self, patterns: &[&str], separator: &str) -> String {
        let headers = self.selected(patterns, false);
        let names: Vec<&str> = headers.iter().map(|header| header.name.as_str()).collect();
        names.join(separator)
    }

    /// For generated code: returns a line `name:value` for each header that fits a pattern, in the order of the names.
    #[must_use]
    pub fn header_lines(&self, patterns: &[&str], collapse: bool) -> String {
        let headers = self.selected(patterns, collapse);
        let lines = headers
            .iter()
            .flat_map(|it| [&*it.name, ":", &*it.value, "\n"]);
        lines.collect()
    }

    /// Returns the headers that fit a pattern, in the order of their names. The values of headers with one name are joined.
    fn selected(&self, patterns: &[&str], collapse: bool) -> Vec<Selected> {
        let fits = |name: &str| {
            patterns
                .iter()
                .any(|pattern| match pattern.strip_suffix('*') {
                    Some(start) => name.starts_with(start),
                    None => name == *pattern,
                })
        };
        let mut selected: Vec<Selected> = Vec::new();
        let own = self.call_headers();
        let has_host = own
            .iter()
            .any(|header| header.name().eq_ignore_ascii_case("host"));
        let host = (!has_host).then(|| ("host", self.call_host()));
        let own = own.iter().map(|header| (header.name(), header.value()));
        for (name, value) in own.chain(host) {
            let name = name.to_ascii_lowercase();
            if !fits(&name) {
                continue;
            }
            let value = if collapse {
                let words: Vec<&str> = value.split_ascii_whitespace().collect();
                words.join(" ")
            } else {
                value.trim_matches([' ', '\t']).to_owned()
            };
            match selected.iter_mut().find(|it| it.name == name) {
                Some(header) => {
                    header.value.push(',');
                    header.value.push_str(&value);
                }
                None => selected.push(Selected { name, value }),
            }
        }
        selected.sort_by(|left, right| left.name.cmp(&right.name));
        selected
    }
}

/// Adds the decoded pairs of a query string or a form.
fn read_pairs(text: &[u8], is_form: bool, pairs: &mut Vec<(Vec<u8>, Vec<u8>)>) {
    for pair in text.split(|byte| *byte == b'&') {
        if pair.is_empty() {
            continue;
        }
        let (name, value) = split_pair(pair);
        pairs.push((decode(name, is_form), decode(value, is_form)));
    }
}

/// Splits a pair into its encoded name and its encoded value.
fn split_pair(pair: &[u8]) -> (&[u8], &[u8]) {
    match pair.iter().position(|byte| *byte == b'=') {
        Some(at) => (&pair[..at], &pair[at + 1..]),
        None => (pair, &[]),
    }
}

/// Returns a query string or a form without the parameters of these names, and all other bytes as they are.
pub(crate) fn without_parameters(text: &[u8], is_form: bool, names: &[&str]) -> Vec<u8> {
    let is_kept = |pair: &&[u8]| {
        let name = decode(split_pair(pair).0, is_form);
        !names.iter().any(|known| known.as_bytes() == name)
    };
    let kept: Vec<&[u8]> = text.split(|byte| *byte == b'&').filter(is_kept).collect();
    kept.join(&b'&')
}

/// Decodes `%XX`, and `+` in a form. Anything else stays.
fn decode(text: &[u8], is_form: bool) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        let digit = |byte: u8| {
            char::from(byte)
                .to_digit(16)
                .and_then(|it| u8::try_from(it).ok())
        };
        match (*first, after) {
            (b'%', [high, low, tail @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    decoded.push(high << 4 | low);
                    rest = tail;
                }
                _ => decoded.push(b'%'),
            },
            (b'+', _) if is_form => decoded.push(b' '),
            (byte, _) => decoded.push(byte),
        }
    }
    decoded
}
