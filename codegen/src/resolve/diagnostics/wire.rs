//! The diagnostics of the wire: names, places, lists and spellings. WF0280 to WF0293 and WF0310.

use std::fmt;

use crate::plan::BodyFormat;
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of the wire.
    enum WireDiagnostic;

    /// With `case`, the compiler derives a wire name from the name of a field. The name of the field must follow from the wire
    /// name again. If it does not, write the wire name with `wire`.
    ///
    /// ```yaml fails
    /// case: camel
    /// fields:
    ///   address_line_1: string
    /// ```
    /// ```yaml passes
    /// case: camel
    /// fields:
    ///   address_line_1: { type: string, wire: addressLine1 }
    /// ```
    Error WF0280 "wire name that does not convert back" {
        NotReversible { name: Quoted, derived: Quoted, key: Quoted }
            "the derived wire name {derived} does not convert back to {name}"
            help "write the wire name: {key}"
            help "or rename the field: use small letters, and `_` only in front of a letter";
    }

    /// A name on the wire is not empty. An XML name starts with a letter or `_` and contains letters, digits, `-`, `_` and `.`.
    /// It can have a prefix, as in `soap:Body`, which an element around it declares with an attribute `@xmlns:soap`. In a
    /// request, `at` leads through objects and not into the items of a list, so no part of it ends with `[]`.
    ///
    /// ```yaml fails
    /// body: xml
    /// envelope: { request: { $rest: } }
    /// fields:
    ///   name: { type: string, xml: '1st name' }
    /// ```
    /// ```yaml passes
    /// body: xml
    /// envelope: { request: { $rest: } }
    /// fields:
    ///   name: { type: string, xml: first-name }
    /// ```
    Error WF0281 "invalid name on the wire" {
        XmlName { name: Quoted }
            "{name} is not an XML name"
            help "start with a letter or `_`, and continue with letters, digits, `-`, `_` and `.`; a prefix, as in `soap:Body`, is allowed"
            help "give a field another name with `xml: name`";
        EmptyName
            "a name on the wire must not be empty"
            help "give a name with `wire`";
        IntoList
            "in a request, `at` cannot lead into the items of a list, so `[]` is not allowed"
            help "declare the list as a field with `type: list`, and its objects under `items`";
        UndeclaredPrefix { name: Quoted, prefix: Quoted, attribute: Quoted }
            "no element around {name} declares its prefix {prefix}"
            help "declare it under `namespaces` of the schema, or on an element of the envelope: {attribute}";
    }

    /// Two values have the same place on the wire: the same member, element or parameter. XML elements can share a name if
    /// they have an attribute with different constants.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, wire: n }
    ///   number: { type: string, wire: n }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, wire: n }
    ///   number: { type: string, wire: no }
    /// ```
    Error WF0282 "two values at one place" {
        SameName { siblings: Siblings, name: Quoted, first: Span }
            "two {siblings} have the name {name}"
            also first "first"
            help if let Siblings(BodyFormat::Json) = siblings => "rename one of them: `json: …`"
            help if let Siblings(BodyFormat::Xml) = siblings => "rename one of them: `xml: …`"
            help if let Siblings(BodyFormat::Query) = siblings => "rename one of them: `query: …`"
            help if let Siblings(BodyFormat::Form) = siblings => "rename one of them: `form: …`"
            help if let Siblings(BodyFormat::Lines) = siblings => "rename one of them: `lines: …`";
        SameInQuery { name: Quoted, first: Span }
            "the query string already has a parameter {name}"
            also first "first"
            help "rename one of them with `wire`";
        SameInAuth { name: Quoted }
            "the authentication already sends a parameter {name}"
            help "rename this one with `wire`";
    }

    /// A key has no effect in this format or without another key. `list` applies to lists, `item` belongs to `list: wrap`, and
    /// `index` and `first` belong to `list: indexed`. The template under `index` contains `$index` once.
    ///
    /// ```yaml fails
    /// body: query
    /// fields:
    ///   lines: { type: list, items: string, query: { list: indexed, index: line } }
    /// ```
    /// ```yaml passes
    /// body: query
    /// fields:
    ///   lines: { type: list, items: string, query: { list: indexed, index: 'line$index' } }
    /// ```
    Error WF0283 "key without an effect on the wire" {
        ItemWithoutWrap { format: BodyFormat }
            "`item` has no effect in `{format}` without `list: wrap`"
            help "remove `item`";
        IndexWithoutIndexed { format: BodyFormat }
            "`index` has no effect in `{format}` without `list: indexed`"
            help "remove `index`";
        FirstWithoutIndexed { format: BodyFormat }
            "`first` has no effect in `{format}` without `list: indexed`"
            help "remove `first`";
        StyleOfScalar { format: BodyFormat }
            "`list` in `{format}` applies only to lists"
            help "remove `list`";
        StyleOfJoined
            "this list is already joined to one text"
            help "remove `list` or `join`";
        AttributesWithoutPlace
            "in a response, `attributes` has no effect on this field, which does not state one place of its own"
            help "give the place with `at` or `name` instead of `first_of`, or remove `attributes`";
        WrapWithoutItem
            "`list: wrap` needs the name of the elements of the items"
            help "add `item: name`";
        IndexTemplate
            "the template of an indexed list must contain `$index` exactly once"
            help "write, for example, `$name-$index`";
    }

    /// A query string or a form consists of parameters. Their values are scalars and lists of scalars. An object becomes one
    /// parameter for each member, and `members` states the names of these parameters. Parameters outside the body are never
    /// objects.
    ///
    /// ```yaml fails
    /// body: form
    /// fields:
    ///   owner: { type: object, fields: { name: string } }
    /// ```
    /// ```yaml passes
    /// body: form
    /// fields:
    ///   owner: { type: object, fields: { name: string }, form: { members: 'Owner$member' } }
    /// ```
    Error WF0284 "object in a query string or form" {
        ObjectAsParameter { name: Quoted, format: BodyFormat, is_outside: bool }
            "{name} is an object, and a parameter has one text as its value"
            help if let true = is_outside => "declare its members as parameters"
            help if let false = is_outside => "say how the parameters of its members are called, for example `{format}: {{ members: '$name.$member' }}`"
            help if let false = is_outside => "or declare its members as fields of the operation";
    }

    /// `values` spells the values of a boolean or an enum, each of them once.
    ///
    /// ```yaml fails
    /// fields:
    ///   active: { type: boolean, json: { values: { on: Y } } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   active: { type: boolean, json: { values: { true: Y, false: N } } }
    /// ```
    Error WF0292 "spelling of a value that does not exist" {
        SpellingOfBoolean { value: Quoted }
            "a boolean has no value {value}"
            help "spell `true` and `false`";
        SpellingOfEnum { value: Quoted }
            "the enum has no value {value}"
            help "spell only values of the enum";
        SpellingOfOther { value: Quoted }
            "{value} cannot have a spelling: only booleans and enums have `values`"
            help "remove `values`";
    }

    /// A line has a name and a value. Neither contains a line break, and the name does not contain the text between the two, so
    /// that no text can add a line.
    ///
    /// ```yaml fails
    /// body: lines
    /// fields:
    ///   mode: { const: "a\nb" }
    /// ```
    /// ```yaml passes
    /// body: lines
    /// fields:
    ///   mode: { const: a }
    /// ```
    Error WF0372 "text that a line cannot contain" {
        TextInLine
            "this text has a line break, or is a name with the text between name and value"
            help "remove the line break, or choose another name with `wire`, or another `assign`";
        LineBreak
            "lines are separated by a line feed, or by a carriage return and a line feed"
            help "write \"\\n\" or \"\\r\\n\", in double quotes";
        EmptyAssign
            "the text between name and value must not be empty, and must not contain a line break"
            help "remove `assign`, or write, for example, `': '`";
        SectionTemplate
            "the first line of a section is one line with `$name`, something beside it, and not the text between name and value"
            help "write, for example, `section: '[$name]'`";
        BlankWithoutSection
            "there is no section that an empty line could precede"
            help "remove `blank_line`, or add `section`";
        LinesWithoutUse
            "no body of this operation has lines"
            help "remove `lines`, or give `body: lines`, or put `$lines` into the envelope";
    }

    /// In XML, a field can be an attribute, `xml: '@name'`, or the text of the element around it, `xml: .`. Both are one text, and
    /// belong to an element. An element with such a text has attributes, but contains no other elements. An element without a
    /// text and an element with an empty text are equal, so nothing can clear the text alone.
    ///
    /// ```yaml fails
    /// body: xml
    /// envelope: { request: { $rest: } }
    /// fields:
    ///   note:
    ///     fields:
    ///       text: { type: string, xml: . }
    ///       title: { type: string }
    /// ```
    /// ```yaml passes
    /// body: xml
    /// envelope: { request: { $rest: } }
    /// fields:
    ///   note:
    ///     fields:
    ///       text: { type: string, xml: . }
    ///       title: { type: string, xml: '@title' }
    /// ```
    Error WF0310 "invalid attribute or text of an element" {
        TextBesideElements { element: Span }
            "this field is the text of an element that contains other elements"
            also element "an element beside the text"
            help "give the text an element of its own, or make the other fields attributes with `xml: '@name'`";
        AttributeOfPart
            "an attribute, and the text of an element, has no attributes"
            help "remove `attributes`, or write the field as an element";
        PartWithParts { name: Quoted }
            "{name} has parts, and an attribute or the text of an element is one text"
            help "write it as an element, or join the items of a list with `join`";
        ClearOfText { name: Quoted }
            "{name} cannot be cleared, because an empty text is no text"
            help "remove `clear`, and clear the object of the element instead";
        PartOutside
            "no element is around this attribute or text"
            help "give its place with `at`, for example `xml: {{ at: response.@version }}`";
    }

    /// XML 1.0 cannot contain control characters other than tabs and line ends, nor U+FFFE and U+FFFF.
    ///
    /// ```yaml fails
    /// body: xml
    /// envelope: { request: { code: "\x01", $rest: } }
    /// ```
    /// ```yaml passes
    /// body: xml
    /// envelope: { request: { code: "1", $rest: } }
    /// ```
    Error WF0293 "constant that XML cannot contain" {
        XmlCharacter
            "this text has a character that XML cannot contain"
            help "remove control characters other than tabs and line ends, U+FFFE and U+FFFF";
    }
}

/// The nodes of one format that stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Siblings(pub(in crate::resolve) BodyFormat);

impl fmt::Display for Siblings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            BodyFormat::Json => "members",
            BodyFormat::Xml => "elements",
            BodyFormat::Query | BodyFormat::Form => "parameters",
            BodyFormat::Lines => "lines",
            BodyFormat::Text => "parts",
        })
    }
}
