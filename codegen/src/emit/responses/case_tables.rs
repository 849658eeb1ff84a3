//! Emits the constants by which the runtime recognizes cases.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::places;
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::scope::Scope;
use crate::plan::{
    Operation, Outcome, PlaceTest, Response, ResponseBody, ResponseCode, Retry, Session, TextPlace,
    TextSource, ValueTest, Violations,
};

/// Emits the cases of an operation, with commas between them.
pub(super) fn emit(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let cases = operation.responses.iter().map(|it| case(scope, it));
    quote!(#(#cases),*)
}

fn case(scope: &Scope<'_>, response: &Response) -> TokenStream {
    let matched = &response.matched;
    let mut fields = Vec::new();
    if !matched.statuses.is_empty() {
        let ranges = matched.statuses.iter().map(|range| {
            let first = Literal::u16_unsuffixed(range.first);
            let last = Literal::u16_unsuffixed(range.last);
            quote!((#first, #last))
        });
        fields.push(quote!(statuses: &[#(#ranges),*]));
    }
    if !matched.headers.is_empty() {
        let tests = matched.headers.iter().map(|(name, test)| {
            let test = place_test(scope, response, test);
            quote!((#name, #test))
        });
        fields.push(quote!(headers: &[#(#tests),*]));
    }
    if !matched.body.is_empty() {
        let tests = matched.body.iter().map(|test| {
            let (at, test) = (
                places::both(&test.at),
                place_test(scope, response, &test.test),
            );
            quote!((#at, #test))
        });
        fields.push(quote!(body: &[#(#tests),*]));
    }
    if !matched.codes.is_empty() {
        let codes = &matched.codes;
        fields.push(quote!(with_codes: &[#(#codes),*]));
    }
    if !response.body.is_empty() {
        let formats = response.body.iter().map(|format| {
            let format = match format {
                ResponseBody::Json => ident("Json"),
                ResponseBody::Xml => ident("Xml"),
                ResponseBody::Empty => ident("Empty"),
                ResponseBody::Text => ident("Text"),
                ResponseBody::Scalar => ident("Scalar"),
            };
            quote!(__wireform::response::BodyFormat::#format)
        });
        fields.push(quote!(formats: &[#(#formats),*]));
    }
    if response.retry != Retry::Never {
        let retry = retry(&response.retry);
        fields.push(quote!(retry: #retry));
    }
    if response.session != Session::Keep {
        let session = session(response.session);
        fields.push(quote!(session: #session));
    }
    fields.extend(response.code.as_ref().map(|code| {
        let source = text_source(code);
        quote!(code: Some(#source))
    }));
    let known: Vec<TokenStream> = response.codes.iter().filter_map(known_code).collect();
    if !known.is_empty() {
        fields.push(quote!(known_codes: &[#(#known),*]));
    }
    fields.extend(response.message.as_ref().map(|message| {
        let source = text_source(message);
        quote!(message: Some(#source))
    }));
    fields.extend(response.violations.as_ref().map(|violations| {
        let reports = reports(violations);
        quote!(reports: Some(#reports))
    }));
    let (name, state) = (&response.name, state(response.outcome));
    quote!(__wireform::response::Case { #(#fields,)* ..__wireform::response::Case::new(#name, #state) })
}

fn state(outcome: Outcome) -> TokenStream {
    let state = match outcome {
        Outcome::Success => ident("Done"),
        Outcome::Accepted => ident("Pending"),
        Outcome::Failure => ident("NotDone"),
        Outcome::Unknown => ident("Unknown"),
    };
    quote!(__wireform::response::State::#state)
}

fn retry(retry: &Retry) -> TokenStream {
    let rule = match retry {
        Retry::Never => quote!(Never),
        Retry::Safe => quote!(Safe),
        Retry::Later => quote!(Later),
        Retry::After(header) => quote!(After(#header)),
    };
    quote!(__wireform::response::RetryRule::#rule)
}

fn session(session: Session) -> TokenStream {
    let session = match session {
        Session::Keep => ident("Keep"),
        Session::Expired => ident("Expired"),
        Session::Closed => ident("Closed"),
    };
    quote!(__wireform::response::Session::#session)
}

/// Emits what a code changes, if it changes anything.
fn known_code(known: &ResponseCode) -> Option<TokenStream> {
    if known.outcome.is_none() && known.retry.is_none() && known.session.is_none() {
        return None;
    }
    let option = |value: Option<TokenStream>| match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    };
    let code = &known.code;
    let state = option(known.outcome.map(state));
    let retry = option(known.retry.as_ref().map(retry));
    let session = option(known.session.map(session));
    Some(quote! {
        __wireform::response::KnownCode { code: #code, state: #state, retry: #retry, session: #session }
    })
}

fn text_source(source: &TextSource) -> TokenStream {
    let all = source.places.iter().map(|place| match place {
        TextPlace::Header(name) => quote!(__wireform::response::TextPlace::Header(#name)),
        TextPlace::Body(at) => {
            let at = places::both(at);
            quote!(__wireform::response::TextPlace::Body(#at))
        }
    });
    let option = |separator: &Option<String>| match separator {
        Some(separator) => quote!(Some(#separator)),
        None => quote!(None),
    };
    let (after, before) = (option(&source.after), option(&source.before));
    quote! {
        __wireform::response::TextSource { places: &[#(#all),*], after: #after, before: #before }
    }
}

fn reports(violations: &Violations) -> TokenStream {
    match violations {
        Violations::Tree(at) => {
            let at = places::both(at);
            quote!(__wireform::response::Reports::Tree(#at))
        }
        Violations::Each {
            items,
            path,
            code,
            message,
            nested,
        } => {
            let [items, path, code, message, nested] =
                [items, path, code, message, nested].map(places::both);
            quote! {
                __wireform::response::Reports::Each {
                    items: #items,
                    path: #path,
                    code: #code,
                    message: #message,
                    nested: #nested,
                }
            }
        }
    }
}

fn place_test(scope: &Scope<'_>, response: &Response, test: &PlaceTest) -> TokenStream {
    let test = match test {
        PlaceTest::Present(present) => quote!(Present(#present)),
        PlaceTest::Any(test) => {
            let test = value_test(scope, response, test);
            quote!(Any(#test))
        }
        PlaceTest::Every(test) => {
            let test = value_test(scope, response, test);
            quote!(Every(#test))
        }
    };
    quote!(__wireform::response::PlaceTest::#test)
}

fn value_test(scope: &Scope<'_>, response: &Response, test: &ValueTest) -> TokenStream {
    let mut fields = Vec::new();
    for (name, texts) in [("one_of", &test.one_of), ("none_of", &test.none_of)] {
        if !texts.is_empty() {
            let name = ident(name);
            fields.push(quote!(#name: &[#(#texts),*]));
        }
    }
    for (name, bound) in [("minimum", test.minimum), ("maximum", test.maximum)] {
        if let Some(bound) = bound {
            let (name, bound) = (ident(name), Literal::i64_unsuffixed(bound));
            fields.push(quote!(#name: Some(#bound)));
        }
    }
    if let Some(pattern) = &test.matches {
        let matcher = scope.lowered.matcher(pattern, None);
        let hint = format!("RESPONSE_{}", stem(&response.rust).to_uppercase());
        let name =
            scope
                .patterns
                .borrow_mut()
                .name(&hint, &pattern.source, pattern.extent, matcher);
        fields.push(quote!(matches: Some(&super::super::__patterns::#name)));
    }
    quote! {
        __wireform::response::ValueTest { #(#fields,)* ..__wireform::response::ValueTest::ANY }
    }
}
