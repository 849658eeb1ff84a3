//! Reads Markdown with tables.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::normal::{normalise, strip_number};
use super::{Block, Cell, Table, html, roles};

/// Reads the blocks of a Markdown document. Blocks of HTML in it are read as HTML; in a line of text, only the elements
/// for lines and lists count.
pub(super) fn read(text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::default();
    let mut copies = html::Copies::default();
    let mut skipped = 0..0;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if skipped.contains(&range.start) {
            continue;
        }
        if let Event::Start(Tag::HtmlBlock) = event {
            reader.end_text();
            skipped = html_block(text, range);
            let blocks = html::read(&text[skipped.clone()], &mut copies);
            reader.blocks.extend(blocks);
        } else {
            reader.event(event);
        }
    }
    reader.end_text();
    reader.blocks
}

/// Returns the place of a block of HTML. A blank line ends such a block in Markdown, but not the table in it.
fn html_block(text: &str, block: Range<usize>) -> Range<usize> {
    let mut depth = 0;
    let mut at = block.start;
    for line in text[block.start..].split_inclusive('\n') {
        let lower = line.to_ascii_lowercase();
        depth += lower.matches("<table").count();
        depth = depth.saturating_sub(lower.matches("</table").count());
        at += line.len();
        let is_end = at >= block.end && depth == 0;
        if is_end && (at == block.end || line.trim().is_empty()) {
            return block.start..at;
        }
    }
    // A table that has no end ends with its block.
    let end = if depth == 0 { at } else { block.end };
    block.start..end
}

/// What the text that is being read belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Paragraph,
    Heading,
    Item,
    Skipped,
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: String,
    kind: Kind,
    code: Option<String>,
    table: Option<Table>,
    cell: Option<Cell>,
    is_cell_item: bool,
    depth: usize,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text.push_str(&text),
            },
            Event::Code(text) => {
                self.text.push('`');
                self.text.push_str(&text);
                self.text.push('`');
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.line_break(),
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.begin(Kind::Heading),
            Tag::Paragraph if self.kind == Kind::Item => {}
            Tag::Paragraph => self.begin(Kind::Paragraph),
            Tag::Item => {
                self.begin(Kind::Item);
                self.depth += 1;
            }
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.begin(Kind::Paragraph),
            Tag::CodeBlock(_) => {
                self.end_text();
                self.code = Some(String::new());
            }
            Tag::MetadataBlock(_) => self.begin(Kind::Skipped),
            Tag::Table(_) => {
                self.end_text();
                self.table = Some(Table::default());
            }
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => {
                self.text.clear();
                self.cell = Some(Cell::default());
                self.is_cell_item = false;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => self.end_text(),
            TagEnd::Item => {
                self.end_text();
                self.depth = self.depth.saturating_sub(1);
                self.kind = if self.depth > 0 {
                    Kind::Item
                } else {
                    Kind::Paragraph
                };
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let lines = code.lines().filter(|line| !line.trim().is_empty());
                self.blocks
                    .push(Block::Code(lines.map(str::to_owned).collect()));
            }
            TagEnd::TableCell => {
                self.line_break();
                let cell = self.cell.take().unwrap_or_default();
                if let Some(table) = &mut self.table {
                    match table.rows.last_mut() {
                        Some(row) => row.push(cell),
                        None => table.header.push(roles::column(&cell.text())),
                    }
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.blocks.push(Block::Table(table));
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: Kind) {
        self.end_text();
        self.kind = kind;
    }

    /// Adds the text that was read as a block.
    fn end_text(&mut self) {
        let text = normalise(&std::mem::take(&mut self.text));
        if text.is_empty() {
            return;
        }
        match self.kind {
            Kind::Heading => self
                .blocks
                .push(Block::Heading(strip_number(&text).to_owned())),
            Kind::Item => self.blocks.push(Block::Item(text)),
            Kind::Paragraph => self
                .blocks
                .push(Block::Text(strip_number(&text).to_owned())),
            Kind::Skipped => {}
        }
        if self.kind == Kind::Heading || self.kind == Kind::Skipped {
            self.kind = Kind::Paragraph;
        }
    }

    /// Ends the line of a cell. Elsewhere a line break is a space.
    fn line_break(&mut self) {
        match &mut self.cell {
            Some(cell) => {
                let text = std::mem::take(&mut self.text);
                cell.push(&text, self.is_cell_item);
            }
            None => self.text.push(' '),
        }
    }

    /// Reads the few elements that Markdown tables use for lines and lists.
    fn html(&mut self, html: &str) {
        let tag = html.trim().to_lowercase();
        if tag.starts_with("<br")
            || tag.starts_with("</li")
            || tag.starts_with("<ul")
            || tag.starts_with("</ul")
        {
            self.line_break();
        } else if tag.starts_with("<li") {
            self.line_break();
            self.is_cell_item = self.cell.is_some();
        } else if !tag.starts_with('<') {
            self.text.push_str(html);
        }
        if tag.starts_with("</li") || tag.starts_with("</ul") {
            self.is_cell_item = false;
        }
    }
}
