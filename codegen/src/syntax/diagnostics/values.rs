//! The diagnostics of the values of keys.

use super::super::keys::Shape;
use super::{FoundNode, Names};
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of the values of keys.
    enum ValueDiagnostic;

    /// The value must be a map: `key: value` entries on indented lines, or `{ key: value }`.
    ///
    /// ```yaml fails
    /// fields: [name]
    /// ```
    /// ```yaml passes
    /// fields: { name: { type: string } }
    /// ```
    Error WF0103 "expected a map" {
        ExpectedMap { expected: Shape, found: FoundNode, example: &'static str }
            "expected {expected}, found {found}"
            help "for example `{example}`";
    }

    /// The value must be a list: items on lines of their own, each after `- `, or `[a, b]`.
    ///
    /// ```yaml fails
    /// rules:
    ///   any: { at_least_one: example, says: The example is missing. }
    /// ```
    /// ```yaml passes
    /// rules:
    ///   any: { at_least_one: [example], says: The example is missing. }
    /// ```
    Error WF0104 "expected a list" {
        ExpectedList { found: FoundNode, example: &'static str }
            "expected a list, found {found}"
            help "for example `{example}`";
    }

    /// The value must be a single scalar, not a list or a map. In YAML an unquoted `{…}` is a map and an unquoted `[…]` is
    /// a list. Quote a text that starts with a brace or a bracket.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: [a-z] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[a-z]' }
    /// ```
    Error WF0105 "expected a scalar" {
        ExpectedScalar { expected: Shape, found: FoundNode, hint: ScalarHint }
            "expected {expected}, found {found}"
            help if let ScalarHint::Quote = hint => "quote the text, because YAML reads braces as a map"
            help if let ScalarHint::Membership = hint => "compare the list or set with plain values; a rule cannot look into the objects of a list"
            help if let ScalarHint::OneType = hint => "write one type; a field that null deletes has `clear: null`"
            help if let ScalarHint::OneType = hint => "values of several kinds are `variants` with `untagged: kind`"
            help if let ScalarHint::Example(example) = hint => "for example `{example}`";
    }

    /// A boolean is `true` or `false` without quotes. The other spellings of old YAML versions (`yes`, `no`, `on`, `off`)
    /// are texts, so that `NO` can be the code of Norway.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, required: yes }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, required: true }
    /// ```
    Error WF0106 "expected a boolean" {
        QuotedBoolean { text: Quoted }
            "expected a boolean, found the quoted text {text}"
            help "remove the quotes";
        NotABoolean { text: Quoted, meant: Option<bool> }
            "expected a boolean, found {text}"
            help if let Some(meant) = meant => "write `{meant}`, without quotes"
            help if let None = meant => "write `true` or `false`, without quotes";
    }

    /// A number consists of decimal digits, with an optional minus sign and without quotes. Leading zeros, `+`, `_`, a
    /// decimal point and an exponent are not allowed. A value with a leading zero is often a code, which is a text.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, maxLength: '40' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, maxLength: 40 }
    /// ```
    Error WF0107 "expected a whole number" {
        NotANumber { expected: Shape, text: Quoted, hint: NumberHint }
            "expected {expected}, found {text}"
            help if let NumberHint::RemoveQuotes = hint => "remove the quotes"
            help if let NumberHint::TooLarge = hint => "write a number of 64 bits, at most 9223372036854775807"
            help if let NumberHint::Decimal = hint => "write a number as JSON does, for example `0.01`, with at most 128 characters"
            help if let NumberHint::Digits = hint => "write decimal digits without a leading zero, for example `255`";
    }

    /// The key takes one word of a fixed list, which the error shows.
    ///
    /// ```yaml fails
    /// fields:
    ///   address: { type: string, format: e-mail }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   address: { type: string, format: email }
    /// ```
    Error WF0108 "unknown value" {
        WordElsewhere { text: Quoted, instead: &'static str }
            "unknown value {text}"
            help "{instead}";
        UnknownWord { text: Quoted, words: Names, similar: Option<&'static str> }
            "unknown value {text}"
            help if let Some(similar) = similar => "did you mean `{similar}`?"
            help "the value must be {words}";
    }

    /// The first key of a schema is `wireform: 1`. Another number is a version of the language that this compiler does not
    /// support.
    ///
    /// ```yaml fails
    /// wireform: 2
    /// provider: { name: Example }
    /// endpoints: { api: { servers: { production: 'https://api.example' } } }
    /// operations: { ping: { http: GET /ping } }
    /// ```
    /// ```yaml passes
    /// wireform: 1
    /// provider: { name: Example }
    /// endpoints: { api: { servers: { production: 'https://api.example' } } }
    /// operations: { ping: { http: GET /ping } }
    /// ```
    Error WF0109 "unsupported version of the language" {
        LanguageVersion { version: Quoted }
            "unsupported version {version} of the language"
            help "write `wireform: 1`";
    }

    /// Each value of an enum has a meaning, in the words of the provider's page. It becomes the documentation of the
    /// generated variant. If the page gives no meaning, write `differs: the page gives no meaning`.
    ///
    /// ```yaml fails
    /// fields:
    ///   kind: { enum: [company, person] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   kind: { enum: { company: A company, person: A natural person } }
    /// ```
    Error WF0111 "value without a meaning" {
        NoMeanings { first: Quoted }
            "these values have no meaning"
            help "write a map from values to meanings that starts with {first}"
            help "for example `enum: {{ PERSON: A natural person, COMPANY: A legal person }}`";
        NoMeaning { value: Quoted }
            "the value {value} has no meaning"
            help "describe what the value means, in the words of the provider's page";
    }

    /// The key has no value or an empty one, which is not allowed here. Give a text, or remove the key.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, description: '' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, description: The name of a person. }
    /// ```
    Error WF0112 "empty value" {
        EmptyText { example: &'static str }
            "this text is empty"
            help "for example `{example}`";
        EmptySeparator { example: &'static str }
            "the separator is empty, so it separates nothing"
            help "for example `{example}`";
        NoValue { expected: Shape, example: &'static str }
            "expected {expected}, found nothing"
            help "for example `{example}`";
        NoScalar { expected: Shape }
            "expected {expected}, found nothing"
            help "write `''` for the empty text";
        NoEnvelopeValue { similar: Option<&'static str> }
            "expected a scalar, found nothing"
            help if let Some(similar) = similar => "did you mean `{similar}`?"
            help "write `''` for the empty text";
        BlankName
            "this name is blank"
            help "give a name with at least one visible character";
    }

    /// An empty list or map has no effect here. Add an entry, or remove the key.
    ///
    /// ```yaml fails
    /// fields:
    ///   kind: { enum: {} }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   kind: { enum: { company: A company } }
    /// ```
    Error WF0113 "empty list or map" {
        NoEntries { key: Quoted }
            "{key} has no entries"
            help "add an entry, or remove the key";
        NoValues
            "this enum has no values"
            help "add a value with its meaning";
    }

    /// A date has the form `2026-11-21`: year, month and day. It must exist in the calendar.
    ///
    /// ```yaml fails
    /// pages:
    ///   contacts: { url: 'https://docs.example/contacts', retrieved: 21.11.2026 }
    /// ```
    /// ```yaml passes
    /// pages:
    ///   contacts: { url: 'https://docs.example/contacts', retrieved: 2026-11-21 }
    /// ```
    Error WF0114 "invalid date" {
        NotADate { text: Quoted }
            "{text} is not a date"
            help "write year, month and day: `2026-11-21`";
    }

    /// `at` names the groups around a value and the value itself, separated by dots, as in `extensions.general.number`. No
    /// part may be empty.
    ///
    /// ```yaml fails
    /// fields:
    ///   number: { type: string, json: { at: general..number } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   number: { type: string, json: { at: general.number } }
    /// ```
    Error WF0115 "invalid dotted path" {
        InvalidPath { text: Quoted, example: &'static str }
            "{text} is not a dotted path"
            help "for example `{example}`";
    }

    /// `clear` is `''` (the empty text), `null`, or `[]` (the empty list). Remove the key if the provider documents no way
    /// to clear the field.
    ///
    /// ```yaml fails
    /// update: patch
    /// fields:
    ///   name: { type: string, clear: nil }
    /// ```
    /// ```yaml passes
    /// update: patch
    /// fields:
    ///   name: { type: string, clear: null }
    /// ```
    Error WF0116 "invalid value of `clear`" {
        InvalidClear { found: FoundNode }
            "expected `''`, `null`, `[]` or `all_items`, found {found}"
            help "remove the key if the provider documents no way to clear the field";
        QuotedClear
            "expected the empty list, found the text `[]`"
            help "write `clear: []`, without quotes";
    }

    /// A status is a number from 100 to 599, a list of such numbers, or a class such as `2xx`.
    ///
    /// ```yaml fails
    /// responses:
    ///   ok: { match: { status: 20 }, outcome: success }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   ok: { match: { status: 200 }, outcome: success }
    /// ```
    Error WF0117 "invalid HTTP status" {
        StatusClass { text: Quoted, class: String }
            "{text} is not an HTTP status"
            help "write the class as `{class}`";
        InvalidStatus { text: Quoted }
            "{text} is not an HTTP status"
            help "write a number from 100 to 599, or a class such as `2xx`";
    }

    /// The key takes a fixed number of items. `basic`, for example, takes the user and the password.
    ///
    /// ```yaml fails
    /// credentials: { user: { secret: false }, password: { secret: true } }
    /// auth: { login: { basic: [$user] } }
    /// ```
    /// ```yaml passes
    /// credentials: { user: { secret: false }, password: { secret: true } }
    /// auth: { login: { basic: [$user, $password] } }
    /// ```
    Error WF0120 "wrong number of items" {
        WrongLength { expected: usize, found: usize, example: &'static str }
            "expected {expected} items, found {found}"
            help "for example `{example}`";
    }

    /// The key takes several kinds of values, and this is none of them. The error lists what is possible.
    ///
    /// ```yaml fails
    /// types:
    ///   Name: [string]
    /// ```
    /// ```yaml passes
    /// types:
    ///   Name: string
    /// ```
    Error WF0121 "unexpected kind of value" {
        UnexpectedKind { expected: Shape, found: FoundNode, example: &'static str }
            "expected {expected}, found {found}"
            help "for example `{example}`";
        NotAReason
            "expected a reason or `true`, found `false`"
            help "remove the key";
        ValueOfRest
            "`$rest` has no value"
            help "remove the value: `$rest:`";
        ListInEnvelope
            "a list in an envelope consists of maps, one for each element"
            help "write `$field` for the list of a field";
    }
}

/// How to fix a list or map in place of a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarHint {
    /// The map is likely an unquoted text, as in `{name}`.
    Quote,
    /// The map is inside a test of a list or set.
    Membership,
    /// The list names several types.
    OneType,
    Example(&'static str),
}

/// How to fix a text in place of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberHint {
    RemoveQuotes,
    TooLarge,
    Decimal,
    Digits,
}
