//! The values of a response, read by the types of their fields.

use std::fmt;

use wireform::__rt::response::{FieldSource, Form, From, FromResponse, ListForm, Reading, Value};
use wireform::response::{Undescribed, UnexpectedReason};
use wireform::{Date, Timestamp};
use wireform_codegen::lower::responses::{described_members, described_places, response_members};
use wireform_codegen::plan::{
    BodyPlaces, Field, FieldPlace, JsonList, Literal, ObjectType, Plan, Presence, Primitive,
    Response, ResponseSource, Structure, Type, XmlList,
};

use super::tables::Steps;

/// A value of a response.
#[derive(Clone, PartialEq)]
pub enum ResponseValue {
    /// A text; also the value of a date, a timestamp or an enum.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
    /// A list.
    List(Vec<ResponseValue>),
    /// An object.
    Object(ResponseObject),
    /// The value of a field that the schema declares secret. Do not print it.
    Secret(Box<ResponseValue>),
}

/// The fields of a response, or of an object in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResponseObject {
    /// The fields that are present, in the order of the plan.
    pub fields: Vec<(String, ResponseValue)>,
    /// The members that the schema does not describe.
    pub undescribed: Undescribed,
}

impl ResponseObject {
    /// Returns the value of a field, if it is present.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&ResponseValue> {
        let mut fields = self.fields.iter();
        fields
            .find(|(field, _)| field == name)
            .map(|(_, value)| value)
    }
}

/// Shows the shape only, because values may be personal data.
impl fmt::Debug for ResponseValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ResponseValue::Text(_) => f.write_str("Text(***)"),
            ResponseValue::Integer(_) => f.write_str("Integer(***)"),
            ResponseValue::Boolean(_) => f.write_str("Boolean(***)"),
            ResponseValue::List(items) => f.debug_list().entries(items).finish(),
            ResponseValue::Object(object) => object.fmt(f),
            ResponseValue::Secret(_) => f.write_str("Secret(***)"),
        }
    }
}

/// Reads the fields of a case.
pub(super) fn read_case(
    plan: &Plan,
    response: &Response,
    reading: &Reading<'_, '_>,
) -> Result<ResponseObject, UnexpectedReason> {
    let fields = response.fields.iter();
    let fields = fields.map(|it| (&it.field, &it.source));
    let described = described_places(response);
    read_fields(plan, fields, &described, reading, "")
}

fn read_object(
    plan: &Plan,
    object: &ObjectType,
    reading: &Reading<'_, '_>,
    path: &str,
) -> Result<ResponseObject, UnexpectedReason> {
    let sources = response_members(object);
    let fields = object.fields.iter().zip(&sources);
    read_fields(plan, fields, &described_members(object), reading, path)
}

fn read_fields<'f>(
    plan: &Plan,
    fields: impl Iterator<Item = (&'f Field, &'f ResponseSource)>,
    described: &BodyPlaces,
    reading: &Reading<'_, '_>,
    path: &str,
) -> Result<ResponseObject, UnexpectedReason> {
    let mut found = Vec::new();
    for (field, source) in fields.filter(|(field, _)| field.constant.is_none()) {
        let path = match path.is_empty() {
            true => field.name.clone(),
            false => format!("{path}.{}", field.name),
        };
        match read_field(plan, field, source, reading, &path)? {
            Some(value) => found.push((field.name.clone(), value)),
            None if field.presence == Presence::Required => {
                return Err(UnexpectedReason::Missing { place: path });
            }
            None => {}
        }
    }
    let steps = Steps::of(described);
    Ok(ResponseObject {
        fields: found,
        undescribed: reading.undescribed(&steps.lists().places()),
    })
}

fn read_field(
    plan: &Plan,
    field: &Field,
    source: &ResponseSource,
    reading: &Reading<'_, '_>,
    path: &str,
) -> Result<Option<ResponseValue>, UnexpectedReason> {
    let read = |value: &Value<'_, '_>| {
        let value = read_value(plan, &field.ty, value, path)?;
        Ok(match field.secret {
            true => ResponseValue::Secret(Box::new(value)),
            false => value,
        })
    };
    let name = &field.name;
    match source {
        ResponseSource::Header(header) => {
            let from = From::Header(header);
            reading.with(&FieldSource { name, from }, read)
        }
        ResponseSource::Body { json, xml } => {
            let places = source.body_places().unwrap_or_default();
            let steps = Steps::of(&places);
            let lists = steps.lists();
            let json_spellings = spellings(json.as_ref());
            let xml_spellings = spellings(xml.as_ref());
            let from = From::Body {
                at: lists.places(),
                json: Form {
                    spellings: &json_spellings,
                    list: json.as_ref().map_or(ListForm::Items, json_list),
                },
                xml: Form {
                    spellings: &xml_spellings,
                    list: xml.as_ref().map_or(ListForm::Items, xml_list),
                },
            };
            reading.with(&FieldSource { name, from }, read)
        }
    }
}

fn read_value(
    plan: &Plan,
    ty: &Type,
    value: &Value<'_, '_>,
    path: &str,
) -> Result<ResponseValue, UnexpectedReason> {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)) => {
            String::from_value(value).map(ResponseValue::Text)
        }
        Structure::Primitive(Primitive::Integer(_)) => {
            i64::from_value(value).map(ResponseValue::Integer)
        }
        Structure::Primitive(Primitive::Boolean) => {
            bool::from_value(value).map(ResponseValue::Boolean)
        }
        Structure::Primitive(Primitive::Date) => {
            Date::from_value(value).map(|date| ResponseValue::Text(date.to_string()))
        }
        Structure::Primitive(Primitive::Timestamp) => {
            Timestamp::from_value(value).map(|time| ResponseValue::Text(time.to_string()))
        }
        Structure::List(list) => {
            let mut items = Vec::new();
            value.items(|item| {
                let path = format!("{path}[{}]", items.len());
                items.push(read_value(plan, &list.item, item, &path)?);
                Ok(())
            })?;
            Ok(ResponseValue::List(items))
        }
        Structure::Object(object) => {
            let reading = value.object()?;
            let object = read_object(plan, &plan.objects[object], &reading, path)?;
            Ok(ResponseValue::Object(object))
        }
    }
}

fn spellings<L>(place: Option<&FieldPlace<L>>) -> Vec<(&str, &str)> {
    let values = place.map(|place| place.values.as_slice());
    let values = values.unwrap_or_default().iter();
    values
        .map(|(value, spelling): &(String, Literal)| (value.as_str(), spelling.text()))
        .collect()
}

fn json_list(place: &FieldPlace<JsonList>) -> ListForm<'_> {
    match &place.list {
        None | Some(JsonList::Array) => ListForm::Items,
        Some(JsonList::Join(separator)) => ListForm::Join(separator),
    }
}

fn xml_list(place: &FieldPlace<XmlList>) -> ListForm<'_> {
    match &place.list {
        None | Some(XmlList::Repeat) => ListForm::Items,
        Some(XmlList::Wrap { item }) => ListForm::Wrap(item),
        Some(XmlList::Join(separator)) => ListForm::Join(separator),
    }
}
