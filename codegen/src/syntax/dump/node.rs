//! Types, fields and how they are spelled on a wire.

use super::super::{
    Absent, CheckKind, Clear, Dialect, EnumValue, Facets, LengthUnit, ListStyle, Location, Node,
    Permission, Text, Wire,
};
use super::constructs::case_name;
use super::yaml::{Keys, Yaml, map, plain, scalar, scalars, text, value, word};

/// A type, a field or a parameter.
pub(super) fn node(node: &Node) -> Yaml {
    Keys::default()
        .text("type", node.ty.as_ref())
        .text("description", node.description.as_ref())
        .append(facets(&node.facets))
        .put(
            "enum",
            node.values.as_ref().map(|values| map(values, enum_value)),
        )
        .put("items", node.items.as_ref().map(|items| self::node(items)))
        .text("join", node.join.as_ref())
        .put(
            "fields",
            node.fields.as_ref().map(|fields| map(fields, self::node)),
        )
        .put(
            "case",
            node.case.as_ref().map(|case| word(case_name(case.value))),
        )
        .put(
            "default",
            node.default.as_ref().map(|default| value(default)),
        )
        .put(
            "examples",
            super::yaml::some_list(&node.examples, |example| value(example)),
        )
        .put("deprecated", node.deprecated.as_ref().map(reason))
        .put(
            "secret",
            node.secret.as_ref().map(|secret| plain(secret.value)),
        )
        .text("page", node.page.as_ref())
        .put(
            "required",
            node.required.as_ref().map(|required| plain(required.value)),
        )
        .put(
            "clear",
            node.clear.as_ref().map(|clear| {
                Yaml::Scalar(
                    match clear.value {
                        Clear::Empty => "\"\"",
                        Clear::Null => "null",
                        Clear::EmptyList => "[]",
                    }
                    .to_owned(),
                )
            }),
        )
        .text("means", node.means.as_ref())
        .texts("convert", &node.convert)
        .put("permission", permissions(&node.permissions))
        .put(
            "in",
            node.location.as_ref().map(|location| {
                word(match location.value {
                    Location::Path => "path",
                    Location::Query => "query",
                    Location::Header => "header",
                    Location::Body => "body",
                })
            }),
        )
        .text("wire", node.wire.as_ref())
        .put("json", node.json.as_ref().map(wire))
        .put("xml", node.xml.as_ref().map(wire))
        .put("query", node.query.as_ref().map(wire))
        .put("form", node.form.as_ref().map(wire))
        .text("rust", node.rust.as_ref())
        .texts("differs", &node.differs)
        .done()
}

pub(super) fn facets(facets: &Facets) -> Keys {
    Keys::default()
        .text("pattern", facets.pattern.as_ref())
        .put(
            "dialect",
            facets.dialect.as_ref().map(|given| dialect(given.value)),
        )
        .put(
            "minLength",
            facets.min_length.as_ref().map(|given| plain(given.value)),
        )
        .put(
            "maxLength",
            facets.max_length.as_ref().map(|given| plain(given.value)),
        )
        .put(
            "lengthUnit",
            facets.length_unit.as_ref().map(|unit| {
                word(match unit.value {
                    LengthUnit::Chars => "chars",
                    LengthUnit::Utf16 => "utf16",
                    LengthUnit::Bytes => "bytes",
                })
            }),
        )
        .text("format", facets.format.as_ref())
        .put(
            "minimum",
            facets.minimum.as_ref().map(|given| plain(given.value)),
        )
        .put(
            "maximum",
            facets.maximum.as_ref().map(|given| plain(given.value)),
        )
        .map("all_of", &facets.all_of, |check| {
            let kind = match check.kind {
                CheckKind::Contains => "contains",
                CheckKind::Excludes => "excludes",
                CheckKind::Pattern => "pattern",
            };
            Keys::default()
                .put(kind, text(&check.pattern))
                .put(
                    "dialect",
                    check.dialect.as_ref().map(|given| dialect(given.value)),
                )
                .put("says", text(&check.says))
                .texts("differs", &check.differs)
                .done()
        })
        .put(
            "minItems",
            facets.min_items.as_ref().map(|given| plain(given.value)),
        )
        .put(
            "maxItems",
            facets.max_items.as_ref().map(|given| plain(given.value)),
        )
        .put(
            "uniqueItems",
            facets.unique_items.as_ref().map(|given| plain(given.value)),
        )
        .put(
            "const",
            facets.constant.as_ref().map(|constant| scalar(constant)),
        )
}

pub(super) fn dialect(dialect: Dialect) -> Yaml {
    word(match dialect {
        Dialect::Wireform => "wireform",
        Dialect::Pcre => "pcre",
    })
}

pub(super) fn enum_value(value: &EnumValue) -> Yaml {
    Keys::default()
        .put("description", text(&value.description))
        .put("deprecated", value.deprecated.as_ref().map(reason))
        .text("rust", value.rust.as_ref())
        .texts("differs", &value.differs)
        .done()
}

/// A reason; the empty one is `true`.
pub(super) fn reason(reason: &Text) -> Yaml {
    if reason.is_empty() {
        plain(true)
    } else {
        text(reason)
    }
}

pub(super) fn permissions(permissions: &[Permission]) -> Option<Yaml> {
    let entries = permissions.iter().map(|permission| {
        let unless = &permission.unless;
        let unless = (!unless.is_empty()).then(|| scalars(unless));
        let keys = Keys::default().put("unless", unless).done();
        (permission.name.value.clone(), keys)
    });
    (!permissions.is_empty()).then(|| Yaml::Map(entries.collect()))
}

fn wire(wire: &Wire) -> Yaml {
    Keys::default()
        .text("name", wire.name.as_ref())
        .put("at", wire.at.as_ref().map(|at| word(&at.join("."))))
        .map("values", &wire.values, |spelling| scalar(spelling))
        .put(
            "absent",
            wire.absent.as_ref().map(|absent| {
                word(match absent.value {
                    Absent::Omit => "omit",
                    Absent::Null => "null",
                    Absent::Empty => "empty",
                })
            }),
        )
        .put(
            "list",
            wire.list.as_ref().map(|list| {
                word(match list.value {
                    ListStyle::Array => "array",
                    ListStyle::Repeat => "repeat",
                    ListStyle::Wrap => "wrap",
                    ListStyle::Indexed => "indexed",
                })
            }),
        )
        .text("item", wire.item.as_ref())
        .text("index", wire.index.as_ref())
        .put("first", wire.first.as_ref().map(|first| plain(first.value)))
        .map("attributes", &wire.attributes, text)
        .done()
}
