//! Examples: values and the bytes that they become.

use super::{Construct, DESCRIPTION, DIFFERS, Id, NAMED_PAGE, RUST, Shape, key};

/// An entry of `examples`.
pub(super) static EXAMPLE: Construct = Construct {
    name: "example",
    meaning: "Values with the request that they become, or with the violations that they give. `cargo test` of the crate that compiles the schema runs it.",
    keys: &[&[
        DESCRIPTION,
        key(
            "values",
            Shape::Map(&Shape::Value),
            "Values by field; null clears, and what is not here is absent.",
            "values: { handle: abc, organization: null }",
        ),
        key(
            "context",
            Shape::Map(&Shape::Value),
            "Context facts.",
            "context: { tlds: [fr], holder: association }",
        ),
        key(
            "context_unknown",
            Shape::Texts,
            "Context facts that the caller says are unknown.",
            "context_unknown: [holder]",
        ),
        key(
            "current",
            Shape::Map(&Shape::Value),
            "The data as they were read, which an update is compared with.",
            "current: { name: Jane Doe }",
        ),
        key(
            "credentials",
            Shape::Map(&Shape::Scalar),
            "Credentials by name.",
            "credentials: { api_key: k }",
        ),
        key("auth", Shape::Text, "The way to authenticate.", "auth: key").default("the first"),
        key(
            "server",
            Shape::Text,
            "The name of a server, or a URL.",
            "server: production",
        )
        .default("the first"),
        key(
            "binding",
            Shape::Text,
            "One of several bindings.",
            "binding: form",
        )
        .default("the first"),
        key(
            "waive",
            Shape::Texts,
            "Violations that the policy waives, as `field:code` or `rule:name`.",
            "waive: ['voice:pattern']",
        ),
        key(
            "expect",
            Shape::Keys(Id::Expect),
            "The request on the wire.",
            "expect: { method: GET, url: 'https://api.example.com/contacts/abc' }",
        ),
        key(
            "violations",
            Shape::List(&Shape::Text),
            "The violations, instead of a request: `path: code`, or `rule name`.",
            "violations: ['voice: pattern', rule fr_company]",
        ),
        key(
            "unchecked",
            Shape::Texts,
            "The rules that could not be checked.",
            "unchecked: [fr_company]",
        ),
        key(
            "page",
            NAMED_PAGE.shape,
            "The page that prints this sample.",
            NAMED_PAGE.example,
        ),
        RUST,
        DIFFERS,
    ]],
    others: None,
};

/// `expect`.
pub(super) static EXPECT: Construct = Construct {
    name: "request",
    meaning: "A request as it goes out. Only what is given is compared.",
    keys: &[&[
        key("method", Shape::Text, "The method.", "method: POST"),
        key(
            "url",
            Shape::Text,
            "The whole URL.",
            "url: https://api.example.com/contacts/abc",
        ),
        key(
            "headers",
            Shape::Map(&Shape::Scalar),
            "Some headers.",
            "headers: { Authorization: ApiKey k }",
        ),
        key(
            "body",
            Shape::Scalar,
            "The body, byte for byte.",
            "body: '{\"name\":\"Jane Doe\"}'",
        ),
    ]],
    others: None,
};
