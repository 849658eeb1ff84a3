//! The diagnostics of parameters and bodies: which part of a message a field belongs to. WF0256 to WF0322.

use super::NameHint;
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of parameters and bodies.
    enum ParameterDiagnostic;

    /// A path always has all of its segments. A parameter in the path is required.
    ///
    /// ```yaml fails
    /// http: POST /contacts/{handle}
    /// params: { handle: string }
    /// ```
    /// ```yaml passes
    /// http: POST /contacts/{handle}
    /// params: { handle: { type: string, required: true } }
    /// ```
    Error WF0256 "optional parameter in the path" {
        OptionalInPath { name: Quoted }
            "the path contains {name}, which is not required"
            help "add `required: true`, or write two operations";
    }

    /// A path segment or a header contains one scalar. A query string contains scalars and lists of them. A list of scalars in the path is
    /// one segment for each item, with slashes between them. A map is one header for each entry, and `wire` is the template of their
    /// names.
    ///
    /// ```yaml fails
    /// http: POST /contacts/{handles}.json
    /// params: { handles: { type: list, items: string, required: true } }
    /// ```
    /// ```yaml passes
    /// params: { handles: { type: list, items: string, required: true } }
    /// ```
    Error WF0257 "parameter of an unsuitable type" {
        HeadersOfMap { name: Quoted }
            "{name} is a map, and its entries need names of headers"
            help "give a template with `wire`, such as `X-Meta-$member`, in which `$member` stands once for the key";
        PartOfSegment { name: Quoted }
            "{name} is a list, which is whole segments of the path"
            help "write slashes around it, or give the type of one item";
        TwoLists { name: Quoted }
            "{name} is a second list in the path, so that the segments of the two cannot be told apart"
            help "declare a parameter for each segment of one of them";
        NotScalar { name: Quoted }
            "{name} is not a scalar, so it cannot be in the path or in a header"
            help "move a list to the query string, with `in: query`";
    }

    /// A parameter is in the path, in the query string or in a header, and fields are in the body. A parameter is in the path
    /// if `http` contains `{name}`. It has no name there. A field of a response is in the body or in a header.
    ///
    /// ```yaml fails
    /// params: { handle: { type: string, required: true, in: path } }
    /// ```
    /// ```yaml passes
    /// http: POST /contacts/{handle}
    /// params: { handle: { type: string, required: true, in: path } }
    /// ```
    Error WF0258 "invalid location" {
        NotInPath { placeholder: Quoted, path: Span }
            "the path does not contain {placeholder}"
            also path "the path"
            help "write {placeholder} in the path, or give another `in`";
        AlsoInPath { placeholder: Quoted, path: Span }
            "the path contains {placeholder}, so this parameter cannot be elsewhere"
            also path "the path"
            help "remove `in`, or remove {placeholder} from the path";
        NameInPath { name: Quoted }
            "{name} is in the path, where parameters have no names"
            help "remove `wire`";
        LocationInResponse
            "a field of a response must be in the body or in a header"
            help "give `in: header`, or remove `in`";
    }

    /// Only the formats `json`, `xml` and `form` have a body, and a body has a content type.
    ///
    /// ```yaml fails
    /// body: query
    /// content_type: application/json
    /// ```
    /// ```yaml passes
    /// content_type: application/json
    /// ```
    Error WF0259 "content type without a body" {
        ContentWithoutBody
            "the request has no body, so it has no content type"
            help "remove `content_type`";
    }

    /// Each `{name}` in `http` is an entry of `params`.
    ///
    /// ```yaml fails
    /// http: POST /contacts/{handle}
    /// ```
    /// ```yaml passes
    /// http: POST /contacts/{handle}
    /// params: { handle: { type: string, required: true } }
    /// ```
    Error WF0261 "unknown parameter in the path" {
        UnknownInPath { name: Quoted, hint: NameHint }
            "the parameter {name} in the path is not declared"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known parameters: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it as a parameter";
    }

    /// An operation with fields has a body. The formats are `json`, `xml`, `query` and `form`. Under `bindings`, an operation
    /// can have several bodies.
    ///
    /// ```yaml fails
    /// operations:
    ///   change: { http: POST /contacts, update: patch, fields: { name: string } }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   change: { http: POST /contacts, body: json, update: patch, fields: { name: string } }
    /// ```
    Error WF0290 "fields without a body" {
        NoBody { operation: Quoted, first: Span }
            "{operation} has fields, but no body"
            also first "the first field"
            help "add `body`: `json`, `xml`, `query` or `form`";
    }

    /// A response with `body: empty` or `body: text` has fields only in headers. `match` can test its status and headers, but
    /// no places in the body. The field `text` has the whole body of `body: text`, which is no code and no message.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success, body: empty, fields: { id: string } }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success, body: json, fields: { id: string } }
    /// ```
    ///
    /// ```yaml fails
    /// responses:
    ///   failed: { match: { status: 400 }, outcome: failure, body: text, message: { field: text } }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   failed: { match: { status: 400 }, outcome: failure, body: text, message: { header: X-Message } }
    /// ```
    Error WF0322 "fields or tests of a response without them" {
        FieldWithoutBody
            "the body of this response cannot contain fields"
            help "give `body: json` or `body: xml`, or move the field to a header with `in: header`";
        TestOfEmptyBody
            "an empty body contains no fields, so this test never succeeds"
            help "give `body: json` or `body: xml`, or test the status or the headers";
        TestOfTextBody
            "a text contains no fields, so this test never succeeds"
            help "give `body: json` or `body: xml`, or test the status or the headers";
        TextOfEmptyBody
            "this response has no body, so a code or a message can never be read from it"
            help "give `body: json` or `body: xml`, name a header with `header`, or leave it out";
        WholeTextBody
            "a code or a message cannot be read from a text body"
            help "name a header with `header`, or leave it out: the field `text` has the body";
    }
}
