//! Resolves the conditions on the items of a list, on the entries of a map, on the members of an object, and on two fields.
//!
//! A name such as `contacts.*.kind` leads through a list. With `any_item: test`, it is short for a test of the list, whose items
//! are tested by `when: { kind: test }`.

use super::super::diagnostics::RuleDiagnostic;
use super::super::resolver::{FieldDraft, FieldDrafts, Resolver};
use super::condition::Subject;
use crate::draft::Draft;
use crate::plan::{
    Comparison, Condition, Effect, FieldPath, Primitive, Quantifier, Structure, Type,
};
use crate::source::Spanned;
use crate::syntax::{self, Test, Text};

/// The segment that stands for the items of a list.
const ITEMS: &str = ".*";

impl<'a> Resolver<'a> {
    /// Splits a name that leads through a list. Returns the name of the list, and the test of the list. The test is `None` if it
    /// has a mistake, which is reported.
    pub(super) fn split_items(
        &mut self,
        name: &Text,
        test: &Test,
        drafts: &FieldDrafts<'a>,
    ) -> Option<(Text, Option<Test>)> {
        let (list, rest) = self.items_of_name(name, drafts)?;
        let inner = |test: &Test| match &rest {
            None => Box::new(test.clone()),
            Some(rest) => {
                let test = syntax::Condition::Test(rest.clone(), test.clone());
                Box::new(Test::When(vec![test]))
            }
        };
        // A second list in the name has the same quantifier.
        let is_nested = rest.as_ref().is_some_and(|rest| rest.contains(ITEMS));
        let of_item = |one: &Test| inner(if is_nested { test } else { one });
        let test = match test {
            Test::AnyItem(one) => Some(Test::AnyItem(of_item(one))),
            Test::EveryItem(one) => Some(Test::EveryItem(of_item(one))),
            Test::Not(one) => {
                let (list, test) = self.split_items(name, one, drafts)?;
                return Some((list, test.map(|test| Test::Not(Box::new(test)))));
            }
            Test::OneOf(_)
            | Test::HasAny(_)
            | Test::HasAll(_)
            | Test::Present(_)
            | Test::Matches(_)
            | Test::Within(_)
            | Test::When(_)
            | Test::Compare(..) => {
                let shown = name.as_str().into();
                self.report(RuleDiagnostic::UnclearItems { name: shown }.at(name.span));
                None
            }
        };
        Some((list, test))
    }

    /// Splits the name `list.*.member` in front of the first `*`. The second part is `None` if the name ends there.
    pub(super) fn items_of_name(
        &self,
        name: &Text,
        drafts: &FieldDrafts<'a>,
    ) -> Option<(Text, Option<Text>)> {
        if self.find_field(drafts, name).is_some() {
            return None;
        }
        let (list, rest) = name.value.split_once(ITEMS)?;
        let rest = match rest.strip_prefix('.') {
            Some(rest) => Some(Spanned::new(rest.to_owned(), name.span)),
            None if rest.is_empty() => None,
            None => return None,
        };
        Some((Spanned::new(list.to_owned(), name.span), rest))
    }

    /// Resolves a test with other conditions or another field in it. Returns `None` for every other test, and `Some(None)` after
    /// a mistake.
    pub(super) fn resolve_inner(
        &mut self,
        name: &Text,
        test: &Test,
        subject: &Subject,
        drafts: &FieldDrafts<'a>,
        plan: &Draft,
    ) -> Option<Option<Condition>> {
        let Subject::Field(path) = subject else {
            return None;
        };
        let found = match test {
            Test::AnyItem(one) => {
                self.resolve_items(name, Quantifier::Any, one, path, drafts, plan)
            }
            Test::EveryItem(one) => {
                self.resolve_items(name, Quantifier::Every, one, path, drafts, plan)
            }
            Test::When(conditions) => self.resolve_when(name, conditions, path, drafts, plan),
            Test::Compare(comparison, other) => self
                .resolve_comparison((name, path), (*comparison).into(), other, drafts)
                .map(|(how, other)| Condition::Compare(path.clone(), how, other)),
            Test::Not(one) => self
                .resolve_inner(name, one, subject, drafts, plan)?
                .map(|condition| Condition::Not(Box::new(condition))),
            Test::OneOf(_)
            | Test::HasAny(_)
            | Test::HasAll(_)
            | Test::Present(_)
            | Test::Matches(_)
            | Test::Within(_) => return None,
        };
        Some(found)
    }

    fn resolve_items(
        &mut self,
        name: &Text,
        quantifier: Quantifier,
        test: &Test,
        list: &FieldPath,
        drafts: &FieldDrafts<'a>,
        plan: &Draft,
    ) -> Option<Condition> {
        let item = self.item_draft(name, list, drafts)?;
        // The item has the name of the list, and is the only field of its own table.
        let alone: FieldDrafts<'a> = std::iter::once(item).collect();
        let first = alone.ids().next()?;
        let own = alone[first].field.name.clone();
        let condition = syntax::Condition::Test(Spanned::new(own, name.span), test.clone());
        let condition = self.resolve_condition(&condition, &alone, plan)?;
        let condition = Box::new(condition.replaced(first, list));
        Some(Condition::Items(list.clone(), quantifier, condition))
    }

    /// Returns a field that stands for an item of a list, or for the value of an entry of a map.
    fn item_draft(
        &mut self,
        name: &Text,
        list: &FieldPath,
        drafts: &FieldDrafts<'a>,
    ) -> Option<FieldDraft<'a>> {
        let mut draft = self.draft_at(drafts, list)?;
        if draft.poisoned {
            return None;
        }
        if draft.field.ty.is_nested() {
            let shown = name.as_str().into();
            self.report(RuleDiagnostic::NestedItems { name: shown }.at(name.span));
            return None;
        }
        draft.field.ty = match draft.field.ty.structure() {
            Structure::List(list) => list.item.clone(),
            Structure::Map(map) => map.item.clone(),
            Structure::Primitive(_) | Structure::Object(_) => {
                let shown = name.as_str().into();
                self.report(RuleDiagnostic::ItemsOfOther { name: shown }.at(name.span));
                return None;
            }
        };
        Some(draft)
    }

    fn resolve_when(
        &mut self,
        name: &Text,
        conditions: &[syntax::Condition],
        path: &FieldPath,
        drafts: &FieldDrafts<'a>,
        plan: &Draft,
    ) -> Option<Condition> {
        let draft = self.draft_at(drafts, path)?;
        let Some(object) = draft.field.ty.object() else {
            if !draft.poisoned {
                let shown = name.as_str().into();
                self.report(RuleDiagnostic::MembersOfOther { name: shown }.at(name.span));
            }
            return None;
        };
        let members = self.objects[object].fields.clone();
        let all: Vec<Option<Condition>> = conditions
            .iter()
            .map(|condition| self.resolve_condition(condition, &members, plan))
            .collect();
        let all: Option<Vec<Condition>> = all.into_iter().collect();
        Some(Condition::All(all?).below(path))
    }

    /// Resolves the other field of a comparison.
    pub(super) fn resolve_comparison(
        &mut self,
        (name, path): (&Text, &FieldPath),
        how: Comparison,
        other: &Text,
        drafts: &FieldDrafts<'a>,
    ) -> Option<(Comparison, FieldPath)> {
        let plain = other.strip_prefix("field.");
        let right = match (self.find_field(drafts, other), plain) {
            (Some(found), _) => self.with_known_keys(found, other.span, drafts)?,
            (None, plain) => self.field_path(plain.unwrap_or(other), other.span, drafts)?,
        };
        let (first, second) = (self.draft_at(drafts, path)?, self.draft_at(drafts, &right)?);
        if first.poisoned || second.poisoned {
            return None;
        }
        let kinds = (kind(&first.field.ty), kind(&second.field.ty));
        let is_constant = first.constant.is_some() || second.constant.is_some();
        let comparable = match kinds {
            (Some(one), Some(two)) => one == two && (!how.needs_order() || one.has_order()),
            (None, _) | (_, None) => false,
        };
        if is_constant || !comparable || *path == right {
            let found = RuleDiagnostic::Incomparable {
                left: name.as_str().into(),
                right: other.as_str().into(),
            };
            self.report(found.at(other.span));
            return None;
        }
        Some((how, right))
    }

    /// Resolves an effect on a field, or on a member of each item of a list. `make` resolves it for plain names.
    pub(super) fn resolve_each(
        &mut self,
        name: &Text,
        drafts: &FieldDrafts<'a>,
        make: &mut dyn FnMut(&mut Self, &Text, &FieldDrafts<'a>) -> Option<Effect>,
    ) -> Option<Effect> {
        let Some((list, rest)) = self.items_of_name(name, drafts) else {
            return make(self, name, drafts);
        };
        let path = self.resolve_effect_path(&list, drafts)?;
        let item = self.item_draft(&list, &path, drafts)?;
        let Some(rest) = rest else {
            // These effects apply to each item of a list.
            return make(self, &list, drafts);
        };
        let Some(object) = item.field.ty.object() else {
            let shown = list.as_str().into();
            self.report(RuleDiagnostic::MembersOfOther { name: shown }.at(list.span));
            return None;
        };
        let members = self.objects[object].fields.clone();
        let effect = self.resolve_each(&rest, &members, make)?;
        Some(Effect::EachItem(path.clone(), vec![effect.below(&path)]))
    }
}

/// A kind of values that can be compared with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    Date,
    Timestamp,
}

impl Kind {
    fn has_order(self) -> bool {
        match self {
            Kind::Text | Kind::Boolean => false,
            Kind::Integer | Kind::Number | Kind::Date | Kind::Timestamp => true,
        }
    }
}

fn kind(ty: &Type) -> Option<Kind> {
    match ty.structure() {
        Structure::Primitive(primitive) => Some(match primitive {
            Primitive::Text(_) | Primitive::Enum(_) => Kind::Text,
            Primitive::Integer(_) => Kind::Integer,
            Primitive::Number(_) => Kind::Number,
            Primitive::Any(_) => return None,
            Primitive::Boolean => Kind::Boolean,
            Primitive::Date => Kind::Date,
            Primitive::Timestamp => Kind::Timestamp,
        }),
        Structure::Object(_) | Structure::List(_) | Structure::Map(_) => None,
    }
}
