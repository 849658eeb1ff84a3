//! Finds the constants that each attempt to send writes anew.

use crate::plan::{
    AttributeValue, Binding, BindingId, BodyTree, Constant, Content, Parameter, Source, Table,
    TreeNode,
};

/// Returns whether parameters of the query string or a body contain the time or the nonce of an attempt.
pub(super) fn sends_moment(query: &[Parameter], bindings: &Table<BindingId, Binding>) -> bool {
    let in_body = |binding: &Binding| match &binding.body {
        BodyTree::Empty => false,
        BodyTree::Json { members, .. } => any(members),
        BodyTree::Xml { root, .. } => any(std::slice::from_ref(root)),
        BodyTree::Query(parameters)
        | BodyTree::Form { parameters, .. }
        | BodyTree::Lines { parameters, .. }
        | BodyTree::Text {
            parts: parameters, ..
        } => any(parameters),
    };
    any(query) || bindings.iter().any(in_body)
}

fn any<N: TreeNode>(nodes: &[N]) -> bool {
    let is_moment = |constant: &Constant| constant.moment().is_some();
    nodes.iter().any(|node| {
        let in_attribute = node.attributes().iter().any(|it| match &it.value {
            AttributeValue::Constant(constant) => is_moment(constant),
            AttributeValue::Credential(_) => false,
        });
        in_attribute
            || match node.content() {
                Content::Group(group) => any(&group.children),
                Content::Document(group) => any(&group.children),
                Content::Tree(value) => any(value.nodes()),
                Content::Value(Source::Constant(constant)) => is_moment(constant),
                Content::Value(Source::Credential(_) | Source::Field(_)) => false,
            }
    })
}
