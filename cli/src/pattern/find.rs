//! Finds a field by its name, and the set of values that it accepts.

use std::path::Path;

use wireform_codegen::lower::Memo;
use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::LimitExceeded;
use wireform_codegen::plan::{Extent, Field, LengthUnit, Plan, TextFacets, Type, format_names};

use crate::shared::output::Stop;
use crate::shared::schema;
use crate::shared::subject::unknown;

/// The name of the argument in messages.
const FIELD: &str = "OPERATION.FIELD";

/// A field, with the values that it accepts.
pub(super) struct FoundField {
    /// Its name and schema.
    pub(super) title: String,
    /// Its facets in the schema.
    pub(super) facets: Vec<(&'static str, String)>,
    /// The values that it accepts, unless the set is too large.
    pub(super) language: Result<Language, LimitExceeded>,
}

/// Finds the field `operation.field`. A member of an object follows a further dot. A list stands for its items.
pub(super) fn find_field(schema: &str, name: &str) -> Result<FoundField, Stop> {
    field_of(&schema::plan(Path::new(schema))?, name)
}

/// Finds the field `operation.field` of a plan.
pub(super) fn field_of(plan: &Plan, name: &str) -> Result<FoundField, Stop> {
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
            "give a field after the operation: {name}.FIELD"
        )));
    };
    let (facets, language) =
        language(plan, ty).ok_or_else(|| Stop::because(format!("{name} is not a text")))?;
    Ok(FoundField {
        title: format!("{name} of {}", plan.schema),
        facets,
        language,
    })
}

/// The facets of a field as pairs of name and text.
type FacetTexts = Vec<(&'static str, String)>;

/// Returns the facets and the accepted values of a type, if it is a text or an enum.
fn language(plan: &Plan, ty: &Type) -> Option<(FacetTexts, Result<Language, LimitExceeded>)> {
    if let Some(facets) = ty.text() {
        return Some((facet_texts(facets), Language::of(facets)));
    }
    let values = plan.enums[ty.enumeration()?].values.iter();
    let values = values.map(|value| value.value.as_str());
    Some((Vec::new(), Language::of_values(values)))
}

fn facet_texts(facets: &TextFacets) -> FacetTexts {
    let mut texts = Vec::new();
    for pattern in &facets.patterns {
        let key = match pattern.extent {
            Extent::Whole => "pattern",
            Extent::Search => "contains",
        };
        texts.push((key, pattern.source.clone()));
        let matcher = Memo::new().matcher(pattern, facets.max_length);
        texts.push(("matched by", matcher.to_string()));
    }
    for format in &facets.formats {
        texts.push(("format", format_names(format)));
    }
    for check in &facets.checks {
        texts.push(("check", format!("{}: {}", check.name, check.source)));
    }
    let unit = match facets.unit {
        LengthUnit::Chars => "characters",
        LengthUnit::Utf16 => "UTF-16 code units",
        LengthUnit::Bytes => "bytes",
    };
    match (facets.min_length, facets.max_length) {
        (None, None) => {}
        (Some(min), None) => texts.push(("length", format!("{min} {unit} or more"))),
        (min, Some(max)) => {
            texts.push(("length", format!("{} to {max} {unit}", min.unwrap_or(0))));
        }
    }
    texts
}
