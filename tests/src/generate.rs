//! Generates values for an operation from its plan: valid ones, and ones that break chosen constraints.
//!
//! Input: a plan and a seed. Output: cases as JSON keyed by logical names, which both executors read. The patterns
//! are sampled by `proptest` and matched by the crate `regex`, independently of both executors.

mod obeyed;
mod text;
mod waivers;

use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rand_core::Rng as _;
use serde_json::{Map, Value, json};
use wireform_codegen::plan::{
    Clear, Condition, ContextId, ContextKind, Decimal, Effect, Field, Location, MapKeys, Operation,
    Plan, Presence, Primitive, Rule, Structure, Test, TextFacets, Type,
};

pub use waivers::Waived;

/// A context fact of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// Not given.
    Missing,
    /// Given as unknown.
    Unknown,
    /// A set of texts.
    Set(Vec<String>),
    /// A text.
    Text(String),
    /// True or false.
    Boolean(bool),
}

/// One input of an operation.
#[derive(Debug, Clone)]
pub struct Case {
    /// The values, by logical name. A missing key is absent, and `null` is an explicit clear.
    pub values: Map<String, Value>,
    /// The facts, by name.
    pub facts: BTreeMap<String, Fact>,
    /// The contact as read, if the operation takes one and the case has one.
    pub current: Option<Map<String, Value>>,
    /// The waivers.
    pub waived: BTreeSet<Waived>,
}

/// A constraint that a case can break.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The logical path without indices, for example `verifications.claims`.
    pub path: String,
    /// The code of the violation, for example `enum`.
    pub code: &'static str,
}

/// Generates cases for one operation of a plan.
pub struct Generator<'p> {
    plan: &'p Plan,
    operation: &'p Operation,
    runner: TestRunner,
}

impl<'p> Generator<'p> {
    /// Returns a generator, which makes the same cases for the same seed.
    #[must_use]
    pub fn new(plan: &'p Plan, operation: &'p Operation, seed: u8) -> Self {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
        Self {
            plan,
            operation,
            runner: TestRunner::new_with_rng(Config::default(), rng),
        }
    }

    /// Returns a number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.runner.rng().next_u64() % (limit.max(1) as u64)) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Returns a case in which every value is valid. It may break rules.
    pub fn valid(&mut self) -> Case {
        self.case(50, &[])
    }

    /// Returns a case with every field that can be set.
    pub fn full(&mut self) -> Case {
        self.case(100, &[])
    }

    /// Returns a case with few or most fields, with facts for which rules apply, and with a contact as read that
    /// differs in one field.
    pub fn ruled(&mut self) -> Case {
        let presence = [8, 85][self.below(2)];
        let mut case = self.case(presence, &[]);
        for index in &self.operation.contexts {
            let context = &self.plan.contexts[*index];
            let fact = match &context.kind {
                ContextKind::Boolean => Fact::Boolean(false),
                ContextKind::SetOfString => {
                    let all = mentioned(&self.plan.rules_of(self.operation), *index);
                    let one = self.below(all.len());
                    Fact::Set(all.into_iter().skip(one).take(1).collect())
                }
                _ => continue,
            };
            case.facts.insert(context.name.clone(), fact);
        }
        if self.operation.takes_current {
            let mut current = case.values.clone();
            current.retain(|_, value| !value.is_null());
            let other = self.full().values;
            let names: Vec<&String> = other.keys().collect();
            let name = names[self.below(names.len())];
            current.insert(name.clone(), other[name].clone());
            case.current = Some(current);
        }
        case
    }

    /// Returns a case with this field, everything in it, and the required fields.
    pub fn only(&mut self, field: &str) -> Case {
        let full = self.full();
        let required = |name: &str| {
            self.operation
                .fields
                .iter()
                .any(|field| field.name == name && field.presence == Presence::Required)
        };
        let values = full
            .values
            .into_iter()
            .filter(|(name, _)| name == field || required(name))
            .collect();
        Case { values, ..full }
    }

    /// Returns a case that breaks these constraints, as far as a value can.
    pub fn broken(&mut self, targets: &[Target]) -> Case {
        self.case(50, targets)
    }

    /// Returns a case that breaks up to three constraints, or none. About half of all such cases are valid.
    pub fn mixed(&mut self) -> Case {
        let targets = targets(self.plan, self.operation);
        let count = if self.chance(45) {
            1 + self.below(3)
        } else {
            0
        };
        let chosen: Vec<Target> = (0..count)
            .filter_map(|_| {
                let index = self.below(targets.len());
                targets.get(index).cloned()
            })
            .collect();
        // With many fields, a rule that forbids two together would refuse nearly every case.
        let presence = [5, 5, 30, 60][self.below(4)];
        let mut case = self.case(presence, &chosen);
        if !self.operation.contexts.is_empty() && self.chance(85) {
            self.obey(&mut case, &chosen);
        }
        case
    }

    fn case(&mut self, presence: usize, targets: &[Target]) -> Case {
        let operation = self.operation;
        let values = self.object(&operation.fields, "", presence, targets);
        let current = (operation.takes_current && self.chance(60)).then(|| self.current(&values));
        Case {
            values,
            facts: self.facts(),
            current,
            waived: BTreeSet::new(),
        }
    }

    /// Returns a contact as read that agrees with most of the values.
    fn current(&mut self, values: &Map<String, Value>) -> Map<String, Value> {
        let operation = self.operation;
        let mut current = self.object(&operation.fields, "", 80, &[]);
        for (name, value) in values {
            if !value.is_null() && self.chance(90) {
                current.insert(name.clone(), value.clone());
            }
        }
        current.retain(|_, value| !value.is_null());
        current
    }

    /// Returns facts for the operation's rules, most of them known.
    fn facts(&mut self) -> BTreeMap<String, Fact> {
        let mut facts = BTreeMap::new();
        for index in &self.operation.contexts {
            let context = &self.plan.contexts[*index];
            let fact = match self.below(60) {
                0 => Fact::Missing,
                1..=3 => Fact::Unknown,
                _ => match &context.kind {
                    ContextKind::Boolean => Fact::Boolean(self.chance(8)),
                    ContextKind::String => Fact::Text("com".into()),
                    ContextKind::Enum(values) => {
                        let values = &self.plan.enums[*values].values;
                        let index = self.below(values.len());
                        Fact::Text(values[index].value.clone())
                    }
                    ContextKind::SetOfEnum(values) => {
                        let all: Vec<String> = self.plan.enums[*values]
                            .values
                            .iter()
                            .map(|value| value.value.clone())
                            .collect();
                        Fact::Set(all.into_iter().filter(|_| self.chance(40)).collect())
                    }
                    ContextKind::SetOfString => {
                        let mut all = mentioned(&self.plan.rules_of(self.operation), *index);
                        all.push("com".into());
                        Fact::Set(all.into_iter().filter(|_| self.chance(12)).collect())
                    }
                },
            };
            facts.insert(context.name.clone(), fact);
        }
        facts
    }

    fn object(
        &mut self,
        fields: &[Field],
        prefix: &str,
        presence: usize,
        targets: &[Target],
    ) -> Map<String, Value> {
        let mut values = Map::new();
        for field in fields {
            if field.constant.is_some() {
                continue;
            }
            let path = format!("{prefix}{}", field.name);
            let inside = format!("{path}.");
            let wanted = targets
                .iter()
                .any(|target| target.path == path || target.path.starts_with(&inside));
            let required = field.presence == Presence::Required;
            if !wanted && !required && !self.chance(presence) {
                continue;
            }
            if !wanted
                && presence < 100
                && let Presence::Clearable(_) = field.presence
                && self.chance(15)
            {
                values.insert(field.name.clone(), Value::Null);
                continue;
            }
            let value = self.value(field, &field.ty, &path, presence, targets);
            values.insert(field.name.clone(), value);
        }
        values
    }

    fn value(
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
                let plan = self.plan;
                Value::Object(self.object(
                    &plan.objects[index].fields,
                    &format!("{path}."),
                    presence,
                    targets,
                ))
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
                if codes.contains(&"unique_items")
                    && let Some(first) = items.first().cloned()
                {
                    items.push(first);
                }
                Value::Array(items)
            }
        }
    }
}

impl Generator<'_> {
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

/// Returns the texts that rules compare a set with.
fn mentioned(rules: &[&Rule], context: ContextId) -> Vec<String> {
    fn walk(condition: &Condition, context: ContextId, found: &mut Vec<String>) {
        match condition {
            Condition::All(all) | Condition::Any(all) => {
                all.iter().for_each(|one| walk(one, context, found))
            }
            Condition::Not(one) => walk(one, context, found),
            Condition::Context(
                index,
                Test::HasAny(values) | Test::HasAll(values) | Test::OneOf(values),
            ) if *index == context => {
                found.extend(values.iter().cloned());
            }
            Condition::Items(.., one) => walk(one, context, found),
            Condition::Context(..) | Condition::Field(..) | Condition::Compare(..) => {}
        }
    }
    let mut found = Vec::new();
    for rule in rules {
        walk(&rule.when, context, &mut found);
        debug_assert!(
            rule.effects
                .iter()
                .all(|effect| !matches!(effect, Effect::Required(all) if all.is_empty()))
        );
    }
    found.sort();
    found.dedup();
    found
}

/// Returns whether some binding writes the operation as XML.
#[must_use]
pub fn in_xml(operation: &Operation) -> bool {
    operation
        .bindings
        .iter()
        .any(|binding| binding.body.is_xml())
}

/// Returns every constraint of an operation that a value can break, in the order of the fields.
#[must_use]
pub fn targets(plan: &Plan, operation: &Operation) -> Vec<Target> {
    let mut found = Vec::new();
    for field in &operation.fields {
        field_targets(plan, operation, field, "", &mut found);
    }
    found
}

fn field_targets(
    plan: &Plan,
    operation: &Operation,
    field: &Field,
    prefix: &str,
    found: &mut Vec<Target>,
) {
    if field.constant.is_some() {
        return;
    }
    let path = format!("{prefix}{}", field.name);
    let add = |found: &mut Vec<Target>, code| {
        let target = Target {
            path: path.clone(),
            code,
        };
        if !found.contains(&target) {
            found.push(target);
        }
    };
    if field.presence == Presence::Clearable(Clear::Empty) && field.ty.is_text() {
        add(found, "clear_token");
    }
    let mut ty = &field.ty;
    if let Some(list) = ty.list() {
        if list.facets.min_items.is_some_and(|least| least > 0) {
            add(found, "min_items");
        }
        if list.facets.max_items.is_some() {
            add(found, "max_items");
        }
        if list.facets.unique_items {
            add(found, "unique_items");
        }
        if list.join.is_some() {
            add(found, "separator");
        }
        ty = &list.item;
    }
    if let Some(map) = ty.map() {
        if map.min_items.is_some_and(|least| least > 0) {
            add(found, "min_items");
        }
        if map.max_items.is_some() {
            add(found, "max_items");
        }
        if map.keys != MapKeys::Text(TextFacets::default()) {
            add(found, "key");
        }
        ty = &map.item;
    }
    match ty.structure() {
        Structure::Primitive(Primitive::Text(facets)) => {
            let token = field.presence == Presence::Clearable(Clear::Empty);
            if facets
                .min_length
                .is_some_and(|least| least > u64::from(token))
            {
                add(found, "min_length");
            }
            if facets.max_length.is_some() {
                add(found, "max_length");
            }
            if !facets.patterns.is_empty() {
                add(found, "pattern");
            }
            if !facets.formats.is_empty() {
                add(found, "format");
            }
            if !facets.checks.is_empty() {
                add(found, "check");
            }
            match field.location {
                Location::Path => add(found, "path_segment"),
                Location::Header => add(found, "header_value"),
                Location::Query | Location::Body => {
                    if in_xml(operation) {
                        add(found, "unrepresentable");
                    }
                }
            }
        }
        Structure::Primitive(Primitive::Integer(facets)) => {
            if facets.minimum.is_some_and(|least| least > i64::MIN) {
                add(found, "minimum");
            }
            if facets.maximum.is_some_and(|most| most < i64::MAX) {
                add(found, "maximum");
            }
            if facets.multiple_of.is_some_and(|divisor| divisor > 1) {
                add(found, "multiple_of");
            }
        }
        Structure::Primitive(Primitive::Number(facets)) => {
            for code in ["minimum", "maximum", "multiple_of"] {
                let accepts = |value: &Decimal| match code {
                    "minimum" => facets.is_above_minimum(value),
                    "maximum" => facets.is_below_maximum(value),
                    _ => facets.accepts(value),
                };
                if !facets.near().iter().all(accepts) {
                    add(found, code);
                }
            }
        }
        Structure::Primitive(Primitive::Enum(_)) => add(found, "enum"),
        Structure::Object(index) => {
            for inner in &plan.objects[index].fields {
                field_targets(plan, operation, inner, &format!("{path}."), found);
            }
        }
        Structure::Primitive(Primitive::Boolean | Primitive::Date | Primitive::Timestamp)
        | Structure::Map(_)
        | Structure::List(_) => {}
    }
}
