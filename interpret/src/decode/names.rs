//! The names by which a provider can refer to the fields of a request in its reports.

use std::collections::BTreeMap;

use wireform_codegen::plan::{
    BodyTree, Content, Field, FieldId, Operation, Plan, Source, Table, TreeNode,
};

/// The maximum depth of objects in a request.
const MAX_DEPTH: usize = 16;

/// Returns the names of the fields of a request in its formats, each with the logical path of the field. `[]` stands for an
/// item of a list.
///
/// A provider can name a field by its place in the document or by its last name alone. A name that several fields have is
/// not in the result.
pub(super) fn reported(plan: &Plan, operation: &Operation) -> Vec<(String, String)> {
    let mut names = Names {
        plan,
        found: BTreeMap::new(),
    };
    for binding in &operation.bindings {
        match &binding.body {
            BodyTree::Json(tree) => names.add_tree(tree, &operation.fields),
            BodyTree::Xml(root) => {
                names.add_tree(std::slice::from_ref(root), &operation.fields);
            }
            BodyTree::Query(parameters) | BodyTree::Form(parameters) => {
                names.add_tree(parameters, &operation.fields);
            }
            BodyTree::Empty => {}
        }
    }
    names.add_tree(&operation.query, &operation.fields);
    for field in operation
        .fields
        .iter()
        .filter(|field| field.constant.is_none())
    {
        names.add(&field.name, &field.name);
    }
    let found = names.found.into_iter();
    found
        .filter_map(|(wire, logical)| Some((wire, logical?)))
        .collect()
}

struct Names<'p> {
    plan: &'p Plan,
    /// The logical path of each name, or `None` if several fields have the name.
    found: BTreeMap<String, Option<String>>,
}

impl Names<'_> {
    fn add(&mut self, wire: &str, logical: &str) {
        let known = self
            .found
            .entry(wire.to_owned())
            .or_insert_with(|| Some(logical.to_owned()));
        if known.as_deref() != Some(logical) {
            *known = None;
        }
    }

    fn add_tree<N: TreeNode>(&mut self, nodes: &[N], fields: &Table<FieldId, Field>) {
        self.walk(nodes, fields, "", "", MAX_DEPTH);
    }

    /// Adds the fields of nodes. `wire` and `logical` are the paths of the object that contains them.
    fn walk<N: TreeNode>(
        &mut self,
        nodes: &[N],
        fields: &Table<FieldId, Field>,
        wire: &str,
        logical: &str,
        depth: usize,
    ) {
        for node in nodes {
            let path = joined(wire, node.name());
            match node.content() {
                Content::Group(group) => {
                    self.walk(&group.children, fields, &path, logical, depth);
                }
                Content::Value(Source::Field(found)) => {
                    let field = &fields[found.field];
                    self.add_field(field, node.name(), &path, logical, depth);
                }
                Content::Value(Source::Credential(_) | Source::Constant(_)) => {}
            }
        }
    }

    fn add_field(&mut self, field: &Field, name: &str, path: &str, logical: &str, depth: usize) {
        let mut logical = joined(logical, &field.name);
        self.add(path, &logical);
        if path != name {
            self.add(name, &logical);
        }
        let mut path = path.to_owned();
        if field.ty.list().is_some() {
            logical.push_str("[]");
            path.push_str("[]");
        }
        if let (Some(object), Some(depth)) = (field.ty.object_within(), depth.checked_sub(1)) {
            let object = &self.plan.objects[object];
            self.walk(&object.json, &object.fields, &path, &logical, depth);
            self.walk(&object.xml, &object.fields, &path, &logical, depth);
        }
    }
}

fn joined(path: &str, name: &str) -> String {
    match path.is_empty() {
        true => name.to_owned(),
        false => format!("{path}.{name}"),
    }
}
