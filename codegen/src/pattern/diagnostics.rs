//! The diagnostics of patterns: WF0400 to WF0499.

use super::automaton::LimitExceeded;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of patterns.
    enum PatternDiagnostic;

    /// The text is not a regular expression. The error points to the part that cannot be read. Write a backslash before a
    /// character that has a meaning in a pattern (`. + * ? ( ) [ ] { } | ^ $ \`) to match the character itself.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '(a|b' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '(a|b)' }
    /// ```
    Error WF0400 "invalid pattern" {
        Syntax { reason: String }
            "invalid pattern: {reason}"
            help "close all brackets, and write a backslash before a special character to match it";
    }

    /// A pattern can require with `(?=…)` and forbid with `(?!…)` what follows, and with `(?<=…)` and `(?<!…)` what precedes.
    /// What precedes can have several characters, except in a look-ahead. The inside of a look-behind must end at its place, so
    /// it can neither look ahead from there nor end with `$` or `\b`. In `dialect: python` a look-behind needs a fixed length,
    /// and in `pcre` and `java` a greatest one, because these engines refuse others.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '[a-z-]+(?=.(?<!--)).' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[a-z-]+(?<!--)' }
    /// ```
    Error WF0401 "look-behind" {
        LookBehindInLookAhead
            "in a look-ahead, a look-behind of several characters is not supported"
            help "put the look-behind outside of the look-ahead"
            help "or use a check: `all_of: {{ name: {{ excludes: '…', says: … }} }}`";
        LookBehindReadsOn
            "a look-behind that depends on what follows its place is not supported"
            help "put what must follow behind the look-behind: `(?<=…)(?=…)`";
        LookBehindLength { dialect: &'static str, length: &'static str }
            "a look-behind without {length} length is not supported in `dialect: {dialect}`"
            help "repeat a fixed number of times, or use a look-ahead before the text in question";
    }

    /// Back-references such as `\1`, recursion such as `(?R)` and conditions such as `(?(1)…)` describe texts that cannot be
    /// recognized in linear time. Remove them, and write a `differs` note about what is not checked.
    ///
    /// ```yaml fails
    /// fields:
    ///   code: { type: string, pattern: '([a-z])\1' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   code: { type: string, pattern: '[a-z]{2}', differs: The two letters are equal. This is not checked. }
    /// ```
    Error WF0402 "back-reference or recursion" {
        BackReference
            "back-references are not supported"
            help "remove it, and describe in `differs` what is not checked";
        Recursion
            "recursion is not supported"
            help "remove it, and describe in `differs` what is not checked";
        Conditional
            "conditions, callouts and verbs are not supported"
            help "remove it, and describe in `differs` what is not checked";
    }

    /// Regular expression engines disagree about `[`, `&&`, `--` and `~~` inside a class. Some read them literally, others
    /// as a nested class or as an operation on sets. Write a backslash before them, or give `dialect: pcre`, in which they
    /// are literal.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '[a-z[]+' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[a-z\[]+' }
    /// ```
    Error WF0403 "ambiguous character in a class" {
        AmbiguousInClass { characters: &'static str, escaped: Quoted }
            "the meaning of an unescaped `{characters}` inside a class depends on the engine"
            help "to match it literally, write {escaped}"
            help "or give `dialect: pcre`, in which it is literal";
    }

    /// Some escapes have a meaning in one dialect only: `\A` and `\z` do not exist in ECMAScript, and `\h` not in Python.
    /// Others depend on how an engine searches: `\G`, `\K`, `\R`, `\X`. Write the characters or an anchor that the dialect
    /// has, or give the dialect of the page with `dialect`.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, dialect: ecma, match: search, pattern: '\A[a-z]+' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, dialect: ecma, match: search, pattern: '^[a-z]+' }
    /// ```
    Error WF0404 "escape that the dialect does not have" {
        NotInDialect { what: Quoted, dialect: &'static str }
            "{what} has no meaning that is supported in `dialect: {dialect}`"
            help "write the character or the anchor that is meant, or give the dialect of the page with `dialect`";
    }

    /// All dialects have the flags `i`, `s` and `m`, and all but `ecma` have `x`. `python` also has `a` and `u`, and `java` has
    /// `d` and `u`. In `ecma` flags need a group, `(?i:…)`. In `python` flags without a group stand at the beginning.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, dialect: ecma, pattern: '(?i)abc' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, dialect: ecma, pattern: '(?i:abc)' }
    /// ```
    Error WF0405 "flags in a pattern" {
        Flags { flag: char }
            "the dialect has no flag `{flag}` that is supported"
            help "remove it, and write the characters that are meant";
        FlagsOfGroup
            "flags need a group here"
            help "put the part in a group with the flags: `(?i:…)`";
    }

    /// The compiler turns a pattern into an automaton, which has limits: 4096 states, a table of 48 KiB, and a number of
    /// steps. Counted repetitions multiply: `(a{1,1000}){1,1000}` stands for a million copies. Limit lengths with
    /// `minLength` and `maxLength`, which need no states.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '.*a.{12}' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '.*a.*', maxLength: 12 }
    /// ```
    Error WF0406 "pattern too large" {
        TooLarge { limit: LimitExceeded }
            "this pattern needs {limit}, which is the limit"
            help "limit lengths with `minLength` and `maxLength`, and use fewer or smaller counted repetitions";
        TooLong { limit: usize }
            "this pattern has more than {limit} bytes"
            help "use character classes and repetitions instead of lists";
    }

    /// A pattern means the whole value, so `^` at its start and `$` at its end have no effect. Remove them. If the provider
    /// searches the value for a match, give `match: search`, in which anchors have an effect.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '^[a-z]+$' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[a-z]+' }
    /// ```
    Warning WF0407 "redundant anchor" {
        RedundantAnchor
            "this anchor has no effect, because the pattern means the whole value"
            help "remove it";
        AnchorOfAlternative
            "this anchor belongs to one alternative, and has no effect because the pattern means the whole value"
            help "remove it, or give `match: search` if the provider searches for a match";
    }

    /// `(?=a)b|c` applies the look-ahead to the first alternative only. If it is meant for all alternatives, put them in a
    /// group, `(?=a)(?:b|c)`. Otherwise put the first alternative in a group, `(?:(?=a)b)|c`.
    ///
    /// ```yaml fails
    /// fields:
    ///   code: { type: string, pattern: '(?=.{2}$)[a-z]+|[0-9]+' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   code: { type: string, pattern: '(?=.{2}$)(?:[a-z]+|[0-9]+)' }
    /// ```
    Warning WF0408 "look-ahead before an alternation" {
        LookAheadBeforeAlternation
            "the look-ahead applies to the first alternative only"
            label "the second alternative starts here"
            help "put the alternatives in a group, `(?=…)(?:…|…)`, or the first one: `(?:(?=…)…)|…`";
    }

    /// `(?>…)`, `a*+`, `a++` and `a?+` forbid an engine to backtrack. A pattern is a set of texts here, and nothing
    /// backtracks. The dialects `pcre`, `python` and `java` have these forms, and they are read if look-ahead can express them.
    /// Write the plain form. If it matches too much, exclude a continuation with `(?!…)`.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '[a-z]++' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[a-z]+' }
    /// ```
    Error WF0409 "atomic group or possessive repetition" {
        Atomic
            "atomic groups and possessive repetitions are not supported in this dialect"
            help "write a plain group or repetition, and exclude a continuation with `(?!…)`";
        AtomicMatters
            "an atomic group or a possessive repetition changes which values match"
            help "write a plain group or repetition, and exclude a continuation with `(?!…)`";
    }
}
