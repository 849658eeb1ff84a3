//! A look at a pattern's characters before it is parsed: what stands in a class, what is escaped, which brackets match.

/// What a scan found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Inside classes: unescaped `[`, and the second character of `&&`, `--` and `~~`; in ascending order.
    pub(super) raw_in_class: Vec<usize>,
    /// Outside classes: opening parentheses and where each closes, in order of opening.
    pub(super) groups: Vec<(usize, Option<usize>)>,
    /// Outside classes and groups: bars.
    pub(super) top_bars: Vec<usize>,
    /// Whether the last character is an unescaped `$` outside classes and groups.
    pub(super) ends_in_dollar: bool,
}

/// Scans a pattern, reading an unescaped `[` inside a class as a literal.
pub(super) fn scan(text: &str) -> Scan {
    let bytes = text.as_bytes();
    let mut found = Scan::default();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => at = class(bytes, at, &mut found.raw_in_class),
            b'(' => {
                open.push(found.groups.len());
                found.groups.push((at, None));
            }
            b')' => {
                if let Some(group) = open.pop() {
                    found.groups[group].1 = Some(at);
                }
            }
            b'|' if open.is_empty() => found.top_bars.push(at),
            b'$' if at + 1 == bytes.len() && open.is_empty() => found.ends_in_dollar = true,
            _ => {}
        }
        at += 1;
    }
    found
}

/// Whether an expression has alternatives outside of groups.
pub(crate) fn is_alternation(text: &str) -> bool {
    !scan(text).top_bars.is_empty()
}

/// Walks a class from its `[`; returns the place of its `]`, or the end.
fn class(bytes: &[u8], start: usize, raw: &mut Vec<usize>) -> usize {
    let mut at = start + 1;
    if bytes.get(at) == Some(&b'^') {
        at += 1;
    }
    // A closing bracket in first place is a literal.
    if bytes.get(at) == Some(&b']') {
        at += 1;
    }
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b']' => return at,
            b'[' => match posix(&bytes[at..]) {
                Some(length) => at += length - 1,
                None => raw.push(at),
            },
            byte @ (b'&' | b'-' | b'~') if bytes.get(at + 1) == Some(&byte) => {
                raw.push(at + 1);
                at += 1;
            }
            _ => {}
        }
        at += 1;
    }
    at
}

/// The length of `[:name:]` at the beginning.
fn posix(bytes: &[u8]) -> Option<usize> {
    let inner = bytes.strip_prefix(b"[:")?;
    let name = inner
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'^')
        .count();
    inner[name..]
        .starts_with(b":]")
        .then_some(name + "[::]".len())
}
