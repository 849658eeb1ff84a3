//! Objects inside requests: the struct, and the methods that check and write it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::json as body_json;
use crate::emit::bodies::pairs as body_pairs;
use crate::emit::bodies::pairs::PairsIn;
use crate::emit::bodies::xml as body_xml;
use crate::emit::checks::fields as check;
use crate::emit::checks::unique_keys;
use crate::emit::docs::builder::{Docs, code};
use crate::emit::messages::permissions;
use crate::emit::read_back;
use crate::emit::shared::record::Record;
use crate::emit::shared::scope::Scope;
use crate::emit::types::debug;
use crate::emit::types::normal;
use crate::emit::types::redact;
use crate::emit::types::structs as record;
use crate::emit::types::unions;
use crate::plan::{BodyFormat, ObjectId, ObjectType, ObjectUpdate};

/// Emits all items of one object.
pub(crate) fn emit(scope: &Scope<'_>, index: ObjectId, object: &ObjectType) -> TokenStream {
    if !object.in_request {
        return TokenStream::new();
    }
    let record = Record::of_object(scope, object);
    let docs = match &object.description {
        Some(description) => Docs::new().text(description),
        None => Docs::new().markdown(&format!("{}.", code(&object.name))),
    };
    let docs = match object.update {
        ObjectUpdate::Replace => docs,
        ObjectUpdate::Patch => docs.markdown(
            "An update that is a patch keeps the members that are left out, except in lists and maps.",
        ),
    };
    let own = match record.is_union {
        true => unions::emit(scope, &record, docs),
        false => record::emit(scope, &record, docs, None),
    };
    let debug = debug::emit_by_trait(&record, &quote!(__wireform::Redact::redact));
    let rest = without_struct(scope, index, object, &record);
    let values = read_back::of_object(scope, index, &record);
    quote!(#own #debug #rest #values)
}

/// Emits the items of an object except its struct, because a view has a struct of its own.
pub(crate) fn without_struct(
    scope: &Scope<'_>,
    index: ObjectId,
    object: &ObjectType,
    record: &Record<'_>,
) -> TokenStream {
    let checks = check::of_object(scope, index, object);
    let written = BodyFormat::ALL
        .into_iter()
        .filter(|format| scope.writes_object(index, *format))
        .map(|format| match format {
            BodyFormat::Json => body_json::of_object(scope, object),
            BodyFormat::Xml => body_xml::of_object(scope, object),
            BodyFormat::Query => body_pairs::of_object(scope, object, PairsIn::Query),
            BodyFormat::Form => body_pairs::of_object(scope, object, PairsIn::Form),
            BodyFormat::Lines => body_pairs::of_object(scope, object, PairsIn::Lines),
            // A text has no objects.
            BodyFormat::Text => TokenStream::new(),
        });
    let json_entries = scope
        .object_as_json_entries(index)
        .then(|| body_json::of_entries(scope, object));
    let xml_entries = scope
        .object_as_xml_entries(index)
        .then(|| body_xml::of_entries(scope, object));
    let keys = unique_keys::of_object(scope, index, object);
    let permissions = permissions::of_object(scope, index, object);
    let redact = redact::emit_for_object(record);
    let normal = normal::emit(scope, record);
    let any = record.any();
    let allow = record.allow_deprecated();
    quote! {
        #allow
        impl #any {
            #checks
            #(#written)*
            #json_entries
            #xml_entries
            #keys
            #permissions
        }
        #redact
        #normal
    }
}
