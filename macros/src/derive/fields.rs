//! Maps the fields of a struct to the fields of a view.
//!
//! Input: the fields of a struct with their attributes, and the fields of a view. Output: a source for each field of the view, and
//! an error for each field that cannot be mapped.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Field;
use wireform_codegen::emit::ViewField;
use wireform_codegen::plan::{Location, Presence};

use super::attributes::Target;
use super::datum_conversions::{self, DatumConversion};
use super::field_attributes::{FieldAttributes, FieldMappings, MappingTarget};
use super::rust_types::{self, RustShape};
use super::unsent_fields::Unmatched;
use super::{Errors, unknown_name};
use crate::schemas::Loaded;

/// A field of a struct with its attributes.
pub(super) struct StructField<'f> {
    pub(super) field: &'f Field,
    pub(super) attributes: FieldMappings,
    /// Whether it was mapped to a field of some schema.
    pub(super) taken: bool,
}

/// The source of a field of a view.
pub(super) struct FieldSource<'f> {
    pub(super) own: &'f Field,
    pub(super) attributes: FieldAttributes,
    /// Whether the type does not fit, which was reported.
    pub(super) broken: bool,
    /// The datum and its conversion to the field's value; none if the value is used as it is.
    pub(super) conversion: Option<(String, DatumConversion<'f>)>,
}

impl StructField<'_> {
    /// Returns the name of the field with its path.
    pub(super) fn path(&self) -> String {
        self.attributes.path(self.field.ident.as_ref())
    }
}

impl FieldSource<'_> {
    /// Returns the name of the source with its path.
    fn path(&self) -> String {
        super::flatten::path(&self.attributes.prefix, self.own.ident.as_ref())
    }
}

/// Finds a source for each field of the view.
pub(super) fn fill_view<'f>(
    own: &mut [StructField<'f>],
    view: &[ViewField],
    target: &Target,
    names: &[&str],
    loaded: &Loaded,
    errors: &mut Errors,
    unmatched: &mut Vec<Unmatched>,
) -> Vec<Option<FieldSource<'f>>> {
    let mut filled: Vec<Option<FieldSource<'f>>> = view.iter().map(|_| None).collect();
    let owner = target.name.value();
    let before = unmatched.len();
    let schema = names[0].to_owned();
    let lacks = |own: usize, at: TokenStream, message: String, help: &'static str| Unmatched {
        own,
        at,
        message: format!("{message} (`{owner}`, {})", loaded.place_of(&owner)),
        place: loaded.place_of(&owner),
        help,
        schema: schema.clone(),
    };
    let mappings: Vec<(usize, FieldAttributes)> = own
        .iter()
        .enumerate()
        .flat_map(|(index, own)| {
            let mappings = own.attributes.mappings(names);
            mappings
                .into_iter()
                .map(move |attributes| (index, attributes))
        })
        .collect();
    let mut later = Vec::new();
    for (index, attributes) in mappings {
        let own = &mut own[index];
        let name = own
            .field
            .ident
            .as_ref()
            .map_or_else(String::new, |ident| ident.to_string());
        let name = name.strip_prefix("r#").unwrap_or(&name).to_owned();
        let found = match &attributes.source {
            Some(MappingTarget::Skip) => {
                own.taken = true;
                continue;
            }
            Some(MappingTarget::Param(wanted)) => {
                let is = |field: &ViewField| field.field.location != Location::Body;
                match position(view, &wanted.value(), &is) {
                    Some(at) => at,
                    None => {
                        let message =
                            unknown_name("parameter", &wanted.value(), &names_of(view, &is));
                        unmatched.push(lacks(index, quote!(#wanted), message, ""));
                        continue;
                    }
                }
            }
            Some(MappingTarget::Field(wanted)) => {
                let is = |_: &ViewField| true;
                match position(view, &wanted.value(), &is) {
                    Some(at) => at,
                    None => {
                        let message = unknown_name("field", &wanted.value(), &names_of(view, &is));
                        unmatched.push(lacks(index, quote!(#wanted), message, ""));
                        continue;
                    }
                }
            }
            Some(MappingTarget::Means(term)) => {
                let wanted = term.value();
                let at = view
                    .iter()
                    .position(|field| field.field.means.as_deref() == Some(&wanted));
                match at {
                    Some(at) => at,
                    // It can be split later, when all direct mappings are known.
                    None => {
                        let term = term.clone();
                        later.push((index, attributes, term));
                        continue;
                    }
                }
            }
            None => match position(view, &name, &|_| true) {
                Some(at) => at,
                None if own.attributes.is_for_others(names) => continue,
                None => {
                    let known = names_of(view, &|_| true);
                    let message = unknown_name("field", &name, &known);
                    let ident = &own.field.ident;
                    let help = "; name its target with `field = \"…\"` or `means = \"…\"`, or omit it with `skip`";
                    unmatched.push(lacks(index, quote!(#ident), message, help));
                    continue;
                }
            },
        };
        own.taken = true;
        let field = &view[found];
        let place = loaded.place(&owner, &field.field.name);
        if let Some(first) = &filled[found] {
            let second = match attributes.prefix.as_slice() {
                [] => String::new(),
                _ => format!(", and `{}` would be another", own.path()),
            };
            let message = format!(
                "`{}` already has a source, the field `{}`{second}: add `skip` to one of them ({place})",
                field.field.name,
                first.path()
            );
            match &attributes.source {
                Some(
                    MappingTarget::Param(at) | MappingTarget::Field(at) | MappingTarget::Means(at),
                ) => errors.report(at, message),
                Some(MappingTarget::Skip) | None => errors.report(&own.field.ident, message),
            }
            continue;
        }
        let conversion = match &attributes.source {
            Some(MappingTarget::Means(term)) => {
                find_conversion(field, &term.value(), own.field, &attributes)
            }
            _ => None,
        };
        let joined = matches!(conversion, Some((_, DatumConversion::Joined(_))));
        let broken = if joined {
            !check_clear(&attributes, field, &place, errors)
        } else {
            !check_type(own.field, &name, &attributes, field, &place, errors)
        };
        filled[found] = Some(FieldSource {
            own: own.field,
            attributes,
            broken,
            conversion,
        });
    }
    for (nth, (index, attributes, term)) in later.iter().enumerate() {
        let datum = term.value();
        let mut found: Vec<(usize, DatumConversion<'f>)> = datum_conversions::parts(view, &datum);
        if let (Some(at), "given_name" | "family_name") =
            (datum_conversions::whole_name(view), datum.as_str())
        {
            let partner = later
                .iter()
                .find(|(_, _, other)| other.value() == "family_name");
            match (datum == "given_name", partner) {
                (true, Some((family, attributes, _))) => {
                    let conversion =
                        DatumConversion::FullName(own[*family].field, Box::new(attributes.clone()));
                    found.push((at, conversion));
                }
                // It is sent together with the given name.
                (false, _)
                    if later
                        .iter()
                        .any(|(_, _, other)| other.value() == "given_name") =>
                {
                    own[*index].taken = true;
                    continue;
                }
                _ => {}
            }
        }
        let lines = found
            .iter()
            .filter(|(_, conversion)| matches!(conversion, DatumConversion::Line(..)));
        let mut lines = lines.map(|(at, _)| *at);
        if let Some(at) = lines.find(|at| filled[*at].is_some()) {
            // A line would be lost.
            let name = &view[at].field.name;
            let first = filled[at].as_ref().map(FieldSource::path);
            errors.report(
                term,
                format!(
                    "`{name}` already has a source, the field `{}`, and would also be a line of this field: add `skip` to one of them ({})",
                    first.unwrap_or_default(),
                    loaded.place(&owner, name)
                ),
            );
            own[*index].taken = true;
            continue;
        }
        found.retain(|(at, _)| filled[*at].is_none());
        if found.is_empty() {
            let known: Vec<&str> = view
                .iter()
                .filter_map(|field| field.field.means.as_deref())
                .collect();
            let message = match later[..nth]
                .iter()
                .find(|(_, _, other)| other.value() == datum)
            {
                Some(_) => format!("`{datum}` already has a source: add `skip` to one of them"),
                None if datum_conversions::whole_name(view).is_some() && is_part_of_a_name(&datum) => {
                    "a `name` is composed of `given_name` and `family_name`: add a field for each".to_owned()
                }
                None if datum == "name" && known.contains(&"family_name") => {
                    "a whole name cannot be split: add a field for `given_name`, and one for `family_name`".to_owned()
                }
                None => unknown_name("field that means", &datum, &known),
            };
            unmatched.push(lacks(*index, quote!(#term), message, ""));
            continue;
        }
        let own = &mut own[*index];
        own.taken = true;
        let mut broken = false;
        let lines = matches!(found[0].1, DatumConversion::Line(..));
        let shape = rust_types::shape(&own.field.ty);
        let shape = shape.parts().1;
        if attributes.with.is_none()
            && lines
            && !matches!(shape, RustShape::List(_) | RustShape::Unknown)
        {
            let place = loaded.place(&owner, &view[found[0].0].field.name);
            errors.report(
                &own.field.ty,
                format!(
                    "each line of `{datum}` has a field of its own ({place}), and this field is a single text: make it a \
                     `Vec<String>`, or write `means = \"street[0]\"`"
                ),
            );
            broken = true;
        }
        for (at, conversion) in found {
            let place = loaded.place(&owner, &view[at].field.name);
            broken |= !check_clear(attributes, &view[at], &place, errors);
            filled[at] = Some(FieldSource {
                own: own.field,
                attributes: attributes.clone(),
                broken,
                conversion: Some((datum.clone(), conversion)),
            });
        }
    }
    let absent: Vec<String> = view
        .iter()
        .zip(&filled)
        .filter(|(field, filled)| filled.is_none() && field.is_required())
        .map(|(field, _)| {
            let place = loaded.place(&owner, &field.field.name);
            format!("`{}` ({place})", field.field.name)
        })
        .collect();
    // A field without a target is probably the missing source, so only one of the two is reported.
    let is_first_report = unmatched.len() == before;
    if !absent.is_empty() && errors.0.is_empty() && is_first_report {
        errors.report(
            &target.name,
            format!(
                "`{owner}` requires fields that have no source: {}; add a field for each, or map one with `field = \"…\"`",
                absent.join(", ")
            ),
        );
    }
    filled
}

fn is_part_of_a_name(datum: &str) -> bool {
    matches!(datum, "given_name" | "family_name")
}

/// Returns how a value is converted for a field with the same `means:`.
fn find_conversion<'f>(
    field: &ViewField,
    term: &str,
    own: &Field,
    attributes: &FieldAttributes,
) -> Option<(String, DatumConversion<'f>)> {
    let conversion = |conversion| Some((term.to_owned(), conversion));
    let shape = rust_types::shape(&own.ty);
    let is_list = attributes.with.is_none() && matches!(shape.parts().1, RustShape::List(_));
    if let (Some(separator), true) = (datum_conversions::separator(field), is_list) {
        return conversion(DatumConversion::Joined(separator));
    }
    let ty = &field.field.ty;
    if ty.join().is_some() && ty.is_list_of_texts() {
        return conversion(DatumConversion::JoinedList);
    }
    let convertible = datum_conversions::is_convertible(&field.field.ty);
    if convertible && !datum_conversions::steps(field, term).is_empty() {
        return conversion(DatumConversion::Converted);
    }
    None
}

fn position(view: &[ViewField], name: &str, is: &dyn Fn(&ViewField) -> bool) -> Option<usize> {
    view.iter()
        .position(|field| is(field) && field.field.name == name)
}

fn names_of<'v>(view: &'v [ViewField], is: &dyn Fn(&ViewField) -> bool) -> Vec<&'v str> {
    view.iter()
        .filter(|field| is(field))
        .map(|field| field.field.name.as_str())
        .collect()
}

/// Reports `clear_if_empty` on a field that cannot be cleared. Returns whether there is no such mistake.
fn check_clear(
    attributes: &FieldAttributes,
    field: &ViewField,
    place: &str,
    errors: &mut Errors,
) -> bool {
    let wanted = &field.field;
    if let Some(at) = attributes.clear_if_empty
        && !matches!(wanted.presence, Presence::Clearable(_))
    {
        errors.push(syn::Error::new(
            at,
            format!(
                "`{}` cannot be cleared ({place}): remove `clear_if_empty`",
                wanted.name
            ),
        ));
        return false;
    }
    true
}

/// Reports a type that does not fit the field, as far as its spelling shows. Returns whether it fits.
fn check_type(
    own: &Field,
    name: &str,
    attributes: &FieldAttributes,
    field: &ViewField,
    place: &str,
    errors: &mut Errors,
) -> bool {
    let wanted = &field.field;
    if !check_clear(attributes, field, place, errors) {
        return false;
    }
    if attributes.with.is_some() {
        return true;
    }
    let shape = rust_types::shape(&own.ty);
    if let Some((what, help)) = rust_types::mismatch(&shape, &wanted.ty) {
        let sentence = rust_types::mismatch_message(name, &what, &wanted.name, &wanted.ty, place);
        errors.report(&own.ty, format!("{sentence}: {help}"));
        return false;
    }
    if let (RustShape::Optional(_), Presence::Required) = (&shape, wanted.presence) {
        errors.report(
            &own.ty,
            format!(
                "`{name}` can be absent, but `{}` is required ({place}): remove the `Option`, or convert it with `with = path`",
                wanted.name
            ),
        );
        return false;
    }
    true
}
