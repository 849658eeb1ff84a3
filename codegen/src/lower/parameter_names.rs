//! The names by which a provider may report on members of objects and items of lists among parameters.
//!
//! A name such as `OwnerName` or `STREET1` comes from a template, so that it is no path of names.

use crate::plan::{
    BodyFormat, BodyTree, Field, FieldId, Operation, Parameter, ParameterList, ParameterValue,
    Plan, Source, Table,
};

/// The most items of a list whose names are listed.
const MOST_ITEMS: u64 = 10;

/// The most objects around a member whose name is listed.
const DEEPEST: u8 = 4;

/// Returns the names of parameters that a template makes, each with its logical path. Steps between separators that are
/// numbers are `[]`.
pub(super) fn parameter_names(plan: &Plan, operation: &Operation) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for binding in &operation.bindings {
        let (parameters, format) = match &binding.body {
            BodyTree::Query(parameters) => (parameters, BodyFormat::Query),
            BodyTree::Form { parameters, .. } => (parameters, BodyFormat::Form),
            BodyTree::Lines { parameters, .. } => (parameters, BodyFormat::Lines),
            BodyTree::Empty
            | BodyTree::Json { .. }
            | BodyTree::Xml { .. }
            | BodyTree::Text { .. } => continue,
        };
        let walk = Walk {
            plan,
            fields: &operation.fields,
            format,
            made: &|name| name.to_owned(),
            logical: "",
            depth: 0,
        };
        walk.visit(parameters, &mut found);
    }
    found
}

/// The parameters of an operation or of an object.
#[derive(Clone, Copy)]
struct Walk<'w> {
    plan: &'w Plan,
    fields: &'w Table<FieldId, Field>,
    format: BodyFormat,
    /// Makes the name of a parameter from that of a member.
    made: &'w dyn Fn(&str) -> String,
    /// The logical path of the object, with a dot behind it.
    logical: &'w str,
    /// How many objects are around the parameters.
    depth: u8,
}

impl Walk<'_> {
    fn visit(self, parameters: &[Parameter], found: &mut Vec<(String, String)>) {
        for Parameter { name, value } in parameters {
            match value {
                ParameterValue::Nested(nested) => {
                    let format = nested.format.body_format();
                    Walk { format, ..self }.visit(&nested.group.children, found);
                }
                ParameterValue::Document(_)
                | ParameterValue::Source(Source::Constant { .. } | Source::Credential(_)) => {}
                ParameterValue::Source(Source::Field(wire)) => {
                    let field = &self.fields[wire.field];
                    self.field(field, &(self.made)(name), wire.list.as_ref(), found);
                }
            }
        }
    }

    fn field(
        self,
        field: &Field,
        name: &str,
        list: Option<&ParameterList>,
        found: &mut Vec<(String, String)>,
    ) {
        let logical = format!("{}{}", self.logical, field.name);
        let most = field.ty.list().map(|it| it.facets.max_items);
        let most = most.map(|it| it.unwrap_or(MOST_ITEMS).min(MOST_ITEMS));
        match list {
            None | Some(ParameterList::Join(_) | ParameterList::Repeat) => {
                if self.depth > 0 {
                    push(found, name, &logical);
                }
            }
            Some(
                ParameterList::Indexed { template, first }
                | ParameterList::NumberedMember { template, first },
            ) => {
                for at in 0..most.unwrap_or_default() {
                    let number = first.saturating_add(at).to_string();
                    let item = template.replace("$name", name).replace("$index", &number);
                    push(found, &item, &format!("{logical}[{at}]"));
                }
            }
            // The keys of a map are not known, nor the number of an entry.
            Some(ParameterList::Flattened { .. } | ParameterList::Entries(_)) => {}
            Some(ParameterList::Members { template, first }) => {
                let object = field.ty.object_within().filter(|_| self.depth < DEEPEST);
                let Some(object) = object else {
                    return;
                };
                let object = &self.plan.objects[object];
                for at in 0..most.unwrap_or(1) {
                    let number = first.saturating_add(at).to_string();
                    let template = template.replace("$name", name).replace("$index", &number);
                    let logical = match most {
                        Some(_) => format!("{logical}[{at}]."),
                        None => format!("{logical}."),
                    };
                    let inside = Walk {
                        fields: &object.fields,
                        made: &|member| template.replace("$member", member),
                        logical: &logical,
                        depth: self.depth + 1,
                        ..self
                    };
                    inside.visit(object.parameters(self.format), found);
                }
            }
        }
    }
}

/// Adds a name, unless its path has numbers as steps. Those of a provider are not the numbers of the items.
fn push(found: &mut Vec<(String, String)>, name: &str, logical: &str) {
    let steps = name.split(['.', '/', '[', ']']);
    let steps: Vec<&str> = steps.filter(|step| !step.is_empty()).collect();
    let is_number = |step: &&str| step.bytes().all(|byte| byte.is_ascii_digit());
    if !steps.iter().any(is_number) {
        found.push((steps.join("."), logical.to_owned()));
    }
}
