//! How a body of lines is read.

use std::fmt;

use super::wire::SectionLine;

/// How a body of lines is read. All cases of an operation that have lines read them in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseLines {
    /// What is between the name and the value of a line.
    pub assign: String,
    /// Whether white space around names and values is removed.
    pub trims: bool,
    /// Whether letter case of names has no meaning. The names in places are then in upper case.
    pub ignores_case: bool,
    /// Lines without a name.
    pub skip: Vec<String>,
    /// The last line.
    pub end: Option<String>,
    /// The names of numbered lines.
    pub numbered: Vec<NumberedLine>,
    /// The first line of a section.
    pub section: Option<SectionLine>,
}

/// The name of the lines of a numbered list: what is before and after the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberedLine {
    /// What is before the number.
    pub before: String,
    /// What is after the number.
    pub after: String,
    /// The number of the first item.
    pub first: u64,
}

/// What stands for the number in the name of numbered lines.
const INDEX: &str = "$index";

impl NumberedLine {
    /// Reads a name with `$index`. Returns `None` for a name without it.
    #[must_use]
    pub fn of(name: &str, first: u64) -> Option<Self> {
        let (before, after) = name.split_once(INDEX)?;
        Some(NumberedLine {
            before: before.to_owned(),
            after: after.to_owned(),
            first,
        })
    }

    /// Returns the name that places have: with `$index` for the number.
    #[must_use]
    pub fn name(&self) -> String {
        self.with(INDEX)
    }

    /// Returns the name of a line.
    #[must_use]
    pub fn with(&self, number: &str) -> String {
        format!("{}{number}{}", self.before, self.after)
    }

    /// Returns whether a line of the list can have a name.
    #[must_use]
    pub fn covers(&self, name: &str) -> bool {
        let digits = name.strip_prefix(&*self.before);
        let digits = digits.and_then(|rest| rest.strip_suffix(&*self.after));
        digits.is_some_and(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

impl fmt::Display for ResponseLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "assign {:?}", self.assign)?;
        if self.trims {
            f.write_str(", trim")?;
        }
        if self.ignores_case {
            f.write_str(", case ignore")?;
        }
        if !self.skip.is_empty() {
            write!(f, ", skip {:?}", self.skip)?;
        }
        if let Some(end) = &self.end {
            write!(f, ", end {end:?}")?;
        }
        match &self.section {
            Some(SectionLine { open, close }) => {
                write!(f, ", section {:?}", format!("{open}$name{close}"))
            }
            None => Ok(()),
        }
    }
}

impl ResponseLines {
    /// Returns a name as places have it.
    #[must_use]
    pub fn folded(&self, name: &str) -> String {
        if !self.ignores_case {
            return name.to_owned();
        }
        match NumberedLine::of(name, 0) {
            None => name.to_ascii_uppercase(),
            Some(line) => NumberedLine {
                before: line.before.to_ascii_uppercase(),
                after: line.after.to_ascii_uppercase(),
                ..line
            }
            .name(),
        }
    }
}
