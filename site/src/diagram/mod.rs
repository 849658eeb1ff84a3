//! Draws patterns as railroad diagrams, and says them in words.
//!
//! Input: the structure of a pattern. Output: a figure: an inline drawing that follows the colours of the page, and its words,
//! which readers without the drawing get. All numbers are whole, so the drawing is the same on every machine.

mod draw;
mod node;
mod words;

use wireform_codegen::pattern::outline;

use crate::layout::{Html, element};
use node::Node;

/// The most parts of a drawing. A larger one says less than its words.
const LIMIT: usize = 160;

/// The width up to which a drawing fits into every window.
const NARROW: u32 = 220;

/// Returns the drawing of an expression with its words, or its words alone if it is too large.
#[must_use]
pub fn figure(expression: &str) -> Html {
    let Some(outline) = outline(expression) else {
        return Html::new();
    };
    let words = element("figcaption").text(&words::words(&outline));
    let node = Node::of(&outline);
    let figure = element("figure").class("diagram");
    if node.count() > LIMIT {
        return figure.add(words).into();
    }
    let mut drawing = element("div").class("scroll");
    if node.size().width > NARROW {
        // The keyboard has to reach what a small window cuts off.
        drawing = drawing
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", "Railroad diagram");
    }
    let drawing = drawing.add(draw::svg(&node));
    // The page says the same in fewer words beside the drawing, so only readers without the drawing get these.
    figure.add(drawing).add(words.class("unseen")).into()
}
