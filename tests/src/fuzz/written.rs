//! Reads requests back with independent parsers. Every value must occur at least as often as in the input.
//!
//! Input: values and their request. Panics if a value is lost or changed, or if it breaks the document. Fixtures that are written
//! by hand test the place of each value.

use std::collections::BTreeMap;

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use wireform::HttpRequest;
use wireform_codegen::plan::{
    BindingId, BodyFormat, BodyTree, Content, Field, FieldId, FieldWire, JsonMember, LinesSyntax,
    ListForm, Location, ObjectType, Parameter, Plan, Source, Table, TreeNode, Type, XmlElement,
};
use wireform_interpret::{Call, Value, Values};

/// Texts, with the number of occurrences of each.
type Texts = BTreeMap<String, usize>;

pub(super) fn check(call: &Call<'_>, binding: BindingId, values: &Values, request: &HttpRequest) {
    let binding = &call.operation().bindings[binding];
    if binding.body.formats().len() > 1 {
        // The values are inside the value of a parameter.
        return;
    }
    let body = std::str::from_utf8(request.body()).expect("bodies are UTF-8");
    let found = match binding.body {
        BodyTree::Json { .. } => json(body),
        BodyTree::Xml { .. } => xml(body),
        BodyTree::Form { .. } => pairs(body),
        BodyTree::Lines { ref syntax, .. } => lines(body, syntax),
        BodyTree::Query(_) => pairs(request.url().split_once('?').map_or("", |(_, query)| query)),
        // Constants can stand around the only value, which the comparison of both executors shows.
        BodyTree::Text { .. } => return,
        BodyTree::Empty => {
            assert!(body.is_empty());
            Texts::new()
        }
    };
    let mut expected = Texts::new();
    let fields = &call.operation().fields;
    let slots: Table<FieldId, Option<&Value>> = fields.ids().map(|at| values.get(at)).collect();
    let format = binding.body.format().unwrap_or(BodyFormat::Json);
    match &binding.body {
        BodyTree::Empty | BodyTree::Text { .. } => {}
        BodyTree::Json { members, .. } => add_fields(
            call.plan(),
            fields,
            (format, members),
            &slots,
            &mut expected,
        ),
        BodyTree::Xml { root, .. } => {
            let root = std::slice::from_ref(root);
            add_fields(call.plan(), fields, (format, root), &slots, &mut expected);
        }
        BodyTree::Query(parameters)
        | BodyTree::Form { parameters, .. }
        | BodyTree::Lines { parameters, .. } => {
            add_fields(
                call.plan(),
                fields,
                (format, parameters),
                &slots,
                &mut expected,
            );
        }
    }
    for (text, count) in &expected {
        let occurrences = found.get(text).copied().unwrap_or(0);
        assert!(
            occurrences >= *count,
            "{text:?} went in {count} times and came out {occurrences} times of {body}"
        );
    }
    let path = request.path_and_query();
    for (at, field) in fields.iter_ids() {
        let Some(text) = values.get(at).and_then(Value::text) else {
            continue;
        };
        match field.location {
            Location::Path => {
                let path = path.split('?').next().unwrap_or("");
                assert!(
                    path.split('/').any(|segment| decoded(segment) == *text),
                    "{text:?} is not in {path}"
                );
            }
            Location::Header => {
                assert!(
                    request.headers().any(|header| header.value() == text),
                    "{text:?} is in no header"
                );
            }
            _ => {}
        }
    }
}

/// Decodes a segment of a path with the parser of forms. That parser reads a plus as a space, so each plus is escaped first.
fn decoded(segment: &str) -> String {
    let pair = format!("x={}", segment.replace('+', "%2B"));
    form_urlencoded::parse(pair.as_bytes())
        .next()
        .map_or(String::new(), |(_, value)| value.into_owned())
}

fn add(texts: &mut Texts, text: impl Into<String>) {
    *texts.entry(text.into()).or_default() += 1;
}

/// A kind of node that writes the members of an object in some formats.
trait ObjectNodes: TreeNode {
    fn of(object: &ObjectType, format: BodyFormat) -> &[Self];
}

impl ObjectNodes for JsonMember {
    fn of(object: &ObjectType, _: BodyFormat) -> &[Self] {
        &object.json
    }
}

impl ObjectNodes for XmlElement {
    fn of(object: &ObjectType, _: BodyFormat) -> &[Self] {
        &object.xml
    }
}

impl ObjectNodes for Parameter {
    fn of(object: &ObjectType, format: BodyFormat) -> &[Self] {
        object.parameters(format)
    }
}

/// Adds the texts that the fields of the body write.
fn add_fields<N: ObjectNodes>(
    plan: &Plan,
    fields: &Table<FieldId, Field>,
    (format, nodes): (BodyFormat, &[N]),
    slots: &Table<FieldId, Option<&Value>>,
    texts: &mut Texts,
) {
    for (at, field) in fields.iter_ids() {
        if field.constant.is_some() || field.location != Location::Body {
            continue;
        }
        let (Some(Some(value)), Some(wire)) = (slots.get(at), wire(nodes, at)) else {
            continue;
        };
        let separator = wire.list.as_ref().and_then(ListForm::separator);
        match (value, separator) {
            (Value::List(items), Some(separator)) => {
                let items: Vec<_> = items.iter().filter_map(Value::text).collect();
                add(texts, items.join(separator));
            }
            (Value::List(items), None) => items
                .iter()
                .for_each(|item| add_value::<N>(plan, format, &field.ty, wire, item, texts)),
            (value, _) => add_value::<N>(plan, format, &field.ty, wire, value, texts),
        }
    }
}

fn add_value<N: ObjectNodes>(
    plan: &Plan,
    format: BodyFormat,
    ty: &Type,
    wire: &FieldWire<N::List>,
    value: &Value,
    texts: &mut Texts,
) {
    if let Value::Object(slots) = value {
        let index = ty.object_within();
        let ty = &plan.objects[index.expect("an object only where the plan has one")];
        let slots: Table<FieldId, Option<&Value>> = slots.iter().map(Option::as_ref).collect();
        add_fields(plan, &ty.fields, (format, N::of(ty, format)), &slots, texts);
    } else if let Some(text) = value.text() {
        let spelled = wire.values.iter().find(|(logical, _)| *logical == *text);
        add(
            texts,
            spelled.map_or(text.as_ref(), |(_, literal)| literal.text()),
        );
    }
}

/// Returns how nodes write a field.
fn wire<N: TreeNode>(nodes: &[N], field: FieldId) -> Option<&FieldWire<N::List>> {
    nodes.iter().find_map(|node| match node.content() {
        Content::Group(group) => wire(&group.children, field),
        Content::Document(_) => None,
        Content::Value(Source::Field(wire)) => (wire.field == field).then_some(wire),
        Content::Value(Source::Credential(_) | Source::Constant { .. }) | Content::Tree(_) => None,
    })
}

fn json(body: &str) -> Texts {
    fn walk(value: &serde_json::Value, texts: &mut Texts) {
        match value {
            serde_json::Value::Null => {}
            serde_json::Value::String(text) => add(texts, text.as_str()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, texts)),
            serde_json::Value::Object(entries) => {
                entries.values().for_each(|value| walk(value, texts))
            }
            other => add(texts, other.to_string()),
        }
    }
    let value =
        serde_json::from_str(body).unwrap_or_else(|error| panic!("no JSON: {error}: {body}"));
    let mut texts = Texts::new();
    walk(&value, &mut texts);
    texts
}

fn xml(body: &str) -> Texts {
    let mut reader = quick_xml::Reader::from_str(body);
    reader.config_mut().check_end_names = true;
    let mut texts = Texts::new();
    let mut open = vec![String::new()];
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("no XML: {error}: {body}"))
        {
            Event::Start(start) => {
                for attribute in start.attributes() {
                    let attribute = attribute.expect("an attribute");
                    add(
                        &mut texts,
                        attribute
                            .normalized_value(XmlVersion::Implicit1_0)
                            .expect("a text"),
                    );
                }
                open.push(String::new());
            }
            Event::End(_) => {
                let text = open.pop().expect("it was opened");
                add(&mut texts, text);
            }
            Event::Text(part) => open.last_mut().expect("the document").push_str(&part),
            Event::GeneralRef(reference) => {
                let text = open.last_mut().expect("the document");
                match reference.resolve_char_ref().expect("a reference") {
                    Some(c) => text.push(c),
                    None => text.push_str(
                        quick_xml::escape::resolve_predefined_entity(&reference)
                            .expect("a known entity"),
                    ),
                }
            }
            Event::Eof => break,
            Event::Decl(_) => {}
            other => panic!("nothing writes {other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    texts
}

fn lines(text: &str, syntax: &LinesSyntax) -> Texts {
    let mut texts = Texts::new();
    for line in text.split(&syntax.between) {
        if let Some((_, value)) = line.split_once(&syntax.assign) {
            add(&mut texts, value);
        }
    }
    texts
}

fn pairs(text: &str) -> Texts {
    let mut texts = Texts::new();
    for (_, value) in form_urlencoded::parse(text.as_bytes()) {
        add(&mut texts, value);
    }
    texts
}
