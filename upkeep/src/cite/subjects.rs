//! What a page can be about: the operations of a schema, their fields and the names of these on the wire.

use super::kind::Kind;
use super::response_places::{ResponsePlace, response_places};
use wireform_codegen::plan::{
    BodyTree, Content, Field, FieldId, Operation, PathPart, Plan, Source, Structure, Table,
    TreeNode,
};

/// The operations of a schema that one page documents.
#[derive(Debug, Clone)]
pub struct Subjects {
    pub(super) operations: Vec<Call>,
    /// The credentials of the provider.
    pub(super) credentials: Vec<Member>,
}

/// One operation.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) groups: Vec<Group>,
    pub(super) responses: Vec<ResponsePlace>,
    /// The constants and the credentials in the bodies: the place, the path of the fact, and its kind.
    pub(super) fixed: Vec<(String, String, Kind)>,
    /// The statuses of the responses, with their names.
    pub(super) statuses: Vec<(String, String)>,
}

/// The fields that stand together: those of the request, or those of an object in it.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The logical path of the object with a dot at its end (`validations[].`); empty for the request.
    pub(super) prefix: String,
    /// The words by which a page may call the object.
    pub(super) titles: Vec<String>,
    pub(super) members: Vec<Member>,
}

/// One field.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// The logical path.
    pub(super) path: String,
    /// Its names on the wire, and its logical name.
    pub(super) names: Vec<String>,
    /// Its attributes, `name=value`.
    pub(super) attributes: Vec<String>,
    /// The paths of the field in the bodies, with dots.
    pub(super) places: Vec<String>,
    pub(super) is_list: bool,
    pub(super) is_text: bool,
    /// The values of its enum, as on the wire.
    pub(super) values: Vec<String>,
}

impl Subjects {
    /// Collects the operations that a page documents. An operation without `page:` belongs to the only page.
    #[must_use]
    pub fn new(plan: &Plan, page: &str) -> Self {
        let is_only = plan.pages.len() <= 1;
        let on_page = |operation: &&Operation| match &operation.page {
            Some(name) => name == page,
            None => is_only && plan.operations.iter().all(|other| other.page.is_none()),
        };
        Subjects {
            operations: plan
                .operations
                .iter()
                .filter(on_page)
                .map(|operation| call(plan, operation))
                .collect(),
            credentials: credentials(plan),
        }
    }

    /// Returns the names of the operations.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.operations.iter().map(|call| call.name.as_str())
    }
}

impl Call {
    /// Returns all fields of the operation and of the objects in it.
    pub(super) fn members(&self) -> impl Iterator<Item = &Member> {
        self.groups.iter().flat_map(|group| &group.members)
    }
}

fn call(plan: &Plan, operation: &Operation) -> Call {
    let part = |part: &PathPart| match part {
        PathPart::Literal(text) => text.clone(),
        PathPart::Field(field) | PathPart::Segments(field) => {
            format!("{{{}}}", operation.fields[*field].name)
        }
    };
    let mut groups = vec![Group {
        prefix: String::new(),
        titles: Vec::new(),
        members: members(plan, &operation.fields, ""),
    }];
    let mut fixed = Vec::new();
    for binding in &operation.bindings {
        match &binding.body {
            BodyTree::Empty
            | BodyTree::Query(_)
            | BodyTree::Form { .. }
            | BodyTree::Lines { .. }
            | BodyTree::Text { .. } => {}
            BodyTree::Json { members: tree, .. } => fixed_places(plan, tree, "", &mut fixed),
            BodyTree::Xml { root, .. } => {
                fixed_places(plan, std::slice::from_ref(root), "", &mut fixed)
            }
        }
        match &binding.body {
            BodyTree::Empty => {}
            BodyTree::Json { members: tree, .. } => {
                name_members(&mut groups[0].members, &operation.fields, tree, "")
            }
            BodyTree::Xml { root, .. } => {
                let tree = std::slice::from_ref(root);
                name_members(&mut groups[0].members, &operation.fields, tree, "");
            }
            BodyTree::Query(tree)
            | BodyTree::Form {
                parameters: tree, ..
            }
            | BodyTree::Lines {
                parameters: tree, ..
            }
            | BodyTree::Text { parts: tree, .. } => {
                name_members(&mut groups[0].members, &operation.fields, tree, "");
            }
        }
    }
    name_members(
        &mut groups[0].members,
        &operation.fields,
        &operation.query,
        "",
    );
    for (header, field) in &operation.header_fields {
        let at = groups[0]
            .members
            .iter()
            .position(|member| member.path == operation.fields[*field].name);
        if let Some(at) = at {
            groups[0].members[at].names.push(header.clone());
        }
    }
    add_objects(plan, &operation.fields, "", &mut groups, 0);
    Call {
        name: operation.name.clone(),
        method: operation.method.clone(),
        path: operation.path.iter().map(part).collect(),
        groups,
        responses: response_places(operation),
        fixed,
        statuses: operation
            .responses
            .iter()
            .flat_map(|response| {
                let statuses = response.matched.statuses.iter();
                statuses.map(|status| (status.to_string(), response.name.clone()))
            })
            .collect(),
    }
}

fn members(plan: &Plan, fields: &Table<FieldId, Field>, prefix: &str) -> Vec<Member> {
    let fields = fields.iter().filter(|field| field.constant.is_none());
    fields
        .map(|field| {
            let values = match field.ty.item().enumeration() {
                Some(values) => plan.enums[values]
                    .values
                    .iter()
                    .map(|value| value.value.clone())
                    .collect(),
                None => Vec::new(),
            };
            Member {
                path: format!("{prefix}{}", field.name),
                names: vec![field.name.clone()],
                attributes: Vec::new(),
                places: Vec::new(),
                is_list: field.ty.list().is_some(),
                is_text: field.ty.item().is_text(),
                values,
            }
        })
        .collect()
}

/// Adds the names and the places that a body has for the members.
fn name_members<N: TreeNode>(
    members: &mut [Member],
    fields: &Table<FieldId, Field>,
    nodes: &[N],
    place: &str,
) {
    for node in nodes {
        let here = node.place_below(place);
        match node.content() {
            Content::Group(group) => name_members(members, fields, &group.children, &here),
            Content::Document(group) => name_members(members, fields, &group.children, &here),
            Content::Value(Source::Field(wire)) => {
                let name = &fields[wire.field].name;
                let is_same = |member: &&mut Member| member.path.rsplit('.').next() == Some(name);
                let Some(member) = members.iter_mut().find(is_same) else {
                    continue;
                };
                for name in node.names() {
                    if !name.is_empty() && !member.names.iter().any(|known| known == name) {
                        member.names.push(name.to_owned());
                    }
                }
                member.places.push(here);
                for attribute in node.attributes() {
                    if let wireform_codegen::plan::AttributeValue::Constant(value) =
                        &attribute.value
                    {
                        member
                            .attributes
                            .push(format!("{}={}", attribute.name, value.words()));
                    }
                }
                for (logical, spelled) in &wire.values {
                    if let Some(value) = member.values.iter_mut().find(|value| *value == logical) {
                        *value = spelled.text().to_owned();
                    }
                }
            }
            Content::Value(Source::Credential(_) | Source::Constant { .. }) => {}
            Content::Tree(value) => name_members(members, fields, value.members(), &here),
        }
    }
}

/// Collects the places of constants and credentials.
fn fixed_places<N: TreeNode>(
    plan: &Plan,
    nodes: &[N],
    place: &str,
    found: &mut Vec<(String, String, Kind)>,
) {
    for node in nodes {
        let here = node.place_below(place);
        match node.content() {
            Content::Group(group) => fixed_places(plan, &group.children, &here, found),
            Content::Document(group) => fixed_places(plan, &group.children, &here, found),
            Content::Value(Source::Credential(credential)) => {
                found.push((
                    here,
                    format!("$auth.{}", plan.credentials[*credential].name),
                    Kind::Field,
                ));
            }
            Content::Value(Source::Constant { .. }) => {
                found.push((here.clone(), here, Kind::Const))
            }
            Content::Value(Source::Field(_)) => {}
            Content::Tree(value) => fixed_places(plan, value.members(), &here, found),
        }
    }
}

/// The depth of objects in objects after which a recursive schema is no longer followed.
const MOST_DEPTH: usize = 6;

fn add_objects(
    plan: &Plan,
    fields: &Table<FieldId, Field>,
    prefix: &str,
    groups: &mut Vec<Group>,
    depth: usize,
) {
    if depth > MOST_DEPTH {
        return;
    }
    for field in fields {
        let Some(id) = field.ty.object_within() else {
            continue;
        };
        let object = &plan.objects[id];
        let between = match field.ty.structure() {
            Structure::List(_) | Structure::Map(_) => "[].",
            Structure::Primitive(_) | Structure::Object(_) => ".",
        };
        let path = format!("{prefix}{}{between}", field.name);
        let mut found = members(plan, &object.fields, &path);
        name_members(&mut found, &object.fields, &object.json, "");
        name_members(&mut found, &object.fields, &object.xml, "");
        name_members(&mut found, &object.fields, &object.query, "");
        name_members(&mut found, &object.fields, &object.form, "");
        name_members(&mut found, &object.fields, &object.lines, "");
        let outer = groups.iter().flat_map(|group| &group.members);
        let holder = format!("{prefix}{}", field.name);
        let mut titles = vec![field.name.clone(), object.name.clone()];
        titles.extend(
            outer
                .filter(|member| member.path == holder)
                .flat_map(|member| member.names.clone()),
        );
        groups.push(Group {
            prefix: path.clone(),
            titles: titles.iter().map(|title| plain(title)).collect(),
            members: found,
        });
        add_objects(plan, &object.fields, &path, groups, depth + 1);
    }
}

/// Returns a name in lower case, without signs between its words.
pub(super) fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn credentials(plan: &Plan) -> Vec<Member> {
    let member = |(id, credential): (_, &wireform_codegen::plan::Credential)| {
        let mut names = vec![credential.name.clone()];
        for auth in &plan.auths {
            let carriers = auth
                .parameters()
                .filter(|(_, template)| template.credentials().any(|other| other == id));
            names.extend(carriers.map(|(name, _)| name.to_owned()));
        }
        Member {
            path: credential.name.clone(),
            names,
            attributes: Vec::new(),
            places: Vec::new(),
            is_list: false,
            is_text: credential.integer.is_none(),
            values: Vec::new(),
        }
    };
    plan.credentials.iter_ids().map(member).collect()
}
