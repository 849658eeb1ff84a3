//! Rules: what must hold between fields, and facts that no payload carries.

use super::check::Pattern;
use super::ids::{ContextId, FieldId};

/// A field by its way from the operation: indices into the operation's fields, then into each object's.
/// Never through a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath(pub Vec<FieldId>);

/// One rule: `when` implies all `effects`, in three-valued (Kleene) logic.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// Its constant in `rule`, for example `FR_COMPANY`.
    pub constant_name: String,
    /// When it applies; `All(vec![])` is always.
    pub when: Condition,
    /// What it then demands.
    pub effects: Vec<Effect>,
    /// Whether an empty text is a value here, for presence and for what the effects demand of it.
    pub empty_is_value: bool,
    /// The sentence of its violation.
    pub says: String,
    /// What it is.
    pub description: Option<String>,
    /// The page that documents it.
    pub page: Option<String>,
    /// The field that its violation points at, where it is about exactly one.
    pub path: Option<FieldPath>,
}

/// Fields that a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand<'r> {
    /// The fields.
    pub fields: Vec<&'r FieldPath>,
    /// Whether all of them are to have a value; else some are enough.
    pub every: bool,
}

impl Rule {
    /// Returns what the rule asks to be there, effect by effect.
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

    /// Calls `each` for every field that the rule looks at, as often as it does.
    pub fn each_field(&self, each: &mut dyn FnMut(&FieldPath)) {
        self.when.each_field(each);
        for effect in &self.effects {
            effect.fields().into_iter().for_each(&mut *each);
        }
        self.path.iter().for_each(each);
    }
}

impl Effect {
    /// Returns the fields that the effect looks at, as often as it does.
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

    /// Returns whether the effect needs the data as the provider has them.
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
    /// A test of a context fact: an index into [`super::Plan::contexts`].
    Context(ContextId, Test),
    /// A test of a field.
    Field(FieldPath, Test),
}

/// A test. Values are logical texts; a value that is absent (known to be) fails every test but `Present(false)`.
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

/// What a rule demands.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// All have a value.
    Required(Vec<FieldPath>),
    /// None has a value.
    Forbidden(Vec<FieldPath>),
    /// One alternative at least has all its values.
    AtLeastOne(Vec<Vec<FieldPath>>),
    /// One alternative has all its values, and no field of another has one.
    ExactlyOne(Vec<Vec<FieldPath>>),
    /// No fields of two alternatives have a value.
    AtMostOne(Vec<Vec<FieldPath>>),
    /// All have a value, or none has.
    AllOrNone(Vec<FieldPath>),
    /// The text matches, where there is one.
    Matches(FieldPath, Pattern),
    /// The value is one of these, where there is one.
    LimitedTo(FieldPath, Vec<String>),
    /// The value equals that of the contact as read. `unchanged_except` is resolved to this: every field that is no
    /// parameter of the path and is not excepted.
    Unchanged(Vec<FieldPath>),
    /// Nothing satisfies it.
    Refuse,
}
