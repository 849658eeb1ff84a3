//! Makes the values of a request from a decoded response, as `from_read` of emitted code does.
//!
//! Input: a response that was decoded by the operation that reads. Output: values for the operation that writes, and what they
//! lack. The plan says where each value goes; the runtime converts single values and notes what is lost.

use wireform::__rt::{WriteBack, WrittenBack, write_back};
use wireform::{Date, FromRead, NotRead, Timestamp};
use wireform_codegen::plan::{
    Field, FieldBack, FieldId, Id as _, ObjectBack, Plan, Presence, Primitive, ReadBack, ReadStep,
    Structure, Table, Type, Way,
};

use crate::call::Call;
use crate::decode::{DecodedResponse, ResponseObject, ResponseValue};
use crate::value::{Slots, Value, Values};

impl Call<'_> {
    /// Returns the values that write back what another operation read, and what they lack. Returns `None` if this operation
    /// writes back no response, or another case than this one.
    ///
    /// ```
    /// use wireform::response::ResponseParts;
    /// use wireform_codegen::source::Sources;
    /// use wireform_interpret::Interpreter;
    ///
    /// let mut sources = Sources::new();
    /// sources.add("registrar.yaml", r#"
    /// wireform: 1
    /// provider: { name: Registrar }
    /// endpoints: { api: { servers: { production: 'https://registrar.example' } } }
    /// operations:
    ///   info:
    ///     http: GET /contact
    ///     responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { city: string, vat: string } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info }, fields: { city: string } }
    /// "#);
    /// let (plans, _) = wireform_codegen::plan_sources(&sources);
    /// let interpreter = Interpreter::new(&plans[0]);
    /// let info = interpreter.operation("info").expect("the schema has it");
    /// let read = info.decode_response(&ResponseParts::new(200, br#"{"city":"Zwolle","vat":"1"}"#)).expect("it is described");
    /// let change = interpreter.operation("change").expect("the schema has it");
    /// let back = change.from_read(&read).expect("it reads `info`").expect("nothing is missing");
    /// assert_eq!(back.dropped, ["vat"]);
    /// ```
    #[must_use]
    pub fn from_read(
        &self,
        read: &DecodedResponse<'_>,
    ) -> Option<Result<FromRead<Values>, NotRead>> {
        self.from_read_with(read, &self.values())
    }

    /// Does what [`Call::from_read`] does. Takes the values of the fields that `from_caller` names from `arguments`.
    #[must_use]
    pub fn from_read_with(
        &self,
        read: &DecodedResponse<'_>,
        arguments: &Values,
    ) -> Option<Result<FromRead<Values>, NotRead>> {
        self.write_back(read, Some(arguments))
    }

    /// Returns the values that write back what another operation read. Without `arguments`, they lack those of the caller.
    pub(crate) fn write_back(
        &self,
        read: &DecodedResponse<'_>,
        arguments: Option<&Values>,
    ) -> Option<Result<FromRead<Values>, NotRead>> {
        let back = self.operation.read_back.as_ref()?;
        let plan = self.plan();
        let operation = plan
            .operations
            .iter()
            .find(|it| it.name == back.operation)?;
        let case = &operation.responses[back.response];
        if !std::ptr::eq(case, read.case) {
            return None;
        }
        let fields: Vec<&Field> = case.fields.iter().map(|it| &it.field).collect();
        let (object, fields) = follow(plan, back, &read.object, fields);
        let walk = Walk { plan };
        let written = write_back(&back.place(), object, |(write, read)| {
            let slots = walk.object(write, &back.object, read, &fields, &self.operation.fields);
            let kept = write.take_kept();
            let slots = match arguments {
                Some(arguments) => self.give(write, back, arguments, slots),
                None => slots,
            };
            Some(Values {
                slots: slots?,
                kept,
            })
        });
        Some(written)
    }

    /// Adds the values that the caller gives; `None` if a required one is missing.
    fn give(
        &self,
        write: &mut WriteBack,
        back: &ReadBack,
        arguments: &Values,
        mut slots: Option<Slots>,
    ) -> Option<Slots> {
        let mut is_complete = true;
        for id in &back.from_caller {
            let field = &self.operation.fields[*id];
            let mut value = arguments.get(*id).cloned();
            if field.presence == Presence::Required {
                value = write.must_be_given(&field.name, value);
                is_complete &= value.is_some();
            }
            if let Some(slot) = slots.as_mut().and_then(|slots| slots.get_mut(*id)) {
                *slot = value;
            }
        }
        slots.filter(|_| is_complete)
    }
}

/// Follows the steps from a case to the object that is written back. Returns it with its fields.
fn follow<'r, 'p>(
    plan: &'p Plan,
    back: &ReadBack,
    case: &'r ResponseObject,
    mut fields: Vec<&'p Field>,
) -> (Option<&'r ResponseObject>, Vec<&'p Field>) {
    let mut object = Some(case);
    let mut value: Option<&ResponseValue> = None;
    let mut ty: Option<&Type> = None;
    for step in &back.at {
        match step {
            ReadStep::Field(id, name) => {
                value = object.and_then(|it| it.get(name));
                ty = Some(&fields[id.index()].ty);
            }
            ReadStep::Item(number) => {
                value = value.and_then(|it| items(it).get(*number));
                ty = ty.map(Type::item);
            }
        }
        object = value.and_then(as_object);
        fields = object_fields(plan, ty);
    }
    (object, fields)
}

fn object_fields<'p>(plan: &'p Plan, ty: Option<&Type>) -> Vec<&'p Field> {
    let object = ty.and_then(Type::object_within);
    let fields = object.map(|object| &plan.objects[object].fields);
    fields.into_iter().flatten().collect()
}

struct Walk<'p> {
    plan: &'p Plan,
}

impl Walk<'_> {
    /// Returns the slots of an object; `None` if a required value is missing.
    fn object(
        &self,
        write: &mut WriteBack,
        back: &ObjectBack,
        read: &ResponseObject,
        read_fields: &[&Field],
        written: &Table<FieldId, Field>,
    ) -> Option<Slots> {
        let dropped = back.dropped.iter().map(|id| {
            let name = read_fields[id.index()].name.as_str();
            (name, read.get(name).is_some())
        });
        write.drop_present(&dropped.collect::<Vec<_>>());
        match &back.undescribed {
            Some(at) => write.keep_undescribed(&names(at), &read.undescribed),
            None => write.drop_undescribed(&read.undescribed),
        }
        for content in &back.contents {
            let name = &read_fields[content.from.index()].name;
            let object = read.get(name).and_then(as_object);
            let members = object.map(|it| &it.undescribed);
            write.keep_content(name, &names(&content.at), members);
        }
        let mut slots: Slots = written.map(|_| None);
        let mut is_complete = true;
        for field in &back.fields {
            let (from, to) = (read_fields[field.from.index()], &written[field.to]);
            let value = read.get(&from.name).map(unmasked);
            let value = value.filter(|it| !(field.skips_empty && is_empty(it)));
            let mut value = value.and_then(|it| self.field(write, field, it, from, to));
            if to.presence == Presence::Required {
                value = write.must(&from.name, value);
                is_complete &= value.is_some();
            }
            slots[field.to] = value;
        }
        is_complete.then_some(slots)
    }

    /// Returns the value of a field, and notes it if it has no equivalent.
    fn field(
        &self,
        write: &mut WriteBack,
        field: &FieldBack,
        read: &ResponseValue,
        from: &Field,
        to: &Field,
    ) -> Option<Value> {
        let inside = |back, write: &mut WriteBack, read: &ResponseObject| {
            let written = &self.plan.objects[to.ty.object_within()?].fields;
            let fields = object_fields(self.plan, Some(&from.ty));
            self.object(write, back, read, &fields, written)
                .map(Value::Object)
        };
        match &field.way {
            Way::Object(back) => write.object(&from.name, as_object(read), |(write, read)| {
                inside(back, write, read)
            }),
            Way::Items(item) => match &**item {
                Way::Object(back) => {
                    let objects = items(read).iter().filter_map(as_object);
                    let objects = objects.cloned().collect::<Vec<_>>();
                    let items = write.objects(&from.name, Some(&objects), |(write, read)| {
                        inside(back, write, read)
                    });
                    items.map(Value::List)
                }
                way @ (Way::Same
                | Way::Text
                | Way::Parsed
                | Way::Items(_)
                | Way::Entries(_)
                | Way::OnlyItem
                | Way::OneItem) => {
                    let values = items(read).iter();
                    let values = values.map(|it| convert(way, unmasked(it), to.ty.item()));
                    write.noted(&from.name, values.collect::<Option<_>>().map(Value::List))
                }
            },
            Way::Entries(way) => {
                let entries = entries(read).iter().map(|(key, it)| {
                    let value = convert(way, unmasked(it), to.ty.item())?;
                    Some((key.clone(), value))
                });
                write.noted(&from.name, entries.collect::<Option<_>>().map(Value::Map))
            }
            way @ (Way::Same | Way::Text | Way::Parsed | Way::OnlyItem | Way::OneItem) => {
                write.noted(&from.name, convert(way, read, &to.ty))
            }
        }
    }
}

/// Converts a value without parts, or between a text and a list of texts.
fn convert(way: &Way, value: &ResponseValue, to: &Type) -> Option<Value> {
    match (way, value) {
        (Way::Parsed, ResponseValue::Text(text)) => parse(text, to),
        (Way::OnlyItem, ResponseValue::List(items)) => match items.as_slice() {
            [only] => convert(&Way::Same, unmasked(only), to),
            [] | [_, _, ..] => None,
        },
        (Way::OneItem, ResponseValue::Text(text)) => {
            Some(Value::List(vec![Value::Text(text.clone())]))
        }
        (Way::Text, ResponseValue::Integer(number)) => Some(Value::Text(number.to_string())),
        (Way::Text, ResponseValue::Number(number)) => Some(Value::Text(number.to_string())),
        (Way::Text, ResponseValue::Boolean(truth)) => Some(Value::Text(truth.to_string())),
        (Way::Same | Way::Text, ResponseValue::Text(text)) => Some(Value::Text(text.clone())),
        (Way::Same, ResponseValue::Integer(number)) => Some(Value::Integer(*number)),
        (Way::Same, ResponseValue::Number(number)) => Some(Value::Number(number.clone())),
        (Way::Same, ResponseValue::Json(json)) => Some(Value::Json(json.clone())),
        (Way::Same, ResponseValue::Boolean(truth)) => Some(Value::Boolean(*truth)),
        // The plan converts no other values.
        (
            Way::Same
            | Way::Text
            | Way::Parsed
            | Way::OnlyItem
            | Way::OneItem
            | Way::Items(_)
            | Way::Entries(_)
            | Way::Object(_),
            ResponseValue::Text(_)
            | ResponseValue::Integer(_)
            | ResponseValue::Number(_)
            | ResponseValue::Json(_)
            | ResponseValue::Boolean(_)
            | ResponseValue::List(_)
            | ResponseValue::Map(_)
            | ResponseValue::Object(_)
            | ResponseValue::Secret(_),
        ) => None,
    }
}

/// Returns the value that a text spells.
fn parse(text: &String, to: &Type) -> Option<Value> {
    match to.structure() {
        Structure::Primitive(Primitive::Integer(_)) => text.written_back().map(Value::Integer),
        Structure::Primitive(Primitive::Number(_)) => text.written_back().map(Value::Number),
        Structure::Primitive(Primitive::Boolean) => text.written_back().map(Value::Boolean),
        Structure::Primitive(Primitive::Date) => {
            let date: Option<Date> = text.written_back();
            date.map(|date| Value::Text(date.to_string()))
        }
        Structure::Primitive(Primitive::Timestamp) => {
            let time: Option<Timestamp> = text.written_back();
            time.map(|time| Value::Text(time.to_string()))
        }
        Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)) => {
            Some(Value::Text(text.clone()))
        }
        Structure::Primitive(Primitive::Any(_))
        | Structure::Object(_)
        | Structure::Map(_)
        | Structure::List(_) => None,
    }
}

fn unmasked(value: &ResponseValue) -> &ResponseValue {
    match value {
        ResponseValue::Secret(value) => value,
        ResponseValue::Text(_)
        | ResponseValue::Integer(_)
        | ResponseValue::Number(_)
        | ResponseValue::Json(_)
        | ResponseValue::Boolean(_)
        | ResponseValue::List(_)
        | ResponseValue::Map(_)
        | ResponseValue::Object(_) => value,
    }
}

fn is_empty(value: &ResponseValue) -> bool {
    match value {
        ResponseValue::Text(text) => text.is_empty(),
        ResponseValue::List(items) => items.is_empty(),
        ResponseValue::Map(entries) => entries.is_empty(),
        ResponseValue::Integer(_)
        | ResponseValue::Number(_)
        | ResponseValue::Json(_)
        | ResponseValue::Boolean(_)
        | ResponseValue::Object(_)
        | ResponseValue::Secret(_) => false,
    }
}

fn as_object(value: &ResponseValue) -> Option<&ResponseObject> {
    match unmasked(value) {
        ResponseValue::Object(object) => Some(object),
        ResponseValue::Text(_)
        | ResponseValue::Integer(_)
        | ResponseValue::Number(_)
        | ResponseValue::Json(_)
        | ResponseValue::Boolean(_)
        | ResponseValue::List(_)
        | ResponseValue::Map(_)
        | ResponseValue::Secret(_) => None,
    }
}

fn items(value: &ResponseValue) -> &[ResponseValue] {
    match unmasked(value) {
        ResponseValue::List(items) => items,
        ResponseValue::Text(_)
        | ResponseValue::Integer(_)
        | ResponseValue::Number(_)
        | ResponseValue::Json(_)
        | ResponseValue::Boolean(_)
        | ResponseValue::Map(_)
        | ResponseValue::Object(_)
        | ResponseValue::Secret(_) => &[],
    }
}

fn entries(value: &ResponseValue) -> &[(String, ResponseValue)] {
    match unmasked(value) {
        ResponseValue::Map(entries) => entries,
        ResponseValue::Text(_)
        | ResponseValue::Integer(_)
        | ResponseValue::Number(_)
        | ResponseValue::Json(_)
        | ResponseValue::Boolean(_)
        | ResponseValue::List(_)
        | ResponseValue::Object(_)
        | ResponseValue::Secret(_) => &[],
    }
}

fn names(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}
