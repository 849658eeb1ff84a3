//! A body that is built up: JSON, XML or lines.

use wireform::{Decimal, JsonText};
use wireform_codegen::plan::{
    AnyFormat, BodyPlaces, PlaceStep, Plan, Primitive, ResponseLines, ResponseSource, Structure,
    Type, XmlNamespace,
};

use super::tree::Json;
use super::{json, xml};
use crate::value::Value;

/// A body that is built up.
pub(super) enum Document {
    Json(Json),
    Elements {
        root: xml::Element,
        /// How the elements are written as lines, if they are.
        lines: Option<Box<ResponseLines>>,
    },
}

impl Document {
    /// Returns the value `null`, until something has a place in it.
    pub(super) fn json() -> Self {
        Document::Json(Json::Null)
    }

    /// Returns an empty object instead of a `null` that nothing has a place in.
    pub(super) fn or_object(self) -> Self {
        match self {
            Document::Json(Json::Null) => Document::Json(Json::Object(Vec::new())),
            Document::Json(_) | Document::Elements { .. } => self,
        }
    }

    pub(super) fn xml() -> Self {
        Document::Elements {
            root: xml::Element::default(),
            lines: None,
        }
    }

    pub(super) fn lines(lines: &ResponseLines) -> Self {
        Document::Elements {
            root: xml::Element::default(),
            lines: Some(Box::new(lines.clone())),
        }
    }

    fn place<'p>(&self, places: &'p BodyPlaces) -> Option<&'p [PlaceStep]> {
        let places = match self {
            Document::Json(_) => &places.json,
            Document::Elements { .. } => &places.xml,
        };
        places.first().map(|place| place.steps.as_slice())
    }

    /// Returns whether there is a value at one of the places; false if the format has none of them.
    pub(super) fn has(&self, places: &BodyPlaces) -> bool {
        match self {
            Document::Json(root) => places.json.iter().any(|it| json::has(root, &it.steps)),
            Document::Elements { root, .. } => places.xml.iter().any(|it| root.has(&it.steps)),
        }
    }

    /// Writes a text to the first place. `ty` is the type that a field has there. In JSON, a truth value without a type is one.
    pub(super) fn set_text(&mut self, places: &BodyPlaces, text: &str, ty: Option<&Type>) {
        let Some(steps) = self.place(places) else {
            return;
        };
        match self {
            Document::Json(root) => *json::entry(root, steps, 0) = json_text(text, ty),
            Document::Elements { root, .. } => root.set_text(steps, text),
        }
    }

    /// Writes the value of a field.
    pub(super) fn set_field(
        &mut self,
        plan: &Plan,
        source: &ResponseSource,
        ty: &Type,
        value: &Value,
    ) {
        let ResponseSource::Body {
            json: in_json,
            xml: in_xml,
        } = source
        else {
            return;
        };
        match self {
            Document::Json(root) => {
                let Some(place) = in_json else { return };
                let steps = &place.places[0].steps;
                let has_items = steps.contains(&PlaceStep::Items);
                if let (true, Some(list), Value::List(items)) = (has_items, ty.list(), value) {
                    for (index, item) in items.iter().enumerate() {
                        *json::entry(root, steps, index) =
                            json::value(plan, &list.item, &place.values, None, item);
                    }
                } else {
                    let list = place.list.as_ref();
                    *json::entry(root, steps, 0) =
                        json::value(plan, ty, &place.values, list, value);
                }
            }
            Document::Elements { root, .. } => {
                let Some(place) = in_xml else { return };
                let steps = &place.places[0].steps;
                let forms = (place.values.as_slice(), place.inner.as_slice());
                root.set(plan, steps, ty, forms, place.list.as_ref(), value);
            }
        }
    }

    /// Writes texts at places in the items of a list, one item for each row.
    pub(super) fn push_items(&mut self, items: &BodyPlaces, rows: &[Vec<(&BodyPlaces, &str)>]) {
        let Some(steps) = self.place(items) else {
            return;
        };
        for (index, row) in rows.iter().enumerate() {
            match self {
                Document::Json(root) => {
                    let item = json::entry(root, steps, index);
                    for (place, text) in row {
                        if let Some(place) = place.json.first() {
                            *json::entry(item, &place.steps, 0) = Json::text(*text);
                        }
                    }
                }
                Document::Elements { root, .. } => root.push(steps, |element| {
                    for (place, text) in row {
                        if let Some(place) = place.xml.first() {
                            element.set_text(&place.steps, text);
                        }
                    }
                }),
            }
        }
    }

    /// Writes a message into a tree, in a branch for each name on the way to the field.
    pub(super) fn push_branch(&mut self, tree: &BodyPlaces, field: &str, message: &str) {
        let Some(steps) = self.place(tree) else {
            return;
        };
        let names = field.split('.').filter(|name| !name.is_empty());
        let branch = names.map(|name| PlaceStep::Member(name.to_owned()));
        let steps: Vec<PlaceStep> = steps.iter().cloned().chain(branch).collect();
        match self {
            Document::Json(root) => {
                *json::entry(root, &steps, 0) = Json::List(vec![Json::text(message)])
            }
            Document::Elements { root, .. } => root.set_text(&steps, message),
        }
    }

    /// Returns the bytes. A document in XML declares these namespaces.
    pub(super) fn into_bytes(self, namespaces: &[XmlNamespace]) -> Vec<u8> {
        match self {
            Document::Json(root) => root.to_string().into_bytes(),
            Document::Elements { root, lines: None } => root.document(namespaces),
            Document::Elements {
                root,
                lines: Some(lines),
            } => root.lines(&lines),
        }
    }
}

fn json_text(text: &str, ty: Option<&Type>) -> Json {
    match ty.map(Type::structure) {
        Some(Structure::Primitive(Primitive::Integer(_))) => match text.parse::<i64>() {
            Ok(number) => Json::Number(number.to_string()),
            Err(_) => Json::text(text),
        },
        Some(Structure::Primitive(Primitive::Number(_))) => match text.parse::<Decimal>() {
            Ok(number) => Json::Number(number.to_string()),
            Err(_) => Json::text(text),
        },
        Some(Structure::Primitive(Primitive::Any(AnyFormat::Json))) => {
            match text.parse::<JsonText>() {
                Ok(json) => Json::Number(json.to_string()),
                Err(_) => Json::text(text),
            }
        }
        Some(Structure::Primitive(Primitive::Boolean)) | None => match text {
            "true" => Json::Boolean(true),
            "false" => Json::Boolean(false),
            text => Json::text(text),
        },
        Some(
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Any(AnyFormat::Xml)
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            )
            | Structure::Object(_)
            | Structure::Map(_)
            | Structure::List(_),
        ) => Json::text(text),
    }
}
