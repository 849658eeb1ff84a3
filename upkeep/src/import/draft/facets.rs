//! Writes facets: those of texts, numbers and lists, and the values of enums.

use wireform_codegen::plan::Decimal;

use super::Writer;
use super::names::Scope;
use crate::import::schema::{Cited, Shape, Value};
use crate::import::yaml::{Entry, Yaml};

impl Writer<'_> {
    /// Adds the bounds of an integer.
    pub(super) fn integer_facets(&mut self, shape: &Shape, entries: &mut Vec<Entry>) {
        for (key, limit) in [("minimum", &shape.minimum), ("maximum", &shape.maximum)] {
            let Some(limit) = limit else { continue };
            match limit.value.of_integers(key == "minimum") {
                Some(value) => bound(key, &Some(Cited::new(value, &limit.pointer)), entries),
                None => self.ledger.lost(
                    &limit.pointer,
                    "the bound is outside the range of integers, which is that of 64 bits",
                ),
            }
        }
        let Some(divisor) = &shape.multiple_of else {
            return;
        };
        if divisor.value.integer().is_some() {
            bound("multipleOf", &shape.multiple_of, entries);
        } else if !Decimal::from(1).is_multiple_of(&divisor.value) {
            self.ledger.lost(
                &divisor.pointer,
                "`multipleOf` of an integer is a whole number",
            );
        }
    }

    /// Adds the facets of a text.
    pub(super) fn text_facets(&mut self, shape: &Shape, entries: &mut Vec<Entry>) {
        let mut patterns = shape.patterns.iter();
        if let Some(pattern) = patterns.next() {
            pattern_entries("pattern", pattern, entries);
            entries.push(Entry::new("match", Yaml::text("search")));
        }
        let more: Vec<_> = patterns
            .enumerate()
            .map(|(index, pattern)| {
                let mut check = Vec::new();
                pattern_entries("contains", pattern, &mut check);
                let says = "must match another pattern of the schema";
                check.push(Entry::new("says", Yaml::text(says)));
                Entry::cited(
                    format!("pattern_{}", index + 2),
                    Yaml::Map(check),
                    &pattern.pointer,
                )
            })
            .collect();
        bound("minLength", &shape.min_length, entries);
        bound("maxLength", &shape.max_length, entries);
        if let Some(format) = &shape.format {
            entries.push(Entry::cited(
                "format",
                Yaml::text(format.value),
                &format.pointer,
            ));
        }
        if !more.is_empty() {
            entries.push(Entry::new("all_of", Yaml::Map(more)));
        }
    }

    /// Notes the facets of a text that a date or a timestamp cannot have.
    pub(super) fn moment(&mut self, shape: &Shape, entries: Vec<Entry>) -> Vec<Entry> {
        let patterns = shape.patterns.iter().map(|pattern| &pattern.pointer);
        let lengths = [&shape.min_length, &shape.max_length]
            .into_iter()
            .flatten()
            .map(|bound| &bound.pointer);
        for pointer in patterns.chain(lengths) {
            self.ledger
                .lost(pointer, "a date or a timestamp has no further constraint");
        }
        entries
    }

    /// Returns the entry of an enum.
    pub(super) fn enum_type(&mut self, shape: &Shape) -> Vec<Entry> {
        let Some(values) = &shape.values else {
            return Vec::new();
        };
        for pattern in &shape.patterns {
            self.ledger.lost(&pattern.pointer, "an enum has no pattern");
        }
        for limit in [&shape.minimum, &shape.maximum].into_iter().flatten() {
            self.ledger.lost(&limit.pointer, "an enum has no bounds");
        }
        if let Some(divisor) = &shape.multiple_of {
            self.ledger
                .lost(&divisor.pointer, "an enum has no `multipleOf`");
        }
        if let Some(format) = &shape.format {
            self.ledger.lost(&format.pointer, "an enum has no format");
        }
        let mut scope = Scope::types();
        let values = values
            .value
            .0
            .iter()
            .filter(|value| fits(value, shape))
            .map(|value| enum_value(value, &mut scope))
            .collect();
        let pointer = shape
            .values
            .as_ref()
            .map_or("", |values| values.pointer.as_str());
        vec![Entry::cited("enum", Yaml::Map(values), pointer)]
    }

    /// Adds the bounds of a list.
    pub(super) fn list_facets(&mut self, shape: &Shape, entries: &mut Vec<Entry>) {
        bound("minItems", &shape.min_items, entries);
        bound("maxItems", &shape.max_items, entries);
        if let Some(pointer) = &shape.unique_items {
            entries.push(Entry::cited("uniqueItems", Yaml::plain(true), pointer));
        }
    }
}

/// Adds a pattern under a key, with its dialect.
pub(super) fn pattern_entries(key: &str, pattern: &Cited<String>, entries: &mut Vec<Entry>) {
    entries.push(Entry::cited(
        key,
        Yaml::text(&pattern.value),
        &pattern.pointer,
    ));
    entries.push(Entry::new("dialect", Yaml::text("ecma")));
}

/// Returns whether a value satisfies the lengths that stand beside the enum.
fn fits(value: &Value, shape: &Shape) -> bool {
    let length = value.text.chars().count() as u64;
    let long = shape
        .min_length
        .as_ref()
        .is_none_or(|bound| length >= bound.value);
    let short = shape
        .max_length
        .as_ref()
        .is_none_or(|bound| length <= bound.value);
    long && short
}

fn enum_value(value: &Value, scope: &mut Scope) -> Entry {
    let meaning = match (&value.meaning, value.text.as_str()) {
        (Some(meaning), _) => meaning.trim().to_owned(),
        (None, "") => "The empty text.".to_owned(),
        (None, text) => text.to_owned(),
    };
    let derived = Scope::types().take(&value.text, "Empty");
    let fallback = if value.text.is_empty() {
        "Empty"
    } else {
        "Value"
    };
    let rust = scope.take(&value.text, fallback);
    let has_name = value.text.is_empty() || value.text.contains(char::is_alphanumeric);
    let mut entries = vec![Entry::new("description", Yaml::text(&meaning))];
    if rust != derived || !has_name {
        entries.push(Entry::new("rust", Yaml::text(rust)));
    }
    if value.deprecated {
        entries.push(Entry::new("deprecated", Yaml::plain(true)));
    }
    let value_of = match entries.len() {
        1 => Yaml::text(meaning),
        _ => Yaml::Map(entries),
    };
    Entry::cited(value.text.clone(), value_of, &value.pointer)
}

/// Adds the bounds of a number.
pub(super) fn number_facets(shape: &Shape, entries: &mut Vec<Entry>) {
    for (keys, limit) in [
        (["minimum", "exclusiveMinimum"], &shape.minimum),
        (["maximum", "exclusiveMaximum"], &shape.maximum),
    ] {
        if let Some(limit) = limit {
            let key = keys[usize::from(limit.value.step != 0)];
            let value = Cited::new(limit.value.value.clone(), &limit.pointer);
            bound(key, &Some(value), entries);
        }
    }
    bound("multipleOf", &shape.multiple_of, entries);
}

/// Adds a bound under a key, if the shape has it.
pub(super) fn bound<T: ToString>(key: &str, bound: &Option<Cited<T>>, entries: &mut Vec<Entry>) {
    if let Some(bound) = bound {
        entries.push(Entry::cited(
            key,
            Yaml::plain(bound.value.to_string()),
            &bound.pointer,
        ));
    }
}
