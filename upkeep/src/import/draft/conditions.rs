//! Writes schemas that hold under a condition as rules.
//!
//! A condition that the rules cannot express exactly is none: the caller notes it.

use wireform_codegen::pattern::canonical;
use wireform_codegen::plan::Extent;
use wireform_codegen::syntax::Dialect;

use super::facets::number_facets;
use crate::import::schema::{Cited, Conditional, Kind, Number, Outcome, Property, Shape};
use crate::import::yaml::{Entry, Yaml};

/// The properties of an object, with the names of their fields.
pub(super) struct Fields<'s> {
    pub(super) properties: &'s [Property],
    /// The name of the field of each property that the draft has.
    pub(super) names: Vec<(&'s str, &'s str)>,
}

impl Fields<'_> {
    /// Returns the name of the field of a property.
    pub(super) fn name(&self, property: &str) -> Option<String> {
        let found = self.names.iter().find(|(known, _)| *known == property)?;
        Some(found.1.to_owned())
    }

    /// Returns the name of the field of a property and the kind of its values, if a schema in a condition is about that kind.
    fn name_of_kind(&self, property: &str, schema: &Shape) -> Option<(String, Option<Kind>)> {
        let found = self.properties.iter().find(|it| it.name == property)?;
        let kind = found.shape.flat().implied_kind();
        let wanted = schema.implied_kind();
        // Bounds alone are about integers and decimal numbers alike.
        let is_any_number = schema.flat().kind.is_none() && is_number(wanted) && is_number(kind);
        let is_same = wanted.is_none() || wanted == kind || is_any_number;
        let name = is_same.then(|| self.name(property)).flatten()?;
        Some((name, kind))
    }

    /// Returns the rules of a condition on an object, each with the word for its name.
    pub(super) fn rules(&self, found: &Conditional) -> Option<Vec<Vec<Entry>>> {
        let test = self.test_of_object(&found.test)?;
        rules(found, test, |shape| self.effects_of_object(shape))
    }

    /// Returns the condition that an object satisfies a schema.
    fn test_of_object(&self, shape: &Shape) -> Option<Yaml> {
        let flat = shape.flat();
        let rest = Shape {
            kind: None,
            properties: Vec::new(),
            required: Vec::new(),
            forbidden: Vec::new(),
            ..flat.clone()
        };
        let is_object = matches!(flat.implied_kind(), None | Some(Kind::Object));
        if !is_object || !states_nothing(&rest) {
            return None;
        }
        let (mut all, mut tested) = (Vec::new(), Vec::new());
        for property in &flat.properties {
            let (name, kind) = self.name_of_kind(&property.name, &property.shape)?;
            let is_required = flat.required.iter().any(|it| it.value == property.name);
            let tests = tests(&property.shape, kind)?;
            if !tests.is_empty() {
                tested.push(&property.name);
            }
            for test in tests {
                let test = condition(&name, test);
                all.push(match is_required {
                    true => test,
                    // A property that is not there satisfies its schema.
                    false => Yaml::Map(vec![Entry::new(
                        "any",
                        Yaml::List(vec![condition(&name, presence(false)), test]),
                    )]),
                });
            }
        }
        // A value that passes a test is there.
        let required = flat.required.iter();
        for required in required.filter(|name| !tested.contains(&&name.value)) {
            let name = self.name(&required.value)?;
            all.push(condition(&name, presence(true)));
        }
        for forbidden in &flat.forbidden {
            let name = self.name(&forbidden.value)?;
            all.push(condition(&name, presence(false)));
        }
        both(all)
    }

    /// Returns the effects of a schema that an object must satisfy.
    fn effects_of_object(&self, shape: &Shape) -> Option<Vec<Entry>> {
        let flat = shape.flat();
        let rest = Shape {
            kind: None,
            properties: Vec::new(),
            required: Vec::new(),
            forbidden: Vec::new(),
            ..flat.clone()
        };
        let is_object = matches!(flat.implied_kind(), None | Some(Kind::Object));
        if !is_object || !states_nothing(&rest) {
            return None;
        }
        let named = |names: &[Cited<String>]| -> Option<Vec<Yaml>> {
            let names = names
                .iter()
                .map(|name| self.name(&name.value).map(Yaml::Text));
            names.collect()
        };
        let mut effects = Vec::new();
        for (key, names) in [
            ("required", named(&flat.required)?),
            ("forbidden", named(&flat.forbidden)?),
        ] {
            if !names.is_empty() {
                effects.push(Entry::new(key, Yaml::List(names)));
            }
        }
        let (mut limited, mut matches, mut ranges) = (Vec::new(), Vec::new(), Vec::new());
        for property in &flat.properties {
            let (name, kind) = self.name_of_kind(&property.name, &property.shape)?;
            for effect in effects_of_value(&name, &property.shape, kind)? {
                match (effect.key.as_str(), effect.value) {
                    ("limited_to", Yaml::Map(entries)) => limited.extend(entries),
                    ("within", Yaml::Map(entries)) => ranges.extend(entries),
                    (_, Yaml::Map(entries)) => matches.extend(entries),
                    _ => {}
                }
            }
        }
        for (key, entries) in [
            ("limited_to", limited),
            ("matches", matches),
            ("within", ranges),
        ] {
            if !entries.is_empty() {
                effects.push(Entry::new(key, Yaml::Map(entries)));
            }
        }
        Some(effects)
    }
}

/// Returns the rules of a condition on the value of a field.
pub(super) fn rules_of_value(
    name: &str,
    kind: Option<Kind>,
    found: &Conditional,
) -> Option<Vec<Vec<Entry>>> {
    let tests = tests(&found.test, kind)?;
    let test = both(
        tests
            .into_iter()
            .map(|test| condition(name, test))
            .collect(),
    )?;
    let is_there = condition(name, presence(true));
    let mut rules = rules(found, test, |shape| effects_of_value(name, shape, kind))?;
    // A property that is not there has no value that could satisfy or violate the schema.
    for rule in &mut rules {
        if let Some(when) = rule.iter_mut().find(|entry| entry.key == "when") {
            let all = vec![is_there.clone(), when.value.clone()];
            when.value = Yaml::Map(vec![Entry::new("all", Yaml::List(all))]);
        }
    }
    Some(rules)
}

/// Returns the rule that a list has an item that satisfies a schema.
pub(super) fn rule_of_contains(name: &str, kind: Option<Kind>, item: &Shape) -> Option<Vec<Entry>> {
    let [test] = <[Yaml; 1]>::try_from(tests(item, kind)?).ok()?;
    let any = Yaml::Map(vec![Entry::new("any_item", test)]);
    let all = vec![
        condition(name, presence(true)),
        negation(condition(name, any)),
    ];
    let when = Yaml::Map(vec![Entry::new("all", Yaml::List(all))]);
    Some(vec![
        Entry::new("when", when),
        Entry::new(
            "refuse",
            Yaml::text("No item is one that the list must contain."),
        ),
    ])
}

/// Returns the rules of a condition: one for `then` and one for `else`.
fn rules(
    found: &Conditional,
    test: Yaml,
    effects: impl Fn(&Shape) -> Option<Vec<Entry>>,
) -> Option<Vec<Vec<Entry>>> {
    let mut rules = Vec::new();
    for (outcome, when, what) in [
        (&found.then, test.clone(), "satisfies"),
        (&found.otherwise, negation(test), "does not satisfy"),
    ] {
        let mut rule = vec![Entry::new("when", when)];
        match outcome {
            Outcome::Anything => continue,
            Outcome::Nothing => {
                let reason = format!("The API refuses what {what} this condition.");
                rule.push(Entry::new("refuse", Yaml::text(reason)));
            }
            Outcome::Schema(schema) => {
                let effects = effects(&schema.value)?;
                if effects.is_empty() {
                    continue;
                }
                rule.extend(effects);
                rule.push(Entry::new("empty_is_value", Yaml::plain(true)));
                let says = format!(
                    "What {what} the condition of the schema must satisfy its consequence."
                );
                rule.push(Entry::new("says", Yaml::text(says)));
            }
        }
        rules.push(rule);
    }
    Some(rules)
}

/// Returns whether a schema allows every value.
fn states_nothing(shape: &Shape) -> bool {
    shape.only_annotates() && shape.nullable.is_none() && shape.target.is_none()
}

/// Returns the tests that a value of a kind must pass to satisfy a schema.
fn tests(shape: &Shape, kind: Option<Kind>) -> Option<Vec<Yaml>> {
    let flat = shape.flat();
    let rest = Shape {
        kind: None,
        values: None,
        constant: None,
        patterns: Vec::new(),
        min_length: None,
        max_length: None,
        minimum: None,
        maximum: None,
        multiple_of: None,
        ..flat.clone()
    };
    if !states_nothing(&rest) {
        return None;
    }
    let mut tests = Vec::new();
    if let Some(values) = values(&flat) {
        tests.push(match <[Yaml; 1]>::try_from(values) {
            Ok([only]) => only,
            Err(several) => Yaml::List(several),
        });
    }
    for pattern in patterns(&flat)? {
        tests.push(Yaml::Map(vec![Entry::new("matches", Yaml::text(pattern))]));
    }
    let range = range(&flat, kind)?;
    if !range.is_empty() {
        tests.push(Yaml::Map(vec![Entry::new("within", Yaml::Map(range))]));
    }
    Some(tests)
}

/// Returns the effects of a schema that the value of a field must satisfy.
fn effects_of_value(name: &str, shape: &Shape, kind: Option<Kind>) -> Option<Vec<Entry>> {
    let flat = shape.flat();
    tests(shape, kind)?;
    let of = |key: &str, value: Yaml| {
        Entry::new(key, Yaml::Map(vec![Entry::new(name.to_owned(), value)]))
    };
    let mut effects = Vec::new();
    if let Some(values) = values(&flat) {
        effects.push(of("limited_to", Yaml::List(values)));
    }
    let patterns = patterns(&flat)?;
    match patterns.as_slice() {
        [] => {}
        [only] => effects.push(of("matches", Yaml::text(only))),
        _ => return None,
    }
    let range = range(&flat, kind)?;
    if !range.is_empty() {
        effects.push(of("within", Yaml::Map(range)));
    }
    Some(effects)
}

/// Returns whether the values of a kind are numbers.
fn is_number(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Integer | Kind::Number))
}

/// Returns the range that a schema states for values of a kind.
fn range(flat: &Shape, kind: Option<Kind>) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    if flat.minimum.is_none() && flat.maximum.is_none() && flat.multiple_of.is_none() {
        return Some(entries);
    }
    match kind? {
        Kind::Number => number_facets(flat, &mut entries),
        Kind::Integer => {
            for (key, limit) in [("minimum", &flat.minimum), ("maximum", &flat.maximum)] {
                let Some(limit) = limit else { continue };
                let bound = limit.value.of_integers(key == "minimum")?;
                entries.push(Entry::cited(key, Yaml::plain(bound), &limit.pointer));
            }
            if let Some(divisor) = &flat.multiple_of {
                let whole = divisor.value.integer()?;
                entries.push(Entry::cited(
                    "multipleOf",
                    Yaml::plain(whole),
                    &divisor.pointer,
                ));
            }
        }
        Kind::Text | Kind::Boolean | Kind::Date | Kind::Timestamp | Kind::List | Kind::Object => {
            return None;
        }
    }
    Some(entries)
}

/// Returns the values that a schema lists.
fn values(flat: &Shape) -> Option<Vec<Yaml>> {
    let Some(values) = &flat.values else {
        let constant = flat.constant.as_ref()?;
        return Some(vec![constant.value.clone()]);
    };
    let (values, number) = &values.value;
    let scalar = |text: &String| match number {
        Number::Text => Yaml::text(text),
        Number::Integer => Yaml::plain(text),
    };
    Some(values.iter().map(|value| scalar(&value.text)).collect())
}

/// Returns the patterns of whole texts that a schema states, with those of its lengths.
fn patterns(flat: &Shape) -> Option<Vec<String>> {
    let mut patterns = Vec::new();
    for pattern in &flat.patterns {
        let found = canonical(&pattern.value, Dialect::Ecma, Extent::Search).ok()?;
        let whole = found
            .strip_prefix(r"\A")
            .and_then(|it| it.strip_suffix(r"\z"));
        // Behind an odd number of backslashes, `\z` is an escaped backslash and a letter.
        let is_whole = |whole: &&str| {
            let escapes = whole.bytes().rev().take_while(|&byte| byte == b'\\');
            !whole.contains('|') && escapes.count() % 2 == 0
        };
        patterns.push(match whole.filter(is_whole) {
            Some(whole) => whole.to_owned(),
            None => format!("(?s:.*)(?:{found})(?s:.*)"),
        });
    }
    let bound = |bound: &Option<Cited<u64>>| bound.as_ref().map(|bound| bound.value);
    match (bound(&flat.min_length), bound(&flat.max_length)) {
        (None, None) => {}
        (min, None) => patterns.push(format!("(?s:.){{{},}}", min.unwrap_or(0))),
        (min, Some(max)) => patterns.push(format!("(?s:.){{{},{max}}}", min.unwrap_or(0))),
    }
    Some(patterns)
}

/// Returns the condition that a field passes a test.
fn condition(name: &str, test: Yaml) -> Yaml {
    Yaml::Map(vec![Entry::new(name.to_owned(), test)])
}

/// Returns the test whether a field has a value.
pub(super) fn presence(is_there: bool) -> Yaml {
    Yaml::Map(vec![Entry::new("present", Yaml::plain(is_there))])
}

fn negation(condition: Yaml) -> Yaml {
    Yaml::Map(vec![Entry::new("not", condition)])
}

/// Returns the condition that all of some conditions hold.
fn both(mut all: Vec<Yaml>) -> Option<Yaml> {
    match all.len() {
        0 => None,
        1 => all.pop(),
        _ => Some(Yaml::Map(vec![Entry::new("all", Yaml::List(all))])),
    }
}
