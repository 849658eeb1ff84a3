//! Finds constants in bodies and query strings: those that each attempt to send writes anew, and field masks.

use crate::draft::Draft;
use crate::plan::{
    AttributeValue, Binding, BindingId, BodyTree, Constant, Content, Parameter, Source, Table,
    TreeNode, objects_with_moments,
};

/// Returns whether parameters of the query string or a body contain the time or the nonce of an attempt.
pub(super) fn sends_moment(query: &[Parameter], bindings: &Table<BindingId, Binding>) -> bool {
    let is_moment = |constant: &Constant| constant.moment().is_some();
    any(query, &is_moment) || bindings.iter().any(|it| has_constant(&it.body, &is_moment))
}

/// Notes the operations that send the time or the nonce of an attempt in an object.
pub(super) fn find_in_objects(draft: &mut Draft) {
    let objects = objects_with_moments(&draft.objects);
    for operation in &mut draft.operations {
        let mut fields = operation.fields.iter();
        operation.sends_moment |= fields.any(|it| it.has_moment(&objects));
    }
}

/// Returns whether a body has a constant that a test accepts.
pub(super) fn has_constant(body: &BodyTree, test: &dyn Fn(&Constant) -> bool) -> bool {
    match body {
        BodyTree::Empty => false,
        BodyTree::Json { members, .. } => any(members, test),
        BodyTree::Xml { root, .. } => any(std::slice::from_ref(root), test),
        BodyTree::Query(parameters)
        | BodyTree::Form { parameters, .. }
        | BodyTree::Lines { parameters, .. }
        | BodyTree::Text {
            parts: parameters, ..
        } => any(parameters, test),
    }
}

fn any<N: TreeNode>(nodes: &[N], test: &dyn Fn(&Constant) -> bool) -> bool {
    nodes.iter().any(|node| {
        let in_attribute = node.attributes().iter().any(|it| match &it.value {
            AttributeValue::Constant(constant) => test(constant),
            AttributeValue::Credential(_) => false,
        });
        in_attribute
            || match node.content() {
                Content::Group(group) => any(&group.children, test),
                Content::Document(group) => any(&group.children, test),
                Content::Tree(value) => any(value.nodes(), test),
                Content::Value(Source::Constant {
                    value: constant, ..
                }) => test(constant),
                Content::Value(Source::Credential(_) | Source::Field(_)) => false,
            }
    })
}
