//! The diagnostics of names that refer to other entries of a schema: WF0200 to WF0216.

use super::call_words::of_call;
use super::examples::{Refusal, ValueShape};
use super::type_synonyms::instead;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of names that refer to other entries.
    enum NameDiagnostic;

    /// `type` names a built-in type (`string`, `integer`, `number`, `boolean`, `date`, `timestamp`, `list`, `object`, `enum`) or an entry
    /// of `types`. `include` names an entry of `types`.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: strnig }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string }
    /// ```
    Error WF0200 "unknown type" {
        UnknownType { name: Quoted, hint: NameHint }
            "there is no type {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known types: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `types`";
        TypeElsewhere { name: Quoted, instead: String }
            "there is no type {name}"
            help "write {instead}";
    }

    /// The name is that of a parameter or field of the operation. It is the name in the schema, not the name on the wire.
    /// Fields of an object are named with dots, as in `owner.name`. Rules cannot refer to fields of the items of a list.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string }
    /// required: [nmae]
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string }
    /// required: [name]
    /// ```
    Error WF0201 "unknown field" {
        UnknownField { name: Quoted, hint: NameHint }
            "there is no field {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known fields: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `fields` or `params`";
        UnknownFieldOrFact { name: Quoted, hint: NameHint }
            "there is no field or context fact {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known fields and facts: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `fields`, `params` or `contexts`";
        UnknownBodyField { name: Quoted, hint: NameHint }
            "there is no field {name} in the body"
            help if let Some(value) = of_call(name) => "for the time or the nonce of the attempt write `{value}`"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known fields: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `fields`";
        WireNameOfField { name: Quoted, field: Quoted }
            "there is no field {name}"
            help "write {field}: {name} is its name on the wire";
        FieldInScalar { name: Quoted }
            "{name} refers to a field inside a field that is not an object"
            help "use dots only for the fields of objects and the entries of maps; rules refer to the items of lists by `*`";
    }

    /// `$name` in an authentication method or an envelope, and a key of `credentials` in an example, name an entry of the
    /// top-level `credentials`. An example gives only credentials that the authentication methods of its operation use.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { key: { headers: { X-Key: '$kye' } } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { key: { headers: { X-Key: '$key' } } }
    /// ```
    Error WF0202 "unknown credential" {
        UnknownCredential { name: Quoted, hint: NameHint }
            "there is no credential {name}"
            help if let Some(step) = computed(name) => "compute it in a step of the method, `{step}`, and name the result"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known credentials: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `credentials`";
        CredentialOfOtherOperation { name: Quoted, hint: NameHint }
            "the operation uses no credential {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "it uses: {known}"
            help if let NameHint::NoneDeclared = hint => "remove it, because the operation uses no credentials";
    }

    /// `auth` of an endpoint, an operation or an example names entries of the top-level `auth`.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { key: { headers: { X-Key: '$key' } } }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [kye] } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { key: { headers: { X-Key: '$key' } } }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [key] } }
    /// ```
    Error WF0203 "unknown authentication method" {
        UnknownAuth { name: Quoted, hint: NameHint }
            "there is no authentication method {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known authentication methods: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `auth`";
    }

    /// `endpoint` of an operation names an entry of `endpoints`.
    ///
    /// ```yaml fails
    /// endpoints: { api: { servers: { production: 'https://api.example' } } }
    /// endpoint: apy
    /// ```
    /// ```yaml passes
    /// endpoints: { api: { servers: { production: 'https://api.example' } } }
    /// endpoint: api
    /// ```
    Error WF0204 "unknown endpoint" {
        UnknownEndpoint { name: Quoted, hint: NameHint }
            "there is no endpoint {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known endpoints: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `endpoints`";
    }

    /// `server` of an example is the name of a server of the endpoint, or a URL. An example with `expect` needs `server` if
    /// the endpoint has no servers.
    ///
    /// ```yaml fails
    /// examples:
    ///   one: { server: prodution, values: { example: a }, expect: { body: '{"example":"a"}' } }
    /// ```
    /// ```yaml passes
    /// examples:
    ///   one: { server: production, values: { example: a }, expect: { body: '{"example":"a"}' } }
    /// ```
    Error WF0205 "unknown server" {
        UnknownServer { name: Quoted, hint: NameHint }
            "there is no server {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known servers: {known}"
            help if let NameHint::NoneDeclared = hint => "write a URL, because the endpoint has no servers";
        NoServer { example: Quoted }
            "the example {example} needs a server, because its endpoint has none"
            help "add `server: https://…` to the example";
    }

    /// `page` names an entry of `pages`.
    ///
    /// ```yaml fails
    /// pages: { update: { url: 'https://docs.example/update' } }
    /// page: updat
    /// ```
    /// ```yaml passes
    /// pages: { update: { url: 'https://docs.example/update' } }
    /// page: update
    /// ```
    Error WF0206 "unknown page" {
        UnknownPage { name: Quoted, hint: NameHint }
            "there is no page {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known pages: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `pages`";
    }

    /// Waivers, violations and `unchecked` of an example name rules of the operation.
    ///
    /// ```yaml fails
    /// examples:
    ///   one: { values: {}, violations: ['rule named'] }
    /// ```
    /// ```yaml passes
    /// rules:
    ///   named: { says: give an example, required: [example] }
    /// examples:
    ///   one: { values: {}, violations: ['rule named'] }
    /// ```
    Error WF0207 "unknown rule" {
        UnknownRule { name: Quoted, hint: NameHint }
            "there is no rule {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known rules: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `rules` of the operation";
    }

    /// The name after `context.` in a rule, and the keys of `context` in an example, name entries of `contexts`.
    ///
    /// ```yaml fails
    /// contexts: { tlds: { set_of: string } }
    /// examples:
    ///   one: { context: { tdls: [com] }, values: { example: a }, expect: { body: '{"example":"a"}' } }
    /// ```
    /// ```yaml passes
    /// contexts: { tlds: { set_of: string } }
    /// examples:
    ///   one: { context: { tlds: [com] }, values: { example: a }, expect: { body: '{"example":"a"}' } }
    /// ```
    Error WF0208 "unknown context fact" {
        UnknownContext { name: Quoted, hint: NameHint }
            "there is no context fact {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known facts: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `contexts`";
    }

    /// `binding` of an example names an entry of `bindings` of the operation, or its `body` if it has no `bindings`.
    ///
    /// ```yaml fails
    /// examples:
    ///   one: { binding: form, values: { example: a }, expect: { body: example=a } }
    /// ```
    /// ```yaml passes
    /// body: form
    /// examples:
    ///   one: { binding: form, values: { example: a }, expect: { body: example=a } }
    /// ```
    Error WF0209 "unknown binding" {
        UnknownBinding { name: Quoted, hint: NameHint }
            "the operation has no binding {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known bindings: {known}"
            help if let NameHint::NoneDeclared = hint => "add `body` or `bindings` to the operation";
    }

    /// `means` is a term of the vocabulary of contacts, which follows RFC 5733, so that providers can be compared.
    /// `docs/contacts.md` lists the terms.
    ///
    /// ```yaml fails
    /// fields:
    ///   email: { type: string, means: e-mail }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   email: { type: string, means: email }
    /// ```
    Error WF0211 "unknown term of the contact vocabulary" {
        UnknownTerm { name: Quoted, hint: NameHint }
            "there is no term {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known terms: {known}"
            help "remove `means` if no term fits";
    }

    /// The codes of violations are a closed list, with `required`, `pattern` and `max_length` among others.
    ///
    /// ```yaml fails
    /// examples:
    ///   one: { values: { example: '' }, violations: ['example: too_short'] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   example: { type: string, minLength: 1 }
    /// examples:
    ///   one: { values: { example: '' }, violations: ['example: min_length'] }
    /// ```
    Error WF0212 "unknown violation code" {
        UnknownCode { name: Quoted, hint: NameHint }
            "there is no violation code {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known codes: {known}";
    }

    /// A rule or a permission compares a field or a context fact with a value that it cannot have, or with a pattern that none
    /// of its values matches. The comparison would never hold. The types, formats, patterns and bounds of fields count, and so
    /// do the keys of maps and the patterns of facts.
    ///
    /// ```yaml fails
    /// fields:
    ///   kind: { enum: { person: A person., company: A company. } }
    ///   name: { type: string }
    /// rules:
    ///   named: { says: a name is needed, when: { kind: compny }, required: [name] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   kind: { enum: { person: A person., company: A company. } }
    ///   name: { type: string }
    /// rules:
    ///   named: { says: a name is needed, when: { kind: company }, required: [name] }
    /// ```
    Error WF0213 "value that the type does not have" {
        UnknownValue { name: Quoted, hint: NameHint }
            "there is no value {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known values: {known}";
        ComparedWithOtherType { text: Quoted, expected: ValueShape }
            "{text} is not {expected}"
            help "write a value that the field or fact can have";
        RefusedByField { text: Quoted, field: Quoted, reason: Refusal }
            "the field {field} cannot be {text}: {reason}"
            help "correct the value, or the constraint of the field that excludes it";
        NothingMatches { pattern: Quoted, name: Quoted }
            "no value of {name} matches {pattern}"
            label "the type, the pattern or a bound of {name} excludes all of these texts"
            help "correct this pattern, or the constraint that excludes its texts";
        RefusedByFact { text: Quoted, fact: Quoted, reason: Refusal }
            "the context fact {fact} cannot be {text}: {reason}"
            help "correct the value, or the `pattern` of the fact";
        RefusedKey { key: Quoted, map: Quoted, reason: Refusal }
            "the map {map} cannot have the key {key}: {reason}"
            help "write a key that the map can have";
    }

    /// A field and a context fact have the same name. `field.name` refers to the field, and `context.name` to the fact.
    ///
    /// ```yaml fails
    /// contexts: { holder: { type: string } }
    /// fields: { holder: { type: string }, name: { type: string } }
    /// rules:
    ///   named: { says: a name is needed, when: { holder: a }, required: [name] }
    /// ```
    /// ```yaml passes
    /// contexts: { holder: { type: string } }
    /// fields: { holder: { type: string }, name: { type: string } }
    /// rules:
    ///   named: { says: a name is needed, when: { field.holder: a }, required: [name] }
    /// ```
    Error WF0214 "name of both a field and a context fact" {
        AmbiguousName { name: String }
            "`{name}` is both a field and a context fact"
            help "write `field.{name}` or `context.{name}`";
    }

    /// `convert` names conversions of a closed list. `docs/contacts.md` describes them.
    ///
    /// ```yaml fails
    /// fields:
    ///   email: { type: string, means: email, convert: [lowercase] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   email: { type: string, means: email, convert: [lower_case] }
    /// ```
    Error WF0216 "unknown conversion" {
        UnknownConversion { name: Quoted, hint: NameHint }
            "there is no conversion {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known conversions: {known}";
    }
}

/// The suggestion for an unknown name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NameHint {
    /// A known name is similar.
    Similar(Quoted),
    /// The first known names.
    Known(String),
    /// No name is known.
    NoneDeclared,
    /// There are so many diagnostics that names are no longer compared.
    Omitted,
}

impl NameDiagnostic {
    /// Returns the diagnostic of a name that is a type in other languages, if it is known what to write instead.
    pub(in crate::resolve) fn of_type_elsewhere(name: &str) -> Option<Self> {
        let instead = instead(name)?;
        let name = name.into();
        Some(Self::TypeElsewhere { name, instead })
    }
}

/// Returns the step that computes what a name looks like.
fn computed(name: &Quoted) -> Option<&'static str> {
    match name.0.as_str() {
        "now" | "time" | "timestamp" => Some("let: { time: { now: unix } }"),
        "nonce" | "uuid" => Some("let: { number: { nonce: uuid } }"),
        _ => None,
    }
}
