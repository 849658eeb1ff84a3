//! The diagnostics of rules: their conditions and effects. WF0302 to WF0306.

use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of rules.
    enum RuleDiagnostic;

    /// Sets and lists are tested with `has`, `has_any` and `has_all`, texts with `matches`, and single values by equality. An
    /// object is only present or absent. A context fact is always present, and a constant always has the same value.
    ///
    /// ```yaml fails
    /// rules:
    ///   named: { when: { example: { has: company } }, required: [name], says: A name is needed. }
    /// fields: { example: string, name: string }
    /// ```
    /// ```yaml passes
    /// rules:
    ///   named: { when: { example: company }, required: [name], says: A name is needed. }
    /// fields: { example: string, name: string }
    /// ```
    Error WF0302 "test that does not apply" {
        TestOfConstant { name: Quoted }
            "{name} is a constant, so the test always has the same result"
            help "remove the test";
        PresenceOfFact { name: Quoted }
            "{name} is a context fact, and facts are always present"
            help "test its value; if the caller does not know the fact, the rule is not checked";
        TestOfObjects { name: Quoted }
            "{name} is a list of objects, which have no values to compare with"
            help "test its items, `{{ any_item: {{ when: … }} }}`, or its presence, `{{ present: true }}`";
        MatchOfOther { name: Quoted }
            "{name} is not a text"
            help "use `matches` only for texts";
        RangeOfOther { name: Quoted }
            "{name} is neither an integer nor a number"
            help "use `within` only for these; for a list of them, write `{{ any_item: {{ within: … }} }}`";
        TestOfSet { name: Quoted }
            "{name} is a set or a list, which cannot be tested by equality"
            help "test what it contains, `{{ has: value }}`";
        UnclearItems { name: Quoted }
            "{name} is about several items, so the test has to state how many of them"
            help "write `{{ any_item: test }}` or `{{ every_item: test }}`";
        ItemsOfOther { name: Quoted }
            "{name} is neither a list nor a map, so it has no items"
            help "test its value instead";
        NestedItems { name: Quoted }
            "the items of {name} are lists or maps, which no rule reads"
            help "test its presence, `{{ present: true }}`, or put each inner list into an object";
        MembersOfOther { name: Quoted }
            "{name} is not an object, so it has no members"
            help "test its value instead";
        InnerTest { name: Quoted }
            "{name} is a context fact, which has no items and no members, and cannot be compared with a field"
            help "test its value";
        Incomparable { left: Quoted, right: Quoted }
            "{left} and {right} cannot be compared so"
            help "compare two different fields of one kind: texts, booleans, integers, numbers, dates or timestamps; texts and booleans have no order";
        TestOfScalar { name: Quoted }
            "{name} is a single value, which contains no others"
            help "test it by equality, `name: value` or `name: [one, other]`";
        TestOfObject { name: Quoted }
            "{name} is an object, which cannot be compared with a value"
            help "test its presence, `{{ present: true }}`, or one of its members";
    }

    /// An effect cannot require, forbid or limit a constant, forbid a required field, or limit an object. `matches` applies
    /// to texts.
    ///
    /// ```yaml fails
    /// rules:
    ///   nameless: { forbidden: [name], says: A name is not allowed. }
    /// fields: { name: { type: string, required: true, minLength: 1 } }
    /// ```
    /// ```yaml passes
    /// rules:
    ///   nameless: { forbidden: [name], says: A name is not allowed. }
    /// fields: { name: { type: string, minLength: 1 } }
    /// ```
    Error WF0303 "effect that does not apply" {
        MatchesOther { name: Quoted }
            "{name} is not a text"
            help "use `matches` only for texts, and `limited_to` for other values";
        LimitsOther { name: Quoted }
            "{name} is neither an integer nor a number"
            help "use `within` only for these, and `limited_to` for other values";
        LimitedObject { name: Quoted }
            "{name} is an object, which cannot be limited to values"
            help "name one of its members, as in `owner.name`";
        PresenceOfItems { name: Quoted }
            "{name} stands for the items of a list or a map, which are always present"
            help "name a member of the items, as in `contacts.*.email`, or the list itself";
        ImpossibleCount { number: u64 }
            "the number of fields cannot be in this range: there are {number}"
            help "the minimum is at most the number of fields, and not greater than the maximum";
        NoTexts
            "there is no text for `all_texts`"
            help "name an object with texts";
        TextsOfNested
            "`all_texts` does not reach into lists and maps of lists or maps"
            help "name the objects beside it, and give its items a `pattern`";
        EffectOnConstant { name: Quoted }
            "{name} is a constant, which is always sent"
            help "remove it from the rule";
        ForbiddenRequired { name: Quoted }
            "{name} is required, so it cannot be forbidden"
            help "to refuse the whole request, give `refuse: sentence`";
        ExceptedEntry { name: Quoted }
            "{name} is an entry of a map, of which the current data is compared as a whole"
            help "except the map";
        UnchangedMember
            "a rule of an object does not read the current data"
            help "move the effect to a rule of the operation";
    }

    /// The rule requires a field that is always required.
    ///
    /// ```yaml fails
    /// rules:
    ///   named: { required: [name], says: A name is needed. }
    /// fields: { name: { type: string, required: true, minLength: 1 } }
    /// ```
    /// ```yaml passes
    /// rules:
    ///   named: { required: [name], says: A name is needed. }
    /// fields: { name: { type: string, minLength: 1 } }
    /// ```
    Warning WF0304 "effect without a consequence" {
        AlreadyRequired { name: Quoted }
            "{name} is required even without this rule"
            help "remove it from the rule";
    }

    /// A rule with `about: request` judges what is sent. It does not read the current data, and an empty text is sent like any
    /// other value.
    ///
    /// ```yaml fails
    /// update: patch
    /// rules:
    ///   kept: { about: request, unchanged: [name], says: The name cannot change. }
    /// fields: { name: string, city: string }
    /// ```
    /// ```yaml passes
    /// update: patch
    /// rules:
    ///   kept: { unchanged: [name], says: The name cannot change. }
    /// fields: { name: string, city: string }
    /// ```
    Error WF0305 "key that a rule about the request cannot have" {
        UnchangedRequest
            "a rule about the request does not read the current data"
            help "remove `about: request`, or forbid the fields with `forbidden`";
        EmptyTextOfRequest
            "`empty_is_value` has no effect on a rule about the request, for which an empty text is always a value"
            help "remove `empty_is_value`";
    }

    /// Rules of a type are between the members of an object. A type with `fields` can have rules; a field of that type cannot
    /// have others.
    ///
    /// ```yaml fails
    /// rules: {}
    /// fields:
    ///   code: { type: string, rules: { short: { matches: { code: '[0-9]+' }, says: A code has digits. } } }
    /// ```
    /// ```yaml passes
    /// rules: {}
    /// fields:
    ///   code: { fields: { value: string }, rules: { short: { matches: { value: '[0-9]+' }, says: A code has digits. } } }
    /// ```
    Error WF0306 "rules of a type without fields" {
        RulesWithoutFields
            "`rules` needs `fields`, whose members the rules name"
            help "move the rules to the type that has the fields, or to the operation";
    }
}
