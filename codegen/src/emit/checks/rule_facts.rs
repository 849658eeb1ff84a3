//! Tests of context facts in rules, and the patterns of their texts.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::checks::rule_fields::Rules;
use crate::emit::shared::names::{ident, stem, uses};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, primitive_is_one_of};
use crate::plan::{Context, ContextId, ContextKind, Pattern, Primitive, Test};

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
        let test = match &fact.kind {
            ContextKind::SetOfString => self.text_set_test(fact, test),
            ContextKind::SetOfEnum(_) => self.enum_set_test(fact, test),
            ContextKind::Boolean => self.boolean_test(test),
            ContextKind::Enum(_) | ContextKind::String => self.text_test(fact, test),
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

/// A test of a fact that can never be true.
fn never() -> TokenStream {
    quote!(|_| false)
}

/// The tests of each kind of fact.
impl Rules<'_> {
    fn text_set_test(&self, fact: &Context, test: &Test) -> TokenStream {
        match test {
            Test::HasAny(values) | Test::HasAll(values) if values.len() == 1 => {
                quote!(|set| set.contains(#(#values)*))
            }
            Test::HasAny(values) => {
                quote!(|set| [#(#values),*].iter().any(|value| set.contains(*value)))
            }
            Test::HasAll(values) => {
                quote!(|set| [#(#values),*].iter().all(|value| set.contains(*value)))
            }
            Test::Present(_) | Test::OneOf(_) | Test::Matches(_) => self.item_test(fact, test),
        }
    }

    fn enum_set_test(&self, fact: &Context, test: &Test) -> TokenStream {
        match test {
            Test::HasAny(values) => {
                quote!(|set| [#(#values),*].iter().any(|value| set.iter().any(|item| item.as_str() == *value)))
            }
            Test::HasAll(values) => {
                quote!(|set| [#(#values),*].iter().all(|value| set.iter().any(|item| item.as_str() == *value)))
            }
            Test::Present(_) | Test::OneOf(_) | Test::Matches(_) => self.item_test(fact, test),
        }
    }

    /// Emits a test that a set passes if one of its items does.
    fn item_test(&self, fact: &Context, test: &Test) -> TokenStream {
        match test {
            Test::Present(present) => quote!(|_| #present),
            Test::OneOf(values) => quote!(|set| set
                .iter()
                .any(|item| ::core::matches!(item.as_str(), #(#values)|*))),
            Test::Matches(pattern) => {
                let pattern = self.pattern(&fact.rust, pattern);
                quote!(|set| set.iter().any(|item| __patterns::#pattern.is_match(item.as_str())))
            }
            Test::HasAny(_) | Test::HasAll(_) => never(),
        }
    }

    fn boolean_test(&self, test: &Test) -> TokenStream {
        match test {
            Test::Present(present) => quote!(|_| #present),
            Test::OneOf(values) => {
                let place = Place::value(self.scope.lists);
                let test = primitive_is_one_of(Primitive::Boolean, &place, values);
                if uses(&test, "value") {
                    quote!(|value| #test)
                } else {
                    quote!(|_| #test)
                }
            }
            Test::HasAny(_) | Test::HasAll(_) | Test::Matches(_) => never(),
        }
    }

    fn text_test(&self, fact: &Context, test: &Test) -> TokenStream {
        match test {
            Test::Present(present) => quote!(|_| #present),
            Test::OneOf(values) if values.is_empty() => never(),
            Test::OneOf(values) => {
                quote!(|value| ::core::matches!(value.as_str(), #(#values)|*))
            }
            Test::Matches(pattern) => {
                let pattern = self.pattern(&fact.rust, pattern);
                quote!(|value| __patterns::#pattern.is_match(value.as_str()))
            }
            Test::HasAny(_) | Test::HasAll(_) => never(),
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
