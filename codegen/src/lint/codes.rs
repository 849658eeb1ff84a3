//! The codes of this stage: WF0500 to WF0599.

crate::source::code_table! {
    UNSATISFIABLE = "WF0500", "a field that no value satisfies",
        "Pattern, lengths, format and checks hold together, and no string passes all of them. Whoever has to give the \
         field cannot.";
    REDUNDANT_BOUND = "WF0501", "a bound that never binds",
        "Every string that the pattern takes already keeps the bound. Leave it out, or say in `differs:` that the page \
         has it.";
    CUTTING_BOUND = "WF0502", "a bound that cuts off what the pattern takes",
        "The pattern itself ends at some length, and the bound ends before it; one of the two is likely a mistake of \
         the page. Say in `differs:` what is known.";
    DEAD_ALTERNATIVE = "WF0503", "an alternative that changes nothing",
        "Whatever this alternative takes is also taken by the rest of the pattern, or is cut off by the lengths. It \
         was likely meant to take something else.";
    EMPTY_REQUIRED = "WF0504", "a required field that takes the empty string",
        "The field has to be given, and may be given as nothing. Give `minLength: 1`, or say in `differs:` that the \
         provider takes it.";
    DIALECT_CLASS = "WF0505", "a class that engines read differently",
        "`\\d`, `\\w` and `\\s` are ASCII here. To engines that read them in Unicode, as those of .NET and Python do, \
         `\\d` also takes the digits of every other script. Spell the class out, or say which reading is meant with \
         `dialect:`.";
    UNANCHORED = "WF0506", "a pattern that means something else between anchors",
        "A pattern means the whole value here. Written into code as `^…$`, the anchors of this one would belong to its \
         first and its last alternative only. Put the alternatives into a group.";
    UNDECIDED = "WF0507", "a language too large to look at",
        "The questions of the other lints were not answered, because an answer would take more than the budget that is \
         named. The field is checked all the same.";
    LARGE_TABLE = "WF0508", "a pattern whose table is large",
        "The pattern is matched by a table of more than 6 KiB. It is right and linear, but misses the fastest memory of a \
         processor, and is compiled into the program. Counted repetitions make such tables: give the length as \
         `maxLength:`, which is counted and takes no states, and leave the repetition without an upper bound.";
    SECRET_IN_QUERY = "WF0509", "a secret that travels in the URL by default",
        "The first binding is the default. It is a query, so that the secret is a part of the URL, which HTTP clients print in \
         their errors and servers and proxies write into their logs. Another binding has the same parameters in the body: \
         put it first. Where the provider takes only the query, say so in `differs:` of that binding.";
    SAMPLE_REFUSED = "WF0510", "a sample value that its own field refuses",
        "One of the two is likely a mistake: the sample, or the constraint.";
}
