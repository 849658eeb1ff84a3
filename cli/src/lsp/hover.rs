//! Describes what stands at a place: a key, the values of a field, or a declaration.

use std::fmt::Write as _;

use wireform_codegen::plan::Plan;
use wireform_codegen::source::Node;
use wireform_codegen::syntax::keys::Key;

use super::definition::declaration;
use super::place::Place;
use crate::pattern;

/// Returns the description of a place in Markdown.
pub(super) fn hover(root: &Node, plan: Option<&Plan>, place: &Place<'_>) -> Option<String> {
    if place.is_key {
        return match (place.construct, place.key) {
            (Some(id), Some(key)) => Some(describe_key(id.construct().name, key)),
            _ => field(plan?, place),
        };
    }
    let declared = declaration(root, place).and_then(|found| {
        let name = found.name.text()?;
        let description = found.value.get("description").and_then(Node::text);
        Some(format!("**{name}**\n\n{}", description.unwrap_or("")))
    });
    declared.or_else(|| Some(describe_key(place.construct?.construct().name, place.key?)))
}

/// Returns the description of a key of a construct.
pub(super) fn describe_key(construct: &str, key: &Key) -> String {
    let mut text = format!(
        "**{}** (key of this {construct})\n\n{}",
        key.name, key.meaning
    );
    if key.required {
        text.push_str("\n\nThe key is required.");
    }
    if !key.default.is_empty() {
        let _ = write!(text, "\n\nWithout it: {}", key.default);
    }
    let _ = write!(text, "\n\n```yaml\n{}\n```", key.example);
    text
}

/// Returns the values of the field that a key declares.
fn field(plan: &Plan, place: &Place<'_>) -> Option<String> {
    let ["operations", operation, "fields" | "params", rest @ ..] = &place.path[..] else {
        return None;
    };
    let mut name = (*operation).to_owned();
    // Between a field and its member stands the key `fields`.
    for (at, step) in rest.iter().enumerate() {
        match at % 2 {
            0 => {
                let _ = write!(name, ".{step}");
            }
            _ if *step == "fields" => {}
            _ => return None,
        }
    }
    let lines = pattern::described(plan, &name)?;
    let mut text = format!("**{name}**\n\n");
    for (key, value) in lines {
        let _ = writeln!(text, "- {key}: `{}`", value.replace('`', "'"));
    }
    for (value, violation) in pattern::refused(plan, &name) {
        let _ = writeln!(
            text,
            "- `{}` is refused: {violation}",
            value.replace('`', "'")
        );
    }
    Some(text)
}
