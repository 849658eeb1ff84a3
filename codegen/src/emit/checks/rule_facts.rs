//! Tests of context facts in rules, and the patterns of their texts.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::checks::rule_fields::Rules;
use crate::emit::shared::names::{ident, stem, uses};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, primitive_is_one_of};
use crate::plan::{ContextId, ContextKind, Pattern, Primitive, Test};

impl Rules<'_> {
    pub(crate) fn pattern(&self, hint: &str, pattern: &Pattern) -> Ident {
        use heck::ToShoutySnakeCase as _;
        let hint = format!("RULE_{}", stem(hint).to_shouty_snake_case());
        self.scope.patterns.borrow_mut().name(
            &hint,
            &pattern.source,
            pattern.extent,
            self.scope.lowered.matcher(pattern, None),
        )
    }

    /// Emits a test of a fact. The fact is unknown if its text does not match its pattern.
    pub(crate) fn fact(&self, index: ContextId, test: &Test) -> TokenStream {
        let fact = &self.scope.plan.contexts[index];
        let field = ident(&fact.rust);
        let test = match (&fact.kind, test) {
            (_, Test::Present(present)) => quote!(|_| #present),
            (ContextKind::SetOfString, Test::HasAny(values) | Test::HasAll(values))
                if values.len() == 1 =>
            {
                quote!(|set| set.contains(#(#values)*))
            }
            (ContextKind::SetOfString, Test::HasAny(values)) => {
                quote!(|set| [#(#values),*].iter().any(|value| set.contains(*value)))
            }
            (ContextKind::SetOfString, Test::HasAll(values)) => {
                quote!(|set| [#(#values),*].iter().all(|value| set.contains(*value)))
            }
            (ContextKind::SetOfEnum(_), Test::HasAny(values)) => {
                quote!(|set| [#(#values),*].iter().any(|value| set.iter().any(|item| item.as_str() == *value)))
            }
            (ContextKind::SetOfEnum(_), Test::HasAll(values)) => {
                quote!(|set| [#(#values),*].iter().all(|value| set.iter().any(|item| item.as_str() == *value)))
            }
            (ContextKind::SetOfString, Test::OneOf(values)) => quote!(|set| set
                .iter()
                .any(|item| ::core::matches!(item.as_str(), #(#values)|*))),
            (ContextKind::SetOfEnum(_), Test::OneOf(values)) => quote!(|set| set
                .iter()
                .any(|item| ::core::matches!(item.as_str(), #(#values)|*))),
            (ContextKind::Boolean, Test::OneOf(values)) => {
                let test = primitive_is_one_of(
                    Primitive::Boolean,
                    &Place::value(self.scope.lists),
                    values,
                );
                if uses(&test, "value") {
                    quote!(|value| #test)
                } else {
                    quote!(|_| #test)
                }
            }
            (ContextKind::Enum(_) | ContextKind::String, Test::OneOf(values))
                if !values.is_empty() =>
            {
                quote!(|value| ::core::matches!(value.as_str(), #(#values)|*))
            }
            (ContextKind::Enum(_) | ContextKind::String, Test::Matches(pattern)) => {
                let pattern = self.pattern(&fact.rust, pattern);
                quote!(|value| __patterns::#pattern.is_match(value.as_str()))
            }
            (ContextKind::SetOfString | ContextKind::SetOfEnum(_), Test::Matches(pattern)) => {
                let pattern = self.pattern(&fact.rust, pattern);
                quote!(|set| set.iter().any(|item| __patterns::#pattern.is_match(item.as_str())))
            }
            _ => quote!(|_| false),
        };
        let outcome = quote!(context.#field.test(#test));
        match &fact.pattern {
            Some(_) => {
                let name = &fact.name;
                quote!(check.settled_fact(#name, #outcome))
            }
            None => outcome,
        }
    }
}

/// Returns the static of a fact's pattern.
pub(crate) fn fact_pattern(scope: &Scope<'_>, rust: &str, pattern: &Pattern) -> Ident {
    use heck::ToShoutySnakeCase as _;
    let hint = format!("CONTEXT_{}", stem(rust).to_shouty_snake_case());
    let mut patterns = scope.patterns.borrow_mut();
    let matcher = scope.lowered.matcher(pattern, None);
    patterns.name(&hint, &pattern.source, pattern.extent, matcher)
}
