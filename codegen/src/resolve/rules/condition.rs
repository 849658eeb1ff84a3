//! Resolves conditions: the field or the context fact of each test, and the values that it compares with.

use super::super::diagnostics::{NameDiagnostic, RuleDiagnostic};
use super::super::resolver::{FieldDrafts, Resolver};
use crate::draft::Draft;
use crate::pattern;
use crate::plan::{
    self, Condition, ContextId, ContextKind, Extent, FieldPath, Structure, Test, Type,
};
use crate::source::Quoted;
use crate::syntax::{self, Scope, Text};

/// The item that a condition tests.
pub(super) enum Subject {
    Context(ContextId),
    Field(FieldPath),
}

/// The shape of the tested item.
enum SubjectShape {
    /// One value of this type.
    One(Type),
    /// A set or list of values of this type.
    Many(Type),
    /// A list of lists or maps, which is only present or absent.
    Nested,
    /// An object or a map, which is only present or absent.
    Whole,
}

impl<'a> Resolver<'a> {
    pub(in super::super) fn resolve_condition(
        &mut self,
        condition: &syntax::Condition,
        drafts: &FieldDrafts<'a>,
        plan: &Draft,
    ) -> Option<Condition> {
        let all = |this: &mut Self, parts: &[syntax::Condition]| {
            parts
                .iter()
                .filter_map(|part| this.resolve_condition(part, drafts, plan))
                .collect()
        };
        Some(match condition {
            syntax::Condition::All(parts) => Condition::All(all(self, parts)),
            syntax::Condition::Any(parts) => Condition::Any(all(self, parts)),
            syntax::Condition::Not(part) => {
                Condition::Not(Box::new(self.resolve_condition(part, drafts, plan)?))
            }
            syntax::Condition::Test(name, test) => {
                if let Some((list, test)) = self.split_items(name, test, drafts) {
                    let condition = syntax::Condition::Test(list, test?);
                    return self.resolve_condition(&condition, drafts, plan);
                }
                let subject = self.resolve_subject(name, drafts, plan)?;
                if let Some(found) = self.resolve_inner(name, test, &subject, drafts, plan) {
                    return found;
                }
                let shape = match &subject {
                    Subject::Context(index) if self.poisoned_facts.contains(index) => return None,
                    Subject::Context(index) => shape_of_fact(&plan.contexts[*index]),
                    Subject::Field(path) => {
                        let draft = self.draft_at(drafts, path)?;
                        if draft.poisoned {
                            return None;
                        }
                        if draft.constant.is_some() {
                            let found = RuleDiagnostic::TestOfConstant {
                                name: name.as_str().into(),
                            };
                            self.report(found.at(name.span));
                            return None;
                        }
                        match draft.field.ty.structure() {
                            Structure::List(_) if draft.field.ty.is_nested() => {
                                SubjectShape::Nested
                            }
                            Structure::List(list) => SubjectShape::Many(list.item.clone()),
                            Structure::Object(_) | Structure::Map(_) => SubjectShape::Whole,
                            Structure::Primitive(_) => SubjectShape::One(draft.field.ty.clone()),
                        }
                    }
                };
                self.resolve_test(test, name, &subject, &shape)?
            }
        })
    }

    /// Resolves the context fact or the field that a condition names.
    fn resolve_subject(
        &mut self,
        name: &Text,
        drafts: &FieldDrafts<'a>,
        plan: &Draft,
    ) -> Option<Subject> {
        let context = |text: &str| plan.contexts.find(|context| context.name == text);
        let fact = context(name);
        let qualified = name.strip_prefix("context.").and_then(context);
        self.facts.extend(fact.or(qualified));
        let field = self.find_field(drafts, name);
        match (fact, field) {
            (Some(_), Some(_)) => {
                let found = NameDiagnostic::AmbiguousName {
                    name: name.value.clone(),
                };
                self.report(found.at(name.span));
                None
            }
            (Some(index), None) => Some(Subject::Context(index)),
            (None, Some(path)) => self
                .with_known_keys(path, name.span, drafts)
                .map(Subject::Field),
            (None, None) => {
                if let Some(rest) = name.strip_prefix("context.") {
                    if let Some(index) = context(rest) {
                        return Some(Subject::Context(index));
                    }
                    let known = plan.contexts.iter().map(|context| context.name.as_str());
                    let span = name.span;
                    self.report_unknown(
                        rest,
                        &[Scope::Section("contexts")],
                        known,
                        |name, hint| NameDiagnostic::UnknownContext { name, hint }.at(span),
                    );
                    return None;
                }
                if let Some(rest) = name.strip_prefix("field.") {
                    return self.field_path(rest, name.span, drafts).map(Subject::Field);
                }
                let owner = name.split_once(['.', '[']).map(|(owner, _)| owner);
                if drafts.iter().any(|draft| owner == Some(&draft.field.name)) {
                    return self.field_path(name, name.span, drafts).map(Subject::Field);
                }
                let facts = plan.contexts.iter().map(|context| context.name.as_str());
                let fields = drafts.iter().map(|draft| draft.field.name.as_str());
                let known = facts.chain(fields);
                let mut scopes = self.operation_scopes();
                scopes.push(Scope::Section("contexts"));
                let span = name.span;
                self.report_unknown(name, &scopes, known, |name, hint| {
                    NameDiagnostic::UnknownFieldOrFact { name, hint }.at(span)
                });
                None
            }
        }
    }

    fn resolve_test(
        &mut self,
        test: &syntax::Test,
        name: &Text,
        subject: &Subject,
        shape: &SubjectShape,
    ) -> Option<Condition> {
        let shown = || Quoted::from(name.as_str());
        let test = match (test, shape) {
            (syntax::Test::Not(inner), _) => {
                let inner = self.resolve_test(inner, name, subject, shape)?;
                return Some(Condition::Not(Box::new(inner)));
            }
            (syntax::Test::Present(_), _) if matches!(subject, Subject::Context(_)) => {
                self.report(RuleDiagnostic::PresenceOfFact { name: shown() }.at(name.span));
                return None;
            }
            (syntax::Test::Present(present), _) => Test::Present(*present),
            // The syntax stage reports values that are not scalars.
            (
                syntax::Test::HasAny(values) | syntax::Test::HasAll(values),
                SubjectShape::Many(item),
            ) if item.object().is_some() && values.is_empty() => {
                return None;
            }
            (syntax::Test::HasAny(_) | syntax::Test::HasAll(_), SubjectShape::Many(item))
                if item.object().is_some() =>
            {
                self.report(RuleDiagnostic::TestOfObjects { name: shown() }.at(name.span));
                return None;
            }
            (syntax::Test::OneOf(values), SubjectShape::One(ty)) => {
                Test::OneOf(self.resolve_compared_values(values, ty, name, subject)?)
            }
            (syntax::Test::HasAny(values), SubjectShape::Many(ty)) => {
                Test::HasAny(self.resolve_compared_values(values, ty, name, subject)?)
            }
            (syntax::Test::HasAll(values), SubjectShape::Many(ty)) => {
                Test::HasAll(self.resolve_compared_values(values, ty, name, subject)?)
            }
            (syntax::Test::Matches(text), SubjectShape::One(ty)) if ty.is_textual() => {
                let dialect = syntax::Dialect::default();
                let pattern =
                    pattern::pattern(text, dialect, Extent::Whole, &mut self.diagnostics)?;
                self.report_if_nothing_matches(name, ty, &pattern, text.span);
                Test::Matches(pattern)
            }
            (syntax::Test::Within(range), SubjectShape::One(ty)) => {
                match self.resolve_range(range, ty) {
                    Some(range) => Test::Within(range),
                    None => {
                        self.report(RuleDiagnostic::RangeOfOther { name: shown() }.at(name.span));
                        return None;
                    }
                }
            }
            (
                syntax::Test::AnyItem(_)
                | syntax::Test::EveryItem(_)
                | syntax::Test::When(_)
                | syntax::Test::Compare(..),
                _,
            ) => {
                self.report(RuleDiagnostic::InnerTest { name: shown() }.at(name.span));
                return None;
            }
            (syntax::Test::Within(_), _) => {
                self.report(RuleDiagnostic::RangeOfOther { name: shown() }.at(name.span));
                return None;
            }
            (syntax::Test::Matches(_), _) => {
                self.report(RuleDiagnostic::MatchOfOther { name: shown() }.at(name.span));
                return None;
            }
            (_, SubjectShape::Many(item)) if item.object().is_some() => {
                self.report(RuleDiagnostic::TestOfObjects { name: shown() }.at(name.span));
                return None;
            }
            (_, SubjectShape::Nested) => {
                self.report(RuleDiagnostic::NestedItems { name: shown() }.at(name.span));
                return None;
            }
            (_, SubjectShape::Many(_)) => {
                self.report(RuleDiagnostic::TestOfSet { name: shown() }.at(name.span));
                return None;
            }
            (_, SubjectShape::One(_)) => {
                self.report(RuleDiagnostic::TestOfScalar { name: shown() }.at(name.span));
                return None;
            }
            (_, SubjectShape::Whole) => {
                self.report(RuleDiagnostic::TestOfObject { name: shown() }.at(name.span));
                return None;
            }
        };
        Some(match subject {
            Subject::Context(index) => Condition::Context(*index, test),
            Subject::Field(path) => Condition::Field(path.clone(), test),
        })
    }
}

fn shape_of_fact(context: &plan::Context) -> SubjectShape {
    let text = || {
        Type::String(plan::TextFacets {
            patterns: context.pattern.iter().cloned().collect(),
            ..plan::TextFacets::default()
        })
    };
    match &context.kind {
        ContextKind::SetOfString => SubjectShape::Many(text()),
        ContextKind::SetOfEnum(index) => SubjectShape::Many(Type::Enum(*index)),
        ContextKind::Enum(index) => SubjectShape::One(Type::Enum(*index)),
        ContextKind::Boolean => SubjectShape::One(Type::Boolean),
        ContextKind::String => SubjectShape::One(text()),
    }
}
