//! Reads the facts of a page.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::constraints::Constraint;
use super::kind::{Kind, Support};
use super::segments::{self, Section};
use super::subjects::{Call, Subjects};
use super::{enums, responses, rows, samples};
use crate::page::{Block, Page, fingerprint, mask, sentences};

/// What was read of a page.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The lines: headings, sentences, items, lines of cells and lines of samples.
    pub lines: Vec<Line>,
    /// The facts, in the order of their lines.
    pub facts: Vec<Fact>,
}

impl Reading {
    /// Returns the texts of the cells of tables. A line outside of tables with such a text repeats the cell.
    pub(crate) fn cells(&self) -> BTreeSet<&str> {
        let cells = self.lines.iter().filter(|line| line.is_cell());
        cells.map(|line| line.text.as_str()).collect()
    }

    /// Returns the fingerprint of a line without the values that facts state, so that it tells whether the rest of a
    /// sentence is the same.
    #[must_use]
    pub fn rest(&self, line: usize) -> u64 {
        let mut text = self.lines[line].text.clone();
        let start = self.facts.partition_point(|fact| fact.line < line);
        let own = self.facts[start..]
            .iter()
            .take_while(|fact| fact.line == line);
        let mut spans: Vec<Range<usize>> = own.map(|fact| fact.span.clone()).collect();
        spans.sort_by_key(|span| std::cmp::Reverse(span.start));
        spans.dedup();
        for span in spans {
            if text.get(span.clone()).is_some() {
                text.replace_range(span, "_");
            }
        }
        fingerprint(&text)
    }
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The normalised text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}

/// Where a line stands. No part of a place depends on the lines before it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The operation, or `-`.
    pub operation: String,
    /// `table`, `text`, `heading`, `item` or `sample`.
    pub part: String,
    /// The field of a row; empty elsewhere.
    pub row: String,
    /// The title of the column; empty elsewhere.
    pub column: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.operation, self.part)?;
        for part in [&self.row, &self.column] {
            if !part.is_empty() {
                write!(f, "/{}", part.replace(' ', "_"))?;
            }
        }
        Ok(())
    }
}

/// A fact that a page states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The operation, or `-` for what holds for the whole provider.
    pub operation: String,
    /// The logical path of the field, or `-`. A field that the schema does not have is written `?name`.
    pub path: String,
    /// What is stated.
    pub kind: Kind,
    /// The value, as the page says it.
    pub value: String,
    /// What supports it.
    pub support: Support,
    /// The line, by its position.
    pub line: usize,
    /// The place of the value in the line.
    pub span: Range<usize>,
}

impl Line {
    /// Returns whether the line is in a cell of a table.
    pub(crate) fn is_cell(&self) -> bool {
        self.place.part == "table"
    }

    /// Returns whether the line repeats a cell of a table. `cells` are the texts of all cells of the page.
    pub(crate) fn repeats_cell(&self, cells: &BTreeSet<&str>) -> bool {
        !self.is_cell() && cells.contains(self.text.as_str())
    }

    /// Returns the fingerprint of the text.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        fingerprint(&self.text)
    }

    /// Returns the fingerprint of the text without its values.
    #[must_use]
    pub fn mask(&self) -> u64 {
        fingerprint(&mask(&self.text))
    }
}

impl Fact {
    /// Returns whether it is about a field that the schema does not have.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.path.contains('?')
    }
}

/// Reads a page.
#[must_use]
pub fn read_page(page: &Page, subjects: &Subjects) -> Reading {
    let segments = segments::assign(page, subjects);
    let mut builder = Builder {
        subjects,
        reading: Reading::default(),
        heading: String::new(),
        is_response: false,
        is_foreign: false,
        descriptions: Vec::new(),
    };
    let mut at = 0;
    while at < page.blocks.len() {
        let call = match segments.operations[at] {
            Section::Of(operation) => Some(&subjects.operations[operation]),
            Section::Around | Section::Unknown => None,
        };
        builder.is_foreign = segments.operations[at] == Section::Unknown;
        match &page.blocks[at] {
            Block::Heading(text) => builder.heading(text, call),
            Block::Text(text) => builder.text(text, "text", call),
            Block::Item(_) => {
                let run = page.blocks[at..].iter().map_while(|block| match block {
                    Block::Item(text) => Some(text.as_str()),
                    _ => None,
                });
                let items: Vec<&str> = run.collect();
                let same = segments.operations[at..].iter().take(items.len());
                let length = same
                    .take_while(|operation| **operation == segments.operations[at])
                    .count();
                rows::items(&mut builder, &items[..length], call);
                for (offset, item) in items[..length].iter().enumerate() {
                    builder.endpoints(at + offset, item, &segments, subjects);
                }
                at += length;
                continue;
            }
            Block::Table(table) => rows::table(&mut builder, table, call),
            Block::Code(lines) => samples::read(&mut builder, lines, call),
        }
        match &page.blocks[at] {
            Block::Heading(text) | Block::Text(text) => {
                builder.endpoints(at, text, &segments, subjects)
            }
            Block::Code(lines) if lines.len() == 1 => {
                builder.endpoints(at, &lines[0], &segments, subjects)
            }
            Block::Code(_) | Block::Item(_) | Block::Table(_) => {}
        }
        at += 1;
    }
    let mut reading = builder.reading;
    reading.facts.sort_by_key(|fact| fact.line);
    reading.facts = without_repetitions(reading.facts);
    reading
}

/// Returns facts, which are sorted by line, each once.
fn without_repetitions(facts: Vec<Fact>) -> Vec<Fact> {
    let mut kept: Vec<Fact> = Vec::with_capacity(facts.len());
    for fact in facts {
        let of_line = kept.iter().rev().take_while(|it| it.line == fact.line);
        if !of_line.into_iter().any(|it| *it == fact) {
            kept.push(fact);
        }
    }
    kept
}

/// Collects the lines and the facts of a page.
pub(super) struct Builder<'s> {
    pub(super) subjects: &'s Subjects,
    pub(super) reading: Reading,
    /// The last heading.
    pub(super) heading: String,
    /// Whether the last heading is about responses.
    pub(super) is_response: bool,
    /// Whether the block is about an operation that the schema does not have.
    pub(super) is_foreign: bool,
    /// The sentences that describe fields, with operation and path.
    pub(super) descriptions: Vec<(String, String, String)>,
}

impl<'s> Builder<'s> {
    /// Adds a line and returns its position.
    pub(super) fn line(
        &mut self,
        text: &str,
        call: Option<&Call>,
        part: &str,
        row: &str,
        column: &str,
    ) -> usize {
        self.reading.lines.push(Line {
            text: text.to_owned(),
            place: Place {
                operation: call.map_or("-", |call| &call.name).to_owned(),
                part: part.to_owned(),
                row: row.to_owned(),
                column: column.to_owned(),
            },
        });
        self.reading.lines.len() - 1
    }

    /// Returns the operations that a block can be about.
    pub(super) fn calls<'c>(&self, call: Option<&'c Call>) -> Vec<&'c Call>
    where
        's: 'c,
    {
        match call {
            Some(call) => vec![call],
            None if self.is_foreign => Vec::new(),
            None => self.subjects.operations.iter().collect(),
        }
    }

    /// Adds a fact.
    pub(super) fn fact(&mut self, fact: Fact) {
        self.reading.facts.push(fact);
    }

    fn heading(&mut self, text: &str, call: Option<&Call>) {
        self.line(text, call, "heading", "", "");
        self.heading = super::subjects::plain(text);
        let words = text.to_lowercase();
        self.is_response = [
            "response",
            "output",
            "returns",
            "result",
            "answer",
            "successful",
            "failed",
            "errors",
        ]
        .iter()
        .any(|word| words.contains(word));
    }

    /// Adds the sentences of a paragraph or an item.
    pub(super) fn text(&mut self, text: &str, part: &str, call: Option<&Call>) {
        for sentence in sentences(text) {
            let line = self.line(sentence, call, part, "", "");
            enums::inline(self, sentence, line, call);
            responses::read(self, sentence, line, call);
        }
        let stated = responses::content_type(text).filter(|_| !self.is_response);
        if let (Some((span, value)), Some(call)) = (stated, call) {
            self.fact(Fact {
                operation: call.name.clone(),
                path: "-".to_owned(),
                kind: Kind::ContentType,
                value,
                support: Support::Stated,
                line: self.reading.lines.len() - 1,
                span,
            });
        }
    }

    /// Adds the method and the path that a block prints.
    fn endpoints(
        &mut self,
        block: usize,
        text: &str,
        segments: &segments::Segments,
        subjects: &Subjects,
    ) {
        for endpoint in &segments.endpoints {
            let Some(operation) = endpoint.operation else {
                self.unknown_endpoint(endpoint, block, text);
                continue;
            };
            let call = &subjects.operations[operation];
            let parts = [
                (Kind::Method, &endpoint.method),
                (Kind::Path, &endpoint.path),
            ];
            for (kind, printed) in parts {
                let Some(printed) = printed.as_ref().filter(|printed| printed.block == block)
                else {
                    continue;
                };
                let is_same =
                    |line: &Line| text.contains(line.text.as_str()) || line.text.contains(text);
                let line = self.reading.lines.iter().rposition(is_same);
                let line = line.unwrap_or(0);
                self.fact(Fact {
                    operation: call.name.clone(),
                    path: "-".to_owned(),
                    kind,
                    value: printed.text.clone(),
                    support: Support::Stated,
                    line,
                    span: printed.span.clone(),
                });
            }
        }
    }
}

impl Builder<'_> {
    /// Adds an endpoint that no operation of the schema has.
    fn unknown_endpoint(&mut self, endpoint: &segments::Endpoint, block: usize, text: &str) {
        let (Some(method), Some(path)) = (&endpoint.method, &endpoint.path) else {
            return;
        };
        if method.block == block {
            let is_same = |line: &Line| text.contains(line.text.as_str());
            let line = self.reading.lines.iter().rposition(is_same).unwrap_or(0);
            self.fact(Fact {
                operation: "-".to_owned(),
                path: format!("?{}:{}", method.text, path.text),
                kind: Kind::Method,
                value: method.text.clone(),
                support: Support::Stated,
                line,
                span: method.span.clone(),
            });
        }
    }
}

/// Returns whether a fact supports a constraint of the schema. The values need not be equal, because a schema may differ
/// from its page.
#[must_use]
pub fn covers(fact: &Fact, constraint: &Constraint) -> bool {
    let is_same_path = fact.path == constraint.path;
    if fact.operation == "-" && fact.kind == Kind::Field {
        let name = constraint.path.trim_start_matches("$auth.");
        return name == fact.path
            && (constraint.operation == "-" || constraint.path.starts_with("$auth."))
            && matches!(
                constraint.kind.as_str(),
                "credential" | "wire" | "at" | "required" | "type"
            );
    }
    if fact.operation != constraint.operation {
        return false;
    }
    match fact.kind {
        Kind::Field => {
            let kind = constraint.kind.as_str();
            is_same_path
                && (matches!(kind, "field" | "wire" | "at" | "attribute")
                    || kind.starts_with("wire."))
        }
        Kind::Path => {
            let names = fact
                .value
                .split('/')
                .map(|part| part.trim_matches(|c| matches!(c, '{' | '}' | ':' | '<' | '>')));
            constraint.path == "-" && constraint.kind == "path"
                || matches!(
                    constraint.kind.as_str(),
                    "field" | "wire" | "required" | "type"
                ) && names.clone().any(|name| name == constraint.path)
        }
        Kind::Type => {
            constraint.kind == "type"
                && (is_same_path || constraint.path.strip_suffix("[]") == Some(&fact.path))
        }
        Kind::Enum | Kind::Error | Kind::Status => {
            is_same_path && constraint.kind == fact.kind.name() && constraint.value == fact.value
                || is_same_path && constraint.kind == "outcome" && fact.kind != Kind::Enum
                || is_same_path && constraint.kind == "type" && fact.kind == Kind::Enum
        }
        Kind::ContentType => {
            constraint.path == "-" && matches!(constraint.kind.as_str(), "content_type" | "body")
        }
        Kind::Permission => {
            is_same_path
                && constraint.kind == "permission"
                && constraint.value.split(' ').next() == Some(&fact.value)
        }
        Kind::Method
        | Kind::Update
        | Kind::Withdrawn
        | Kind::Required
        | Kind::Pattern
        | Kind::MinLength
        | Kind::MaxLength
        | Kind::MinItems
        | Kind::MaxItems
        | Kind::Minimum
        | Kind::Maximum
        | Kind::UniqueItems
        | Kind::UniqueBy
        | Kind::Normalize
        | Kind::Format
        | Kind::Check
        | Kind::Default
        | Kind::Clear
        | Kind::Join
        | Kind::Const
        | Kind::Attribute
        | Kind::Rule
        | Kind::Context
        | Kind::ResponseField
        | Kind::Outcome
        | Kind::Body
        | Kind::Server => is_same_path && constraint.kind == fact.kind.name(),
    }
}
