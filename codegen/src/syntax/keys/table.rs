// Written by `cargo xtask codegen` from codegen/language.yaml. Change that file instead.
//! The keys of the language as constants.

use super::{Choice, Construct, Key, Shape};

/// The constructs, in the order of the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Id {
    /// One YAML document describes one API of a provider.
    Schema,
    /// Who offers the API.
    Provider,
    /// A page of the provider's documentation.
    Page,
    /// One thing that identifies the caller.
    Credential,
    /// Where credentials go. In templates `$name` is a credential and `$$` a dollar.
    Auth,
    /// A family of servers that take the same calls.
    Endpoint,
    /// A fact that the caller gives, or says is unknown. It has exactly one of `set_of`, `enum` and `type`.
    Context,
    /// What the members of a set are.
    SetOf,
    /// What values are possible. Facets have JSON Schema's names and meaning. A bare text is short for `{ type: … }`.
    Type,
    /// A type with a name, and what holds for it at this place. A bare text is short for `{ type: … }`.
    Field,
    /// A field that stands in the path, the query or a header.
    Param,
    /// A field that the caller may read.
    ResponseField,
    /// One value of an enum; a bare text is short for `{ description: … }`.
    EnumValue,
    /// A named condition of a string. It has exactly one of `contains`, `excludes` and `pattern`.
    Check,
    /// A permission that the caller needs.
    Permission,
    /// How a field is spelled in JSON. A bare text is short for `{ name: … }`.
    Json,
    /// How a field is spelled in XML. A bare text is short for `{ name: … }`.
    Xml,
    /// How a field is spelled in a query string. A bare text is short for `{ name: … }`.
    Query,
    /// How a field is spelled in a form. A bare text is short for `{ name: … }`.
    Form,
    /// One call of the API.
    Operation,
    /// One of several formats of an operation.
    Binding,
    /// Whenever `when` holds, all of the effects hold. It has at least one effect, and `says` unless it refuses. A field inside an object is written with a dot.
    Rule,
    /// Tests that all hold, each under the name of a field or a context fact. `field.x` and `context.x` tell which, where both exist.
    Condition,
    /// A test of one value. A bare scalar is equality, a list is one of its items; otherwise it has exactly one of these keys.
    Test,
    /// Fields that count as an alternative when all of them have a value.
    Alternative,
    /// One of the answers that a call may get.
    Response,
    /// What tells a response from the others. Places in JSON are dotted paths, with `[]` for any item; in XML they begin with the root element, and `@name` is an attribute.
    Match,
    /// A test of one place in a body. A bare scalar is equality, a list is one of its items; otherwise it has exactly one of these keys.
    ResponseTest,
    /// Where the code of an error stands, and what the codes mean.
    Errors,
    /// Values with the request that they become, or with the violations that they give. `cargo test` of the crate that compiles the schema runs it.
    Example,
    /// A request as it goes out. Only what is given is compared.
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
    meaning: "Says that the schema deliberately differs from the provider's page here, and why.",
    example: "differs: The page says 40, its own sample has 42.",
};
const KEY_DESCRIPTION: Key = Key {
    name: "description",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "What it is, in the words of the page; becomes documentation.",
    example: "description: Name of the organization.",
};
const KEY_PATTERN: Key = Key {
    name: "pattern",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "The whole value matches this regular expression.",
    example: "pattern: '[A-Z]{2}[0-9]+'",
};
const KEY_MIN_LENGTH: Key = Key {
    name: "minLength",
    shape: Shape::Count,
    required: false,
    default: "",
    meaning: "The least length of a string.",
    example: "minLength: 3",
};
const KEY_MAX_LENGTH: Key = Key {
    name: "maxLength",
    shape: Shape::Count,
    required: false,
    default: "",
    meaning: "The greatest length of a string.",
    example: "maxLength: 40",
};
const KEY_MINIMUM: Key = Key {
    name: "minimum",
    shape: Shape::Integer,
    required: false,
    default: "",
    meaning: "The least integer.",
    example: "minimum: 0",
};
const KEY_MAXIMUM: Key = Key {
    name: "maximum",
    shape: Shape::Integer,
    required: false,
    default: "",
    meaning: "The greatest integer.",
    example: "maximum: 65535",
};
const KEY_RUST: Key = Key {
    name: "rust",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "Its name in Rust, where the derived one is taken or impossible.",
    example: "rust: address_line_two",
};
const KEY_ENUM: Key = Key {
    name: "enum",
    shape: Shape::Meanings,
    required: false,
    default: "",
    meaning: "The values that are possible, each with its meaning.",
    example: "enum: { NONE: acts for nobody, OLD: acts for the old registrant }",
};
const KEY_DIALECT: Key = Key {
    name: "dialect",
    shape: Shape::Word(&["wireform", "pcre"]),
    required: false,
    default: "wireform",
    meaning: "How the pattern is read: with `pcre` an unescaped `[` inside a class is a literal.",
    example: "dialect: pcre",
};
const KEY_TYPE: Key = Key {
    name: "type",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "`string`, `integer`, `boolean`, `date`, `timestamp`, `list`, `object`, `enum`, or the name of a type; `enum`, `fields`, `items` and `const` imply it.",
    example: "type: string",
};
const KEY_LENGTH_UNIT: Key = Key {
    name: "lengthUnit",
    shape: Shape::Word(&["chars", "utf16", "bytes"]),
    required: false,
    default: "chars",
    meaning: "What lengths count: Unicode code points, UTF-16 code units, or bytes of UTF-8.",
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
    meaning: "A named language of strings.",
    example: "format: country",
};
const KEY_ALL_OF: Key = Key {
    name: "all_of",
    shape: Shape::Map(&Shape::Keys(Id::Check)),
    required: false,
    default: "",
    meaning: "Checks of a string by name, each with its own sentence.",
    example: "all_of: { digit: { contains: '[0-9]', says: needs a digit } }",
};
const KEY_ITEMS: Key = Key {
    name: "items",
    shape: Shape::Any(&[Shape::Text, Shape::Keys(Id::Type)]),
    required: false,
    default: "",
    meaning: "What the items of a list are.",
    example: "items: { type: string, maxLength: 255 }",
};
const KEY_MIN_ITEMS: Key = Key {
    name: "minItems",
    shape: Shape::Count,
    required: false,
    default: "",
    meaning: "The least number of items.",
    example: "minItems: 1",
};
const KEY_MAX_ITEMS: Key = Key {
    name: "maxItems",
    shape: Shape::Count,
    required: false,
    default: "",
    meaning: "The greatest number of items.",
    example: "maxItems: 3",
};
const KEY_UNIQUE_ITEMS: Key = Key {
    name: "uniqueItems",
    shape: Shape::Bool,
    required: false,
    default: "false",
    meaning: "Whether no two items are equal.",
    example: "uniqueItems: true",
};
const KEY_JOIN: Key = Key {
    name: "join",
    shape: Shape::Separator,
    required: false,
    default: "",
    meaning: "The list is one string on the wire, with this between the items; in an item it is a violation.",
    example: "join: \"\\n\"",
};
const KEY_FIELDS: Key = Key {
    name: "fields",
    shape: Shape::Map(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Field)])),
    required: false,
    default: "",
    meaning: "The fields of an object. `{}` is an object of any content, in responses only. A request must name what it sends, and refuses `{}`.",
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
    meaning: "The one value, which is sent; there is no Rust field.",
    example: "const: '0302'",
};
const KEY_DEFAULT: Key = Key {
    name: "default",
    shape: Shape::Value,
    required: false,
    default: "",
    meaning: "What the provider assumes when nothing is sent; never sent itself.",
    example: "default: NONE",
};
const KEY_EXAMPLES: Key = Key {
    name: "examples",
    shape: Shape::List(&Shape::Value),
    required: false,
    default: "",
    meaning: "Values as an illustration.",
    example: "examples: [US, NL]",
};
const KEY_DEPRECATED: Key = Key {
    name: "deprecated",
    shape: Shape::Reason,
    required: false,
    default: "",
    meaning: "Why it should not be used any more; `true` where the page gives no reason.",
    example: "deprecated: Use organization.",
};
const KEY_SECRET: Key = Key {
    name: "secret",
    shape: Shape::Bool,
    required: false,
    default: "false",
    meaning: "Whether nobody else may see the value.",
    example: "secret: true",
};
const KEY_PAGE: Key = Key {
    name: "page",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "The page that it is described on, by its name in `pages`.",
    example: "page: contacts_update",
};
const KEY_REQUIRED: Key = Key {
    name: "required",
    shape: Shape::Bool,
    required: false,
    default: "false",
    meaning: "Whether a request is wrong without it.",
    example: "required: true",
};
const KEY_MEANS: Key = Key {
    name: "means",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "What the field is in the vocabulary of RFC 5733.",
    example: "means: street[0]",
};
const KEY_CONVERT: Key = Key {
    name: "convert",
    shape: Shape::Texts,
    required: false,
    default: "",
    meaning: "The conversions, step by step, by which the datum that the field means becomes what the provider takes; an answer is read by them backwards.",
    example: "convert: [a_label, lower_case]",
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
    meaning: "The permission that the caller needs to send it; with `unless`, for other values than these.",
    example: "permission: { DESIGNATED_AGENT: { unless: NONE } }",
};
const KEY_WIRE: Key = Key {
    name: "wire",
    shape: Shape::Text,
    required: false,
    default: "by `case` from the logical name",
    meaning: "Its name on every wire; the name of the header for a header.",
    example: "wire: addressLine",
};
const KEY_JSON: Key = Key {
    name: "json",
    shape: Shape::Any(&[Shape::Text, Shape::Keys(Id::Json)]),
    required: false,
    default: "",
    meaning: "How it is spelled in JSON.",
    example: "json: { at: extensions.general.number }",
};
const KEY_XML: Key = Key {
    name: "xml",
    shape: Shape::Any(&[Shape::Text, Shape::Keys(Id::Xml)]),
    required: false,
    default: "",
    meaning: "How it is spelled in XML.",
    example: "xml: { name: number, attributes: { type: S } }",
};
const KEY_QUERY: Key = Key {
    name: "query",
    shape: Shape::Any(&[Shape::Text, Shape::Keys(Id::Query)]),
    required: false,
    default: "",
    meaning: "How it is spelled in a query string.",
    example: "query: address-line-1",
};
const KEY_NAME: Key = Key {
    name: "name",
    shape: Shape::Text,
    required: false,
    default: "",
    meaning: "Its name on this wire.",
    example: "name: number",
};
const KEY_AT: Key = Key {
    name: "at",
    shape: Shape::Path,
    required: false,
    default: "",
    meaning: "The groups around it and its own name, with dots between them.",
    example: "at: extensions.general.number",
};
const KEY_VALUES: Key = Key {
    name: "values",
    shape: Shape::Spellings,
    required: false,
    default: "",
    meaning: "How logical values are spelled; the empty text is a value, too.",
    example: "values: { true: '1', false: '0' }",
};
const KEY_ABSENT: Key = Key {
    name: "absent",
    shape: Shape::Word(&["omit", "empty"]),
    required: false,
    default: "omit",
    meaning: "What is written where there is no value.",
    example: "absent: empty",
};
const KEY_LIST: Key = Key {
    name: "list",
    shape: Shape::Word(&["repeat", "indexed"]),
    required: false,
    default: "repeat",
    meaning: "How a list is spelled: one parameter per item, with one name or with numbered names.",
    example: "list: indexed",
};
const KEY_INDEX: Key = Key {
    name: "index",
    shape: Shape::Text,
    required: false,
    default: "$name$index",
    meaning: "The name of each item of an indexed list; `$name` and `$index` stand for both.",
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
    meaning: "The header Content-Type.",
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
            meaning: "Whose API it is.",
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
            meaning: "The pages that the facts come from.",
            example: "pages: { contacts: { url: 'https://example.com/docs/contacts' } }",
        },
        Key {
            name: "credentials",
            shape: Shape::Map(&Shape::Keys(Id::Credential)),
            required: false,
            default: "",
            meaning: "What identifies the caller.",
            example: "credentials: { api_key: { secret: true } }",
        },
        Key {
            name: "auth",
            shape: Shape::Map(&Shape::Keys(Id::Auth)),
            required: false,
            default: "",
            meaning: "The ways to authenticate; an endpoint names those that it takes.",
            example: "auth: { key: { headers: { Authorization: 'ApiKey $api_key' } } }",
        },
        Key {
            name: "endpoints",
            shape: Shape::Map(&Shape::Keys(Id::Endpoint)),
            required: true,
            default: "",
            meaning: "Where requests go.",
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
            meaning: "Types with a name.",
            example: "types: { Handle: { type: string, minLength: 3, maxLength: 40 } }",
        },
        Key {
            name: "operations",
            shape: Shape::Map(&Shape::Keys(Id::Operation)),
            required: true,
            default: "",
            meaning: "The calls.",
            example: "operations: { contact_info: { http: 'GET /contacts/{handle}' } }",
        },
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static PROVIDER: Construct = Construct {
    name: "provider",
    meaning: "Who offers the API.",
    keys: &[
        Key {
            name: "name",
            shape: Shape::Text,
            required: true,
            default: "",
            meaning: "The name that people know.",
            example: "name: Example Registrar",
        },
        KEY_DESCRIPTION,
        Key {
            name: "url",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The provider's site.",
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
            meaning: "Its address.",
            example: "url: https://example.com/docs/contacts",
        },
        Key {
            name: "title",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "Its title.",
            example: "title: Update a contact",
        },
        Key {
            name: "retrieved",
            shape: Shape::Date,
            required: false,
            default: "",
            meaning: "The day on which it was read.",
            example: "retrieved: 2026-11-21",
        },
        KEY_DIFFERS,
    ],
    others: None,
    choice: None,
};

static CREDENTIAL: Construct = Construct {
    name: "credential",
    meaning: "One thing that identifies the caller.",
    keys: &[
        Key {
            name: "type",
            shape: Shape::Word(&["string", "integer"]),
            required: false,
            default: "string",
            meaning: "What kind of value it is.",
            example: "type: integer",
        },
        Key {
            name: "secret",
            shape: Shape::Bool,
            required: true,
            default: "",
            meaning: "Whether nobody else may see it.",
            example: "secret: true",
        },
        KEY_DESCRIPTION,
        Key {
            name: "default",
            shape: Shape::Scalar,
            required: false,
            default: "",
            meaning: "What is sent where the caller gives nothing; makes the credential optional.",
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
    name: "way to authenticate",
    meaning: "Where credentials go. In templates `$name` is a credential and `$$` a dollar.",
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
            meaning: "User and password of HTTP's basic authentication.",
            example: "basic: [$user, $password]",
        },
        Key {
            name: "params",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "Parameters in front of the fields, in query or form as the body goes, each with a template.",
            example: "params: { api-key: $api_key }",
        },
        Key {
            name: "document",
            shape: Shape::List(&Shape::Text),
            required: false,
            default: "",
            meaning: "Credentials that stand inside the body; the envelope says where.",
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
    meaning: "A family of servers that take the same calls.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "servers",
            shape: Shape::Map(&Shape::Text),
            required: false,
            default: "",
            meaning: "Servers by name, each with its URL. Without any the caller supplies one.",
            example: "servers: { production: 'https://api.example.com' }",
        },
        Key {
            name: "auth",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The ways to authenticate that it takes, by their names; the first is the default.",
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
    meaning: "A fact that the caller gives, or says is unknown. It has exactly one of `set_of`, `enum` and `type`.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "set_of",
            shape: Shape::Any(&[Shape::Word(&["string"]), Shape::Keys(Id::SetOf)]),
            required: false,
            default: "",
            meaning: "The fact is a set, of texts or of the values of an enum.",
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
            meaning: "Each text of the fact, with `set_of: string` or `type: string`, matches this regular expression as a whole.",
            example: "pattern: '[a-z0-9-]+'",
        },
        KEY_DIALECT,
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
    meaning: "What the members of a set are.",
    keys: &[Key {
        name: "enum",
        shape: Shape::Meanings,
        required: true,
        default: "",
        meaning: "The values that are possible, each with its meaning.",
        example: "enum: { NONE: acts for nobody, OLD: acts for the old registrant }",
    }],
    others: None,
    choice: None,
};

static TYPE: Construct = Construct {
    name: "type",
    meaning: "What values are possible. Facets have JSON Schema's names and meaning. A bare text is short for `{ type: … }`.",
    keys: &[
        KEY_TYPE,
        KEY_DESCRIPTION,
        KEY_PATTERN,
        KEY_DIALECT,
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
    meaning: "A type with a name, and what holds for it at this place. A bare text is short for `{ type: … }`.",
    keys: &[
        KEY_TYPE,
        KEY_DESCRIPTION,
        KEY_PATTERN,
        KEY_DIALECT,
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
            meaning: "How an explicit clear is spelled: the empty string, null, or the empty list. Without it the field cannot be cleared.",
            example: "clear: ''",
        },
        KEY_MEANS,
        KEY_CONVERT,
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
            meaning: "How it is spelled in a form.",
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
    meaning: "A field that stands in the path, the query or a header.",
    keys: &[
        KEY_TYPE,
        KEY_DESCRIPTION,
        KEY_PATTERN,
        KEY_DIALECT,
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
            meaning: "Where it stands.",
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
    meaning: "A field that the caller may read.",
    keys: &[
        KEY_TYPE,
        KEY_DESCRIPTION,
        KEY_PATTERN,
        KEY_DIALECT,
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
        KEY_WIRE,
        KEY_JSON,
        KEY_XML,
        Key {
            name: "in",
            shape: Shape::Word(&["body", "header"]),
            required: false,
            default: "body",
            meaning: "Where it stands.",
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
    meaning: "One value of an enum; a bare text is short for `{ description: … }`.",
    keys: &[
        Key {
            name: "description",
            shape: Shape::Text,
            required: true,
            default: "",
            meaning: "What it is, in the words of the page; becomes documentation.",
            example: "description: Name of the organization.",
        },
        Key {
            name: "deprecated",
            shape: Shape::Reason,
            required: false,
            default: "",
            meaning: "Why it should not be used any more.",
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
    meaning: "A named condition of a string. It has exactly one of `contains`, `excludes` and `pattern`.",
    keys: &[
        Key {
            name: "contains",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "Some part of the value matches.",
            example: "contains: '[0-9]'",
        },
        Key {
            name: "excludes",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "No part of the value matches.",
            example: "excludes: ' '",
        },
        Key {
            name: "pattern",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The whole value matches.",
            example: "pattern: '[a-z].*'",
        },
        KEY_DIALECT,
        Key {
            name: "says",
            shape: Shape::Text,
            required: true,
            default: "",
            meaning: "What a person reads who broke it.",
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
    meaning: "How a field is spelled in JSON. A bare text is short for `{ name: … }`.",
    keys: &[
        KEY_NAME,
        KEY_AT,
        KEY_VALUES,
        Key {
            name: "absent",
            shape: Shape::Word(&["omit", "null", "empty"]),
            required: false,
            default: "omit",
            meaning: "What is written where there is no value.",
            example: "absent: \"null\"",
        },
        Key {
            name: "list",
            shape: Shape::Word(&["array"]),
            required: false,
            default: "array",
            meaning: "How a list is spelled.",
            example: "list: array",
        },
    ],
    others: None,
    choice: None,
};

static XML: Construct = Construct {
    name: "XML binding",
    meaning: "How a field is spelled in XML. A bare text is short for `{ name: … }`.",
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
            meaning: "How a list is spelled: one element per item, or all of them in one element.",
            example: "list: wrap",
        },
        Key {
            name: "item",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The element of each item inside a wrapper.",
            example: "item: line",
        },
        Key {
            name: "attributes",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "Attributes that the element always has.",
            example: "attributes: { type: S }",
        },
    ],
    others: None,
    choice: None,
};

static QUERY: Construct = Construct {
    name: "query binding",
    meaning: "How a field is spelled in a query string. A bare text is short for `{ name: … }`.",
    keys: &[
        KEY_NAME, KEY_VALUES, KEY_ABSENT, KEY_LIST, KEY_INDEX, KEY_FIRST,
    ],
    others: None,
    choice: None,
};

static FORM: Construct = Construct {
    name: "form binding",
    meaning: "How a field is spelled in a form. A bare text is short for `{ name: … }`.",
    keys: &[
        KEY_NAME, KEY_VALUES, KEY_ABSENT, KEY_LIST, KEY_INDEX, KEY_FIRST,
    ],
    others: None,
    choice: None,
};

static OPERATION: Construct = Construct {
    name: "operation",
    meaning: "One call of the API.",
    keys: &[
        Key {
            name: "http",
            shape: Shape::Text,
            required: true,
            default: "",
            meaning: "Method and path, with `{name}` for a parameter; the method alone for an empty path.",
            example: "http: POST /v2/contacts/{handle}/update",
        },
        KEY_DESCRIPTION,
        KEY_PAGE,
        Key {
            name: "endpoint",
            shape: Shape::Text,
            required: false,
            default: "the only one",
            meaning: "Where it goes.",
            example: "endpoint: api",
        },
        Key {
            name: "auth",
            shape: Shape::Texts,
            required: false,
            default: "those of the endpoint",
            meaning: "The ways to authenticate, where they are fewer than the endpoint's.",
            example: "auth: [session]",
        },
        Key {
            name: "update",
            shape: Shape::Word(&["patch", "replace", "unstated", "none"]),
            required: false,
            default: "",
            meaning: "What happens to data that the call does not mention: `patch` keeps it, `replace` deletes it, `unstated` if the page does not say, `none` if the call changes no existing data. Required when the operation has optional fields.",
            example: "update: patch",
        },
        Key {
            name: "deprecated",
            shape: Shape::Reason,
            required: false,
            default: "",
            meaning: "Why it should not be called any more; `true` where the page gives no reason.",
            example: "deprecated: Use contact_update.",
        },
        Key {
            name: "withdrawn",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "Since when and why the provider no longer answers it.",
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
            meaning: "The permission that the caller needs.",
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
            meaning: "The format that the fields are sent in.",
            example: "body: json",
        },
        KEY_CONTENT_TYPE,
        Key {
            name: "bindings",
            shape: Shape::Map(&Shape::Keys(Id::Binding)),
            required: false,
            default: "",
            meaning: "Several formats for the same fields, instead of `body`; the first is the default.",
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
            meaning: "Object types whose fields come first, in their order.",
            example: "include: ContactFields",
        },
        Key {
            name: "required",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "Included fields that are required here.",
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
            meaning: "The document around the fields: constants, `$field`, `$auth.credential`, and `$rest:` for all the other fields. A key that begins with `@` is an attribute.",
            example: "envelope: { request: { code: '0302', handle: { $rest: } } }",
        },
        Key {
            name: "rules",
            shape: Shape::Map(&Shape::Keys(Id::Rule)),
            required: false,
            default: "",
            meaning: "Conditions between fields and facts, by name.",
            example: "rules: { es: { when: { tlds: { has: es } }, required: [identity_number], says: A .es contact gives its number. } }",
        },
        Key {
            name: "responses",
            shape: Shape::Map(&Shape::Keys(Id::Response)),
            required: false,
            default: "",
            meaning: "What comes back, by name; the first that matches counts.",
            example: "responses: { updated: { match: { status: 200 }, outcome: success, body: empty } }",
        },
        Key {
            name: "examples",
            shape: Shape::Map(&Shape::Keys(Id::Example)),
            required: false,
            default: "",
            meaning: "Values and the exact bytes that they become. `examples: {}` removes those of a merge key.",
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
            meaning: "The format that the fields are sent in.",
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
    meaning: "Whenever `when` holds, all of the effects hold. It has at least one effect, and `says` unless it refuses. A field inside an object is written with a dot.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "when",
            shape: Shape::Keys(Id::Condition),
            required: false,
            default: "always",
            meaning: "When it applies.",
            example: "when: { tlds: { has: fr }, holder: company }",
        },
        Key {
            name: "required",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "These fields have a value.",
            example: "required: [vat_number]",
        },
        Key {
            name: "forbidden",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "These fields have no value.",
            example: "forbidden: [birth_date]",
        },
        Key {
            name: "at_least_one",
            shape: Shape::List(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Alternative)])),
            required: false,
            default: "",
            meaning: "One of these fields has a value, or all fields of one of these groups.",
            example: "at_least_one: [waldec, { all: [creation_date, page] }]",
        },
        Key {
            name: "exactly_one",
            shape: Shape::List(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Alternative)])),
            required: false,
            default: "",
            meaning: "Exactly one of these fields or groups has a value.",
            example: "exactly_one: [name, organization]",
        },
        Key {
            name: "at_most_one",
            shape: Shape::List(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Alternative)])),
            required: false,
            default: "",
            meaning: "At most one of these fields or groups has a value.",
            example: "at_most_one: [passport, identity_card]",
        },
        Key {
            name: "all_or_none",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "Either all of these fields have a value, or none.",
            example: "all_or_none: [phone_cc, phone]",
        },
        Key {
            name: "matches",
            shape: Shape::Map(&Shape::Text),
            required: false,
            default: "",
            meaning: "The values match these regular expressions.",
            example: "matches: { vat_number: 'IT[0-9]{11}' }",
        },
        Key {
            name: "limited_to",
            shape: Shape::Map(&Shape::Any(&[Shape::Scalar, Shape::List(&Shape::Scalar)])),
            required: false,
            default: "",
            meaning: "The fields have one of these values.",
            example: "limited_to: { country: [US, CA] }",
        },
        Key {
            name: "unchanged",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "These fields are as they were read.",
            example: "unchanged: [name]",
        },
        Key {
            name: "unchanged_except",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "All fields but these are as they were read.",
            example: "unchanged_except: [phone, email]",
        },
        Key {
            name: "refuse",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "Nothing can be sent, for this reason.",
            example: "refuse: Contacts of these domains cannot be modified.",
        },
        Key {
            name: "empty_is_value",
            shape: Shape::Bool,
            required: false,
            default: "false",
            meaning: "Whether an empty text is a value in this rule.",
            example: "empty_is_value: true",
        },
        Key {
            name: "says",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "What a person reads who broke it.",
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
    meaning: "Tests that all hold, each under the name of a field or a context fact. `field.x` and `context.x` tell which, where both exist.",
    keys: &[
        Key {
            name: "all",
            shape: Shape::List(&Shape::Keys(Id::Condition)),
            required: false,
            default: "",
            meaning: "All of these hold.",
            example: "all: [{ country: FR }, { holder: company }]",
        },
        Key {
            name: "any",
            shape: Shape::List(&Shape::Keys(Id::Condition)),
            required: false,
            default: "",
            meaning: "One of these holds.",
            example: "any: [{ country: FR }, { tlds: { has: fr } }]",
        },
        Key {
            name: "not",
            shape: Shape::Keys(Id::Condition),
            required: false,
            default: "",
            meaning: "This does not hold.",
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
    meaning: "A test of one value. A bare scalar is equality, a list is one of its items; otherwise it has exactly one of these keys.",
    keys: &[
        Key {
            name: "has",
            shape: Shape::Scalar,
            required: false,
            default: "",
            meaning: "The set or list has this member.",
            example: "has: fr",
        },
        Key {
            name: "has_any",
            shape: Shape::Any(&[Shape::Scalar, Shape::List(&Shape::Scalar)]),
            required: false,
            default: "",
            meaning: "The set or list has one of these members.",
            example: "has_any: [es, nyc]",
        },
        Key {
            name: "has_all",
            shape: Shape::Any(&[Shape::Scalar, Shape::List(&Shape::Scalar)]),
            required: false,
            default: "",
            meaning: "The set or list has all of these members.",
            example: "has_all: [us, ca]",
        },
        Key {
            name: "present",
            shape: Shape::Bool,
            required: false,
            default: "",
            meaning: "Whether the field has a value.",
            example: "present: true",
        },
        Key {
            name: "matches",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The whole value matches.",
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
            meaning: "The test does not hold.",
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
    meaning: "Fields that count as an alternative when all of them have a value.",
    keys: &[Key {
        name: "all",
        shape: Shape::Texts,
        required: true,
        default: "",
        meaning: "The fields.",
        example: "all: [creation_date, page]",
    }],
    others: None,
    choice: None,
};

static RESPONSE: Construct = Construct {
    name: "response",
    meaning: "One of the answers that a call may get.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "match",
            shape: Shape::Keys(Id::Match),
            required: false,
            default: "any answer",
            meaning: "What tells it from the others; all of it holds.",
            example: "match: { status: 200 }",
        },
        Key {
            name: "outcome",
            shape: Shape::Word(&["success", "accepted", "failure"]),
            required: true,
            default: "",
            meaning: "What it says about the call: done, to be done later, or not done.",
            example: "outcome: success",
        },
        Key {
            name: "body",
            shape: Shape::Word(&["json", "xml", "empty", "text", "scalar"]),
            required: false,
            default: "unstated",
            meaning: "The format of its body.",
            example: "body: json",
        },
        Key {
            name: "include",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "Object types whose fields it has.",
            example: "include: ErrorBody",
        },
        Key {
            name: "fields",
            shape: Shape::Map(&Shape::Any(&[Shape::Text, Shape::Keys(Id::ResponseField)])),
            required: false,
            default: "",
            meaning: "What can be read from it.",
            example: "fields: { process_id: { type: integer, in: header, wire: x-process-id } }",
        },
        Key {
            name: "errors",
            shape: Shape::Keys(Id::Errors),
            required: false,
            default: "",
            meaning: "The codes of errors and what they mean.",
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
    meaning: "What tells a response from the others. Places in JSON are dotted paths, with `[]` for any item; in XML they begin with the root element, and `@name` is an attribute.",
    keys: &[
        Key {
            name: "status",
            shape: Shape::Any(&[Shape::Status, Shape::List(&Shape::Status)]),
            required: false,
            default: "",
            meaning: "The HTTP status, several, or a class: `2xx` is every status from 200 to 299.",
            example: "status: [200, 204]",
        },
        Key {
            name: "headers",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "Headers with these values.",
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
            meaning: "Places in the body, each with its value, several, its presence, or a pattern.",
            example: "body: { status.type: SUCCESS }",
        },
    ],
    others: None,
    choice: None,
};

static RESPONSE_TEST: Construct = Construct {
    name: "response test",
    meaning: "A test of one place in a body. A bare scalar is equality, a list is one of its items; otherwise it has exactly one of these keys.",
    keys: &[
        Key {
            name: "present",
            shape: Shape::Bool,
            required: false,
            default: "",
            meaning: "Whether something is there.",
            example: "present: true",
        },
        Key {
            name: "matches",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The whole text matches.",
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
    meaning: "Where the code of an error stands, and what the codes mean.",
    keys: &[
        Key {
            name: "at",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The place of the code in the body.",
            example: "at: type",
        },
        Key {
            name: "values",
            shape: Shape::Meanings,
            required: true,
            default: "",
            meaning: "The codes, each with its meaning.",
            example: "values: { ObjectExists: the handle is taken }",
        },
    ],
    others: None,
    choice: None,
};

static EXAMPLE: Construct = Construct {
    name: "example",
    meaning: "Values with the request that they become, or with the violations that they give. `cargo test` of the crate that compiles the schema runs it.",
    keys: &[
        KEY_DESCRIPTION,
        Key {
            name: "values",
            shape: Shape::Map(&Shape::Value),
            required: false,
            default: "",
            meaning: "Values by field; null clears, and what is not here is absent.",
            example: "values: { handle: abc, organization: null }",
        },
        Key {
            name: "context",
            shape: Shape::Map(&Shape::Value),
            required: false,
            default: "",
            meaning: "Context facts.",
            example: "context: { tlds: [fr], holder: association }",
        },
        Key {
            name: "context_unknown",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "Context facts that the caller says are unknown.",
            example: "context_unknown: [holder]",
        },
        Key {
            name: "current",
            shape: Shape::Map(&Shape::Value),
            required: false,
            default: "",
            meaning: "The data as they were read, which an update is compared with.",
            example: "current: { name: Jane Doe }",
        },
        Key {
            name: "credentials",
            shape: Shape::Map(&Shape::Scalar),
            required: false,
            default: "",
            meaning: "Credentials by name.",
            example: "credentials: { api_key: k }",
        },
        Key {
            name: "auth",
            shape: Shape::Text,
            required: false,
            default: "the first",
            meaning: "The way to authenticate.",
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
            meaning: "One of several bindings.",
            example: "binding: form",
        },
        Key {
            name: "waive",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "Violations that the policy waives, as `field:code` or `rule:name`.",
            example: "waive: ['voice:pattern']",
        },
        Key {
            name: "expect",
            shape: Shape::Keys(Id::Expect),
            required: false,
            default: "",
            meaning: "The request on the wire.",
            example: "expect: { method: GET, url: 'https://api.example.com/contacts/abc' }",
        },
        Key {
            name: "violations",
            shape: Shape::List(&Shape::Text),
            required: false,
            default: "",
            meaning: "The violations, instead of a request: `path: code`, or `rule name`.",
            example: "violations: ['voice: pattern', rule fr_company]",
        },
        Key {
            name: "unchecked",
            shape: Shape::Texts,
            required: false,
            default: "",
            meaning: "The rules that could not be checked.",
            example: "unchecked: [fr_company]",
        },
        Key {
            name: "page",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The page that prints this sample.",
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
    meaning: "A request as it goes out. Only what is given is compared.",
    keys: &[
        Key {
            name: "method",
            shape: Shape::Text,
            required: false,
            default: "",
            meaning: "The method.",
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
            meaning: "Some headers.",
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
