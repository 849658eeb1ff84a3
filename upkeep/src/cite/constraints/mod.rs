//! Lists the constraints of a plan, one by one.
//!
//! Input: a plan. Output: a [`Constraint`] for each facet, flag, name, place, rule and property of a response. A fact file
//! of a provider's page (`tests/facts` in the repository) has the same rows.

mod around;
mod rule;

use std::collections::BTreeSet;

use wireform_codegen::plan::{
    AnyFormat, AttributeValue, Binding, BodyTree, Clear, Content, ContextKind, EnumId, Field,
    FieldId, IntegerFacets, Location, MapKeys, NormalStep, Operation, ParameterValue, PathPart,
    Plan, Presence, Primitive, Source, Structure, Table, TextFacets, TreeNode, Type, Update,
    XmlAttribute, format_names,
};

/// One constraint of a plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Constraint {
    /// The operation, or `-` for what holds for the whole provider.
    pub operation: String,
    /// The logical path (`validations[].category`), a name, or `-`.
    pub path: String,
    /// What is constrained, for example `maxLength`.
    pub kind: String,
    /// The value.
    pub value: String,
}

/// Returns all constraints of a plan, sorted.
#[must_use]
pub fn constraints(plan: &Plan) -> BTreeSet<Constraint> {
    let mut rows = Rows {
        plan,
        operation: "-".into(),
        facts: BTreeSet::new(),
    };
    rows.provider();
    for operation in &plan.operations {
        rows.operation = operation.name.clone();
        rows.operation(operation);
    }
    rows.facts
}

struct Rows<'p> {
    plan: &'p Plan,
    operation: String,
    facts: BTreeSet<Constraint>,
}

impl Rows<'_> {
    fn add(&mut self, path: &str, kind: &str, value: impl Into<String>) {
        self.facts.insert(Constraint {
            operation: self.operation.clone(),
            path: path.into(),
            kind: kind.into(),
            value: value.into(),
        });
    }

    fn operation(&mut self, operation: &Operation) {
        self.add("-", "method", &operation.method);
        let path: String = operation
            .path
            .iter()
            .map(|part| match part {
                PathPart::Literal(text) => text.clone(),
                PathPart::Field(index) | PathPart::Segments(index) => {
                    format!("{{{}}}", operation.fields[*index].name)
                }
            })
            .collect();
        if !path.is_empty() {
            self.add("-", "path", path);
        }
        self.add(
            "-",
            "update",
            match operation.update {
                Update::Patch => "patch",
                Update::Replace => "replace",
                Update::Unstated => "unstated",
                Update::None => "none",
            },
        );
        if operation.withdrawn.is_some() {
            self.add("-", "withdrawn", "");
        }
        if operation.deprecated.is_some() {
            self.add("-", "deprecated", "");
        }
        for field in &operation.fields {
            self.field(&field.name, field);
            let place = match field.location {
                Location::Path => "path",
                Location::Query => "query",
                Location::Header => "header",
                Location::Body => "body",
            };
            if field.constant.is_none() {
                self.add(&field.name, "field", place);
                if field.location == Location::Path {
                    self.add(&field.name, "wire", &field.name);
                }
            }
        }
        for binding in &operation.bindings {
            self.binding(operation, binding);
        }
        for node in &operation.query {
            match &node.value {
                ParameterValue::Source(Source::Field(wire)) => {
                    self.add(&operation.fields[wire.field].name, "wire", &node.name);
                }
                ParameterValue::Source(Source::Credential(_) | Source::Constant { .. })
                | ParameterValue::Nested(_)
                | ParameterValue::Document(_) => {}
            }
        }
        for (header, index) in &operation.header_fields {
            self.add(&operation.fields[*index].name, "wire", header);
        }
        for index in &operation.contexts {
            let context = &self.plan.contexts[*index];
            let values = |index: EnumId| {
                let values: Vec<&str> = self.plan.enums[index]
                    .values
                    .iter()
                    .map(|v| v.value.as_str())
                    .collect();
                values.join(" ")
            };
            let kind = match &context.kind {
                ContextKind::SetOfString => "set_of string".to_owned(),
                ContextKind::SetOfEnum(index) => format!("set_of enum {}", values(*index)),
                ContextKind::Enum(index) => format!("enum {}", values(*index)),
                ContextKind::Boolean => "boolean".to_owned(),
                ContextKind::String => "string".to_owned(),
            };
            self.add(&context.name, "context", kind);
        }
        for rule in &operation.rules {
            let words = rule::words(self.plan, operation, &operation.fields, rule);
            self.add(&rule.name, "rule", words);
        }
        for object in self.plan.objects_of(operation) {
            let object = &self.plan.objects[object];
            for rule in &object.rules {
                let words = rule::words(self.plan, operation, &object.fields, rule);
                self.add(&rule.name, "rule", words);
            }
        }
        for response in &operation.responses {
            self.response(response);
        }
    }

    fn binding(&mut self, operation: &Operation, binding: &Binding) {
        let Some(format) = binding.body.format() else {
            return;
        };
        self.add("-", "body", format.name());
        if let Some(content_type) = binding.body.content_type() {
            self.add("-", "content_type", content_type);
        }
        let kind = if operation.bindings.len() > 1 {
            format!("wire.{}", binding.name)
        } else {
            "wire".to_owned()
        };
        let fields = &operation.fields;
        match &binding.body {
            BodyTree::Empty => {}
            BodyTree::Json { members, .. } => self.nodes(fields, "", &kind, members, ""),
            BodyTree::Xml { root, .. } => {
                self.nodes(fields, "", &kind, std::slice::from_ref(root), "")
            }
            BodyTree::Query(parameters)
            | BodyTree::Form { parameters, .. }
            | BodyTree::Lines { parameters, .. }
            | BodyTree::Text {
                parts: parameters, ..
            } => {
                self.nodes(fields, "", &kind, parameters, "");
            }
        }
    }

    /// Adds the rows of a wire tree. `prefix` is the logical path of the object that the tree belongs to.
    fn nodes<N: TreeNode>(
        &mut self,
        fields: &Table<FieldId, Field>,
        prefix: &str,
        kind: &str,
        nodes: &[N],
        place: &str,
    ) {
        for node in nodes {
            let here = node.place_below(place);
            match node.content() {
                Content::Group(group) => self.nodes(fields, prefix, kind, &group.children, &here),
                Content::Document(group) => {
                    self.nodes(fields, prefix, kind, &group.children, &here);
                }
                Content::Tree(value) => {
                    self.nodes(fields, prefix, kind, value.members(), &here);
                }
                Content::Value(source) => match source {
                    Source::Field(wire) => {
                        let field = &fields[wire.field];
                        let path = format!("{prefix}{}", field.name);
                        let names = node.names().into_iter();
                        for name in names.filter(|name| !name.is_empty()) {
                            self.add(&path, kind, name);
                        }
                        if !place.is_empty() {
                            self.add(&path, "at", &here);
                        }
                        for XmlAttribute { name, value } in node.attributes() {
                            match value {
                                AttributeValue::Constant(constant) => {
                                    let text = format!("{name}={}", constant.words());
                                    self.add(&path, "attribute", text);
                                }
                                AttributeValue::Credential(_) => {}
                            }
                        }
                        if let Some(object) = field.ty.object_within() {
                            let suffix = suffix(&field.ty);
                            let object = &self.plan.objects[object];
                            self.nodes(
                                &object.fields,
                                &format!("{path}{suffix}"),
                                kind,
                                &object.json,
                                "",
                            );
                        }
                    }
                    Source::Credential(index) => {
                        let path = format!("$auth.{}", self.plan.credentials[*index].name);
                        self.add(&path, "at", &here);
                    }
                    Source::Constant {
                        value: constant, ..
                    } => {
                        // A constant in a text body has no place.
                        let path = if here.is_empty() { "-" } else { &here };
                        self.add(path, "const", constant.words());
                    }
                },
            }
        }
    }

    fn field(&mut self, path: &str, field: &Field) {
        if let Some(constant) = &field.constant {
            self.add(path, "const", constant.words());
            return;
        }
        let required = if field.presence == Presence::Required {
            "yes"
        } else {
            "no"
        };
        self.add(path, "required", required);
        if let Presence::Clearable(clear) = field.presence {
            let clear = match clear {
                Clear::Empty => "\"\"",
                Clear::Null => "null",
                Clear::EmptyList => "[]",
                Clear::AllItems(_) => "all_items",
            };
            self.add(path, "clear", clear);
        }
        if let Some(default) = &field.default {
            self.add(path, "default", default);
        }
        for permission in &field.permissions {
            let unless = if permission.unless.is_empty() {
                String::new()
            } else {
                format!(" unless {}", permission.unless.join(" "))
            };
            self.add(path, "permission", format!("{}{unless}", permission.name));
        }
        if field.deprecated.is_some() {
            self.add(path, "deprecated", "");
        }
        self.ty(path, &field.ty);
    }

    fn ty(&mut self, path: &str, ty: &Type) {
        self.add(path, "type", type_name(ty));
        match ty.structure() {
            Structure::Primitive(Primitive::Text(facets)) => self.text(path, facets),
            Structure::Primitive(Primitive::Number(facets)) => {
                for (kind, value) in facets.stated() {
                    self.add(path, kind, value.as_str());
                }
            }
            Structure::Primitive(Primitive::Integer(IntegerFacets {
                minimum,
                maximum,
                multiple_of,
            })) => {
                for (kind, bound) in [
                    ("minimum", minimum),
                    ("maximum", maximum),
                    ("multipleOf", multiple_of),
                ] {
                    if let Some(bound) = bound {
                        self.add(path, kind, bound.to_string());
                    }
                }
            }
            Structure::Primitive(Primitive::Enum(index)) => {
                for value in &self.plan.enums[index].values {
                    self.add(path, "enum", &value.value);
                }
            }
            Structure::Object(index) => {
                for field in &self.plan.objects[index].fields {
                    let path = format!("{path}.{}", field.name);
                    self.field(&path, field);
                    if field.constant.is_none() {
                        self.add(&path, "field", "body");
                    }
                }
            }
            Structure::List(list) => {
                let facets = &list.facets;
                for (kind, bound) in [
                    ("minItems", facets.min_items),
                    ("maxItems", facets.max_items),
                ] {
                    if let Some(bound) = bound {
                        self.add(path, kind, bound.to_string());
                    }
                }
                if facets.unique_items {
                    self.add(path, "uniqueItems", "yes");
                }
                let keys = facets.key_names().map(|members| members.join(", "));
                let keys: Vec<String> = keys.collect();
                if !keys.is_empty() {
                    self.add(path, "unique_by", keys.join("; "));
                }
                if let Some(join) = &list.join {
                    self.add(path, "join", join.replace('\n', "\\n"));
                }
                self.ty(&format!("{path}[]"), &list.item);
            }
            Structure::Map(map) => {
                for (kind, bound) in [("minItems", map.min_items), ("maxItems", map.max_items)] {
                    if let Some(bound) = bound {
                        self.add(path, kind, bound.to_string());
                    }
                }
                let keys = format!("{path}{{}}");
                match &map.keys {
                    MapKeys::Text(facets) => self.text(&keys, facets),
                    MapKeys::Enum(values) => {
                        for value in &self.plan.enums[*values].values {
                            self.add(&keys, "enum", &value.value);
                        }
                    }
                }
                self.ty(&format!("{path}[]"), &map.item);
            }
            Structure::Primitive(
                Primitive::Any(_) | Primitive::Boolean | Primitive::Date | Primitive::Timestamp,
            ) => {}
        }
    }

    fn text(&mut self, path: &str, facets: &TextFacets) {
        for (kind, bound) in [
            ("minLength", facets.min_length),
            ("maxLength", facets.max_length),
        ] {
            if let Some(bound) = bound {
                self.add(path, kind, bound.to_string());
            }
        }
        for pattern in &facets.patterns {
            self.add(path, "pattern", &pattern.source);
        }
        for group in &facets.formats {
            self.add(path, "format", format_names(group));
        }
        for check in &facets.checks {
            self.add(path, "check", &check.name);
        }
        if !facets.normal.is_empty() {
            let steps = facets.normal.iter().map(NormalStep::words);
            self.add(path, "normalize", steps.collect::<Vec<_>>().join(", "));
        }
    }
}

/// Returns the separator between the path of a field and that of a member of its objects.
fn suffix(ty: &Type) -> &'static str {
    match ty.structure() {
        Structure::List(_) | Structure::Map(_) => "[].",
        Structure::Primitive(_) | Structure::Object(_) => ".",
    }
}

fn type_name(ty: &Type) -> &'static str {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(_)) => "string",
        Structure::Primitive(Primitive::Integer(_)) => "integer",
        Structure::Primitive(Primitive::Number(_)) => "number",
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => "any",
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => "element",
        Structure::Primitive(Primitive::Boolean) => "boolean",
        Structure::Primitive(Primitive::Date) => "date",
        Structure::Primitive(Primitive::Timestamp) => "timestamp",
        Structure::Primitive(Primitive::Enum(_)) => "enum",
        Structure::Object(_) => "object",
        Structure::List(_) => "list",
        Structure::Map(_) => "map",
    }
}
