//! What the draft can express of a schema.

use std::rc::Rc;

use wireform_codegen::plan::Decimal;

use super::merge::{self, Merge, Pairs};
use crate::import::yaml::Yaml;

/// A part of a shape, and the pointer of its keyword.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cited<T> {
    pub(crate) value: T,
    pub(crate) pointer: String,
}

impl<T> Cited<T> {
    pub(crate) fn new(value: T, pointer: &str) -> Self {
        let pointer = pointer.to_owned();
        Self { value, pointer }
    }
}

/// The kind of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    /// An exact decimal.
    Number,
    Boolean,
    Date,
    Timestamp,
    List,
    Object,
}

/// A bound of a number. The tighter of two lower bounds is the greater one, and of two upper bounds the lesser one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Limit {
    pub(crate) value: Decimal,
    /// 0 if the bound is accepted. For an exclusive bound, the step to the next integer: 1 for a minimum, -1 for a maximum.
    pub(crate) step: i64,
}

impl Limit {
    /// Returns the bound of the integers that it accepts. A fraction is rounded to the next integer within the bound.
    pub(crate) fn of_integers(&self, is_minimum: bool) -> Option<i64> {
        if let Some(integer) = self.value.integer() {
            return integer.checked_add(self.step);
        }
        let text = self.value.as_str();
        let (whole, _) = text
            .split_once('.')
            .filter(|_| !text.contains(['e', 'E']))?;
        let truncated: i64 = whole.parse().ok()?;
        let is_negative = whole.starts_with('-');
        match (is_minimum, is_negative) {
            (true, false) => truncated.checked_add(1),
            (false, true) => truncated.checked_sub(1),
            (true, true) | (false, false) => Some(truncated),
        }
    }
}

impl From<i64> for Limit {
    fn from(value: i64) -> Self {
        Limit {
            value: value.into(),
            step: 0,
        }
    }
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) text: String,
    pub(crate) meaning: Option<String>,
    pub(crate) pointer: String,
    pub(crate) deprecated: bool,
}

/// Whether the values of an enum are texts or numbers on a JSON wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    Text,
    Integer,
}

/// The values of an enum.
pub(crate) type Values = (Vec<Value>, Number);

/// A property of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) pointer: String,
    pub(crate) shape: Rc<Shape>,
}

/// The named schema that a `$ref` leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) pointer: String,
    pub(crate) shape: Rc<Shape>,
}

/// What the keyword `xml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Xml {
    pub(crate) name: Option<Cited<String>>,
    pub(crate) wrapped: Option<String>,
    pub(crate) attribute: Option<String>,
}

/// What tells the variants of a union apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Union {
    /// The only property of the object.
    Property,
    /// The value of the property of this name.
    Tag(String),
    /// The kinds of the values.
    Kind,
}

impl Union {
    /// Returns the property that names the variant, if there is one.
    pub(crate) fn tag(&self) -> Option<&String> {
        match self {
            Union::Tag(tag) => Some(tag),
            Union::Property | Union::Kind => None,
        }
    }
}

/// Groups of properties of which one must be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternatives {
    /// Whether exactly one must be there, else at least one.
    pub(crate) exactly: bool,
    pub(crate) groups: Vec<Vec<String>>,
}

/// A schema that a value must satisfy under a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conditional {
    /// The condition: the value satisfies this schema.
    pub(crate) test: Rc<Shape>,
    /// What holds under the condition.
    pub(crate) then: Outcome,
    /// What holds otherwise.
    pub(crate) otherwise: Outcome,
}

/// What holds under a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Every value is accepted.
    Anything,
    /// No value is accepted.
    Nothing,
    /// The value must satisfy a schema.
    Schema(Cited<Rc<Shape>>),
}

impl Conditional {
    /// Returns the kind of the values that it is about.
    fn kind(&self) -> Option<Kind> {
        let schemas = [&self.then, &self.otherwise].map(|outcome| match outcome {
            Outcome::Anything | Outcome::Nothing => None,
            Outcome::Schema(schema) => Some(&schema.value),
        });
        let schemas = schemas.into_iter().flatten().chain([&self.test]);
        let kinds: Vec<Kind> = schemas.filter_map(|schema| schema.implied_kind()).collect();
        let first = kinds.first().copied()?;
        if kinds.iter().all(|kind| *kind == first) {
            return Some(first);
        }
        // Bounds alone are about integers and decimal numbers alike.
        let are_numbers = kinds
            .iter()
            .all(|kind| matches!(kind, Kind::Integer | Kind::Number));
        are_numbers.then_some(Kind::Number)
    }
}

/// What the draft can express of a schema.
///
/// `Eq` lets `Rc` take a shape as equal to itself, without a comparison of all that it refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// The schema that `$ref` names, to which the rest of the shape adds.
    pub(crate) target: Option<Target>,
    /// Why the draft cannot have the value at all.
    pub(crate) absent: Option<Cited<String>>,
    pub(crate) kind: Option<Cited<Kind>>,
    pub(crate) nullable: Option<String>,
    /// The constant empty text, as an alternative to the value.
    pub(crate) empty: Option<String>,
    pub(crate) description: Option<Cited<String>>,
    pub(crate) deprecated: Option<String>,
    pub(crate) secret: Option<String>,
    pub(crate) read_only: Option<String>,
    pub(crate) write_only: Option<String>,
    pub(crate) default: Option<Cited<Yaml>>,
    pub(crate) examples: Vec<Cited<Yaml>>,
    pub(crate) values: Option<Cited<Values>>,
    pub(crate) constant: Option<Cited<Yaml>>,
    pub(crate) patterns: Vec<Cited<String>>,
    pub(crate) format: Option<Cited<&'static str>>,
    pub(crate) min_length: Option<Cited<u64>>,
    pub(crate) max_length: Option<Cited<u64>>,
    pub(crate) minimum: Option<Cited<Limit>>,
    pub(crate) maximum: Option<Cited<Limit>>,
    pub(crate) multiple_of: Option<Cited<Decimal>>,
    pub(crate) items: Option<Cited<Rc<Shape>>>,
    pub(crate) min_items: Option<Cited<u64>>,
    pub(crate) max_items: Option<Cited<u64>>,
    pub(crate) unique_items: Option<String>,
    /// The names of the properties of an object without fixed ones.
    pub(crate) keys: Option<Cited<Rc<Shape>>>,
    /// The values of the properties that have no schema of their own.
    pub(crate) additional: Option<Cited<Rc<Shape>>>,
    /// The pattern of the names of some properties, and their values. They stand beside properties with other names.
    pub(crate) patterned: Option<Cited<(String, Rc<Shape>)>>,
    /// Whether there are no other properties than those with a schema.
    pub(crate) closed: Option<String>,
    pub(crate) min_properties: Option<Cited<u64>>,
    pub(crate) max_properties: Option<Cited<u64>>,
    /// Whether the object is a union, whose properties are its variants, and what tells them apart.
    pub(crate) union: Option<Cited<Union>>,
    pub(crate) properties: Vec<Property>,
    pub(crate) required: Vec<Cited<String>>,
    /// The properties that another one requires.
    pub(crate) dependents: Vec<Cited<(String, Vec<String>)>>,
    pub(crate) alternatives: Vec<Cited<Alternatives>>,
    /// The properties that are not allowed.
    pub(crate) forbidden: Vec<Cited<String>>,
    pub(crate) conditions: Vec<Cited<Conditional>>,
    /// The schema that at least one item satisfies.
    pub(crate) contains: Option<Cited<Rc<Shape>>>,
    pub(crate) xml: Xml,
}

impl Shape {
    /// Returns the shape with that of its target merged into it.
    pub(crate) fn flat(&self) -> Shape {
        let Some(target) = &self.target else {
            return self.clone();
        };
        let mut own = self.clone();
        own.target = None;
        own.adopt(target.shape.flat());
        own
    }

    /// Returns the kind, also where only other keywords imply it.
    pub(crate) fn implied_kind(&self) -> Option<Kind> {
        if let Some(kind) = &self.kind {
            return Some(kind.value);
        }
        if let Some(target) = &self.target {
            return target.shape.implied_kind();
        }
        if !self.properties.is_empty()
            || !self.required.is_empty()
            || !self.dependents.is_empty()
            || self.has_keys()
        {
            Some(Kind::Object)
        } else if self.items.is_some()
            || self.min_items.is_some()
            || self.max_items.is_some()
            || self.unique_items.is_some()
            || self.contains.is_some()
        {
            Some(Kind::List)
        } else if let Some(values) = &self.values {
            Some(match values.value.1 {
                Number::Text => Kind::Text,
                Number::Integer => Kind::Integer,
            })
        } else if !self.patterns.is_empty()
            || self.min_length.is_some()
            || self.max_length.is_some()
            || self.format.is_some()
        {
            Some(Kind::Text)
        } else if self.multiple_of.is_some() {
            Some(Kind::Number)
        } else if self.minimum.is_some() || self.maximum.is_some() {
            Some(Kind::Integer)
        } else {
            let mut kinds = self.conditions.iter().map(|found| found.value.kind());
            kinds.find_map(|kind| kind)
        }
    }

    /// Returns whether a keyword about free properties makes it an object.
    fn has_keys(&self) -> bool {
        self.keys.is_some()
            || self.additional.is_some()
            || self.patterned.is_some()
            || self.min_properties.is_some()
            || self.max_properties.is_some()
    }

    /// Returns whether it is an object that can have any property, and has none with a schema of its own.
    pub(crate) fn is_map(&self) -> bool {
        let is_closed = self.closed.is_some() && self.additional.is_none();
        self.properties.is_empty() && self.patterned.is_none() && !is_closed
    }

    /// Returns whether the shape adds only annotations to its target.
    pub(crate) fn only_annotates(&self) -> bool {
        let Shape {
            target: _,
            description: _,
            deprecated: _,
            default: _,
            examples: _,
            nullable: _,
            empty: _,
            read_only: _,
            write_only: _,
            secret: _,
            xml: _,
            absent,
            kind,
            values,
            constant,
            patterns,
            format,
            min_length,
            max_length,
            minimum,
            maximum,
            multiple_of,
            items,
            min_items,
            max_items,
            unique_items,
            keys,
            additional,
            patterned,
            closed,
            min_properties,
            max_properties,
            union,
            properties,
            required,
            dependents,
            alternatives,
            forbidden,
            conditions,
            contains,
        } = self;
        absent.is_none()
            && kind.is_none()
            && values.is_none()
            && constant.is_none()
            && patterns.is_empty()
            && format.is_none()
            && min_length.is_none()
            && max_length.is_none()
            && minimum.is_none()
            && maximum.is_none()
            && multiple_of.is_none()
            && items.is_none()
            && min_items.is_none()
            && max_items.is_none()
            && unique_items.is_none()
            && keys.is_none()
            && additional.is_none()
            && patterned.is_none()
            && closed.is_none()
            && min_properties.is_none()
            && max_properties.is_none()
            && union.is_none()
            && properties.is_empty()
            && required.is_empty()
            && dependents.is_empty()
            && alternatives.is_empty()
            && forbidden.is_empty()
            && conditions.is_empty()
            && contains.is_none()
    }

    /// Takes from another shape what this one does not state. Constraints are taken by [`merge`].
    pub(super) fn adopt(&mut self, other: Shape) {
        let (pairs, conflict) = (&mut Pairs::default(), &mut |_: &str, _: &str| {});
        merge::combine(self, other, &mut Merge { pairs, conflict });
    }
}
