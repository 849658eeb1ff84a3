//! The patterns of a module. Each pattern is one static, which all fields with that pattern share.

use std::sync::Arc;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::emit::shared::names::ident;
use crate::lower::{Classes, Matcher, Table};
use crate::plan::Extent;

/// The patterns that the emitted code has named so far.
#[derive(Default)]
pub(crate) struct Patterns {
    statics: Vec<Static>,
}

struct Static {
    name: String,
    source: String,
    extent: Extent,
    matcher: Arc<Matcher>,
    /// Whether a check calls the function of the pattern.
    is_called: bool,
}

impl Patterns {
    /// Returns the name of a pattern's static. A new static is named after `hint`.
    pub(crate) fn name(
        &mut self,
        hint: &str,
        source: &str,
        extent: Extent,
        matcher: Arc<Matcher>,
    ) -> Ident {
        let same = |known: &&Static| {
            known.source == source && known.extent == extent && known.matcher == matcher
        };
        if let Some(known) = self.statics.iter().find(same) {
            return ident(&known.name);
        }
        let mut name = hint.to_owned();
        let mut number = 1;
        while self.statics.iter().any(|known| known.name == name) {
            number += 1;
            name = format!("{hint}_{number}");
        }
        let identifier = ident(&name);
        self.statics.push(Static {
            name,
            source: source.to_owned(),
            extent,
            matcher,
            is_called: false,
        });
        identifier
    }

    /// Returns the name of the function that matches a pattern, and whether the pattern accepts ASCII only. The function
    /// stands next to the static, so that the compiler sees the table wherever it inlines the check.
    pub(crate) fn match_function(&mut self, name: &Ident) -> (Ident, bool) {
        let function = self
            .statics
            .iter_mut()
            .find(|known| *name == ident(&known.name));
        let is_ascii = function.is_some_and(|function| {
            function.is_called = true;
            function.matcher.is_ascii()
        });
        (function_name(&name.to_string()), is_ascii)
    }

    /// Emits the module of the statics.
    pub(crate) fn emit(&self) -> TokenStream {
        if self.statics.is_empty() {
            return TokenStream::new();
        }
        let statics = self.statics.iter().map(|pattern| {
            let name = ident(&pattern.name);
            let source = &pattern.source;
            let matcher = matcher(&pattern.matcher);
            let extent = match pattern.extent {
                Extent::Whole => TokenStream::new(),
                Extent::Search => quote!(.searched()),
            };
            let function = pattern.is_called.then(|| {
                let name_of_function = function_name(&pattern.name);
                quote! {
                    pub(super) fn #name_of_function(value: &str) -> bool {
                        #name.surely_matches(value)
                    }
                }
            });
            quote! {
                pub(super) static #name: __wireform::Pattern =
                    __wireform::Pattern::new(#source, #matcher) #extent;
                #function
            }
        });
        quote! {
            mod __patterns {
                use super::__wireform;
                #(#statics)*
            }
        }
    }
}

fn function_name(name: &str) -> Ident {
    ident(&format!("surely_{}", name.to_lowercase()))
}

fn matcher(matcher: &Matcher) -> TokenStream {
    match matcher {
        Matcher::Length { min, max } => {
            let (min, max) = (number(*min), most(*max));
            quote!(__wireform::Matcher::Length { min: #min, max: #max })
        }
        Matcher::Run { classes, min, max } => {
            let (classes, min, max) = (self::classes(classes), number(*min), most(*max));
            quote! {
                __wireform::Matcher::Run(__wireform::Run { classes: #classes, min: #min, max: #max })
            }
        }
        Matcher::Small(table) => {
            let small = small(table);
            quote!(__wireform::Matcher::Small(#small))
        }
        Matcher::Table(exact) => {
            let exact = table(exact);
            quote!(__wireform::Matcher::Table(#exact))
        }
        Matcher::Bounded {
            small,
            exact_to,
            exact,
        } => {
            let (small, exact_to, exact) = (self::small(small), number(*exact_to), table(exact));
            quote! {
                __wireform::Matcher::Bounded { small: #small, exact_to: #exact_to, exact: #exact }
            }
        }
    }
}

fn small(table: &Table) -> TokenStream {
    let small = table.small();
    let classes = classes(&small.classes);
    let used = small
        .cells
        .iter()
        .rposition(|cell| *cell != 0)
        .map_or(0, |last| last + 1);
    let cells = Literal::byte_string(&small.cells[..used]);
    let (start, from) = (number(small.start.into()), number(small.accept_from.into()));
    quote! {
        __wireform::Small {
            classes: #classes,
            next: __wireform::Small::cells(#cells),
            start: #start,
            accept_from: #from,
        }
    }
}

fn table(table: &Table) -> TokenStream {
    let classes = classes(&table.classes);
    let cells = Literal::byte_string(&table.wide_cells());
    let (start, from) = (number(table.start.into()), number(table.accept_from.into()));
    quote! {
        __wireform::Table {
            classes: #classes,
            next: __wireform::std::borrow::Cow::Borrowed(#cells),
            start: #start,
            accept_from: #from,
        }
    }
}

fn classes(classes: &Classes) -> TokenStream {
    let ranges = Literal::byte_string(&classes.ranges());
    let wide = Literal::byte_string(&classes.wide);
    quote!(__wireform::Classes::ranges(#ranges, #wide))
}

fn number(number: u32) -> Literal {
    Literal::u32_unsuffixed(number)
}

fn most(max: Option<u32>) -> TokenStream {
    match max {
        Some(max) => {
            let max = number(max);
            quote!(__wireform::std::option::Option::Some(#max))
        }
        None => quote!(__wireform::std::option::Option::None),
    }
}
