//! Writes structs as users have them, one per operation and object of the shipped schemas: each field with a suitable
//! type, not always the same one, under the name that a generated type would have.

use std::fmt::Write as _;

use wireform_codegen::plan::{
    AnyFormat, Field, Operation, Plan, Presence, Primitive, Structure, Type,
};

use crate::dispatch::Names;
use crate::plans;

/// Returns the names of the derived code of an operation.
pub(crate) fn names(plan: &Plan, operation: &Operation) -> Names {
    let own = format!("derived::{}", plan.module);
    Names {
        module: format!("{own}::{}::{}", operation.module, plan.module),
        request: format!("{own}::{}", operation.rust),
    }
}

/// Returns the code of a module per schema.
pub(crate) fn structs() -> String {
    let mut code = String::new();
    for plan in plans::shipped() {
        let _ = writeln!(
            code,
            "pub(crate) mod {} {{\nuse serde::Deserialize;\nuse wireform::Wireform;\nuse super::Newtype;\n",
            plan.module
        );
        for object in plan.objects.iter().filter(|object| object.in_request) {
            let target = format!("type = {:?}", object.name);
            let name = format!("{}Object", object.rust);
            item(&mut code, &plan, &name, &target, &object.fields);
        }
        for operation in &plan.operations {
            let target = format!("operation = {:?}", operation.name);
            item(
                &mut code,
                &plan,
                &operation.rust,
                &target,
                &operation.fields,
            );
        }
        code.push_str("}\n");
    }
    code
}

fn item(code: &mut String, plan: &Plan, name: &str, target: &str, fields: &[Field]) {
    let _ = writeln!(
        code,
        "#[derive(Wireform, Deserialize)]\n#[wireform(schema = \"../schemas/{}.yaml\", {target})]\npub(crate) struct {name} {{",
        plan.schema
    );
    for (index, field) in fields.iter().enumerate() {
        if field.constant.is_some() {
            continue;
        }
        let value = ty(plan, &field.ty, index);
        let value = match field.presence {
            Presence::Required => value,
            Presence::Optional => format!("Option<{value}>"),
            Presence::Clearable(_) => format!("wireform::Patch<{value}>"),
            // A derived request has no unions.
            Presence::Variant => continue,
        };
        let _ = writeln!(
            code,
            "#[wireform(field = {:?})]\n#[serde(rename = {:?}{})]\npub(crate) {}: {value},",
            field.name,
            field.name,
            if matches!(field.presence, Presence::Clearable(_)) {
                ", default"
            } else {
                ""
            },
            field.rust,
        );
    }
    code.push_str("}\n");
}

/// Returns a type that can hold any value of the field, valid or not. `nth` selects one of several.
fn ty(plan: &Plan, ty: &Type, nth: usize) -> String {
    let texts = [
        "String",
        "Box<str>",
        "std::borrow::Cow<'static, str>",
        "Newtype<String>",
    ];
    match ty.structure() {
        Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)) => {
            texts[nth % texts.len()].to_owned()
        }
        Structure::Primitive(Primitive::Integer(_)) => ["i64", "Box<i64>"][nth % 2].to_owned(),
        Structure::Primitive(Primitive::Number(_)) => "wireform::Decimal".to_owned(),
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => "wireform::JsonText".to_owned(),
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => "wireform::XmlText".to_owned(),
        Structure::Primitive(Primitive::Boolean) => "bool".to_owned(),
        Structure::Primitive(Primitive::Date) => "wireform::Date".to_owned(),
        Structure::Primitive(Primitive::Timestamp) => "wireform::Timestamp".to_owned(),
        Structure::Object(index) => format!("{}Object", plan.objects[index].rust),
        Structure::Map(map) => {
            let item = self::ty(plan, &map.item, nth + 1);
            format!("Vec<(String, {item})>")
        }
        Structure::List(list) => {
            let item = self::ty(plan, &list.item, nth + 1);
            [format!("Vec<{item}>"), format!("Box<[{item}]>")][nth % 2].clone()
        }
    }
}
