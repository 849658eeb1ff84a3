//! Writes the parameters of queries and forms.

use serde_json::{Value, json};
use wireform_codegen::plan::{
    Operation, Parameter, ParameterList, ParameterValue, Presence, Source,
};

use super::bodies::{Members, constant_schema, parameter};
use super::types::{Schema, Types, json_map};

impl Types<'_> {
    /// Returns the media type of a form.
    pub(super) fn form_body(&mut self, form: &[Parameter], operation: &Operation) -> Schema {
        let mut found = Members::default();
        let mut encoding = Schema::new();
        for (name, schema, required, style) in self.form_fields(form, operation) {
            if let Some(style) = style {
                encoding.insert(name.clone(), style);
            }
            found.add(&name, schema, required);
        }
        let mut media = json_map(json!({ "schema": found.schema() }));
        if !encoding.is_empty() {
            media.insert("encoding".to_owned(), Value::Object(encoding));
        }
        media
    }

    /// Returns the parameters of a query string.
    pub(super) fn query_parameters(
        &mut self,
        query: &[Parameter],
        operation: &Operation,
    ) -> Vec<Value> {
        self.form_fields(query, operation)
            .into_iter()
            .map(|(name, schema, required, style)| {
                let mut found = json_map(parameter(&name, "query", required, schema));
                found.extend(style.map(json_map).into_iter().flatten());
                Value::Object(found)
            })
            .collect()
    }

    /// Returns name, schema, whether it is required and the style of each parameter.
    fn form_fields(
        &mut self,
        parameters: &[Parameter],
        operation: &Operation,
    ) -> Vec<(String, Schema, bool, Option<Value>)> {
        let mut found = Vec::new();
        for parameter in parameters {
            let name = parameter.name.clone();
            let source = match &parameter.value {
                ParameterValue::Source(source) => source,
                ParameterValue::Nested(_) | ParameterValue::Document(_) => {
                    self.miss(
                        &operation.name,
                        "envelope",
                        "parameters inside the value of another are not part of the document",
                    );
                    continue;
                }
            };
            let wire = match source {
                Source::Constant {
                    value: constant, ..
                } => {
                    found.push((name, constant_schema(constant), true, None));
                    continue;
                }
                Source::Credential(_) => {
                    self.miss(
                        &operation.name,
                        "auth",
                        "a credential among the fields is not part of the document",
                    );
                    continue;
                }
                Source::Field(wire) => wire,
            };
            let field = &operation.fields[wire.field];
            let place = format!("{}.{}", operation.name, field.name);
            let (style, joined) = match &wire.list {
                None | Some(ParameterList::Repeat) => (None, false),
                Some(
                    ParameterList::Members { .. }
                    | ParameterList::Flattened { .. }
                    | ParameterList::Entries(_),
                ) => {
                    self.miss(
                        &place,
                        "members",
                        "the parameters of an object or a map are not part of the document",
                    );
                    continue;
                }
                Some(ParameterList::Indexed { .. } | ParameterList::NumberedMember { .. }) => {
                    self.miss(
                        &place,
                        "list",
                        "numbered parameters are not part of the document",
                    );
                    (None, false)
                }
                Some(ParameterList::Join(separator)) => match separator.as_str() {
                    "," => (Some(json!({ "style": "form", "explode": false })), false),
                    " " => (
                        Some(json!({ "style": "spaceDelimited", "explode": false })),
                        false,
                    ),
                    "|" => (
                        Some(json!({ "style": "pipeDelimited", "explode": false })),
                        false,
                    ),
                    _ => (None, true),
                },
            };
            let schema = self.wire_field(field, &place, wire, joined, &|_, _, _| Schema::new());
            let required = field.presence == Presence::Required || field.constant.is_some();
            found.push((name, schema, required, style));
        }
        found
    }
}
