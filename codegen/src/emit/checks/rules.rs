//! Emits rules in three-valued logic. A rule that depends on something unknown is undecided, never silently true.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::emit::checks::facets::{integer_constant, number_constant};
use crate::emit::checks::field_table::step;
use crate::emit::checks::rule_facts::fact_pattern;
use crate::emit::checks::rule_fields::{Root, Rules};
use crate::emit::shared::names::{ident, uses};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Place, is_one_of};
use crate::emit::shared::wire_situation::Wires;
use crate::emit::types::contexts::has_context;
use crate::plan::{
    Comparison, Condition, ContextKind, Effect, FieldPath, ItemIndex, ObjectId, ObjectType,
    Operation, PathStep, Pattern, Primitive, Quantifier, Range, Rule, Structure, Test, Type,
    path_targets,
};

/// Emits statements that report the missing facts, then each rule.
pub(crate) fn emit(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let missing = operation.contexts.iter().map(|&index| {
        let fact = &scope.plan.contexts[index];
        let (field, name) = (ident(&fact.rust), &fact.name);
        let step = step(name, "", ItemIndex::None);
        let texts = fact.pattern.as_ref().map(|pattern| {
            let pattern = fact_pattern(scope, &fact.rust, pattern);
            let texts = match fact.kind {
                ContextKind::SetOfString => quote!(known),
                ContextKind::SetOfEnum(_)
                | ContextKind::Enum(_)
                | ContextKind::Boolean
                | ContextKind::String => quote!([known]),
            };
            quote! {
                if let Some(known) = context.#field.known() {
                    check.context_text(#name, #texts, &__patterns::#pattern);
                }
            }
        });
        quote! {
            if context.#field.is_missing() {
                check.context_missing(&#step);
            }
            #texts
        }
    });
    let missing = quote!(#(#missing)*);
    let body = all_of(
        Rules::new(scope, Root::Operation(operation)),
        &operation.rules,
    );
    let current = (has_context(operation) && operation.takes_current && uses(&body, "current"))
        .then(|| {
            let option = scope.names.std("Option");
            quote!(let current: #option<&Self> = context.current.as_deref();)
        });
    quote!(#missing #current #body)
}

/// Emits the rules of an object. The variable `at` is its path.
pub(crate) fn of_object(
    scope: &Scope<'_>,
    index: ObjectId,
    object: &ObjectType,
    wires: Wires,
) -> TokenStream {
    all_of(
        Rules::new(scope, Root::Object(index, object, wires)),
        &object.rules,
    )
}

/// Emits whether a number is in a range.
fn is_within(place: &Place, range: &Range) -> TokenStream {
    match range {
        Range::Integer(facets) => match integer_constant(facets) {
            None => quote!(true),
            Some(facets) => {
                let value = place.copied();
                quote!(#facets.accepts(#value))
            }
        },
        Range::Number(facets) => match number_constant(facets) {
            None => quote!(true),
            Some(facets) => {
                let value = place.by_ref();
                quote!(#facets.accepts(#value))
            }
        },
    }
}

fn all_of(mut rules: Rules<'_>, all: &[Rule]) -> TokenStream {
    let checks: Vec<TokenStream> = all.iter().map(|rule| rules.rule(rule)).collect();
    let fields = rules.variables();
    quote!(#fields #(#checks)*)
}

impl Rules<'_> {
    fn rule(&mut self, rule: &Rule) -> TokenStream {
        self.empty_is_value = rule.empty_is_value;
        self.about = rule.about;
        let effects: Vec<TokenStream> = rule
            .effects
            .iter()
            .map(|effect| self.effect(effect))
            .collect();
        let effects = all(effects);
        let outcome = match &rule.when {
            Condition::All(none) if none.is_empty() => effects,
            when => {
                let when = self.condition(when);
                quote!(#when.implies(#effects))
            }
        };
        let (name, message) = (&rule.name, &rule.says);
        let (lets, path) = match &rule.path {
            None => match self.root {
                Root::Operation(_) => (TokenStream::new(), quote!(None)),
                Root::Object(..) => (TokenStream::new(), quote!(Some(at))),
            },
            Some(path) => {
                let lets = self.path_lets(path);
                (lets, quote!(Some(&path)))
            }
        };
        quote! {
            #lets
            check.rule(&__wireform::RuleText { name: #name, message: #message }, #outcome, #path);
        }
    }

    /// Emits `let path = …;` for the field that a rule is about.
    fn path_lets(&self, path: &FieldPath) -> TokenStream {
        let mut lets = TokenStream::new();
        let lowered = self.scope.lowered;
        let format = match self.root {
            Root::Operation(operation) => operation.default_binding().body.member_format(),
            Root::Object(.., wires) => wires.default,
        };
        let mut object = None;
        let mut around = None;
        let parts = path_targets(self.root.fields(), &self.scope.plan.objects, &path.0);
        for (depth, (at, part)) in path.0.iter().zip(parts).enumerate() {
            let step = match at {
                PathStep::Field(index) => {
                    let place = match (object, self.root) {
                        (None, Root::Operation(operation)) => {
                            lowered.places(operation)[*index].clone()
                        }
                        (None, Root::Object(own, ..)) | (Some(own), _) => {
                            lowered.object_places(own).on(format)[*index].clone()
                        }
                    };
                    let step = step(part.name(), &place.wire, place.index.of_objects());
                    around = Some(place);
                    step
                }
                PathStep::Entry(key) => {
                    let wire = around.take().map_or("", |map| map.entry_wire(key));
                    step(key, wire, ItemIndex::None)
                }
            };
            lets.extend(match (depth, self.root) {
                (0, Root::Operation(_)) => quote!(let path = __wireform::Path::step(&#step);),
                (0, Root::Object(..)) => quote!(let path = at.member(&#step);),
                _ => quote!(let path = path.member(&#step);),
            });
            object = part.ty().object().or(object);
        }
        lets
    }

    fn condition(&mut self, condition: &Condition) -> TokenStream {
        match condition {
            Condition::All(list) => {
                let list = list.iter().map(|one| self.condition(one)).collect();
                all(list)
            }
            Condition::Any(list) => {
                let list = list.iter().map(|one| self.condition(one)).collect();
                any(list)
            }
            Condition::Not(one) => {
                let one = self.condition(one);
                quote!(#one.not())
            }
            Condition::Context(index, test) => self.fact(*index, test),
            Condition::Field(path, test) => self.field_test(path, test),
            Condition::Items(list, quantifier, inner) => {
                let (join, absent) = match quantifier {
                    Quantifier::Any => (quote!(any), quote!(False)),
                    Quantifier::Every => (quote!(all), quote!(False)),
                };
                self.each_item(list, &join, &absent, |this| this.condition(inner))
            }
            Condition::Compare(left, how, right) => {
                self.comparison((left, *how, right), &quote!(False), false)
            }
        }
    }

    fn field_test(&mut self, path: &FieldPath, test: &Test) -> TokenStream {
        if let Test::Present(present) = test {
            let is = self.present(path);
            return if *present { is } else { quote!(#is.not()) };
        }
        let variable = self.judged(path);
        let ty = self.ty(path);
        let test = self.holds(&ty, &Place::value(self.scope.lists), test, &variable);
        if uses(&test, "value") {
            quote!(#variable.test(|value| value.is_some_and(|value| #test)))
        } else {
            quote!(#variable.test(|value| value.is_some_and(|_| #test)))
        }
    }

    /// Returns an expression of type `bool`: whether a value that is present passes a test.
    fn holds(&self, ty: &Type, place: &Place, test: &Test, hint: &Ident) -> TokenStream {
        match test {
            Test::Present(present) => quote!(#present),
            Test::OneOf(values) => is_one_of(ty, place, values),
            Test::HasAny(values) => is_one_of(ty, place, values),
            Test::HasAll(values) => {
                let each = values
                    .iter()
                    .map(|value| is_one_of(ty, place, std::slice::from_ref(value)));
                if values.is_empty() {
                    quote!(true)
                } else {
                    quote!(#(#each)&&*)
                }
            }
            Test::Matches(pattern) => self.matches(ty, place, pattern, hint, false),
            Test::Within(range) => is_within(place, range),
        }
    }

    fn matches(
        &self,
        ty: &Type,
        place: &Place,
        pattern: &Pattern,
        hint: &Ident,
        every: bool,
    ) -> TokenStream {
        match ty.structure() {
            Structure::List(list) => {
                let test = self.matches(&list.item, &place.item(), pattern, hint, every);
                let (receiver, item) = (place.receiver(), place.binding());
                let method = if every { quote!(all) } else { quote!(any) };
                quote!(#receiver.iter().#method(|#item| #test))
            }
            Structure::Object(_) | Structure::Map(_) => quote!(false),
            Structure::Primitive(primitive) => {
                let pattern = self.pattern(&hint.to_string(), pattern);
                let text = crate::emit::shared::value_access::text(primitive, place);
                quote!(__patterns::#pattern.is_match(#text))
            }
        }
    }

    fn effect(&mut self, effect: &Effect) -> TokenStream {
        match effect {
            Effect::Required(paths) => self.all_present(paths),
            Effect::Forbidden(paths) => {
                let list = paths
                    .iter()
                    .map(|path| {
                        let is = self.present(path);
                        quote!(#is.not())
                    })
                    .collect();
                all(list)
            }
            Effect::AtLeastOne(alternatives) => {
                let list = alternatives
                    .iter()
                    .map(|paths| self.all_present(paths))
                    .collect();
                any(list)
            }
            Effect::ExactlyOne(alternatives) => {
                let list = alternatives
                    .iter()
                    .map(|own| self.only(own, alternatives))
                    .collect();
                any(list)
            }
            Effect::AtMostOne(alternatives) => {
                let list = alternatives
                    .iter()
                    .map(|own| all(self.none_but(own, alternatives)))
                    .collect();
                any(list)
            }
            Effect::AllOrNone(paths) => {
                let present: Vec<TokenStream> =
                    paths.iter().map(|path| self.present(path)).collect();
                quote!(__wireform::Truth::all_or_none([#(#present),*]))
            }
            Effect::Count(paths, minimum, maximum) => {
                let present: Vec<TokenStream> =
                    paths.iter().map(|path| self.present(path)).collect();
                let minimum = Literal::u64_unsuffixed(*minimum);
                let maximum = match maximum.map(Literal::u64_unsuffixed) {
                    Some(maximum) => quote!(Some(#maximum)),
                    None => quote!(None),
                };
                quote!(__wireform::Truth::count([#(#present),*], #minimum, #maximum))
            }
            Effect::Compare(left, how, right) => {
                self.comparison((left, *how, right), &quote!(True), true)
            }
            Effect::EachItem(list, effects) => {
                self.each_item(list, &quote!(all), &quote!(True), |this| {
                    all(effects.iter().map(|effect| this.effect(effect)).collect())
                })
            }
            Effect::Matches(path, pattern) => {
                let variable = self.judged(path);
                let ty = self.ty(path);
                let test = self.matches(
                    &ty,
                    &Place::value(self.scope.lists),
                    pattern,
                    &variable,
                    true,
                );
                let passes = self.passes(path, &test);
                quote!(#variable.test(#passes))
            }
            Effect::Within(path, range) => {
                let variable = self.judged(path);
                let place = Place::value(self.scope.lists);
                let test = match self.ty(path).structure() {
                    Structure::List(_) => {
                        let test = is_within(&place.item(), range);
                        let item = place.binding();
                        quote!(value.iter().all(|#item| #test))
                    }
                    Structure::Primitive(_) | Structure::Object(_) | Structure::Map(_) => {
                        is_within(&place, range)
                    }
                };
                let passes = self.passes(path, &test);
                quote!(#variable.test(#passes))
            }
            Effect::LimitedTo(path, values) => {
                let variable = self.judged(path);
                let ty = self.ty(path);
                let place = Place::value(self.scope.lists);
                let test = match ty.structure() {
                    Structure::List(list) => {
                        let test = is_one_of(&list.item, &place.item(), values);
                        let item = place.binding();
                        quote!(value.iter().all(|#item| #test))
                    }
                    Structure::Primitive(_) | Structure::Object(_) | Structure::Map(_) => {
                        is_one_of(&ty, &place, values)
                    }
                };
                let passes = self.passes(path, &test);
                quote!(#variable.test(#passes))
            }
            Effect::Unchanged(paths) => self.unchanged(paths),
            Effect::Refuse => quote!(__wireform::Truth::False),
        }
    }

    /// Compares two fields. `absent` is the result if one has no value. With `skips_empty`, an empty text can be no value.
    fn comparison(
        &mut self,
        (left, how, right): (&FieldPath, Comparison, &FieldPath),
        absent: &TokenStream,
        skips_empty: bool,
    ) -> TokenStream {
        let (first, second) = (self.judged(left), self.judged(right));
        let types = (self.ty(left), self.ty(right));
        let operator = match how {
            Comparison::Same => quote!(==),
            Comparison::Different => quote!(!=),
            Comparison::Less => quote!(<),
            Comparison::LessOrEqual => quote!(<=),
            Comparison::Greater => quote!(>),
            Comparison::GreaterOrEqual => quote!(>=),
        };
        let mut holds = match types.0.primitive() {
            Some(Primitive::Text(_) | Primitive::Enum(_)) | None => {
                match (types.0.is_text(), types.1.is_text()) {
                    (true, true) => quote!(**left #operator **right),
                    (true, false) => quote!(&**left #operator right.as_str()),
                    (false, true) => quote!(left.as_str() #operator &**right),
                    (false, false) => quote!(left.as_str() #operator right.as_str()),
                }
            }
            Some(
                Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date,
            ) => {
                quote!(left #operator right)
            }
            Some(Primitive::Timestamp) => {
                quote!(left.compare(right) #operator ::core::cmp::Ordering::Equal)
            }
        };
        if skips_empty {
            for (path, name) in [(left, "left"), (right, "right")] {
                if self.is_empty(path).is_some() {
                    let name = ident(name);
                    holds = match self.ty(path).is_text() {
                        true => quote!(#name.is_empty() || #holds),
                        false => quote!(#name.as_str().is_empty() || #holds),
                    };
                }
            }
        }
        quote! {
            __wireform::compare(#first, #second, __wireform::Truth::#absent, |left, right| #holds)
        }
    }

    /// Returns the condition that every field of one alternative is present, and that every field that only other alternatives
    /// name is absent.
    fn only(&mut self, own: &[FieldPath], alternatives: &[Vec<FieldPath>]) -> TokenStream {
        let mut list = vec![self.all_present(own)];
        list.append(&mut self.none_but(own, alternatives));
        all(list)
    }

    /// Returns one condition for each field that only other alternatives name: the field is absent.
    fn none_but(&mut self, own: &[FieldPath], alternatives: &[Vec<FieldPath>]) -> Vec<TokenStream> {
        let others = alternatives.iter().flatten();
        others
            .filter(|path| !own.contains(path))
            .map(|path| {
                let is = self.present(path);
                quote!(#is.not())
            })
            .collect()
    }

    fn all_present(&mut self, paths: &[FieldPath]) -> TokenStream {
        let list = paths.iter().map(|path| self.present(path)).collect();
        all(list)
    }

    fn present(&mut self, path: &FieldPath) -> TokenStream {
        if self.about.is_request() {
            return self.sent(path);
        }
        let variable = self.variable(path);
        match self.is_empty(path) {
            Some(empty) => {
                let is = quote!(#variable.test(|value| value.is_some_and(|value| !#empty)));
                self.settled_presence(path, &is)
            }
            None => {
                let is = quote!(#variable.test(|value| value.is_some()));
                match path.has_entry() {
                    true => self.settled_presence(path, &is),
                    false => is,
                }
            }
        }
    }

    /// Returns an expression of type `bool`: whether a text that is present is empty. Returns `None` if the rule treats an empty
    /// text as a value, or if the field is not a text.
    fn is_empty(&self, path: &FieldPath) -> Option<TokenStream> {
        let ty = self.ty(path);
        let empty = match ty.structure() {
            Structure::Primitive(Primitive::Text(_)) => quote!(value.is_empty()),
            Structure::Primitive(Primitive::Enum(_)) => quote!(value.as_str().is_empty()),
            Structure::Primitive(
                Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp,
            )
            | Structure::List(_)
            | Structure::Map(_)
            | Structure::Object(_) => return None,
        };
        (!self.empty_is_value).then_some(empty)
    }

    /// Returns a closure that applies the test to an optional value. A field without a value passes.
    fn passes(&self, path: &FieldPath, test: &TokenStream) -> TokenStream {
        match self.is_empty(path) {
            Some(empty) => quote!(|value| value.is_none_or(|value| #empty || #test)),
            None => quote!(|value| value.is_none_or(|value| #test)),
        }
    }
}

fn all(mut list: Vec<TokenStream>) -> TokenStream {
    match list.len() {
        1 => list.remove(0),
        _ => quote!(__wireform::Truth::all([#(#list),*])),
    }
}

fn any(mut list: Vec<TokenStream>) -> TokenStream {
    match list.len() {
        1 => list.remove(0),
        _ => quote!(__wireform::Truth::any([#(#list),*])),
    }
}
