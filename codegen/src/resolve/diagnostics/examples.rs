//! The diagnostics of values and examples: WF0340 to WF0345.

use std::fmt;

use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of values and examples.
    enum ExampleDiagnostic;

    /// A value in an example has the type of its field or context fact, and the default of a credential meets the credential's
    /// facets. Integers are digits, dates are written as `2026-11-21` and timestamps as `2026-11-21T10:00:00Z`.
    ///
    /// ```yaml fails
    /// fields:
    ///   age: { type: integer }
    /// examples:
    ///   one: { values: { age: ten }, expect: { body: '{"age":10}' } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   age: { type: integer }
    /// examples:
    ///   one: { values: { age: 10 }, expect: { body: '{"age":10}' } }
    /// ```
    Error WF0340 "value of another type" {
        WrongType { expected: ValueShape }
            "this is not {expected}"
            help if let ValueShape::Text = expected => "write a text, for example `abc`"
            help if let ValueShape::Integer = expected => "write digits, for example `42`"
            help if let ValueShape::Boolean = expected => "write `true` or `false`"
            help if let ValueShape::Date = expected => "write a day that exists, for example `2026-11-21`"
            help if let ValueShape::Timestamp = expected => "write date, time and offset as in RFC 3339, for example `2026-11-21T10:00:00Z`"
            help if let ValueShape::Enum = expected => "write one of the values of the enum"
            help if let ValueShape::Object = expected => "write a map of fields, `{{ field: value }}`"
            help if let ValueShape::List = expected => "write a list, `[a, b]`";
        WrongFactType { expected: ValueShape }
            "the value of this context fact is not {expected}"
            help if let ValueShape::List = expected => "write a list of texts, `[a, b]`"
            help if let ValueShape::Boolean = expected => "write `true` or `false`"
            help if let ValueShape::Text = expected => "write a text, for example `abc`";
        CredentialDefault { reason: Refusal }
            "the default is not a valid value of the credential: {reason}"
            help "correct the default or the facet";
    }

    /// An example has either `expect`, the request that the values become, or `violations`, the reasons why they are not
    /// valid.
    ///
    /// ```yaml fails
    /// examples:
    ///   one: { values: { example: a } }
    /// ```
    /// ```yaml passes
    /// examples:
    ///   one: { values: { example: a }, expect: { body: '{"example":"a"}' } }
    /// ```
    Error WF0341 "example without an outcome" {
        NoOutcome { name: Quoted }
            "the example {name} has neither `expect` nor `violations`"
            help "add `expect` with the request, or `violations` with the reasons why the values are not valid";
    }

    /// A violation is written as `field: code` or `rule name`, and a waiver as `field:code` or `rule:name`.
    ///
    /// ```yaml fails
    /// fields:
    ///   example: { type: string, minLength: 1 }
    /// examples:
    ///   one: { values: { example: '' }, violations: [min_length] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   example: { type: string, minLength: 1 }
    /// examples:
    ///   one: { values: { example: '' }, violations: ['example: min_length'] }
    /// ```
    Error WF0342 "invalid violation or waiver" {
        NotAViolation { text: Quoted }
            "{text} is not a violation"
            help "write `field: code` or `rule name`";
        NotAWaiver { text: Quoted }
            "{text} is not a waiver"
            help "write `field:code` or `rule:name`";
    }

    /// Facets, enum membership and rules can be waived. What a format cannot represent can never be sent.
    ///
    /// ```yaml fails
    /// examples:
    ///   one: { values: { example: a }, waive: ['example:required'], expect: { body: '{"example":"a"}' } }
    /// ```
    /// ```yaml passes
    /// examples:
    ///   one: { values: { example: a }, waive: ['example:max_length'], expect: { body: '{"example":"a"}' } }
    /// ```
    Error WF0343 "violation that cannot be waived" {
        NotWaivable { code: Quoted, waivable: String }
            "violations with the code {code} cannot be waived"
            help "these codes can be waived: {waivable}";
    }

    /// A field with `const` always has this value, so an example does not give it.
    ///
    /// ```yaml fails
    /// fields:
    ///   version: { const: '1' }
    /// examples:
    ///   one: { values: { version: '1' }, expect: { body: '{"version":"1"}' } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   version: { const: '1' }
    /// examples:
    ///   one: { values: {}, expect: { body: '{"version":"1"}' } }
    /// ```
    Error WF0344 "value for a constant" {
        ValueOfConstant { name: Quoted }
            "{name} is a constant and takes no value"
            help "remove it";
    }

    /// An example with `expect` gives a value for each required field.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, required: true }
    /// examples:
    ///   one: { values: {}, expect: { body: '{"name":"Jane"}' } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, required: true }
    /// examples:
    ///   one: { values: { name: Jane }, expect: { body: '{"name":"Jane"}' } }
    /// ```
    Error WF0345 "example without a required field" {
        IncompleteExample { example: Quoted, missing: String }
            "the example {example} has no value for {missing}"
            help "give the value, or `violations` in place of `expect`";
    }
}

/// What a value of a type looks like in YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueShape {
    Text,
    Integer,
    Number,
    Any,
    Element,
    Boolean,
    Date,
    Timestamp,
    Enum,
    Object,
    List,
    Map,
}

impl fmt::Display for ValueShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Any => "any JSON value",
            Self::Element => "an XML element as text",
            Self::Boolean => "a boolean",
            Self::Date => "a date",
            Self::Timestamp => "a timestamp",
            Self::Enum => "a value of the enum",
            Self::Object => "an object",
            Self::List => "a list",
            Self::Map => "a map",
        })
    }
}

/// Why a type does not accept a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    NotA(ValueShape),
    BelowMinimum,
    AboveMaximum,
    NotAMultiple,
    TooShort,
    TooLong,
    Pattern(Quoted),
    Check(Quoted),
    Format(String),
    NotNormal(Quoted),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotA(shape) => write!(f, "not {shape}"),
            Self::BelowMinimum => f.write_str("below the minimum"),
            Self::AboveMaximum => f.write_str("above the maximum"),
            Self::NotAMultiple => f.write_str("not a multiple of `multipleOf`"),
            Self::TooShort => f.write_str("shorter than `minLength`"),
            Self::TooLong => f.write_str("longer than `maxLength`"),
            Self::Pattern(source) => write!(f, "does not match {source}"),
            Self::Check(name) => write!(f, "fails the check {name}"),
            Self::NotNormal(normal) => write!(f, "not in normal form, which is {normal}"),
            Self::Format(name) => write!(f, "not of the format `{name}`"),
        }
    }
}
