//! Writes how a request is made from a response.

use super::out::Out;
use crate::plan::{
    Field, FieldId, Id as _, ObjectBack, ObjectId, Operation, Plan, ReadBack, ReadStep, Table,
    Type, Way,
};

pub(super) fn read_back(out: &mut Out, back: &ReadBack, operation: &Operation, plan: &Plan) {
    out.group("read_back", |out| {
        out.text("operation", &back.operation);
        let Some(read) = plan.operations.iter().find(|it| it.name == back.operation) else {
            return;
        };
        let case = &read.responses[back.response];
        out.text("response", &case.name);
        out.text("at", &back.place());
        let mut fields: Vec<&Field> = case.fields.iter().map(|it| &it.field).collect();
        let mut ty: Option<&Type> = None;
        for step in &back.at {
            let next = match step {
                ReadStep::Field(id, _) => Some(&fields[id.index()].ty),
                ReadStep::Item(_) => ty.map(Type::item),
            };
            fields = object_fields(plan, next.and_then(Type::object));
            ty = next;
        }
        let given = back.from_caller.iter();
        let given: Vec<_> = given.map(|id| operation.fields[*id].name.clone()).collect();
        out.list("from_caller", &given);
        object(out, &back.object, &operation.fields, &fields, plan);
    });
}

fn object_fields(plan: &Plan, object: Option<ObjectId>) -> Vec<&Field> {
    let fields = object.map(|object| &plan.objects[object].fields);
    fields.into_iter().flatten().collect()
}

fn object(
    out: &mut Out,
    back: &ObjectBack,
    written: &Table<FieldId, Field>,
    read: &[&Field],
    plan: &Plan,
) {
    out.section("fields", &back.fields, |out, field| {
        let (to, from) = (&written[field.to], read[field.from.index()]);
        out.group(&to.name, |out| {
            out.text("from", &from.name);
            out.flag("skips_empty", field.skips_empty);
            way(out, &field.way, to, from, plan);
        });
    });
    let dropped = back.dropped.iter().map(|id| read[id.index()].name.clone());
    out.list("dropped", &dropped.collect::<Vec<_>>());
    if let Some(at) = &back.undescribed {
        out.text("undescribed", &format!("/{}", at.join("/")));
    }
    out.section("contents", &back.contents, |out, content| {
        out.list(&read[content.from.index()].name, &content.at);
    });
}

fn way(out: &mut Out, way_of: &Way, to: &Field, from: &Field, plan: &Plan) {
    match way_of {
        Way::Same => {}
        Way::Text => out.text("way", "text"),
        Way::Parsed => out.text("way", "parsed"),
        Way::OnlyItem => out.text("way", "only_item"),
        Way::OneItem => out.text("way", "one_item"),
        Way::Entries(item) => {
            out.flag("entries", true);
            way(out, item, to, from, plan);
        }
        Way::Items(item) => {
            out.flag("items", true);
            way(out, item, to, from, plan);
        }
        Way::Object(inside) => {
            let read = object_fields(plan, from.ty.object_within());
            if let Some(written) = to.ty.object_within() {
                object(out, inside, &plan.objects[written].fields, &read, plan);
            }
        }
    }
}
