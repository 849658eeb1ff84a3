//! Responses: how they are told apart, and what they hold.

use super::{Construct, DESCRIPTION, DIFFERS, Id, NAMED_PAGE, RUST, Shape, key};

/// An entry of `responses`.
pub(super) static RESPONSE: Construct = Construct {
    name: "response",
    meaning: "One of the answers that a call may get.",
    keys: &[&[
        DESCRIPTION,
        key(
            "match",
            Shape::Keys(Id::Match),
            "What tells it from the others; all of it holds.",
            "match: { status: 200 }",
        )
        .default("any answer"),
        key(
            "outcome",
            Shape::Word(&["success", "accepted", "failure"]),
            "What it says about the call: done, to be done later, or not done.",
            "outcome: success",
        )
        .required(),
        key(
            "body",
            Shape::Word(&["json", "xml", "empty", "text", "scalar"]),
            "The format of its body.",
            "body: json",
        )
        .default("unstated"),
        key(
            "include",
            Shape::Texts,
            "Object types whose fields it has.",
            "include: ErrorBody",
        ),
        key(
            "fields",
            Shape::Map(&Shape::Any(&[Shape::Text, Shape::Keys(Id::ResponseField)])),
            "What can be read from it.",
            "fields: { process_id: { type: integer, in: header, wire: x-process-id } }",
        ),
        key(
            "errors",
            Shape::Keys(Id::Errors),
            "The codes of errors and what they mean.",
            "errors: { at: type, values: { ObjectExists: the handle is taken } }",
        ),
        NAMED_PAGE,
        RUST,
        DIFFERS,
    ]],
    others: None,
};

/// `match`.
pub(super) static MATCH: Construct = Construct {
    name: "match",
    meaning: "What tells a response from the others. Places in JSON are dotted paths, with `[]` for any item; in XML they begin with the root element, and `@name` is an attribute.",
    keys: &[&[
        key(
            "status",
            Shape::Any(&[Shape::Status, Shape::List(&Shape::Status)]),
            "The HTTP status, several, or a class.",
            "status: [200, 204]",
        ),
        key(
            "headers",
            Shape::Map(&Shape::Scalar),
            "Headers with these values.",
            "headers: { Content-Type: application/json }",
        ),
        key(
            "body",
            Shape::Map(&Shape::Any(&[
                Shape::Scalar,
                Shape::List(&Shape::Scalar),
                Shape::Keys(Id::ResponseTest),
            ])),
            "Places in the body, each with its value, several, its presence, or a pattern.",
            "body: { status.type: SUCCESS }",
        ),
    ]],
    others: None,
};

/// A test of presence, or of a text.
pub(super) static RESPONSE_TEST: Construct = Construct {
    name: "response test",
    meaning: "A test of one place in a body. A bare scalar is equality, a list is one of its items; otherwise it has exactly one of these keys.",
    keys: &[&[
        key(
            "present",
            Shape::Bool,
            "Whether something is there.",
            "present: true",
        ),
        key(
            "matches",
            Shape::Text,
            "The whole text matches.",
            "matches: 'Limit of [0-9]+ exceeded.*'",
        ),
    ]],
    others: None,
};

/// `errors`.
pub(super) static ERRORS: Construct = Construct {
    name: "map of errors",
    meaning: "Where the code of an error stands, and what the codes mean.",
    keys: &[&[
        key(
            "at",
            Shape::Text,
            "The place of the code in the body.",
            "at: type",
        ),
        key(
            "values",
            Shape::Meanings,
            "The codes, each with its meaning.",
            "values: { ObjectExists: the handle is taken }",
        )
        .required(),
    ]],
    others: None,
};
