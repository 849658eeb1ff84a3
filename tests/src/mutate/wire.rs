//! Mutants of the wires: names, attributes, constants, lists, spellings, absence.

use wireform_codegen::plan::{
    Absent, BindingId, BodyTree, Content, EntryKey, FieldWire, JsonContent, JsonDocument, JsonList,
    JsonMember, Literal, ObjectId, Parameter, ParameterList, ParameterValue, Plan, PlanParts,
    Presence, Source, TreeNode, Type, XmlContent, XmlElement, XmlList,
};

use super::Mutants;

impl Mutants<'_> {
    /// Mutates each node of each binding, and each member of each object.
    pub(super) fn wire(&mut self) {
        let operation = self.operation;
        let bindings = &self.plan.operations[operation].bindings;
        for (at, binding) in bindings.iter_ids() {
            match &binding.body {
                BodyTree::Empty => {}
                BodyTree::Json { members, .. } => self.nodes(at, members, |body| match body {
                    BodyTree::Json { members, .. } => members,
                    other => panic!("no JSON: {other:?}"),
                }),
                BodyTree::Xml { root, .. } => {
                    self.nodes(at, std::slice::from_ref(root), |body| match body {
                        BodyTree::Xml { root, .. } => std::slice::from_mut(root),
                        other => panic!("no XML: {other:?}"),
                    });
                }
                BodyTree::Query(parameters)
                | BodyTree::Form { parameters, .. }
                | BodyTree::Lines { parameters, .. }
                | BodyTree::Text {
                    parts: parameters, ..
                } => {
                    self.nodes(at, parameters, |body| match body {
                        BodyTree::Query(parameters)
                        | BodyTree::Form { parameters, .. }
                        | BodyTree::Lines { parameters, .. }
                        | BodyTree::Text {
                            parts: parameters, ..
                        } => parameters,
                        other => panic!("no parameters: {other:?}"),
                    });
                }
            }
        }
        let objects: Vec<ObjectId> = self
            .plan
            .objects
            .ids()
            .filter(|o| self.plan.objects[*o].in_request)
            .collect();
        let used = self.objects_of_operation();
        for object in objects.into_iter().filter(|object| used.contains(object)) {
            for nth in 0..self.plan.objects[object].json.len() {
                self.add(
                    format!("object {object:?}: member {nth} renamed"),
                    Vec::new(),
                    |plan| {
                        plan.objects[object].json[nth].name.push('X');
                        if let Some(node) = plan.objects[object].xml.get_mut(nth) {
                            node.rename();
                        }
                    },
                );
            }
        }
    }

    /// Mutates each node of a body. `of` finds the nodes in the body of the plan to change.
    fn nodes<N: Mutable>(
        &mut self,
        binding: BindingId,
        nodes: &[N],
        of: fn(&mut BodyTree) -> &mut [N],
    ) {
        let operation = self.operation;
        let name = self.plan.operations[operation].bindings[binding]
            .name
            .clone();
        let mut paths = Vec::new();
        node_paths(nodes, &mut Vec::new(), &mut paths);
        for path in paths {
            let on = |change: fn(&mut N)| {
                let path = path.clone();
                move |plan: &mut PlanParts| {
                    let body = &mut plan.operations[operation].bindings[binding].body;
                    change(node_at(of(body), &path));
                }
            };
            let what = format!("{name}: node {path:?}");
            let mut add = |how: &str, change: fn(&mut N)| {
                self.add(format!("{what} {how}"), Vec::new(), on(change));
            };
            add("renamed", N::rename);
            add("without attributes", N::clear_attributes);
            add("without a mark of null", N::clear_nil);
            add("with another constant", |node| {
                if let Some(Source::Constant {
                    value: constant, ..
                }) = node.source_mut()
                {
                    *constant = Literal::String("changed".into()).into();
                }
            });
            add("with a list spelled otherwise", |node| {
                if let Some(list) = field_of(node).and_then(|wire| wire.list.as_mut()) {
                    N::change_list(list);
                }
            });
            add("without spellings", |node| {
                if let Some(wire) = field_of(node) {
                    wire.values.clear();
                }
            });
            let fields = &self.plan.operations[operation].fields;
            let may_be_absent = match node_of(nodes, &path).content() {
                Content::Value(Source::Field(wire)) => {
                    fields[wire.field].presence == Presence::Optional
                }
                Content::Value(Source::Credential(_) | Source::Constant { .. })
                | Content::Group(_)
                | Content::Document(_)
                | Content::Tree(_) => false,
            };
            if may_be_absent {
                let what = format!("{what} absent otherwise");
                let change = on(|node| {
                    if let Some(wire) = field_of(node) {
                        wire.absent = match wire.absent {
                            Absent::Omit => Absent::Empty,
                            Absent::Null | Absent::Empty => Absent::Omit,
                        };
                    }
                });
                self.add(what, Vec::new(), change);
            }
        }
    }

    fn objects_of_operation(&self) -> Vec<ObjectId> {
        fn walk(plan: &Plan, ty: &Type, found: &mut Vec<ObjectId>) {
            let Some(object) = ty.object_within().filter(|it| !found.contains(it)) else {
                return;
            };
            found.push(object);
            for field in &plan.objects[object].fields {
                walk(plan, &field.ty, found);
            }
        }
        let mut found = Vec::new();
        for field in &self.plan.operations[self.operation].fields {
            walk(self.plan, &field.ty, &mut found);
        }
        found
    }
}

/// A node that can be changed.
trait Mutable: TreeNode + 'static {
    fn rename(&mut self);
    fn clear_attributes(&mut self) {}
    fn clear_nil(&mut self) {}
    fn change_list(list: &mut Self::List);
    fn children_mut(&mut self) -> Option<&mut Vec<Self>>;
    fn source_mut(&mut self) -> Option<&mut Source<Self::List>>;
}

impl Mutable for JsonMember {
    fn rename(&mut self) {
        self.name.push('X');
    }

    fn change_list(list: &mut JsonList) {
        match list {
            JsonList::Array => {}
            JsonList::Join(separator) => separator.push('X'),
            JsonList::Entries(entries) => entries.key.push('X'),
            JsonList::Members(members) => members.before.push('X'),
        }
    }

    fn children_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.content {
            JsonContent::Group(group) | JsonContent::Document(JsonDocument { group, .. }) => {
                Some(&mut group.children)
            }
            JsonContent::Value(_) => None,
        }
    }

    fn source_mut(&mut self) -> Option<&mut Source<JsonList>> {
        match &mut self.content {
            JsonContent::Group(_) | JsonContent::Document(_) => None,
            JsonContent::Value(source) => Some(source),
        }
    }
}

impl Mutable for XmlElement {
    fn rename(&mut self) {
        let is_choice = self.choice().is_some();
        match &mut self.content {
            // A choice has no element that could be renamed. It gets one.
            XmlContent::Value(Source::Field(wire)) if is_choice => {
                wire.list = None;
                self.name = Some("X".to_owned());
            }
            XmlContent::Value(_) | XmlContent::Group(_) | XmlContent::Tree(_) => {
                self.name.get_or_insert_default().push('X');
            }
        }
    }

    fn clear_attributes(&mut self) {
        self.attributes.clear();
    }

    fn clear_nil(&mut self) {
        self.nil = false;
    }

    fn change_list(list: &mut XmlList) {
        match list {
            XmlList::Repeat | XmlList::Presence | XmlList::Elements => {}
            XmlList::Wrap { item } => item.push('X'),
            XmlList::Join(separator) => separator.push('X'),
            // The names are those of the union's elements, which mutate alone.
            XmlList::Choice(_) => {}
            XmlList::Entries(entries) => match &mut entries.key {
                EntryKey::Attribute(name) | EntryKey::Element(name) => name.push('X'),
            },
        }
    }

    fn children_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.content {
            XmlContent::Group(group) => Some(&mut group.children),
            XmlContent::Value(_) | XmlContent::Tree(_) => None,
        }
    }

    fn source_mut(&mut self) -> Option<&mut Source<XmlList>> {
        match &mut self.content {
            XmlContent::Group(_) | XmlContent::Tree(_) => None,
            XmlContent::Value(source) => Some(source),
        }
    }
}

impl Mutable for Parameter {
    fn rename(&mut self) {
        self.name.push('X');
    }

    fn change_list(list: &mut ParameterList) {
        match list {
            ParameterList::Repeat => {}
            ParameterList::Indexed { first, .. } | ParameterList::NumberedMember { first, .. } => {
                *first += 1;
            }
            ParameterList::Members { template, .. } | ParameterList::Flattened { template, .. } => {
                template.push('X')
            }
            ParameterList::Entries(entries) => entries.first += 1,
            ParameterList::Join(separator) => separator.push('X'),
        }
    }

    fn children_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.value {
            ParameterValue::Source(_) | ParameterValue::Document(_) => None,
            ParameterValue::Nested(nested) => Some(&mut nested.group.children),
        }
    }

    fn source_mut(&mut self) -> Option<&mut Source<ParameterList>> {
        match &mut self.value {
            ParameterValue::Source(source) => Some(source),
            ParameterValue::Nested(_) | ParameterValue::Document(_) => None,
        }
    }
}

/// Returns how a node writes its field, if it has one.
fn field_of<N: Mutable>(node: &mut N) -> Option<&mut FieldWire<N::List>> {
    match node.source_mut()? {
        Source::Field(wire) => Some(wire),
        Source::Credential(_) | Source::Constant { .. } => None,
    }
}

/// Returns the positions of all nodes of a tree.
fn node_paths<N: TreeNode>(nodes: &[N], here: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    for (index, node) in nodes.iter().enumerate() {
        here.push(index);
        found.push(here.clone());
        match node.content() {
            Content::Group(group) => node_paths(&group.children, here, found),
            Content::Value(_) | Content::Document(_) | Content::Tree(_) => {}
        }
        here.pop();
    }
}

fn node_of<'t, N: TreeNode>(nodes: &'t [N], path: &[usize]) -> &'t N {
    let (&first, rest) = path.split_first().expect("a node has a way");
    rest.iter()
        .fold(&nodes[first], |node, &at| match node.content() {
            Content::Group(group) => &group.children[at],
            Content::Value(_) | Content::Document(_) | Content::Tree(_) => {
                panic!("a value has no children")
            }
        })
}

fn node_at<'t, N: Mutable>(nodes: &'t mut [N], path: &[usize]) -> &'t mut N {
    let (&first, rest) = path.split_first().expect("a node has a way");
    let mut node = &mut nodes[first];
    for &at in rest {
        let children = node.children_mut().expect("the path leads through groups");
        node = &mut children[at];
    }
    node
}
