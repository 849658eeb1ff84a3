//! Wire trees.

use super::{Out, credential_name};
use crate::plan::{
    Absent, Content, Field, FieldId, Leaf, ListStyle, Literal, Plan, Source, Table, WireNode,
};

pub(super) fn nodes(
    out: &mut Out,
    nodes: &[WireNode],
    fields: &Table<FieldId, Field>,
    plan: &Plan,
) {
    for node in nodes {
        let attributes: String = node
            .attributes
            .iter()
            .map(|(name, value)| format!(" @{name}={}", source(value, fields, plan)))
            .collect();
        let name = format!("{}{attributes}", node.name);
        match &node.content {
            Content::Group { children, always } => {
                let name = if *always {
                    name
                } else {
                    format!("{name} (if any)")
                };
                out.group(&name, |out| self::nodes(out, children, fields, plan));
            }
            Content::Leaf(leaf) => out.quoted(&name, &leaf_text(leaf, fields, plan)),
        }
    }
}

fn leaf_text(leaf: &Leaf, fields: &Table<FieldId, Field>, plan: &Plan) -> String {
    let mut text = source(&leaf.source, fields, plan);
    match &leaf.list {
        ListStyle::None => {}
        ListStyle::Array => text.push_str(", array"),
        ListStyle::Repeat => text.push_str(", repeated"),
        ListStyle::Wrap { item } => text.push_str(&format!(", each in `{item}`")),
        ListStyle::Indexed { template, first } => {
            text.push_str(&format!(", each as `{template}` from {first}"));
        }
        ListStyle::Join(separator) => text.push_str(&format!(", joined by {separator:?}")),
    }
    match leaf.absent {
        Absent::Omit => {}
        Absent::Null => text.push_str(", absent null"),
        Absent::Empty => text.push_str(", absent empty"),
    }
    for (value, spelling) in &leaf.values {
        text.push_str(&format!(", {value:?} as {}", literal(spelling)));
    }
    text
}

fn source(source: &Source, fields: &Table<FieldId, Field>, plan: &Plan) -> String {
    match source {
        Source::Field(index) => {
            format!("${}", fields.get(*index).map_or("?", |field| &field.name))
        }
        Source::Credential(index) => format!("$auth.{}", credential_name(plan, *index)),
        Source::Constant(constant) => literal(constant),
    }
}

pub(super) fn literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        other => match other.text() {
            "" => "null".to_owned(),
            text => text.to_owned(),
        },
    }
}
