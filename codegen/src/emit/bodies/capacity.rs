//! How much room a body of usual size takes, so that it grows once: literals as long as they are, values as long as most.

use proc_macro2::Literal;

use crate::plan::{Content, Field, FieldId, List, Plan, Source, Structure, Table, TreeNode, Type};

/// As much as is made at most: what a request with few of many fields would not need.
const MOST: usize = 1024;
/// What is behind the last value: a value is copied by blocks.
const SLACK: usize = 128;
/// How deep objects in objects are looked at; they may hold themselves.
const DEPTH: usize = 4;

/// What a body is made of.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Members.
    Json,
    /// Elements.
    Xml,
    /// Names and values, percent-encoded.
    Pairs,
}

impl Shape {
    /// What stands around a value with this name.
    const fn around(self, name: &str) -> usize {
        match self {
            Shape::Json => name.len() + "\"\":\"\",".len(),
            Shape::Xml => 2 * name.len() + "<></>".len(),
            Shape::Pairs => name.len() + "&=".len(),
        }
    }

    const fn text(self) -> usize {
        match self {
            Shape::Json | Shape::Xml => 24,
            Shape::Pairs => 40,
        }
    }
}

/// The room for the body of an operation.
pub(crate) fn room<N: TreeNode>(
    plan: &Plan,
    fields: &Table<FieldId, Field>,
    nodes: &[N],
    shape: Shape,
) -> Literal {
    let size = SLACK + of_nodes(plan, fields, nodes, shape, DEPTH);
    Literal::usize_unsuffixed(size.next_multiple_of(SLACK).min(MOST))
}

fn of_nodes<N: TreeNode>(
    plan: &Plan,
    fields: &Table<FieldId, Field>,
    nodes: &[N],
    shape: Shape,
    depth: usize,
) -> usize {
    let of_node = |node: &N| {
        let inside = match node.content() {
            Content::Group(group) => of_nodes(plan, fields, &group.children, shape, depth),
            Content::Value(source) => match source {
                Source::Field(wire) => of_value(plan, &fields[wire.field].ty, shape, depth),
                Source::Credential(_) => shape.text(),
                Source::Constant(literal) => literal.text().len(),
            },
        };
        shape.around(node.name()) + inside
    };
    nodes.iter().map(of_node).sum()
}

fn of_value(plan: &Plan, ty: &Type, shape: Shape, depth: usize) -> usize {
    match ty.structure() {
        Structure::List(list) => of_list(plan, list, shape, depth),
        Structure::Object(index) if depth > 0 => {
            let object = &plan.objects[index];
            let (fields, depth) = (&object.fields, depth - 1);
            match shape {
                Shape::Xml => of_nodes(plan, fields, &object.xml, shape, depth),
                Shape::Json | Shape::Pairs => of_nodes(plan, fields, &object.json, shape, depth),
            }
        }
        Structure::Primitive(_) | Structure::Object(_) => shape.text(),
    }
}

/// Two items: most lists are short.
fn of_list(plan: &Plan, list: &List, shape: Shape, depth: usize) -> usize {
    2 * of_value(plan, &list.item, shape, depth)
}
