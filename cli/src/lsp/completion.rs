//! Completes keys, words and names.
//!
//! The word at the cursor is replaced by a mark, and the mark is found in the tree of the text.

use serde_json::{Value, json};
use wireform_codegen::resolve::BUILT_IN_TYPES;
use wireform_codegen::source::{self, Diagnostics, Node, Sources};
use wireform_codegen::syntax::keys::{Entries, Id, Shape};

use super::hover::describe_key;
use super::names;
use super::place::{Place, find};

/// The mark at the cursor.
const MARK: &str = "WireformCursor";

/// Returns the items that fit at an offset.
pub(super) fn complete(text: &str, offset: usize) -> Vec<Value> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
    let start = text[..offset].trim_end_matches(is_word).len();
    let rest = text[offset..].trim_start_matches(is_word);
    let end = text.len() - rest.len();
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let is_first = text[line..start].trim_matches([' ', '-']).is_empty();
    let ways: &[&str] = match is_first && !rest.starts_with(':') {
        true => &[": ", ""],
        false => &[""],
    };
    for behind in ways {
        let marked = format!("{}{MARK}{behind}{}", &text[..start], &text[end..]);
        let mut sources = Sources::new();
        let file = sources.add("", marked);
        let root = source::parse(&sources, file, &mut Diagnostics::default());
        let Some(root) = root else { continue };
        let place = find(&root, &|node| {
            node.text().is_some_and(|text| text.contains(MARK))
        });
        let items = place.map_or_else(Vec::new, |place| items(&root, &place));
        if !items.is_empty() {
            return items;
        }
    }
    Vec::new()
}

fn items(root: &Node, place: &Place<'_>) -> Vec<Value> {
    if place.is_key {
        return match place.construct {
            Some(id) => keys(id, place.entries),
            None => Vec::new(),
        };
    }
    let mut items: Vec<Value> = Vec::new();
    let shape = place.shape;
    let words = shape.map_or(&[][..], |shape| shape.words());
    items.extend(words.iter().map(|word| item(word, 12, "word")));
    if shape == Some(Shape::Bool) {
        items.extend(["true", "false"].map(|word| item(word, 12, "boolean")));
    }
    if place.key.is_some_and(|key| key.name == "means") {
        let terms = wireform_codegen::plan::terms();
        items.extend(terms.map(|term| item(term, 12, "term of RFC 5733")));
    } else if words.is_empty() && shape != Some(Shape::Bool) {
        if names::is_type(place) {
            let built_in = BUILT_IN_TYPES.iter();
            items.extend(built_in.map(|name| item(name, 14, "type of the language")));
        }
        for section in names::sections(root, place) {
            let declared = names::entries(section).iter();
            let declared = declared.filter_map(|(name, _)| name.text());
            items.extend(declared.map(|name| item(name, 18, "declared in this schema")));
        }
    }
    if let Some(Entries::Construct(id)) = shape.and_then(|shape| shape.entries()) {
        items.extend(keys(id, &[]));
    }
    items
}

/// Returns the keys of a construct that are not given.
fn keys(id: Id, given: &[(Node, Node)]) -> Vec<Value> {
    let construct = id.construct();
    let is_given = |name: &str| given.iter().any(|(key, _)| key.text() == Some(name));
    let left = construct.all().filter(|key| !is_given(key.name));
    let items = left.map(|key| {
        let mut item = item(key.name, 10, &format!("key of this {}", construct.name));
        item["insertText"] = json!(format!("{}: ", key.name));
        let description = describe_key(construct.name, key);
        item["documentation"] = json!({ "kind": "markdown", "value": description });
        item
    });
    items.collect()
}

fn item(label: &str, kind: u8, detail: &str) -> Value {
    json!({ "label": label, "kind": kind, "detail": detail })
}
