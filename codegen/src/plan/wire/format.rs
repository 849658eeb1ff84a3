//! The formats of request bodies.

use std::fmt;

/// How lines are written, each with a name and a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinesSyntax {
    /// The line break between two lines.
    pub between: String,
    /// The text between a name and its value.
    pub assign: String,
    /// Whether the lines are sorted by their bytes.
    pub sort: bool,
    /// A line behind the last one.
    pub end: Option<String>,
    /// The first line of a section. The name of a line in a section begins with the name of the section and a dot.
    pub section: Option<SectionLine>,
    /// Whether an empty line is in front of a section.
    pub blank_line: bool,
}

/// Writes the syntax by the keys that state it, such as `lines (assign "=", between "\n", sort)`.
impl fmt::Display for LinesSyntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "lines (assign {:?}, between {:?}",
            self.assign, self.between
        )?;
        if self.sort {
            f.write_str(", sort")?;
        }
        if let Some(end) = &self.end {
            write!(f, ", end {end:?}")?;
        }
        if let Some(section) = &self.section {
            let name = format!("{}$name{}", section.open, section.close);
            write!(f, ", section {name:?}")?;
            if self.blank_line {
                f.write_str(" behind an empty line")?;
            }
        }
        f.write_str(")")
    }
}

/// The first line of a section, in requests and responses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionLine {
    /// What is in front of the name of the section.
    pub open: String,
    /// What is behind the name of the section.
    pub close: String,
}

impl SectionLine {
    /// Reads a line with `$name`. Returns `None` if it is not a text with one name in it.
    #[must_use]
    pub fn of(template: &str) -> Option<Self> {
        let (open, close) = template.split_once("$name")?;
        let is_line = !template.contains(['\n', '\r']) && !close.contains("$name");
        (is_line && template.len() > "$name".len()).then(|| SectionLine {
            open: open.to_owned(),
            close: close.to_owned(),
        })
    }
}

/// A format of request bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyFormat {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// A query string.
    Query,
    /// A form.
    Form,
    /// Lines.
    Lines,
    /// A text.
    Text,
}
