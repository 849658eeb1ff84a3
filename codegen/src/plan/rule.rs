//! Rules: conditions between fields and context facts, with their effects.

use std::collections::BTreeSet;

use super::facets::Pattern;
use super::ids::{ContextId, FieldId};
use super::words::About;

/// The path of a field from the operation or the object that has the rule: a position in its fields, then a position in the
/// fields of each object. A path never leads through a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath(pub Vec<FieldId>);

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
            | Effect::Forbidden(_)
            | Effect::Matches(..)
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
            About::Result => self.each_field(each),
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
    /// Returns the fields that the effect reads, once for each use.
    #[must_use]
    pub fn fields(&self) -> Vec<&FieldPath> {
        match self {
            Effect::Required(paths)
            | Effect::Forbidden(paths)
            | Effect::AllOrNone(paths)
            | Effect::Unchanged(paths) => paths.iter().collect(),
            Effect::AtLeastOne(sets) | Effect::ExactlyOne(sets) | Effect::AtMostOne(sets) => {
                sets.iter().flatten().collect()
            }
            Effect::Matches(path, _) | Effect::LimitedTo(path, _) => vec![path],
            Effect::Refuse => Vec::new(),
        }
    }

    /// Returns the pattern that the effect compares a text with.
    #[must_use]
    pub fn pattern(&self) -> Option<&Pattern> {
        match self {
            Effect::Matches(_, pattern) => Some(pattern),
            Effect::Required(_)
            | Effect::Forbidden(_)
            | Effect::AllOrNone(_)
            | Effect::Unchanged(_)
            | Effect::AtLeastOne(_)
            | Effect::ExactlyOne(_)
            | Effect::AtMostOne(_)
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
            | Effect::Matches(..)
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
            Condition::Field(..) => {}
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
            Condition::Context(..) => {}
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
    /// The text matches, if there is one.
    Matches(FieldPath, Pattern),
    /// The value is one of these, if there is one.
    LimitedTo(FieldPath, Vec<String>),
    /// The value equals that of the current data. `unchanged_except` is resolved to this, with every field that is neither in
    /// the path nor excepted.
    Unchanged(Vec<FieldPath>),
    /// Nothing satisfies it.
    Refuse,
}
