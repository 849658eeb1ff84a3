//! The diagnostics of lints: WF0500 to WF0599.

use super::witness::Witness;
use crate::pattern::automaton::LimitExceeded;
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of lints.
    enum LintDiagnostic;

    /// No text satisfies the pattern, the lengths, the formats and the checks of this field together, or no multiple of its
    /// `multipleOf` lies between its bounds, so nobody can give it a value. Correct the facet that excludes the others.
    ///
    /// ```yaml fails
    /// fields:
    ///   code: { type: string, pattern: '[a-z]{2}', minLength: 3 }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   code: { type: string, pattern: '[a-z]{2,3}' }
    /// ```
    Error WF0500 "field without a valid value" {
        NoValidForm
            "no value satisfies this field"
            label "no text satisfies the pattern, the formats and the checks"
            help "correct or remove the facet that excludes the others";
        NoNormalForm { steps: String }
            "no value satisfies this field"
            label "no text satisfies the pattern, the formats and the checks after `normalize: {steps}`"
            help "correct the facet that excludes the others, or the steps of `normalize`: the facets describe the normalized text";
        NoValidLength { shortest: Witness }
            "no value satisfies this field"
            label "the shortest text of this form, {shortest}, does not have an allowed length"
            help "correct or remove the facet that excludes the others";
        NoValidMultiple { divisor: String }
            "no value satisfies this field"
            label "no multiple of {divisor} lies between the bounds"
            help "correct or remove the facet that excludes the others";
    }

    /// Every text that matches the pattern also satisfies the bound. Remove the bound, or write a `differs` note if the
    /// provider's page has it.
    ///
    /// ```yaml fails
    /// fields:
    ///   pin: { type: string, pattern: '[0-9]{4,6}', maxLength: 6 }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   pin: { type: string, pattern: '[0-9]{4,6}' }
    /// ```
    Warning WF0501 "redundant bound" {
        RedundantMinimum { shortest: Witness, length: usize }
            "this bound has no effect"
            label "the shortest text of this form, {shortest}, has the length {length}"
            help "remove it, or write a `differs` note if the provider's page has it";
        RedundantMaximum { longest: Witness, length: u64 }
            "this bound has no effect"
            label "the longest text of this form, {longest}, has the length {length}"
            help "remove it, or write a `differs` note if the provider's page has it";
    }

    /// The pattern itself limits the length, but the bound is smaller than this limit. One of the two is probably a mistake.
    /// Correct it, or write a `differs` note if the provider's page has both.
    ///
    /// ```yaml fails
    /// fields:
    ///   pin: { type: string, pattern: '[0-9]{4,6}', maxLength: 5 }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   pin: { type: string, pattern: '[0-9]{4,6}' }
    /// ```
    Warning WF0502 "bound that contradicts the pattern" {
        CuttingBound { limit: u64, witness: Witness }
            "this bound excludes texts that match the pattern"
            label "the pattern allows lengths up to {limit}, for example {witness}"
            help "correct the wrong one, or write a `differs` note if the provider's page has both";
    }

    /// The rest of the pattern matches everything that this alternative matches, or the lengths exclude it. The alternative
    /// was probably meant to match something else.
    ///
    /// ```yaml fails
    /// fields:
    ///   size: { type: string, pattern: '(?:small|large|l[a-z]+)' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   size: { type: string, pattern: '(?:small|l[a-z]+)' }
    /// ```
    Warning WF0503 "redundant alternative" {
        RedundantAlternative { member: Witness }
            "an alternative of this pattern has no effect"
            label "without the alternative that matches {member}, the field accepts the same texts"
            help "remove it, or correct it";
        EmptyAlternative
            "an alternative of this pattern has no effect"
            label "the alternative matches nothing"
            help "remove it, or correct it";
    }

    /// The field is required, but accepts the empty text. Add `minLength: 1`, or write a `differs` note if the provider
    /// accepts the empty text.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, required: true, pattern: '[a-z]*' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, required: true, pattern: '[a-z]+' }
    /// ```
    Warning WF0504 "required field that accepts the empty text" {
        EmptyRequired
            "this field is required, but accepts the empty text"
            label "`\"\"` matches"
            help "add `minLength: 1`, or write a `differs` note if the provider accepts the empty text";
    }

    /// `\d`, `\w` and `\s` mean ASCII characters here. Engines that read them as Unicode, such as those of .NET and Python,
    /// also accept digits, letters and spaces of other scripts. Write the class out, or state the meaning with `dialect`.
    ///
    /// ```yaml fails
    /// fields:
    ///   pin: { type: string, pattern: '\d{4}' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   pin: { type: string, pattern: '[0-9]{4}' }
    /// ```
    Warning WF0505 "class that depends on the engine" {
        EngineClass { class: char, plain: char, ascii: &'static str, example: char }
            "the meaning of `\\{class}` depends on the engine"
            label "in Unicode, {example:?} makes a difference"
            help "write `{ascii}` for `\\{plain}`, or give `dialect: wireform`, which is ASCII";
    }

    /// A pattern means the whole value here. In code that writes `^…$` around it, the anchors would belong to the first and
    /// the last alternative only. Put the alternatives in a group.
    ///
    /// ```yaml fails
    /// fields:
    ///   kind: { type: string, pattern: 'company|person' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   kind: { type: string, pattern: '(?:company|person)' }
    /// ```
    Warning WF0506 "alternatives without a group" {
        UngroupedAlternatives { witness: Witness }
            "between anchors this pattern has a different meaning"
            label "with `^…$` around it, it also matches {witness}"
            help "put the alternatives in a group: `(?:…|…)`";
    }

    /// The lints of this field were skipped, because they would exceed a limit. The field itself is still validated. Use
    /// fewer or smaller counted repetitions.
    ///
    /// ```yaml fails
    /// fields:
    ///   code: { type: string, all_of: { a: { pattern: '.*a.{10}', says: a }, b: { pattern: '.*b.{9}c.*', says: b } } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   code: { type: string, pattern: '[a-z]+', maxLength: 20 }
    /// ```
    Warning WF0507 "skipped lints" {
        Skipped { limit: LimitExceeded }
            "the lints of this field were skipped"
            label "they need {limit}"
            help "use fewer or smaller counted repetitions, and limit lengths with `maxLength`";
    }

    /// The table that matches this pattern has more than 6 KiB. It is linear, but exceeds the fastest cache of a processor and
    /// enlarges the program. Counted repetitions cause such tables. Give the length as `maxLength`, which needs no states,
    /// and write the repetition without an upper bound.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '[a-z]+(?:[.-][a-z]{1,60}){1,20}' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[a-z]+(?:[.-][a-z]+)+', maxLength: 120 }
    /// ```
    Warning WF0508 "large table of a pattern" {
        LargeTable { table: String }
            "this pattern needs a large table"
            label "{table}"
            help "give the length as `maxLength`, and write repetitions without upper bounds";
    }

    /// The first binding is the default. It is a query, so the secret is a part of the URL, which HTTP clients print in errors
    /// and servers write to logs. Another binding has the same value in the body. Put that binding first. If the provider
    /// accepts only the query, write a `differs` note in this binding.
    ///
    /// ```yaml fails
    /// bindings: { query: { body: query }, form: { body: form } }
    /// fields:
    ///   password: { type: string, secret: true }
    /// ```
    /// ```yaml passes
    /// bindings: { form: { body: form }, query: { body: query } }
    /// fields:
    ///   password: { type: string, secret: true }
    /// ```
    Warning WF0509 "secret in the URL" {
        SecretInQuery { secret: String, better: Span }
            "{secret} is a part of the URL by default"
            label "the first binding is the default"
            also better "this binding has the secret in the body"
            help "put the binding with the body first, or state in `differs` of the query why not";
    }

    /// The field rejects a sample or a default of its own. Either the value or the constraint is probably a mistake.
    ///
    /// ```yaml fails
    /// fields:
    ///   country: { type: string, format: country, examples: [Germany] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   country: { type: string, format: country, examples: [DE] }
    /// ```
    Warning WF0510 "sample that its own field rejects" {
        RejectedSample { reason: String }
            "the field rejects this sample"
            label "{reason}"
            help "correct the sample, or the constraint that rejects it";
        RejectedDefault { reason: String }
            "the field rejects its default"
            label "{reason}"
            help "correct the default or the constraint; describe an assumption in words under `description`";
    }

    /// Cases are tested in order, and the first that matches counts. Nothing gets to a case whose tests contradict each other,
    /// or whose responses are all taken by cases before it.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { status: 2xx }, outcome: success }
    ///   created: { match: { status: 201 }, outcome: success }
    ///   other: { outcome: unknown, after: [done, created] }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   created: { match: { status: 201 }, outcome: success }
    ///   done: { match: { status: 2xx }, outcome: success }
    ///   other: { outcome: unknown, after: [created, done] }
    /// ```
    Error WF0511 "case that never matches" {
        ContradictoryCase
            "no response passes all tests of this case"
            help "correct the tests that contradict each other, or write two cases";
        UnreachableCase { takers: String }
            "this case never matches, because every such response matches a case before it"
            label "taken by {takers}"
            help "move the case up, or narrow the cases before it";
    }

    /// One response matches two cases that mean different things. The first of them counts, which can be a mistake. If the order
    /// is intended, the second states it with `after`.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success }
    ///   failed: { match: { body: { error: { present: true } } }, outcome: failure, body: json }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success }
    ///   failed: { match: { body: { error: { present: true } } }, after: [done], outcome: failure, body: json }
    /// ```
    Error WF0512 "overlapping cases" {
        OverlappingCases { name: Quoted, other: Quoted, response: String, key: String, earlier: Span }
            "{name} and {other} match the same response, and differ in outcome, retry or session"
            label "both match {response}"
            also earlier "this case counts, because it is first"
            help "narrow one of them, or state the order with `{key}`";
    }

    /// The operation has several cases, and none has the statuses of a class. A response with such a status is unexpected, and the state of the call unknown.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success }
    ///   failed: { match: { status: 4xx }, outcome: failure }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success }
    ///   failed: { match: { status: 4xx }, outcome: failure }
    ///   broken: { match: { status: 5xx }, outcome: unknown }
    /// ```
    Warning WF0513 "statuses without a case" {
        UncoveredStatuses { classes: String, example: &'static str, is_told_by_body: bool }
            "no case of this operation has a status of the class {classes}"
            help if let true = is_told_by_body => "if every answer of the provider has the same status, remove `status` from the cases of failure"
            help "add a case, for example `{example}` (with `after` if it overlaps with another case), or a `differs` note to the operation";
    }

    /// No step uses the result. It is probably the remains of a change, or a signature that is not sent. Use it, remove it, or
    /// write a `differs` note to the authentication method.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ let: { time: { now: unix } } }, { headers: { X-Key: '$key' } }] } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ let: { time: { now: unix } } }, { headers: { X-Key: '$key', X-Time: '$time' } }] } }
    /// ```
    Warning WF0514 "unused result of a step" {
        UnusedResult { name: Quoted }
            "no step uses {name}"
            help "use it, remove it, or write a `differs` note to the authentication method";
    }

    /// In an authentication method, `$name` is a credential. Braces are text, and the provider receives them as they are. A
    /// `differs` note to the authentication method states that this is meant.
    ///
    /// ```yaml fails
    /// credentials: { token: { secret: true } }
    /// auth: { bearer: { headers: { Authorization: 'Bearer {token}' } } }
    /// ```
    /// ```yaml passes
    /// credentials: { token: { secret: true } }
    /// auth: { bearer: { headers: { Authorization: 'Bearer $token' } } }
    /// ```
    Warning WF0515 "braces in a value of an authentication method" {
        BracedName { braced: Quoted, placeholder: Quoted }
            "{braced} would be sent literally"
            help "write a credential as {placeholder}";
    }
}
