//! The codes of this stage: WF0400 to WF0499.

crate::source::code_table! {
    SYNTAX = "WF0400", "not a valid pattern",
        "The text is no regular expression. The place is that of the part that cannot be read. Characters that mean \
         something in a pattern (`. + * ? ( ) [ ] { } | ^ $ \\`) are written with a backslash where they are meant \
         literally.";
    LOOK_AROUND = "WF0401", "look-behind",
        "A pattern says of a value what stands there and, with `(?=…)` and `(?!…)`, what follows or must not. Look-behind, \
         `(?<=…)` and `(?<!…)`, is not taken: whatever it says can be said by a look-ahead in front of what is looked \
         at, or as an `all_of:` check with `contains:` or `excludes:`.";
    BACK_REFERENCE = "WF0402", "a back-reference",
        "A back-reference (`\\1`) describes texts that no automaton can recognise in linear time. Leave it out and \
         say in a `differs:` note what is not checked.";
    RAW_BRACKET = "WF0403", "an unescaped `[`, `&&`, `--` or `~~` inside a class",
        "Engines disagree on an opening bracket inside a class: some read it as a literal, others as the beginning of \
         a nested class, and likewise `&&`, `--` and `~~` as operations on sets. Write it with a backslash, or give \
         `dialect: pcre`, which reads all of them literally.";
    ANCHOR = "WF0404", "an anchor or a boundary",
        "A pattern always means the whole value, so that `^` and `$` at its ends say nothing; inside it, and as \
         `\\b`, they cannot be taken. In `contains:` and `excludes:`, and inside of look-aheads, anchors are taken.";
    FLAGS = "WF0405", "flags inside a pattern",
        "`(?i)` and other flags mean different things to different engines. Write what is meant: `[Aa]` for both \
         cases, `[\\s\\S]` for any character.";
    TOO_LARGE = "WF0406", "a pattern that would become too large",
        "A pattern becomes an automaton when the schema is compiled: at most 4096 states, a table of at most 48 KiB, \
         and a bounded number of steps to make it. Counted repetitions multiply: `(a{1,1000}){1,1000}` stands for a \
         million copies, and `.*a.{12}` has to remember twelve characters. Use `minLength:` and `maxLength:` for \
         lengths, which are counted and take no states.";
    REDUNDANT_ANCHOR = "WF0407", "an anchor that says nothing",
        "A pattern always means the whole value. `^` at its beginning and `$` at its end can be left out.";
    MISPLACED_LOOK_AHEAD = "WF0408", "a look-ahead in front of an alternation",
        "`(?=a)b|c` applies the look-ahead to the first alternative only. Where it is meant for all of them, put these \
         in a group, `(?=a)(?:b|c)`; where not, put the first one in a group: `(?:(?=a)b)|c`.";
    ATOMIC = "WF0409", "an atomic group or a possessive repetition",
        "`(?>…)`, `a*+`, `a++` and `a?+` tell an engine not to go back. A pattern here is a set of strings, decided \
         without going back at all. Write the plain form; where going back would take more strings than meant, say with \
         `(?!…)` what must not follow.";
}
