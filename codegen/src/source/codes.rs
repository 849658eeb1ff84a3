//! The codes of this stage: files and YAML, WF0001 to WF0099.

use super::code::codes;

codes! {
    FILE_UNREADABLE = "WF0001", "a file cannot be read",
        "The file does not exist, or the system refuses to read it. The message of the system stands in the \
         error. Check the path and the permissions.";
    NOT_A_FILE = "WF0002", "a folder stands where a file is expected",
        "A schema is one file. Give the path of the file, or give the folder to the option that takes folders.";
    FILE_TOO_LARGE = "WF0003", "a file is too large",
        "A schema has at most 4 MiB. The largest real API description is a small part of that; a larger file is \
         likely not a schema at all.";
    NOT_UTF8 = "WF0004", "a file is not UTF-8",
        "Schemas are UTF-8 text, with or without a byte order mark. The place is that of the first byte that is \
         not. Save the file as UTF-8 in your editor.";
    YAML_SYNTAX = "WF0010", "not valid YAML",
        "The text does not follow the grammar of YAML 1.2. Frequent reasons: a text with `: ` or ` #` in it, or \
         one that begins with one of `[ ] { } & * ! | > % @` and a backtick, that is not quoted; a bracket or a \
         quote that is not closed; entries of one map at different depths. The reader goes on behind the \
         broken entry, so that one run shows what else is wrong.";
    TAB_INDENTATION = "WF0011", "a tab in the indentation",
        "YAML is indented with spaces only. How far a tab reaches depends on who looks at it, so that a tab could \
         silently change what belongs to what.";
    DUPLICATE_KEY = "WF0012", "a key is given twice",
        "A map holds a key once. Of two entries one would silently win. Merge them, or rename one.";
    KEY_NOT_TEXT = "WF0013", "a key that is no text",
        "A key is a text. A list or a map as a key is most often an unquoted `[…]` or `{…}`, and a key without \
         text is a colon too many. Quote the key.";
    UNDEFINED_ALIAS = "WF0014", "an alias without an anchor",
        "`*name` stands for a node that was marked with `&name` earlier in the same file. A text that begins with \
         a star must be quoted.";
    RECURSIVE_ALIAS = "WF0015", "an alias inside its own anchor",
        "The alias stands inside the node that it stands for, so that the tree would have no end.";
    TOO_MANY_NODES = "WF0016", "too many nodes",
        "With its aliases written out the document has more nodes or more text than the reader accepts. A few \
         short lines of nested aliases can stand for billions of nodes; they are refused before they are written \
         out.";
    TOO_DEEP = "WF0017", "nested too deeply",
        "Lists and maps may be nested 64 deep. No real schema comes near.";
    SEVERAL_DOCUMENTS = "WF0018", "several documents in one file",
        "A schema is one YAML document. `---` in a file begins another one. Put each into a file of its own.";
    EMPTY_DOCUMENT = "WF0019", "nothing in the file",
        "The file holds no YAML node: it is empty, or it holds comments only.";
    TAG = "WF0020", "a tag",
        "Tags (`!name`, `!!str`) have no meaning here: what a scalar is read as is decided by the key that it \
         stands under. Remove the tag; a text that begins with `!` must be quoted.";
    MERGE_SHAPE = "WF0021", "a merge key without a map",
        "`<<` takes over the entries of another map: its value is an alias of a map, or a list of such aliases. \
         Entries of the map itself win over those taken over.";
}
