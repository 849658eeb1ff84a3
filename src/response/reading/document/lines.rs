//! Lines, each with a name and a value, as a tree: the root has an element for each line, in the order of the body.

use std::borrow::Cow;

use super::declared::Declared;
use super::{Content, Element, Kind, MOST_VALUES, Member, Members, Node};
use crate::response::{MalformedAt, UnexpectedReason};

/// What stands for the number in the name of numbered lines.
const INDEX: &str = "$index";

/// How a body of lines is read. A line ends with a line feed, or with a carriage return and a line feed. Empty lines are
/// skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineRules<'t> {
    /// What is between the name and the value of a line.
    pub assign: &'t str,
    /// Whether white space around lines, names and values is removed.
    pub trims: bool,
    /// Whether letter case of names has no meaning. Names are then read in upper case.
    pub ignores_case: bool,
    /// Lines without a name.
    pub skip: &'t [&'t str],
    /// The last line. Without it, the body was cut off.
    pub end: Option<&'t str>,
    /// What is before and after the number in the names of numbered lines. They are read as elements of one name, which has
    /// `$index` for the number, in the order of their numbers. A number that two lines have is an error.
    pub numbered: &'t [(&'t str, &'t str)],
    /// What is before and after the name of a section, in its first line. The names of the lines in the section then begin with
    /// the name of the section and a dot.
    pub section: Option<(&'t str, &'t str)>,
}

/// Reads a whole text.
pub(super) fn parse<'r>(
    text: &'r str,
    rules: &LineRules<'_>,
) -> Result<Node<'r>, UnexpectedReason> {
    let mut members: Vec<Member<'r>> = Vec::new();
    let mut numbered: Vec<(u32, Member<'r>)> = Vec::new();
    let (mut from, mut has_ended) = (0, false);
    let mut section: Option<&'r str> = None;
    for whole in text.split('\n') {
        let malformed = || UnexpectedReason::NotLines(MalformedAt::offset_of(text, from));
        let line = rules.trimmed(whole.strip_suffix('\r').unwrap_or(whole));
        let is_end = rules.end.is_some_and(|end| rules.is_same(end, line));
        if has_ended && !line.is_empty() {
            return Err(malformed());
        }
        has_ended |= is_end;
        let is_skipped = rules.skip.iter().any(|skip| rules.is_same(skip, line));
        if line.is_empty() || is_end || is_skipped {
            // It has neither a name nor a section.
        } else if let Some(named) = rules.section_of(line) {
            section = Some(named);
        } else {
            let (name, value) = line.split_once(rules.assign).ok_or_else(malformed)?;
            let (name, raw) = (rules.name(name), rules.trimmed(value));
            if name.is_empty() {
                return Err(malformed());
            }
            let name = match section {
                Some(section) => Cow::Owned(format!("{}.{name}", rules.name(section))),
                None => name,
            };
            let content = Content::Scalar(Kind::Element, Cow::Borrowed(raw));
            let node = Node { raw, content };
            match rules.number_of(&name) {
                Some((number, name)) => numbered.push((number, (Cow::Owned(name), node))),
                None => members.push((name, node)),
            }
            if members.len() + numbered.len() > MOST_VALUES {
                return Err(UnexpectedReason::TooLarge);
            }
        }
        from += whole.len() + 1;
    }
    if rules.end.is_some() && !has_ended {
        return Err(UnexpectedReason::NotLines(MalformedAt::end_of(text)));
    }
    numbered.sort_by_key(|(number, _)| *number);
    for same in numbered.chunk_by(|(first, _), (second, _)| first == second) {
        for (at, (number, (name, _))) in same.iter().enumerate() {
            if same[..at].iter().any(|(_, (other, _))| other == name) {
                let place = name.replacen(INDEX, &number.to_string(), 1);
                return Err(UnexpectedReason::Repeated { place });
            }
        }
    }
    members.extend(numbered.into_iter().map(|(_, member)| member));
    Ok(Node {
        raw: text,
        content: Content::Element(Box::new(Element {
            text: Node::of_text("", Cow::Borrowed("")),
            children: Members::new(members),
            attributes: Members::default(),
            declared: Declared::default(),
        })),
    })
}

impl LineRules<'_> {
    fn trimmed<'r>(&self, text: &'r str) -> &'r str {
        match self.trims {
            true => text.trim(),
            false => text,
        }
    }

    /// Returns the name of the section whose first line this is.
    fn section_of<'r>(&self, line: &'r str) -> Option<&'r str> {
        let (open, close) = self.section?;
        let name = line.strip_prefix(open)?.strip_suffix(close)?;
        (!name.is_empty() && !line.contains(self.assign)).then_some(name)
    }

    fn name<'r>(&self, text: &'r str) -> Cow<'r, str> {
        let name = self.trimmed(text);
        match self.ignores_case && name.bytes().any(|byte| byte.is_ascii_lowercase()) {
            true => Cow::Owned(name.to_ascii_uppercase()),
            false => Cow::Borrowed(name),
        }
    }

    fn is_same(&self, known: &str, line: &str) -> bool {
        match self.ignores_case {
            true => known.eq_ignore_ascii_case(line),
            false => known == line,
        }
    }

    /// Returns the number in the name of a numbered line, and the name with `$index` for it.
    fn number_of(&self, name: &str) -> Option<(u32, String)> {
        self.numbered.iter().find_map(|(before, after)| {
            let digits = name.strip_prefix(before)?.strip_suffix(after)?;
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            let number = digits.parse().ok().filter(|_| is_number)?;
            Some((number, format!("{before}{INDEX}{after}")))
        })
    }
}
