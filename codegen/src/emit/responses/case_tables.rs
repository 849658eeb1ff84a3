//! Emits the table of an operation's cases, by which the runtime recognizes them.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};

use super::places::places;
use crate::emit::shared::names::{ident, stem};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::tree_statics;
use crate::lower::responses::reported_names;
use crate::plan::{
    BodyPlaces, Operation, Outcome, PlaceTest, Response, ResponseBody, ResponseCode, ResponseLines,
    Retry, SectionLine, Session, TextPlace, TextSource, TreeId, ValueTest, Violations,
};

/// Emits the table, with the names of the request's fields in reports.
pub(super) fn emit(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let cases = operation.responses.iter().map(|response| {
        let of = match response.outcome.is_success() {
            true => ident("Response"),
            false => ident("Refusal"),
        };
        let (variant, case) = (ident(&response.rust), case(scope, response));
        quote!(#of::#variant = #case;)
    });
    let names = reported_names(scope.plan, operation);
    let names = names
        .iter()
        .map(|(name, logical)| quote!((#name, #logical)));
    quote! {
        __wireform::case_table! {
            names: &[#(#names),*];
            #(#cases)*
        }
    }
}

fn case(scope: &Scope<'_>, response: &Response) -> TokenStream {
    let matched = &response.matched;
    let kind = ident(match response.outcome {
        Outcome::Success => "success",
        Outcome::Accepted => "accepted",
        Outcome::Failure => "failure",
        Outcome::Unknown => "unknown",
    });
    let name = &response.name;
    let mut case = quote!(#kind(#name));
    if !matched.statuses.is_empty() {
        let ranges = matched.statuses.iter().map(|range| {
            let first = Literal::u16_unsuffixed(range.first);
            let last = Literal::u16_unsuffixed(range.last);
            quote!((#first, #last))
        });
        case = quote!(#case.statuses(&[#(#ranges),*]));
    }
    if !matched.headers.is_empty() {
        let tests = matched.headers.iter().map(|(name, test)| {
            let test = place_test(scope, response, test);
            quote!((#name, #test))
        });
        case = quote!(#case.headers(&[#(#tests),*]));
    }
    if !matched.body.is_empty() {
        let tests = matched.body.iter().map(|test| {
            let (at, test) = (places(&test.at), place_test(scope, response, &test.test));
            quote!((#at, #test))
        });
        case = quote!(#case.body(&[#(#tests),*]));
    }
    if !matched.codes.is_empty() {
        let codes = &matched.codes;
        case = quote!(#case.with_codes(&[#(#codes),*]));
    }
    if !response.body.is_empty() {
        let formats = response.body.iter().map(|format| {
            let name = match format {
                ResponseBody::Lines(lines) => return line_rules(lines),
                ResponseBody::Tree(tree) => return tree_read(scope, *tree),
                ResponseBody::Json => "Json",
                ResponseBody::Xml => "Xml",
                ResponseBody::Empty => "Empty",
                ResponseBody::Text => "Text",
                ResponseBody::Scalar => "Scalar",
            };
            ident(name).to_token_stream()
        });
        case = quote!(#case.formats(&[#(#formats),*]));
    }
    let namespaces = &scope.plan.namespaces;
    if !namespaces.is_empty() && response.body.iter().any(ResponseBody::is_xml) {
        let all = namespaces.iter().map(|namespace| {
            let (prefix, uri) = (
                namespace.prefix.as_deref().unwrap_or_default(),
                &namespace.uri,
            );
            quote!((#prefix, #uri))
        });
        case = quote!(#case.namespaces(&[#(#all),*]));
    }
    if response.retry != Retry::Never {
        let retry = retry(&response.retry);
        case = quote!(#case.retry(#retry));
    }
    if response.session != Session::Keep {
        let session = session(response.session);
        case = quote!(#case.session(#session));
    }
    if let Some(code) = &response.code {
        let source = text_source(code);
        case = quote!(#case.code(#source));
    }
    let known: Vec<TokenStream> = response
        .codes
        .iter()
        .filter(|code| code.overrides())
        .map(known_code)
        .collect();
    if !known.is_empty() {
        case = quote!(#case.known_codes(&[#(#known),*]));
    }
    if let Some(message) = &response.message {
        let source = text_source(message);
        case = quote!(#case.message(#source));
    }
    if let Some(violations) = &response.violations {
        let reports = reports(violations);
        case = quote!(#case.reports(#reports));
    }
    case
}

/// Emits the format of a body with a value that is a tree.
fn tree_read(scope: &Scope<'_>, id: TreeId) -> TokenStream {
    let (name, at) = (tree_statics::name(id), &scope.plan.trees[id].at);
    let at = places(&BodyPlaces {
        json: Vec::new(),
        xml: at.clone(),
    });
    quote!(tree(&super::super::__trees::#name, #at.xml))
}

/// Emits the format of a body of lines.
fn line_rules(lines: &ResponseLines) -> TokenStream {
    let assign = &lines.assign;
    let mut rules = quote!(lines(#assign));
    if lines.trims {
        rules = quote!(#rules.trims(true));
    }
    if lines.ignores_case {
        rules = quote!(#rules.ignores_case(true));
    }
    if !lines.skip.is_empty() {
        let skip = &lines.skip;
        rules = quote!(#rules.skip(&[#(#skip),*]));
    }
    if let Some(end) = &lines.end {
        rules = quote!(#rules.end(#end));
    }
    if !lines.numbered.is_empty() {
        let numbered = lines.numbered.iter().map(|line| {
            let (before, after) = (&line.before, &line.after);
            quote!((#before, #after))
        });
        rules = quote!(#rules.numbered(&[#(#numbered),*]));
    }
    if let Some(SectionLine { open, close }) = &lines.section {
        rules = quote!(#rules.section(#open, #close));
    }
    quote!(Lines(#rules))
}

fn retry(retry: &Retry) -> TokenStream {
    match retry {
        Retry::Never => quote!(Never),
        Retry::Safe => quote!(Safe),
        Retry::Later => quote!(Later),
        Retry::After(header) => quote!(After(#header)),
        Retry::AfterField { places: at, .. } => {
            let at = places(at);
            quote!(AfterField(#at))
        }
    }
}

fn session(session: Session) -> TokenStream {
    match session {
        Session::Keep => quote!(Keep),
        Session::Expired => quote!(Expired),
        Session::Closed => quote!(Closed),
    }
}

/// Emits what a code changes, if it changes anything.
fn known_code(known: &ResponseCode) -> TokenStream {
    let state = known.outcome.map(|outcome| {
        let state = ident(match outcome {
            Outcome::Success => "Done",
            Outcome::Accepted => "Pending",
            Outcome::Failure => "NotDone",
            Outcome::Unknown => "Unknown",
        });
        quote!(.state(#state))
    });
    let retry = known.retry.as_ref().map(|it| {
        let retry = retry(it);
        quote!(.retry(#retry))
    });
    let session = known.session.map(|it| {
        let session = session(it);
        quote!(.session(#session))
    });
    let code = &known.code;
    quote!(code(#code) #state #retry #session)
}

fn text_source(source: &TextSource) -> TokenStream {
    let all = source.places.iter().map(|place| match place {
        TextPlace::Header(name) => quote!(Header(#name)),
        TextPlace::Body(at) => {
            let at = places(at);
            quote!(Body(#at))
        }
    });
    let after = source.after.as_ref().map(|it| quote!(.after(#it)));
    let before = source.before.as_ref().map(|it| quote!(.before(#it)));
    quote!(text(&[#(#all),*]) #after #before)
}

fn reports(violations: &Violations) -> TokenStream {
    match violations {
        Violations::Tree(at) => {
            let at = places(at);
            quote!(Tree(#at))
        }
        Violations::Each {
            items,
            path,
            code,
            message,
            nested,
        } => {
            let items = places(items);
            let parts = [
                ("path", path),
                ("code", code),
                ("message", message),
                ("nested", nested),
            ];
            let parts = parts
                .iter()
                .filter(|(_, at)| !at.json.is_empty() || !at.xml.is_empty())
                .map(|(name, at)| {
                    let (name, at) = (ident(name), places(at));
                    quote!(.#name(#at))
                });
            quote!(Each(each(#items) #(#parts)*))
        }
    }
}

fn place_test(scope: &Scope<'_>, response: &Response, test: &PlaceTest) -> TokenStream {
    match test {
        PlaceTest::Present(present) => quote!(Present(#present)),
        PlaceTest::Any(test) => {
            let test = value_test(scope, response, test);
            quote!(Any(#test))
        }
        PlaceTest::Every(test) => {
            let test = value_test(scope, response, test);
            quote!(Every(#test))
        }
    }
}

fn value_test(scope: &Scope<'_>, response: &Response, test: &ValueTest) -> TokenStream {
    let mut value = quote!(value());
    for (name, texts) in [("one_of", &test.one_of), ("none_of", &test.none_of)] {
        if !texts.is_empty() {
            let name = ident(name);
            value = quote!(#value.#name(&[#(#texts),*]));
        }
    }
    for (name, bound) in [("minimum", test.minimum), ("maximum", test.maximum)] {
        if let Some(bound) = bound {
            let (name, bound) = (ident(name), Literal::i64_unsuffixed(bound));
            value = quote!(#value.#name(#bound));
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
        value = quote!(#value.matches(&super::super::__patterns::#name));
    }
    value
}
