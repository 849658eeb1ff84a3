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

    /// A pattern can require with `(?=…)` and forbid with `(?!…)` what follows. Look-behind, `(?<=…)` and `(?<!…)`, is not
    /// supported. Put a look-ahead before the text in question, or use an `all_of` check with `contains` or `excludes`.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '[a-z-]+(?<!-)' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[a-z-]+', all_of: { end: { excludes: '-$', says: must not end with a hyphen } } }
    /// ```
    Error WF0401 "look-behind" {
        LookBehind
            "look-behind is not supported"
            help "use a look-ahead, `(?=…)` or `(?!…)`, before the text in question"
            help "or use a check: `all_of: {{ name: {{ excludes: '…', says: … }} }}`";
    }

    /// A back-reference such as `\1` describes texts that cannot be recognized in linear time. Remove it, and write a
    /// `differs` note about what is not checked.
    ///
    /// ```yaml fails
    /// fields:
    ///   code: { type: string, pattern: '([a-z])\1' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   code: { type: string, pattern: '[a-z]{2}', differs: The two letters are equal. This is not checked. }
    /// ```
    Error WF0402 "back-reference" {
        BackReference
            "back-references are not supported"
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

    /// A pattern always means the whole value, so `^` and `$` at its ends have no effect. Inside a pattern, anchors and
    /// boundaries such as `\b` are not supported. They are allowed in `contains` and `excludes`, and in look-aheads.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '[a-z]+\b.*' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[a-z]+( .*)?' }
    /// ```
    Error WF0404 "anchor or boundary" {
        AnchorOfAlternative
            "this anchor belongs to a single alternative"
            help "remove the anchors, because a pattern always means the whole value";
        Anchor
            "anchors and boundaries are not supported here"
            help "remove it, because a pattern always means the whole value";
    }

    /// Engines disagree about the meaning of `(?i)` and other flags. Write the characters instead: `[Aa]` for both cases,
    /// `[\s\S]` for any character.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, pattern: '(?i)abc' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, pattern: '[Aa][Bb][Cc]' }
    /// ```
    Error WF0405 "flags in a pattern" {
        Flags
            "flags are not supported"
            help "write the characters, for example `[Aa]` for both cases";
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

    /// A pattern always means the whole value. Remove `^` at its start and `$` at its end.
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
            "this anchor has no effect, because a pattern always means the whole value"
            help "remove it";
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
    /// backtracks. Write the plain form. If it matches too much, exclude a continuation with `(?!…)`.
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
            "atomic groups and possessive repetitions are not supported"
            help "write a plain group or repetition, and exclude a continuation with `(?!…)`";
    }
}
