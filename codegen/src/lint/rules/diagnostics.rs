//! The diagnostics of rules that are checked against each other: WF0307 to WF0309.

use crate::source::diagnostics;

diagnostics! {
    /// Diagnostics of rules that are checked against each other.
    enum ConflictDiagnostic;

    /// No request satisfies some rules together, whatever else it contains: their effects exclude each other under one condition,
    /// or for values that their conditions choose, as `kind: company` does. Every such request is refused. The message names the
    /// rules, and values that show it.
    ///
    /// Rules that only state what follows from each other are no contradiction. If one requires `name` where `city` is present,
    /// and another one forbids it where `kind` is `person`, the two state that a person has no `city`.
    ///
    /// ```yaml fails
    /// rules:
    ///   named: { when: { kind: company }, required: [name], says: A company has a name. }
    ///   short: { when: { country: FR }, forbidden: [name], says: A name is not allowed in France. }
    /// fields: { kind: string, country: string, name: string }
    /// ```
    /// ```yaml passes
    /// rules:
    ///   named: { when: { kind: company }, required: [name], says: A company has a name. }
    ///   short: { when: { country: FR, kind: person }, forbidden: [name], says: A name is not allowed in France. }
    /// fields: { kind: string, country: string, name: string }
    /// ```
    Error WF0307 "rules that contradict each other" {
        Contradiction { others: String, example: String }
            "no request satisfies this rule{others}{example}"
            help "change one of the conditions; to refuse such requests, write `refuse: sentence`";
    }

    /// The tests of a condition exclude each other, so the rule never applies.
    ///
    /// ```yaml fails
    /// rules:
    ///   named: { when: { kind: company, not: { kind: { matches: 'comp.*' } } }, required: [name], says: A company has a name. }
    /// fields: { kind: string, name: string }
    /// ```
    /// ```yaml passes
    /// rules:
    ///   named: { when: { kind: company, not: { name: { matches: 'comp.*' } } }, required: [name], says: A company has a name. }
    /// fields: { kind: string, name: string }
    /// ```
    Error WF0308 "rule that never applies" {
        NeverApplies { tests: String }
            "this rule never applies, because no request satisfies its condition: {tests}"
            help "change the condition; to test for one of several values, write `name: [one, other]`";
    }

    /// Every request to which the rule applies satisfies it, because its condition, the types of the fields or their `required`
    /// already state its effects.
    ///
    /// ```yaml fails
    /// rules:
    ///   named: { when: { name: { present: true } }, at_least_one: [name, city], says: A name or a city is needed. }
    /// fields: { city: string, name: { type: string, minLength: 1 } }
    /// ```
    /// ```yaml passes
    /// rules:
    ///   named: { when: { name: { present: false } }, at_least_one: [name, city], says: A name or a city is needed. }
    /// fields: { city: string, name: { type: string, minLength: 1 } }
    /// ```
    Error WF0309 "rule that nothing violates" {
        NeverViolated
            "every request to which this rule applies satisfies it"
            help "remove the rule, or change its condition or its effects";
    }
}
