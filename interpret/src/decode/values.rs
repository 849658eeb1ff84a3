//! The values of a response, read by the types of their fields.

use std::fmt;

use wireform::__rt::response::{
    Choice, Entries, FieldSource, Form, From, FromResponse, Kind, ListForm, Reading, Step, Value,
};
use wireform::response::{Undescribed, UnexpectedReason};
use wireform::{Date, Decimal, JsonText, Timestamp, XmlText};
use wireform_codegen::lower::responses::response_members;
use wireform_codegen::plan::{
    AnyFormat, EntryKey, Field, FieldPlace, JsonEntries, JsonKind, JsonList, ListForm as _,
    Literal, ObjectType, Plan, Presence, Primitive, Response, ResponsePlace, ResponseSource,
    Structure, Type, XmlList, variant_kinds,
};

use super::tables::{PlaceLists, Steps};

/// A value of a response.
#[derive(Clone, PartialEq)]
pub enum ResponseValue {
    /// A text; also the value of a date, a timestamp or an enum, and an XML element.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A decimal number.
    Number(Decimal),
    /// Any JSON value.
    Json(JsonText),
    /// A boolean.
    Boolean(bool),
    /// A list.
    List(Vec<ResponseValue>),
    /// An object.
    Object(ResponseObject),
    /// The entries of a map, in order.
    Map(Vec<(String, ResponseValue)>),
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
            ResponseValue::Number(_) => f.write_str("Number(***)"),
            ResponseValue::Json(_) => f.write_str("Json(***)"),
            ResponseValue::Boolean(_) => f.write_str("Boolean(***)"),
            ResponseValue::List(items) => f.debug_list().entries(items).finish(),
            ResponseValue::Object(object) => object.fmt(f),
            ResponseValue::Map(entries) => f
                .debug_list()
                .entries(entries.iter().map(|(_, it)| it))
                .finish(),
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
    read_fields(plan, fields.map(|it| (&it.field, &it.source)), reading, "")
}

fn read_object(
    plan: &Plan,
    object: &ObjectType,
    reading: &Reading<'_, '_>,
    path: &str,
) -> Result<ResponseObject, UnexpectedReason> {
    let sources = response_members(object);
    read_fields(plan, object.fields.iter().zip(&sources), reading, path)
}

/// Reads a union as an object with one field, or without fields if the schema does not describe the variant.
fn read_variant(
    plan: &Plan,
    union: &ObjectType,
    value: &Value<'_, '_>,
    path: &str,
) -> Result<ResponseObject, UnexpectedReason> {
    let sources = response_members(union);
    let sources: Vec<SourceParts<'_>> = sources.iter().map(SourceParts::of).collect();
    let lists: Vec<PlaceLists<'_>> = sources.iter().map(|it| it.steps.lists()).collect();
    let fields: Vec<&Field> = union.fields.iter().collect();
    let rows = fields.iter().zip(&sources).zip(&lists);
    let rows: Vec<FieldSource<'_>> = rows
        .map(|((field, source), lists)| source.row(&field.name, lists))
        .collect();
    let read = |number: usize, reading: &Reading<'_, '_>, row: &FieldSource<'_>| {
        let Some(field) = fields.get(number) else {
            return Ok(None);
        };
        let path = format!("{path}.{}", field.name);
        let found = reading.optional_with(row, |value| read_field(plan, field, value, &path))?;
        Ok(found.map(|value| (field.name.clone(), value)))
    };
    let of_variant = |variant| ResponseObject {
        fields: vec![variant],
        undescribed: Undescribed::default(),
    };
    if union.is_by_kind() {
        let kinds = variant_kinds(&plan.objects, union);
        let kinds = kinds.map(|kinds| kinds.iter().map(|kind| runtime_kind(*kind)).collect());
        let kinds: Vec<&[Kind]> = kinds
            .iter()
            .map(|kinds: &Vec<Kind>| kinds.as_slice())
            .collect();
        return value.variant_of_kind(&kinds, &rows, read).map(of_variant);
    }
    Ok(match value.variant(union.tag(), &rows, read)? {
        Ok(variant) => of_variant(variant),
        Err(undescribed) => ResponseObject {
            fields: Vec::new(),
            undescribed,
        },
    })
}

fn runtime_kind(kind: JsonKind) -> Kind {
    match kind {
        JsonKind::Text => Kind::String,
        JsonKind::Number => Kind::Number,
        JsonKind::Boolean => Kind::Boolean,
        JsonKind::List => Kind::List,
        JsonKind::Object => Kind::Object,
    }
}

fn read_fields<'f>(
    plan: &Plan,
    fields: impl Iterator<Item = (&'f Field, &'f ResponseSource)>,
    reading: &Reading<'_, '_>,
    path: &str,
) -> Result<ResponseObject, UnexpectedReason> {
    let fields: Vec<(&Field, SourceParts<'_>)> = fields
        .map(|(field, source)| (field, SourceParts::of(source)))
        .collect();
    let lists: Vec<PlaceLists<'_>> = fields.iter().map(|(_, it)| it.steps.lists()).collect();
    let rows: Vec<FieldSource<'_>> = fields
        .iter()
        .zip(&lists)
        .map(|((field, source), lists)| source.row(&field.name, lists))
        .collect();
    let mut found = Vec::new();
    for ((field, _), row) in fields.iter().zip(&rows) {
        if field.constant.is_some() {
            continue;
        }
        let path = match path.is_empty() {
            true => field.name.clone(),
            false => format!("{path}.{}", field.name),
        };
        let read = |value: &Value<'_, '_>| read_field(plan, field, value, &path);
        let value = match field.presence {
            Presence::Required => reading.with(row, read)?,
            Presence::Optional | Presence::Clearable(_) | Presence::Variant => {
                reading.optional_with(row, read)?
            }
        };
        match value {
            Some(value) => found.push((field.name.clone(), value)),
            None if field.presence == Presence::Required && row.is_presence(reading.node()) => {
                found.push((field.name.clone(), ResponseValue::Boolean(false)));
            }
            None if field.presence == Presence::Required => {
                return Err(UnexpectedReason::Missing { place: path });
            }
            None => {}
        }
    }
    Ok(ResponseObject {
        fields: found,
        undescribed: reading.undescribed(&rows),
    })
}

fn read_field(
    plan: &Plan,
    field: &Field,
    value: &Value<'_, '_>,
    path: &str,
) -> Result<ResponseValue, UnexpectedReason> {
    let value = read_value(plan, &field.ty, value, path)?;
    Ok(match field.secret {
        true => ResponseValue::Secret(Box::new(value)),
        false => value,
    })
}

/// The parts of a field's source that its row borrows.
struct SourceParts<'p> {
    source: &'p ResponseSource,
    steps: Steps<'p>,
    json: Vec<(&'p str, &'p str)>,
    xml: Vec<(&'p str, &'p str)>,
    /// The elements of the value, if it is a choice.
    choice: Vec<&'p str>,
    /// The elements of the items of inner lists.
    inner: Vec<&'p str>,
}

impl<'p> SourceParts<'p> {
    fn of(source: &'p ResponseSource) -> Self {
        let (steps, json, xml) = match source {
            ResponseSource::Header(_) | ResponseSource::Cookie(_) | ResponseSource::Text => {
                (Steps::default(), Vec::new(), Vec::new())
            }
            ResponseSource::Body { json, xml } => (
                Steps::new(places(json.as_ref()), places(xml.as_ref())),
                spellings(json.as_ref()),
                spellings(xml.as_ref()),
            ),
        };
        let place = source.xml_place();
        let choice = place.and_then(|it| it.list.as_ref()?.choice());
        let choice =
            choice.map_or_else(Vec::new, |it| it.names.iter().map(String::as_str).collect());
        SourceParts {
            source,
            steps,
            json,
            xml,
            choice,
            inner: place.map_or_else(Vec::new, |it| it.inner.iter().map(String::as_str).collect()),
        }
    }

    fn row<'t>(&'t self, name: &'t str, lists: &'t PlaceLists<'t>) -> FieldSource<'t> {
        let from = match self.source {
            ResponseSource::Header(header) => From::Header(header),
            ResponseSource::Cookie(cookie) => From::Cookie(cookie),
            ResponseSource::Text => From::Text,
            ResponseSource::Body { json, xml } => From::Body {
                at: lists.places(),
                json: Form {
                    spellings: &self.json,
                    list: json.as_ref().map_or(ListForm::Items, json_list),
                    inner: &[],
                },
                xml: Form {
                    spellings: &self.xml,
                    list: xml
                        .as_ref()
                        .map_or(ListForm::Items, |place| xml_list(place, &self.choice)),
                    inner: &self.inner,
                },
            },
        };
        FieldSource { name, from }
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
        Structure::Primitive(Primitive::Number(_)) => {
            Decimal::from_value(value).map(ResponseValue::Number)
        }
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => {
            JsonText::from_value(value).map(ResponseValue::Json)
        }
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => {
            XmlText::from_value(value).map(|element| ResponseValue::Text(element.to_string()))
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
        Structure::Map(map) => {
            let mut entries = Vec::new();
            value.entries(|key, value| {
                let path = format!("{path}[{}]", entries.len());
                entries.push((key.to_owned(), read_value(plan, &map.item, value, &path)?));
                Ok(())
            })?;
            Ok(ResponseValue::Map(entries))
        }
        Structure::Object(object) => {
            let declared = &plan.objects[object];
            if declared.is_union() {
                return read_variant(plan, declared, value, path).map(ResponseValue::Object);
            }
            let reading = value.object()?;
            let object = read_object(plan, declared, &reading, path)?;
            Ok(ResponseValue::Object(object))
        }
    }
}

fn places<L>(place: Option<&FieldPlace<L>>) -> &[ResponsePlace] {
    place.map(|it| it.places.as_slice()).unwrap_or_default()
}

/// Returns the spellings. A null has none, because it is no value.
fn spellings<L>(place: Option<&FieldPlace<L>>) -> Vec<(&str, &str)> {
    let values = place.map(|place| place.values.as_slice());
    let values = values.unwrap_or_default().iter();
    values
        .filter(|(_, spelling)| *spelling != Literal::Null)
        .map(|(value, spelling)| (value.as_str(), spelling.text()))
        .collect()
}

fn json_list(place: &FieldPlace<JsonList>) -> ListForm<'_> {
    match &place.list {
        // The resolver refuses members without names in responses.
        None | Some(JsonList::Array | JsonList::Members(_)) => ListForm::Items,
        Some(JsonList::Join(separator)) => ListForm::Join(separator),
        Some(JsonList::Entries(JsonEntries { key, value })) => {
            ListForm::Entries(Entries::new(Step::Member(key)).value(value))
        }
    }
}

fn xml_list<'t>(place: &'t FieldPlace<XmlList>, names: &'t [&'t str]) -> ListForm<'t> {
    match &place.list {
        None | Some(XmlList::Repeat) => ListForm::Items,
        Some(XmlList::Wrap { item }) => ListForm::Wrap(item),
        Some(XmlList::Join(separator)) => ListForm::Join(separator),
        Some(XmlList::Presence) => ListForm::Presence,
        Some(XmlList::Elements) => ListForm::Elements,
        Some(XmlList::Choice(choice)) => ListForm::Choice(match choice.each {
            true => Choice::each(names),
            false => Choice::one(names),
        }),
        Some(XmlList::Entries(entries)) => {
            let found = Entries::new(match &entries.key {
                EntryKey::Attribute(key) => Step::Attribute(key),
                EntryKey::Element(key) => Step::Member(key),
            });
            let found = entries.item.as_deref().map_or(found, |it| found.wrap(it));
            let value = entries.value.as_deref();
            ListForm::Entries(value.map_or(found, |it| found.value(it)))
        }
    }
}
