//! Writes operations, bindings and responses.

use super::out::{Out, auth_names};
use super::{data, example, read_back, response, rule, wire};
use crate::lower::masks::mask_entries;
use crate::plan::{
    Binding, BodyFormat, Escaping, Field, FieldId, MaskEntry, MaskPlace, Operation, PathPart,
    Permission, Plan, Table,
};

/// Writes the fields of a mask.
fn mask_fields(out: &mut Out, entries: &[MaskEntry], fields: &Table<FieldId, Field>, plan: &Plan) {
    for entry in entries {
        let field = &fields[entry.field];
        out.text(&entry.name, &format!("${}", field.name));
        if let Some(object) = field.ty.object() {
            mask_fields(out, &entry.members, &plan.objects[object].fields, plan);
        }
    }
}

pub(super) fn operation(out: &mut Out, operation: &Operation, plan: &Plan) {
    let field_name = |index: &FieldId| operation.fields[*index].name.as_str();
    out.group(&operation.name, |out| {
        out.text("rust", &format!("{}, {}", operation.rust, operation.module));
        out.optional("description", operation.description.as_deref());
        out.optional("page", operation.page.as_deref());
        let path: String = operation
            .path
            .iter()
            .map(|part| match part {
                PathPart::Literal(text) => text.clone(),
                PathPart::Field(index) | PathPart::Segments(index) => {
                    format!("{{{}}}", field_name(index))
                }
            })
            .collect();
        out.text("http", format!("{} {path}", operation.method).trim_end());
        out.text("endpoint", &plan.endpoints[operation.endpoint].name);
        out.list("auth", &auth_names(plan, &operation.auths));
        if operation.wire != operation.name {
            out.text("wire", &operation.wire);
        }
        if operation.encoding.query != Escaping::Rfc3986 {
            out.text("escaping of the query", "whatwg");
        }
        if operation.encoding.form != Escaping::Whatwg {
            out.text("escaping of forms", "rfc3986");
        }
        out.section("headers", &operation.headers, |out, (name, value)| {
            out.text(name, &value.words());
        });
        out.text("update", &format!("{:?}", operation.update).to_lowercase());
        out.text("does", &format!("{:?}", operation.does).to_lowercase());
        out.flag("idempotent", operation.is_idempotent);
        out.optional("deprecated", operation.deprecated.as_deref());
        out.optional("withdrawn", operation.withdrawn.as_deref());
        permissions(out, &operation.permissions);
        out.section("fields", &operation.fields, |out, field| {
            data::field(out, field, plan)
        });
        wire::group(out, "query", &operation.query, &operation.fields, plan);
        if let Some(mask) = &operation.mask {
            out.group("mask", |out| {
                match &mask.place {
                    MaskPlace::Query(name) => out.text("parameter", name),
                    MaskPlace::Header(name) => out.text("header", name),
                    MaskPlace::Body => {}
                }
                out.quoted("separator", &mask.separator);
                mask_fields(out, &mask_entries(plan, operation), &operation.fields, plan);
            });
        }
        out.section(
            "header_fields",
            &operation.header_fields,
            |out, (name, index)| {
                out.text(name, &format!("${}", field_name(index)));
            },
        );
        out.section("bindings", &operation.bindings, |out, item| {
            binding(out, item, operation, plan);
        });
        let contexts: Vec<String> = operation
            .contexts
            .iter()
            .map(|index| plan.contexts[*index].name.clone())
            .collect();
        out.list("contexts", &contexts);
        out.flag("sends_moment", operation.sends_moment);
        out.flag("takes_current", operation.takes_current);
        out.section("rules", &operation.rules, |out, item| {
            rule::rule(out, item, &operation.fields, plan)
        });
        out.section("responses", &operation.responses, |out, item| {
            response::response(out, item, operation, plan);
        });
        if let Some(reading) = &operation.reading {
            out.group("reading", |out| {
                out.text("response", &operation.responses[reading.response].name);
                out.section("data", &reading.data, |out, datum| {
                    out.group(&datum.means, |out| {
                        response::places(out, &datum.at);
                        let steps: Vec<&str> = datum.convert.iter().map(|it| it.name()).collect();
                        out.optional(
                            "convert",
                            (!steps.is_empty()).then(|| steps.join(", ")).as_deref(),
                        );
                        out.optional("join", datum.join.as_deref());
                    });
                });
                out.section("others", &reading.others, |out, other| {
                    out.group(&other.field, |out| response::places(out, &other.at));
                });
                out.group("objects", |out| response::places(out, &reading.objects));
                out.group("described", |out| response::places(out, &reading.described));
            });
        }
        if let Some(back) = &operation.read_back {
            read_back::read_back(out, back, operation, plan);
        }
        out.section("examples", &operation.examples, |out, item| {
            example::example(out, item, operation, plan);
        });
    });
}

fn permissions(out: &mut Out, permissions: &[Permission]) {
    let names: Vec<String> = permissions.iter().map(|p| p.name.clone()).collect();
    out.list("permission", &names);
}

fn binding(out: &mut Out, binding: &Binding, operation: &Operation, plan: &Plan) {
    out.group(&binding.name, |out| {
        out.text("rust", &binding.rust);
        out.optional("description", binding.description.as_deref());
        out.optional("path", binding.path.as_deref());
        out.text(
            "body",
            binding.body.format().map_or("none", BodyFormat::name),
        );
        out.optional("content_type", binding.body.content_type());
        wire::body(out, &binding.body, &operation.fields, plan);
        let paths: Vec<_> = operation.fields.iter().zip(&binding.wire_paths).collect();
        out.section("wire_paths", &paths, |out, (field, path)| {
            out.text(&field.name, path)
        });
    });
}
