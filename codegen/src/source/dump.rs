//! The tree of a document as text, for `wireform dump --stage source`: one node a line, each with its place.

use super::{Node, NodeKind, Sources, Style};

/// Returns the text of a tree.
#[must_use]
pub fn dump(root: &Node, sources: &Sources) -> String {
    let mut out = String::new();
    node(&mut out, sources, "", root, 0);
    out
}

fn node(out: &mut String, sources: &Sources, label: &str, tree: &Node, depth: usize) {
    let (line, column) = sources.position(tree.span);
    out.push_str(&format!("{}{label}", "  ".repeat(depth)));
    let place = format!("({line}:{column})");
    match &tree.kind {
        NodeKind::Scalar(scalar) => {
            let style = match scalar.style {
                Style::Plain => "plain",
                Style::Quoted => "quoted",
            };
            out.push_str(&format!("{style} {:?} {place}\n", scalar.text));
        }
        NodeKind::List(items) => {
            out.push_str(&format!("list {place}\n"));
            for item in items {
                node(out, sources, "- ", item, depth + 1);
            }
        }
        NodeKind::Map(entries) => {
            out.push_str(&format!("map {place}\n"));
            for (key, value) in entries {
                let key = format!("{:?}: ", key.text().unwrap_or_default());
                node(out, sources, &key, value, depth + 1);
            }
        }
        NodeKind::Broken => out.push_str(&format!("unreadable {place}\n")),
    }
}
