//! Mutants of what stands on the wires: names, attributes, constants, lists, spellings, absence.

use wireform_codegen::plan::{
    Absent, Binding, Content, ListStyle, Literal, ObjectId, Plan, Presence, Source, Type, WireNode,
};

use super::Mutants;

impl Mutants<'_> {
    /// Each node of each binding, and each member of each object.
    pub(super) fn wire(&mut self) {
        let operation = self.operation;
        let bindings = &self.plan.operations[operation].bindings;
        for (binding, b) in bindings.iter_ids() {
            let mut paths = Vec::new();
            node_paths(&b.nodes, &mut Vec::new(), &mut paths);
            for path in paths {
                let on = |change: fn(&mut WireNode)| {
                    let path = path.clone();
                    move |plan: &mut Plan| {
                        change(node_at(
                            &mut plan.operations[operation].bindings[binding],
                            &path,
                        ))
                    }
                };
                let what = format!("{}: node {path:?}", b.name);
                self.add(
                    format!("{what} renamed"),
                    Vec::new(),
                    on(|node| node.name.push('X')),
                );
                self.add(
                    format!("{what} without attributes"),
                    Vec::new(),
                    on(|node| node.attributes.clear()),
                );
                self.add(
                    format!("{what} with another constant"),
                    Vec::new(),
                    on(|node| {
                        if let Content::Leaf(leaf) = &mut node.content
                            && let Source::Constant(literal) = &mut leaf.source
                        {
                            *literal = Literal::String("changed".into());
                        }
                    }),
                );
                self.add(
                    format!("{what} with a list spelled otherwise"),
                    Vec::new(),
                    on(|node| {
                        if let Content::Leaf(leaf) = &mut node.content {
                            match &mut leaf.list {
                                ListStyle::None | ListStyle::Array | ListStyle::Repeat => {}
                                ListStyle::Wrap { item } => item.push('X'),
                                ListStyle::Indexed { first, .. } => *first += 1,
                                ListStyle::Join(separator) => separator.push('X'),
                            }
                        }
                    }),
                );
                let fields = &self.plan.operations[operation].fields;
                let may_be_absent = match &node_of(b, &path).content {
                    Content::Leaf(leaf) => match leaf.source {
                        Source::Field(field) => fields[field].presence == Presence::Optional,
                        Source::Credential(_) | Source::Constant(_) => false,
                    },
                    Content::Group { .. } => false,
                };
                if may_be_absent {
                    self.add(
                        format!("{what} absent otherwise"),
                        Vec::new(),
                        on(|node| {
                            if let Content::Leaf(leaf) = &mut node.content {
                                leaf.absent = match leaf.absent {
                                    Absent::Omit => Absent::Empty,
                                    Absent::Null | Absent::Empty => Absent::Omit,
                                };
                            }
                        }),
                    );
                }
                self.add(
                    format!("{what} without spellings"),
                    Vec::new(),
                    on(|node| {
                        if let Content::Leaf(leaf) = &mut node.content {
                            leaf.values.clear();
                        }
                    }),
                );
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
                            node.name.push('X');
                        }
                    },
                );
            }
        }
    }

    fn objects_of_operation(&self) -> Vec<ObjectId> {
        fn walk(plan: &Plan, ty: &Type, found: &mut Vec<ObjectId>) {
            match ty {
                Type::Object(object) if !found.contains(object) => {
                    found.push(*object);
                    plan.objects[*object]
                        .fields
                        .iter()
                        .for_each(|field| walk(plan, &field.ty, found));
                }
                Type::List(list) => walk(plan, &list.item, found),
                _ => {}
            }
        }
        let mut found = Vec::new();
        for field in &self.plan.operations[self.operation].fields {
            walk(self.plan, &field.ty, &mut found);
        }
        found
    }
}

/// The ways to all nodes of a tree.
fn node_paths(nodes: &[WireNode], here: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    for (index, node) in nodes.iter().enumerate() {
        here.push(index);
        found.push(here.clone());
        if let Content::Group { children, .. } = &node.content {
            node_paths(children, here, found);
        }
        here.pop();
    }
}

fn node_of<'b>(binding: &'b Binding, path: &[usize]) -> &'b WireNode {
    let (&first, rest) = path.split_first().expect("a node has a way");
    rest.iter()
        .fold(&binding.nodes[first], |node, &at| match &node.content {
            Content::Group { children, .. } => &children[at],
            Content::Leaf(_) => panic!("a leaf has no children"),
        })
}

fn node_at<'b>(binding: &'b mut Binding, path: &[usize]) -> &'b mut WireNode {
    let mut node = &mut binding.nodes[path[0]];
    for index in &path[1..] {
        node = match &mut node.content {
            Content::Group { children, .. } => &mut children[*index],
            Content::Leaf(_) => unreachable!("the path was made by walking the same tree"),
        };
    }
    node
}
