//! Writes trees of request bodies.

use super::out::{Out, credential_name};
use crate::plan::{
    Absent, AttributeValue, BodyTree, Constant, Content, CredentialId, Field, FieldId, FieldWire,
    ItemIndex, LinesSyntax, ListForm, Literal, Plan, Source, Table, TreeNode,
};

/// Writes the nodes of a body, if there are any.
pub(super) fn body(out: &mut Out, tree: &BodyTree, fields: &Table<FieldId, Field>, plan: &Plan) {
    match tree {
        BodyTree::Empty => {}
        BodyTree::Json { members, .. } => group(out, "nodes", members, fields, plan),
        BodyTree::Xml { doctype, root, .. } => {
            out.optional("doctype", doctype.as_deref());
            group(out, "nodes", std::slice::from_ref(root), fields, plan);
        }
        BodyTree::Query(parameters) | BodyTree::Form { parameters, .. } => {
            group(out, "nodes", parameters, fields, plan);
        }
        BodyTree::Lines {
            parameters, syntax, ..
        } => {
            let LinesSyntax {
                between,
                assign,
                sort,
                end,
                section,
                blank_line,
            } = syntax;
            out.text("lines", &format!("between {between:?}, assign {assign:?}"));
            out.flag("sorted", *sort);
            out.optional("end", end.as_deref());
            if let Some(section) = section {
                out.text(
                    "section",
                    &format!("{:?} {:?}", section.open, section.close),
                );
                out.flag("blank_line", *blank_line);
            }
            group(out, "nodes", parameters, fields, plan);
        }
        BodyTree::Text { parts, .. } => group(out, "parts", parts, fields, plan),
    }
}

/// Writes a group of nodes, if there are any.
pub(super) fn group<N: TreeNode>(
    out: &mut Out,
    name: &str,
    nodes: &[N],
    fields: &Table<FieldId, Field>,
    plan: &Plan,
) {
    if !nodes.is_empty() {
        out.group(name, |out| self::nodes(out, nodes, fields, plan));
    }
}

/// Writes nodes.
pub(super) fn nodes<N: TreeNode>(
    out: &mut Out,
    nodes: &[N],
    fields: &Table<FieldId, Field>,
    plan: &Plan,
) {
    for node in nodes {
        let attributes: String = node
            .attributes()
            .iter()
            .map(|attribute| {
                let value = match &attribute.value {
                    AttributeValue::Constant(value) => constant(value),
                    AttributeValue::Credential(id) => credential(*id, plan),
                };
                format!(" @{}={value}", attribute.name)
            })
            .collect();
        let nil = if node.is_nil() { " (nil)" } else { "" };
        let name = format!("{}{attributes}{nil}", node.name());
        match node.content() {
            Content::Group(group) => {
                let name = if group.always {
                    name
                } else {
                    format!("{name} (if any)")
                };
                out.group(&name, |out| self::nodes(out, &group.children, fields, plan));
            }
            Content::Document(group) => {
                let name = format!("{name} (JSON in a text)");
                out.group(&name, |out| self::nodes(out, &group.children, fields, plan));
            }
            Content::Tree(tree) => {
                let name = format!("{name} (tree {})", plan.trees[tree.tree].name);
                out.group(&name, |out| self::nodes(out, tree.nodes(), fields, plan));
            }
            Content::Value(source) => out.quoted(&name, &value(source, fields, plan)),
        }
    }
}

fn value<L: ListForm>(source: &Source<L>, fields: &Table<FieldId, Field>, plan: &Plan) -> String {
    match source {
        Source::Field(wire) => field(wire, fields),
        Source::Credential(id) => credential(*id, plan),
        Source::Constant { value, .. } => constant(value),
    }
}

fn field<L: ListForm>(wire: &FieldWire<L>, fields: &Table<FieldId, Field>) -> String {
    let mut text = format!("${}", fields[wire.field].name);
    if let Some(list) = &wire.list {
        text.push_str(", ");
        text.push_str(&list_words(list));
    }
    if !wire.inner.is_empty() {
        text.push_str(&format!(", inner items as `{}`", wire.inner.join("`, `")));
    }
    match wire.absent {
        Absent::Omit => {}
        Absent::Null => text.push_str(", absent null"),
        Absent::Empty => text.push_str(", absent empty"),
    }
    for (value, spelling) in &wire.values {
        text.push_str(&format!(", {value:?} as {}", literal(spelling)));
    }
    text
}

fn credential(id: CredentialId, plan: &Plan) -> String {
    format!("$auth.{}", credential_name(plan, id))
}

/// Returns a constant. A text that each attempt writes anew has no quotes.
pub(super) fn constant(constant: &Constant) -> String {
    match constant {
        Constant::Literal(value) => literal(value),
        Constant::Moment(_) | Constant::Mask => constant.words().into_owned(),
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

/// Describes how a list is written.
fn list_words(list: &impl ListForm) -> String {
    if let Some(entries) = list.entries() {
        return format!("entries: {entries}");
    }
    if list.is_elements() {
        return "elements as they are".to_owned();
    }
    if let Some(choice) = list.choice() {
        return format!("choice of {}", choice.names.join(", "));
    }
    match (list.separator(), list.item_index()) {
        (Some(separator), _) => format!("joined by {separator:?}"),
        (None, ItemIndex::Pointer) => "array".to_owned(),
        (None, ItemIndex::None | ItemIndex::Element) => "repeated".to_owned(),
        (None, ItemIndex::Wrapped(item)) => format!("each in `{item}`"),
        (None, ItemIndex::Numbered(template, first)) => {
            format!("each as `{template}` from {first}")
        }
        (None, ItemIndex::NumberedMember(template, first)) => {
            format!("each as `{template}` from {first}")
        }
        (None, ItemIndex::Members(template, first)) => {
            format!("members as `{template}` from {first}")
        }
    }
}
