//! Bindings: how a field is spelled on one wire.

use super::{Construct, Id, Key, Shape, key};

/// A name on a wire, or the whole binding.
pub(super) const ANY_JSON: Shape = Shape::Any(&[Shape::Text, Shape::Keys(Id::Json)]);
/// A name on a wire, or the whole binding.
pub(super) const ANY_XML: Shape = Shape::Any(&[Shape::Text, Shape::Keys(Id::Xml)]);
/// A name on a wire, or the whole binding.
pub(super) const ANY_QUERY: Shape = Shape::Any(&[Shape::Text, Shape::Keys(Id::Query)]);
/// A name on a wire, or the whole binding.
pub(super) const ANY_FORM: Shape = Shape::Any(&[Shape::Text, Shape::Keys(Id::Form)]);

const NAME: Key = key(
    "name",
    Shape::Text,
    "Its name on this wire.",
    "name: number",
);
const AT: Key = key(
    "at",
    Shape::Path,
    "The groups around it and its own name, with dots between them.",
    "at: extensions.general.number",
);
const VALUES: Key = key(
    "values",
    Shape::Spellings,
    "How logical values are spelled; the empty text is a value, too.",
    "values: { true: '1', false: '0' }",
);
const INDEX: Key = key(
    "index",
    Shape::Text,
    "The name of each item of an indexed list; `$name` and `$index` stand for both.",
    "index: '$name-$index'",
)
.default("$name$index");
const FIRST: Key = key(
    "first",
    Shape::Count,
    "The number of the first item of an indexed list.",
    "first: 0",
)
.default("1");

/// The binding to JSON.
pub(super) static JSON: Construct = Construct {
    name: "JSON binding",
    meaning: "How a field is spelled in JSON. A bare text is short for `{ name: … }`.",
    keys: &[&[
        NAME,
        AT,
        VALUES,
        key(
            "absent",
            Shape::Word(&["omit", "null", "empty"]),
            "What is written where there is no value.",
            "absent: \"null\"",
        )
        .default("omit"),
        key(
            "list",
            Shape::Word(&["array"]),
            "How a list is spelled.",
            "list: array",
        )
        .default("array"),
    ]],
    others: None,
};

/// The binding to XML.
pub(super) static XML: Construct = Construct {
    name: "XML binding",
    meaning: "How a field is spelled in XML. A bare text is short for `{ name: … }`.",
    keys: &[&[
        NAME,
        AT,
        VALUES,
        key(
            "absent",
            Shape::Word(&["omit", "empty"]),
            "What is written where there is no value.",
            "absent: empty",
        )
        .default("omit"),
        key(
            "list",
            Shape::Word(&["repeat", "wrap"]),
            "How a list is spelled: one element per item, or all of them in one element.",
            "list: wrap",
        )
        .default("repeat"),
        key(
            "item",
            Shape::Text,
            "The element of each item inside a wrapper.",
            "item: line",
        ),
        key(
            "attributes",
            Shape::Map(&Shape::Scalar),
            "Attributes that the element always has.",
            "attributes: { type: S }",
        ),
    ]],
    others: None,
};

const PAIR_KEYS: &[Key] = &[
    NAME,
    VALUES,
    key(
        "absent",
        Shape::Word(&["omit", "empty"]),
        "What is written where there is no value.",
        "absent: empty",
    )
    .default("omit"),
    key(
        "list",
        Shape::Word(&["repeat", "indexed"]),
        "How a list is spelled: one parameter per item, with one name or with numbered names.",
        "list: indexed",
    )
    .default("repeat"),
    INDEX,
    FIRST,
];

/// The binding to a query string.
pub(super) static QUERY: Construct = Construct {
    name: "query binding",
    meaning: "How a field is spelled in a query string. A bare text is short for `{ name: … }`.",
    keys: &[PAIR_KEYS],
    others: None,
};

/// The binding to a form.
pub(super) static FORM: Construct = Construct {
    name: "form binding",
    meaning: "How a field is spelled in a form. A bare text is short for `{ name: … }`.",
    keys: &[PAIR_KEYS],
    others: None,
};
