//! Facets as literals of the runtime's types; nothing where no value can break one.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::Place;
use crate::emit::shared::wire_situation::Wires;
use crate::plan::{
    CheckKind, Clear, Credential, Field, IntegerFacets, ItemIndex, LengthUnit, List, Location,
    Primitive, Structure, TextFacets,
};

/// What surrounds a value and takes part in its checks.
#[derive(Clone)]
pub(crate) struct Setting<'p> {
    /// Names of the patterns.
    pub(crate) hint: String,
    pub(crate) place: Location,
    pub(crate) wires: Wires,
    pub(crate) clear: Option<Clear>,
    pub(crate) separator: Option<&'p str>,
    /// How the items of a list are told apart in wire paths.
    pub(crate) index: ItemIndex<'p>,
    /// Whether an empty list would leave no trace.
    pub(crate) needs_item: bool,
    /// The values that every wire can spell, where some wire has a list of spellings.
    pub(crate) spelled: Option<Vec<&'p str>>,
}

impl Setting<'_> {
    fn is_plain(&self) -> bool {
        !matches!(self.place, Location::Path | Location::Header)
            && !self.wires.xml
            && self.separator.is_none()
    }
}

/// What the statics of a field's patterns are called after.
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

/// What the check of a text takes.
pub(crate) struct TextCheck {
    /// The literal of its facets.
    pub(crate) facets: TokenStream,
    /// The functions that ask its patterns.
    pub(crate) asked: Vec<Ident>,
    /// Whether all that one of the patterns takes is ASCII.
    pub(crate) is_ascii: bool,
}

/// What the check of a text takes; nothing where no value can break a facet.
pub(crate) fn text_facets(
    scope: &Scope<'_>,
    facets: &TextFacets,
    setting: &Setting<'_>,
) -> Option<TextCheck> {
    let literal = literal(&text_members(scope, facets, setting))?;
    let names = pattern_names(scope, facets, setting);
    let mut patterns = scope.patterns.borrow_mut();
    let (asked, is_ascii): (Vec<_>, Vec<_>) = names.iter().map(|name| patterns.asked(name)).unzip();
    Some(TextCheck {
        facets: literal,
        asked,
        is_ascii: is_ascii.contains(&true),
    })
}

/// The statics of a text's patterns.
fn pattern_names(scope: &Scope<'_>, facets: &TextFacets, setting: &Setting<'_>) -> Vec<Ident> {
    let mut patterns = scope.patterns.borrow_mut();
    facets
        .patterns
        .iter()
        .map(|pattern| {
            let matcher = pattern.matcher(facets.max_length);
            patterns.name(&setting.hint, &pattern.source, matcher)
        })
        .collect()
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
    if !facets.patterns.is_empty() {
        let names = pattern_names(scope, facets, setting);
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
        let mut patterns = scope.patterns.borrow_mut();
        let checks = facets.checks.iter().map(|check| {
            let pattern = patterns.name(
                &format!("{}_CHECK", setting.hint),
                &check.source,
                check.matcher(facets.max_length),
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

pub(crate) fn integer_facets(facets: &IntegerFacets, place: &Place) -> TokenStream {
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

pub(crate) fn list_facets(list: &List, place: &Place, setting: &Setting<'_>) -> TokenStream {
    let facets = &list.facets;
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
    let mut count = quote!(#receiver.len());
    if let Some(Clear::EmptyList | Clear::Empty) = setting.clear {
        bounds.push(quote!(clear_token: true));
    }
    if setting.clear == Some(Clear::Empty) {
        // Joined, one empty text is the same text as no item.
        let text = match list.item.structure() {
            Structure::Primitive(Primitive::Text(_)) => Some(quote!(item)),
            Structure::Primitive(Primitive::Enum(_)) => Some(quote!(item.as_str())),
            Structure::Primitive(
                Primitive::Integer(_) | Primitive::Boolean | Primitive::Date | Primitive::Timestamp,
            )
            | Structure::Object(_)
            | Structure::List(_) => None,
        };
        if let Some(text) = text {
            count = quote!(if #count == 1 && #receiver.iter().all(|item| #text.is_empty()) { 0 } else { #count });
        }
    }
    let mut checks = TokenStream::new();
    let items = (!bounds.is_empty()).then(|| {
        quote! {
            check.items(&path, #count, &__wireform::Items { #(#bounds,)* ..__wireform::Items::ANY })
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
    checks
}

/// The facets of a credential: one literal per place that it goes to; the first has all of the schema's.
pub(crate) fn credential_facets(
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
        index: ItemIndex::None,
        needs_item: false,
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
