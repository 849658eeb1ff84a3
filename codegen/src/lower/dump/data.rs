//! Writes types, facets and fields.

use super::out::{Out, bool_text};
use super::wire;
use crate::lower::Writing;
use crate::plan::{
    Access, AnyFormat, CheckKind, Clear, EnumType, Extent, Field, JoinedItems, LengthUnit, List,
    MapKeys, NormalStep, ObjectType, Pattern, Plan, Presence, Primitive, Structure, Tagging,
    TextFacets, Tree, Type,
};

pub(super) fn enumeration(out: &mut Out, item: &EnumType) {
    out.group(&item.rust, |out| {
        out.text("name", &item.name);
        out.optional("description", item.description.as_deref());
        out.section("values", &item.values, |out, value| {
            out.group(&value.value, |out| {
                out.text("rust", &value.rust);
                out.text("meaning", &value.meaning);
                out.optional("deprecated", value.deprecated.as_deref());
            });
        });
    });
}

pub(super) fn object(out: &mut Out, object: &ObjectType, plan: &Plan, rules: &dyn Fn(&mut Out)) {
    out.group(&object.rust, |out| {
        out.text("name", &object.name);
        out.optional("description", object.description.as_deref());
        out.text("in_request", bool_text(object.in_request));
        match &object.tagging {
            None => {}
            Some(Tagging::External) => out.text("union", "named by its only member"),
            Some(Tagging::Kind) => out.text("union", "told apart by the kinds of its values"),
            Some(Tagging::Member(tag)) => out.text("union", &format!("named by its member {tag}")),
        }
        if object.update.is_patch() {
            out.text("update", "patch");
        }
        out.section("fields", &object.fields, |out, item| field(out, item, plan));
        out.group("json", |out| {
            wire::nodes(out, &object.json, &object.fields, plan)
        });
        out.group("xml", |out| {
            wire::nodes(out, &object.xml, &object.fields, plan)
        });
        wire::group(out, "query", &object.query, &object.fields, plan);
        wire::group(out, "form", &object.form, &object.fields, plan);
        wire::group(out, "lines", &object.lines, &object.fields, plan);
        rules(out);
    });
}

pub(super) fn field(out: &mut Out, field: &Field, plan: &Plan) {
    out.group(&field.name, |out| {
        out.text(
            "rust",
            &format!("{}, {}, {}", field.rust, field.stem, field.constant_name),
        );
        out.optional("variant", field.variant.as_deref());
        out.optional("description", field.description.as_deref());
        ty(out, &field.ty, plan);
        out.optional("type_name", field.type_name.as_deref());
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Variant => "variant",
            Presence::Clearable(Clear::Empty) => "cleared by ''",
            Presence::Clearable(Clear::Null) => "cleared by null",
            Presence::Clearable(Clear::EmptyList) => "cleared by []",
            Presence::Clearable(Clear::AllItems(_)) => "cleared by all items",
        };
        out.text("presence", presence);
        out.text("in", &format!("{:?}", field.location).to_lowercase());
        if let Some(constant) = &field.constant {
            out.quoted("const", &wire::constant(constant));
        }
        out.optional("default", field.default.as_deref());
        out.optional("means", field.means.as_deref());
        if !field.convert.is_empty() {
            let names: Vec<&str> = field.convert.iter().map(|step| step.name()).collect();
            out.optional("convert", Some(&names.join(", ")));
        }
        out.section("permission", &field.permissions, |out, permission| {
            if permission.unless.is_empty() {
                out.line(&permission.name);
            } else {
                let unless = permission.unless.join(", ");
                out.text(&permission.name, &format!("unless {unless}"));
            }
        });
        out.optional("deprecated", field.deprecated.as_deref());
        out.optional("page", field.page.as_deref());
        out.flag("secret", field.secret);
        if field.access != Access::All {
            out.text("access", field.access.word());
        }
        out.flag("write_only", field.write_only);
        out.list("examples", &field.examples);
    });
}

/// Writes a type with its facets.
fn ty(out: &mut Out, ty: &Type, plan: &Plan) {
    facets(out, ty);
    if let Some(index) = ty.enumeration() {
        out.text("enum", &plan.enums[index].rust);
    }
    if let Some(index) = ty.object() {
        out.text("object", &plan.objects[index].rust);
    }
    if let Some(list) = ty.list() {
        items(out, list, plan);
    }
    if let Some(map) = ty.map() {
        out.group("keys", |out| match &map.keys {
            MapKeys::Text(facets) => text_facets(out, facets),
            MapKeys::Enum(values) => out.text("enum", &plan.enums[*values].rust),
        });
        out.group("items", |out| self::ty(out, &map.item, plan));
    }
}

fn items(out: &mut Out, list: &List, plan: &Plan) {
    out.group("items", |out| ty(out, &list.item, plan));
    out.optional("join", list.join.as_deref());
    match list.joined {
        JoinedItems::Plain => {}
        JoinedItems::Quoted => out.text("quoted", "true"),
        JoinedItems::Containing(count) => out.text("separators", &count.to_string()),
    }
}

/// Writes the name of a type and its facets.
pub(super) fn facets(out: &mut Out, ty: &Type) {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(facets)) => {
            out.text("type", "string");
            text_facets(out, facets);
        }
        Structure::Primitive(Primitive::Integer(facets)) => {
            out.text("type", "integer");
            out.number("minimum", facets.minimum);
            out.number("maximum", facets.maximum);
            out.number("multipleOf", facets.multiple_of);
        }
        Structure::Primitive(Primitive::Number(facets)) => {
            out.text("type", "number");
            for (key, value) in facets.stated() {
                out.text(key, value.as_str());
            }
        }
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => out.text("type", "any"),
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => out.text("type", "element"),
        Structure::Primitive(Primitive::Boolean) => out.text("type", "boolean"),
        Structure::Primitive(Primitive::Date) => out.text("type", "date"),
        Structure::Primitive(Primitive::Timestamp) => out.text("type", "timestamp"),
        Structure::Primitive(Primitive::Enum(_)) => out.text("type", "enum"),
        Structure::Object(_) => out.text("type", "object"),
        Structure::List(list) => {
            out.text("type", "list");
            out.number("minItems", list.facets.min_items);
            out.number("maxItems", list.facets.max_items);
            out.flag("uniqueItems", list.facets.unique_items);
            for key in list.facets.key_names() {
                out.text("unique_by", &key.join(", "));
            }
        }
        Structure::Map(map) => {
            out.text("type", "map");
            out.number("minItems", map.min_items);
            out.number("maxItems", map.max_items);
        }
    }
}

fn text_facets(out: &mut Out, facets: &TextFacets) {
    out.number("minLength", facets.min_length);
    out.number("maxLength", facets.max_length);
    match facets.unit {
        LengthUnit::Chars => {}
        LengthUnit::Utf16 => out.text("lengthUnit", "utf16"),
        LengthUnit::Bytes => out.text("lengthUnit", "bytes"),
    }
    for step in &facets.normal {
        match step {
            NormalStep::Remove(removed) => out.text("remove", removed),
            NormalStep::Replace(texts) => {
                for (it, text) in texts {
                    out.text("replace", &format!("{it} by {text}"));
                }
            }
            NormalStep::Trim
            | NormalStep::CollapseSpaces
            | NormalStep::Lowercase
            | NormalStep::Uppercase => out.text("normalize", step.name()),
        }
    }
    for one in &facets.patterns {
        pattern(out, "pattern", one, facets.max_length);
    }
    for group in &facets.formats {
        out.text("format", &crate::plan::format_names(group));
    }
    out.section("all_of", &facets.checks, |out, check| {
        out.group(&check.name, |out| {
            let kind = match check.kind {
                CheckKind::Contains => "contains",
                CheckKind::Excludes => "excludes",
                CheckKind::Pattern => "pattern",
            };
            out.text(kind, &check.source);
            out.text("regex", &check.regex);
            out.text(
                "matcher",
                &out.memo.check_matcher(check, facets.max_length).to_string(),
            );
            out.text("says", &check.says);
        });
    });
    escapes(out, facets);
}

/// Writes the names of the formats in which some valid value contains a character that must be escaped. Writes nothing for a text
/// without facets, because every format must escape characters of some text.
fn escapes(out: &mut Out, facets: &TextFacets) {
    if facets.patterns.is_empty() && facets.formats.is_empty() && facets.checks.is_empty() {
        return;
    }
    let escapes = out.memo.escapes(facets);
    let needed: Vec<&str> = Writing::ALL
        .into_iter()
        .filter(|writing| escapes.needs(*writing))
        .map(Writing::name)
        .collect();
    let needed = match needed.as_slice() {
        [] => "none".to_owned(),
        some => some.join(", "),
    };
    out.text("escapes", &needed);
}

/// Writes a pattern as the schema states it, its expression, and its matcher.
pub(super) fn pattern(out: &mut Out, key: &str, pattern: &Pattern, longest: Option<u64>) {
    out.text(key, &pattern.source);
    match pattern.extent {
        Extent::Whole => {}
        Extent::Search => out.text("match", "search"),
    }
    out.text("regex", &pattern.expression);
    out.text("matcher", &out.memo.matcher(pattern, longest).to_string());
}

/// Writes a tree: each shape as the element of a value.
pub(super) fn tree(out: &mut Out, tree: &Tree) {
    out.group(&tree.name, |out| {
        for shape in &tree.shapes {
            out.text(shape.kind.word(), &shape.to_string());
        }
        out.text("truths", &format!("{:?}, {:?}", tree.yes, tree.no));
        let at: Vec<String> = tree.at.iter().map(ToString::to_string).collect();
        if !at.is_empty() {
            out.text("at", &at.join(", "));
        }
    });
}
