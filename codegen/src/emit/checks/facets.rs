//! Emits facets as literals of the runtime's types. A facet that every value satisfies is left out.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::emit::checks::unique_keys;
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::Place;
use crate::emit::shared::wire_situation::Wires;
use crate::plan::{
    CheckKind, Clear, Credential, Extent, Field, IntegerFacets, ItemIndex, LengthUnit, List,
    Location, MapKeys, MapType, NumberBound, NumberFacets, Primitive, Structure, TextFacets,
};

/// The properties of a field that the check of its value depends on.
#[derive(Clone)]
pub(crate) struct Setting<'p> {
    /// The name from which the names of its patterns' statics are made.
    pub(crate) hint: String,
    pub(crate) place: Location,
    pub(crate) wires: Wires,
    pub(crate) clear: Option<Clear>,
    /// The separator of the list that the value is an item of, and how many times each item contains it.
    pub(crate) separator: Option<(&'p str, u64)>,
    /// The spelling of an index in wire paths.
    pub(crate) index: ItemIndex<'p>,
    /// Whether the wire path of an entry of the map has its key, if the schema lists it.
    pub(crate) names_keys: bool,
    /// Whether a list, a map or an object must not be empty, because an empty one would not appear on the wire.
    pub(crate) needs_item: bool,
    /// Whether an object in a list must not be empty, because its members have its number.
    pub(crate) numbers_objects: bool,
    /// Whether the entries of a map are parameters, so that an empty list in one would not appear on the wire.
    pub(crate) flattened: bool,
    /// Whether the keys of a map tell it from another map in the object.
    pub(crate) tells: bool,
    /// What is known about the members that an object leaves out.
    pub(crate) kept: Kept,
    /// The values that every wire can spell, if some wire has a list of spellings.
    pub(crate) spelled: Option<Vec<&'p str>>,
}

/// What becomes of the members that an object at a place leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The provider keeps none of them.
    Never,
    /// The request is a patch, which keeps them if the type of the object says so.
    ByPatch,
    /// The object around it keeps its members, if `check` says so.
    ByObject,
    /// The object around it may keep its members, but this is in an item of a list or in an entry of a map.
    NotInItems,
}

impl Kept {
    /// Returns what becomes of the members of items.
    pub(crate) const fn in_items(self) -> Self {
        match self {
            Kept::Never | Kept::ByPatch => Kept::Never,
            Kept::ByObject | Kept::NotInItems => Kept::NotInItems,
        }
    }
}

impl Setting<'_> {
    fn is_plain(&self) -> bool {
        !matches!(self.place, Location::Path | Location::Header)
            && !self.wires.xml
            && !self.wires.lines
            && self.separator.is_none()
    }
}

/// Returns the name from which the names of a field's pattern statics are made.
pub(crate) fn hint(field: &Field) -> String {
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

/// The parts of the check of a text.
pub(crate) struct TextCheck {
    /// The calls that add its facets to the row of its field.
    pub(crate) facets: TokenStream,
    /// The functions that match its patterns.
    pub(crate) asked: Vec<Ident>,
    /// Whether one of the patterns accepts ASCII only.
    pub(crate) is_ascii: bool,
}

/// Returns the check of a text, or `None` if every value satisfies the facets.
pub(crate) fn text_facets(
    scope: &Scope<'_>,
    facets: &TextFacets,
    setting: &Setting<'_>,
) -> Option<TextCheck> {
    let calls = text_calls(scope, facets, setting);
    if calls.is_empty() {
        return None;
    }
    let names = pattern_names(scope, facets, setting);
    let mut patterns = scope.patterns.borrow_mut();
    let (asked, is_ascii): (Vec<_>, Vec<_>) = names
        .iter()
        .map(|name| patterns.match_function(name))
        .unzip();
    Some(TextCheck {
        facets: calls,
        asked,
        is_ascii: is_ascii.contains(&true),
    })
}

/// Returns the statics of a text's patterns.
fn pattern_names(scope: &Scope<'_>, facets: &TextFacets, setting: &Setting<'_>) -> Vec<Ident> {
    let mut patterns = scope.patterns.borrow_mut();
    facets
        .patterns
        .iter()
        .map(|pattern| {
            let matcher = scope.lowered.matcher(pattern, facets.max_length);
            patterns.name(&setting.hint, &pattern.source, pattern.extent, matcher)
        })
        .collect()
}

/// Returns the calls that add the facets of a text to the row of its field.
fn text_calls(scope: &Scope<'_>, facets: &TextFacets, setting: &Setting<'_>) -> TokenStream {
    let mut calls = TokenStream::new();
    let length = Literal::u64_unsuffixed;
    calls.extend(
        match (facets.min_length.map(length), facets.max_length.map(length)) {
            (Some(least), Some(most)) => quote!(.between(#least, #most)),
            (Some(least), None) => quote!(.at_least(#least)),
            (None, Some(most)) => quote!(.at_most(#most)),
            (None, None) => TokenStream::new(),
        },
    );
    if !calls.is_empty() {
        match facets.unit {
            LengthUnit::Chars => {}
            LengthUnit::Utf16 => calls.extend(quote!(.counts(__wireform::LengthUnit::Utf16))),
            LengthUnit::Bytes => calls.extend(quote!(.counts(__wireform::LengthUnit::Bytes))),
        }
    }
    if !facets.patterns.is_empty() {
        let names = pattern_names(scope, facets, setting);
        calls.extend(quote!(.patterns(&[#(&__patterns::#names),*])));
    }
    if !facets.formats.is_empty() {
        let formats = facets.formats.iter().map(|group| {
            let names = group.iter().map(|format| ident(&format!("{format:?}")));
            quote!(&[#(__wireform::Format::#names),*])
        });
        calls.extend(quote!(.formats(&[#(#formats),*])));
    }
    if !facets.checks.is_empty() {
        let mut patterns = scope.patterns.borrow_mut();
        let checks = facets.checks.iter().map(|check| {
            let pattern = patterns.name(
                &format!("{}_CHECK", setting.hint),
                &check.source,
                Extent::Whole,
                scope.lowered.check_matcher(check, facets.max_length),
            );
            let name = &check.name;
            let message = &check.says;
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
                    message: #message,
                }
            }
        });
        calls.extend(quote!(.checks(&[#(#checks),*])));
    }
    if setting.clear == Some(Clear::Empty) {
        calls.extend(quote!(.clear_token()));
    }
    if !setting.is_plain() {
        match setting.place {
            Location::Path => calls.extend(quote!(.in_path())),
            Location::Header => calls.extend(quote!(.in_header())),
            Location::Body if setting.wires.lines => {
                calls.extend(quote!(.place(__wireform::TextPlace::Line)));
            }
            Location::Body | Location::Query => {}
        }
        match setting.separator {
            None => {}
            Some((separator, 0)) => calls.extend(quote!(.separator(#separator))),
            Some((separator, count)) => {
                let count = Literal::u64_unsuffixed(count);
                calls.extend(quote!(.separators(#separator, #count)));
            }
        }
        if setting.wires.xml {
            calls.extend(quote!(.xml()));
        }
    }
    calls
}

/// Returns the check of an integer, or nothing if it has no facet.
pub(crate) fn integer_facets(
    facets: &IntegerFacets,
    value: &TokenStream,
    path: &TokenStream,
) -> TokenStream {
    let facets = integer_constant(facets);
    facets.map_or_else(
        TokenStream::new,
        |facets| quote!(check.integer(#path, #value, &#facets);),
    )
}

/// Returns the facets of an integer, or nothing if there is none.
pub(crate) fn integer_constant(facets: &IntegerFacets) -> Option<TokenStream> {
    let minimum = facets.minimum.map(|minimum| {
        let minimum = Literal::i64_unsuffixed(minimum);
        quote!(minimum: Some(#minimum),)
    });
    let maximum = facets.maximum.map(|maximum| {
        let maximum = Literal::i64_unsuffixed(maximum);
        quote!(maximum: Some(#maximum),)
    });
    let multiple_of = facets.multiple_of.map(|divisor| {
        let divisor = Literal::i64_unsuffixed(divisor);
        quote!(multiple_of: Some(#divisor),)
    });
    let rest = match (&minimum, &maximum, &multiple_of) {
        (None, None, None) => return None,
        (Some(_), Some(_), Some(_)) => TokenStream::new(),
        _ => quote!(..__wireform::Integer::ANY),
    };
    Some(quote!(__wireform::Integer { #minimum #maximum #multiple_of #rest }))
}

/// Returns the check of a decimal number, or nothing if it has no facet.
pub(crate) fn number_facets(
    facets: &NumberFacets,
    place: &Place,
    path: &TokenStream,
) -> TokenStream {
    let value = place.by_ref();
    let facets = number_constant(facets);
    facets.map_or_else(
        TokenStream::new,
        |facets| quote!(check.number(#path, #value, &#facets);),
    )
}

/// Returns the facets of a decimal number, or nothing if there is none.
pub(crate) fn number_constant(facets: &NumberFacets) -> Option<TokenStream> {
    let bound = |bound: &NumberBound| {
        let value = bound.value.as_str();
        let make = match bound.is_exclusive {
            true => quote!(exclusive),
            false => quote!(inclusive),
        };
        quote!(Some(__wireform::Bound::#make(#value)))
    };
    let minimum = facets.minimum.as_ref().map(bound);
    let maximum = facets.maximum.as_ref().map(bound);
    let multiple_of = facets.multiple_of.as_ref().map(|divisor| {
        let divisor = divisor.as_str();
        quote!(Some(#divisor))
    });
    let names = [quote!(minimum), quote!(maximum), quote!(multiple_of)];
    let values = [minimum, maximum, multiple_of];
    let stated: Vec<TokenStream> = names
        .iter()
        .zip(&values)
        .filter_map(|(name, value)| value.as_ref().map(|value| quote!(#name: #value,)))
        .collect();
    let rest = match stated.len() {
        0 => return None,
        3 => TokenStream::new(),
        _ => quote!(..__wireform::Number::ANY),
    };
    Some(quote!(__wireform::Number { #(#stated)* #rest }))
}

pub(crate) fn list_facets(list: &List, place: &Place, setting: &Setting<'_>) -> TokenStream {
    let facets = &list.facets;
    let receiver = place.receiver();
    let mut bounds = Vec::new();
    if let Some(least) = facets.min_items {
        let least = Literal::u64_unsuffixed(least);
        bounds.push(quote!(.at_least(#least)));
    }
    if let Some(most) = facets.max_items {
        let most = Literal::u64_unsuffixed(most);
        bounds.push(quote!(.at_most(#most)));
    }
    let mut count = quote!(#receiver.len());
    if let Some(Clear::EmptyList | Clear::Empty) = setting.clear {
        bounds.push(quote!(.clear_token()));
    }
    if setting.clear == Some(Clear::Empty) {
        // In a joined list, one empty text and no item are spelled alike.
        let text = match list.item.structure() {
            Structure::Primitive(Primitive::Text(_)) => Some(quote!(item)),
            Structure::Primitive(Primitive::Enum(_)) => Some(quote!(item.as_str())),
            Structure::Primitive(
                Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp,
            )
            | Structure::Object(_)
            | Structure::Map(_)
            | Structure::List(_) => None,
        };
        if let Some(text) = text {
            count = quote!(if #count == 1 && #receiver.iter().all(|item| #text.is_empty()) { 0 } else { #count });
        }
    }
    let mut checks = TokenStream::new();
    let items = (!bounds.is_empty()).then(|| {
        quote! {
            check.items(&path, #count, &__wireform::Items::ANY #(#bounds)*)
        }
    });
    let is_empty = place.is_empty();
    checks.extend(match (items, setting.needs_item) {
        (Some(items), true) => quote! {
            let refused = #items;
            if !refused && #is_empty { check.empty_list(&path); }
        },
        (Some(items), false) => quote!(#items;),
        (None, true) => quote!(if #is_empty { check.empty_list(&path); }),
        (None, false) => TokenStream::new(),
    });
    if facets.unique_items {
        checks.extend(place.unique());
    }
    checks.extend(unique_keys::of_list(list, place));
    checks
}

/// Returns the checks of a map's number of entries and of repeated keys.
pub(crate) fn map_facets(map: &MapType, place: &Place, setting: &Setting<'_>) -> TokenStream {
    let receiver = place.receiver();
    let mut bounds = Vec::new();
    if let Some(least) = map.min_items {
        let least = Literal::u64_unsuffixed(least);
        bounds.push(quote!(.at_least(#least)));
    }
    if let Some(most) = map.max_items {
        let most = Literal::u64_unsuffixed(most);
        bounds.push(quote!(.at_most(#most)));
    }
    let items = (!bounds.is_empty())
        .then(|| quote!(check.items(&path, #receiver.len(), &__wireform::Items::ANY #(#bounds)*)));
    let counts = match (items, setting.needs_item) {
        (Some(items), true) => quote! {
            let refused = #items;
            if !refused && #receiver.is_empty() { check.empty_list(&path); }
        },
        (Some(items), false) => quote!(#items;),
        (None, true) => quote!(if #receiver.is_empty() { check.empty_list(&path); }),
        (None, false) => TokenStream::new(),
    };
    quote!(#counts check.keys_taken(&path, #receiver.keys());)
}

/// Returns the check of the key of an entry. `key` is a variable in scope.
pub(crate) fn key_check(
    scope: &Scope<'_>,
    keys: &MapKeys,
    setting: &Setting<'_>,
    path: &TokenStream,
) -> TokenStream {
    match keys {
        MapKeys::Enum(values) => {
            let name = ident(&scope.plan.enums[*values].rust);
            match setting.tells {
                true => quote!(check.telling_key_of::<#name>(#path, key);),
                false => quote!(check.key_of::<#name>(#path, key);),
            }
        }
        MapKeys::Text(facets) => {
            let setting = Setting {
                hint: format!("{}_KEY", setting.hint),
                clear: None,
                separator: None,
                spelled: None,
                ..setting.clone()
            };
            let calls = text_calls(scope, facets, &setting);
            if calls.is_empty() {
                return calls;
            }
            let check = match setting.tells {
                true => quote!(check.telling_key(#path, key, &KEYS.text);),
                false => quote!(check.key(#path, key, &KEYS.text);),
            };
            quote! {
                static KEYS: __wireform::FieldRow = __wireform::field("", "") #calls;
                #check
            }
        }
    }
}

/// Returns the calls that set the facets of a credential, for one row per place that it is sent to. The facets that the schema
/// states are in the first row only, so that a violation of them is reported once.
pub(crate) fn credential_facets(
    scope: &Scope<'_>,
    credential: &Credential,
    places: &[&'static str],
    xml: bool,
) -> Vec<TokenStream> {
    let setting = Setting {
        hint: hint_of(&credential.name),
        place: Location::Body,
        wires: Wires {
            default: None,
            json: false,
            xml,
            query: false,
            form: false,
            lines: false,
        },
        clear: None,
        separator: None,
        index: ItemIndex::None,
        names_keys: false,
        needs_item: false,
        numbers_objects: false,
        flattened: false,
        tells: false,
        kept: Kept::Never,
        spelled: None,
    };
    let own = text_calls(scope, &credential.text, &setting);
    let mut rows: Vec<TokenStream> = places
        .iter()
        .map(|place| {
            let place = ident(place);
            quote!(.place(__wireform::TextPlace::#place))
        })
        .collect();
    match rows.first_mut() {
        Some(first) => *first = quote!(#own #first),
        None => rows.push(own),
    }
    rows.retain(|row| !row.is_empty());
    rows
}
