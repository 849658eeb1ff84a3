//! The JSON Schema of the language, for editors: written from the table of keys, so that both say the same.

use super::keys::{Id, Key, Shape};

/// A JSON value, of which objects keep their order.
enum Json {
    Text(String),
    Number(i64),
    Bool(bool),
    Null,
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// The schema as a JSON text (draft-07, which editors know best).
#[must_use]
pub fn json_schema() -> String {
    let mut definitions: Vec<_> = Id::ALL
        .iter()
        .map(|id| (format!("{id:?}"), construct(*id)))
        .collect();
    definitions.push(("Envelope".to_owned(), envelope()));
    let schema = object([
        ("$schema", text("http://json-schema.org/draft-07/schema#")),
        ("title", text("wireform schema")),
        (
            "description",
            text("An API of a registrar, version 1 of the language."),
        ),
        ("allOf", Json::List(vec![reference("Schema")])),
        ("definitions", Json::Object(definitions)),
    ]);
    let mut out = String::new();
    write(&schema, 0, &mut out);
    out.push('\n');
    out
}

fn construct(id: Id) -> Json {
    let construct = id.construct();
    let properties = construct
        .all()
        .map(|key| (key.name.to_owned(), property(key)));
    let others = match &construct.others {
        Some((_, other)) => shape(other),
        None => Json::Bool(false),
    };
    let required: Vec<_> = construct
        .all()
        .filter(|key| key.required)
        .map(|key| text(key.name))
        .collect();
    let mut entries = vec![
        ("description", text(construct.meaning)),
        ("type", text("object")),
        ("properties", Json::Object(properties.collect())),
        ("additionalProperties", others),
    ];
    if !required.is_empty() {
        entries.push(("required", Json::List(required)));
    }
    if let Some(choice) = id.choice() {
        let each = |key: &&str| object([("required", Json::List(vec![text(key)]))]);
        let keys = choice.keys.iter().map(each).collect();
        let keyword = if choice.exactly { "oneOf" } else { "anyOf" };
        entries.push((keyword, Json::List(keys)));
    }
    object(entries)
}

fn property(key: &Key) -> Json {
    let mut description = key.meaning.to_owned();
    if !key.default.is_empty() {
        description.push_str(&format!(" Default: {}.", key.default));
    }
    description.push_str(&format!("\n\nFor example `{}`", key.example));
    let description = ("description".to_owned(), text(&description));
    match shape(&key.shape) {
        // In draft-07 nothing counts beside `$ref`.
        Json::Object(entries) if entries.iter().all(|(name, _)| name != "$ref") => {
            Json::Object([description].into_iter().chain(entries).collect())
        }
        Json::Object(entries) => {
            let inner = Json::List(vec![Json::Object(entries)]);
            Json::Object(vec![description, ("allOf".to_owned(), inner)])
        }
        _ => Json::Object(vec![description]),
    }
}

/// What a shape is for somebody who has read YAML: a text without quotes may have become something else.
fn shape(shape_: &Shape) -> Json {
    match shape_ {
        Shape::Text | Shape::Separator => object([
            ("type", texts(&["string", "number", "boolean"])),
            ("minLength", Json::Number(1)),
        ]),
        Shape::Scalar => object([("type", texts(&["string", "number", "boolean", "null"]))]),
        Shape::Bool => object([("type", text("boolean"))]),
        Shape::Integer => object([("type", text("integer"))]),
        Shape::Count => object([("type", text("integer")), ("minimum", Json::Number(0))]),
        Shape::Word(words) => {
            let mut values: Vec<_> = words.iter().map(|word| text(word)).collect();
            if words.contains(&"null") {
                values.push(Json::Null);
            }
            object([("enum", Json::List(values))])
        }
        Shape::Date => object([
            ("type", text("string")),
            ("pattern", text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
        ]),
        Shape::Version => object([("const", Json::Number(1))]),
        Shape::Status => any([
            object([
                ("type", text("integer")),
                ("minimum", Json::Number(100)),
                ("maximum", Json::Number(599)),
            ]),
            object([
                ("type", text("string")),
                ("pattern", text("^[1-5](xx|[0-9][0-9])$")),
            ]),
        ]),
        Shape::Path => object([
            ("type", text("string")),
            ("pattern", text("^[^.]+(\\.[^.]+)*$")),
        ]),
        Shape::Reason => any([
            object([
                ("type", texts(&["string", "number"])),
                ("minLength", Json::Number(1)),
            ]),
            object([("const", Json::Bool(true))]),
        ]),
        Shape::Clear => object([(
            "enum",
            Json::List(vec![text(""), Json::Null, Json::List(Vec::new())]),
        )]),
        Shape::Value => object([]),
        Shape::Texts => any([shape(&Shape::Text), array(&Shape::Text)]),
        Shape::List(item) => array(item),
        Shape::Tuple(length, item) => {
            let length = i64::try_from(*length).unwrap_or(i64::MAX);
            object([
                ("type", text("array")),
                ("items", shape(item)),
                ("minItems", Json::Number(length)),
                ("maxItems", Json::Number(length)),
            ])
        }
        Shape::Map(value) => object([
            ("type", text("object")),
            ("additionalProperties", shape(value)),
        ]),
        Shape::Spellings => object([
            ("type", text("object")),
            ("additionalProperties", shape(&Shape::Scalar)),
        ]),
        Shape::Meanings => object([
            ("type", text("object")),
            ("minProperties", Json::Number(1)),
            (
                "additionalProperties",
                any([shape(&Shape::Text), reference("EnumValue")]),
            ),
        ]),
        Shape::Envelope => reference("Envelope"),
        Shape::Keys(id) => reference(&format!("{id:?}")),
        Shape::Any(shapes) => any(shapes.iter().map(shape)),
    }
}

fn envelope() -> Json {
    let rest = object([
        (
            "description",
            text("All fields that stand nowhere else, in their order."),
        ),
        ("type", text("null")),
    ]);
    object([
        (
            "description",
            text("Elements with constants, `$field`, `$auth.credential`, or elements inside."),
        ),
        ("type", text("object")),
        ("properties", object([("$rest", rest)])),
        (
            "additionalProperties",
            any([shape(&Shape::Scalar), reference("Envelope")]),
        ),
    ])
}

fn array(item: &Shape) -> Json {
    object([("type", text("array")), ("items", shape(item))])
}

fn any(schemas: impl IntoIterator<Item = Json>) -> Json {
    object([("anyOf", Json::List(schemas.into_iter().collect()))])
}

fn reference(name: &str) -> Json {
    object([("$ref", text(&format!("#/definitions/{name}")))])
}

fn texts(items: &[&str]) -> Json {
    Json::List(items.iter().map(|item| text(item)).collect())
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    let entries = entries
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    Json::Object(entries.collect())
}

/// Writes a value with two spaces per level; lists of scalars stay on one line.
fn write(json: &Json, depth: usize, out: &mut String) {
    match json {
        Json::Text(text) => out.push_str(&quote(text)),
        Json::Number(number) => out.push_str(&number.to_string()),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Null => out.push_str("null"),
        Json::List(items) => {
            let flat = !items.iter().any(|item| matches!(item, Json::Object(_)));
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "," });
                match (flat, at) {
                    (true, 0) => {}
                    (true, _) => out.push(' '),
                    (false, _) => line(depth + 1, out),
                }
                write(item, depth + 1, out);
            }
            if !flat {
                line(depth, out);
            }
            out.push(']');
        }
        Json::Object(entries) if entries.is_empty() => out.push_str("{}"),
        Json::Object(entries) => {
            out.push('{');
            for (at, (name, value)) in entries.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "," });
                line(depth + 1, out);
                out.push_str(&quote(name));
                out.push_str(": ");
                write(value, depth + 1, out);
            }
            line(depth, out);
            out.push('}');
        }
    }
}

fn line(depth: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}

fn quote(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    format!("\"{escaped}\"")
}
