//! The diagnostics of files and of YAML: WF0001 to WF0099.

use super::table::diagnostics;
use super::{Diagnostic, Diagnostics, Quoted, Span};

diagnostics! {
    /// Diagnostics of files and of YAML.
    enum SourceDiagnostic;

    /// The file does not exist, or the operating system does not allow to read it. The error contains the message of
    /// the operating system. Check the path and the permissions.
    Error WF0001 "unreadable file" {
        Unreadable { reason: String }
            "cannot read the file: {reason}";
    }

    /// The path of a schema names a directory, but a schema is one file. Give the path of the file, or pass the directory
    /// to an option that takes directories.
    Error WF0002 "directory instead of a file" {
        Directory
            "this is a directory, not a file"
            help "give the path of one schema file";
    }

    /// A schema has at most 4 MiB. Descriptions of real APIs are much smaller; a larger file is probably not a schema.
    Error WF0003 "file too large" {
        TooLarge { limit: usize }
            "the file has more than {limit} MiB"
            help "check that this file is a schema, and split it if it describes several providers";
    }

    /// A schema is UTF-8 text, with or without a byte order mark. The error points to the first byte that is not UTF-8.
    /// Save the file as UTF-8 in your editor.
    Error WF0004 "file not in UTF-8" {
        NotUtf8 { byte: u8, offset: usize }
            "the file is not UTF-8: byte {byte:#04x} at offset {offset}"
            help "save the file as UTF-8";
    }

    /// The text does not follow the grammar of YAML 1.2. Frequent causes are a text that needs quotes, because it contains
    /// `: ` or ` #` or begins with a backtick or one of `[ ] { } & * ! | > % @`; a bracket or a quote that is not closed;
    /// and entries of one map with different indentation. The parser skips the broken entry and reads the rest of the
    /// file, so one run reports all mistakes.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, description: Name: first and last }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, description: 'Name: first and last' }
    /// ```
    Error WF0010 "invalid YAML" {
        KeyNotAllowed
            "unexpected `:`"
            help "quote a text that contains `: `, or check the indentation of this line and the one before";
        LacksColon { entry: Quoted }
            "this line is not a `key: value` entry"
            help "write {entry}, or indent the line if it continues the text before";
        ColonBeforeBracket { entry: Quoted }
            "a colon and a space are missing before this bracket"
            help "write {entry}";
        NotAnEntry
            "this line is not a `key: value` entry"
            help "write `key: value`, or indent the line if it continues the text before";
        KeyExpected
            "expected a key"
            help "indent all keys of a map equally";
        ItemExpected
            "expected a list item that starts with `- `"
            help "indent all items of a list equally";
        ItemNotAllowed
            "a list item cannot start here"
            help "start the list on a new line, or write `[a, b]`";
        Indentation
            "the indentation matches no open map or list"
            help "indent this line like the entry that it belongs to";
        SeparatorExpected { bracket: char }
            "expected `,` or `{bracket}`"
            help "separate entries with `,`, or close the bracket with `{bracket}`"
            help "quote a text that contains `: `, ` #` or one of `,[]{{}}`";
        NothingToClose
            "this bracket closes nothing"
            help "remove it, or quote the text";
        WrongBracket { open: char, close: char }
            "`{open}` is closed by `{close}`"
            help "use the same kind of bracket, or quote the text";
        UnclosedBracket { open: char }
            "`{open}` is not closed"
            help "close it, or quote the text";
        IndentedTooFar
            "this entry is indented further than the entry before it"
            help "indent it like the entry before it; if the text before continues here, quote that text";
        UnclosedQuote
            "the quote is not closed"
            help "add the closing quote; the further lines of a quoted text are indented more than its key"
            help "inside '…' write a quote as '', inside \"…\" as \\\"";
        TextAfterQuote
            "the quoted text ends before this"
            help "inside '…' write a quote as '', inside \"…\" as \\\"";
        UnknownEscape
            "unknown escape in a double-quoted text"
            help "write a backslash as \\\\, or use '…', where a backslash has no special meaning";
        InvalidEscape
            "this escape is not a character"
            help "write \\xHH, \\uHHHH or \\UHHHHHHHH";
        UnpairedSurrogate
            "this escape is only half of a surrogate pair"
            help "write a character above U+FFFF as two escapes, \\uD834\\uDD1E, or as one, \\U0001D11E";
        LeadingBacktick
            "a text cannot start with a backtick without quotes"
            help "quote the text";
        InvisibleCharacter { code_point: u32 }
            "the character U+{code_point:04X} is not allowed here"
            help "write it as an escape in double quotes: \"\\uHHHH\"";
        LeadingCharacter { character: char }
            "a text cannot start with `{character}` without quotes"
            help "quote the text";
        CommentWithoutSpace
            "a comment needs a space before its `#`"
            help "add the space, or quote the text";
        CommentInText
            "comment inside a text of several lines"
            help "quote the text, or remove the comment";
        NamelessAnchor
            "this anchor or alias has no name"
            help "quote a text that starts with `&` or `*`";
        LeadingDash
            "a text cannot start like this without quotes"
            help "quote the text";
        ByteOrderMark
            "byte order mark inside the file"
            help "remove it; a byte order mark is allowed only at the start of a file";
        BlockHeader
            "invalid text after `|` or `>`"
            help "after `|` or `>` write at most a digit and one of `+-`, and start the text on the next line";
        BlockIndentation
            "this line has less indentation than the first line of its text"
            help "indent all lines of a block text at least as far as its first line";
        ValueExpected
            "expected a value"
            help "give a value, or quote the text";
        TagSyntax
            "tags are not supported"
            help "quote a text that starts with `!`";
        DocumentMarker
            "`---` or `...` is not allowed here"
            help "quote the text";
        Invalid
            "this is not valid YAML"
            help "quote texts that contain special characters, and check brackets, quotes and indentation";
        InvalidBecause { reason: String }
            "this is not valid YAML: {reason}"
            help "quote texts that contain special characters, and check brackets, quotes and indentation";
    }

    /// YAML is indented with spaces only. The width of a tab depends on the editor, so a tab could silently change which
    /// entry belongs to which.
    ///
    /// ```yaml fails
    /// fields:
    ///   name:
    ///   	type: string
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name:
    ///     type: string
    /// ```
    Error WF0011 "tab in the indentation" {
        TabIndentation
            "this line is indented with a tab"
            help "indent with spaces";
        Tab
            "a tab is not allowed here"
            help "use spaces";
    }

    /// A map contains the same key twice, and only one of the two values could be used. Merge the two entries, or rename
    /// one of them.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, required: true }
    ///   name: { type: string }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, required: true }
    /// ```
    Error WF0012 "duplicate key" {
        DuplicateKey { key: Quoted, first: Span }
            "the key {key} appears twice in this map"
            label "second entry"
            also first "first entry"
            help "merge the two entries, or rename one of them";
        DuplicateKeyOfValue { first: Span }
            "this key appears twice"
            label "second entry"
            also first "first entry"
            help "remove one of the two entries";
    }

    /// A key is a text. A list or a map as a key is most often an unquoted `[…]` or `{…}`. A key without text is most
    /// often a superfluous colon. Quote the key.
    ///
    /// ```yaml fails
    /// fields:
    ///   [name]: { type: string }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   '[name]': { type: string, rust: name }
    /// ```
    Error WF0013 "key without a text" {
        EmptyKey
            "this key has no text"
            help "quote an empty text: `'':`";
        ListAsKey
            "a key must be a text, but this is a list"
            help "quote a text that starts with a bracket";
        MapAsKey
            "a key must be a text, but this is a map"
            help "quote a text that starts with a brace";
    }

    /// `*name` stands for a node that is marked with `&name` earlier in the same file. Mark the node, or quote a text that
    /// starts with `*`.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: *label
    ///   city: *label
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: &label { type: string, maxLength: 64 }
    ///   city: *label
    /// ```
    Error WF0014 "alias without an anchor" {
        UndefinedAlias { anchor: Quoted }
            "no anchor {anchor} precedes this alias"
            help "mark a node with {anchor}, or quote a text that starts with `*`";
        UndefinedAliasOfValue
            "no anchor precedes this alias"
            help "quote a text that starts with `*`";
    }

    /// The alias is inside the node that it stands for, so the tree would be infinite.
    ///
    /// ```yaml fails
    /// fields:
    ///   owner: &owner { type: object, fields: { parent: *owner } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   owner: { type: object, fields: { parent: { type: string } } }
    /// ```
    Error WF0015 "recursive alias" {
        RecursiveAlias
            "this alias is inside the node that it stands for"
            help "write the node out, or quote a text that starts with `*`";
    }

    /// With its aliases expanded, the document has more nodes or more text than the parser accepts. A few short lines of
    /// nested aliases can stand for billions of nodes. The parser rejects them before it expands them. Use fewer aliases.
    ///
    /// ```yaml fails
    /// wireform: 1
    /// a: &a [x, x, x, x, x, x, x, x, x, x]
    /// b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    /// c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
    /// d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
    /// e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
    /// f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
    /// ```
    /// ```yaml passes
    /// types:
    ///   label: { type: string, maxLength: 64 }
    /// fields:
    ///   name: { type: label }
    ///   city: { type: label }
    /// ```
    Error WF0016 "too many nodes" {
        TooManyNodes { limit: usize }
            "with its aliases expanded, the document has more than {limit} nodes"
            help "use fewer aliases";
        TooMuchText { limit: usize }
            "with its aliases expanded, the document has more than {limit} MiB of text"
            help "use fewer aliases";
    }

    /// Lists and maps can be nested 64 levels deep. Use fewer levels; descriptions of real APIs need far fewer.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: list, items: { type: string } }
    /// ```
    Error WF0017 "nested too deeply" {
        TooDeep { limit: usize }
            "lists and maps are nested more than {limit} levels deep here"
            help "use fewer levels";
    }

    /// A file contains one YAML document, but `---` starts a second one. Put each document into a file of its own.
    ///
    /// ```yaml fails
    /// wireform: 1
    /// provider: { name: First }
    /// ---
    /// wireform: 1
    /// provider: { name: Second }
    /// ```
    /// ```yaml passes
    /// provider: { name: First }
    /// ```
    Error WF0018 "several documents in one file" {
        SeveralDocuments
            "a second document starts here"
            help "put each document into a file of its own";
    }

    /// The file contains no YAML: it is empty, or it contains only comments.
    ///
    /// ```yaml fails
    /// # A comment is not a schema.
    /// ```
    /// ```yaml passes
    /// # The first key of a schema is the version of the language.
    /// wireform: 1
    /// provider: { name: Example }
    /// endpoints: { api: { servers: { production: 'https://api.example' } } }
    /// operations: { ping: { http: GET /ping } }
    /// ```
    Error WF0019 "empty file" {
        EmptyDocument
            "this file is empty"
            help "start the schema with `wireform: 1`";
        EmptyValue
            "the input is empty"
            help "give a map from names to values; `{{}}` is the empty map";
    }

    /// Tags such as `!name` and `!!str` are not supported. The key above a scalar decides how the scalar is read. Remove
    /// the tag, or quote a text that starts with `!`.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, description: !!str important }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, description: '!important' }
    /// ```
    Error WF0020 "tag" {
        Tag
            "tags are not supported"
            help "remove the tag, or quote a text that starts with `!`";
    }

    /// The merge key `<<` adds the entries of another map. Its value is an alias of a map, or a list of such aliases. The
    /// map's own entries take precedence.
    ///
    /// ```yaml fails
    /// fields:
    ///   name:
    ///     <<: label
    ///     type: string
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: &label { type: string, maxLength: 64 }
    ///   city:
    ///     <<: *label
    ///     required: true
    /// ```
    Error WF0021 "merge key without a map" {
        MergeShape
            "the value of the merge key `<<` must be a map"
            help "give an alias of a map, `<<: *name`, or quote the key: `'<<'`";
    }
}

/// Returns the code of syntax errors.
fn syntax_error() -> &'static str {
    SourceDiagnostic::NotAnEntry.code()
}

impl Diagnostics {
    /// Returns whether one of them is a syntax error of YAML, which loses lines.
    pub(crate) fn has_syntax_errors(&self) -> bool {
        self.0.iter().any(|it| it.code == syntax_error())
    }
}

impl SourceDiagnostic {
    /// Returns whether the text does not follow the grammar of YAML.
    pub(super) fn is_syntax_error(&self) -> bool {
        self.code() == syntax_error()
    }

    /// Replaces the messages that quote a text or speak of schemas. The values that users give may be personal data.
    pub(super) fn without_content(self) -> Self {
        match self {
            Self::DuplicateKey { first, .. } => Self::DuplicateKeyOfValue { first },
            Self::UndefinedAlias { .. } => Self::UndefinedAliasOfValue,
            Self::LacksColon { .. } => Self::NotAnEntry,
            Self::EmptyDocument => Self::EmptyValue,
            Self::InvalidBecause { .. } => Self::Invalid,
            other => other,
        }
    }
}

/// Adds the place of the bracket that contains a syntax error.
pub(super) fn add_bracket(diagnostic: &mut Diagnostic, bracket: Span) {
    diagnostic.add_place(bracket, format_args!("inside this bracket"));
}
