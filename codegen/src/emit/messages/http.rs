//! The HTTP request: path, headers and query come from the fields, the body from the binding.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::pairs::{Target, each};
use crate::emit::bodies::texts::{joined, spelled, texts};
use crate::emit::messages::masks;
use crate::emit::shared::credentials;
use crate::emit::shared::moments;
use crate::emit::shared::names::ident;
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, if_present};
use crate::plan::{
    Binding, BodyFormat, BodyTree, Escaping, Field, JoinedItems, Operation, PathPart, Presence,
};

/// Emits the body of `__http`. Its parameters are `token`, `binding`, `server`, `credentials` and
/// `at_sending`.
pub(crate) fn emit(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let method = &operation.method;
    let path = path(scope, operation);
    let auth = credentials::steps(scope, operation);
    let sign = operation.is_signed(scope.plan).then(|| {
        let name = &operation.wire;
        quote!(credentials.__sign(&mut http, #name, at_sending)?;)
    });
    let headers = operation.headers.iter().map(|(name, value)| {
        let value = moments::constant(value);
        quote!(http.header(#name, #value);)
    });
    let header_fields = operation
        .header_fields
        .iter()
        .map(|(name, index)| header(scope, &operation.fields[*index], name));
    let auth_query = auth_query(scope, operation);
    let query = each(
        &Target {
            lists: scope.lists,
            fields: &operation.fields,
            objects: None,
            is_object: false,
            pair: &|name, value, secret| quote!(http.query(#name, #value, #secret);),
            credential: &|index, then| credentials::with(scope, operation, index, then),
            nested: &|_, _| TokenStream::new(),
        },
        &operation.query,
    );
    let mask = masks::emit(scope, operation);
    let body = body(scope, operation);
    let whatwg = match operation.encoding.query {
        Escaping::Rfc3986 => None,
        Escaping::Whatwg => Some(quote!(http.form_query();)),
    };
    let parts = quote! {
        #whatwg
        #path
        #auth
        #(#headers)*
        #(#header_fields)*
        #auth_query
        #query
        #mask
        #body
        #sign
    };
    if parts.is_empty() {
        // rustc warns about an unused `mut`.
        return quote! {
            Ok(__wireform::HttpBuilder::new(#method, __wireform::Server::url(server)).finish())
        };
    }
    quote! {
        let mut http = __wireform::HttpBuilder::new(#method, __wireform::Server::url(server));
        #parts
        Ok(http.finish())
    }
}

fn segment(scope: &Scope<'_>, field: &Field) -> TokenStream {
    if let Some(constant) = &field.constant {
        let text = moments::constant(constant);
        return quote!(http.path_segment(#text););
    }
    let method = if field.secret {
        quote!(secret_path_segment)
    } else {
        quote!(path_segment)
    };
    if_present(scope.lists, field, |place| {
        let text = spelled(&field.ty, place, &[]);
        quote!(http.#method(#text);)
    })
}

/// Emits one segment for each item of a list.
fn segments(scope: &Scope<'_>, field: &Field) -> TokenStream {
    let secret = field.secret;
    if_present(scope.lists, field, |place| {
        let items = texts(field.ty.item(), place, &[]);
        quote!(http.path_segments(#items, #secret);)
    })
}

fn header(scope: &Scope<'_>, field: &Field, name: &str) -> TokenStream {
    let method = if field.secret {
        quote!(secret_header)
    } else {
        quote!(header)
    };
    if let Some(constant) = &field.constant {
        let text = moments::constant(constant);
        return quote!(http.#method(#name, #text););
    }
    let written = |place: &Place| {
        if let Some(map) = field.ty.map() {
            let (before, after) = name.split_once("$member").unwrap_or((name, ""));
            let text = spelled(&map.item, &place.item(), &[]);
            let receiver = place.receiver();
            return quote! {
                for (key, item) in #receiver.iter() {
                    http.#method(&[#before, key, #after].concat(), #text);
                }
            };
        }
        let text = match field
            .ty
            .list()
            .and_then(|list| Some((list, list.join.as_ref()?)))
        {
            Some((list, separator)) => {
                let quoted = list.joined == JoinedItems::Quoted;
                let joined = joined(&list.item, place, &[], separator, quoted);
                quote!(&#joined)
            }
            None => spelled(&field.ty, place, &[]),
        };
        quote!(http.#method(#name, #text);)
    };
    match field.presence {
        Presence::Clearable(_) => {
            let own = ident(&field.rust);
            let set = written(&Place::value(scope.lists));
            quote! {
                match &self.#own {
                    __wireform::Patch::Keep => {}
                    __wireform::Patch::Clear => http.#method(#name, ""),
                    __wireform::Patch::Set(value) => { #set }
                }
            }
        }
        _ => if_present(scope.lists, field, written),
    }
}

/// Emits the path: that of the operation, or that of the binding.
fn path(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let parts = operation.path.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(http.path(#text);),
        PathPart::Field(index) => segment(scope, &operation.fields[*index]),
        PathPart::Segments(index) => segments(scope, &operation.fields[*index]),
    });
    let shared = quote!(#(#parts)*);
    let own = operation.bindings.iter();
    let own: Vec<_> = own.filter_map(|it| Some((it, it.path.as_ref()?))).collect();
    if own.is_empty() {
        return shared;
    }
    let module = ident(&operation.module);
    let arms = own.iter().map(|(binding, path)| {
        let variant = ident(&binding.rust);
        quote!(#module::Binding::#variant => http.path(#path),)
    });
    let others = operation.bindings.iter().filter(|it| it.path.is_none());
    let others = others.map(|binding| {
        let variant = ident(&binding.rust);
        quote!(#module::Binding::#variant => { #shared })
    });
    match operation.bindings.as_slice() {
        [_] => own
            .iter()
            .map(|(_, path)| quote!(http.path(#path);))
            .collect(),
        _ => quote!(match binding { #(#arms)* #(#others)* }),
    }
}

/// Emits the parameters of the authentication method, which are in the query if the body is not a list of pairs.
fn auth_query(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let is_flat = |binding: &&Binding| {
        binding
            .body
            .format()
            .is_some_and(BodyFormat::has_auth_parameters)
    };
    let flat = operation.bindings.iter().filter(is_flat).count();
    if flat == operation.bindings.len() {
        return TokenStream::new();
    }
    let parameters = credentials::parameters(
        scope,
        operation,
        &|name, value, secret| quote!(http.query(#name, #value, #secret);),
    );
    if flat == 0 || parameters.is_empty() {
        return parameters;
    }
    let module = ident(&operation.module);
    let others = operation
        .bindings
        .iter()
        .filter(|binding| !is_flat(binding))
        .map(|binding| {
            let variant = ident(&binding.rust);
            quote!(#module::Binding::#variant)
        });
    quote!(if ::core::matches!(binding, #(#others)|*) { #parameters })
}

fn body(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let credentials = if credentials::in_body(scope.plan, operation) {
        quote!(credentials)
    } else {
        quote!(&())
    };
    let write = |then: TokenStream| {
        quote! {
            let mut body = __wireform::Body::new();
            __wireform::ApiRequest::__body(self, token, binding, #credentials, at_sending, &mut body);
            #then
        }
    };
    let escape = match operation.encoding.form {
        Escaping::Rfc3986 => quote!(Rfc3986),
        Escaping::Whatwg => quote!(Form),
    };
    // Only computed parameters are added to a form that is written.
    let form = operation
        .is_signed(scope.plan)
        .then(|| quote!(http.form_body(Some(__wireform::sign::Escape::#escape));));
    let of = |binding: &Binding| match &binding.body {
        BodyTree::Empty => TokenStream::new(),
        BodyTree::Query(_) => write(quote!(http.query_body(body);)),
        BodyTree::Json { content_type, .. }
        | BodyTree::Xml { content_type, .. }
        | BodyTree::Lines { content_type, .. }
        | BodyTree::Text { content_type, .. } => write(quote!(http.body(#content_type, body);)),
        BodyTree::Form { content_type, .. } => write(quote! {
            http.body(#content_type, body);
            #form
        }),
    };
    match operation.bindings.as_slice() {
        [] => TokenStream::new(),
        [only] => of(only),
        several => {
            let module = ident(&operation.module);
            let arms = several.iter().map(|binding| {
                let variant = ident(&binding.rust);
                let body = of(binding);
                quote!(#module::Binding::#variant => { #body })
            });
            quote!(match binding { #(#arms)* })
        }
    }
}
