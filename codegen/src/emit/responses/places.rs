//! Emits places in bodies, and the sources of fields.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use crate::emit::shared::names::ident;
use crate::plan::{
    BodyPlaces, EntryKey, FieldPlace, JsonEntries, JsonList, Literal, PlaceStep, ResponsePlace,
    ResponseSource, XmlChoice, XmlEntries, XmlList,
};

/// Emits the places of a value: `at!(json("status" "type") xml("status" [@"type"]))`.
pub(super) fn places(places: &BodyPlaces) -> TokenStream {
    let at = in_formats(places);
    quote!(at!(#at))
}

/// Emits the places of a value in its formats: `json("status" "type") xml("status" [@"type"])`.
pub(crate) fn in_formats(places: &BodyPlaces) -> TokenStream {
    both(part(&places.json, None), part(&places.xml, None))
}

/// Emits the source of a field: a header, or its places with the form of the value.
pub(super) fn source(source: &ResponseSource, join: Option<&str>) -> TokenStream {
    match source {
        ResponseSource::Header(header) => quote!(header(#header)),
        ResponseSource::Cookie(cookie) => quote!(cookie(#cookie)),
        ResponseSource::Text => quote!(text()),
        ResponseSource::Body { json, xml } => {
            let json = json.as_ref().and_then(|it| {
                let list = match &it.list {
                    Some(JsonList::Join(separator)) => Some(joined(separator)),
                    Some(JsonList::Entries(JsonEntries { key, value })) => {
                        Some(quote!(entries [] #key [#value]))
                    }
                    // The resolver refuses members without names in responses.
                    None | Some(JsonList::Array | JsonList::Members(_)) => join.map(joined),
                };
                part(&it.places, form(it, list))
            });
            let xml = xml.as_ref().and_then(|it| {
                let list = match &it.list {
                    Some(XmlList::Join(separator)) => Some(joined(separator)),
                    Some(XmlList::Wrap { item }) => Some(quote!(wrap #item)),
                    Some(XmlList::Entries(XmlEntries { item, key, value })) => {
                        let key = match key {
                            EntryKey::Attribute(key) => quote!([@ #key]),
                            EntryKey::Element(key) => quote!(#key),
                        };
                        Some(quote!(entries [#item] #key [#value]))
                    }
                    Some(XmlList::Presence) => Some(ident("presence").into_token_stream()),
                    Some(XmlList::Elements) => Some(ident("elements").into_token_stream()),
                    Some(XmlList::Choice(XmlChoice { names, each: false })) => {
                        Some(quote!(choice #(#names)*))
                    }
                    Some(XmlList::Choice(XmlChoice { names, each: true })) => {
                        Some(quote!(choices #(#names)*))
                    }
                    None | Some(XmlList::Repeat) => join.map(joined),
                };
                part(&it.places, form(it, list))
            });
            both(json, xml)
        }
    }
}

/// Emits the parts of both formats, once if they are equal.
fn both(json: Option<TokenStream>, xml: Option<TokenStream>) -> TokenStream {
    match (json, xml) {
        (Some(json), Some(xml)) if json.to_string() == xml.to_string() => quote!(both #json),
        (Some(json), Some(xml)) => quote!(json #json xml #xml),
        (Some(json), None) => quote!(json #json),
        (None, Some(xml)) => quote!(xml #xml),
        (None, None) => TokenStream::new(),
    }
}

/// Emits places, each in parentheses, and the form of the value in brackets.
fn part(places: &[ResponsePlace], form: Option<TokenStream>) -> Option<TokenStream> {
    let step = |step: &PlaceStep| match step {
        PlaceStep::Member(name) => quote!(#name),
        PlaceStep::Items => quote!([]),
        PlaceStep::Attribute(name) => quote!([@ #name]),
        PlaceStep::Where { attribute, value } => quote!([@ #attribute = #value]),
        PlaceStep::Text => quote!([.]),
    };
    let all = places.iter().map(|place| {
        let steps = place.steps.iter().map(step);
        quote!((#(#steps)*))
    });
    let form = form.map(|form| quote!([#form]));
    (!places.is_empty()).then(|| quote!(#(#all)* #form))
}

fn joined(separator: &str) -> TokenStream {
    quote!(join #separator)
}

/// Emits the form of a value, unless it is the default.
fn form<L>(place: &FieldPlace<L>, list: Option<TokenStream>) -> Option<TokenStream> {
    let spellings: Vec<TokenStream> = place
        .values
        .iter()
        .filter(|(_, spelling)| *spelling != Literal::Null)
        .map(|(logical, spelling)| {
            let spelling = spelling.text();
            quote!(#logical = #spelling)
        })
        .collect();
    let values = (!spellings.is_empty()).then(|| {
        let values = ident("values");
        quote!(#values #(#spellings),*)
    });
    let inner = (!place.inner.is_empty()).then(|| {
        let (word, names) = (ident("inner"), &place.inner);
        quote!(#word #(#names)*)
    });
    let is_plain = list.is_none() && values.is_none() && inner.is_none();
    (!is_plain).then(|| quote!(#list #values #inner))
}
