//! Types the values of a document by their fields: examples, constants, comparisons.

use super::diagnostics::{
    DerivationDiagnostic, ExampleDiagnostic, NameDiagnostic, Refusal, ValueShape,
};
use super::literals::plain_literal;
use super::resolver::{FieldDraft, Resolver};
use crate::pattern::language::format_set;
use crate::plan::{
    self, AnyFormat, Decimal, Format, LengthUnit, Literal, Presence, Primitive, Structure,
    TextFacets, Type, format_names, normal_form,
};
use crate::source::{Span, Spanned};
use crate::syntax::{Map, Scalar, Scope, Style, Value};

impl Resolver<'_> {
    /// Returns whether a text can be a value of a scalar type.
    pub(super) fn is_value(&self, text: &str, ty: &Type) -> bool {
        ty.primitive().is_some_and(|primitive| match primitive {
            Primitive::Text(_) => true,
            Primitive::Integer(_) => text.parse::<i64>().is_ok(),
            Primitive::Number(_) => Decimal::parse(text).is_some(),
            // Nothing is compared with a value that the schema does not describe.
            Primitive::Any(_) => false,
            Primitive::Boolean => matches!(text, "true" | "false"),
            Primitive::Date => is_date(text),
            Primitive::Timestamp => is_timestamp(text),
            Primitive::Enum(index) => self.enums[index]
                .values
                .iter()
                .any(|value| value.value == text),
        })
    }

    /// Reports a text that is compared with a field and is not a value of it. Lists are compared by their items.
    pub(super) fn check_value(&mut self, value: &Spanned<Scalar>, ty: &Type) -> bool {
        let ty = ty.item();
        if self.is_value(&value.text, ty) {
            return true;
        }
        if let Some(index) = ty.enumeration() {
            let known: Vec<String> = self.enums[index]
                .values
                .iter()
                .map(|value| value.value.clone())
                .collect();
            let known = known.iter().map(String::as_str);
            let mut scopes = self.operation_scopes();
            scopes.push(Scope::Section("contexts"));
            self.report_unknown(&value.text, &scopes, known, |name, hint| {
                NameDiagnostic::UnknownValue { name, hint }.at(value.span)
            });
        } else {
            let found = NameDiagnostic::ComparedWithOtherType {
                text: value.text.as_str().into(),
                expected: ValueShape::of(ty),
            };
            self.report(found.at(value.span));
        }
        false
    }

    /// Returns why a field refuses a text; `None` if it accepts it.
    pub(super) fn find_refusal(&self, text: &str, ty: &Type) -> Option<Refusal> {
        match ty.structure() {
            Structure::Primitive(Primitive::Text(facets)) => text_refused(text, facets),
            Structure::Primitive(Primitive::Integer(facets)) => match text.parse::<i64>() {
                Err(_) => Some(Refusal::NotA(ValueShape::Integer)),
                Ok(value) if facets.minimum.is_some_and(|least| value < least) => {
                    Some(Refusal::BelowMinimum)
                }
                Ok(value) if facets.maximum.is_some_and(|greatest| value > greatest) => {
                    Some(Refusal::AboveMaximum)
                }
                Ok(value) => facets
                    .multiple_of
                    .filter(|divisor| value.checked_rem(*divisor) != Some(0))
                    .map(|_| Refusal::NotAMultiple),
            },
            Structure::Primitive(Primitive::Number(facets)) => match Decimal::parse(text) {
                None => Some(Refusal::NotA(ValueShape::Number)),
                Some(value) if !facets.is_above_minimum(&value) => Some(Refusal::BelowMinimum),
                Some(value) if !facets.is_below_maximum(&value) => Some(Refusal::AboveMaximum),
                Some(value) => facets
                    .multiple_of
                    .as_ref()
                    .filter(|divisor| !value.is_multiple_of(divisor))
                    .map(|_| Refusal::NotAMultiple),
            },
            Structure::List(list) => self.find_refusal(text, &list.item),
            Structure::Primitive(Primitive::Any(_)) | Structure::Object(_) | Structure::Map(_) => {
                None
            }
            Structure::Primitive(
                Primitive::Boolean | Primitive::Date | Primitive::Timestamp | Primitive::Enum(_),
            ) => (!self.is_value(text, ty)).then(|| Refusal::NotA(ValueShape::of(ty))),
        }
    }

    /// Types a value of an example.
    fn resolve_value(&mut self, value: &Spanned<Value>, ty: &Type) -> Option<plan::Value> {
        let wrong = |this: &mut Self| {
            if this.has_untyped_values {
                return Some(raw_value(&value.value));
            }
            let expected = ValueShape::of(ty);
            this.report(ExampleDiagnostic::WrongType { expected }.at(value.span));
            None
        };
        match (&value.value, ty.structure()) {
            (Value::Scalar(scalar), _) if is_null(scalar) => Some(plan::Value::Clear),
            (Value::Scalar(scalar), Structure::Primitive(Primitive::Integer(_))) => {
                match scalar.text.parse() {
                    Ok(number) => Some(plan::Value::Integer(number)),
                    Err(_) => wrong(self),
                }
            }
            (Value::Scalar(scalar), Structure::Primitive(Primitive::Number(_))) => {
                match Decimal::parse(&scalar.text) {
                    Some(number) => Some(plan::Value::Number(number)),
                    None => wrong(self),
                }
            }
            (_, Structure::Primitive(Primitive::Any(AnyFormat::Json))) => {
                Some(plan::Value::Json(json_text(&value.value)))
            }
            (Value::Scalar(scalar), Structure::Primitive(Primitive::Any(AnyFormat::Xml))) => {
                Some(plan::Value::String(scalar.text.clone()))
            }
            (Value::Scalar(scalar), Structure::Primitive(Primitive::Boolean)) => {
                match scalar.text.as_str() {
                    "true" => Some(plan::Value::Boolean(true)),
                    "false" => Some(plan::Value::Boolean(false)),
                    _ => wrong(self),
                }
            }
            (
                Value::Scalar(scalar),
                Structure::Primitive(Primitive::Date | Primitive::Timestamp),
            ) => {
                if self.is_value(&scalar.text, ty) {
                    Some(plan::Value::String(scalar.text.clone()))
                } else {
                    wrong(self)
                }
            }
            (
                Value::Scalar(scalar),
                Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)),
            ) => Some(plan::Value::String(scalar.text.clone())),
            (Value::List(items), Structure::List(list)) => {
                let typed: Vec<_> = items
                    .iter()
                    .map(|item| self.resolve_item(item, &list.item))
                    .collect();
                typed
                    .into_iter()
                    .collect::<Option<_>>()
                    .map(plan::Value::List)
            }
            (Value::Map(entries), Structure::Object(index)) => {
                let fields = self.objects[index].fields.clone();
                self.resolve_entries(entries, &fields)
                    .map(plan::Value::Object)
            }
            (Value::Map(entries), Structure::Map(map)) => {
                let entries = entries.iter();
                let typed: Vec<_> = entries
                    .map(|(key, value)| {
                        let value = self.resolve_item(value, &map.item)?;
                        Some((key.value.clone(), value))
                    })
                    .collect();
                let typed = typed.into_iter().collect::<Option<_>>();
                typed.map(plan::Value::Object)
            }
            (
                _,
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
                | Structure::List(_)
                | Structure::Map(_)
                | Structure::Object(_),
            ) => wrong(self),
        }
    }

    /// Types an item of a list or a value of a map. If it is any JSON value, it can be null.
    fn resolve_item(&mut self, value: &Spanned<Value>, ty: &Type) -> Option<plan::Value> {
        match ty.is_any_json() {
            true => Some(plan::Value::Json(json_text(&value.value))),
            false => self.resolve_value(value, ty),
        }
    }

    /// Types the values of an example or of an object in it.
    pub(super) fn resolve_entries(
        &mut self,
        entries: &Map<Spanned<Value>>,
        fields: &[FieldDraft<'_>],
    ) -> Option<Vec<(String, plan::Value)>> {
        let mut complete = true;
        let mut typed = Vec::new();
        for (name, value) in entries {
            let Some(draft) = fields.iter().find(|draft| draft.field.name == name.value) else {
                if self.has_untyped_values {
                    typed.push((name.value.clone(), raw_value(&value.value)));
                    continue;
                }
                complete = false;
                self.report_unknown_field(name, name.span, fields);
                continue;
            };
            if draft.constant.is_some() {
                complete = false;
                let shown = name.as_str().into();
                self.report(ExampleDiagnostic::ValueOfConstant { name: shown }.at(name.span));
                continue;
            }
            if draft.poisoned {
                complete = false;
                continue;
            }
            let can_be_absent = self.null_is_absent && draft.field.presence != Presence::Required;
            if can_be_absent && matches!(&value.value, Value::Scalar(scalar) if is_null(scalar)) {
                continue;
            }
            match self.resolve_value(value, &draft.field.ty) {
                Some(value) => typed.push((name.value.clone(), value)),
                None => complete = false,
            }
        }
        complete.then_some(typed)
    }

    /// Reports an unknown field. For a wire name, the help names the field that has it.
    pub(super) fn report_unknown_field(
        &mut self,
        name: &str,
        span: Span,
        fields: &[FieldDraft<'_>],
    ) {
        let by_wire = fields
            .iter()
            .find(|draft| draft.wire_names().any(|wire| wire == name));
        match by_wire {
            Some(draft) => {
                let found = NameDiagnostic::WireNameOfField {
                    name: name.into(),
                    field: draft.field.name.as_str().into(),
                };
                self.report(found.at(span));
            }
            None => {
                if let Some(left_out) = self.left_out.iter().find(|it| it.value == name) {
                    let without = left_out.span;
                    let name = name.into();
                    self.report(DerivationDiagnostic::LeftOut { name, without }.at(span));
                    return;
                }
                let known = fields.iter().map(|draft| draft.field.name.as_str());
                let scopes = self.operation_scopes();
                let owner = name.split_once('.').map(|(owner, _)| owner);
                if owner.is_some_and(|owner| self.poison.declares(owner, &scopes)) {
                    return;
                }
                self.report_unknown(name, &scopes, known, |name, hint| {
                    NameDiagnostic::UnknownField { name, hint }.at(span)
                });
            }
        }
    }
}

impl FieldDraft<'_> {
    /// Returns the names of the field in the formats.
    fn wire_names(&self) -> impl Iterator<Item = String> + '_ {
        let node = self.node;
        let written = [&node.json, &node.xml, &node.query, &node.form]
            .into_iter()
            .flatten()
            .flat_map(|wire| {
                let name = wire.name.as_ref().map(|name| name.value.clone());
                let last = wire.at.as_ref().and_then(|at| at.value.last().cloned());
                name.into_iter().chain(last)
            });
        let derived = match &node.wire {
            Some(wire) => wire.value.clone(),
            None => super::wire_names::spell(&self.field.name, self.case),
        };
        written.chain(std::iter::once(derived))
    }
}

/// Returns a value without a type, as untyped input contains it.
fn raw_value(value: &Value) -> plan::Value {
    match value {
        Value::Scalar(scalar) if is_null(scalar) => plan::Value::Clear,
        Value::Scalar(scalar) => plan::Value::String(scalar.text.clone()),
        Value::List(items) => {
            plan::Value::List(items.iter().map(|item| raw_value(&item.value)).collect())
        }
        Value::Map(entries) => plan::Value::Object(
            entries
                .iter()
                .map(|(name, value)| (name.value.clone(), raw_value(&value.value)))
                .collect(),
        ),
    }
}

/// Returns a value as JSON text: plain numbers, `true`, `false` and `null` mean what they mean in JSON.
fn json_text(value: &Value) -> String {
    let mut out = String::new();
    write_json(value, &mut out);
    out
}

fn write_json(value: &Value, out: &mut String) {
    match value {
        Value::Scalar(scalar) if is_null(scalar) => out.push_str("null"),
        Value::Scalar(scalar) => match plain_literal(scalar) {
            Literal::Number(text) if Decimal::parse(&text).is_some() => out.push_str(&text),
            literal @ Literal::Boolean(_) => out.push_str(literal.text()),
            Literal::Null => out.push_str("null"),
            Literal::String(text) | Literal::Number(text) => write_json_string(&text, out),
        },
        Value::List(items) => {
            out.push('[');
            for (number, item) in items.iter().enumerate() {
                out.push_str(if number == 0 { "" } else { "," });
                write_json(&item.value, out);
            }
            out.push(']');
        }
        Value::Map(entries) => {
            out.push('{');
            for (number, (name, value)) in entries.iter().enumerate() {
                out.push_str(if number == 0 { "" } else { "," });
                write_json_string(name, out);
                out.push(':');
                write_json(&value.value, out);
            }
            out.push('}');
        }
    }
}

/// Writes a string with the escapes that the runtime writes.
fn write_json_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// Returns whether a scalar is null in YAML.
pub(super) fn is_null(scalar: &Scalar) -> bool {
    scalar.style == Style::Plain && matches!(scalar.text.as_str(), "null" | "~" | "")
}

impl ValueShape {
    /// Returns what a value of a type looks like.
    fn of(ty: &Type) -> Self {
        match ty.structure() {
            Structure::Primitive(Primitive::Text(_)) => Self::Text,
            Structure::Primitive(Primitive::Integer(_)) => Self::Integer,
            Structure::Primitive(Primitive::Number(_)) => Self::Number,
            Structure::Primitive(Primitive::Any(AnyFormat::Json)) => Self::Any,
            Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => Self::Element,
            Structure::Primitive(Primitive::Boolean) => Self::Boolean,
            Structure::Primitive(Primitive::Date) => Self::Date,
            Structure::Primitive(Primitive::Timestamp) => Self::Timestamp,
            Structure::Primitive(Primitive::Enum(_)) => Self::Enum,
            Structure::Object(_) => Self::Object,
            Structure::List(_) => Self::List,
            Structure::Map(_) => Self::Map,
        }
    }
}

fn text_refused(text: &str, facets: &TextFacets) -> Option<Refusal> {
    let normal = normal_form(&facets.normal, text);
    if normal != text {
        return Some(Refusal::NotNormal(normal.as_ref().into()));
    }
    let length = match facets.unit {
        LengthUnit::Chars => text.chars().count(),
        LengthUnit::Utf16 => text.encode_utf16().count(),
        LengthUnit::Bytes => text.len(),
    } as u64;
    if facets.min_length.is_some_and(|least| length < least) {
        return Some(Refusal::TooShort);
    }
    if facets.max_length.is_some_and(|greatest| length > greatest) {
        return Some(Refusal::TooLong);
    }
    for pattern in &facets.patterns {
        if !pattern.set.contains(text) {
            return Some(Refusal::Pattern(pattern.source.as_str().into()));
        }
    }
    for check in &facets.checks {
        if !check.holds(text) {
            return Some(Refusal::Check(check.name.as_str().into()));
        }
    }
    for group in &facets.formats {
        // A set that is too large to compute is not checked.
        let refuses = |format: &Format| {
            format_set(*format).is_ok_and(|(set, most)| {
                !set.contains(text) || most.is_some_and(|most| text.len() as u64 > most)
            })
        };
        if group.iter().all(refuses) {
            return Some(Refusal::Format(format_names(group)));
        }
    }
    None
}

/// Returns whether a text is a full-date of RFC 3339.
fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return false;
    }
    let (Some(year), Some(month), Some(day)) =
        (number(&text[..4]), number(&text[5..7]), number(&text[8..]))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// Returns whether a text is a date-time of RFC 3339.
fn is_timestamp(text: &str) -> bool {
    if !text.is_ascii() || text.len() < 20 || !is_date(&text[..10]) {
        return false;
    }
    let bytes = text.as_bytes();
    if !matches!(bytes[10], b'T' | b't') || bytes[13] != b':' || bytes[16] != b':' {
        return false;
    }
    let below = |text: &str, limit: u32| number(text).is_some_and(|n| n < limit);
    // A leap second has the number 60.
    if !(below(&text[11..13], 24) && below(&text[14..16], 60) && below(&text[17..19], 61)) {
        return false;
    }
    let mut rest = &text[19..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return false;
        }
        rest = &fraction[digits..];
    }
    match rest.as_bytes() {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', _, _, b':', _, _] => below(&rest[1..3], 24) && below(&rest[4..6], 60),
        _ => false,
    }
}

fn number(text: &str) -> Option<u32> {
    text.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}
