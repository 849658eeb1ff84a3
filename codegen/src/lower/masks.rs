//! The fields that a field mask can list, with their names.

use crate::plan::{
    BodyTree, Content, Field, FieldId, MaskEntry, MaskNames, ObjectId, ObjectType, Operation, Plan,
    Source, Table, TreeNode,
};

/// Returns the fields that the mask of an operation can list, in the order of the default body. There are none without a mask.
#[must_use]
pub fn mask_entries(plan: &Plan, operation: &Operation) -> Vec<MaskEntry> {
    let Some(mask) = &operation.mask else {
        return Vec::new();
    };
    let names = mask.names;
    let fields = &operation.fields;
    match &operation.default_binding().body {
        BodyTree::Empty => Vec::new(),
        BodyTree::Json { members, .. } => Walk {
            plan,
            names,
            nodes: |it| &it.json,
        }
        .root(members, fields),
        BodyTree::Xml { root, .. } => {
            let root = std::slice::from_ref(root);
            Walk {
                plan,
                names,
                nodes: |it| &it.xml,
            }
            .root(root, fields)
        }
        BodyTree::Query(parameters) => Walk {
            plan,
            names,
            nodes: |it| &it.query,
        }
        .root(parameters, fields),
        BodyTree::Form { parameters, .. } => Walk {
            plan,
            names,
            nodes: |it| &it.form,
        }
        .root(parameters, fields),
        BodyTree::Lines { parameters, .. } => Walk {
            plan,
            names,
            nodes: |it| &it.lines,
        }
        .root(parameters, fields),
        BodyTree::Text { parts, .. } => Walk {
            plan,
            names,
            nodes: |_| &[],
        }
        .root(parts, fields),
    }
}

/// A walk over the trees of one format.
struct Walk<'w, N> {
    plan: &'w Plan,
    names: MaskNames,
    /// Returns the tree of an object.
    nodes: fn(&ObjectType) -> &[N],
}

impl<N: TreeNode> Walk<'_, N> {
    fn root(&self, nodes: &[N], fields: &Table<FieldId, Field>) -> Vec<MaskEntry> {
        let mut found = Vec::new();
        self.add(nodes, fields, "", &mut Vec::new(), &mut found);
        found
    }

    fn add<M: TreeNode>(
        &self,
        nodes: &[M],
        fields: &Table<FieldId, Field>,
        prefix: &str,
        within: &mut Vec<ObjectId>,
        found: &mut Vec<MaskEntry>,
    ) {
        for node in nodes {
            let own = match node.content() {
                // A choice has no name of its own.
                Content::Value(Source::Field(wire)) if node.choice().is_some() => {
                    &fields[wire.field].name
                }
                Content::Value(
                    Source::Field(_) | Source::Credential(_) | Source::Constant { .. },
                )
                | Content::Group(_)
                | Content::Document(_)
                | Content::Tree(_) => node.name(),
            };
            let name = format!("{prefix}{}", self.names.spelled(own));
            match node.content() {
                // The envelope is no part of the data.
                Content::Group(group) if group.always => {
                    self.add(&group.children, fields, prefix, within, found);
                }
                Content::Group(group) => {
                    self.add(&group.children, fields, &format!("{name}."), within, found);
                }
                Content::Document(group) => {
                    self.add(&group.children, fields, prefix, within, found);
                }
                Content::Value(Source::Field(wire)) => {
                    let field = &fields[wire.field];
                    if field.constant.is_none() {
                        let members = self.members(field, &name, within);
                        found.push(MaskEntry {
                            field: wire.field,
                            name,
                            members,
                        });
                    }
                }
                Content::Tree(value) => {
                    self.add(value.members(), fields, prefix, within, found);
                }
                Content::Value(Source::Credential(_) | Source::Constant { .. }) => {}
            }
        }
    }

    /// Returns the members that are listed instead of an object: those of an object of which a patch keeps members.
    fn members(&self, field: &Field, name: &str, within: &mut Vec<ObjectId>) -> Vec<MaskEntry> {
        let mut found = Vec::new();
        let Some(id) = field.ty.object().filter(|id| !within.contains(id)) else {
            return found;
        };
        let object = &self.plan.objects[id];
        if object.update.is_patch() {
            within.push(id);
            let nodes = (self.nodes)(object);
            self.add(
                nodes,
                &object.fields,
                &format!("{name}."),
                within,
                &mut found,
            );
            within.pop();
        }
        found
    }
}
