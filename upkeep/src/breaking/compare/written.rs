//! How documents are written: the place, the form and the spelling of each field, and what stands around the fields.

use wireform_codegen::plan::{
    Absent, AttributeValue, BodyTree, Constant, Content, FieldId, ItemIndex, ListForm, Literal,
    ObjectType, Plan, Source, TreeNode,
};

/// A document, or the part of it that an object is.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) leaves: Vec<Leaf>,
    /// Constants, credentials and empty groups, each with its place.
    pub(super) around: Vec<String>,
    /// Whether the format has an order that a reader may demand.
    pub(super) is_ordered: bool,
}

/// A field of a document.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) field: FieldId,
    /// The place, as a path of names.
    pub(super) path: String,
    /// How the items of a list are written.
    pub(super) list: String,
    pub(super) absent: Absent,
    /// The spelling of each logical value, where they differ from the values.
    pub(super) values: Vec<(String, String)>,
}

impl Written {
    /// Returns how a field is written.
    pub(super) fn leaf(&self, field: FieldId) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.field == field)
    }

    /// Adds a field that is no part of the body.
    pub(super) fn add(&mut self, field: FieldId, path: String) {
        self.leaves.push(Leaf {
            field,
            path,
            list: String::new(),
            absent: Absent::Omit,
            values: Vec::new(),
        });
    }

    /// Adds the nodes of a tree.
    pub(super) fn nodes<N: TreeNode>(&mut self, plan: &Plan, nodes: &[N], prefix: &str) {
        for node in nodes {
            let place = node.position().map(|at| format!("[{at}]"));
            let name = match node.choice() {
                Some(_) => "(variant)",
                None => node.name(),
            };
            let path = format!("{prefix}/{name}{}", place.unwrap_or_default());
            for attribute in node.attributes() {
                let value = match &attribute.value {
                    AttributeValue::Constant(value) => fixed(value),
                    AttributeValue::Credential(id) => format!("${}", plan.credentials[*id].name),
                };
                self.around
                    .push(format!("{path}@{} = {value}", attribute.name));
            }
            match node.content() {
                Content::Group(group) => {
                    if group.always {
                        self.around.push(path.clone());
                    }
                    self.nodes(plan, &group.children, &path);
                }
                Content::Document(group) => {
                    self.around.push(format!("{path} is a text with JSON"));
                    self.nodes(plan, &group.children, &path);
                }
                Content::Tree(value) => {
                    let tree = &plan.trees[value.tree];
                    self.around.push(format!("{path} = {tree}"));
                    self.nodes(plan, value.members(), &path);
                }
                Content::Value(Source::Constant { value, .. }) => {
                    self.around.push(format!("{path} = {}", fixed(value)));
                }
                Content::Value(Source::Credential(id)) => {
                    let name = &plan.credentials[*id].name;
                    self.around.push(format!("{path} = ${name}"));
                }
                Content::Value(Source::Field(wire)) => {
                    if node.is_nil() {
                        self.around.push(format!("{path}: a clear as xsi:nil"));
                    }
                    let values = wire.values.iter();
                    self.leaves.push(Leaf {
                        field: wire.field,
                        path,
                        list: match wire.quoted {
                            true => "one text, with items in quotation marks".to_owned(),
                            false => list_words(wire.list.as_ref(), &wire.inner),
                        },
                        absent: wire.absent,
                        values: values
                            .map(|(value, as_)| (value.clone(), constant(as_)))
                            .collect(),
                    });
                }
            }
        }
    }
}

/// Describes how a list is written. `inner` are the names of the elements of the lists in it.
pub(super) fn list_words<L: ListForm>(list: Option<&L>, inner: &[String]) -> String {
    let mut words = list.map_or_else(String::new, list_form);
    if !inner.is_empty() {
        words.push_str(&format!(", with inner elements {}", inner.join(", ")));
    }
    words
}

fn list_form<L: ListForm>(list: &L) -> String {
    if let Some(separator) = list.separator() {
        return format!("one text, separated by {separator:?}");
    }
    if let Some(entries) = list.entries() {
        return format!("entries {entries}");
    }
    // The names of the variants are those of the union's fields, which are compared on their own.
    if list.choice().is_some() {
        return "the element of the variant".to_owned();
    }
    if list.is_elements() {
        return "the elements as they are".to_owned();
    }
    if list.is_presence() {
        return "an element that is there or not".to_owned();
    }
    if let Some(template) = list.members() {
        return format!("each entry as {template}");
    }
    match list.item_index() {
        ItemIndex::None => "the name repeated".to_owned(),
        ItemIndex::Pointer => "an array".to_owned(),
        ItemIndex::Element => "the element repeated".to_owned(),
        ItemIndex::Wrapped(item) => format!("elements {item}"),
        ItemIndex::Numbered(template, first)
        | ItemIndex::NumberedMember(template, first)
        | ItemIndex::Members(template, first) => format!("{template} from {first}"),
    }
}

/// Returns a value that requests send without a caller giving it.
pub(super) fn fixed(value: &Constant) -> String {
    match value {
        Constant::Literal(literal) => constant(literal),
        Constant::Moment(_) | Constant::Mask => value.words().into_owned(),
    }
}

pub(super) fn constant(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Number(text) => text.clone(),
        Literal::Boolean(truth) => truth.to_string(),
        Literal::Null => "null".to_owned(),
    }
}

/// Returns a body as a document.
pub(super) fn body(plan: &Plan, body: &BodyTree) -> Written {
    let mut written = Written {
        is_ordered: body.is_xml(),
        ..Written::default()
    };
    match body {
        BodyTree::Empty => {}
        BodyTree::Json { members, .. } => written.nodes(plan, members, ""),
        BodyTree::Xml { doctype, root, .. } => {
            let doctype = doctype.iter();
            written
                .around
                .extend(doctype.map(|it| format!("the document type {it}")));
            written.nodes(plan, std::slice::from_ref(root), "");
        }
        BodyTree::Query(parameters) | BodyTree::Form { parameters, .. } => {
            written.nodes(plan, parameters, "");
        }
        BodyTree::Lines {
            parameters, syntax, ..
        } => {
            written.around.push(syntax.to_string());
            written.nodes(plan, parameters, "");
        }
        BodyTree::Text { parts, .. } => {
            written.is_ordered = true;
            written.nodes(plan, parts, "");
        }
    }
    written
}

/// Returns the members of an object as JSON.
pub(super) fn as_json(plan: &Plan, object: &ObjectType) -> Written {
    let mut written = Written::default();
    written.nodes(plan, &object.json, "");
    written
}

/// Returns the members of an object as parameters of a query string.
pub(super) fn as_query(plan: &Plan, object: &ObjectType) -> Written {
    let mut written = Written::default();
    written.nodes(plan, &object.query, "");
    written
}

/// Returns the members of an object as parameters of a form.
pub(super) fn as_form(plan: &Plan, object: &ObjectType) -> Written {
    let mut written = Written::default();
    written.nodes(plan, &object.form, "");
    written
}

/// Returns the members of an object as lines.
pub(super) fn as_lines(plan: &Plan, object: &ObjectType) -> Written {
    let mut written = Written::default();
    written.nodes(plan, &object.lines, "");
    written
}

/// Returns the members of an object as XML.
pub(super) fn as_xml(plan: &Plan, object: &ObjectType) -> Written {
    let mut written = Written {
        is_ordered: true,
        ..Written::default()
    };
    written.nodes(plan, &object.xml, "");
    written
}
