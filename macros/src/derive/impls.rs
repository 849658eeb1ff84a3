//! Writes the impls of a struct for a view.
//!
//! Input: a view, and the source of each of its fields. Output: `From<&Struct>` for the view, and the impls that make the struct a
//! request or an object of a request. They call the view's code.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, Generics, Lifetime, WherePredicate, parse_quote};
use wireform_codegen::emit::{View, ViewField};
use wireform_codegen::plan::Presence;

use super::datum_conversions::{self, DatumConversion};
use super::fields::FieldSource;

/// A struct and one of its views.
pub(super) struct Struct<'s> {
    pub(super) input: &'s DeriveInput,
    pub(super) outside: &'s TokenStream,
    pub(super) view: &'s View,
}

impl Struct<'_> {
    /// Returns the view's type with this lifetime.
    fn view_type(&self, lifetime: &TokenStream) -> TokenStream {
        let (outside, module, name) = (self.outside, &self.view.module, &self.view.name);
        if self.view.borrows {
            quote!(#outside::#module::#name<#lifetime>)
        } else {
            quote!(#outside::#module::#name)
        }
    }

    /// Returns the generics of the struct, with bounds on the types of its generic fields.
    fn generics(&self, filled: &[Option<FieldSource<'_>>]) -> Generics {
        let mut generics = self.input.generics.clone();
        let params: Vec<&Ident> = self
            .input
            .generics
            .type_params()
            .map(|it| &it.ident)
            .collect();
        for (field, filled) in self.view.fields.iter().zip(filled) {
            let Some(filled) = filled
                .as_ref()
                // The types of the fields inside a part may not be in scope here.
                .filter(|it| {
                    !it.broken && it.attributes.with.is_none() && it.attributes.prefix.is_empty()
                })
            else {
                continue;
            };
            let text = quote!(__wireform::derive::Text);
            let asked = match &filled.conversion {
                None | Some((_, DatumConversion::Converted | DatumConversion::JoinedList)) => {
                    (trait_of(field), field.kind.clone())
                }
                Some((_, DatumConversion::FullName(..))) => (quote!(Offered), text),
                Some((_, DatumConversion::Line(..)))
                    if matches!(field.field.presence, Presence::Clearable(_)) =>
                {
                    (quote!(Changed), quote!(__wireform::derive::ListOf<#text>))
                }
                Some(_) => (quote!(Offered), quote!(__wireform::derive::ListOf<#text>)),
            };
            let mut read = vec![&filled.own.ty];
            if let Some((_, DatumConversion::FullName(family, _))) = &filled.conversion {
                read.push(&family.ty);
            }
            for ty in read {
                if params.iter().any(|param| mentions(quote!(#ty), param)) {
                    let (of, kind) = &asked;
                    let predicate: WherePredicate =
                        parse_quote!(#ty: __wireform::derive::#of<#kind>);
                    generics.make_where_clause().predicates.push(predicate);
                }
            }
        }
        generics
    }

    /// Returns `From<&Struct>` for the view.
    pub(super) fn conversion(&self, filled: &[Option<FieldSource<'_>>]) -> TokenStream {
        let generics = self.generics(filled);
        let mut with_lifetime = generics.clone();
        let lifetime: Lifetime = parse_quote!('__w);
        with_lifetime.params.insert(0, parse_quote!(#lifetime));
        let (impl_generics, _, where_clause) = with_lifetime.split_for_impl();
        let (_, ty_generics, _) = self.input.generics.split_for_impl();
        let name = &self.input.ident;
        let view = self.view_type(&quote!(#lifetime));
        let values = self.view.fields.iter().zip(filled).map(|(field, filled)| {
            let name = &field.name;
            let value = value(field, filled.as_ref());
            quote!(#name: #value)
        });
        let converts = filled
            .iter()
            .flatten()
            .any(|filled| filled.conversion.is_some() && !filled.broken);
        let (converted, last) = match (self.view.key, converts) {
            // Only the fields of operations have conversions.
            (1.., _) => (TokenStream::new(), TokenStream::new()),
            (0, true) => (
                quote!(let mut converted = __wireform::derive::Converted::default();),
                quote!(__converted: converted),
            ),
            (0, false) => (
                TokenStream::new(),
                quote!(__converted: ::core::default::Default::default()),
            ),
        };
        let made = quote!(Self { #(#values,)* #last });
        let made = match self.view.normalizes {
            true => quote! {
                let mut view = #made;
                __wireform::Normalize::normalize(&mut view, &());
                view
            },
            false => made,
        };
        quote! {
            #[allow(deprecated, reason = "the deprecation is for callers")]
            impl #impl_generics ::core::convert::From<&#lifetime #name #ty_generics> for #view #where_clause {
                fn from(source: &#lifetime #name #ty_generics) -> Self {
                    let _ = source;
                    #converted
                    #made
                }
            }
        }
    }

    /// Returns the impl that makes the struct a request.
    pub(super) fn request(&self, filled: &[Option<FieldSource<'_>>]) -> TokenStream {
        let generics = self.generics(filled);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let (_, ty_generics, _) = self.input.generics.split_for_impl();
        let name = &self.input.ident;
        let fixed = self.view_type(&quote!('static));
        let view = self.view_type(&quote!('_));
        let of = quote!(<#fixed as __wireform::ApiRequest>);
        quote! {
            #[allow(deprecated, reason = "the deprecation is for callers")]
            impl #impl_generics __wireform::ApiRequest for #name #ty_generics #where_clause {
                type Context = #of::Context;
                type Server = #of::Server;
                type Credentials = #of::Credentials;
                type BodyCredentials = #of::BodyCredentials;
                type Binding = #of::Binding;
                type AtSending = #of::AtSending;
                type __Role = __wireform::Whole;

                const PROVIDER: &'static ::core::primitive::str = #of::PROVIDER;
                const OPERATION: &'static ::core::primitive::str = #of::OPERATION;
                const METHOD: &'static ::core::primitive::str = #of::METHOD;

                fn __check(&self, context: &Self::Context, check: &mut __wireform::Check<'_>) {
                    __wireform::ApiRequest::__check(&<#view>::from(self), context, check);
                }

                fn __body(
                    &self,
                    token: __wireform::Token<Self>,
                    binding: Self::Binding,
                    credentials: &Self::BodyCredentials,
                    at_sending: &Self::AtSending,
                    body: &mut __wireform::Body,
                ) {
                    __wireform::ApiRequest::__body(&<#view>::from(self), __wireform::derive::through(token), binding, credentials, at_sending, body);
                }

                fn __http(
                    &self,
                    token: __wireform::Token<Self>,
                    binding: Self::Binding,
                    server: &Self::Server,
                    credentials: &Self::Credentials,
                    at_sending: &Self::AtSending,
                ) -> __wireform::HttpResult<Self> {
                    __wireform::ApiRequest::__http(&<#view>::from(self), __wireform::derive::through(token), binding, server, credentials, at_sending)
                }

                fn __redacted(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __wireform::ApiRequest::__redacted(&<#view>::from(self), f)
                }

                fn permissions(&self) -> ::std::vec::Vec<&'static ::core::primitive::str> {
                    __wireform::ApiRequest::permissions(&<#view>::from(self))
                }
            }
        }
    }

    /// Returns the constant that states by which fields a list can tell such objects apart.
    pub(super) fn members(&self) -> TokenStream {
        let (impl_generics, ty_generics, where_clause) = self.input.generics.split_for_impl();
        let name = &self.input.ident;
        let fields = self
            .view
            .fields
            .iter()
            .filter(|it| it.field.can_be_in_key());
        let names = fields.map(|it| &it.field.name);
        quote! {
            impl #impl_generics #name #ty_generics #where_clause {
                #[doc(hidden)]
                #[allow(dead_code, unreachable_pub, reason = "a list of another struct may name them")]
                pub const __WIREFORM_MEMBERS: ::core::option::Option<&'static [&'static ::core::primitive::str]> =
                    ::core::option::Option::Some(&[#(#names),*]);
            }
        }
    }

    /// Returns the impls that make the struct an object of a request.
    pub(super) fn nested(&self, filled: &[Option<FieldSource<'_>>]) -> TokenStream {
        let generics = self.generics(filled);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let (_, ty_generics, _) = self.input.generics.split_for_impl();
        let name = &self.input.ident;
        let view = self.view_type(&quote!('_));
        let key = self.view.key;
        let kind = quote!(__wireform::derive::ObjectOf<#key>);
        let seen = quote!((dyn __wireform::derive::Nested<#key> + '_));
        quote! {
            impl #impl_generics __wireform::derive::Nested<#key> for #name #ty_generics #where_clause {
                fn __check(&self, at: &__wireform::Path<'_>, check: &mut __wireform::Check<'_>) {
                    __wireform::derive::Nested::<#key>::__check(&<#view>::from(self), at, check);
                }

                fn __json(&self, body: &mut __wireform::Body) {
                    __wireform::derive::Nested::<#key>::__json(&<#view>::from(self), body);
                }

                fn __xml(&self, body: &mut __wireform::Body) {
                    __wireform::derive::Nested::<#key>::__xml(&<#view>::from(self), body);
                }

                fn __query(
                    &self,
                    body: &mut __wireform::Body,
                    pairs: &mut __wireform::pairs::Pairs,
                    names: &__wireform::pairs::Members,
                ) {
                    __wireform::derive::Nested::<#key>::__query(&<#view>::from(self), body, pairs, names);
                }

                fn __form(
                    &self,
                    body: &mut __wireform::Body,
                    pairs: &mut __wireform::pairs::Pairs,
                    names: &__wireform::pairs::Members,
                ) {
                    __wireform::derive::Nested::<#key>::__form(&<#view>::from(self), body, pairs, names);
                }

                fn __json_entries(&self, body: &mut __wireform::Body, open: &::core::primitive::str, middle: &::core::primitive::str) {
                    __wireform::derive::Nested::<#key>::__json_entries(&<#view>::from(self), body, open, middle);
                }

                fn __xml_entries(&self, body: &mut __wireform::Body, open: &::core::primitive::str, middle: &::core::primitive::str, close: &::core::primitive::str) {
                    __wireform::derive::Nested::<#key>::__xml_entries(&<#view>::from(self), body, open, middle, close);
                }

                fn __lines(
                    &self,
                    body: &mut __wireform::Body,
                    pairs: &mut __wireform::pairs::Pairs,
                    names: &__wireform::pairs::Members,
                ) {
                    __wireform::derive::Nested::<#key>::__lines(&<#view>::from(self), body, pairs, names);
                }

                fn __key(&self, member: &::core::primitive::str, key: &mut __wireform::UniqueKey) {
                    __wireform::derive::Nested::<#key>::__key(&<#view>::from(self), member, key);
                }

                fn __permissions(&self, permissions: &mut __wireform::Permissions) {
                    __wireform::derive::Nested::<#key>::__permissions(&<#view>::from(self), permissions);
                }

                fn __redact(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __wireform::derive::Nested::<#key>::__redact(&<#view>::from(self), f)
                }
            }

            impl #impl_generics __wireform::derive::Given<#kind> for #name #ty_generics #where_clause {
                fn given(&self) -> & #seen {
                    self
                }
            }

            impl #impl_generics __wireform::derive::Offered<#kind> for #name #ty_generics #where_clause {
                fn offered(&self) -> ::core::option::Option<& #seen> {
                    ::core::option::Option::Some(self)
                }
            }

            impl #impl_generics __wireform::derive::Changed<#kind> for #name #ty_generics #where_clause {
                fn changed(&self) -> __wireform::Patch<& #seen> {
                    __wireform::Patch::Set(self)
                }
            }
        }
    }
}

/// Returns the trait of the runtime that the source of a field must implement.
fn trait_of(field: &ViewField) -> TokenStream {
    match field.field.presence {
        Presence::Required => quote!(Given),
        Presence::Optional | Presence::Variant => quote!(Offered),
        Presence::Clearable(_) => quote!(Changed),
    }
}

/// Returns the expression that reads the value of a field.
fn value(field: &ViewField, filled: Option<&FieldSource<'_>>) -> TokenStream {
    let Some(filled) = filled.filter(|filled| !filled.broken) else {
        return match field.field.presence {
            // The mistake was reported, so this never runs.
            Presence::Required => quote!(__wireform::derive::placeholder()),
            Presence::Optional | Presence::Variant => quote!(::core::option::Option::None),
            Presence::Clearable(_) => quote!(__wireform::Patch::Keep),
        };
    };
    let Some((datum, conversion)) = &filled.conversion else {
        return unconverted_value(filled, field.field.presence, &field.kind);
    };
    let (kind, presence) = (&field.kind, field.field.presence);
    let of = datum_conversions::constant(field, datum);
    let text = quote!(__wireform::derive::Text);
    let texts = quote!(__wireform::derive::ListOf<#text>);
    let made = match conversion {
        DatumConversion::Converted | DatumConversion::JoinedList => {
            let value = unconverted_value(filled, presence, kind);
            let made = match conversion {
                DatumConversion::JoinedList => quote!({
                    let value = converted.apply(#of, value);
                    converted.travels_as_text(#of, value)
                }),
                _ => quote!(converted.apply(#of, value)),
            };
            return match presence {
                Presence::Required => quote!({ let value = #value; #made }),
                Presence::Optional | Presence::Clearable(_) | Presence::Variant => {
                    quote!(#value.map(|value| #made))
                }
            };
        }
        DatumConversion::Line(index, last) => {
            let last = match last {
                Some(count) => quote!(::core::option::Option::Some(#count)),
                None => quote!(::core::option::Option::None),
            };
            if let Presence::Clearable(_) = presence {
                let lines = unconverted_value(filled, presence, &texts);
                return quote!(__wireform::derive::line_or_clear(#lines.map(|lines| converted.line(#of, &lines, #index, #last))));
            }
            let lines = unconverted_value(filled, Presence::Optional, &texts);
            quote!(#lines.and_then(|lines| converted.line(#of, &lines, #index, #last)))
        }
        DatumConversion::Joined(separator) => {
            let lines = unconverted_value(filled, Presence::Optional, &texts);
            quote!(#lines.and_then(|lines| converted.joined(#of, &lines, #separator)))
        }
        DatumConversion::FullName(family, attributes) => {
            let given = unconverted_value(filled, Presence::Optional, &text);
            let family = FieldSource {
                own: family,
                attributes: (**attributes).clone(),
                broken: false,
                conversion: None,
            };
            let family = unconverted_value(&family, Presence::Optional, &text);
            quote!({ let (given, family) = (#given, #family); converted.full_name(#of, given, family) })
        }
    };
    match presence {
        Presence::Required => quote!({ let value = #made; converted.required(#of, value) }),
        Presence::Optional | Presence::Variant => made,
        Presence::Clearable(_) => {
            let change = quote!(__wireform::derive::change(#made));
            match filled.attributes.clear_if_empty {
                Some(_) => quote!(__wireform::derive::clear_if_nothing(#change)),
                None => change,
            }
        }
    }
}

/// Returns a place in the user's code with the hygiene of this macro. The fields of a flattened part come from another macro,
/// which cannot see this macro's variables.
fn located(at: Span) -> Span {
    at.resolved_at(Span::call_site())
}

/// Returns the path from the struct to the field.
fn place(filled: &FieldSource<'_>) -> TokenStream {
    let (steps, own) = (&filled.attributes.prefix, &filled.own.ident);
    quote!(#(#steps.)* #own)
}

/// Returns the expression of a value without a conversion.
fn unconverted_value(
    filled: &FieldSource<'_>,
    presence: Presence,
    kind: &TokenStream,
) -> TokenStream {
    let own = place(filled);
    let value = if let Some(path) = &filled.attributes.with {
        let at = located(path.span());
        let converted = quote_spanned!(at=> #path(&source.#own));
        match presence {
            Presence::Required => {
                quote_spanned!(at=> __wireform::derive::IntoGiven::<'_, #kind>::into_given(#converted))
            }
            Presence::Optional | Presence::Variant => {
                quote_spanned!(at=> __wireform::derive::IntoView::<'_, #kind>::into_view(#converted))
            }
            Presence::Clearable(_) => {
                quote_spanned!(at=> __wireform::derive::change(__wireform::derive::IntoView::<'_, #kind>::into_view(#converted)))
            }
        }
    } else {
        let own_type = &filled.own.ty;
        let at = located(own_type.span());
        let ty = if filled.attributes.prefix.is_empty() {
            quote!(#own_type)
        } else {
            quote_spanned!(at=> _)
        };
        let method = match presence {
            Presence::Required => quote_spanned!(at=> Given::<#kind>>::given),
            Presence::Optional | Presence::Variant => {
                quote_spanned!(at=> Offered::<#kind>>::offered)
            }
            Presence::Clearable(_) => quote_spanned!(at=> Changed::<#kind>>::changed),
        };
        quote_spanned!(at=> <#ty as __wireform::derive::#method(&source.#own))
    };
    if filled.attributes.clear_if_empty.is_some() && matches!(presence, Presence::Clearable(_)) {
        quote!(__wireform::derive::clear_if_empty(#value))
    } else {
        value
    }
}

/// Returns whether tokens contain this identifier.
pub(super) fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        _ => false,
    })
}
