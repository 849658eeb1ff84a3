//! A field by its name, and what it takes.

use std::path::Path;

use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::Spent;
use wireform_codegen::plan::{Field, LengthUnit, Plan, TextFacets, Type};

use crate::shared::output::Stop;
use crate::shared::schema;
use crate::shared::subject::unknown;

/// What messages call the argument.
const FIELD: &str = "OPERATION.FIELD";

/// A field that was found.
pub(super) struct Found {
    /// What it is called.
    pub(super) title: String,
    /// What the schema says of it.
    pub(super) facts: Vec<(&'static str, String)>,
    /// What it takes, if that is not too large.
    pub(super) language: Result<Language, Spent>,
}

/// Finds `operation.field`; members of objects behind further dots, items of lists by the list.
pub(super) fn find(schema: &str, name: &str) -> Result<Found, Stop> {
    let plan = schema::plan(Path::new(schema))?;
    let mut steps = name.split('.');
    let wanted = steps.next().unwrap_or("");
    let Some(operation) = plan.operations.iter().find(|one| one.name == wanted) else {
        let names = plan.operations.iter().map(|one| one.name.as_str());
        return Err(unknown(FIELD, "operation", wanted, names));
    };
    let mut fields: &[Field] = &operation.fields;
    let mut found: Option<&Type> = None;
    for step in steps {
        let step = step.trim_end_matches("[]");
        let Some(field) = fields.iter().find(|field| field.name == step) else {
            let names = fields.iter().map(|field| field.name.as_str());
            return Err(unknown(FIELD, "field", step, names));
        };
        let ty = field.ty.item();
        fields = match ty.object() {
            Some(object) => &plan.objects[object].fields,
            None => &[],
        };
        found = Some(ty);
    }
    let Some(ty) = found else {
        return Err(Stop::because(format!(
            "give a field behind the operation: {name}.FIELD"
        )));
    };
    let (facts, language) =
        language(&plan, ty).ok_or_else(|| Stop::because(format!("{name} holds no text")))?;
    Ok(Found {
        title: format!("{name} of {}", plan.schema),
        facts,
        language,
    })
}

type Told = (Vec<(&'static str, String)>, Result<Language, Spent>);

fn language(plan: &Plan, ty: &Type) -> Option<Told> {
    if let Some(facets) = ty.text() {
        return Some((facts(facets), Language::of(facets)));
    }
    let values = plan.enums[ty.enumeration()?].values.iter();
    let values = values.map(|value| value.value.as_str());
    Some((Vec::new(), Language::of_values(values)))
}

fn facts(facets: &TextFacets) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    for pattern in &facets.patterns {
        facts.push(("pattern", pattern.source.clone()));
        let matcher = pattern.matcher(facets.max_length);
        facts.push(("matched by", matcher.to_string()));
    }
    for format in &facets.formats {
        facts.push(("format", format.name().to_owned()));
    }
    for check in &facets.checks {
        facts.push(("check", format!("{}: {}", check.name, check.source)));
    }
    let unit = match facets.unit {
        LengthUnit::Chars => "characters",
        LengthUnit::Utf16 => "UTF-16 code units",
        LengthUnit::Bytes => "bytes",
    };
    match (facets.min_length, facets.max_length) {
        (None, None) => {}
        (Some(min), None) => facts.push(("length", format!("{min} {unit} or more"))),
        (min, Some(max)) => {
            facts.push(("length", format!("{} to {max} {unit}", min.unwrap_or(0))));
        }
    }
    facts
}
