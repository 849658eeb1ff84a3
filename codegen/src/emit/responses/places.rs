//! Emits places in bodies, and the sources of fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{
    BodyPlaces, FieldPlace, JsonList, Literal, PlaceStep, ResponsePlace, ResponseSource, XmlList,
};

/// Emits the places in both formats: `__wireform::places!(json: ("status" "type"); xml:)`.
pub(super) fn both(places: &BodyPlaces) -> TokenStream {
    let (json, xml) = (list(&places.json), list(&places.xml));
    quote!(__wireform::places!(json: #(#json),*; xml: #(#xml),*))
}

fn list(places: &[ResponsePlace]) -> Vec<TokenStream> {
    let step = |step: &PlaceStep| match step {
        PlaceStep::Member(name) => quote!(#name),
        PlaceStep::Items => quote!([]),
        PlaceStep::Attribute(name) => quote!({ #name }),
    };
    let places = places.iter().map(|place| {
        let steps = place.steps.iter().map(step);
        quote!((#(#steps)*))
    });
    places.collect()
}

/// Emits the source of a field.
pub(super) fn source(name: &str, source: &ResponseSource, join: Option<&str>) -> TokenStream {
    match source {
        ResponseSource::Header(header) => {
            quote!(__wireform::response::FieldSource::header(#name, #header))
        }
        ResponseSource::Body { json, xml } => {
            let at = both(&source.body_places().unwrap_or_default());
            let json = json.as_ref().and_then(|it| {
                form(
                    it,
                    |list| match list {
                        JsonList::Array => None,
                        JsonList::Join(separator) => Some(joined(separator)),
                    },
                    join,
                )
            });
            let xml = xml.as_ref().and_then(|it| {
                form(
                    it,
                    |list| match list {
                        XmlList::Repeat => None,
                        XmlList::Wrap { item } => {
                            Some(quote!(__wireform::response::ListForm::Wrap(#item)))
                        }
                        XmlList::Join(separator) => Some(joined(separator)),
                    },
                    join,
                )
            });
            let json = json.map(|form| quote!(.json_form(#form)));
            let xml = xml.map(|form| quote!(.xml_form(#form)));
            quote!(__wireform::response::FieldSource::body(#name, #at) #json #xml)
        }
    }
}

fn joined(separator: &str) -> TokenStream {
    quote!(__wireform::response::ListForm::Join(#separator))
}

/// Emits the form of a value, unless it is the default.
fn form<L>(
    place: &FieldPlace<L>,
    list_form: impl FnOnce(&L) -> Option<TokenStream>,
    join: Option<&str>,
) -> Option<TokenStream> {
    let list = match (place.list.as_ref().and_then(list_form), join) {
        (Some(list), _) => Some(list),
        (None, join) => join.map(joined),
    };
    if list.is_none() && place.values.is_empty() {
        return None;
    }
    let spellings = place
        .values
        .iter()
        .filter(|(_, spelling)| *spelling != Literal::Null)
        .map(|(logical, spelling)| {
            let spelling = spelling.text();
            quote!((#logical, #spelling))
        });
    let list = list.unwrap_or_else(|| quote!(__wireform::response::ListForm::Items));
    Some(quote!(__wireform::response::Form { spellings: &[#(#spellings),*], list: #list }))
}
