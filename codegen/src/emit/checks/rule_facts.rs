//! Tests of context facts in rules, and the patterns of their texts.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::checks::rule_fields::{Root, Rules};
use crate::emit::shared::names::{ident, stem, uses};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, primitive_is_one_of};
use crate::plan::{Context, ContextId, ContextKind, Operation, Pattern, Primitive, Rule, Test};

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
        match self.root {
            Root::Operation(_) => {}
            Root::Object(..) => return self.fact_in_object(fact, test),
        }
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

impl Rules<'_> {
    /// Emits a test of a fact in a rule of an object, which does not know the type of the context.
    fn fact_in_object(&self, fact: &Context, test: &Test) -> TokenStream {
        let name = &fact.name;
        let any = |values: &[String]| quote!(check.fact(#name, |value| ::core::matches!(value, #(#values)|*)));
        match test {
            Test::OneOf(values) | Test::HasAny(values) if values.is_empty() => {
                quote!(check.fact(#name, |_| false))
            }
            Test::OneOf(values) | Test::HasAny(values) => any(values),
            Test::HasAll(values) => {
                let each = values.iter().map(|value| any(std::slice::from_ref(value)));
                quote!(__wireform::Truth::all([#(#each),*]))
            }
            Test::Matches(pattern) => {
                let pattern = self.pattern(&fact.rust, pattern);
                quote!(check.fact(#name, |value| __patterns::#pattern.is_match(value)))
            }
            Test::Present(present) => quote!(check.fact(#name, |_| #present)),
            // No fact is a number.
            Test::Within(_) => quote!(check.fact(#name, |_| false)),
        }
    }
}

/// Emits the implementation of the facts of a context, if a rule of an object tests one of them.
pub(crate) fn context_facts(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let tested = facts_of_objects(scope, operation);
    if tested.is_empty() {
        return TokenStream::new();
    }
    let facts = tested.iter().map(|&index| {
        let fact = &scope.plan.contexts[index];
        let (name, field) = (&fact.name, ident(&fact.rust));
        let passes = match &fact.kind {
            ContextKind::SetOfString | ContextKind::SetOfEnum(_) => {
                quote!(|set| set.iter().any(|item| test(item.as_str())))
            }
            ContextKind::Enum(_) | ContextKind::String => quote!(|value| test(value.as_str())),
            ContextKind::Boolean => quote!(|value| test(if *value { "true" } else { "false" })),
        };
        let outcome = quote!(self.#field.test(#passes));
        let Some(pattern) = &fact.pattern else {
            return quote!(#name => #outcome,);
        };
        let pattern = fact_pattern(scope, &fact.rust, pattern);
        let matches = match &fact.kind {
            ContextKind::SetOfString | ContextKind::SetOfEnum(_) => {
                quote!(|set| set.iter().all(|item| super::__patterns::#pattern.is_match(item.as_str())))
            }
            ContextKind::Enum(_) | ContextKind::String | ContextKind::Boolean => {
                quote!(|value| super::__patterns::#pattern.is_match(value.as_str()))
            }
        };
        quote!(#name if self.#field.test(#matches).is_true() => #outcome,)
    });
    quote! {
        impl __wireform::ContextFacts for Context {
            fn any(&self, fact: &str, test: &mut dyn FnMut(&str) -> bool) -> __wireform::Truth {
                match fact {
                    #(#facts)*
                    _ => __wireform::Truth::Unknown,
                }
            }
        }
    }
}

/// Returns the facts that the rules of the objects of an operation test.
pub(crate) fn facts_of_objects(scope: &Scope<'_>, operation: &Operation) -> BTreeSet<ContextId> {
    let objects = scope.plan.objects_of(operation).into_iter();
    let rules = objects.flat_map(|object| &scope.plan.objects[object].rules);
    rules.flat_map(Rule::facts).collect()
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
            Test::Present(_) | Test::OneOf(_) | Test::Matches(_) | Test::Within(_) => {
                self.item_test(fact, test)
            }
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
            Test::Present(_) | Test::OneOf(_) | Test::Matches(_) | Test::Within(_) => {
                self.item_test(fact, test)
            }
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
            Test::HasAny(_) | Test::HasAll(_) | Test::Within(_) => never(),
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
            Test::HasAny(_) | Test::HasAll(_) | Test::Matches(_) | Test::Within(_) => never(),
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
            Test::HasAny(_) | Test::HasAll(_) | Test::Within(_) => never(),
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
