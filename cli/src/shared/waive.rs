//! Reads the waivers of `--waive`: facets of fields, and rules.
//!
//! Input: the options and an operation. Output: its waivers, or all mistakes in the options. A waiver of a facet that the
//! field does not have is a mistake, because it has no effect.

use wireform::{Code, Facet, Waivers};
use wireform_codegen::plan::{
    Field, MapKeys, Operation, Plan, Primitive, Structure, TextFacets, Type,
};
use wireform_interpret::Call;

use crate::args::InputArgs;
use crate::shared::output::Stop;
use crate::shared::subject::unknown_name;

/// Reads the waivers.
pub(crate) fn read(call: &Call<'_>, args: &InputArgs) -> Result<Waivers, Stop> {
    let mut waivers = Waivers::NONE;
    let mut wrong = Vec::new();
    for option in &args.waive {
        wrong.extend(waive(call, option, &mut waivers).err());
    }
    if wrong.is_empty() {
        Ok(waivers)
    } else {
        Err(Stop::Failure(wrong))
    }
}

fn waive(call: &Call<'_>, option: &str, waivers: &mut Waivers) -> Result<(), String> {
    let operation = call.operation();
    let Some((what, which)) = option.rsplit_once(':') else {
        return Err("--waive takes FIELD:CODE or rule:NAME".to_owned());
    };
    let rules = call.plan().rules_of(operation);
    if what == "rule" && rules.iter().any(|rule| rule.name == which) {
        waivers.waive_rule(which.to_owned());
        return Ok(());
    }
    let Ok(facet) = which.parse::<Facet>() else {
        if what == "rule" {
            let names = rules.iter().map(|rule| rule.name.as_str());
            return Err(unknown_name("--waive", "rule", which, names));
        }
        let codes = Code::ALL.iter().filter(|code| code.facet().is_some());
        let codes = codes.map(|code| code.as_str());
        return Err(unknown_name(
            "--waive",
            "code that can be waived",
            which,
            codes,
        ));
    };
    let Some(field) = field(call.plan(), operation, what) else {
        let names = operation.fields.iter().map(|field| field.name.as_str());
        return Err(unknown_name("--waive", "field", what, names));
    };
    if !has_facet(&field.ty, facet) {
        let held: Vec<&str> = Code::ALL
            .iter()
            .filter_map(|code| code.facet())
            .filter(|facet| has_facet(&field.ty, *facet))
            .map(Facet::as_str)
            .collect();
        let held = match &held[..] {
            [] => "no facet that can be waived".to_owned(),
            held => held.join(", "),
        };
        return Err(format!(
            "--waive {what}:{facet} has no effect: the field has no such facet; it has: {held}"
        ));
    }
    waivers.waive(what.to_owned(), facet);
    Ok(())
}

/// Returns the field at a dotted path. The path has no index for the items of a list.
fn field<'p>(plan: &'p Plan, operation: &'p Operation, path: &str) -> Option<&'p Field> {
    fn inside<'p>(plan: &'p Plan, fields: &'p [Field], path: &str) -> Option<&'p Field> {
        fields.iter().find_map(|field| {
            let rest = path.strip_prefix(field.name.as_str())?;
            if rest.is_empty() {
                return Some(field);
            }
            let object = &plan.objects[field.ty.object_within()?];
            inside(plan, &object.fields, rest.strip_prefix('.')?)
        })
    }
    inside(plan, &operation.fields, path)
}

/// Returns whether a type, or the items of a list, have a facet.
fn has_facet(ty: &Type, facet: Facet) -> bool {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(text)) => has_text_facet(text, facet),
        Structure::Primitive(Primitive::Integer(integer)) => match facet {
            Facet::Minimum => integer.minimum.is_some(),
            Facet::Maximum => integer.maximum.is_some(),
            Facet::MultipleOf => integer.multiple_of.is_some(),
            _ => false,
        },
        Structure::Primitive(Primitive::Number(number)) => match facet {
            Facet::Minimum => number.minimum.is_some(),
            Facet::Maximum => number.maximum.is_some(),
            Facet::MultipleOf => number.multiple_of.is_some(),
            _ => false,
        },
        Structure::Primitive(Primitive::Enum(_)) => facet == Facet::Enum,
        Structure::List(list) => match facet {
            Facet::MinItems if list.facets.min_items.is_some() => true,
            Facet::MaxItems if list.facets.max_items.is_some() => true,
            Facet::UniqueItems if list.facets.unique_items || !list.facets.unique_by.is_empty() => {
                true
            }
            _ => has_facet(&list.item, facet),
        },
        Structure::Map(map) => match facet {
            Facet::MinItems if map.min_items.is_some() => true,
            Facet::MaxItems if map.max_items.is_some() => true,
            Facet::Key if map.keys != MapKeys::Text(TextFacets::default()) => true,
            _ => has_facet(&map.item, facet),
        },
        Structure::Primitive(
            Primitive::Any(_) | Primitive::Boolean | Primitive::Date | Primitive::Timestamp,
        )
        | Structure::Object(_) => false,
    }
}

fn has_text_facet(text: &TextFacets, facet: Facet) -> bool {
    match facet {
        Facet::MinLength => text.min_length.is_some(),
        Facet::MaxLength => text.max_length.is_some(),
        Facet::Pattern => !text.patterns.is_empty(),
        Facet::Format => !text.formats.is_empty(),
        Facet::Check => !text.checks.is_empty(),
        _ => false,
    }
}
