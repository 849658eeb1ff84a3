//! Reads HTML: headings, paragraphs, lists, tables with spans, lists of definitions and preformatted text.

use super::html_tree::{Node, NodeKind, parse};
use super::normal::{normalise, strip_number};
use super::{Block, Cell, Table, roles};

/// The largest number of columns or rows that a cell may span. A larger number is a mistake of the page.
const MOST_SPAN: usize = 200;

/// The largest number of columns that a row gets by spans.
const MOST_COLUMNS: usize = 200;

/// The largest number of copies of cells in a table, and in a page. A copy counts once more for each 32 bytes of text.
const MOST_TABLE_COPIES: usize = 10_000;
const MOST_PAGE_COPIES: usize = 50_000;

/// Counts the copies of cells that spans make.
#[derive(Debug)]
pub(super) struct Copies {
    left_in_table: usize,
    left_in_page: usize,
}

impl Default for Copies {
    fn default() -> Self {
        Copies {
            left_in_table: MOST_TABLE_COPIES,
            left_in_page: MOST_PAGE_COPIES,
        }
    }
}

impl Copies {
    /// Returns whether one more copy of a cell is within the limits, and counts it.
    fn take(&mut self, cell: &Cell) -> bool {
        let length: usize = cell.lines.iter().map(|line| line.text.len()).sum();
        let cost = 1 + length / 32;
        let is_allowed = cost <= self.left_in_table && cost <= self.left_in_page;
        if is_allowed {
            self.left_in_table -= cost;
            self.left_in_page -= cost;
        }
        is_allowed
    }
}

/// Reads the blocks of a document.
pub(super) fn read(text: &str, copies: &mut Copies) -> Vec<Block> {
    let nodes = parse(text);
    let mut reader = Reader {
        nodes: &nodes,
        copies,
        blocks: Vec::new(),
        text: String::new(),
    };
    reader.children(0, 0);
    reader.end_text();
    reader.blocks
}

/// The depth after which a page is no longer read.
const MOST_DEPTH: usize = 400;

struct Reader<'n> {
    nodes: &'n [Node],
    copies: &'n mut Copies,
    blocks: Vec<Block>,
    text: String,
}

impl Reader<'_> {
    fn children(&mut self, node: usize, depth: usize) {
        if depth > MOST_DEPTH {
            return;
        }
        for child in &self.nodes[node].children {
            self.node(*child, depth + 1);
        }
    }

    fn node(&mut self, node: usize, depth: usize) {
        let NodeKind::Element(..) = &self.nodes[node].kind else {
            if let NodeKind::Text(text) = &self.nodes[node].kind {
                self.text.push_str(text);
            }
            return;
        };
        match name(&self.nodes[node]) {
            "script" | "style" | "head" | "template" | "noscript" | "nav" | "svg" => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "legend" | "summary" => {
                self.end_text();
                let text = self.inner(node);
                if !text.is_empty() {
                    self.blocks
                        .push(Block::Heading(strip_number(&text).to_owned()));
                }
            }
            "pre" => {
                self.end_text();
                let mut text = String::new();
                raw_text(self.nodes, node, &mut text, 0);
                let lines = text.lines().filter(|line| !line.trim().is_empty());
                self.blocks
                    .push(Block::Code(lines.map(str::to_owned).collect()));
            }
            "table" => {
                self.end_text();
                self.table(node);
            }
            "dl" => {
                self.end_text();
                self.definitions(node);
            }
            "li" => {
                self.end_text();
                self.item(node, depth);
            }
            "br" => self.text.push(' '),
            "code" | "kbd" | "tt" => {
                self.text.push('`');
                self.children(node, depth);
                self.text.push('`');
            }
            tag if is_inline(tag) => self.children(node, depth),
            _ => {
                self.end_text();
                self.children(node, depth);
                self.end_text();
            }
        }
    }

    fn end_text(&mut self) {
        let text = normalise(&std::mem::take(&mut self.text));
        if !text.is_empty() {
            self.blocks
                .push(Block::Text(strip_number(&text).to_owned()));
        }
    }

    /// Adds an item, and then the lists in it.
    fn item(&mut self, node: usize, depth: usize) {
        let from = self.blocks.len();
        self.children(node, depth);
        self.end_text();
        // The first paragraph of the item is the item.
        if let Some(Block::Text(text)) = self.blocks.get_mut(from) {
            self.blocks[from] = Block::Item(std::mem::take(text));
        }
    }

    /// Returns the text of a node.
    fn inner(&self, node: usize) -> String {
        let mut text = String::new();
        raw_text(self.nodes, node, &mut text, 0);
        normalise(&text)
    }

    fn table(&mut self, node: usize) {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut is_header = Vec::new();
        // For each column, the cell of an earlier row that reaches into the next rows, and how many.
        let mut open: Vec<Option<(usize, Cell)>> = Vec::new();
        let mut trs = Vec::new();
        self.find_rows(node, &mut trs, 0);
        self.copies.left_in_table = MOST_TABLE_COPIES;
        for tr in trs {
            let mut row: Vec<Cell> = Vec::new();
            let mut all_headers = true;
            for cell in &self.nodes[tr].children {
                let node = &self.nodes[*cell];
                if !matches!(name(node), "td" | "th") {
                    continue;
                }
                take_open(&mut row, &mut open, self.copies);
                all_headers &= name(node) == "th";
                let content = self.cell(*cell);
                let down = span(node, "rowspan");
                for copy in 0..span(node, "colspan") {
                    // The first one is the cell itself.
                    if copy > 0 && (row.len() >= MOST_COLUMNS || !self.copies.take(&content)) {
                        break;
                    }
                    if open.len() <= row.len() {
                        open.resize(row.len() + 1, None);
                    }
                    open[row.len()] = (down > 1).then(|| (down - 1, content.clone()));
                    row.push(content.clone());
                }
            }
            take_open(&mut row, &mut open, self.copies);
            if !row.is_empty() {
                is_header.push(all_headers);
                rows.push(row);
            }
        }
        let mut table = Table::default();
        if is_header.first() == Some(&true) && rows.len() > 1 {
            let header = rows.remove(0);
            table.header = header
                .iter()
                .map(|cell| roles::column(&cell.text()))
                .collect();
        }
        table.rows = rows;
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Finds the rows of a table, not those of tables in its cells.
    fn find_rows(&self, node: usize, found: &mut Vec<usize>, depth: usize) {
        for child in &self.nodes[node].children {
            match name(&self.nodes[*child]) {
                "tr" => found.push(*child),
                "thead" | "tbody" | "tfoot" if depth < 3 => {
                    self.find_rows(*child, found, depth + 1)
                }
                _ => {}
            }
        }
    }

    fn definitions(&mut self, node: usize) {
        let mut table = Table::default();
        let mut children = Vec::new();
        for child in &self.nodes[node].children {
            match name(&self.nodes[*child]) {
                "div" => children.extend(&self.nodes[*child].children),
                _ => children.push(*child),
            }
        }
        for child in children {
            match name(&self.nodes[child]) {
                "dt" => table.rows.push(vec![self.cell(child)]),
                "dd" => {
                    if let Some(row) = table.rows.last_mut() {
                        row.push(self.cell(child));
                    }
                }
                _ => {}
            }
        }
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    fn cell(&self, node: usize) -> Cell {
        let mut lines = CellReader {
            nodes: self.nodes,
            cell: Cell::default(),
            text: String::new(),
            is_item: false,
        };
        lines.children(node, 0);
        lines.end_line();
        lines.cell
    }
}

/// Adds the cells of earlier rows that reach into the next columns of a row.
fn take_open(row: &mut Vec<Cell>, open: &mut [Option<(usize, Cell)>], copies: &mut Copies) {
    while let Some((left, cell)) = open.get_mut(row.len()).and_then(Option::take) {
        if !copies.take(&cell) {
            break;
        }
        if left > 1 {
            open[row.len()] = Some((left - 1, cell.clone()));
        }
        row.push(cell);
    }
}

struct CellReader<'n> {
    nodes: &'n [Node],
    cell: Cell,
    text: String,
    is_item: bool,
}

impl CellReader<'_> {
    fn children(&mut self, node: usize, depth: usize) {
        if depth > MOST_DEPTH {
            return;
        }
        for child in &self.nodes[node].children {
            let node = &self.nodes[*child];
            match &node.kind {
                NodeKind::Text(text) => self.text.push_str(text),
                NodeKind::Other => {}
                NodeKind::Element(..) => match name(node) {
                    "script" | "style" | "template" => {}
                    "br" => self.end_line(),
                    "li" => {
                        self.end_line();
                        self.is_item = true;
                        self.children(*child, depth + 1);
                        self.end_line();
                        self.is_item = false;
                    }
                    "code" | "kbd" | "tt" => {
                        self.text.push('`');
                        self.children(*child, depth + 1);
                        self.text.push('`');
                    }
                    tag if is_inline(tag) => self.children(*child, depth + 1),
                    _ => {
                        self.end_line();
                        self.children(*child, depth + 1);
                        self.end_line();
                    }
                },
            }
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.cell.push(&text, self.is_item);
    }
}

/// Returns the name of an element; empty for another node.
fn name(node: &Node) -> &str {
    match &node.kind {
        NodeKind::Element(name, _) => &name.local,
        NodeKind::Other | NodeKind::Text(_) => "",
    }
}

/// Returns the number of columns or rows that a cell spans.
fn span(node: &Node, attribute: &str) -> usize {
    let NodeKind::Element(_, attributes) = &node.kind else {
        return 1;
    };
    let found = attributes.iter().find(|(name, _)| name == attribute);
    let number = found.and_then(|(_, value)| value.trim().parse::<usize>().ok());
    number.unwrap_or(1).clamp(1, MOST_SPAN)
}

fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Appends the text of a node and of all nodes in it.
fn raw_text(nodes: &[Node], node: usize, text: &mut String, depth: usize) {
    if depth > MOST_DEPTH {
        return;
    }
    for child in &nodes[node].children {
        match &nodes[*child].kind {
            NodeKind::Text(more) => text.push_str(more),
            NodeKind::Other => {}
            NodeKind::Element(..) => {
                if name(&nodes[*child]) == "br" {
                    text.push('\n');
                }
                raw_text(nodes, *child, text, depth + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Copies, MOST_COLUMNS, MOST_PAGE_COPIES, MOST_TABLE_COPIES, read};

    /// Returns the number of cells in each table, and the bytes of text in all of them.
    fn count(html: &str) -> (Vec<usize>, usize) {
        let (mut cells, mut bytes) = (Vec::new(), 0);
        for block in read(html, &mut Copies::default()) {
            let Block::Table(table) = block else {
                continue;
            };
            cells.push(table.rows.iter().map(Vec::len).sum());
            let lines = table
                .rows
                .iter()
                .flatten()
                .flat_map(|cell| cell.lines.iter());
            bytes += lines.map(|line| line.text.len()).sum::<usize>();
        }
        (cells, bytes)
    }

    #[test]
    fn columns_of_a_row_are_limited() {
        let html = format!(
            "<table><tr>{}</tr></table>",
            "<td colspan=200>a</td>".repeat(300)
        );
        assert_eq!(count(&html).0, [MOST_COLUMNS + 299]);
    }

    #[test]
    fn cells_of_a_table_are_limited() {
        let row = "<tr><td colspan=200 rowspan=200>a</td></tr>".repeat(300);
        let (cells, _) = count(&format!("<table>{row}</table>"));
        assert!(cells[0] <= MOST_TABLE_COPIES + 300, "{cells:?}");
    }

    #[test]
    fn cells_of_a_page_are_limited() {
        let table = "<table><tr><td colspan=200 rowspan=200>a</td></tr><tr></tr><tr></tr></table>";
        let (cells, _) = count(&table.repeat(500));
        assert_eq!(cells.len(), 500);
        assert!(cells.iter().sum::<usize>() <= MOST_PAGE_COPIES + 500);
    }

    #[test]
    fn text_of_copies_is_limited() {
        let text = "a".repeat(20_000);
        let (_, bytes) = count(&format!(
            "<table><tr><td colspan=200 rowspan=200>{text}</td></tr></table>"
        ));
        assert!(bytes <= text.len() + 32 * MOST_TABLE_COPIES, "{bytes}");
    }

    #[test]
    fn definitions_do_not_fill_up_each_other() {
        let html = format!(
            "<dl><dt>a{}{}</dl>",
            "<dd>b".repeat(2_000),
            "<dt>c".repeat(2_000)
        );
        assert_eq!(count(&html).0, [4_001]);
    }

    #[test]
    fn copies_of_a_cell_share_their_lines() {
        let blocks = read(
            "<table><tr><td colspan=3>a</td></tr></table>",
            &mut Copies::default(),
        );
        let [Block::Table(table)] = &blocks[..] else {
            panic!("there is one table: {blocks:?}");
        };
        let [first, second, third] = &table.rows[0][..] else {
            panic!("there are three cells: {table:?}");
        };
        assert!(std::sync::Arc::ptr_eq(&first.lines, &second.lines));
        assert!(std::sync::Arc::ptr_eq(&first.lines, &third.lines));
    }
}
