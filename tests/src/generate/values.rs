//! Makes the value of a field, which keeps or breaks its facets.

use serde_json::{Map, Value, json};
use wireform_codegen::plan::{
    AnyFormat, Clear, Decimal, Field, Location, MapKeys, Presence, Primitive, Structure, Type,
};

use super::{Generator, Target, text};

impl Generator<'_> {
    /// Returns any JSON value that is not null at its top.
    fn any(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 4 } else { 6 }) {
            0 => json!(self.chance(50)),
            1 => json!(self.below(100)),
            2 => json!("a \"quoted\" text\n\u{1}"),
            3 => json!({}),
            4 => json!([self.any(depth - 1), null, u64::MAX]),
            _ => json!({ "b": self.any(depth - 1), "a \\": self.any(depth - 1), "": null }),
        }
    }

    /// Returns any XML element with this many levels of elements in it at most.
    fn element(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 3 } else { 5 }) {
            0 => "<a/>".to_owned(),
            1 => "<k:a xmlns:k='urn:k' k:b='1 &amp; \"2\"'>x &lt; y]]&gt;&#13;</k:a>".to_owned(),
            2 => "<b xmlns=\"urn:epp\"><![CDATA[<&]]> \n\u{e9}</b>".to_owned(),
            3 => format!(
                "<c xmlns='urn:c'>{}<!-- d --> t</c>",
                self.element(depth - 1)
            ),
            _ => {
                let inside = [self.element(depth - 1), self.element(depth - 1)].concat();
                format!(" <p:c xmlns:p='urn:p'>{inside}</p:c>\n")
            }
        }
    }

    /// Returns a value of a type. It breaks the constraints of the targets at its path.
    pub(super) fn value(
        &mut self,
        field: &Field,
        ty: &Type,
        path: &str,
        presence: usize,
        targets: &[Target],
    ) -> Value {
        let codes: Vec<&str> = targets
            .iter()
            .filter(|target| target.path == path)
            .map(|target| target.code)
            .collect();
        match ty.structure() {
            Structure::Primitive(Primitive::Text(facets)) => {
                if codes.contains(&"clear_token") {
                    return json!("");
                }
                let place = text::Place {
                    location: field.location,
                    separator: field.ty.join().map(str::to_owned),
                    token: field.presence == Presence::Clearable(Clear::Empty),
                };
                let codes: Vec<&str> = codes
                    .into_iter()
                    .filter(|code| !["min_items", "max_items", "unique_items"].contains(code))
                    .collect();
                json!(text::make(&mut self.runner, facets, &place, &codes))
            }
            Structure::Primitive(Primitive::Integer(facets)) => match codes.first() {
                Some(&"minimum") => json!(facets.minimum.unwrap_or(0).saturating_sub(1)),
                Some(&"maximum") => json!(facets.maximum.unwrap_or(0).saturating_add(1)),
                Some(&"multiple_of") => {
                    let divisor = facets.multiple_of.unwrap_or(1);
                    let multiple = facets
                        .minimum
                        .unwrap_or(0)
                        .div_euclid(divisor)
                        .saturating_mul(divisor);
                    json!(multiple.saturating_add(divisor).saturating_add(1))
                }
                _ => {
                    let low = facets.minimum.unwrap_or(-5);
                    let high = facets.maximum.unwrap_or(low.saturating_add(1000));
                    let width = usize::try_from(high.saturating_sub(low)).unwrap_or(1000);
                    let step = i64::try_from(self.below(width + 1)).unwrap_or(0);
                    let number = low.saturating_add(step);
                    let rest = facets.multiple_of.map_or(0, |divisor| number % divisor);
                    let multiple = number.saturating_sub(rest);
                    json!(if multiple < low {
                        multiple.saturating_add(facets.multiple_of.unwrap_or(0))
                    } else {
                        multiple
                    })
                }
            },
            Structure::Primitive(Primitive::Number(facets)) => {
                let target = codes.first().copied();
                let refuses = |value: &Decimal| match target {
                    Some("minimum") => !facets.is_above_minimum(value),
                    Some("maximum") => !facets.is_below_maximum(value),
                    Some("multiple_of") => !facets.accepts(value),
                    _ => facets.accepts(value),
                };
                let fitting: Vec<Decimal> = facets.near().into_iter().filter(refuses).collect();
                let spelled = match fitting.len() {
                    0 => "0".to_owned(),
                    count => fitting[self.below(count)].to_string(),
                };
                // Another spelling of the same number.
                let spelled = match (self.below(4), spelled.contains(['.', 'e', 'E'])) {
                    (0, false) => format!("{spelled}.00"),
                    (1, false) => format!("{spelled}E+0"),
                    (1, true) if !spelled.contains(['e', 'E']) => format!("{spelled}0e0"),
                    _ => spelled,
                };
                json!(spelled)
            }
            Structure::Primitive(Primitive::Any(AnyFormat::Json)) => self.any(2),
            Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => json!(self.element(2)),
            Structure::Primitive(Primitive::Boolean) => json!(self.chance(50)),
            Structure::Primitive(Primitive::Date) => {
                json!(["2026-11-21", "2024-02-29", "1999-12-31"][self.below(3)])
            }
            Structure::Primitive(Primitive::Timestamp) => {
                json!(
                    [
                        "2026-11-21T18:24:00Z",
                        "2024-02-29T23:59:59.123+02:00",
                        "1999-12-31T00:00:00-11:30"
                    ][self.below(3)]
                )
            }
            Structure::Primitive(Primitive::Enum(index)) => {
                if codes.contains(&"enum") {
                    return json!("no such value");
                }
                let values = &self.plan.enums[index].values;
                let index = self.below(values.len());
                json!(values[index].value)
            }
            Structure::Object(index) => {
                let object = &self.plan.objects[index];
                let prefix = format!("{path}.");
                Value::Object(match object.is_union() {
                    true => self.variant(&object.fields, &prefix, presence, targets),
                    false => self.object(&object.fields, &prefix, presence, targets),
                })
            }
            Structure::Map(map) => {
                let least = map.min_items.unwrap_or(0).max(1) as usize;
                let most = map.max_items.map_or(least + 2, |most| most as usize);
                let mut count = least + self.below(most.saturating_sub(least) + 1);
                if codes.contains(&"min_items") {
                    count = map.min_items.unwrap_or(1) as usize - 1;
                }
                if codes.contains(&"max_items") {
                    count = most + 1;
                }
                let mut entries = Map::new();
                for _ in 0..count {
                    let value = self.value(field, &map.item, path, presence, targets);
                    entries.insert(self.key(&map.keys, codes.contains(&"key")), value);
                }
                Value::Object(entries)
            }
            Structure::List(list) => {
                let least = list.facets.min_items.unwrap_or(0).max(1) as usize;
                let most = list
                    .facets
                    .max_items
                    .map_or(least + 2, |most| most as usize);
                let mut count = least + self.below(most.saturating_sub(least) + 1);
                if codes.contains(&"min_items") {
                    count = least
                        .saturating_sub(1)
                        .min(list.facets.min_items.unwrap_or(1) as usize - 1);
                }
                if codes.contains(&"max_items") {
                    count = most + 1;
                }
                let mut items: Vec<Value> = (0..count)
                    .map(|_| self.value(field, &list.item, path, presence, targets))
                    .collect();
                if list.facets.unique_items && !codes.contains(&"unique_items") {
                    items.dedup();
                }
                for key in list.facets.key_names() {
                    if !codes.contains(&"unique_items") {
                        keep_unique(&mut items, &key);
                    }
                }
                if codes.contains(&"unique_items")
                    && let Some(first) = items.first().cloned()
                {
                    items.push(first);
                }
                Value::Array(items)
            }
        }
    }

    /// Returns the key of an entry, which breaks a facet of keys if asked to.
    fn key(&mut self, keys: &MapKeys, breaks: bool) -> String {
        match keys {
            MapKeys::Enum(_) if breaks => "no such value".to_owned(),
            MapKeys::Enum(values) => {
                let values = &self.plan.enums[*values].values;
                let index = self.below(values.len());
                values[index].value.clone()
            }
            MapKeys::Text(facets) => {
                let place = text::Place {
                    location: Location::Body,
                    separator: None,
                    token: false,
                };
                let code = if facets.patterns.is_empty() {
                    "max_length"
                } else {
                    "pattern"
                };
                let codes: &[&str] = if breaks { &[code] } else { &[] };
                text::make(&mut self.runner, facets, &place, codes)
            }
        }
    }
}

/// Removes the items that have the same values in some members as an earlier one.
fn keep_unique(items: &mut Vec<Value>, members: &[&str]) {
    let mut seen: Vec<Vec<Value>> = Vec::new();
    items.retain(|item| {
        let key: Vec<Value> = members.iter().map(|name| item[*name].clone()).collect();
        let is_new = !seen.contains(&key);
        seen.extend(is_new.then_some(key));
        is_new
    });
}
