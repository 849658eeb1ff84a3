// Written by `cargo xtask codegen` from codegen/language.yaml. Change that file instead.
//! The keys of the language as constants.

use super::{Choice, Construct, Key, Shape};

/// The constructs, in the order of the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Id {
    /// One YAML document describes one API of a provider.
    Schema,
    /// The company that offers the API.
    Provider,
    /// A page of the provider's documentation.
    Page,
    /// A value that identifies the caller.
    Credential,
    /// Where a request carries the credentials. In a template, `$name` is a credential and `$$` a dollar.
    Auth,
    /// A group of servers that accept the same operations.
    Endpoint,
    /// A fact that the caller gives, or states to be unknown. It has exactly one of `set_of`, `enum` and `type`.
    Context,
    /// The type of the members of a set.
    SetOf,
    /// The possible values. Facets have the names and the meaning of JSON Schema. A bare text is short for `{ type: … }`.
    Type,
    /// A named value of a type, with its properties at this place. A bare text is short for `{ type: … }`.
    Field,
    /// A field in the path, the query or a header.
    Param,
    /// A field that the caller can read.
    ResponseField,
    /// One value of an enum. A bare text is short for `{ description: … }`.
    EnumValue,
    /// A named check of a string. It has exactly one of `contains`, `excludes` and `pattern`.
    Check,
    /// A permission that the caller needs.
    Permission,
    /// How a field is written in JSON. A bare text is short for `{ name: … }`.
    Json,
    /// How a field is written in XML. A bare text is short for `{ name: … }`.
    Xml,
    /// How a field is written in a query string. A bare text is short for `{ name: … }`.
    Query,
    /// How a field is written in a form. A bare text is short for `{ name: … }`.
    Form,
    /// One operation of the API.
    Operation,
    /// One of several formats of an operation.
    Binding,
    /// If `when` holds, all effects must hold. A rule has at least one effect. It has `says`, unless its effect is `refuse`. A field inside an object is written with a dot.
    Rule,
    /// Tests that must all hold, each under the name of a field or a context fact. If both exist, `field.x` and `context.x` select one.
    Condition,
    /// A test of one value. A bare scalar tests for equality, and a list for one of its items. Otherwise it has exactly one of these keys.
    Test,
    /// Fields that together count as one alternative if all of them have a value.
    Alternative,
    /// One of the responses that a request can get.
    Response,
    /// The tests that identify a response. A place in JSON is a dotted path, with `[]` for any item. A place in XML begins with the root element, and `@name` is an attribute.
    Match,
    /// A test of one place in a body. A bare scalar tests for equality, and a list for one of its items. Otherwise it has exactly one of these keys.
    ResponseTest,
    /// The place of the error code, and the meaning of each code.
    Errors,
    /// Values with their request or their violations. `cargo test` of the crate that compiles the schema runs the example.
    Example,
    /// An expected request. Only the parts that are given are compared.
    Expect,
}

impl Id {
    /// All constructs.
    pub const ALL: &[Self] = &[
        Self::Schema,
        Self::Provider,
        Self::Page,
        Self::Credential,
        Self::Auth,
        Self::Endpoint,
        Self::Context,
        Self::SetOf,
        Self::Type,
        Self::Field,
        Self::Param,
        Self::ResponseField,
        Self::EnumValue,
        Self::Check,
        Self::Permission,
        Self::Json,
        Self::Xml,
        Self::Query,
        Self::Form,
        Self::Operation,
        Self::Binding,
        Self::Rule,
        Self::Condition,
        Self::Test,
        Self::Alternative,
        Self::Response,
        Self::Match,
        Self::ResponseTest,
        Self::Errors,
        Self::Example,
        Self::Expect,
    ];

    /// Returns the construct.
    #[must_use]
    pub const fn construct(self) -> &'static Construct {
        match self {
            Self::Schema => &SCHEMA,
            Self::Provider => &PROVIDER,
            Self::Page => &PAGE,
            Self::Credential => &CREDENTIAL,
            Self::Auth => &AUTH,
            Self::Endpoint => &ENDPOINT,
            Self::Context => &CONTEXT,
            Self::SetOf => &SET_OF,
            Self::Type => &TYPE,
            Self::Field => &FIELD,
            Self::Param => &PARAM,
            Self::ResponseField => &RESPONSE_FIELD,
            Self::EnumValue => &ENUM_VALUE,
            Self::Check => &CHECK,
            Self::Permission => &PERMISSION,
            Self::Json => &JSON,
            Self::Xml => &XML,
            Self::Query => &QUERY,
            Self::Form => &FORM,
            Self::Operation => &OPERATION,
            Self::Binding => &BINDING,
            Self::Rule => &RULE,
            Self::Condition => &CONDITION,
            Self::Test => &TEST,
            Self::Alternative => &ALTERNATIVE,
            Self::Response => &RESPONSE,
            Self::Match => &MATCH,
            Self::ResponseTest => &RESPONSE_TEST,
            Self::Errors => &ERRORS,
            Self::Example => &EXAMPLE,
            Self::Expect => &EXPECT,
        }
    }
}

const KEY_DIFFERS: Key = Key {
    name: "differs",
    shape: Shape::Texts,
    required: false,
    default: "",
    meaning: "States that the schema deliberately differs from the provider's page here, and why.",
    example: "differs: The page says 40, its own sample has 42.",
};
const KEY_DESCRIPTION: Key = Key {
    name: "description",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "A description in the words of the page. It becomes documentation.",
    example: "description: Name of the organization.",
};
const KEY_PATTERN: Key = Key {
    name: "pattern",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "The regular expression that the value must match, the whole of it unless `match` says otherwise.",
    example: "pattern: '[A-Z]{2}[0-9]+'",
};
const KEY_MIN_LENGTH: Key = Key {
    name: "minLength",
    shape: Shape::Count,
    required: false,
    default: "",
    meaning: "The minimum length of a string.",
    example: "minLength: 3",
};
const KEY_MAX_LENGTH: Key = Key {
    name: "maxLength",
    shape: Shape::Count,
    required: false,
    default: "",
    meaning: "The maximum length of a string.",
    example: "maxLength: 40",
};
const KEY_MINIMUM: Key = Key {
    name: "minimum",
    shape: Shape::Integer,
    required: false,
    default: "",
    meaning: "The minimum of an integer.",
    example: "minimum: 0",
};
const KEY_MAXIMUM: Key = Key {
    name: "maximum",
    shape: Shape::Integer,
    required: false,
    default: "",
    meaning: "The maximum of an integer.",
    example: "maximum: 65535",
};
const KEY_RUST: Key = Key {
    name: "rust",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "The Rust name, if the derived name is taken or impossible.",
    example: "rust: address_line_two",
};
const KEY_ENUM: Key = Key {
    name: "enum",
    shape: Shape::Meanings,
    required: false,
    default: "",
    meaning: "The possible values, each with its meaning.",
    example: "enum: { NONE: acts for nobody, OLD: acts for the old registrant }",
};
const KEY_DIALECT: Key = Key {
    name: "dialect",
    shape: Shape::Word(&["wireform", "pcre", "ecma", "python", "java"]),
    required: false,
    default: "wireform",
    meaning: "The kind of engine whose patterns this is. See [patterns](patterns.md).",
    example: "dialect: pcre",
};
const KEY_MATCH: Key = Key {
    name: "match",
    shape: Shape::Word(&["whole", "search"]),
    required: false,
    default: "whole",
    meaning: "What the pattern must match: the whole value, or some part of it.",
    example: "match: search",
};
const KEY_TYPE: Key = Key {
    name: "type",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "`string`, `integer`, `boolean`, `date`, `timestamp`, `list`, `object`, `enum`, or the name of a type. `enum`, `fields`, `items` and `const` imply the type.",
    example: "type: string",
};
const KEY_LENGTH_UNIT: Key = Key {
    name: "lengthUnit",
    shape: Shape::Word(&["chars", "utf16", "bytes"]),
    required: false,
    default: "chars",
    meaning: "The unit of lengths: Unicode code points, UTF-16 code units, or bytes of UTF-8.",
    example: "lengthUnit: bytes",
};
const KEY_FORMAT: Key = Key {
    name: "format",
    shape: Shape::Word(&[
        "email",
        "ipv4",
        "ipv6",
        "hostname",
        "uri",
        "uuid",
        "country",
        "country_like",
        "e164",
    ]),
    required: false,
    default: "",
    meaning: "A named set of strings.",
    example: "format: country",
};
const KEY_ALL_OF: Key = Key {
    name: "all_of",
    shape: Shape::Map(&Shape::Keys(Id::Check)),
    required: false,
    default: "",
    meaning: "Named checks of a string, each with its own message.",
    example: "all_of: { digit: { contains: '[0-9]', says: needs a digit } }",
};
const KEY_ITEMS: Key = Key {
    name: "items",
    shape: Shape::Any(&[Shape::Text, Shape::Keys(Id::Type)]),
    required: false,
    default: "",
    meaning: "The type of the items of a list.",
    example: "items: { type: string, maxLength: 255 }",
};
const KEY_MIN_ITEMS: Key = Key {
    name: "minItems",
    shape: Shape::Count,
    required: false,
    default: "",
    meaning: "The minimum number of items.",
    example: "minItems: 1",
};
const KEY_MAX_ITEMS: Key = Key {
    name: "maxItems",
    shape: Shape::Count,
    required: false,
    default: "",
    meaning: "The maximum number of items.",
    example: "maxItems: 3",
};
const KEY_UNIQUE_ITEMS: Key = Key {
    name: "uniqueItems",
    shape: Shape::Bool,
    required: false,
    default: "false",
    meaning: "Whether all items must differ.",
    example: "uniqueItems: true",
};
const KEY_JOIN: Key = Key {
    name: "join",
    shape: Shape::Separator,
    required: false,
    default: "",
    meaning: "The separator of a list that is one string on the wire. An item that contains the separator is a violation.",
    example: "join: \"\\n\"",
};
const KEY_FIELDS: Key = Key {
    name: "fields",
    shape: Shape::Map(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Field)])),
    required: false,
    default: "",
    meaning: "The fields of an object. `{}` is an object of any content. It is allowed in responses only, because a request must name what it sends.",
    example: "fields: { street: { type: string } }",
};
const KEY_CASE: Key = Key {
    name: "case",
    shape: Shape::Word(&["camel", "snake", "pascal", "kebab", "screaming", "none"]),
    required: false,
    default: "",
    meaning: "How wire names are derived from logical names.",
    example: "case: camel",
};
const KEY_CONST: Key = Key {
    name: "const",
    shape: Shape::Scalar,
    required: false,
    default: "",
    meaning: "The only value. It is always sent and has no Rust field.",
    example: "const: '0302'",
};
const KEY_DEFAULT: Key = Key {
    name: "default",
    shape: Shape::Value,
    required: false,
    default: "",
    meaning: "The value that the provider assumes if nothing is sent. wireform never sends it.",
    example: "default: NONE",
};
const KEY_EXAMPLES: Key = Key {
    name: "examples",
    shape: Shape::List(&Shape::Value),
    required: false,
    default: "",
    meaning: "Sample values.",
    example: "examples: [US, NL]",
};
const KEY_DEPRECATED: Key = Key {
    name: "deprecated",
    shape: Shape::Reason,
    required: false,
    default: "",
    meaning: "Why it should no longer be used, or `true` if the page gives no reason.",
    example: "deprecated: Use organization.",
};
const KEY_SECRET: Key = Key {
    name: "secret",
    shape: Shape::Bool,
    required: false,
    default: "false",
    meaning: "Whether the value is secret.",
    example: "secret: true",
};
const KEY_PAGE: Key = Key {
    name: "page",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "The name in `pages` of the page that describes it.",
    example: "page: contacts_update",
};
const KEY_REQUIRED: Key = Key {
    name: "required",
    shape: Shape::Bool,
    required: false,
    default: "false",
    meaning: "Whether a request must have it.",
    example: "required: true",
};
const KEY_MEANS: Key = Key {
    name: "means",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "The meaning of the field, in the vocabulary of RFC 5733.",
    example: "means: street[0]",
};
const KEY_CONVERT: Key = Key {
    name: "convert",
    shape: Shape::Texts,
    required: false,
    default: "",
    meaning: "The conversions, in order, from the datum of `means` to the form that the provider accepts. Reading a response applies them backwards.",
    example: "convert: [a_label, lower_case]",
};
const KEY_READ_ONLY: Key = Key {
    name: "readOnly",
    shape: Shape::Bool,
    required: false,
    default: "false",
    meaning: "Whether only the provider sets the value, so that an update does not have to send it back. It is allowed in responses only.",
    example: "readOnly: true",
};
const KEY_PERMISSION: Key = Key {
    name: "permission",
    shape: Shape::Any(&[
        Shape::Text,
        Shape::List(&Shape::Text),
        Shape::Map(&Shape::Keys(Id::Permission)),
    ]),
    required: false,
    default: "",
    meaning: "The permission that the caller needs to send the field. With `unless`, some values need no permission.",
    example: "permission: { DESIGNATED_AGENT: { unless: NONE } }",
};
const KEY_WIRE: Key = Key {
    name: "wire",
    shape: Shape::Text,
    required: false,
    default: "by `case` from the logical name",
    meaning: "The name on every wire, or the name of the header.",
    example: "wire: addressLine",
};
const KEY_JSON: Key = Key {
    name: "json",
    shape: Shape::Any(&[Shape::Text, Shape::Keys(Id::Json)]),
    required: false,
    default: "",
    meaning: "How the field is written in JSON.",
    example: "json: { at: extensions.general.number }",
};
const KEY_XML: Key = Key {
    name: "xml",
    shape: Shape::Any(&[Shape::Text, Shape::Keys(Id::Xml)]),
    required: false,
    default: "",
    meaning: "How the field is written in XML.",
    example: "xml: { name: number, attributes: { type: S } }",
};
const KEY_QUERY: Key = Key {
    name: "query",
    shape: Shape::Any(&[Shape::Text, Shape::Keys(Id::Query)]),
    required: false,
    default: "",
    meaning: "How the field is written in a query string.",
    example: "query: address-line-1",
};
const KEY_NAME: Key = Key {
    name: "name",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "The name on this wire.",
    example: "name: number",
};
const KEY_AT: Key = Key {
    name: "at",
    shape: Shape::Path,
    required: false,
    default: "",
    meaning: "The names of the groups around the field and its own name, separated by dots.",
    example: "at: extensions.general.number",
};
const KEY_VALUES: Key = Key {
    name: "values",
    shape: Shape::Spellings,
    required: false,
    default: "",
    meaning: "How logical values are written. The empty text is also a value.",
    example: "values: { true: '1', false: '0' }",
};
const KEY_ABSENT: Key = Key {
    name: "absent",
    shape: Shape::Word(&["omit", "empty"]),
    required: false,
    default: "omit",
    meaning: "What is written if there is no value.",
    example: "absent: empty",
};
const KEY_LIST: Key = Key {
    name: "list",
    shape: Shape::Word(&["repeat", "indexed"]),
    required: false,
    default: "repeat",
    meaning: "How a list is written: one parameter per item, all with the same name or with numbered names.",
    example: "list: indexed",
};
const KEY_INDEX: Key = Key {
    name: "index",
    shape: Shape::Text,
    required: false,
    default: "$name$index",
    meaning: "The name of each item of an indexed list. `$name` is the name of the field and `$index` the number of the item.",
    example: "index: '$name-$index'",
};
const KEY_FIRST: Key = Key {
    name: "first",
    shape: Shape::Count,
    required: false,
    default: "1",
    meaning: "The number of the first item of an indexed list.",
    example: "first: 0",
};
const KEY_CONTENT_TYPE: Key = Key {
    name: "content_type",
    shape: Shape::Text,
    required: false,
    default: "application/json, text/xml; charset=utf-8 or application/x-www-form-urlencoded",
    meaning: "The value of the header Content-Type.",
    example: "content_type: text/xml; charset=utf-8",
};

static SCHEMA: Construct = Construct {
    name: "schema",
    meaning: "One YAML document describes one API of a provider.",
    keys: &[
        Key {
            name: "wireform",
            shape: Shape::Version,
            required: true,
            default: "",
            meaning: "The version of the language.",
            example: "wireform: 1",
        },
        Key {
            name: "provider",
            shape: Shape::Keys(Id::Provider),
            required: true,
            default: "",
            meaning: "The provider of the API.",
            example: "provider: { name: Example Registrar }",
        },
        Key {
            name: "case",
            shape: Shape::Word(&["camel", "snake", "pascal", "kebab", "screaming", "none"]),
            required: false,
            default: "none",
            meaning: "How wire names are derived from logical names.",
            example: "case: camel",
        },
        Key {
            name: "pages",
            shape: Shape::Map(&Shape::Keys(Id::Page)),
            required: false,
            default: "",
            meaning: "The pages from which the facts come.",
            example: "pages: { contacts: { url: 'https://example.com/docs/contacts' } }",
        },
        Key {
            name: "credentials",
            shape: Shape::Map(&Shape::Keys(Id::Credential)),
            required: false,
            default: "",
            meaning: "The credentials that identify the caller.",
            example: "credentials: { api_key: { secret: true } }",
        },
        Key {
            name: "auth",
            shape: Shape::Map(&Shape::Keys(Id::Auth)),
            required: false,
            default: "",
            meaning: "The authentication methods. An endpoint names those that it accepts.",
            example: "auth: { key: { headers: { Authorization: 'ApiKey $api_key' } } }",
        },
        Key {
            name: "endpoints",
            shape: Shape::Map(&Shape::Keys(Id::Endpoint)),
            required: true,
            default: "",
            meaning: "The endpoints that receive requests.",
            example: "endpoints: { api: { servers: { production: 'https://api.example.com' }, auth: [key] } }",
        },
        Key {
            name: "contexts",
            shape: Shape::Map(&Shape::Keys(Id::Context)),
            required: false,
            default: "",
            meaning: "Facts that rules depend on and the payload does not carry.",
            example: "contexts: { tlds: { set_of: string } }",
        },
        Key {
            name: "types",
            shape: Shape::Map(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Type)])),
            required: false,
            default: "",
            meaning: "Named types.",
            example: "types: { Handle: { type: string, minLength: 3, maxLength: 40 } }",
        },
        Key {
            name: "operations",
            shape: Shape::Map(&Shape::Keys(Id::Operation)),
            required: true,
            default: "",
            meaning: "The operations of the API.",
            example: "operations: { contact_info: { http: 'GET /contacts/{handle}' } }",
        },
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static PROVIDER: Construct = Construct {
    name: "provider",
    meaning: "The company that offers the API.",
    keys: &[
        Key {
            name: "name",
            shape: Shape::Text,
            required: true,
            default: "",
            meaning: "The usual name of the provider.",
            example: "name: Example Registrar",
        },
        KEY_DESCRIPTION,
        Key {
            name: "url",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The provider's website.",
            example: "url: https://example.com",
        },
        Key {
            name: "rust",
            shape: Shape::Text,
            required: false,
            default: "the file's name in snake case",
            meaning: "The name of the generated module.",
            example: "rust: example_registrar",
        },
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static PAGE: Construct = Construct {
    name: "page",
    meaning: "A page of the provider's documentation.",
    keys: &[
        Key {
            name: "url",
            shape: Shape::Text,
            required: true,
            default: "",
            meaning: "The address of the page.",
            example: "url: https://example.com/docs/contacts",
        },
        Key {
            name: "title",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The title of the page.",
            example: "title: Update a contact",
        },
        Key {
            name: "retrieved",
            shape: Shape::Date,
            required: false,
            default: "",
            meaning: "The day on which the page was read.",
            example: "retrieved: 2026-11-21",
        },
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static CREDENTIAL: Construct = Construct {
    name: "credential",
    meaning: "A value that identifies the caller.",
    keys: &[
        Key {
            name: "type",
            shape: Shape::Word(&["string", "integer"]),
            required: false,
            default: "string",
            meaning: "The type of the credential.",
            example: "type: integer",
        },
        Key {
            name: "secret",
            shape: Shape::Bool,
            required: true,
            default: "",
            meaning: "Whether the credential is secret.",
            example: "secret: true",
        },
        KEY_DESCRIPTION,
        Key {
            name: "default",
            shape: Shape::Scalar,
            required: false,
            default: "",
            meaning: "The value that is sent if the caller gives none. It makes the credential optional.",
            example: "default: '4'",
        },
        KEY_PATTERN,
        KEY_MIN_LENGTH,
        KEY_MAX_LENGTH,
        KEY_MINIMUM,
        KEY_MAXIMUM,
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static AUTH: Construct = Construct {
    name: "authentication method",
    meaning: "Where a request carries the credentials. In a template, `$name` is a credential and `$$` a dollar.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "headers",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "Headers, each with a template.",
            example: "headers: { Authorization: 'ApiKey $api_key' }",
        },
        Key {
            name: "basic",
            shape: Shape::Tuple(2, &Shape::Text),
            required: false,
            default: "",
            meaning: "User and password of HTTP basic authentication.",
            example: "basic: [$user, $password]",
        },
        Key {
            name: "params",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "Parameters in front of the fields, each with a template. They are in the query or the form, as the body is.",
            example: "params: { api-key: $api_key }",
        },
        Key {
            name: "document",
            shape: Shape::List(&Shape::Text),
            required: false,
            default: "",
            meaning: "Credentials inside the body. The envelope states where.",
            example: "document: [$user, $password]",
        },
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static ENDPOINT: Construct = Construct {
    name: "endpoint",
    meaning: "A group of servers that accept the same operations.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "servers",
            shape: Shape::Map(&Shape::Text),
            required: false,
            default: "",
            meaning: "Named servers, each with its URL. If there is none, the caller supplies one.",
            example: "servers: { production: 'https://api.example.com' }",
        },
        Key {
            name: "auth",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The names of the authentication methods that the endpoint accepts. The first is the default.",
            example: "auth: [key]",
        },
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static CONTEXT: Construct = Construct {
    name: "context fact",
    meaning: "A fact that the caller gives, or states to be unknown. It has exactly one of `set_of`, `enum` and `type`.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "set_of",
            shape: Shape::Any(&[Shape::Word(&["string"]), Shape::Keys(Id::SetOf)]),
            required: false,
            default: "",
            meaning: "The fact is a set of texts, or a set of the values of an enum.",
            example: "set_of: string",
        },
        KEY_ENUM,
        Key {
            name: "type",
            shape: Shape::Word(&["boolean", "string"]),
            required: false,
            default: "",
            meaning: "The fact is a single value.",
            example: "type: boolean",
        },
        Key {
            name: "pattern",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The regular expression that each text of the fact must match, the whole of it unless `match` says otherwise. It needs `set_of: string` or `type: string`.",
            example: "pattern: '[a-z0-9-]+'",
        },
        KEY_DIALECT,
        KEY_MATCH,
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: Some(Choice {
        keys: &["set_of", "enum", "type"],
        exactly: true,
    }),
};

static SET_OF: Construct = Construct {
    name: "set of values",
    meaning: "The type of the members of a set.",
    keys: &[Key {
        name: "enum",
        shape: Shape::Meanings,
        required: true,
        default: "",
        meaning: "The possible values, each with its meaning.",
        example: "enum: { NONE: acts for nobody, OLD: acts for the old registrant }",
    }],
    others: None,
    choice: None,
};

static TYPE: Construct = Construct {
    name: "type",
    meaning: "The possible values. Facets have the names and the meaning of JSON Schema. A bare text is short for `{ type: … }`.",
    keys: &[
        KEY_TYPE,
        KEY_DESCRIPTION,
        KEY_PATTERN,
        KEY_DIALECT,
        KEY_MATCH,
        KEY_MIN_LENGTH,
        KEY_MAX_LENGTH,
        KEY_LENGTH_UNIT,
        KEY_FORMAT,
        KEY_MINIMUM,
        KEY_MAXIMUM,
        KEY_ENUM,
        KEY_ALL_OF,
        KEY_ITEMS,
        KEY_MIN_ITEMS,
        KEY_MAX_ITEMS,
        KEY_UNIQUE_ITEMS,
        KEY_JOIN,
        KEY_FIELDS,
        KEY_CASE,
        KEY_CONST,
        KEY_DEFAULT,
        KEY_EXAMPLES,
        KEY_DEPRECATED,
        KEY_SECRET,
        KEY_PAGE,
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: Some(Choice {
        keys: &["type", "enum", "fields", "items", "const"],
        exactly: false,
    }),
};

static FIELD: Construct = Construct {
    name: "field",
    meaning: "A named value of a type, with its properties at this place. A bare text is short for `{ type: … }`.",
    keys: &[
        KEY_TYPE,
        KEY_DESCRIPTION,
        KEY_PATTERN,
        KEY_DIALECT,
        KEY_MATCH,
        KEY_MIN_LENGTH,
        KEY_MAX_LENGTH,
        KEY_LENGTH_UNIT,
        KEY_FORMAT,
        KEY_MINIMUM,
        KEY_MAXIMUM,
        KEY_ENUM,
        KEY_ALL_OF,
        KEY_ITEMS,
        KEY_MIN_ITEMS,
        KEY_MAX_ITEMS,
        KEY_UNIQUE_ITEMS,
        KEY_JOIN,
        KEY_FIELDS,
        KEY_CASE,
        KEY_CONST,
        KEY_DEFAULT,
        KEY_EXAMPLES,
        KEY_DEPRECATED,
        KEY_SECRET,
        KEY_PAGE,
        KEY_RUST,
        KEY_DIFFERS,
        KEY_REQUIRED,
        Key {
            name: "clear",
            shape: Shape::Clear,
            required: false,
            default: "",
            meaning: "How an explicit clear is written: the empty string, null, or the empty list. Without this key, the field cannot be cleared.",
            example: "clear: ''",
        },
        Key {
            name: "writeOnly",
            shape: Shape::Bool,
            required: false,
            default: "false",
            meaning: "Whether the value belongs to the call and the provider does not store it with the rest. An update that leaves it out deletes nothing.",
            example: "writeOnly: true",
        },
        KEY_MEANS,
        KEY_CONVERT,
        KEY_READ_ONLY,
        KEY_PERMISSION,
        KEY_WIRE,
        KEY_JSON,
        KEY_XML,
        KEY_QUERY,
        Key {
            name: "form",
            shape: Shape::Any(&[Shape::Text, Shape::Keys(Id::Form)]),
            required: false,
            default: "",
            meaning: "How the field is written in a form.",
            example: "form: { values: { true: '1' } }",
        },
    ],
    others: None,
    choice: Some(Choice {
        keys: &["type", "enum", "fields", "items", "const"],
        exactly: false,
    }),
};

static PARAM: Construct = Construct {
    name: "parameter",
    meaning: "A field in the path, the query or a header.",
    keys: &[
        KEY_TYPE,
        KEY_DESCRIPTION,
        KEY_PATTERN,
        KEY_DIALECT,
        KEY_MATCH,
        KEY_MIN_LENGTH,
        KEY_MAX_LENGTH,
        KEY_LENGTH_UNIT,
        KEY_FORMAT,
        KEY_MINIMUM,
        KEY_MAXIMUM,
        KEY_ENUM,
        KEY_ALL_OF,
        KEY_ITEMS,
        KEY_MIN_ITEMS,
        KEY_MAX_ITEMS,
        KEY_UNIQUE_ITEMS,
        KEY_JOIN,
        KEY_FIELDS,
        KEY_CASE,
        KEY_CONST,
        KEY_DEFAULT,
        KEY_EXAMPLES,
        KEY_DEPRECATED,
        KEY_SECRET,
        KEY_PAGE,
        KEY_RUST,
        KEY_DIFFERS,
        KEY_REQUIRED,
        KEY_MEANS,
        KEY_CONVERT,
        KEY_PERMISSION,
        KEY_WIRE,
        KEY_QUERY,
        Key {
            name: "in",
            shape: Shape::Word(&["path", "query", "header"]),
            required: false,
            default: "path if `http` has `{name}`, else query",
            meaning: "The part of the message that has it.",
            example: "in: header",
        },
    ],
    others: None,
    choice: Some(Choice {
        keys: &["type", "enum", "fields", "items", "const"],
        exactly: false,
    }),
};

static RESPONSE_FIELD: Construct = Construct {
    name: "response field",
    meaning: "A field that the caller can read.",
    keys: &[
        KEY_TYPE,
        KEY_DESCRIPTION,
        KEY_PATTERN,
        KEY_DIALECT,
        KEY_MATCH,
        KEY_MIN_LENGTH,
        KEY_MAX_LENGTH,
        KEY_LENGTH_UNIT,
        KEY_FORMAT,
        KEY_MINIMUM,
        KEY_MAXIMUM,
        KEY_ENUM,
        KEY_ALL_OF,
        KEY_ITEMS,
        KEY_MIN_ITEMS,
        KEY_MAX_ITEMS,
        KEY_UNIQUE_ITEMS,
        KEY_JOIN,
        KEY_FIELDS,
        KEY_CASE,
        KEY_CONST,
        KEY_DEFAULT,
        KEY_EXAMPLES,
        KEY_DEPRECATED,
        KEY_SECRET,
        KEY_PAGE,
        KEY_RUST,
        KEY_DIFFERS,
        KEY_REQUIRED,
        KEY_MEANS,
        KEY_CONVERT,
        KEY_READ_ONLY,
        KEY_WIRE,
        KEY_JSON,
        KEY_XML,
        Key {
            name: "in",
            shape: Shape::Word(&["body", "header"]),
            required: false,
            default: "body",
            meaning: "The part of the message that has it.",
            example: "in: header",
        },
    ],
    others: None,
    choice: Some(Choice {
        keys: &["type", "enum", "fields", "items", "const"],
        exactly: false,
    }),
};

static ENUM_VALUE: Construct = Construct {
    name: "enum value",
    meaning: "One value of an enum. A bare text is short for `{ description: … }`.",
    keys: &[
        Key {
            name: "description",
            shape: Shape::Text,
            required: true,
            default: "",
            meaning: "A description in the words of the page. It becomes documentation.",
            example: "description: Name of the organization.",
        },
        Key {
            name: "deprecated",
            shape: Shape::Reason,
            required: false,
            default: "",
            meaning: "Why it should no longer be used, or `true` if the page gives no reason.",
            example: "deprecated: true",
        },
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static CHECK: Construct = Construct {
    name: "check",
    meaning: "A named check of a string. It has exactly one of `contains`, `excludes` and `pattern`.",
    keys: &[
        Key {
            name: "contains",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The regular expression that some part of the value must match.",
            example: "contains: '[0-9]'",
        },
        Key {
            name: "excludes",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The regular expression that no part of the value may match.",
            example: "excludes: ' '",
        },
        Key {
            name: "pattern",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The regular expression that the whole value must match.",
            example: "pattern: '[a-z].*'",
        },
        KEY_DIALECT,
        Key {
            name: "says",
            shape: Shape::Text,
            required: true,
            default: "",
            meaning: "The message of the violation, for people.",
            example: "says: needs a digit",
        },
        KEY_DIFFERS,
    ],
    others: None,
    choice: Some(Choice {
        keys: &["contains", "excludes", "pattern"],
        exactly: true,
    }),
};

static PERMISSION: Construct = Construct {
    name: "permission",
    meaning: "A permission that the caller needs.",
    keys: &[Key {
        name: "unless",
        shape: Shape::Any(&[Shape::Scalar, Shape::List(&Shape::Scalar)]),
        required: false,
        default: "",
        meaning: "The values that need no permission.",
        example: "unless: NONE",
    }],
    others: None,
    choice: None,
};

static JSON: Construct = Construct {
    name: "JSON binding",
    meaning: "How a field is written in JSON. A bare text is short for `{ name: … }`.",
    keys: &[
        KEY_NAME,
        KEY_AT,
        KEY_VALUES,
        Key {
            name: "absent",
            shape: Shape::Word(&["omit", "null", "empty"]),
            required: false,
            default: "omit",
            meaning: "What is written if there is no value.",
            example: "absent: \"null\"",
        },
        Key {
            name: "list",
            shape: Shape::Word(&["array"]),
            required: false,
            default: "array",
            meaning: "How a list is written.",
            example: "list: array",
        },
    ],
    others: None,
    choice: None,
};

static XML: Construct = Construct {
    name: "XML binding",
    meaning: "How a field is written in XML. A bare text is short for `{ name: … }`.",
    keys: &[
        KEY_NAME,
        KEY_AT,
        KEY_VALUES,
        KEY_ABSENT,
        Key {
            name: "list",
            shape: Shape::Word(&["repeat", "wrap"]),
            required: false,
            default: "repeat",
            meaning: "How a list is written: one element per item, or one wrapper element around all items.",
            example: "list: wrap",
        },
        Key {
            name: "item",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The name of the element of each item inside a wrapper.",
            example: "item: line",
        },
        Key {
            name: "attributes",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "Constant attributes of the element.",
            example: "attributes: { type: S }",
        },
    ],
    others: None,
    choice: None,
};

static QUERY: Construct = Construct {
    name: "query binding",
    meaning: "How a field is written in a query string. A bare text is short for `{ name: … }`.",
    keys: &[
        KEY_NAME, KEY_VALUES, KEY_ABSENT, KEY_LIST, KEY_INDEX, KEY_FIRST,
    ],
    others: None,
    choice: None,
};

static FORM: Construct = Construct {
    name: "form binding",
    meaning: "How a field is written in a form. A bare text is short for `{ name: … }`.",
    keys: &[
        KEY_NAME, KEY_VALUES, KEY_ABSENT, KEY_LIST, KEY_INDEX, KEY_FIRST,
    ],
    others: None,
    choice: None,
};

static OPERATION: Construct = Construct {
    name: "operation",
    meaning: "One operation of the API.",
    keys: &[
        Key {
            name: "http",
            shape: Shape::Text,
            required: true,
            default: "",
            meaning: "Method and path, with `{name}` for a parameter. The method alone means an empty path.",
            example: "http: POST /v2/contacts/{handle}/update",
        },
        KEY_DESCRIPTION,
        KEY_PAGE,
        Key {
            name: "endpoint",
            shape: Shape::Text,
            required: false,
            default: "the only one",
            meaning: "The endpoint that receives the request.",
            example: "endpoint: api",
        },
        Key {
            name: "auth",
            shape: Shape::Texts,
            required: false,
            default: "those of the endpoint",
            meaning: "The authentication methods, if the operation accepts fewer than the endpoint.",
            example: "auth: [session]",
        },
        Key {
            name: "update",
            shape: Shape::Word(&["patch", "replace", "unstated", "none"]),
            required: false,
            default: "",
            meaning: "What happens to data that the request does not mention. `patch` keeps it and `replace` deletes it. `unstated` means that the page does not say, and `none` that the operation changes no existing data. Required if the operation has optional fields.",
            example: "update: patch",
        },
        Key {
            name: "deprecated",
            shape: Shape::Reason,
            required: false,
            default: "",
            meaning: "Why it should no longer be called, or `true` if the page gives no reason.",
            example: "deprecated: Use contact_update.",
        },
        Key {
            name: "withdrawn",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "Since when and why the provider no longer supports the operation.",
            example: "withdrawn: Since 2023 it answers that the feature is deprecated.",
        },
        Key {
            name: "permission",
            shape: Shape::Any(&[
                Shape::Text,
                Shape::List(&Shape::Text),
                Shape::Map(&Shape::Keys(Id::Permission)),
            ]),
            required: false,
            default: "",
            meaning: "The permission that the caller needs for the operation.",
            example: "permission: CONTACT_UPDATE",
        },
        Key {
            name: "headers",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "Headers that are always sent.",
            example: "headers: { Accept: application/json }",
        },
        Key {
            name: "body",
            shape: Shape::Word(&["json", "xml", "query", "form", "none"]),
            required: false,
            default: "none",
            meaning: "The format in which the fields are sent.",
            example: "body: json",
        },
        KEY_CONTENT_TYPE,
        Key {
            name: "bindings",
            shape: Shape::Map(&Shape::Keys(Id::Binding)),
            required: false,
            default: "",
            meaning: "Several formats for the same fields, instead of `body`. The first is the default.",
            example: "bindings: { query: { body: query }, form: { body: form } }",
        },
        Key {
            name: "case",
            shape: Shape::Word(&["camel", "snake", "pascal", "kebab", "screaming", "none"]),
            required: false,
            default: "that of the schema",
            meaning: "How wire names are derived from logical names.",
            example: "case: camel",
        },
        Key {
            name: "params",
            shape: Shape::Map(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Param)])),
            required: false,
            default: "",
            meaning: "Parameters of the path, the query and the headers.",
            example: "params: { handle: { type: Handle, required: true } }",
        },
        Key {
            name: "include",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "Object types whose fields come before the operation's own, in the order given.",
            example: "include: ContactFields",
        },
        Key {
            name: "required",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The included fields that this operation requires.",
            example: "required: [name, email]",
        },
        Key {
            name: "fields",
            shape: Shape::Map(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Field)])),
            required: false,
            default: "",
            meaning: "The fields of the body. Parameters and fields have different names.",
            example: "fields: { organization: { type: string, maxLength: 255 } }",
        },
        Key {
            name: "envelope",
            shape: Shape::Envelope,
            required: false,
            default: "an object of all fields in JSON; XML needs one",
            meaning: "The document around the fields, with constants, `$field`, `$auth.credential`, and `$rest:` for all other fields. A key that begins with `@` is an attribute.",
            example: "envelope: { request: { code: '0302', handle: { $rest: } } }",
        },
        Key {
            name: "rules",
            shape: Shape::Map(&Shape::Keys(Id::Rule)),
            required: false,
            default: "",
            meaning: "Named rules between fields and context facts.",
            example: "rules: { es: { when: { tlds: { has: es } }, required: [identity_number], says: A .es contact gives its number. } }",
        },
        Key {
            name: "responses",
            shape: Shape::Map(&Shape::Keys(Id::Response)),
            required: false,
            default: "",
            meaning: "Named responses. The first that matches counts.",
            example: "responses: { updated: { match: { status: 200 }, outcome: success, body: empty } }",
        },
        Key {
            name: "examples",
            shape: Shape::Map(&Shape::Keys(Id::Example)),
            required: false,
            default: "",
            meaning: "Named examples: values and the exact bytes of their request. `examples: {}` removes those of a merge key.",
            example: "examples: { minimal: { values: { handle: abc }, expect: { method: GET } } }",
        },
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static BINDING: Construct = Construct {
    name: "binding",
    meaning: "One of several formats of an operation.",
    keys: &[
        Key {
            name: "body",
            shape: Shape::Word(&["json", "xml", "query", "form", "none"]),
            required: true,
            default: "",
            meaning: "The format in which the fields are sent.",
            example: "body: json",
        },
        KEY_CONTENT_TYPE,
        KEY_DESCRIPTION,
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static RULE: Construct = Construct {
    name: "rule",
    meaning: "If `when` holds, all effects must hold. A rule has at least one effect. It has `says`, unless its effect is `refuse`. A field inside an object is written with a dot.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "when",
            shape: Shape::Keys(Id::Condition),
            required: false,
            default: "always",
            meaning: "The condition under which the rule applies.",
            example: "when: { tlds: { has: fr }, holder: company }",
        },
        Key {
            name: "required",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The fields that must have a value.",
            example: "required: [vat_number]",
        },
        Key {
            name: "forbidden",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The fields that must have no value.",
            example: "forbidden: [birth_date]",
        },
        Key {
            name: "at_least_one",
            shape: Shape::List(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Alternative)])),
            required: false,
            default: "",
            meaning: "At least one of these fields must have a value, or all fields of one of these groups.",
            example: "at_least_one: [waldec, { all: [creation_date, page] }]",
        },
        Key {
            name: "exactly_one",
            shape: Shape::List(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Alternative)])),
            required: false,
            default: "",
            meaning: "Exactly one of these fields or groups must have a value.",
            example: "exactly_one: [name, organization]",
        },
        Key {
            name: "at_most_one",
            shape: Shape::List(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Alternative)])),
            required: false,
            default: "",
            meaning: "At most one of these fields or groups may have a value.",
            example: "at_most_one: [passport, identity_card]",
        },
        Key {
            name: "all_or_none",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "Either all of these fields must have a value, or none.",
            example: "all_or_none: [phone_cc, phone]",
        },
        Key {
            name: "matches",
            shape: Shape::Map(&Shape::Text),
            required: false,
            default: "",
            meaning: "The regular expression that the whole value of each field must match.",
            example: "matches: { vat_number: 'IT[0-9]{11}' }",
        },
        Key {
            name: "limited_to",
            shape: Shape::Map(&Shape::Any(&[Shape::Scalar, Shape::List(&Shape::Scalar)])),
            required: false,
            default: "",
            meaning: "The values that each field may have.",
            example: "limited_to: { country: [US, CA] }",
        },
        Key {
            name: "unchanged",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The fields that must have the values that were read.",
            example: "unchanged: [name]",
        },
        Key {
            name: "unchanged_except",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The fields that may change. All other fields must have the values that were read.",
            example: "unchanged_except: [phone, email]",
        },
        Key {
            name: "refuse",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The request cannot be sent, for this reason.",
            example: "refuse: Contacts of these domains cannot be modified.",
        },
        Key {
            name: "empty_is_value",
            shape: Shape::Bool,
            required: false,
            default: "false",
            meaning: "Whether this rule treats an empty text as a value.",
            example: "empty_is_value: true",
        },
        Key {
            name: "says",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The message of the violation, for people.",
            example: "says: A .fr association gives its number.",
        },
        KEY_PAGE,
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: Some(Choice {
        keys: &[
            "required",
            "forbidden",
            "at_least_one",
            "exactly_one",
            "at_most_one",
            "all_or_none",
            "matches",
            "limited_to",
            "unchanged",
            "unchanged_except",
            "refuse",
        ],
        exactly: false,
    }),
};

static CONDITION: Construct = Construct {
    name: "condition",
    meaning: "Tests that must all hold, each under the name of a field or a context fact. If both exist, `field.x` and `context.x` select one.",
    keys: &[
        Key {
            name: "all",
            shape: Shape::List(&Shape::Keys(Id::Condition)),
            required: false,
            default: "",
            meaning: "The conditions that must all hold.",
            example: "all: [{ country: FR }, { holder: company }]",
        },
        Key {
            name: "any",
            shape: Shape::List(&Shape::Keys(Id::Condition)),
            required: false,
            default: "",
            meaning: "The conditions of which at least one must hold.",
            example: "any: [{ country: FR }, { tlds: { has: fr } }]",
        },
        Key {
            name: "not",
            shape: Shape::Keys(Id::Condition),
            required: false,
            default: "",
            meaning: "The condition that must not hold.",
            example: "not: { holder: individual }",
        },
    ],
    others: Some((
        "a field or a context fact",
        Shape::Any(&[
            Shape::Scalar,
            Shape::List(&Shape::Scalar),
            Shape::Keys(Id::Test),
        ]),
    )),
    choice: None,
};

static TEST: Construct = Construct {
    name: "test",
    meaning: "A test of one value. A bare scalar tests for equality, and a list for one of its items. Otherwise it has exactly one of these keys.",
    keys: &[
        Key {
            name: "has",
            shape: Shape::Scalar,
            required: false,
            default: "",
            meaning: "The member that the set or list must have.",
            example: "has: fr",
        },
        Key {
            name: "has_any",
            shape: Shape::Any(&[Shape::Scalar, Shape::List(&Shape::Scalar)]),
            required: false,
            default: "",
            meaning: "The members of which the set or list must have at least one.",
            example: "has_any: [es, nyc]",
        },
        Key {
            name: "has_all",
            shape: Shape::Any(&[Shape::Scalar, Shape::List(&Shape::Scalar)]),
            required: false,
            default: "",
            meaning: "The members that the set or list must all have.",
            example: "has_all: [us, ca]",
        },
        Key {
            name: "present",
            shape: Shape::Bool,
            required: false,
            default: "",
            meaning: "Whether the field must have a value.",
            example: "present: true",
        },
        Key {
            name: "matches",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The regular expression that the whole value must match.",
            example: "matches: 'IT[0-9]+'",
        },
        Key {
            name: "not",
            shape: Shape::Any(&[
                Shape::Scalar,
                Shape::List(&Shape::Scalar),
                Shape::Keys(Id::Test),
            ]),
            required: false,
            default: "",
            meaning: "The test that must not hold.",
            example: "not: [US, CA]",
        },
    ],
    others: None,
    choice: Some(Choice {
        keys: &["has", "has_any", "has_all", "present", "matches", "not"],
        exactly: true,
    }),
};

static ALTERNATIVE: Construct = Construct {
    name: "group of fields",
    meaning: "Fields that together count as one alternative if all of them have a value.",
    keys: &[Key {
        name: "all",
        shape: Shape::Texts,
        required: true,
        default: "",
        meaning: "The fields of the group.",
        example: "all: [creation_date, page]",
    }],
    others: None,
    choice: None,
};

static RESPONSE: Construct = Construct {
    name: "response",
    meaning: "One of the responses that a request can get.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "match",
            shape: Shape::Keys(Id::Match),
            required: false,
            default: "any response",
            meaning: "How the response is identified. All tests must hold.",
            example: "match: { status: 200 }",
        },
        Key {
            name: "outcome",
            shape: Shape::Word(&["success", "accepted", "failure"]),
            required: true,
            default: "",
            meaning: "What the response states about the operation: done, to be done later, or not done.",
            example: "outcome: success",
        },
        Key {
            name: "body",
            shape: Shape::Word(&["json", "xml", "empty", "text", "scalar"]),
            required: false,
            default: "unstated",
            meaning: "The format of the body.",
            example: "body: json",
        },
        Key {
            name: "include",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "Object types whose fields the response has.",
            example: "include: ErrorBody",
        },
        Key {
            name: "fields",
            shape: Shape::Map(&Shape::Any(&[Shape::Text, Shape::Keys(Id::ResponseField)])),
            required: false,
            default: "",
            meaning: "The fields that can be read from the response.",
            example: "fields: { process_id: { type: integer, in: header, wire: x-process-id } }",
        },
        Key {
            name: "errors",
            shape: Shape::Keys(Id::Errors),
            required: false,
            default: "",
            meaning: "The error codes and their meaning.",
            example: "errors: { at: type, values: { ObjectExists: the handle is taken } }",
        },
        KEY_PAGE,
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static MATCH: Construct = Construct {
    name: "match",
    meaning: "The tests that identify a response. A place in JSON is a dotted path, with `[]` for any item. A place in XML begins with the root element, and `@name` is an attribute.",
    keys: &[
        Key {
            name: "status",
            shape: Shape::Any(&[Shape::Status, Shape::List(&Shape::Status)]),
            required: false,
            default: "",
            meaning: "One or several HTTP statuses, or a class: `2xx` is every status from 200 to 299.",
            example: "status: [200, 204]",
        },
        Key {
            name: "headers",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "The headers that the response must have, with their values.",
            example: "headers: { Content-Type: application/json }",
        },
        Key {
            name: "body",
            shape: Shape::Map(&Shape::Any(&[
                Shape::Scalar,
                Shape::List(&Shape::Scalar),
                Shape::Keys(Id::ResponseTest),
            ])),
            required: false,
            default: "",
            meaning: "Places in the body, each with a value, a list of values, a test for presence, or a pattern.",
            example: "body: { status.type: SUCCESS }",
        },
    ],
    others: None,
    choice: None,
};

static RESPONSE_TEST: Construct = Construct {
    name: "response test",
    meaning: "A test of one place in a body. A bare scalar tests for equality, and a list for one of its items. Otherwise it has exactly one of these keys.",
    keys: &[
        Key {
            name: "present",
            shape: Shape::Bool,
            required: false,
            default: "",
            meaning: "Whether the place must exist.",
            example: "present: true",
        },
        Key {
            name: "matches",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The regular expression that the whole text must match.",
            example: "matches: 'Limit of [0-9]+ exceeded.*'",
        },
    ],
    others: None,
    choice: Some(Choice {
        keys: &["present", "matches"],
        exactly: true,
    }),
};

static ERRORS: Construct = Construct {
    name: "map of errors",
    meaning: "The place of the error code, and the meaning of each code.",
    keys: &[
        Key {
            name: "at",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The place of the error code in the body.",
            example: "at: type",
        },
        Key {
            name: "values",
            shape: Shape::Meanings,
            required: true,
            default: "",
            meaning: "The error codes, each with its meaning.",
            example: "values: { ObjectExists: the handle is taken }",
        },
    ],
    others: None,
    choice: None,
};

static EXAMPLE: Construct = Construct {
    name: "example",
    meaning: "Values with their request or their violations. `cargo test` of the crate that compiles the schema runs the example.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "values",
            shape: Shape::Map(&Shape::Value),
            required: false,
            default: "",
            meaning: "The values by field. Null clears a field, and a missing field is absent.",
            example: "values: { handle: abc, organization: null }",
        },
        Key {
            name: "context",
            shape: Shape::Map(&Shape::Value),
            required: false,
            default: "",
            meaning: "The context facts by name.",
            example: "context: { tlds: [fr], holder: association }",
        },
        Key {
            name: "context_unknown",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The context facts that the caller states to be unknown.",
            example: "context_unknown: [holder]",
        },
        Key {
            name: "current",
            shape: Shape::Map(&Shape::Value),
            required: false,
            default: "",
            meaning: "The data as they were read. Rules compare the update with them.",
            example: "current: { name: Jane Doe }",
        },
        Key {
            name: "credentials",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "The credentials by name.",
            example: "credentials: { api_key: k }",
        },
        Key {
            name: "auth",
            shape: Shape::Text,
            required: false,
            default: "the first",
            meaning: "The authentication method.",
            example: "auth: key",
        },
        Key {
            name: "server",
            shape: Shape::Text,
            required: false,
            default: "the first",
            meaning: "The name of a server, or a URL.",
            example: "server: production",
        },
        Key {
            name: "binding",
            shape: Shape::Text,
            required: false,
            default: "the first",
            meaning: "The name of the binding.",
            example: "binding: form",
        },
        Key {
            name: "waive",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The violations that the policy waives, as `field:code` or `rule:name`.",
            example: "waive: ['voice:pattern']",
        },
        Key {
            name: "expect",
            shape: Shape::Keys(Id::Expect),
            required: false,
            default: "",
            meaning: "The expected request on the wire.",
            example: "expect: { method: GET, url: 'https://api.example.com/contacts/abc' }",
        },
        Key {
            name: "violations",
            shape: Shape::List(&Shape::Text),
            required: false,
            default: "",
            meaning: "The expected violations, instead of a request: `path: code`, or `rule name`.",
            example: "violations: ['voice: pattern', rule fr_company]",
        },
        Key {
            name: "unchecked",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The rules that cannot be checked.",
            example: "unchecked: [fr_company]",
        },
        Key {
            name: "page",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The name in `pages` of the page that prints this sample.",
            example: "page: contacts_update",
        },
        KEY_RUST,
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static EXPECT: Construct = Construct {
    name: "request",
    meaning: "An expected request. Only the parts that are given are compared.",
    keys: &[
        Key {
            name: "method",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The HTTP method.",
            example: "method: POST",
        },
        Key {
            name: "url",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The whole URL.",
            example: "url: https://api.example.com/contacts/abc",
        },
        Key {
            name: "headers",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "Some of the headers.",
            example: "headers: { Authorization: ApiKey k }",
        },
        Key {
            name: "body",
            shape: Shape::Scalar,
            required: false,
            default: "",
            meaning: "The body, byte for byte.",
            example: "body: '{\"name\":\"Jane Doe\"}'",
        },
    ],
    others: None,
    choice: None,
};
