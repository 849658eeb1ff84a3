//! Checks of values, in the order that the contract with the interpreter fixes: each field by its presence, its facets,
//! its items and members, then whether every wire has a spelling for it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::names::{ident, parameter, stem};
use super::place::{Place, if_present, is_one_of};
use super::scope::{Scope, Wires};
use super::wire;
use crate::plan::{
    Body, CheckKind, Clear, Credential, Field, IntegerFacets, LengthUnit, ListStyle, Location,
    ObjectType, Operation, Presence, TextFacets, Type,
};

/// What surrounds a value and takes part in its checks.
#[derive(Clone)]
struct Setting<'p> {
    /// Names of the patterns.
    hint: String,
    place: Location,
    wires: Wires,
    clear: Option<Clear>,
    separator: Option<&'p str>,
    style: ListStyle,
    /// The values that every wire can spell, where some wire has a list of spellings.
    spelled: Option<Vec<&'p str>>,
}

/// The checks of an operation's own fields.
pub(super) fn of_operation(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let wires = Wires::of(operation);
    let checks = operation.fields.iter().enumerate().map(|(index, field)| {
        if field.constant.is_some() {
            return TokenStream::new();
        }
        let trees = operation
            .bindings
            .iter()
            .map(|binding| binding.nodes.as_slice())
            .chain([operation.query.as_slice()]);
        let leaves: Vec<_> = trees
            .filter_map(|nodes| wire::leaf_of(nodes, index))
            .collect();
        let setting = Setting {
            hint: hint(field),
            place: field.location,
            // Only the body is XML.
            wires: Wires {
                xml: wires.xml && field.location == Location::Body,
                ..wires
            },
            clear: clear_of(field),
            separator: None,
            style: match wire::style(&leaves) {
                ListStyle::Repeat if !wires.default_xml => ListStyle::None,
                style => style,
            },
            spelled: wire::spelled(&leaves),
        };
        let checks = if_present(field, |place| value(scope, &field.ty, place, &setting));
        if checks.is_empty() {
            return checks;
        }
        let name = &field.name;
        let wire = operation
            .bindings
            .first()
            .and_then(|binding| binding.wire_paths.get(index))
            .map_or("", String::as_str);
        quote! {
            let path = __wireform::Path::field(#name, #wire);
            #checks
        }
    });
    quote!(#(#checks)*)
}

/// The methods that check an object: one per wire situation that it is in.
pub(super) fn of_object(scope: &Scope<'_>, index: usize, object: &ObjectType) -> TokenStream {
    let methods = scope.wires_of(index).map(|wires| {
        let method = scope.check_method(index, wires);
        let checks: Vec<TokenStream> = object
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.constant.is_none())
            .map(|(member, field)| of_member(scope, object, member, field, wires))
            .collect();
        let checks = quote!(#(#checks)*);
        let (at, check) = (parameter("at", &checks), parameter("check", &checks));
        quote! {
            fn #method(&self, #at: &__wireform::Path<'_>, #check: &mut __wireform::Check<'_>) {
                #checks
            }
        }
    });
    quote!(#(#methods)*)
}

fn of_member(
    scope: &Scope<'_>,
    object: &ObjectType,
    index: usize,
    field: &Field,
    wires: Wires,
) -> TokenStream {
    let mut leaves = Vec::new();
    let default = if wires.default_xml {
        &object.xml
    } else {
        &object.json
    };
    leaves.extend(wire::leaf_of(default, index));
    if wires.json && wires.default_xml {
        leaves.extend(wire::leaf_of(&object.json, index));
    }
    if wires.xml && !wires.default_xml {
        leaves.extend(wire::leaf_of(&object.xml, index));
    }
    let setting = Setting {
        hint: hint(field),
        place: Location::Body,
        wires,
        clear: clear_of(field),
        separator: None,
        style: wire::style(&leaves),
        spelled: wire::spelled(&leaves),
    };
    let checks = if_present(field, |place| value(scope, &field.ty, place, &setting));
    if checks.is_empty() {
        return checks;
    }
    let name = &field.name;
    let body = if wires.default_xml {
        Body::Xml
    } else {
        Body::Json
    };
    let wire = wire::place_of(default, index, body);
    quote! {
        let path = at.child(#name, #wire);
        #checks
    }
}

fn clear_of(field: &Field) -> Option<Clear> {
    match field.presence {
        Presence::Clearable(clear) => Some(clear),
        _ => None,
    }
}

/// What the statics of a field's patterns are called after.
fn hint(field: &Field) -> String {
    match &field.type_name {
        Some(name) => hint_of(name),
        None => stem(&field.constant_name).to_owned(),
    }
}

fn hint_of(name: &str) -> String {
    use heck::ToShoutySnakeCase as _;
    let name = name.to_shouty_snake_case();
    if is_constant_name(&name) {
        name
    } else {
        "VALUE".to_owned()
    }
}

fn is_constant_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The checks of a present value; `path` and `check` are variables in scope.
fn value(scope: &Scope<'_>, ty: &Type, place: &Place, setting: &Setting<'_>) -> TokenStream {
    let facets = match ty {
        Type::String(facets) => {
            let value = place.by_ref();
            match text_facets(scope, facets, setting) {
                Some(facets) => quote!(check.text(&path, #value, &#facets);),
                None => TokenStream::new(),
            }
        }
        Type::Integer(facets) => integer_facets(facets, place),
        Type::Boolean | Type::Date | Type::Timestamp => TokenStream::new(),
        Type::Enum(_) => {
            let value = place.by_ref();
            let mut checks = quote!(check.open(&path, #value););
            let bare = Setting {
                clear: None,
                ..setting.clone()
            };
            // A value that is none of the schema's may be waived, but not what a wire cannot carry.
            if let (None, Some(facets)) = (
                &setting.spelled,
                text_facets(scope, &TextFacets::default(), &bare),
            ) {
                let text = place.as_str(ty);
                checks.extend(quote!(check.text(&path, #text, &#facets);));
            }
            checks
        }
        Type::Object(index) => {
            let receiver = place.receiver();
            let method = scope.check_method(*index, setting.wires_of_object());
            quote!(#receiver.#method(&path, check);)
        }
        Type::List(list) => {
            let mut checks = list_facets(&list.facets, place, setting);
            let inner = Setting {
                clear: None,
                separator: list.join.as_deref().or(setting.separator),
                ..setting.clone()
            };
            let items = value(scope, &list.item, &Place::item(), &inner);
            if !items.is_empty() {
                let receiver = place.receiver();
                let index = index(&setting.style);
                checks.extend(quote! {
                    for (index, item) in #receiver.iter().enumerate() {
                        let path = path.index(index, #index);
                        #items
                    }
                });
            }
            return checks;
        }
    };
    let unspellable = match &setting.spelled {
        Some(values) => unspellable(ty, place, values),
        None => TokenStream::new(),
    };
    quote!(#facets #unspellable)
}

impl Setting<'_> {
    /// Objects stand in the body only.
    fn wires_of_object(&self) -> Wires {
        self.wires
    }

    fn is_plain(&self) -> bool {
        !matches!(self.place, Location::Path | Location::Header)
            && !self.wires.xml
            && self.separator.is_none()
    }
}

fn unspellable(ty: &Type, place: &Place, values: &[&str]) -> TokenStream {
    let test = is_one_of(ty, place, values);
    match test.to_string().as_str() {
        "true" => TokenStream::new(),
        "false" => quote!(check.unspellable(&path);),
        _ => {
            let refused = match ty {
                Type::Boolean => {
                    let copied = place.copied();
                    if values.contains(&"true") {
                        quote!(!#copied)
                    } else {
                        copied
                    }
                }
                _ => quote!(!#test),
            };
            quote!(if #refused { check.unspellable(&path); })
        }
    }
}

fn index(style: &ListStyle) -> TokenStream {
    match style {
        ListStyle::Array => quote!(__wireform::Index::Pointer),
        ListStyle::Wrap { item } => quote!(__wireform::Index::Wrapped(#item)),
        ListStyle::Indexed { template, first } => {
            let first = Literal::u64_unsuffixed(*first);
            quote!(__wireform::Index::Numbered { template: #template, first: #first })
        }
        ListStyle::Repeat => quote!(__wireform::Index::Element),
        ListStyle::Join(_) | ListStyle::None => quote!(__wireform::Index::None),
    }
}

/// The literal of a text's facets; nothing where no value can break one.
fn text_facets(
    scope: &Scope<'_>,
    facets: &TextFacets,
    setting: &Setting<'_>,
) -> Option<TokenStream> {
    literal(&text_members(scope, facets, setting))
}

fn text_members(scope: &Scope<'_>, facets: &TextFacets, setting: &Setting<'_>) -> Vec<TokenStream> {
    let mut members = Vec::new();
    if let Some(least) = facets.min_length {
        let least = Literal::u64_unsuffixed(least);
        members.push(quote!(min_length: Some(#least)));
    }
    if let Some(most) = facets.max_length {
        let most = Literal::u64_unsuffixed(most);
        members.push(quote!(max_length: Some(#most)));
    }
    if !members.is_empty() {
        match facets.unit {
            LengthUnit::Chars => {}
            LengthUnit::Utf16 => members.push(quote!(unit: __wireform::LengthUnit::Utf16)),
            LengthUnit::Bytes => members.push(quote!(unit: __wireform::LengthUnit::Bytes)),
        }
    }
    let mut patterns = scope.patterns.borrow_mut();
    if !facets.patterns.is_empty() {
        let names = facets
            .patterns
            .iter()
            .map(|pattern| patterns.name(&setting.hint, &pattern.source, &pattern.all));
        members.push(quote!(patterns: &[#(&__patterns::#names),*]));
    }
    if !facets.formats.is_empty() {
        let formats = facets.formats.iter().map(|format| {
            let name = ident(&format!("{format:?}"));
            quote!(__wireform::Format::#name)
        });
        members.push(quote!(formats: &[#(#formats),*]));
    }
    if !facets.checks.is_empty() {
        let checks = facets.checks.iter().map(|check| {
            let pattern = patterns.name(
                &format!("{}_CHECK", setting.hint),
                &check.source,
                std::slice::from_ref(&check.regex),
            );
            let name = &check.name;
            let says = &check.says;
            let kind = match check.kind {
                CheckKind::Contains => quote!(Contains),
                CheckKind::Excludes => quote!(Excludes),
                CheckKind::Pattern => quote!(Pattern),
            };
            quote! {
                __wireform::NamedCheck {
                    name: #name,
                    kind: __wireform::CheckKind::#kind,
                    pattern: &__patterns::#pattern,
                    says: #says,
                }
            }
        });
        members.push(quote!(checks: &[#(#checks),*]));
    }
    if setting.clear == Some(Clear::Empty) {
        members.push(quote!(clear_token: true));
    }
    if !setting.is_plain() {
        match setting.place {
            Location::Path => members.push(quote!(place: __wireform::Place::PathSegment)),
            Location::Header => members.push(quote!(place: __wireform::Place::HeaderValue)),
            Location::Body | Location::Query => {}
        }
        if let Some(separator) = setting.separator {
            members.push(quote!(separator: Some(#separator)));
        }
        if setting.wires.xml {
            members.push(quote!(xml: true));
        }
    }
    members
}

fn integer_facets(facets: &IntegerFacets, place: &Place) -> TokenStream {
    let minimum = facets.minimum.map(|minimum| {
        let minimum = Literal::i64_unsuffixed(minimum);
        quote!(minimum: Some(#minimum),)
    });
    let maximum = facets.maximum.map(|maximum| {
        let maximum = Literal::i64_unsuffixed(maximum);
        quote!(maximum: Some(#maximum),)
    });
    let rest = match (&minimum, &maximum) {
        (None, None) => return TokenStream::new(),
        (Some(_), Some(_)) => TokenStream::new(),
        _ => quote!(..__wireform::Integer::ANY),
    };
    let value = place.copied();
    quote!(check.integer(&path, #value, &__wireform::Integer { #minimum #maximum #rest });)
}

fn list_facets(
    facets: &crate::plan::ListFacets,
    place: &Place,
    setting: &Setting<'_>,
) -> TokenStream {
    let receiver = place.receiver();
    let mut bounds = Vec::new();
    if let Some(least) = facets.min_items {
        let least = Literal::u64_unsuffixed(least);
        bounds.push(quote!(min_items: Some(#least)));
    }
    if let Some(most) = facets.max_items {
        let most = Literal::u64_unsuffixed(most);
        bounds.push(quote!(max_items: Some(#most)));
    }
    if setting.clear == Some(Clear::EmptyList) {
        bounds.push(quote!(clear_token: true));
    }
    let mut checks = TokenStream::new();
    if !bounds.is_empty() {
        checks.extend(quote! {
            check.items(&path, #receiver.len(), &__wireform::Items { #(#bounds,)* ..__wireform::Items::ANY });
        });
    }
    if facets.unique_items {
        let items = place.by_ref();
        checks.extend(quote!(check.unique(&path, #items);));
    }
    checks
}

/// The facets of a credential: one literal per place that it goes to; the first has all of the schema's.
pub(super) fn credential_facets(
    scope: &Scope<'_>,
    credential: &Credential,
    places: &[&'static str],
    xml: bool,
) -> Vec<TokenStream> {
    let setting = |wires| Setting {
        hint: hint_of(&credential.name),
        place: Location::Body,
        wires,
        clear: None,
        separator: None,
        style: ListStyle::None,
        spelled: None,
    };
    let wires = Wires {
        default_xml: xml,
        json: false,
        xml,
    };
    let mut members = text_members(scope, &credential.text, &setting(wires));
    let mut all = Vec::new();
    let mut places = places.iter();
    if let Some(place) = places.next() {
        let place = ident(place);
        members.push(quote!(place: __wireform::Place::#place));
    }
    all.extend(literal(&members));
    for place in places {
        let place = ident(place);
        all.extend(literal(&[quote!(place: __wireform::Place::#place)]));
    }
    all
}

fn literal(members: &[TokenStream]) -> Option<TokenStream> {
    (!members.is_empty())
        .then(|| quote!(__wireform::Text { #(#members,)* ..__wireform::Text::ANY }))
}
