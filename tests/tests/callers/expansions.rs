//! Expands the macros of the runtime in generated code to the items that a caller can see.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, Item, Lit, Macro, Path, Token, Type, braced, parenthesized};

/// Returns the items that a macro expands to. `None` means that it only wraps items, or that this module does not know it.
pub(super) fn items_of(called: &Macro) -> Option<Vec<Item>> {
    let name = called.path.segments.last()?.ident.to_string();
    let tokens = called.tokens.clone();
    let items = match name.as_str() {
        "response_enum" => parse::<Outcomes>(tokens).items(),
        "response_cases" => parse::<Structs>(tokens).items(true),
        "response_objects" => parse::<Structs>(tokens).items(false),
        "response_union" => parse::<Union>(tokens).items(),
        "parse_response" => parse::<Responses>(tokens).items(),
        // Its items are for the runtime.
        "case_table" => TokenStream::new(),
        _ => return None,
    };
    Some(parse::<syn::File>(items).items)
}

fn parse<T: Parse>(tokens: TokenStream) -> T {
    syn::parse2(tokens).expect("the emitter calls the macro in this form")
}

/// A name with its attributes, such as a variant.
struct Named {
    attributes: Vec<Attribute>,
    name: Ident,
}

impl Parse for Named {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Named {
            attributes: input.call(Attribute::parse_outer)?,
            name: input.parse()?,
        })
    }
}

/// The enum of the successes or of the refusals of an operation.
struct Outcomes {
    attributes: Vec<Attribute>,
    kind: Ident,
    name: Ident,
    variants: Vec<Named>,
}

impl Parse for Outcomes {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let (kind, name) = (input.parse()?, input.parse()?);
        let content;
        braced!(content in input);
        let variants = content.parse_terminated(Named::parse, Token![,])?;
        Ok(Outcomes {
            attributes,
            kind,
            name,
            variants: variants.into_iter().collect(),
        })
    }
}

impl Outcomes {
    fn items(&self) -> TokenStream {
        let Outcomes {
            attributes, name, ..
        } = self;
        let variants = self.variants.iter().map(|it| {
            let (attributes, name) = (&it.attributes, &it.name);
            quote!(#(#attributes)* #name(cases::#name))
        });
        let of_trait: Path = match self.kind.to_string().as_str() {
            "success" => syn::parse_quote!(::wireform::response::Success),
            "refusal" => syn::parse_quote!(::wireform::response::Refusal),
            kind => panic!("{kind}: an enum without a trait"),
        };
        quote! {
            #(#attributes)*
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name { #(#variants),* }

            impl #of_trait for #name {}
        }
    }
}

/// The structs of cases or of objects.
struct Structs(Vec<Struct>);

struct Struct {
    attributes: Vec<Attribute>,
    name: Ident,
    fields: Vec<(Named, Type)>,
    codes: Option<(Ident, Vec<Named>)>,
}

impl Parse for Structs {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut structs = Vec::new();
        while !input.is_empty() {
            structs.push(input.parse()?);
        }
        Ok(Structs(structs))
    }
}

impl Parse for Struct {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        let content;
        braced!(content in input);
        let (mut fields, mut codes) = (Vec::new(), None);
        while !content.is_empty() {
            let attributes = content.call(Attribute::parse_outer)?;
            if content.peek(Token![pub]) {
                content.parse::<Token![pub]>()?;
                let name = content.parse()?;
                content.parse::<Token![:]>()?;
                fields.push((Named { attributes, name }, content.parse()?));
                skip_row(&content)?;
            } else if content.peek(Token![const]) {
                skip_row(&content)?;
            } else {
                content.parse::<Ident>()?;
                codes = Some((content.parse()?, content.call(codes_of)?));
            }
        }
        Ok(Struct {
            attributes,
            name,
            fields,
            codes,
        })
    }
}

/// Skips the rest of a row, with its comma.
fn skip_row(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    input.parse::<Token![,]>().map(drop)
}

fn codes_of(input: ParseStream<'_>) -> syn::Result<Vec<Named>> {
    let content;
    braced!(content in input);
    let codes = content.parse_terminated(
        |input: ParseStream<'_>| {
            let code = input.parse()?;
            input.parse::<Token![=]>()?;
            input.parse::<Lit>()?;
            Ok(code)
        },
        Token![,],
    )?;
    Ok(codes.into_iter().collect())
}

impl Structs {
    fn items(&self, are_cases: bool) -> TokenStream {
        self.0.iter().map(|it| it.items(are_cases)).collect()
    }
}

impl Struct {
    fn items(&self, is_case: bool) -> TokenStream {
        let Struct {
            attributes, name, ..
        } = self;
        let fields = self.fields.iter().map(|(field, ty)| {
            let (attributes, name) = (&field.attributes, &field.name);
            quote!(#(#attributes)* pub #name: #ty)
        });
        let facts = is_case.then(|| self.facts());
        quote! {
            #(#attributes)*
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub struct #name { #(#fields),* }

            impl #name {
                pub fn undescribed(&self) -> &::wireform::response::Undescribed {}
            }

            #facts
        }
    }

    /// Returns what only the struct of a case has.
    fn facts(&self) -> TokenStream {
        let name = &self.name;
        let (code, codes) = match &self.codes {
            None => (quote!(&::core::primitive::str), TokenStream::new()),
            Some((codes, values)) => {
                let variants = values.iter().map(|it| {
                    let (attributes, name) = (&it.attributes, &it.name);
                    quote!(#(#attributes)* #name)
                });
                let items = quote! {
                    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
                    #[non_exhaustive]
                    pub enum #codes { #(#variants),* }

                    __wireform::documented_values! { #codes {} }
                };
                (quote!(::wireform::Open<'_, #codes>), items)
            }
        };
        quote! {
            impl #name {
                pub fn code(&self) -> ::core::option::Option<#code> {}
                pub fn message(&self) -> ::core::option::Option<&::core::primitive::str> {}
                pub fn violations(&self) -> &[::wireform::response::Reported] {}
            }

            #codes
        }
    }
}

/// The enum of a union in responses.
struct Union {
    attributes: Vec<Attribute>,
    name: Ident,
    variants: Vec<(Named, Type, Ident)>,
}

impl Parse for Union {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Token![pub]>()?;
        input.parse::<Token![enum]>()?;
        let name = input.parse()?;
        if input.peek(syn::token::Paren) {
            // The name of the tag changes no item.
            input.parse::<proc_macro2::Group>()?;
        }
        let content;
        braced!(content in input);
        let mut variants = Vec::new();
        while !content.is_empty() {
            let variant = content.parse()?;
            let value;
            parenthesized!(value in content);
            content.parse::<Token![as]>()?;
            variants.push((variant, value.parse()?, content.parse()?));
            skip_row(&content)?;
        }
        Ok(Union {
            attributes,
            name,
            variants,
        })
    }
}

impl Union {
    fn items(&self) -> TokenStream {
        let Union {
            attributes, name, ..
        } = self;
        let variants = self.variants.iter().map(|(variant, ty, _)| {
            let (attributes, name) = (&variant.attributes, &variant.name);
            quote!(#(#attributes)* #name(#ty))
        });
        let methods = self.variants.iter().map(
            |(_, ty, method)| quote!(pub fn #method(&self) -> ::core::option::Option<&#ty> {}),
        );
        quote! {
            #(#attributes)*
            #[derive(Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                Undescribed(::wireform::response::Undescribed),
            }

            impl #name { #(#methods)* }
        }
    }
}

/// The responses of a request.
struct Responses {
    attributes: Vec<Attribute>,
    request: Type,
    module: Ident,
}

impl Parse for Responses {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let request = input.parse()?;
        input.parse::<Token![:]>()?;
        let module = input.parse()?;
        // Whether a request is idempotent changes no item.
        input.parse::<TokenStream>()?;
        Ok(Responses {
            attributes,
            request,
            module,
        })
    }
}

impl Responses {
    fn items(&self) -> TokenStream {
        let Responses {
            attributes,
            request,
            module,
        } = self;
        quote! {
            #(#attributes)*
            impl ::wireform::response::ParseResponse for #request {
                type Response = #module::Response;
                type Refusal = #module::Refusal;
            }
        }
    }
}
