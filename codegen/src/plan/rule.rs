//! Rules: conditions between fields and context facts, with their effects.

use std::collections::BTreeSet;

use super::facets::{IntegerFacets, NumberFacets, Pattern};
use super::field_path::{FieldPath, PathStep};
use super::ids::{ContextId, FieldId};
use super::words::About;

/// One rule: `when` implies all `effects`, in three-valued (Kleene) logic.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its name in violations. A rule of an object has the name of the object in front: `Contact.named`.
    pub name: String,
    /// Its constant in `rule`, for example `FR_COMPANY`.
    pub constant_name: String,
    /// What it judges.
    pub about: About,
    /// When it applies; `All(vec![])` is always.
    pub when: Condition,
    /// Its effects, if it applies.
    pub effects: Vec<Effect>,
    /// Whether an empty text counts as a value in the conditions and the effects. It does if the rule judges what is sent.
    pub empty_is_value: bool,
    /// The text of its violation.
    pub says: String,
    /// Its description.
    pub description: Option<String>,
    /// The page that documents it.
    pub page: Option<String>,
    /// The field of its violation, if the rule is about exactly one field.
    pub path: Option<FieldPath>,
}

/// Fields that a rule requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand<'r> {
    /// The fields.
    pub fields: Vec<&'r FieldPath>,
    /// Whether all of them need a value. If not, one of them is enough.
    pub every: bool,
}

impl Rule {
    /// Returns the fields that the rule requires, by effect.
    pub fn demands(&self) -> Vec<Demand<'_>> {
        let demands = self.effects.iter().map(|effect| match effect {
            Effect::Required(paths) | Effect::AllOrNone(paths) => Some(Demand {
                fields: paths.iter().collect(),
                every: true,
            }),
            Effect::AtLeastOne(sets) | Effect::ExactlyOne(sets) => Some(Demand {
                fields: sets.iter().flatten().collect(),
                every: false,
            }),
            Effect::AtMostOne(_)
            | Effect::Count(..)
            | Effect::Compare(..)
            | Effect::EachItem(..)
            | Effect::Forbidden(_)
            | Effect::Matches(..)
            | Effect::Within(..)
            | Effect::LimitedTo(..)
            | Effect::Unchanged(_)
            | Effect::Refuse => None,
        });
        demands.flatten().collect()
    }

    /// Calls `each` for every field by which a policy decides that an update changes nothing about the rule. There is none if
    /// the rule judges what is sent, because it would be violated by every update that changes nothing.
    pub fn each_compared_field(&self, each: &mut dyn FnMut(&FieldPath)) {
        match self.about {
            About::Request => {}
            About::Result => {
                self.when.each_compared_field(each);
                for effect in &self.effects {
                    effect.compared_fields().into_iter().for_each(&mut *each);
                }
            }
        }
    }

    /// Returns the context facts that the conditions test.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<ContextId> {
        let mut facts = BTreeSet::new();
        self.when.each_fact(&mut |fact| {
            facts.insert(fact);
        });
        facts
    }

    /// Calls `each` for every field that the rule reads, once for each use.
    pub fn each_field(&self, each: &mut dyn FnMut(&FieldPath)) {
        self.when.each_field(each);
        for effect in &self.effects {
            effect.fields().into_iter().for_each(&mut *each);
        }
        self.path.iter().for_each(each);
    }
}

impl Effect {
    /// Returns the effect for an object at a path: every path in it starts with that path.
    #[must_use]
    pub fn below(self, at: &FieldPath) -> Effect {
        let all = |paths: Vec<FieldPath>| paths.into_iter().map(|it| at.then(it)).collect();
        let sets = |sets: Vec<Vec<FieldPath>>| sets.into_iter().map(all).collect();
        match self {
            Effect::Required(paths) => Effect::Required(all(paths)),
            Effect::Forbidden(paths) => Effect::Forbidden(all(paths)),
            Effect::AtLeastOne(all) => Effect::AtLeastOne(sets(all)),
            Effect::ExactlyOne(all) => Effect::ExactlyOne(sets(all)),
            Effect::AtMostOne(all) => Effect::AtMostOne(sets(all)),
            Effect::AllOrNone(paths) => Effect::AllOrNone(all(paths)),
            Effect::Count(paths, minimum, maximum) => Effect::Count(all(paths), minimum, maximum),
            Effect::Compare(left, how, right) => {
                Effect::Compare(at.then(left), how, at.then(right))
            }
            Effect::EachItem(list, effects) => {
                let effects = effects.into_iter().map(|it| it.below(at)).collect();
                Effect::EachItem(at.then(list), effects)
            }
            Effect::Matches(path, pattern) => Effect::Matches(at.then(path), pattern),
            Effect::LimitedTo(path, values) => Effect::LimitedTo(at.then(path), values),
            Effect::Within(path, range) => Effect::Within(at.then(path), range),
            Effect::Unchanged(paths) => Effect::Unchanged(all(paths)),
            Effect::Refuse => Effect::Refuse,
        }
    }

    /// Returns the fields that the effect reads, once for each use.
    #[must_use]
    pub fn fields(&self) -> Vec<&FieldPath> {
        match self {
            Effect::Required(paths)
            | Effect::Forbidden(paths)
            | Effect::AllOrNone(paths)
            | Effect::Count(paths, ..)
            | Effect::Unchanged(paths) => paths.iter().collect(),
            Effect::Compare(left, _, right) => vec![left, right],
            Effect::EachItem(_, effects) => effects.iter().flat_map(Effect::fields).collect(),
            Effect::AtLeastOne(sets) | Effect::ExactlyOne(sets) | Effect::AtMostOne(sets) => {
                sets.iter().flatten().collect()
            }
            Effect::Matches(path, _) | Effect::Within(path, _) | Effect::LimitedTo(path, _) => {
                vec![path]
            }
            Effect::Refuse => Vec::new(),
        }
    }

    /// Returns the patterns that the effect compares texts with.
    #[must_use]
    pub fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Effect::Matches(_, pattern) => vec![pattern],
            Effect::EachItem(_, effects) => effects.iter().flat_map(Effect::patterns).collect(),
            Effect::Required(_)
            | Effect::Forbidden(_)
            | Effect::AllOrNone(_)
            | Effect::Unchanged(_)
            | Effect::AtLeastOne(_)
            | Effect::ExactlyOne(_)
            | Effect::AtMostOne(_)
            | Effect::Count(..)
            | Effect::Compare(..)
            | Effect::Within(..)
            | Effect::LimitedTo(..)
            | Effect::Refuse => Vec::new(),
        }
    }

    /// Returns the fields by which a policy decides whether an update changes something about the effect: the lists, instead of
    /// their items.
    #[must_use]
    pub fn compared_fields(&self) -> Vec<&FieldPath> {
        match self {
            Effect::EachItem(list, _) => vec![list],
            Effect::Required(_)
            | Effect::Forbidden(_)
            | Effect::AllOrNone(_)
            | Effect::Unchanged(_)
            | Effect::AtLeastOne(_)
            | Effect::ExactlyOne(_)
            | Effect::AtMostOne(_)
            | Effect::Count(..)
            | Effect::Compare(..)
            | Effect::Matches(..)
            | Effect::Within(..)
            | Effect::LimitedTo(..)
            | Effect::Refuse => self.fields(),
        }
    }

    /// Returns the fields that have to equal those of the current data.
    pub(crate) fn unchanged_mut(&mut self) -> Option<&mut Vec<FieldPath>> {
        match self {
            Effect::Unchanged(paths) => Some(paths),
            Effect::Required(_)
            | Effect::Forbidden(_)
            | Effect::AllOrNone(_)
            | Effect::AtLeastOne(_)
            | Effect::ExactlyOne(_)
            | Effect::AtMostOne(_)
            | Effect::Count(..)
            | Effect::Compare(..)
            | Effect::EachItem(..)
            | Effect::Matches(..)
            | Effect::Within(..)
            | Effect::LimitedTo(..)
            | Effect::Refuse => None,
        }
    }

    /// Returns whether the effect compares with the current data.
    #[must_use]
    pub fn needs_current(&self) -> bool {
        match self {
            Effect::Unchanged(_) => true,
            Effect::Required(_)
            | Effect::Forbidden(_)
            | Effect::AllOrNone(_)
            | Effect::AtLeastOne(_)
            | Effect::ExactlyOne(_)
            | Effect::AtMostOne(_)
            | Effect::Count(..)
            | Effect::Compare(..)
            | Effect::EachItem(..)
            | Effect::Matches(..)
            | Effect::Within(..)
            | Effect::LimitedTo(..)
            | Effect::Refuse => false,
        }
    }
}

impl Condition {
    fn each_fact(&self, each: &mut dyn FnMut(ContextId)) {
        match self {
            Condition::All(list) | Condition::Any(list) => {
                for condition in list {
                    condition.each_fact(each);
                }
            }
            Condition::Not(condition) => condition.each_fact(each),
            Condition::Context(fact, _) => each(*fact),
            Condition::Items(.., condition) => condition.each_fact(each),
            Condition::Field(..) | Condition::Compare(..) => {}
        }
    }

    fn each_field(&self, each: &mut dyn FnMut(&FieldPath)) {
        match self {
            Condition::All(list) | Condition::Any(list) => {
                for condition in list {
                    condition.each_field(each);
                }
            }
            Condition::Not(condition) => condition.each_field(each),
            Condition::Field(path, _) => each(path),
            Condition::Compare(left, _, right) => {
                each(left);
                each(right);
            }
            Condition::Items(list, _, condition) => {
                each(list);
                condition.each_field(each);
            }
            Condition::Context(..) => {}
        }
    }

    /// Calls `each` for every field by which a policy decides whether an update changes something: the lists, instead of their
    /// items.
    fn each_compared_field(&self, each: &mut dyn FnMut(&FieldPath)) {
        match self {
            Condition::All(list) | Condition::Any(list) => {
                for condition in list {
                    condition.each_compared_field(each);
                }
            }
            Condition::Not(condition) => condition.each_compared_field(each),
            Condition::Items(list, ..) => each(list),
            Condition::Field(..) | Condition::Compare(..) | Condition::Context(..) => {
                self.each_field(each);
            }
        }
    }

    /// Returns the condition with a path instead of a field that stands for it.
    #[must_use]
    pub(crate) fn replaced(self, field: FieldId, by: &FieldPath) -> Condition {
        let all =
            |list: Vec<Condition>| list.into_iter().map(|it| it.replaced(field, by)).collect();
        let replace = |path: FieldPath| match path.0.split_first() {
            Some((PathStep::Field(first), rest)) if *first == field => {
                by.then(FieldPath(rest.to_vec()))
            }
            Some(_) | None => path,
        };
        match self {
            Condition::All(list) => Condition::All(all(list)),
            Condition::Any(list) => Condition::Any(all(list)),
            Condition::Not(one) => Condition::Not(Box::new(one.replaced(field, by))),
            Condition::Context(fact, test) => Condition::Context(fact, test),
            Condition::Field(path, test) => Condition::Field(replace(path), test),
            Condition::Items(list, quantifier, one) => {
                let one = Box::new(one.replaced(field, by));
                Condition::Items(replace(list), quantifier, one)
            }
            Condition::Compare(left, how, right) => {
                Condition::Compare(replace(left), how, replace(right))
            }
        }
    }

    /// Returns the condition for an object at a path: every path in it starts with that path.
    #[must_use]
    pub fn below(self, at: &FieldPath) -> Condition {
        let all = |list: Vec<Condition>| list.into_iter().map(|it| it.below(at)).collect();
        match self {
            Condition::All(list) => Condition::All(all(list)),
            Condition::Any(list) => Condition::Any(all(list)),
            Condition::Not(one) => Condition::Not(Box::new(one.below(at))),
            Condition::Context(fact, test) => Condition::Context(fact, test),
            Condition::Field(path, test) => Condition::Field(at.then(path), test),
            Condition::Items(list, quantifier, one) => {
                Condition::Items(at.then(list), quantifier, Box::new(one.below(at)))
            }
            Condition::Compare(left, how, right) => {
                Condition::Compare(at.then(left), how, at.then(right))
            }
        }
    }
}

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All hold; empty holds.
    All(Vec<Condition>),
    /// One holds; empty does not.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A test of a context fact: an index into [`super::PlanParts::contexts`].
    Context(ContextId, Test),
    /// A test of a field.
    Field(FieldPath, Test),
    /// Some item or every item of a list.
    Items(FieldPath, Quantifier, Box<Condition>),
    /// A comparison of two fields. It fails if one of them has no value.
    Compare(FieldPath, Comparison, FieldPath),
}

/// How many items of a list have to satisfy a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one. An absent list has none.
    Any,
    /// All of them. A list without items satisfies every condition; an absent one satisfies none.
    Every,
}

/// A range of numbers, for values of one type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Range {
    /// A range of integers.
    Integer(IntegerFacets),
    /// A range of decimal numbers.
    Number(NumberFacets),
}

impl Range {
    /// Returns the range as one of decimal numbers.
    #[must_use]
    pub fn numbers(&self) -> NumberFacets {
        match self {
            Range::Integer(facets) => facets.into(),
            Range::Number(facets) => facets.clone(),
        }
    }

    /// Returns the range in words that follow "is".
    #[must_use]
    pub fn words(&self) -> String {
        let numbers = self.numbers();
        let words = numbers.stated().map(|(key, value)| match key {
            "minimum" => format!("at least {value}"),
            "maximum" => format!("at most {value}"),
            "exclusiveMinimum" => format!("greater than {value}"),
            "exclusiveMaximum" => format!("less than {value}"),
            _ => format!("a multiple of {value}"),
        });
        words.collect::<Vec<_>>().join(" and ")
    }
}

/// How two fields are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// They have the same value.
    Same,
    /// They have different values.
    Different,
    /// The first is less or earlier.
    Less,
    /// The first is not greater or later.
    LessOrEqual,
    /// The first is greater or later.
    Greater,
    /// The first is not less or earlier.
    GreaterOrEqual,
}

impl Comparison {
    /// Returns whether the values need an order.
    #[must_use]
    pub const fn needs_order(self) -> bool {
        match self {
            Comparison::Same | Comparison::Different => false,
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => true,
        }
    }

    /// Returns the words between two fields.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Comparison::Same => "is the same as",
            Comparison::Different => "is different from",
            Comparison::Less => "is less than",
            Comparison::LessOrEqual => "is not greater than",
            Comparison::Greater => "is greater than",
            Comparison::GreaterOrEqual => "is not less than",
        }
    }
}

/// A test. Values are logical texts. A value that is known to be absent fails every test except `Present(false)`.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// The value is one of these (integers and booleans by their text).
    OneOf(Vec<String>),
    /// The set or list has one of these.
    HasAny(Vec<String>),
    /// The set or list has all of these.
    HasAll(Vec<String>),
    /// There is a value, or there is none.
    Present(bool),
    /// The text matches.
    Matches(Pattern),
    /// The number is in the range.
    Within(Range),
}

/// An effect of a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// All have a value.
    Required(Vec<FieldPath>),
    /// None has a value.
    Forbidden(Vec<FieldPath>),
    /// At least one alternative has all its values.
    AtLeastOne(Vec<Vec<FieldPath>>),
    /// One alternative has all its values, and no field of another has one.
    ExactlyOne(Vec<Vec<FieldPath>>),
    /// No fields of two alternatives have a value.
    AtMostOne(Vec<Vec<FieldPath>>),
    /// All have a value, or none has.
    AllOrNone(Vec<FieldPath>),
    /// The number of fields with a value is in a range.
    Count(Vec<FieldPath>, u64, Option<u64>),
    /// The two fields compare so, if both have a value.
    Compare(FieldPath, Comparison, FieldPath),
    /// The effects hold for every item of a list.
    EachItem(FieldPath, Vec<Effect>),
    /// The text matches, if there is one.
    Matches(FieldPath, Pattern),
    /// The number, or each of several, is in the range, if there is one.
    Within(FieldPath, Range),
    /// The value is one of these, if there is one.
    LimitedTo(FieldPath, Vec<String>),
    /// The value equals that of the current data. `unchanged_except` is resolved to this, with every field that is neither in
    /// the path nor excepted.
    Unchanged(Vec<FieldPath>),
    /// Nothing satisfies it.
    Refuse,
}
