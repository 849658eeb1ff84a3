//! Reads a provider's page: HTML, Markdown or text become the same blocks.
//!
//! Input: the text of a page and its format. Output: a [`Page`], a list of headings, paragraphs, list items, tables and
//! blocks of code in the order of the page. All texts are normalised: white space, quotes, dashes and bullets that mean
//! the same are spelled the same. No page causes a panic.

use std::sync::Arc;

mod html;
mod html_tree;
mod markdown;
mod normal;
mod roles;
mod rows;
mod text;

pub use normal::{fingerprint, mask, normalise, sentences};
pub(crate) use roles::required_word;
pub use roles::{Role, is_identifier, is_type_word};

/// The format of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFormat {
    /// HTML.
    Html,
    /// Markdown with tables.
    Markdown,
    /// Plain text, for example copied from a browser. Tables may have lost their columns.
    Text,
}

impl PageFormat {
    /// Returns the format that the extension of a file name states.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name.rsplit_once('.')?.1 {
            "html" | "htm" | "xhtml" => Some(PageFormat::Html),
            "md" | "markdown" => Some(PageFormat::Markdown),
            "txt" | "text" => Some(PageFormat::Text),
            _ => None,
        }
    }

    /// Returns the format that a text looks like.
    #[must_use]
    pub fn guess(text: &str) -> Self {
        let head: String = text.chars().take(4096).collect::<String>().to_lowercase();
        let is_html = ["<html", "<!doctype html", "<table", "<body", "<h1", "<div"]
            .iter()
            .any(|tag| head.contains(tag));
        let is_markdown = |line: &str| {
            line.starts_with("# ")
                || line.starts_with("## ")
                || line.starts_with("```")
                || line.starts_with("|--")
                || line.starts_with("| --")
        };
        if is_html {
            PageFormat::Html
        } else if text.lines().any(is_markdown) {
            PageFormat::Markdown
        } else {
            PageFormat::Text
        }
    }

    /// Returns its name in a lock and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PageFormat::Html => "html",
            PageFormat::Markdown => "markdown",
            PageFormat::Text => "text",
        }
    }
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// An item of a list.
    Item(String),
    /// A table.
    Table(Table),
    /// Preformatted lines, with their indentation.
    Code(Vec<String>),
}

/// A table. A list of definitions is a table without a header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The columns; empty if the table has no header.
    pub header: Vec<Column>,
    /// The rows. A cell that spans several rows or columns is in each of them, up to a limit. The last cells of a row may
    /// be absent.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// What its cells contain.
    pub role: Role,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its lines, in order. The copies of a cell that spans columns or rows share them.
    pub lines: Arc<Vec<CellLine>>,
}

/// A line of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellLine {
    /// The text.
    pub text: String,
    /// Whether it is an item of a list.
    pub is_item: bool,
}

impl Cell {
    /// Creates a cell of one line, or an empty cell.
    fn of(text: &str) -> Self {
        let mut cell = Cell::default();
        cell.push(text, false);
        cell
    }

    /// Adds a line, unless it is empty.
    fn push(&mut self, text: &str, is_item: bool) {
        let text = normalise(text);
        if !text.is_empty() {
            Arc::make_mut(&mut self.lines).push(CellLine { text, is_item });
        }
    }

    /// Returns all lines as one text.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        lines.join(" ")
    }
}

/// Reads a page.
///
/// ```
/// use wireform_upkeep::page::{Block, PageFormat, read};
///
/// let page = read("# Contacts\n\n| Name | Type |\n| --- | --- |\n| city | String |\n", PageFormat::Markdown);
/// assert_eq!(page.blocks[0], Block::Heading("Contacts".to_owned()));
/// ```
#[must_use]
pub fn read(text: &str, format: PageFormat) -> Page {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut blocks = match format {
        PageFormat::Html => html::read(text, &mut html::Copies::default()),
        PageFormat::Markdown => markdown::read(text),
        PageFormat::Text => text::read(text),
    };
    for block in &mut blocks {
        if let Block::Table(table) = block {
            roles::complete(table);
        }
    }
    Page { blocks }
}
