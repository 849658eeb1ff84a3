//! The codes of this stage: keys and shapes, WF0100 to WF0199.

use crate::source::code_table as codes;

codes! {
    UNKNOWN_KEY = "WF0101", "unknown key",
        "The language has no such key at this place. A key that is misspelled would otherwise be a rule that \
         silently does not run. `docs/language.md` lists the keys of each construct.";
    MISSING_KEY = "WF0102", "a required key is missing",
        "The construct says nothing without this key. The error stands at the name of the construct.";
    EXPECTED_MAP = "WF0103", "a map is expected",
        "At this place `key: value` entries stand, indented, or `{ key: value }`.";
    EXPECTED_LIST = "WF0104", "a list is expected",
        "At this place items stand, each with `- ` in a line of its own, or `[a, b]`.";
    EXPECTED_TEXT = "WF0105", "a text is expected",
        "At this place one scalar stands, no list and no map. An unquoted `{…}` is a map for YAML and an unquoted \
         `[…]` is a list: quote a text that begins with a brace or a bracket.";
    NOT_A_BOOLEAN = "WF0106", "not a boolean",
        "A boolean is `true` or `false`, without quotes. The further spellings of old YAML versions (`yes`, `no`, \
         `on`, `off`) are texts: in these schemas `NO` is Norway.";
    NOT_A_NUMBER = "WF0107", "not a whole number",
        "A number is written with decimal digits, perhaps with a minus, without quotes: no leading zero, no plus, \
         no exponent, no point, no `_`. What is written in another way is most often a text, for example a code \
         with a leading zero.";
    NOT_ONE_OF = "WF0108", "none of the words that are possible",
        "The key takes one word of a closed list. The error lists them.";
    LANGUAGE_VERSION = "WF0109", "unknown version of the language",
        "The first key of a schema is `wireform: 1`. Another number means a language that this compiler does \
         not know.";
    EXCLUSIVE_KEYS = "WF0110", "keys that exclude each other",
        "Both keys say the same thing in different ways. Keep one of them.";
    NO_MEANING = "WF0111", "a value without a meaning",
        "Every value of an enum says what it means, in the words of the provider's page: the meaning becomes the \
         documentation of the generated variant. Where the page gives none, say so: `differs: the page gives no \
         meaning`.";
    EMPTY_TEXT = "WF0112", "nothing stands where a text is expected",
        "The key has no value, or an empty one, where that says nothing. Give a text, or remove the key.";
    EMPTY = "WF0113", "nothing stands in a list or map that needs an entry",
        "An empty list or map says nothing at this place.";
    NOT_A_DATE = "WF0114", "not a date",
        "A date is written `2026-11-21`: year, month, day.";
    BAD_PATH = "WF0115", "not a dotted path",
        "`at` names the groups around a value and its own name, with dots between them: \
         `extensions.general.number`. No part is empty.";
    BAD_CLEAR = "WF0116", "no way to spell a clear",
        "`clear` is `''` (the empty string), `null`, or `[]` (the empty list). Leave it out where the provider \
         documents no way to clear the field.";
    BAD_STATUS = "WF0117", "not an HTTP status",
        "A status is a number from 100 to 599, a list of such numbers, or a class: `2xx`.";
    NO_EFFECT = "WF0118", "a rule that demands nothing",
        "A rule has at least one effect: `required`, `forbidden`, `at_least_one`, `exactly_one`, `at_most_one`, \
         `all_or_none`, `matches`, `limited_to`, `unchanged`, `unchanged_except` or `refuse`.";
    NO_KIND = "WF0119", "a type that says nothing about its values",
        "A node has `type`, or one of `enum`, `fields`, `items` and `const`, which imply one.";
    TOO_MANY_VALUES = "WF0120", "the wrong number of values",
        "The key takes a fixed number of items: `basic` takes the user and the password.";
    VALUE_SHAPE = "WF0121", "a value of a shape that is not possible here",
        "The key takes several shapes, and this is none of them. The error lists what is possible.";
}
