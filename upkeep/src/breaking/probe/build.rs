//! Requests and values that a plan accepts, made from the plan alone.

use wireform_codegen::pattern::Language;
use wireform_codegen::plan::{
    AnyFormat, Expectation, Field, MapKeys, Operation, Plan, Presence, Primitive, Structure,
    TextFacets, Type, Value,
};
use wireform_interpret::Input;

/// Returns requests to try: the least, one with every field, and those of the examples.
pub(super) fn requests(plan: &Plan, operation: &Operation) -> Vec<Input> {
    let mut requests: Vec<Input> = values_of(plan, &operation.fields).collect();
    let accepted = operation
        .examples
        .iter()
        .filter(|example| match example.expect {
            Expectation::Request { .. } => example.waive.is_empty(),
            Expectation::Violations(_) => false,
        });
    requests.extend(accepted.map(|example| Input::Map(example.values.iter().map(entry).collect())));
    requests
}

/// Returns the least values of some fields, and values of all of them.
pub(super) fn values_of(plan: &Plan, fields: &[Field]) -> impl Iterator<Item = Input> {
    [false, true]
        .into_iter()
        .filter_map(move |all| members(plan, fields, all, 0))
}

fn entry((name, value): &(String, Value)) -> (String, Input) {
    (name.clone(), input(value))
}

fn input(value: &Value) -> Input {
    match value {
        Value::Clear => Input::Null,
        Value::String(text) => Input::Text(text.clone()),
        Value::Integer(number) => Input::Integer(*number),
        Value::Number(number) => Input::Number(number.to_string()),
        Value::Json(text) => Input::from_json(text.as_bytes()).unwrap_or(Input::Broken),
        Value::Boolean(truth) => Input::Boolean(*truth),
        Value::List(items) => Input::List(items.iter().map(input).collect()),
        Value::Object(entries) => Input::Map(entries.iter().map(entry).collect()),
    }
}

/// Returns a value that a type accepts. None if none was found.
pub(in crate::breaking) fn any_value(plan: &Plan, ty: &Type) -> Option<Input> {
    value(plan, ty, false, 0)
}

/// The depth at which optional members are left out, so that objects in themselves end.
const DEPTH: usize = 4;

fn members(plan: &Plan, fields: &[Field], all: bool, depth: usize) -> Option<Input> {
    let mut entries = Vec::new();
    for field in fields.iter().filter(|field| field.constant.is_none()) {
        let is_required = field.presence == Presence::Required;
        if !is_required && (!all || depth > DEPTH) {
            continue;
        }
        match value(plan, &field.ty, all, depth + 1) {
            Some(value) => entries.push((field.name.clone(), value)),
            None if is_required => return None,
            None => {}
        }
    }
    Some(Input::Map(entries))
}

/// Returns a value of a union: its first variant that has one.
fn variant(plan: &Plan, variants: &[Field], depth: usize) -> Option<Input> {
    variants.iter().find_map(|field| {
        let value = value(plan, &field.ty, false, depth + 1)?;
        Some(Input::Map(vec![(field.name.clone(), value)]))
    })
}

fn value(plan: &Plan, ty: &Type, all: bool, depth: usize) -> Option<Input> {
    Some(match ty.structure() {
        Structure::Primitive(primitive) => match primitive {
            Primitive::Text(facets) => Input::Text(text(facets)?),
            Primitive::Integer(facets) => {
                let least = facets.minimum.unwrap_or(i64::MIN);
                Input::Integer(least.max(0).min(facets.maximum.unwrap_or(i64::MAX)))
            }
            Primitive::Number(facets) => Input::Number(facets.witness()?.to_string()),
            Primitive::Any(AnyFormat::Json) | Primitive::Boolean => Input::Boolean(true),
            Primitive::Any(AnyFormat::Xml) => Input::Text("<element/>".to_owned()),
            Primitive::Date => Input::Text("2026-11-21".to_owned()),
            Primitive::Timestamp => Input::Text("2026-11-21T09:30:00Z".to_owned()),
            Primitive::Enum(id) => Input::Text(plan.enums[id].values.first()?.value.clone()),
        },
        Structure::Object(id) => {
            if depth > DEPTH * 2 {
                return None;
            }
            let object = &plan.objects[id];
            match object.is_union() {
                true => variant(plan, &object.fields, depth)?,
                false => members(plan, &object.fields, all, depth)?,
            }
        }
        Structure::List(list) => {
            let count = list.facets.min_items.unwrap_or(0).max(1);
            list_of(plan, &list.item, count, &Alike::Nothing)?
        }
        Structure::Map(map) => {
            let count = usize::try_from(map.min_items.unwrap_or(0).max(1)).ok()?;
            let keys = match &map.keys {
                MapKeys::Text(facets) => readable(&Language::of(facets).ok()?, count),
                MapKeys::Enum(id) => {
                    let values = plan.enums[*id].values.iter().take(count);
                    values.map(|value| value.value.clone()).collect()
                }
            };
            if keys.len() < count {
                return None;
            }
            let item = value(plan, &map.item, false, depth + 1)?;
            Input::Map(keys.into_iter().map(|key| (key, item.clone())).collect())
        }
    })
}

/// Returns a short text that is not empty, as far as the facets accept one.
fn text(facets: &TextFacets) -> Option<String> {
    let language = Language::of(facets).ok()?;
    let mut filled = language.clone();
    filled.window.min = filled.window.min.max(1);
    let shortest = |language: &Language| language.shortest().ok().flatten();
    shortest(&filled).or_else(|| shortest(&language))
}

/// The greatest number of items that a list is made with.
const ITEMS: u64 = 1000;

/// What is the same in the items of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::breaking) enum Alike {
    /// Nothing: all items differ.
    Nothing,
    /// All of them.
    Items,
    /// Some members. Another member differs.
    Members(Vec<String>),
}

/// Returns a list of this many items. None if the type has too few values.
pub(in crate::breaking) fn list_of(
    plan: &Plan,
    item: &Type,
    count: u64,
    alike: &Alike,
) -> Option<Input> {
    if count > ITEMS {
        return None;
    }
    let first = value(plan, item, false, 1);
    if count == 0 {
        return Some(Input::List(Vec::new()));
    }
    let first = first?;
    let count = count as usize;
    let items = match alike {
        Alike::Nothing if count > 1 => different(plan, item, count)?,
        Alike::Nothing | Alike::Items => vec![first; count],
        Alike::Members(key) => {
            let fields = &plan.objects[item.object()?].fields;
            varied(plan, fields, key, count)?
        }
    };
    Some(Input::List(items))
}

/// Returns objects of which some members are the same, and the others differ as far as they have several values. None if no
/// member differs.
fn varied(plan: &Plan, fields: &[Field], same: &[String], count: usize) -> Option<Vec<Input>> {
    let Some(Input::Map(first)) = members(plan, fields, true, 1) else {
        return None;
    };
    let mut objects = vec![first; count];
    let mut is_varied = false;
    for field in fields.iter().filter(|it| !same.contains(&it.name)) {
        let values = match field.ty.structure() {
            Structure::Primitive(_) => different(plan, &field.ty, count)?,
            Structure::Object(_) | Structure::List(_) | Structure::Map(_) => continue,
        };
        let is_distinct = values.windows(2).all(|pair| pair[0] != pair[1]);
        if field.constant.is_some() || !is_distinct {
            continue;
        }
        is_varied = true;
        for (object, value) in objects.iter_mut().zip(values) {
            object.retain(|(name, _)| *name != field.name);
            object.push((field.name.clone(), value));
        }
    }
    is_varied.then(|| objects.into_iter().map(Input::Map).collect())
}

/// Returns different values of a type, as far as it has some.
fn different(plan: &Plan, item: &Type, count: usize) -> Option<Vec<Input>> {
    let texts = |texts: Vec<String>| texts.into_iter().map(Input::Text).collect::<Vec<_>>();
    let found = match item.structure() {
        Structure::Primitive(Primitive::Text(facets)) => {
            texts(readable(&Language::of(facets).ok()?, count))
        }
        Structure::Primitive(Primitive::Enum(id)) => {
            let values = plan.enums[id].values.iter().take(count);
            texts(values.map(|value| value.value.clone()).collect())
        }
        Structure::Primitive(Primitive::Integer(facets)) => {
            let least = facets.minimum.unwrap_or(0);
            let numbers = (0..count as i64).map(|step| least.saturating_add(step));
            numbers.map(Input::Integer).collect()
        }
        Structure::Primitive(Primitive::Boolean) => {
            vec![Input::Boolean(true), Input::Boolean(false)]
        }
        Structure::Object(id) if !plan.objects[id].is_union() => {
            varied(plan, &plan.objects[id].fields, &[], count).unwrap_or_default()
        }
        Structure::Primitive(
            Primitive::Number(_) | Primitive::Any(_) | Primitive::Date | Primitive::Timestamp,
        )
        | Structure::Object(_)
        | Structure::Map(_)
        | Structure::List(_) => Vec::new(),
    };
    if found.len() >= count {
        return Some(found);
    }
    let one = value(plan, item, false, 1)?;
    Some(vec![one; count])
}

/// Returns different members of a language, plain ones as far as possible.
pub(super) fn readable(language: &Language, count: usize) -> Vec<String> {
    let plain = [
        "a", "b", "c", "other", "one", "two", "three", "A1", "1", "2", "3", "4",
    ];
    let mut found: Vec<String> = plain.iter().map(|text| (*text).to_owned()).collect();
    found.retain(|text| language.contains(text));
    if found.len() < count {
        found.extend(language.samples(count, 3).unwrap_or_default());
    }
    let mut seen = Vec::new();
    found.retain(|text| {
        let is_new = !seen.contains(text);
        seen.push(text.clone());
        is_new
    });
    found.truncate(count);
    found
}
