//! The values that a type accepts: constraints, patterns, samples and near misses.

use wireform_codegen::plan::{
    CheckKind, EnumType, MapKeys, Primitive, Structure, TextFacets, Type,
};

use super::context::Context;
use super::{fact, sentences};
use crate::diagram;
use crate::layout::{Html, element, prose, value};
use crate::words::constraints;

/// The number of values from which a list is folded.
const FOLDED: usize = 16;

/// Returns what a type accepts, as entries of a list of facts.
pub(super) fn facts(context: &Context<'_>, ty: &Type) -> Html {
    let mut facts = Html::new();
    let constraints = constraints(context.plan, ty);
    if !constraints.is_empty() {
        facts.add(fact("Constraints", sentences(constraints)));
    }
    let item = ty.item();
    if let Some(text) = item.text() {
        facts.add(of_text(context, text));
    }
    if let Some(values) = item.enumeration() {
        facts.add(fact("Values", enumeration(&context.plan.enums[values])));
    }
    match ty.structure() {
        Structure::Map(map) => match &map.keys {
            MapKeys::Text(text) if !text.patterns.is_empty() => {
                let figures = text
                    .patterns
                    .iter()
                    .map(|it| pattern(&it.source, &it.expression));
                facts.add(fact("Pattern of names", element("div").all(figures)));
            }
            MapKeys::Text(_) => {}
            MapKeys::Enum(keys) => {
                facts.add(fact("Names", enumeration(&context.plan.enums[*keys])));
            }
        },
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
        | Structure::List(_) => {}
    }
    facts
}

fn of_text(context: &Context<'_>, text: &TextFacets) -> Html {
    let mut facts = Html::new();
    for it in &text.patterns {
        facts.add(fact("Pattern", pattern(&it.source, &it.expression)));
    }
    for check in &text.checks {
        let title = match check.kind {
            CheckKind::Contains => "Needs",
            CheckKind::Excludes => "Refuses",
            CheckKind::Pattern => "Pattern",
        };
        facts.add(fact(title, pattern(&check.source, &check.regex)));
    }
    if *text == TextFacets::default() {
        return facts;
    }
    let described = context.describer.describe(text);
    // The constraints say all about a text that only has bounds.
    let has_form = !(text.patterns.is_empty() && text.checks.is_empty() && text.formats.is_empty());
    if has_form && !described.words.is_empty() {
        let words = described.words.join("; ");
        facts.add(fact("In words", Html::text(&words)));
    }
    if !described.samples.is_empty() {
        let samples = described.samples.iter();
        let samples = samples.map(|it| element("li").add(sample(it)));
        facts.add(fact("Accepted", element("ul").class("chips").all(samples)));
    }
    if !described.misses.is_empty() {
        let misses = described.misses.iter().map(|it| {
            let reason = element("span")
                .class("quiet")
                .text(&format!(" {}", it.reason));
            element("li").add(sample(&it.text)).add(reason)
        });
        facts.add(fact("Refused", element("ul").class("chips").all(misses)));
    }
    facts
}

/// Returns a pattern as the schema states it, and its drawing.
fn pattern(source: &str, expression: &str) -> Html {
    let mut html = Html::new();
    html.add(
        element("p")
            .class("pattern")
            .add(element("code").text(source)),
    );
    html.add(diagram::figure(expression));
    html
}

/// Returns values side by side.
pub(super) fn chips<'v>(values: impl Iterator<Item = &'v str>) -> Html {
    let items = values.map(|it| element("li").add(value(it)));
    element("ul").class("chips").all(items).into()
}

/// Returns a sample. Of a character that is repeated often, three are shown.
pub(super) fn sample(text: &str) -> Html {
    let letters: Vec<char> = text.chars().collect();
    let runs = letters.chunk_by(|one, next| one == next);
    if !runs.clone().any(|run| run.len() > LONGEST_RUN) {
        return value(text);
    }
    let shown = runs.map(|run| match run.len() > LONGEST_RUN {
        true => format!("{}…", String::from_iter(&run[..3])),
        false => String::from_iter(run),
    });
    let mut html = value(&shown.collect::<String>());
    html.push_text(&format!(" ({} characters)", letters.len()));
    html
}

/// The most equal characters beside each other that a sample shows.
const LONGEST_RUN: usize = 10;

fn enumeration(values: &EnumType) -> Html {
    let rows = values.values.iter().map(|it| {
        let mut item = element("li").add(value(&it.value));
        if !it.meaning.is_empty() {
            item = item.text(" ").add(prose(&it.meaning));
        }
        match &it.deprecated {
            Some(reason) => item.add(prose(&format!(" (deprecated: {reason})"))),
            None => item,
        }
    });
    let list = element("ul").class("values").all(rows);
    if values.values.len() < FOLDED {
        return list.into();
    }
    element("details")
        .add(element("summary").text(&format!("{} values", values.values.len())))
        .add(list)
        .into()
}
