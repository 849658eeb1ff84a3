//! Types and fields: one grammar, in which a field is a type with the keys of a field.

use super::document::NODE;
use super::{CASE, Construct, DESCRIPTION, DIFFERS, ENUM, Id, Key, NAMED_PAGE, RUST, Shape, key};

pub(super) const PATTERN: Key = key(
    "pattern",
    Shape::Text,
    "The whole value matches this regular expression.",
    "pattern: '[A-Z]{2}[0-9]+'",
);
pub(super) const DIALECT: Key = key(
    "dialect",
    Shape::Word(&["wireform", "pcre"]),
    "How the pattern is read: with `pcre` an unescaped `[` inside a class is a literal.",
    "dialect: pcre",
)
.default("wireform");
pub(super) const MIN_LENGTH: Key = key(
    "minLength",
    Shape::Count,
    "The least length of a string.",
    "minLength: 3",
);
pub(super) const MAX_LENGTH: Key = key(
    "maxLength",
    Shape::Count,
    "The greatest length of a string.",
    "maxLength: 40",
);
pub(super) const MINIMUM: Key = key(
    "minimum",
    Shape::Integer,
    "The least integer.",
    "minimum: 0",
);
pub(super) const MAXIMUM: Key = key(
    "maximum",
    Shape::Integer,
    "The greatest integer.",
    "maximum: 65535",
);

/// Keys of types, and so of fields.
const TYPE_KEYS: &[Key] = &[
    key(
        "type",
        Shape::Text,
        "`string`, `integer`, `boolean`, `date`, `timestamp`, `list`, `object`, `enum`, or the name of a type; `enum`, `fields`, `items` and `const` imply it.",
        "type: string",
    ),
    DESCRIPTION,
    PATTERN,
    DIALECT,
    MIN_LENGTH,
    MAX_LENGTH,
    key(
        "lengthUnit",
        Shape::Word(&["chars", "utf16", "bytes"]),
        "What lengths count: Unicode code points, UTF-16 code units, or bytes of UTF-8.",
        "lengthUnit: bytes",
    )
    .default("chars"),
    key(
        "format",
        Shape::Word(&[
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
        "A named language of strings.",
        "format: country",
    ),
    MINIMUM,
    MAXIMUM,
    ENUM,
    key(
        "all_of",
        Shape::Map(&Shape::Keys(Id::Check)),
        "Checks of a string by name, each with its own sentence.",
        "all_of: { digit: { contains: '[0-9]', says: needs a digit } }",
    ),
    key(
        "items",
        NODE,
        "What the items of a list are.",
        "items: { type: string, maxLength: 255 }",
    ),
    key(
        "minItems",
        Shape::Count,
        "The least number of items.",
        "minItems: 1",
    ),
    key(
        "maxItems",
        Shape::Count,
        "The greatest number of items.",
        "maxItems: 3",
    ),
    key(
        "uniqueItems",
        Shape::Bool,
        "Whether no two items are equal.",
        "uniqueItems: true",
    )
    .default("false"),
    key(
        "join",
        Shape::Separator,
        "The list is one string on the wire, with this between the items; in an item it is a violation.",
        "join: \"\\n\"",
    ),
    key(
        "fields",
        Shape::Map(&FIELD_OR_TYPE),
        "The fields of an object. `{}` is an object of any content.",
        "fields: { street: { type: string } }",
    ),
    CASE,
    key(
        "const",
        Shape::Scalar,
        "The one value, which is sent; there is no Rust field.",
        "const: '0302'",
    ),
    key(
        "default",
        Shape::Value,
        "What the provider assumes when nothing is sent; never sent itself.",
        "default: NONE",
    ),
    key(
        "examples",
        Shape::List(&Shape::Value),
        "Values as an illustration.",
        "examples: [US, NL]",
    ),
    key(
        "deprecated",
        Shape::Reason,
        "Why it should not be used any more; `true` where the page gives no reason.",
        "deprecated: Use organization.",
    ),
    key(
        "secret",
        Shape::Bool,
        "Whether nobody else may see the value.",
        "secret: true",
    )
    .default("false"),
    NAMED_PAGE,
    RUST,
    DIFFERS,
];

/// Whether a value has to be there.
const REQUIRED: &[Key] = &[key(
    "required",
    Shape::Bool,
    "Whether a request is wrong without it.",
    "required: true",
)
.default("false")];

/// What only a field of a request's body can be.
const CLEARED: &[Key] = &[key(
    "clear",
    Shape::Clear,
    "How an explicit clear is spelled: the empty string, null, or the empty list. Without it the field cannot be cleared.",
    "clear: ''",
)];

/// What a value is.
const MEANS: &[Key] = &[key(
    "means",
    Shape::Text,
    "What the field is in the vocabulary of RFC 5733.",
    "means: street[0]",
)];

/// How a datum becomes what is sent.
const CONVERTED: &[Key] = &[key(
    "convert",
    Shape::Texts,
    "The conversions, step by step, by which the datum that the field means becomes what the provider takes; an answer is read by them backwards.",
    "convert: [a_label, lower_case]",
)];

/// What sending takes.
const PERMITTED: &[Key] = &[key(
    "permission",
    PERMISSIONS,
    "The permission that the caller needs to send it; with `unless`, for other values than these.",
    "permission: { DESIGNATED_AGENT: { unless: NONE } }",
)];

/// The name on the wire.
const WIRE: &[Key] = &[key(
    "wire",
    Shape::Text,
    "Its name on every wire; the name of the header for a header.",
    "wire: addressLine",
)
.default("by `case` from the logical name")];

/// Spellings in bodies that are documents.
const IN_DOCUMENT: &[Key] = &[
    key(
        "json",
        super::wire::ANY_JSON,
        "How it is spelled in JSON.",
        "json: { at: extensions.general.number }",
    ),
    key(
        "xml",
        super::wire::ANY_XML,
        "How it is spelled in XML.",
        "xml: { name: number, attributes: { type: S } }",
    ),
];

/// The spelling in a query string.
const IN_QUERY: &[Key] = &[key(
    "query",
    super::wire::ANY_QUERY,
    "How it is spelled in a query string.",
    "query: address-line-1",
)];

/// The spelling in a form.
const IN_FORM: &[Key] = &[key(
    "form",
    super::wire::ANY_FORM,
    "How it is spelled in a form.",
    "form: { values: { true: '1' } }",
)];

/// A field, or the name of its type.
pub(super) const FIELD_OR_TYPE: Shape = Shape::Any(&[Shape::Text, Shape::Keys(Id::Field)]);

/// Names of permissions, or a map of them.
pub(super) const PERMISSIONS: Shape = Shape::Any(&[
    Shape::Text,
    Shape::List(&Shape::Text),
    Shape::Map(&Shape::Keys(Id::Permission)),
]);

/// A type.
pub(super) static TYPE: Construct = Construct {
    name: "type",
    meaning: "What values are possible. Facets have JSON Schema's names and meaning. A bare text is short for `{ type: … }`.",
    keys: &[TYPE_KEYS],
    others: None,
};

/// A field of a body or an object.
pub(super) static FIELD: Construct = Construct {
    name: "field",
    meaning: "A type with a name, and what holds for it at this place. A bare text is short for `{ type: … }`.",
    keys: &[
        TYPE_KEYS,
        REQUIRED,
        CLEARED,
        MEANS,
        CONVERTED,
        PERMITTED,
        WIRE,
        IN_DOCUMENT,
        IN_QUERY,
        IN_FORM,
    ],
    others: None,
};

/// A parameter.
pub(super) static PARAM: Construct = Construct {
    name: "parameter",
    meaning: "A field that stands in the path, the query or a header.",
    keys: &[
        TYPE_KEYS,
        REQUIRED,
        MEANS,
        CONVERTED,
        PERMITTED,
        WIRE,
        IN_QUERY,
        &[key(
            "in",
            Shape::Word(&["path", "query", "header"]),
            "Where it stands.",
            "in: header",
        )
        .default("path if `http` has `{name}`, else query")],
    ],
    others: None,
};

/// A field of a response.
pub(super) static RESPONSE_FIELD: Construct = Construct {
    name: "response field",
    meaning: "A field that the caller may read.",
    keys: &[
        TYPE_KEYS,
        REQUIRED,
        MEANS,
        CONVERTED,
        WIRE,
        IN_DOCUMENT,
        &[key(
            "in",
            Shape::Word(&["body", "header"]),
            "Where it stands.",
            "in: header",
        )
        .default("body")],
    ],
    others: None,
};

/// A value of an enum, in its long form.
pub(super) static ENUM_VALUE: Construct = Construct {
    name: "enum value",
    meaning: "One value of an enum; a bare text is short for `{ description: … }`.",
    keys: &[&[
        DESCRIPTION.required(),
        key(
            "deprecated",
            Shape::Reason,
            "Why it should not be used any more.",
            "deprecated: true",
        ),
        RUST,
        DIFFERS,
    ]],
    others: None,
};

/// A named check of a string.
pub(super) static CHECK: Construct = Construct {
    name: "check",
    meaning: "A named condition of a string. It has exactly one of `contains`, `excludes` and `pattern`.",
    keys: &[&[
        key(
            "contains",
            Shape::Text,
            "Some part of the value matches.",
            "contains: '[0-9]'",
        ),
        key(
            "excludes",
            Shape::Text,
            "No part of the value matches.",
            "excludes: ' '",
        ),
        key(
            "pattern",
            Shape::Text,
            "The whole value matches.",
            "pattern: '[a-z].*'",
        ),
        DIALECT,
        key(
            "says",
            Shape::Text,
            "What a person reads who broke it.",
            "says: needs a digit",
        )
        .required(),
        DIFFERS,
    ]],
    others: None,
};

/// A permission, in its long form.
pub(super) static PERMISSION: Construct = Construct {
    name: "permission",
    meaning: "A permission that the caller needs.",
    keys: &[&[key(
        "unless",
        Shape::Any(&[Shape::Scalar, Shape::List(&Shape::Scalar)]),
        "The values that need no permission.",
        "unless: NONE",
    )]],
    others: None,
};
