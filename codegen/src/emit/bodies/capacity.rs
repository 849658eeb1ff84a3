//! Estimates the size of a usual body, so that its buffer is allocated once. Constant text counts in full, and each value
//! with a usual length.

use proc_macro2::Literal;

use crate::plan::{
    Constant, Content, Field, FieldId, Plan, Source, Structure, Table, TreeNode, Type,
};

/// The part of a request that has parameters.
#[derive(Clone, Copy)]
pub(crate) enum PairsIn {
    /// The query string.
    Query,
    /// A form.
    Form,
    /// Lines.
    Lines,
}

impl PairsIn {
    /// Returns the name of the method that writes an object.
    pub(crate) const fn method(self) -> &'static str {
        match self {
            PairsIn::Query => "__query",
            PairsIn::Form => "__form",
            PairsIn::Lines => "__lines",
        }
    }
}

/// The maximum of the estimate. A request may have only a few of many fields.
const MOST: usize = 1024;
/// The space after the last value, because values are copied in blocks.
const SLACK: usize = 128;
/// The depth to which nested objects are counted. An object may contain itself.
const DEPTH: usize = 4;

/// The format of a body, as far as its size depends on it.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    /// Members between quotation marks, colons and commas.
    Json,
    /// Elements with a start tag and an end tag.
    Xml,
    /// Percent-encoded names and values.
    Pairs(PairsIn),
}

impl Shape {
    /// Returns the number of bytes around a value with this name.
    const fn around(self, name: &str) -> usize {
        match self {
            Shape::Json => name.len() + "\"\":\"\",".len(),
            Shape::Xml => 2 * name.len() + "<></>".len(),
            Shape::Pairs(_) => name.len() + "&=".len(),
        }
    }

    const fn text(self) -> usize {
        match self {
            Shape::Json | Shape::Xml => 24,
            Shape::Pairs(_) => 40,
        }
    }
}

/// Returns the estimated size of an operation's body.
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
            Content::Document(group) => of_nodes(plan, fields, &group.children, shape, depth),
            Content::Tree(value) => of_nodes(plan, fields, value.nodes(), Shape::Json, depth),
            Content::Value(source) => match source {
                Source::Field(wire) => of_value(plan, &fields[wire.field].ty, shape, depth),
                Source::Credential(_) => shape.text(),
                Source::Constant {
                    value: Constant::Literal(literal),
                    ..
                } => literal.text().len(),
                Source::Constant {
                    value: Constant::Moment(moment),
                    ..
                } => moment.sample().len(),
                Source::Constant {
                    value: Constant::Mask,
                    ..
                } => shape.text(),
            },
        };
        shape.around(node.name()) + inside
    };
    nodes.iter().map(of_node).sum()
}

/// Returns the size of a value. Most lists and maps are short, so they count as two items.
fn of_value(plan: &Plan, ty: &Type, shape: Shape, depth: usize) -> usize {
    match ty.structure() {
        Structure::List(list) => 2 * of_value(plan, &list.item, shape, depth),
        Structure::Map(map) => 2 * (shape.text() + of_value(plan, &map.item, shape, depth)),
        Structure::Object(index) if depth > 0 => {
            let object = &plan.objects[index];
            let (fields, depth) = (&object.fields, depth - 1);
            match shape {
                Shape::Xml => of_nodes(plan, fields, &object.xml, shape, depth),
                Shape::Json => of_nodes(plan, fields, &object.json, shape, depth),
                Shape::Pairs(PairsIn::Query) => of_nodes(plan, fields, &object.query, shape, depth),
                Shape::Pairs(PairsIn::Form) => of_nodes(plan, fields, &object.form, shape, depth),
                Shape::Pairs(PairsIn::Lines) => of_nodes(plan, fields, &object.lines, shape, depth),
            }
        }
        Structure::Primitive(_) | Structure::Object(_) => shape.text(),
    }
}
