//! The diagnostics of the keys of constructs.

use std::fmt;

use super::super::keys::{Construct, Id};
use super::Names;
use super::elsewhere::{Instead, instead_of_key};
use super::names::starts_with_vowel;
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of the keys of constructs.
    enum KeyDiagnostic;

    /// The language does not have this key in this construct. If the compiler ignored a misspelled key, a constraint could
    /// silently not apply. Correct the key, or remove it. `docs/language.md` lists the keys of each construct.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, patern: '[a-z]+' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[a-z]+' }
    /// ```
    Error WF0101 "unknown key" {
        SimilarKey { key: Quoted, construct: Id, similar: &'static str }
            "unknown key {key} in this {construct}"
            help "did you mean `{similar}`?";
        KeyOfField { key: Quoted, construct: Id }
            "unknown key {key} in this {construct}"
            help "move {key} to the fields that have this type";
        DecimalComma { whole: String, fraction: String }
            "unknown key `{fraction}`, because the comma ends the number `{whole}`"
            help "write a point: `{whole}.{fraction}`";
        TextAfterComma { key: Quoted, construct: Id, before: Quoted }
            "unknown key {key} in this {construct}"
            help "if {key} belongs to the text of {before}, quote that text: inside `{{ }}` a comma ends a text without quotes";
        KeyElsewhere { key: Quoted, construct: Id, instead: Instead }
            "unknown key {key} in this {construct}"
            help "{instead}";
        UnknownKey { key: Quoted, construct: Id, known: KnownKeys, owners: Option<Owners> }
            "unknown key {key} in this {construct}"
            help if let Some(owners) = owners => "{key} is a key of {owners}"
            help "the keys of this {construct} are {known}";
    }

    /// The construct needs this key. The error points to the name of the construct. Add the key.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, all_of: { digit: { contains: '[0-9]' } } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, all_of: { digit: { contains: '[0-9]', says: needs a digit } } }
    /// ```
    Error WF0102 "missing key" {
        MissingKey { construct: Id, key: &'static str, example: &'static str }
            "this {construct} has no `{key}`"
            help "add `{example}`";
        NotASchema
            "this is not a schema: it has no `wireform: 1`"
            help "begin a schema with `wireform: 1`; if the file is something else, leave it out or move it to another folder";
        MissingSays
            "this rule has no `says`"
            help "add `says` with the sentence that a user reads if the rule is violated";
        MissingOneOf { construct: Id, keys: Names }
            "this {construct} has none of the keys {keys}"
            help "add one of these keys";
    }

    /// The two keys state the same thing in different ways. Keep one of them.
    ///
    /// ```yaml fails
    /// body: json
    /// bindings: { form: { body: form } }
    /// ```
    /// ```yaml passes
    /// bindings: { json: { body: json }, form: { body: form } }
    /// ```
    Error WF0110 "mutually exclusive keys" {
        ExclusiveKeys { first_key: &'static str, second_key: &'static str, first: Span }
            "`{first_key}` and `{second_key}` are mutually exclusive"
            also first "first key"
            help "keep one of them";
        SeveralOf { construct: Id, keys: Names, first: Span }
            "this {construct} has more than one of the keys {keys}"
            label "second key"
            also first "first key"
            help "keep one of them";
    }

    /// A rule needs at least one effect: `required`, `forbidden`, `at_least_one`, `exactly_one`, `at_most_one`,
    /// `all_or_none`, `matches`, `limited_to`, `unchanged`, `unchanged_except` or `refuse`.
    ///
    /// ```yaml fails
    /// rules:
    ///   example_set: { when: { example: { present: true } }, says: The example is set. }
    /// ```
    /// ```yaml passes
    /// rules:
    ///   example_set: { required: [example], says: The example is missing. }
    /// ```
    Error WF0118 "rule without an effect" {
        NoEffect { keys: Names }
            "this rule has no effect"
            help "add one of {keys}";
    }

    /// A type needs `type`, or one of the keys `enum`, `fields`, `variants`, `items`, `keys` and `const`, which imply a type.
    ///
    /// ```yaml fails
    /// types:
    ///   Name: { description: The name of a person. }
    /// ```
    /// ```yaml passes
    /// types:
    ///   Name: { type: string, description: The name of a person. }
    /// ```
    Error WF0119 "definition without a type" {
        NoType { construct: Id, keys: Names }
            "this {construct} does not state its type"
            help "add one of {keys}";
    }

    /// `sort` and `escape` are options of `query`, `separator` of `header_names`, and `trim` of `header_lines`.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ headers: { X-Sig: { hex: { sha256: '$key' }, sort: bytes } } }] } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ headers: { X-Sig: { hex: { sha256: '$key' } } } }] } }
    /// ```
    Error WF0122 "option of another function" {
        OptionOfAnother { option: &'static str, function: &'static str }
            "`{option}` is an option of `{function}`"
            help "remove it";
    }
}

impl KeyDiagnostic {
    /// Returns the diagnostic of a key that other languages have, if it is known what to write instead.
    pub(in crate::syntax) fn of_elsewhere(key: &str, construct: Id) -> Option<Self> {
        let instead = instead_of_key(key, construct.construct())?;
        let key = key.into();
        Some(Self::KeyElsewhere {
            key,
            construct,
            instead,
        })
    }
}

/// Returns the key that has the same meaning as a key of other languages, if only the name differs.
pub(in crate::syntax) fn renamed_key(key: &str, construct: Id) -> Option<&'static str> {
    match instead_of_key(key, construct.construct())? {
        Instead::Key(renamed) => construct.construct().key(renamed).map(|key| key.name),
        Instead::Advice(_) => None,
    }
}

/// The keys of a construct, as a list of limited length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KnownKeys(pub(in crate::syntax) Id);

impl fmt::Display for KnownKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 14;
        // A few more names help more than their number.
        const FEW: usize = 4;
        let construct: &Construct = self.0.construct();
        let names: Vec<&str> = construct.all().map(|key| key.name).collect();
        match names.len().checked_sub(SHOWN) {
            Some(more) if more > FEW => {
                for name in &names[..SHOWN] {
                    write!(f, "`{name}`, ")?;
                }
                write!(f, "and {more} others")
            }
            _ => Names::and(names).fmt(f),
        }
    }
}

/// The constructs that have a key, if they are few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owners(Vec<Id>);

impl Owners {
    /// The number of constructs above which their names help nobody.
    const MOST: usize = 3;

    /// Returns the constructs that have a key, unless there are none or too many.
    pub(crate) fn of(key: &str) -> Option<Self> {
        let all = Id::ALL.iter().copied();
        let owners: Vec<Id> = all.filter(|id| id.construct().key(key).is_some()).collect();
        (1..=Self::MOST)
            .contains(&owners.len())
            .then_some(Self(owners))
    }
}

impl fmt::Display for Owners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, id) in self.0.iter().enumerate() {
            let separator = match index {
                0 => "",
                _ if index + 1 == self.0.len() => " and of ",
                _ => ", of ",
            };
            let article = if starts_with_vowel(*id) { "an" } else { "a" };
            write!(f, "{separator}{article} {id}")?;
        }
        Ok(())
    }
}
