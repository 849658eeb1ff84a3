//! Checks values: presence, facets and spellings of each field, then facts, then rules.
//!
//! Input: values and facts of one operation. Output: violations, in the runtime's [`Check`]. Emitted code calls the same
//! checks in the same order, so that both executors list the same violations in the same order.

mod paths;
mod values;

use wireform::__rt::{AnyRule, AnyStep, Check, Integer, Path, RuleText, Step};
use wireform::{Code, Date, Timestamp, Violations, Waivers, XmlText};
use wireform_codegen::lower::Place;
use wireform_codegen::plan::{
    AnyFormat, BodyFormat, Clear, Field, FieldId, JsonMembers, Literal, Location, ObjectType,
    Operation, Presence, Primitive, Rule, Structure, Table, Type, Update, members_of,
};

use crate::call::{Call, collect};
use crate::facets::number_facets;
use crate::facts::{Fact, Facts};
use crate::places;
use crate::rules::{Root, Scene};
use crate::value::{Slots, Value, Values};
use values::spellable;

/// Checks the values, the facts and the rules.
pub(crate) fn run(call: &Call<'_>, values: &Values, facts: &Facts, check: &mut Check<'_>) {
    let walk = Walk::of(call, facts);
    for at in call.operation.fields.ids() {
        walk.operation_field(check, at, values.get(at));
    }
    self::facts(call, facts, check);
    rules(&walk, values, facts, check);
}

/// Checks the values of some fields, and the rules. The values of the other fields have no violation, and neither have the facts.
pub(crate) fn others(
    call: &Call<'_>,
    values: &Values,
    facts: &Facts,
    fields: impl Iterator<Item = FieldId>,
    check: &mut Check<'_>,
) {
    let walk = Walk::of(call, facts);
    for at in fields {
        walk.operation_field(check, at, values.get(at));
    }
    rules(&walk, values, facts, check);
}

/// Checks that the facts are given, and that their texts match their patterns.
pub(crate) fn facts(call: &Call<'_>, facts: &Facts, check: &mut Check<'_>) {
    for &context in &call.operation.contexts {
        let declared = &call.interpreter.plan.contexts[context];
        let pattern = declared.pattern.as_ref();
        let pattern = pattern.map(|pattern| call.interpreter.patterns.whole(pattern));
        match (facts.get(context), pattern) {
            (Fact::Missing, _) => {
                check.context_missing(AnyStep::Borrowed(&Step::new(&declared.name, "")));
            }
            (Fact::Set(set), Some(pattern)) => check.context_text(&declared.name, set, pattern),
            (Fact::Text(text), Some(pattern)) => {
                check.context_text(&declared.name, [text], pattern);
            }
            (Fact::Unknown | Fact::Boolean(_), _) | (Fact::Set(_) | Fact::Text(_), None) => {}
        }
    }
}

fn rules(walk: &Walk<'_>, values: &Values, facts: &Facts, check: &mut Check<'_>) {
    let call = walk.call;
    for rule in &call.operation.rules {
        let root = Root::Operation(call.operation, values);
        let outcome = walk.scene(root, facts, check).outcome(rule);
        let text = text_of(rule);
        match &rule.path {
            Some(field) => walk.with_path(field, |path| {
                check.rule(AnyRule::Borrowed(&text), outcome, Some(path))
            }),
            None => check.rule(AnyRule::Borrowed(&text), outcome, None),
        }
    }
}

/// Checks the values of the fields of a response. No wire of the operation's requests carries them.
pub(crate) fn response(
    call: &Call<'_>,
    fields: &Table<FieldId, Field>,
    values: &Slots,
    check: &mut Check<'_>,
) {
    let walk = Walk {
        call,
        facts: None,
        body: None,
        formats: Vec::new(),
        xml: false,
        lines: false,
    };
    for (at, field) in fields.iter_ids() {
        let step = Step::new(&field.name, &field.name);
        let path = places::path(None, &step);
        let value = values.get(at).and_then(Option::as_ref);
        walk.field(check, field, &[], Empties::default(), &path, value);
    }
}

/// Returns the violation of a field whose value is not of its type.
pub(crate) fn wrong_type(call: &Call<'_>, field: FieldId) -> Violations {
    let declared = &call.operation.fields[field];
    let step = places::step(declared, &call.places[field]);
    let path = places::path(None, &step);
    let report = |check: &mut Check<'_>| check.input(&path, Code::Type, expected(&declared.ty));
    collect(&Waivers::NONE, report).1
}

/// Checks the keys of a map whose entries are members of the object around it.
fn keys_beside(
    check: &mut Check<'_>,
    all: &[&JsonMembers],
    path: &Path<'_>,
    entries: &[(String, Value)],
) {
    for members in all {
        let taken: Vec<&str> = members.taken.iter().map(String::as_str).collect();
        let keys = entries.iter().map(|(key, _)| key.as_str());
        check.keys_beside(path, keys, (&members.before, &members.after), &taken);
    }
}

/// Returns the name and the sentence of a rule.
fn text_of(rule: &Rule) -> RuleText<'_> {
    RuleText {
        name: &rule.name,
        message: &rule.says,
    }
}

/// The data that the checks of all fields share.
struct Walk<'a> {
    call: &'a Call<'a>,
    /// The facts for the rules of objects. A response has none, and is not subject to rules.
    facts: Option<&'a Facts>,
    /// The format of the first binding, to which wire paths refer.
    body: Option<BodyFormat>,
    /// The formats of the bindings, first that of the first binding, each once.
    formats: Vec<BodyFormat>,
    /// Whether some binding writes XML.
    xml: bool,
    /// Whether some binding writes lines.
    lines: bool,
}

/// What a field that is empty, or that leaves something out, has an effect on.
#[derive(Clone, Copy, Default)]
struct Empties {
    /// Whether nothing is written for an empty list, map or object.
    needs_item: bool,
    /// Whether nothing is written for an empty object in a list, so that the next object would get its number.
    numbers_objects: bool,
    /// Whether each entry of the map is a parameter, so that nothing is written for an empty list in it.
    flattened: bool,
    /// Whether the provider keeps what is left out around the field.
    keeps_members: bool,
    /// Whether the keys of the map tell it from another map in the object.
    tells: bool,
}

/// The properties of a value's place that its checks depend on.
#[derive(Clone, Copy)]
struct Around<'a> {
    location: Location,
    clear_token: bool,
    /// The separator of the list that the value is an item of, and how many times each item contains it.
    separator: Option<(&'a str, u64)>,
    /// Whether nothing is written for an empty list, map or object.
    needs_item: bool,
    /// Whether nothing is written for an empty object in a list.
    numbers_objects: bool,
    /// Whether each entry of the map is a parameter.
    flattened: bool,
    /// Whether the provider keeps what is left out of the object or the request around it.
    keeps_members: bool,
    /// Whether the keys of the map tell it from another map in the object.
    tells: bool,
    /// Whether the wire path of an entry of the map has its key, if the schema lists it.
    names_keys: bool,
    /// One list of spellings for each wire with spellings of its own.
    spellings: &'a [&'a [(String, Literal)]],
}

impl<'a> Walk<'a> {
    fn of(call: &'a Call<'a>, facts: &'a Facts) -> Self {
        Self {
            call,
            facts: Some(facts),
            body: call.operation.default_binding().body.member_format(),
            formats: formats(call.operation),
            xml: places::writes(call.operation, BodyFormat::Xml),
            lines: places::writes(call.operation, BodyFormat::Lines),
        }
    }

    /// Returns the data for the rules of an operation or an object.
    fn scene<'s>(&self, root: Root<'s>, facts: &'s Facts, check: &'s Check<'s>) -> Scene<'s>
    where
        'a: 's,
    {
        Scene {
            plan: self.call.interpreter.plan,
            patterns: &self.call.interpreter.patterns,
            root,
            facts,
            check,
        }
    }

    /// Checks a field of the operation.
    fn operation_field(&self, check: &mut Check<'_>, at: FieldId, value: Option<&Value>) {
        let operation = self.call.operation;
        let (field, place) = (&operation.fields[at], &self.call.places[at]);
        let step = places::step(field, place);
        let path = places::path(None, &step);
        let bodies = operation.bindings.iter();
        let bodies = bodies.flat_map(|binding| binding.body.json_nodes());
        let beside: Vec<&JsonMembers> = members_of(bodies, at).collect();
        let empties = Empties {
            needs_item: field.needs_item,
            numbers_objects: place.numbers_objects,
            flattened: !operation.flattened(at).is_empty(),
            keeps_members: operation.update == Update::Patch,
            tells: beside.iter().any(|members| members.keys.is_some()),
        };
        self.field(check, field, &[place], empties, &path, value);
        if let Some(Value::Map(entries)) = value {
            self.flattened(check, at, &path, entries);
            keys_beside(check, &beside, &path, entries);
            if field.location == Location::Header {
                check.keys_in_headers(&path, entries.iter().map(|(key, _)| key.as_str()));
            }
        }
    }

    /// Checks a field. `places` are those on each wire; the path refers to the first. The truth values say whether the field must
    /// not be empty, and whether the provider keeps what is left out around it.
    fn field(
        &self,
        check: &mut Check<'_>,
        field: &Field,
        places: &[&Place<'_>],
        empties: Empties,
        path: &Path<'_>,
        value: Option<&Value>,
    ) {
        if field.constant.is_some() {
            return;
        }
        let value = match (value, field.presence) {
            (Some(Value::Broken), _)
            | (None, Presence::Optional | Presence::Clearable(_) | Presence::Variant) => return,
            (None, Presence::Required) => return check.required(path),
            (Some(Value::Clear), Presence::Clearable(_)) => return,
            (Some(Value::Clear), _) => return check.clear_impossible(path),
            (Some(Value::Json(json)), _) => return check.not_null(path, json),
            (Some(value), _) => value,
        };
        let around = Around {
            location: field.location,
            clear_token: false,
            separator: None,
            needs_item: empties.needs_item,
            numbers_objects: empties.numbers_objects,
            flattened: empties.flattened,
            keeps_members: empties.keeps_members,
            tells: empties.tells,
            names_keys: places.first().is_some_and(|place| place.names_keys),
            spellings: &[],
        };
        let token = match field.presence {
            Presence::Clearable(clear) => Some(clear),
            Presence::Required | Presence::Optional | Presence::Variant => None,
        };
        let spellings: Vec<_> = places
            .iter()
            .flat_map(|place| place.spellings.iter().copied())
            .collect();
        let around = Around {
            spellings: &spellings,
            ..around
        };
        self.value(check, &field.ty, path, value, around, token);
    }

    /// Checks the keys of a map whose entries are parameters of the operation.
    fn flattened(
        &self,
        check: &mut Check<'_>,
        field: FieldId,
        path: &Path<'_>,
        entries: &[(String, Value)],
    ) {
        for (template, taken) in self.call.operation.flattened(field) {
            let pieces: Vec<Vec<&str>> = taken
                .iter()
                .map(|name| name.iter().map(String::as_str).collect())
                .collect();
            let taken: Vec<&[&str]> = pieces.iter().map(Vec::as_slice).collect();
            let keys = entries.iter().map(|(key, _)| key.as_str());
            check.keys_flattened(path, keys, template, &taken);
        }
    }

    fn value(
        &self,
        check: &mut Check<'_>,
        ty: &Type,
        path: &Path<'_>,
        value: &Value,
        around: Around<'_>,
        token: Option<Clear>,
    ) {
        match (ty.structure(), value) {
            (_, Value::Broken) => {}
            (Structure::Primitive(Primitive::Text(facets)), Value::Text(text)) => {
                let around = Around {
                    clear_token: token == Some(Clear::Empty),
                    ..around
                };
                self.text(check, facets, path, text, around);
            }
            (Structure::Primitive(Primitive::Integer(facets)), Value::Integer(number)) => check
                .integer(
                    path,
                    *number,
                    &Integer {
                        minimum: facets.minimum,
                        maximum: facets.maximum,
                        multiple_of: facets.multiple_of,
                    },
                ),
            (Structure::Primitive(Primitive::Number(facets)), Value::Number(number)) => {
                check.number(path, number, &number_facets(facets));
            }
            (Structure::Primitive(Primitive::Any(AnyFormat::Json)), Value::Json(_))
            | (Structure::Primitive(Primitive::Boolean), Value::Boolean(_)) => {}
            (Structure::Primitive(Primitive::Date), Value::Text(text)) => {
                if text.parse::<Date>().is_err() {
                    check.input(path, Code::Type, "a date such as 2026-11-21");
                }
            }
            (Structure::Primitive(Primitive::Any(AnyFormat::Xml)), Value::Text(text)) => {
                if text.parse::<XmlText>().is_err() {
                    check.input(path, Code::Type, ELEMENT);
                }
            }
            (Structure::Primitive(Primitive::Timestamp), Value::Text(text)) => {
                if text.parse::<Timestamp>().is_err() {
                    check.input(path, Code::Type, "a moment such as 2026-11-21T09:30:00Z");
                }
            }
            (Structure::Primitive(Primitive::Enum(index)), Value::Text(text)) => {
                return self.choice(check, index, path, text, around, token);
            }
            (Structure::Object(index), Value::Object(members)) => {
                let object = &self.call.interpreter.plan.objects[index];
                if object.is_union() && members.iter().flatten().count() != 1 {
                    return check.input(path, Code::Type, &one_variant(object));
                }
                if around.needs_item && self.is_blank(index, members) {
                    check.empty_object(path);
                }
                let update = self.call.interpreter.plan.objects[index].update;
                let keeps = around.keeps_members && update.is_patch();
                check.keeping_members(keeps, |check| self.object(check, index, path, members));
            }
            (Structure::List(list), Value::List(items)) => {
                self.list(check, list, path, items, around, token);
            }
            (Structure::Map(map), Value::Map(entries)) => {
                self.map(check, map, path, entries, around);
            }
            // Reading input gives each value the type of its field, so this value comes from the caller's program.
            (
                Structure::Primitive(
                    Primitive::Text(_)
                    | Primitive::Integer(_)
                    | Primitive::Number(_)
                    | Primitive::Any(_)
                    | Primitive::Boolean
                    | Primitive::Date
                    | Primitive::Timestamp
                    | Primitive::Enum(_),
                )
                | Structure::Object(_)
                | Structure::Map(_)
                | Structure::List(_),
                _,
            ) => return check.input(path, Code::Type, expected(ty)),
        }
        if !spellable(around.spellings, value) {
            check.unspellable(path);
        }
    }
}

/// The most variants that a message names.
const MOST_VARIANTS: usize = 8;

/// Returns what the value of a union has to be, for messages.
pub(crate) fn one_variant(union: &ObjectType) -> String {
    format!(
        "a mapping with exactly one variant: {}",
        variants(&union.fields)
    )
}

/// Returns the names of the variants of a union, for messages.
pub(crate) fn variants(fields: &Table<FieldId, Field>) -> String {
    let names = fields.iter().map(|it| format!("`{}`", it.name));
    let mut names: Vec<String> = names.take(MOST_VARIANTS + 1).collect();
    if names.len() > MOST_VARIANTS {
        names.truncate(MOST_VARIANTS);
        return format!("{} or another", names.join(", "));
    }
    match names.pop() {
        Some(last) if !names.is_empty() => format!("{} or {last}", names.join(", ")),
        last => last.unwrap_or_default(),
    }
}

/// Returns the formats of the bindings of an operation, in order, each once.
pub(crate) fn formats(operation: &Operation) -> Vec<BodyFormat> {
    let mut formats = Vec::new();
    for binding in &operation.bindings {
        for format in binding.body.formats() {
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
    }
    formats
}

/// The description of an XML element, for messages.
pub(crate) const ELEMENT: &str = "one well-formed XML element";

/// Returns a description of the values of a type, for messages.
pub(crate) fn expected(ty: &Type) -> &'static str {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)) => "a text",
        Structure::Primitive(Primitive::Integer(_)) => "a whole number",
        Structure::Primitive(Primitive::Number(_)) => "a number such as 12.50",
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => "JSON",
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => ELEMENT,
        Structure::Primitive(Primitive::Boolean) => "`true` or `false`",
        Structure::Primitive(Primitive::Date) => "a date such as 2026-11-21",
        Structure::Primitive(Primitive::Timestamp) => "a moment such as 2026-11-21T09:30:00Z",
        Structure::Object(_) | Structure::Map(_) => "a mapping",
        Structure::List(_) => "a list",
    }
}
