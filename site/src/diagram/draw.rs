//! Writes a drawing as SVG. The stylesheet of the page gives it its colours.

use std::fmt::Write as _;

use super::node::{GAP, Kind, LINE, Node, PAD, RADIUS, Size, back, rows, text_width};
use crate::layout::{Html, element};

/// Returns the drawing, which belongs into the page itself.
pub(super) fn svg(node: &Node) -> Html {
    let size = node.size();
    let (x, y) = (2 * GAP, size.up + 2);
    let mut canvas = Canvas::default();
    canvas.end(GAP, y);
    canvas.line(GAP, y, x);
    canvas.node(node, x, y);
    canvas.line(x + size.width, y, x + size.width + GAP);
    canvas.end(x + size.width + GAP, y);
    let (width, height) = (size.width + 4 * GAP, size.up + size.down + 4);
    element("svg")
        .class("railroad")
        .attr("viewBox", &format!("0 0 {width} {height}"))
        .attr("width", &width.to_string())
        .attr("height", &height.to_string())
        .attr("aria-hidden", "true")
        .add(element("path").attr("d", canvas.path.trim_start()))
        .add(canvas.boxes)
        .into()
}

#[derive(Default)]
struct Canvas {
    /// All lines, as one path.
    path: String,
    boxes: Html,
}

impl Canvas {
    /// Draws a part whose line enters at a point. The line leaves it at the same height.
    fn node(&mut self, node: &Node, x: u32, y: u32) {
        let size = node.size();
        match node {
            Node::Skip => self.line(x, y, x + size.width),
            Node::Box(kind, lines) => self.text_box(*kind, lines, size, x, y),
            Node::Sequence(parts) => {
                let mut at = x;
                for (number, part) in parts.iter().enumerate() {
                    if number > 0 {
                        self.line(at, y, at + GAP);
                        at += GAP;
                    }
                    self.node(part, at, y);
                    at += part.size().width;
                }
            }
            Node::Choice(parts) => self.choice(parts, size, x, y),
            Node::Loop(part, label) => self.way_back(part, label, size, x, y),
            Node::Frame(part, title) => {
                let inner = part.size();
                let frame = element("rect")
                    .class("frame")
                    .attr("x", &x.to_string())
                    .attr("y", &(y - size.up).to_string())
                    .attr("width", &size.width.to_string())
                    .attr("height", &(size.up + size.down).to_string())
                    .attr("rx", "6");
                self.boxes.add(frame);
                self.label(title, x + size.width / 2, y - size.up + LINE - 4);
                let at = x + (size.width - inner.width) / 2;
                self.line(x, y, at);
                self.node(part, at, y);
                self.line(at + inner.width, y, x + size.width);
            }
        }
    }

    fn choice(&mut self, parts: &[Node], size: Size, x: u32, y: u32) {
        let sizes: Vec<Size> = parts.iter().map(Node::size).collect();
        let (left, right) = (x + 2 * RADIUS, x + size.width - 2 * RADIUS);
        for ((part, own), row) in parts.iter().zip(&sizes).zip(rows(&sizes)) {
            let at = y + row;
            if row == 0 {
                self.line(x, y, left);
                self.line(right, y, x + size.width);
            } else {
                let straight = row - 2 * RADIUS;
                let _ = write!(
                    self.path,
                    " M{x} {y}q{RADIUS} 0 {RADIUS} {RADIUS}v{straight}q0 {RADIUS} {RADIUS} {RADIUS}"
                );
                let _ = write!(
                    self.path,
                    " M{right} {at}q{RADIUS} 0 {RADIUS} -{RADIUS}v-{straight}q0 -{RADIUS} {RADIUS} -{RADIUS}"
                );
            }
            self.node(part, left, at);
            self.line(left + own.width, at, right);
        }
    }

    fn way_back(&mut self, part: &Node, label: &str, size: Size, x: u32, y: u32) {
        let inner = part.size();
        let (left, right) = (x + 2 * RADIUS, x + size.width - 2 * RADIUS);
        let start = left + (right - left - inner.width) / 2;
        self.line(x, y, start);
        self.node(part, start, y);
        self.line(start + inner.width, y, x + size.width);
        let below = back(inner);
        let straight = below - 2 * RADIUS;
        let middle = left + (right - left) / 2;
        let low = y + below;
        let _ = write!(
            self.path,
            " M{right} {y}q{RADIUS} 0 {RADIUS} {RADIUS}v{straight}q0 {RADIUS} -{RADIUS} {RADIUS}H{left}\
             q-{RADIUS} 0 -{RADIUS} -{RADIUS}v-{straight}q0 -{RADIUS} {RADIUS} -{RADIUS}"
        );
        // The head of an arrow, which points back.
        let _ = write!(self.path, " M{} {}l-5 5l5 5", middle + 3, low - 5);
        self.label(label, middle, low + LINE - 3);
    }

    fn text_box(&mut self, kind: Kind, lines: &[String], size: Size, x: u32, y: u32) {
        let (class, radius) = match kind {
            Kind::Text => ("text", 14),
            Kind::Words => ("words", 3),
            Kind::Place => ("place", 3),
        };
        let frame = element("rect")
            .class(class)
            .attr("x", &x.to_string())
            .attr("y", &(y - size.up).to_string())
            .attr("width", &size.width.to_string())
            .attr("height", &(size.up + size.down).to_string())
            .attr("rx", &radius.to_string());
        self.boxes.add(frame);
        let mut base = y - size.up + PAD / 2 + LINE - 5;
        for line in lines {
            let text = element("text")
                .attr("x", &(x + size.width / 2).to_string())
                .attr("y", &base.to_string())
                .attr("textLength", &text_width(line).to_string())
                .text(line);
            self.boxes.add(text);
            base += LINE;
        }
    }

    fn label(&mut self, text: &str, middle: u32, base: u32) {
        let label = element("text")
            .class("label")
            .attr("x", &middle.to_string())
            .attr("y", &base.to_string())
            .text(text);
        self.boxes.add(label);
    }

    fn line(&mut self, from: u32, y: u32, to: u32) {
        if from < to {
            let _ = write!(self.path, " M{from} {y}H{to}");
        }
    }

    /// Draws the point at an end of the line.
    fn end(&mut self, x: u32, y: u32) {
        let point = element("circle")
            .attr("cx", &x.to_string())
            .attr("cy", &y.to_string())
            .attr("r", "4");
        self.boxes.add(point);
    }
}
