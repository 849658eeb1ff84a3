//! Lays out a document.
//!
//! A list or map in brackets stays there if it fits on its line. Otherwise its entries get lines of their own, or a list of
//! short scalars fills several lines. A list or map that is already written so stays so. Texts stay on their lines.

use super::document::{Collection, Document, Element, Line, Scalar, Value, ValueKind};
use super::scalars::{block, double, forced_on_one_line, is_block, lines_of_text, on_one_line};

/// The maximum number of characters in a line, apart from texts and comments, which stay on their lines.
pub const WIDTH: usize = 120;

/// The number of characters of the longest item that fills lines with others.
const SHORT: usize = 30;

/// Returns the text of a document.
pub(super) fn print(document: &Document) -> String {
    let mut printer = Printer::default();
    printer.lines(&document.prologue, 0);
    if document.has_marker {
        printer.out.push_str("---\n");
    }
    let is_first = printer.out.is_empty();
    printer.lines(&document.head, 0);
    match &document.root.kind {
        ValueKind::Collection(collection)
            if !collection.elements.is_empty() && !printer.fits(&document.root) =>
        {
            printer.is_start = document.head.is_empty() && is_first;
            printer.root_anchor(&document.root);
            printer.elements(collection, 0, false);
        }
        ValueKind::Collection(_) | ValueKind::Scalar(_) | ValueKind::Alias(_) => {
            printer.value(&document.root, None, 0);
        }
    }
    printer.is_start = false;
    printer.lines(&document.tail, 0);
    printer.out
}

#[derive(Default)]
struct Printer {
    out: String,
    /// Whether nothing was written in the innermost block, so that no blank line is needed.
    is_start: bool,
    /// Whether the last line belongs to a text that keeps the blank lines after it.
    is_open: bool,
}

impl Printer {
    /// Returns the number of characters in the last line.
    fn column(&self) -> usize {
        let line = self.out.rsplit('\n').next().unwrap_or("");
        line.chars().count()
    }

    fn indent(&mut self, columns: usize) {
        self.out.extend(std::iter::repeat_n(' ', columns));
    }

    /// Writes a blank line, unless it would be the first line of a block or part of a text.
    fn blank(&mut self, wanted: bool) {
        if wanted && !self.is_start && !self.is_open && !self.out.is_empty() {
            self.out.push('\n');
        }
        self.is_start = false;
        self.is_open = false;
    }

    fn lines(&mut self, lines: &[Line], indent: usize) {
        for line in lines {
            self.blank(line.has_blank);
            self.indent(indent);
            self.out.push_str(&line.text);
            self.out.push('\n');
        }
    }

    fn root_anchor(&mut self, root: &Value) {
        if let Some(anchor) = &root.anchor {
            self.out.push_str(&format!("&{anchor}\n"));
        }
    }

    /// Writes the entries or items of a block. The first one is on the current line if it is inside an item.
    fn elements(&mut self, collection: &Collection, indent: usize, mut is_inline: bool) {
        for element in &collection.elements {
            if !is_inline {
                self.lines(&element.above, indent);
                self.blank(element.has_blank);
                self.indent(indent);
            }
            is_inline = false;
            match &element.key {
                Some(key) => self.entry(key, element, indent),
                None => self.item(element, indent),
            }
        }
        self.lines(&collection.end, indent);
    }

    fn entry(&mut self, key: &Value, element: &Element, indent: usize) {
        let is_alias = matches!(key.kind, ValueKind::Alias(_));
        self.out.push_str(&self.flow(key));
        self.out.push_str(if is_alias { " :" } else { ":" });
        self.value(&element.value, element.side.as_deref(), indent);
    }

    fn item(&mut self, item: &Element, indent: usize) {
        self.out.push('-');
        let ValueKind::Collection(collection) = &item.value.kind else {
            return self.value(&item.value, item.side.as_deref(), indent);
        };
        if collection.elements.is_empty() || self.fits(&item.value) || is_filled(&item.value) {
            return self.value(&item.value, item.side.as_deref(), indent);
        }
        if let Some(side) = &item.side {
            // Nothing fits between the dash and the first entry. The item can start on the line of another dash.
            let start = self.out.rfind('\n').map_or(0, |at| at + 1);
            let line = &self.out[start..];
            let outer = line.len() - line.trim_start_matches(' ').len();
            let comment = format!("{}{side}\n", " ".repeat(outer));
            self.out.insert_str(start, &comment);
        }
        match &item.value.anchor {
            Some(anchor) => {
                self.out.push_str(&format!(" &{anchor}\n"));
                self.is_start = true;
                self.elements(collection, indent + 2, false);
            }
            None => {
                self.out.push(' ');
                self.elements(collection, indent + 2, true);
            }
        }
    }

    /// Returns whether a list or map stays in brackets on the current line.
    fn fits(&self, value: &Value) -> bool {
        let ValueKind::Collection(collection) = &value.kind else {
            return false;
        };
        collection.is_flow && self.column() + 1 + self.flow(value).chars().count() <= WIDTH
    }

    /// Writes the value behind a key or a dash, with the comment behind it.
    fn value(&mut self, value: &Value, side: Option<&str>, indent: usize) {
        match &value.kind {
            ValueKind::Alias(_) => {
                self.out.push(' ');
                self.out.push_str(&self.flow(value));
                self.end_line(side);
            }
            ValueKind::Scalar(scalar) => self.scalar(value, scalar, side, indent),
            ValueKind::Collection(collection) => {
                if collection.elements.is_empty() || self.fits(value) {
                    self.space();
                    self.out.push_str(&self.flow(value));
                    self.end_line(side);
                } else if is_filled(value) {
                    self.filled(value, collection, indent + 2);
                    self.end_line(side);
                } else {
                    self.anchor(value);
                    self.end_line(side);
                    self.is_start = true;
                    self.elements(collection, indent + 2, false);
                }
            }
        }
    }

    fn space(&mut self) {
        if self.column() > 0 {
            self.out.push(' ');
        }
    }

    fn anchor(&mut self, value: &Value) {
        if let Some(anchor) = &value.anchor {
            self.out.push_str(&format!(" &{anchor}"));
        }
    }

    fn end_line(&mut self, side: Option<&str>) {
        if let Some(side) = side {
            self.out.push(' ');
            self.out.push_str(side);
        }
        self.out.push('\n');
    }

    fn scalar(&mut self, value: &Value, scalar: &Scalar, side: Option<&str>, indent: usize) {
        self.anchor(value);
        if let Some((header, lines)) = block(scalar) {
            self.space();
            self.out.push_str(&header);
            self.end_line(side);
            for line in &lines {
                if !line.is_empty() {
                    self.indent(indent + 2);
                    self.out.push_str(line);
                }
                self.out.push('\n');
            }
            self.is_open = header.ends_with('+');
            return;
        }
        if let Some(text) = on_one_line(scalar) {
            let length = text.chars().count();
            if scalar.is_below && self.column() + 1 + length > WIDTH {
                self.out.push('\n');
                self.indent(indent + 2);
            } else if !text.is_empty() {
                self.space();
            }
            self.out.push_str(&text);
            self.end_line(side);
            return;
        }
        let lines = match is_block(scalar) {
            // A block with a blank text.
            true => vec![double(&scalar.text)],
            false => lines_of_text(scalar),
        };
        for (at, line) in lines.iter().enumerate() {
            if at == 0 && !scalar.is_below {
                self.space();
            } else {
                self.out.push('\n');
                if !line.is_empty() {
                    self.indent(indent + 2);
                }
            }
            self.out.push_str(line);
        }
        self.end_line(side);
    }

    /// Writes a list of short scalars on several lines.
    fn filled(&mut self, value: &Value, collection: &Collection, indent: usize) {
        self.anchor(value);
        self.space();
        self.out.push('[');
        let last = collection.elements.len() - 1;
        for (at, element) in collection.elements.iter().enumerate() {
            let text = self.flow(&element.value);
            let sign = if at == last { "]" } else { "," };
            let length = text.chars().count() + sign.len();
            if at > 0 {
                if self.column() + 1 + length > WIDTH {
                    self.out.push('\n');
                    self.indent(indent);
                } else {
                    self.out.push(' ');
                }
            }
            self.out.push_str(&text);
            self.out.push_str(sign);
        }
    }

    /// Returns a value on one line.
    fn flow(&self, value: &Value) -> String {
        let text = match &value.kind {
            ValueKind::Alias(name) => name.clone(),
            ValueKind::Scalar(scalar) => forced_on_one_line(scalar),
            ValueKind::Collection(collection) => {
                let elements = collection.elements.iter();
                let parts: Vec<String> = elements.map(|it| self.flow_element(it)).collect();
                match (collection.is_map, parts.is_empty()) {
                    (true, true) => "{}".to_owned(),
                    (true, false) => format!("{{ {} }}", parts.join(", ")),
                    (false, _) => format!("[{}]", parts.join(", ")),
                }
            }
        };
        match &value.anchor {
            Some(anchor) if text.is_empty() => format!("&{anchor}"),
            Some(anchor) => format!("&{anchor} {text}"),
            None => text,
        }
    }

    fn flow_element(&self, element: &Element) -> String {
        let value = self.flow(&element.value);
        let Some(key) = &element.key else {
            return value;
        };
        let is_alias = matches!(key.kind, ValueKind::Alias(_));
        let key = self.flow(key);
        match (value.is_empty(), is_alias) {
            (true, _) => key,
            (false, true) => format!("{key} : {value}"),
            (false, false) => format!("{key}: {value}"),
        }
    }
}

/// Returns whether a list in brackets fills several lines if it does not fit on one.
fn is_filled(value: &Value) -> bool {
    let ValueKind::Collection(collection) = &value.kind else {
        return false;
    };
    let is_short = |element: &Element| match &element.value.kind {
        ValueKind::Alias(_) => true,
        ValueKind::Scalar(scalar) => forced_on_one_line(scalar).chars().count() <= SHORT,
        ValueKind::Collection(_) => false,
    };
    collection.is_flow && !collection.is_map && collection.elements.iter().all(is_short)
}
