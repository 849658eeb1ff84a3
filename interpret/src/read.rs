//! Turns untyped input into values: looks up each key among the fields, and reads each value as its field's type.
//!
//! Input: an [`Input`] with logical names. Output: values, and a violation for everything that does not fit. If a key
//! is the name of a field on the wire, the violation suggests the logical name of the field.

use wireform::__rt::{Check, Kept, Path, Step};
use wireform::{Code, Date, Timestamp, XmlText, XmlTextError};
use wireform_codegen::lower::Places;
use wireform_codegen::plan::{
    AnyFormat, Field, FieldId, Location, Presence, Primitive, Structure, Table, Type, Update,
    WrittenField, written_fields,
};
use wireform_codegen::source::closest;

use crate::call::{Call, ReadOptions};
use crate::check::{ELEMENT, expected, one_variant, variants};
use crate::input::Input;
use crate::places;
use crate::value::{Slots, Value, Values};

/// Reads the values of a request.
pub(crate) fn values(
    call: &Call<'_>,
    input: &Input,
    options: ReadOptions,
    check: &mut Check<'_>,
) -> Values {
    let replaces = call.operation.update == Update::Replace;
    let reader = Reader {
        call,
        null_is_absent: replaces,
        lenient: false,
    };
    let Some((values, seen)) = reader.operation_fields(input, check) else {
        // No field could be read, and the mistake is already reported.
        return Values {
            slots: call.operation.fields.map(|_| Some(Value::Broken)),
            kept: Kept::default(),
        };
    };
    if replaces && !options.delete_missing {
        for (at, field) in call.operation.fields.iter_ids() {
            let deletes = field.location == Location::Body
                && field.presence != Presence::Required
                && field.constant.is_none();
            if deletes && !seen[at] {
                let step = places::step(field, &call.places[at]);
                let path = places::path(None, &step);
                check.input(&path, Code::Missing, "");
            }
        }
    }
    values
}

/// Reads the value of one field of a request.
pub(crate) fn field(
    call: &Call<'_>,
    at: FieldId,
    input: &Input,
    check: &mut Check<'_>,
) -> Option<Value> {
    let reader = Reader {
        call,
        null_is_absent: call.operation.update == Update::Replace,
        lenient: false,
    };
    let field = &call.operation.fields[at];
    let step = places::step(field, &call.places[at]);
    let path = places::path(None, &step);
    reader.member(field, input, &path, check)
}

/// Reads the values that the provider stores. Unknown keys are ignored, and null means that there is no value.
pub(crate) fn current(call: &Call<'_>, input: &Input, check: &mut Check<'_>) -> Values {
    let reader = Reader {
        call,
        null_is_absent: true,
        lenient: true,
    };
    match reader.operation_fields(input, check) {
        Some((values, _)) => values,
        None => Values::empty(&call.operation.fields),
    }
}

/// Reads changes of a request: the values of the fields that the input mentions replace those of the request.
pub(crate) fn changes(
    call: &Call<'_>,
    input: &Input,
    mut values: Values,
    check: &mut Check<'_>,
) -> Values {
    let reader = Reader {
        call,
        null_is_absent: call.operation.update == Update::Replace,
        lenient: false,
    };
    if let Some((changes, seen)) = reader.operation_fields(input, check) {
        let fields = call.operation.fields.iter_ids();
        for (at, _) in fields.into_iter().filter(|(at, _)| seen[*at]) {
            values.set(at, changes.get(at).cloned());
        }
    }
    values
}

struct Reader<'a> {
    call: &'a Call<'a>,
    /// Whether null means that a field has no value. If false, null is an explicit clear.
    null_is_absent: bool,
    /// Whether unknown keys are ignored.
    lenient: bool,
}

impl<'a> Reader<'a> {
    /// Reads the fields of the operation. Returns their values, and which fields the input mentions.
    fn operation_fields(
        &self,
        input: &Input,
        check: &mut Check<'_>,
    ) -> Option<(Values, Table<FieldId, bool>)> {
        let Input::Map(entries) = input else {
            if !matches!(input, Input::Broken) {
                let what = "a mapping from field names to values";
                static NOWHERE: Step<'_> = Step::new("", "");
                check.input(&Path::step(&NOWHERE), Code::Type, what);
            }
            return None;
        };
        let operation = self.call.operation;
        let names = || {
            let bodies = operation.bindings.iter().map(|it| it.body.fields());
            wire_names(bodies.chain([written_fields(&operation.query)]))
        };
        let (slots, seen) = self.members(
            entries,
            &operation.fields,
            self.call.places,
            None,
            &names,
            check,
        );
        let kept = Kept::default();
        Some((Values { slots, kept }, seen))
    }

    /// Reads the fields of the operation or the members of an object. Returns their values, and which of them the input mentions.
    fn members(
        &self,
        entries: &[(String, Input)],
        fields: &Table<FieldId, Field>,
        places: &Places<'_>,
        parent: Option<&Path<'_>>,
        wire_names: &dyn Fn() -> Vec<(&'a str, FieldId)>,
        check: &mut Check<'_>,
    ) -> (Slots, Table<FieldId, bool>) {
        let mut slots: Slots = fields.map(|_| None);
        let mut seen = fields.map(|_| false);
        let mut misspelled = Vec::new();
        for (key, input) in entries {
            let at = fields.find(|field| field.name == *key && field.constant.is_none());
            let Some(at) = at else {
                if !self.lenient {
                    misspelled.extend(self.unknown(key, fields, parent, wire_names, check));
                }
                continue;
            };
            let field = &fields[at];
            let step = places::step(field, &places[at]);
            let path = places::path(parent, &step);
            if std::mem::replace(&mut seen[at], true) {
                check.input(&path, Code::Type, "one value: the key is given twice");
                slots[at] = Some(Value::Broken);
                continue;
            }
            slots[at] = self.member(field, input, &path, check);
        }
        // A misspelled key counts as the field that it probably means. A second violation, that the field is missing, would report
        // the same mistake.
        for at in misspelled {
            if !std::mem::replace(&mut seen[at], true) {
                slots[at] = Some(Value::Broken);
            }
        }
        (slots, seen)
    }

    /// Reads the value of a field or a member.
    fn member(
        &self,
        field: &Field,
        input: &Input,
        path: &Path<'_>,
        check: &mut Check<'_>,
    ) -> Option<Value> {
        match input {
            Input::Null | Input::Blank if self.lenient => None,
            Input::Null if self.null_is_absent && field.presence != Presence::Required => None,
            Input::Null => Some(Value::Clear),
            input => Some(self.value(&field.ty, input, path, check)),
        }
    }

    /// Reports an unknown key. Returns the field that it probably means.
    fn unknown(
        &self,
        key: &str,
        fields: &Table<FieldId, Field>,
        parent: Option<&Path<'_>>,
        wire_names: &dyn Fn() -> Vec<(&'a str, FieldId)>,
        check: &mut Check<'_>,
    ) -> Option<FieldId> {
        let open = || fields.iter().filter(|field| field.constant.is_none());
        let by_wire = wire_names()
            .into_iter()
            .find(|(wire, at)| {
                *wire == key && fields.get(*at).is_some_and(|f| f.constant.is_none())
            })
            .map(|(_, at)| fields[at].name.as_str());
        let meant = by_wire.or_else(|| closest(key, open().map(|field| field.name.as_str())));
        let is_union = fields
            .iter()
            .any(|field| field.presence == Presence::Variant);
        let what = match meant {
            Some(name) => format!("did you mean `{name}`?"),
            None if is_union => format!("give one variant of the union: {}", variants(fields)),
            None => String::new(),
        };
        // The key can be any text of a file, so the path contains only its beginning.
        let shown: String = key.chars().take(60).collect();
        let step = Step::new(&shown, "");
        let path = places::path(parent, &step);
        check.input(&path, Code::UnknownField, &what);
        fields.find(|field| Some(field.name.as_str()) == meant)
    }

    /// Reads a value of a type. Reports an input of another type.
    fn value(&self, ty: &Type, input: &Input, path: &Path<'_>, check: &mut Check<'_>) -> Value {
        let value = match (ty.structure(), input) {
            (_, Input::Broken) => return Value::Broken,
            (_, Input::Blank) => {
                check.input(path, Code::Type, blank(ty));
                return Value::Broken;
            }
            (
                Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)),
                Input::Plain(text) | Input::Text(text),
            ) => Some(Value::Text(text.clone())),
            (Structure::Primitive(Primitive::Integer(_)), Input::Integer(number)) => {
                Some(Value::Integer(*number))
            }
            (Structure::Primitive(Primitive::Integer(_)), Input::Plain(text)) => {
                integer(text).map(Value::Integer)
            }
            (Structure::Primitive(Primitive::Number(_)), Input::Integer(number)) => {
                Some(Value::Number((*number).into()))
            }
            (
                Structure::Primitive(Primitive::Number(_)),
                Input::Number(text) | Input::Plain(text) | Input::Text(text),
            ) => text.parse().ok().map(Value::Number),
            (Structure::Primitive(Primitive::Number(_)), Input::Rounded) => {
                check.input(
                    path,
                    Code::Type,
                    "a number whose digits are known: give it as text",
                );
                return Value::Broken;
            }
            (Structure::Primitive(Primitive::Any(AnyFormat::Json)), input) => {
                return any(input, path, check);
            }
            (
                Structure::Primitive(Primitive::Any(AnyFormat::Xml)),
                Input::Plain(text) | Input::Text(text),
            ) => return element(text, path, check),
            (Structure::Primitive(Primitive::Boolean), Input::Boolean(truth)) => {
                Some(Value::Boolean(*truth))
            }
            (Structure::Primitive(Primitive::Boolean), Input::Plain(text)) => match text.as_str() {
                "true" => Some(Value::Boolean(true)),
                "false" => Some(Value::Boolean(false)),
                _ => None,
            },
            (Structure::Primitive(Primitive::Date), Input::Plain(text) | Input::Text(text)) => text
                .parse::<Date>()
                .is_ok()
                .then(|| Value::Text(text.clone())),
            (
                Structure::Primitive(Primitive::Timestamp),
                Input::Plain(text) | Input::Text(text),
            ) => text
                .parse::<Timestamp>()
                .is_ok()
                .then(|| Value::Text(text.clone())),
            (Structure::Object(index), Input::Map(entries)) => {
                let object = &self.call.interpreter.plan.objects[index];
                if object.is_union() && entries.len() != 1 {
                    check.input(path, Code::Type, &one_variant(object));
                    return Value::Broken;
                }
                let places = &self.call.interpreter.objects[index];
                let main = places.on(self.call.operation.default_binding().body.member_format());
                let names = || {
                    wire_names([
                        written_fields(&object.json),
                        written_fields(&object.xml),
                        written_fields(&object.query),
                        written_fields(&object.form),
                        written_fields(&object.lines),
                    ])
                };
                let (slots, _) =
                    self.members(entries, &object.fields, main, Some(path), &names, check);
                // The key of the only entry may be unknown, which is reported.
                let is_known = slots.iter().any(Option::is_some);
                Some(match object.is_union() && !is_known {
                    true => Value::Broken,
                    false => Value::Object(slots),
                })
            }
            (Structure::List(list), Input::List(items)) => Some(Value::List(
                items
                    .iter()
                    .enumerate()
                    .map(|(at, item)| {
                        let path = path.item(at);
                        self.value(&list.item, item, &path, check)
                    })
                    .collect(),
            )),
            (Structure::Map(map), Input::Map(entries)) => {
                let entries = entries.iter().enumerate();
                let entries = entries.map(|(at, (key, input))| {
                    let path = path.entry(at);
                    (key.clone(), self.value(&map.item, input, &path, check))
                });
                Some(Value::Map(entries.collect()))
            }
            (
                Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)),
                Input::Integer(_) | Input::Number(_) | Input::Rounded | Input::Boolean(_),
            ) => {
                check.input(path, Code::Type, "a text: quote it");
                return Value::Broken;
            }
            (
                Structure::Primitive(
                    Primitive::Text(_)
                    | Primitive::Integer(_)
                    | Primitive::Number(_)
                    | Primitive::Any(AnyFormat::Xml)
                    | Primitive::Boolean
                    | Primitive::Date
                    | Primitive::Timestamp
                    | Primitive::Enum(_),
                )
                | Structure::Object(_)
                | Structure::Map(_)
                | Structure::List(_),
                _,
            ) => None,
        };
        value.unwrap_or_else(|| {
            match ty
                .object()
                .map(|at| &self.call.interpreter.plan.objects[at])
            {
                Some(object) if object.is_union() => {
                    check.input(path, Code::Type, &one_variant(object));
                }
                Some(_) | None => check.input(path, Code::Type, expected(ty)),
            }
            Value::Broken
        })
    }
}

/// Reads any JSON value.
fn any(input: &Input, path: &Path<'_>, check: &mut Check<'_>) -> Value {
    match input.json_text() {
        Ok(json) => Value::Json(json),
        Err(None) => Value::Broken,
        Err(Some(expected)) => {
            check.input(path, Code::Type, expected);
            Value::Broken
        }
    }
}

/// Reads an XML element.
fn element(text: &str, path: &Path<'_>, check: &mut Check<'_>) -> Value {
    match XmlText::parse(text) {
        Ok(element) => Value::Text(element.to_string()),
        Err(error) => {
            let expected = match error {
                XmlTextError::Prefix => "an XML element that declares every prefix in it",
                XmlTextError::NotElements => {
                    "an XML element without a document type and processing instructions"
                }
                XmlTextError::TooLong => "an XML element of at most 1 MiB",
                XmlTextError::TooDeep => "XML with at most 64 levels of elements",
                XmlTextError::TooManyNamespaces => {
                    "XML with at most 256 namespace declarations in scope"
                }
                _ => ELEMENT,
            };
            check.input(path, Code::Type, expected);
            Value::Broken
        }
    }
}

/// Returns what a key without a value must be given, for the message of the violation.
fn blank(ty: &Type) -> &'static str {
    if ty.is_textual() {
        "a value: write null to clear, '' for the empty text"
    } else {
        "a value: write null to clear"
    }
}

/// Parses a whole number without plus sign, leading zeros or exponent.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain =
        digits == "0" || (!digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit()));
    plain.then(|| text.parse().ok()).flatten()
}

/// Returns the names on the wire, with the field of each.
fn wire_names<'p>(
    trees: impl IntoIterator<Item = Vec<WrittenField<'p>>>,
) -> Vec<(&'p str, FieldId)> {
    let written = trees.into_iter().flatten();
    written.map(|it| (it.name, it.field)).collect()
}

#[cfg(test)]
mod tests {
    use super::integer;

    #[test]
    fn integers_without_plus_leading_zeros_or_exponent() {
        for (text, number) in [
            ("0", Some(0)),
            ("-7", Some(-7)),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
            ("012", None),
            ("+5", None),
            ("1e3", None),
            ("1_000", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(integer(text), number, "{text}");
        }
    }
}
