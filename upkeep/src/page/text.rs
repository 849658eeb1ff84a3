//! Reads plain text, and recovers tables that lost their columns.

use super::normal::{normalise, strip_bullet, strip_number};
use super::roles::{self, Role, is_identifier, is_type_word};
use super::{Block, Cell, Column, Table, rows};

/// A line of the text.
struct Line<'t> {
    raw: &'t str,
    /// The normalised text, without a bullet.
    text: String,
    is_item: bool,
}

/// Reads the blocks of a text.
pub(super) fn read(text: &str) -> Vec<Block> {
    // A space that does not break separates columns and indents like any other.
    let text = text.replace('\u{a0}', " ");
    let lines = text.lines().map(|raw| {
        let item = strip_bullet(raw);
        Line {
            raw,
            text: normalise(item.unwrap_or(raw)),
            is_item: item.is_some(),
        }
    });
    let mut reader = Reader {
        lines: lines.collect(),
        at: 0,
        blocks: Vec::new(),
    };
    while reader.at < reader.lines.len() {
        reader.block();
    }
    reader.blocks
}

struct Reader<'t> {
    lines: Vec<Line<'t>>,
    at: usize,
    blocks: Vec<Block>,
}

impl Reader<'_> {
    fn block(&mut self) {
        let line = &self.lines[self.at];
        if line.text.is_empty() {
            self.at += 1;
        } else if is_code(line.raw) && !line.is_item {
            self.code();
        } else if line.raw.contains('\t') && self.is_tabular(self.at) {
            self.tabular();
        } else if let Some(columns) = self.header(self.at) {
            self.table(columns);
        } else if self.triplet(self.at).is_some() {
            self.definitions();
        } else {
            let text = line.text.clone();
            let block = if line.is_item {
                Block::Item(strip_number(&text).to_owned())
            } else if self.is_heading(self.at) {
                Block::Heading(strip_number(&text).to_owned())
            } else {
                self.paragraph();
                return;
            };
            self.blocks.push(block);
            self.at += 1;
        }
    }

    fn header(&self, at: usize) -> Option<Vec<Column>> {
        let line = self.lines.get(at)?;
        if line.is_item {
            None
        } else {
            roles::header(&line.text)
        }
    }

    /// Adds a paragraph. A line that starts in lower case continues the line before it.
    fn paragraph(&mut self) {
        let mut text = self.lines[self.at].text.clone();
        self.at += 1;
        while let Some(next) = self.lines.get(self.at) {
            let first = next.text.split(' ').next().unwrap_or_default();
            let continues = !next.is_item
                && !first.contains('_')
                && next.text.starts_with(char::is_lowercase)
                && next.text.contains(' ')
                && text.contains(' ')
                && !text.ends_with(['.', ':', '!', '?'])
                && !is_code(next.raw);
            if !continues {
                break;
            }
            text.push(' ');
            text.push_str(&next.text);
            self.at += 1;
        }
        self.blocks
            .push(Block::Text(strip_number(&text).to_owned()));
    }

    /// Returns whether a line is a heading: short, alone between blank lines, and no sentence.
    fn is_heading(&self, at: usize) -> bool {
        let is_blank = |line: Option<&Line<'_>>| line.is_none_or(|line| line.text.is_empty());
        let text = &self.lines[at].text;
        let before = at.checked_sub(1).and_then(|at| self.lines.get(at));
        text.len() <= 60
            && text.split(' ').count() <= 7
            && !text.ends_with(['.', ',', ';', ':'])
            && is_blank(before)
            && is_blank(self.lines.get(at + 1))
    }

    fn code(&mut self) {
        let mut found = Vec::new();
        while let Some(line) = self.lines.get(self.at) {
            let next = self.lines[self.at..]
                .iter()
                .find(|line| !line.text.is_empty());
            let goes_on = match line.text.is_empty() {
                true => next.is_some_and(|next| is_code(next.raw) && !is_start_of_code(next.raw)),
                false => is_code(line.raw),
            };
            let is_next_sample = !found.is_empty() && is_start_of_code(line.raw);
            if !goes_on || is_next_sample {
                break;
            }
            if !line.text.is_empty() {
                found.push(line.raw.trim_end().to_owned());
            }
            self.at += 1;
        }
        if found.is_empty() {
            self.at += 1;
        } else {
            self.blocks.push(Block::Code(found));
        }
    }

    /// Returns whether lines from here on are separated by tabs into the same number of cells.
    fn is_tabular(&self, at: usize) -> bool {
        let cells = |at: usize| {
            self.lines
                .get(at)
                .map_or(0, |line| line.raw.trim_end().split('\t').count())
        };
        cells(at) >= 3 && !self.lines[at].raw.starts_with('\t')
    }

    fn tabular(&mut self) {
        let mut table = Table::default();
        while self.at < self.lines.len() && self.is_tabular(self.at) {
            let cells = self.lines[self.at].raw.split('\t').map(Cell::of);
            table.rows.push(cells.collect());
            self.at += 1;
        }
        self.blocks.push(Block::Table(table));
    }

    /// Adds a table whose header names the columns. It ends before the next header, after its last row and the lines
    /// that belong to this row.
    fn table(&mut self, header: Vec<Column>) {
        self.at += 1;
        let end = (self.at..self.lines.len())
            .find(|at| self.header(*at).is_some())
            .unwrap_or(self.lines.len());
        let is_row = |line: &Line<'_>| !line.is_item && rows::split(&line.text, &header).is_some();
        let last = (self.at..end).rfind(|at| is_row(&self.lines[*at]));
        let mut table = Table {
            header,
            rows: Vec::new(),
        };
        let has_values = table
            .header
            .iter()
            .any(|column| column.role == Role::Values);
        let mut gap = 0;
        let mut is_list = false;
        while self.at < end {
            let line = &self.lines[self.at];
            let is_after = last.is_none_or(|last| self.at > last);
            if line.text.is_empty() {
                gap += 1;
            } else if let (false, Some(cells)) =
                (line.is_item, rows::split(&line.text, &table.header))
            {
                table.rows.push(cells);
                is_list = false;
                gap = 0;
            } else {
                let announces = line.text.ends_with(':') && line.text.split(' ').count() <= 6;
                let continues = line.is_item && (gap == 0 || is_list)
                    || announces
                    || has_values && rows::continued_value(&line.text).is_some();
                if is_after && !continues {
                    break;
                }
                is_list = announces || is_list && line.is_item;
                gap = 0;
                push_to_last(&mut table, line);
            }
            self.at += 1;
        }
        if table.rows.is_empty() {
            // A header without rows is only a line.
            let titles: Vec<&str> = table
                .header
                .iter()
                .map(|column| column.title.as_str())
                .collect();
            self.blocks.push(Block::Text(titles.join(" ")));
        } else {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Returns name, type and the index of the line after them, if a field starts here: a name, then a type, each on a
    /// line of its own.
    fn triplet(&self, at: usize) -> Option<(usize, usize)> {
        let filled = |from: usize| {
            (from..self.lines.len().min(from + 3)).find(|at| !self.lines[*at].text.is_empty())
        };
        let name = &self.lines[at];
        let kind = filled(at + 1)?;
        let is_type =
            |line: &Line<'_>| is_type_word(&line.text) && !line.text.contains(' ') && !line.is_item;
        let is_name = !name.is_item && is_identifier(&name.text) && !is_type(name);
        (is_name && is_type(&self.lines[kind])).then_some((at, kind))
    }

    fn definitions(&mut self) {
        let column = |title: &str, role| Column {
            title: title.to_owned(),
            role,
        };
        let mut table = Table {
            header: vec![
                column("Name", Role::Name),
                column("Type", Role::Type),
                column("Description", Role::Description),
            ],
            rows: Vec::new(),
        };
        while let Some((name, kind)) = self.triplet(self.at) {
            let name = Cell::of(&self.lines[name].text);
            let mut description = Cell::default();
            self.at = kind + 1;
            let mut is_list = false;
            while let Some(line) = self.lines.get(self.at) {
                if !line.text.is_empty() {
                    let is_free = description.lines.is_empty() && !self.is_title(self.at);
                    if self.triplet(self.at).is_some() || !(is_free || is_list && line.is_item) {
                        break;
                    }
                    is_list |= line.text.ends_with(':');
                    description.push(&line.text, line.is_item);
                }
                self.at += 1;
            }
            let kind = Cell::of(&self.lines[kind].text);
            table.rows.push(vec![name, kind, description]);
            while self
                .lines
                .get(self.at)
                .is_some_and(|line| line.text.is_empty())
            {
                self.at += 1;
            }
            if self.at >= self.lines.len() {
                break;
            }
        }
        self.blocks.push(Block::Table(table));
    }

    /// Returns whether a line is a heading of few words in title form, and no description.
    fn is_title(&self, at: usize) -> bool {
        let text = &self.lines[at].text;
        self.is_heading(at)
            && (text.split(' ').count() == 2 || super::text::is_method(text))
            && !text.contains(',')
    }
}

/// Returns whether a text is the name of an HTTP method.
pub(super) fn is_method(text: &str) -> bool {
    matches!(text, "GET" | "POST" | "PUT" | "PATCH" | "DELETE")
}

/// Adds a line to the last row of a table: a value to its values, anything else to its last cell of text.
fn push_to_last(table: &mut Table, line: &Line<'_>) {
    let Some(row) = table.rows.last_mut() else {
        return;
    };
    let find = |role: Role| table.header.iter().position(|column| column.role == role);
    let values = find(Role::Values).filter(|_| !line.is_item);
    let text_at = find(Role::Restrictions)
        .or(find(Role::Description))
        .unwrap_or(row.len().saturating_sub(1));
    if let (Some(at), Some(value)) = (values, rows::continued_value(&line.text)) {
        row[at].push(value, true);
    } else if let (Some(at), true) = (find(Role::Type), is_type_word(&line.text)) {
        row[at].push(&line.text, false);
    } else {
        row[text_at].push(&line.text, line.is_item);
    }
}

/// Returns whether a line belongs to a sample in JSON or XML, or to a command of a shell.
fn is_code(raw: &str) -> bool {
    let line = raw.trim();
    let Some(first) = line.chars().next() else {
        return false;
    };
    let is_bracket = line
        .chars()
        .all(|c| matches!(c, '{' | '}' | '[' | ']' | ',' | '\'' | ' ' | '\\'));
    let is_member = first == '"'
        && (line.contains("\":")
            || line.ends_with("\",")
            || line.ends_with('"')
            || line.ends_with("\" \\"));
    let is_element = first == '<'
        && line[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '?' | '!'))
        && line.ends_with('>');
    let is_string = first == '"' && line.contains("| python");
    let is_command = line.starts_with("curl ")
        || line.starts_with("--")
        || (first == '-' && line.ends_with('\\'));
    is_bracket || is_member || is_element || is_string || is_command || line == "[...]"
}

/// Returns whether a line starts a sample: a bracket or the root of a document, without indentation.
fn is_start_of_code(raw: &str) -> bool {
    raw.trim_end() == "{" || raw.starts_with("curl ") || raw.starts_with("<?xml")
}
