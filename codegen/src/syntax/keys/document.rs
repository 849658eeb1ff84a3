//! The document itself, and what its operations share.

use super::{CASE, Construct, DESCRIPTION, DIFFERS, ENUM, Id, Key, RUST, Shape, key};

/// The document.
pub(super) static SCHEMA: Construct = Construct {
    name: "schema",
    meaning: "One YAML document describes one API of a provider.",
    keys: &[&[
        key("wireform", Shape::Version, "The version of the language.", "wireform: 1").required(),
        key("provider", Shape::Keys(Id::Provider), "Whose API it is.", "provider: { name: Example Registrar }")
            .required(),
        CASE.default("none"),
        key(
            "pages",
            Shape::Map(&Shape::Keys(Id::Page)),
            "The pages that the facts come from.",
            "pages: { contacts: { url: 'https://example.com/docs/contacts' } }",
        ),
        key(
            "credentials",
            Shape::Map(&Shape::Keys(Id::Credential)),
            "What identifies the caller.",
            "credentials: { api_key: { secret: true } }",
        ),
        key(
            "auth",
            Shape::Map(&Shape::Keys(Id::Auth)),
            "The ways to authenticate; an endpoint names those that it takes.",
            "auth: { key: { headers: { Authorization: 'ApiKey $api_key' } } }",
        ),
        key(
            "endpoints",
            Shape::Map(&Shape::Keys(Id::Endpoint)),
            "Where requests go.",
            "endpoints: { api: { servers: { production: 'https://api.example.com' }, auth: [key] } }",
        )
        .required(),
        key(
            "contexts",
            Shape::Map(&Shape::Keys(Id::Context)),
            "Facts that rules depend on and the payload does not carry.",
            "contexts: { tlds: { set_of: string } }",
        ),
        key(
            "types",
            Shape::Map(&NODE),
            "Types with a name.",
            "types: { Handle: { type: string, minLength: 3, maxLength: 40 } }",
        ),
        key(
            "operations",
            Shape::Map(&Shape::Keys(Id::Operation)),
            "The calls.",
            "operations: { contact_info: { http: 'GET /contacts/{handle}' } }",
        )
        .required(),
        DIFFERS,
    ]],
    others: None,
};

/// A type, or its name.
pub(super) const NODE: Shape = Shape::Any(&[Shape::Text, Shape::Keys(Id::Type)]);

/// `provider`.
pub(super) static PROVIDER: Construct = Construct {
    name: "provider",
    meaning: "Who offers the API.",
    keys: &[&[
        key(
            "name",
            Shape::Text,
            "The name that people know.",
            "name: Example Registrar",
        )
        .required(),
        DESCRIPTION,
        key(
            "url",
            Shape::Text,
            "The provider's site.",
            "url: https://example.com",
        ),
        key(
            "rust",
            Shape::Text,
            "The name of the generated module.",
            "rust: example_registrar",
        )
        .default("the file's name in snake case"),
        DIFFERS,
    ]],
    others: None,
};

/// An entry of `pages`.
pub(super) static PAGE: Construct = Construct {
    name: "page",
    meaning: "A page of the provider's documentation.",
    keys: &[&[
        key(
            "url",
            Shape::Text,
            "Its address.",
            "url: https://example.com/docs/contacts",
        )
        .required(),
        key(
            "title",
            Shape::Text,
            "Its title.",
            "title: Update a contact",
        ),
        key(
            "retrieved",
            Shape::Date,
            "The day on which it was read.",
            "retrieved: 2026-11-21",
        ),
        DIFFERS,
    ]],
    others: None,
};

const CREDENTIAL_KEYS: &[Key] = &[
    key(
        "type",
        Shape::Word(&["string", "integer"]),
        "What kind of value it is.",
        "type: integer",
    )
    .default("string"),
    key(
        "secret",
        Shape::Bool,
        "Whether nobody else may see it.",
        "secret: true",
    )
    .required(),
    DESCRIPTION,
    key(
        "default",
        Shape::Scalar,
        "What is sent where the caller gives nothing; makes the credential optional.",
        "default: '4'",
    ),
    super::node::PATTERN,
    super::node::MIN_LENGTH,
    super::node::MAX_LENGTH,
    super::node::MINIMUM,
    super::node::MAXIMUM,
    RUST,
    DIFFERS,
];

/// An entry of `credentials`.
pub(super) static CREDENTIAL: Construct = Construct {
    name: "credential",
    meaning: "One thing that identifies the caller.",
    keys: &[CREDENTIAL_KEYS],
    others: None,
};

/// An entry of `auth`.
pub(super) static AUTH: Construct = Construct {
    name: "way to authenticate",
    meaning: "Where credentials go. In templates `$name` is a credential and `$$` a dollar.",
    keys: &[&[
        DESCRIPTION,
        key(
            "headers",
            Shape::Map(&Shape::Scalar),
            "Headers, each with a template.",
            "headers: { Authorization: 'ApiKey $api_key' }",
        ),
        key(
            "basic",
            Shape::Tuple(2, &Shape::Text),
            "User and password of HTTP's basic authentication.",
            "basic: [$user, $password]",
        ),
        key(
            "params",
            Shape::Map(&Shape::Scalar),
            "Parameters in front of the fields, in query or form as the body goes, each with a template.",
            "params: { api-key: $api_key }",
        ),
        key(
            "document",
            Shape::List(&Shape::Text),
            "Credentials that stand inside the body; the envelope says where.",
            "document: [$user, $password]",
        ),
        RUST,
        DIFFERS,
    ]],
    others: None,
};

/// An entry of `endpoints`.
pub(super) static ENDPOINT: Construct = Construct {
    name: "endpoint",
    meaning: "A family of servers that take the same calls.",
    keys: &[&[
        DESCRIPTION,
        key(
            "servers",
            Shape::Map(&Shape::Text),
            "Servers by name, each with its URL. Without any the caller supplies one.",
            "servers: { production: 'https://api.example.com' }",
        ),
        key(
            "auth",
            Shape::Texts,
            "The ways to authenticate that it takes, by their names; the first is the default.",
            "auth: [key]",
        ),
        RUST,
        DIFFERS,
    ]],
    others: None,
};

/// An entry of `contexts`.
pub(super) static CONTEXT: Construct = Construct {
    name: "context fact",
    meaning: "A fact that the caller gives, or says is unknown. It has exactly one of `set_of`, `enum` and `type`.",
    keys: &[&[
        DESCRIPTION,
        key(
            "set_of",
            Shape::Any(&[Shape::Word(&["string"]), Shape::Keys(Id::SetOf)]),
            "The fact is a set, of texts or of the values of an enum.",
            "set_of: string",
        ),
        ENUM,
        key(
            "type",
            Shape::Word(&["boolean", "string"]),
            "The fact is a single value.",
            "type: boolean",
        ),
        key(
            "pattern",
            Shape::Text,
            "Each text of the fact, with `set_of: string` or `type: string`, matches this regular expression as a whole.",
            "pattern: '[a-z0-9-]+'",
        ),
        super::node::DIALECT,
        RUST,
        DIFFERS,
    ]],
    others: None,
};

/// A set of enum values.
pub(super) static SET_OF: Construct = Construct {
    name: "set of values",
    meaning: "What the members of a set are.",
    keys: &[&[ENUM.required()]],
    others: None,
};
