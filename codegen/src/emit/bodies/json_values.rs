//! Values in JSON: statements that write those of fields, constants and strings.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::merged_writes::{Statements, Writer, statements};
use crate::emit::bodies::texts::joined;
use crate::emit::shared::moments;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, integer, text};
use crate::plan::{
    Constant, EntryFrame, Field, FieldWire, JsonList, JsonMembers, Literal, Primitive, Structure,
    Tree, Type,
};

/// Emits a value. `depth` is the number of the lists and maps around it.
pub(super) fn write_value(
    scope: &Scope<'_>,
    ty: &Type,
    place: &Place,
    leaf: &FieldWire<JsonList>,
    depth: usize,
    out: &mut Statements,
) {
    let receiver = place.receiver();
    let copied = place.copied();
    if let Some(list) = ty.list() {
        match &leaf.list {
            Some(JsonList::Join(separator)) if depth == 0 => {
                let values = &leaf.values;
                let joined = joined(&list.item, place, values, separator, leaf.quoted);
                string(quote!(&#joined), out);
            }
            Some(
                JsonList::Join(_) | JsonList::Array | JsonList::Entries(_) | JsonList::Members(_),
            )
            | None => {
                let write = statements(|out| {
                    out.raw(",");
                    write_value(scope, &list.item, &place.item(), leaf, depth + 1, out);
                });
                let (items, item) = (place.by_ref(), place.binding());
                out.push(quote! {
                    let items = body.len();
                    for #item in #items { #write }
                    __wireform::json::close_items(body, items);
                });
            }
        }
        return;
    }
    let frame = match &leaf.list {
        Some(JsonList::Entries(entries)) if depth == 0 => Some(entries.frame()),
        Some(JsonList::Entries(_) | JsonList::Array | JsonList::Join(_) | JsonList::Members(_))
        | None => None,
    };
    if let (Some(EntryFrame { open, middle, .. }), Some(_)) = (&frame, ty.object()) {
        let moment = scope.moment_argument(ty);
        out.push(quote!(#receiver.__json_entries(body, #open, #middle #moment);));
        return;
    }
    if let Some(map) = ty.map() {
        let receiver = place.receiver();
        if let Some(EntryFrame { open, middle, .. }) = &frame {
            let write = statements(|out| {
                out.raw(open);
                string(quote!(key), out);
                out.raw(middle);
                write_value(scope, &map.item, &place.item(), leaf, depth + 1, out);
                out.raw("}");
            });
            out.push(quote! {
                let entries = body.len();
                for (key, item) in #receiver.iter() { #write }
                __wireform::json::close_items(body, entries);
            });
            return;
        }
        let write = statements(|out| {
            write_value(scope, &map.item, &place.item(), leaf, depth + 1, out);
        });
        out.push(quote! {
            let entries = body.len();
            for (key, item) in #receiver.iter() {
                __wireform::json::between(body, ",\"", key, "\":");
                #write
            }
            __wireform::json::close_members(body, entries);
        });
        return;
    }
    if !leaf.values.is_empty() {
        if let Some(primitive) = ty.primitive() {
            out.push(spelled(primitive, place, &leaf.values));
        }
        return;
    }
    match ty.structure() {
        Structure::Primitive(Primitive::Integer(_)) => {
            out.push(quote!(__wireform::json::integer(body, #copied);));
        }
        Structure::Primitive(Primitive::Number(_) | Primitive::Any(_)) => {
            out.push(quote!(__wireform::json::number_text(body, #receiver.as_str());));
        }
        Structure::Primitive(Primitive::Boolean) => {
            out.push(quote!(__wireform::json::boolean(body, #copied);));
        }
        Structure::Object(_) => {
            let moment = scope.moment_argument(ty);
            out.push(quote!(#receiver.__json(body #moment);));
        }
        Structure::Primitive(primitive @ Primitive::Timestamp)
            if leaf.is_time && has_times(scope) =>
        {
            let text = text(primitive, place);
            out.push(quote!(__wireform::json::time(body, #text);));
        }
        Structure::Primitive(
            primitive @ (Primitive::Text(_)
            | Primitive::Date
            | Primitive::Timestamp
            | Primitive::Enum(_)),
        ) => {
            out.raw("\"");
            out.text(Writer::Json.of(scope, ty), text(primitive, place));
            out.raw("\"");
        }
        // Lists and maps are written above.
        Structure::List(_) | Structure::Map(_) => {}
    }
}

/// Emits the entries of a map as members of the object around it.
pub(super) fn write_members(
    scope: &Scope<'_>,
    field: &Field,
    place: &Place,
    leaf: &FieldWire<JsonList>,
    members: &JsonMembers,
    out: &mut Statements,
) {
    let Some(map) = field.ty.map() else {
        return;
    };
    let write = statements(|out| write_value(scope, &map.item, &place.item(), leaf, 1, out));
    let (open, close) = members.frame();
    let receiver = place.receiver();
    let entries = quote! {
        for (key, item) in #receiver.iter() {
            __wireform::json::between(body, #open, key, #close);
            #write
        }
    };
    out.push(match field.secret {
        true => quote!(body.secret(|body| { #entries });),
        false => entries,
    });
}

/// Emits a string. `text` is an expression of type `&str`.
pub(super) fn string(text: TokenStream, out: &mut Statements) {
    out.raw("\"");
    out.text(Writer::Json, text);
    out.raw("\"");
}

/// Emits a value that this binding spells differently. The checks refuse a value without a spelling.
fn spelled(primitive: Primitive<'_>, place: &Place, values: &[(String, Literal)]) -> TokenStream {
    let copied = place.copied();
    match primitive {
        Primitive::Boolean => {
            let of = |text: &str| {
                values.iter().find(|(value, _)| value == text).map_or_else(
                    || quote!(__wireform::json::null(body);),
                    |(_, literal)| write_literal(literal),
                )
            };
            let (yes, no) = (of("true"), of("false"));
            quote!(if #copied { #yes } else { #no })
        }
        Primitive::Integer(_) => {
            let arms = values.iter().filter_map(|(value, literal)| {
                let value = integer(value)?;
                let written = write_literal(literal);
                Some(quote!(#value => { #written }))
            });
            quote!(match #copied { #(#arms)* other => __wireform::json::integer(body, other), })
        }
        Primitive::Text(_)
        | Primitive::Number(_)
        | Primitive::Any(_)
        | Primitive::Date
        | Primitive::Timestamp
        | Primitive::Enum(_) => {
            let arms = values.iter().map(|(value, literal)| {
                let written = write_literal(literal);
                quote!(#value => { #written })
            });
            let text = place.as_str(primitive);
            quote!(match #text { #(#arms)* other => __wireform::json::string(body, other), })
        }
    }
}

/// Emits the statement that writes a literal.
fn write_literal(literal: &Literal) -> TokenStream {
    statements(|out| out.raw(&literal.json()))
}

/// Emits the statement that writes a constant. `is_time` is whether it is a point in time for a tree.
pub(super) fn write_constant(constant: &Constant, is_time: bool, out: &mut Statements) {
    let write_text = |text: TokenStream, out: &mut Statements| match is_time {
        true => out.push(quote!(__wireform::json::time(body, #text);)),
        false => string(text, out),
    };
    match constant {
        Constant::Literal(literal @ Literal::String(_)) if is_time => {
            let text = literal.text();
            write_text(quote!(#text), out);
        }
        Constant::Literal(literal) => out.raw(&literal.json()),
        Constant::Moment(moment) => {
            let text = moments::text(moment);
            match moment.is_number {
                true => out.push(quote!(__wireform::json::number_text(body, #text);)),
                false => write_text(text, out),
            }
        }
        Constant::Mask => string(moments::constant(constant), out),
    }
}

/// Returns whether a tree has a shape for points in time, so that a body notes where they are.
pub(super) fn has_times(scope: &Scope<'_>) -> bool {
    scope.plan.trees.iter().any(Tree::has_times)
}
