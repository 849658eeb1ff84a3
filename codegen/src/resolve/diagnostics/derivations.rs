//! The diagnostics of operations that are derived from one another. WF0385 to WF0388.

use super::NameHint;
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of `from`, `without` and `optional`.
    enum DerivationDiagnostic;

    /// `from` names another operation of the schema, from which this one takes its fields, parameters, rules and responses. An
    /// operation cannot be derived from itself, not even through other operations.
    ///
    /// ```yaml fails
    /// from: contact_update
    /// ```
    /// ```yaml passes
    /// fields: { city: { type: string } }
    /// ```
    Error WF0385 "unsuitable `from`" {
        UnknownOperation { name: Quoted, hint: NameHint }
            "there is no operation {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known operations: {known}"
            help if let NameHint::NoneDeclared = hint => "the schema has no other operation";
        Circle { name: Quoted }
            "{name} is derived from itself"
            help "write the fields into one of the operations, and remove its `from`";
    }

    /// `without` and `optional` change what an operation takes from another one, so they need `from`.
    ///
    /// ```yaml fails
    /// fields: { name: { type: string, required: true }, city: { type: string } }
    /// without: [city]
    /// ```
    /// ```yaml passes
    /// fields: { name: { type: string, required: true } }
    /// ```
    Error WF0386 "nothing to derive from" {
        NoFrom { key: Quoted }
            "{key} has no effect without `from`"
            help "name the other operation with `from`, or remove the key";
    }

    /// `without` names fields, parameters, headers, rules and responses of the operation that `from` names.
    ///
    /// ```yaml fails
    /// operations:
    ///   create: { http: POST /contact, body: json, update: none, fields: { name: { type: string, required: true }, city: string } }
    ///   change: { from: create, without: [ctiy], http: PATCH /contact, update: patch }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   create: { http: POST /contact, body: json, update: none, fields: { name: { type: string, required: true }, city: string } }
    ///   change: { from: create, without: [city], http: PATCH /contact, update: patch }
    /// ```
    Error WF0387 "nothing to leave out" {
        NothingToLeaveOut { name: Quoted, hint: NameHint }
            "the operation of `from` has nothing of the name {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known names: {known}"
            help if let NameHint::NoneDeclared = hint => "the operation of `from` has no fields";
        NothingToMakeOptional { name: Quoted, hint: NameHint }
            "the operation of `from` has no field {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known fields: {known}"
            help if let NameHint::NoneDeclared = hint => "the operation of `from` has no fields";
    }

    /// A rule or an envelope of an operation names a field that the operation leaves out: by `without`, or because the field has an
    /// `access` that the operation does not have. Mostly, a derived operation takes the rule from another one.
    ///
    /// ```yaml fails
    /// operations:
    ///   create: { http: POST /contact, body: json, update: none, fields: { name: { type: string, required: true }, city: string }, rules: { place: { when: { name: Jane }, required: [city], says: Jane has a city. } } }
    ///   change: { from: create, without: [city], http: PATCH /contact, update: patch }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   create: { http: POST /contact, body: json, update: none, fields: { name: { type: string, required: true }, city: string }, rules: { place: { when: { name: Jane }, required: [city], says: Jane has a city. } } }
    ///   change: { from: create, without: [city, place], http: PATCH /contact, update: patch }
    /// ```
    Error WF0388 "field that is left out" {
        LeftOut { name: Quoted, without: Span }
            "this names the field {name}, which the operation leaves out"
            also without "it is left out here"
            help "add the name of the rule to `without`, or write the rule or the envelope in this operation without the field";
    }
}
