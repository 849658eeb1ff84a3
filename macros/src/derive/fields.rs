//! Maps the fields of a struct to the fields of a view.
//!
//! In: the fields of a struct with their attributes, and the fields of a view. Out: a source for each field of the view, and
//! an error for each field that cannot be mapped.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Field;
use wireform_codegen::emit::ViewField;
use wireform_codegen::plan::{Location, Presence};

use super::attributes::Target;
use super::datum_conversions::{self, DatumConversion};
use super::field_attributes::{FieldAttributes, FieldMappings, Source};
use super::rust_types::{self, Shape};
use super::unsent_fields::Unmatched;
use super::{Errors, unknown_name};
use crate::schemas::Loaded;

/// A field of a struct with its attributes.
pub(super) struct StructField<'f> {
    pub(super) field: &'f Field,
    pub(super) says: FieldMappings,
    /// Whether it was mapped to a field of some schema.
    pub(super) taken: bool,
}

/// The source of a field of a view.
pub(super) struct Filled<'f> {
    pub(super) own: &'f Field,
    pub(super) says: FieldAttributes,
    /// Whether the type does not fit, which was reported.
    pub(super) broken: bool,
    /// The datum and its conversion to the field's value; none if the value is used as it is.
    pub(super) way: Option<(String, DatumConversion<'f>)>,
}

impl StructField<'_> {
    /// Returns the name of the field with its path.
    pub(super) fn path(&self) -> String {
        self.says.path(self.field.ident.as_ref())
    }
}

impl Filled<'_> {
    /// Returns the name of the source with its path.
    fn path(&self) -> String {
        super::flatten::path(&self.says.prefix, self.own.ident.as_ref())
    }
}

/// Finds a source for each field of the view.
pub(super) fn fill<'f>(
    own: &mut [StructField<'f>],
    view: &[ViewField],
    target: &Target,
    names: &[&str],
    loaded: &Loaded,
    errors: &mut Errors,
    unmatched: &mut Vec<Unmatched>,
) -> Vec<Option<Filled<'f>>> {
    let mut filled: Vec<Option<Filled<'f>>> = view.iter().map(|_| None).collect();
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
    let ways: Vec<(usize, FieldAttributes)> = own
        .iter()
        .enumerate()
        .flat_map(|(index, own)| {
            let ways = own.says.ways(names);
            ways.into_iter().map(move |says| (index, says))
        })
        .collect();
    let mut later = Vec::new();
    for (index, says) in ways {
        let own = &mut own[index];
        let name = own
            .field
            .ident
            .as_ref()
            .map_or_else(String::new, |ident| ident.to_string());
        let name = name.strip_prefix("r#").unwrap_or(&name).to_owned();
        let found = match &says.source {
            Some(Source::Skip) => {
                own.taken = true;
                continue;
            }
            Some(Source::Param(wanted)) => {
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
            Some(Source::Field(wanted)) => {
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
            Some(Source::Means(term)) => {
                let wanted = term.value();
                let at = view
                    .iter()
                    .position(|field| field.field.means.as_deref() == Some(&wanted));
                match at {
                    Some(at) => at,
                    // It can be split later, when all direct mappings are known.
                    None => {
                        let term = term.clone();
                        later.push((index, says, term));
                        continue;
                    }
                }
            }
            None => match position(view, &name, &|_| true) {
                Some(at) => at,
                None if own.says.is_for_others(names) => continue,
                None => {
                    let known = names_of(view, &|_| true);
                    let message = unknown_name("field", &name, &known);
                    let ident = &own.field.ident;
                    let help = "; say where it goes with `field = \"…\"` or `means = \"…\"`, or that it stays with `skip`";
                    unmatched.push(lacks(index, quote!(#ident), message, help));
                    continue;
                }
            },
        };
        own.taken = true;
        let field = &view[found];
        let place = loaded.place(&owner, &field.field.name);
        if let Some(first) = &filled[found] {
            let second = match says.prefix.as_slice() {
                [] => String::new(),
                _ => format!(", and `{}` would be another", own.path()),
            };
            let message = format!(
                "`{}` has a source already, the field `{}`{second}; say of one of them `skip` ({place})",
                field.field.name,
                first.path()
            );
            match &says.source {
                Some(Source::Param(at) | Source::Field(at) | Source::Means(at)) => {
                    errors.report(at, message)
                }
                Some(Source::Skip) | None => errors.report(&own.field.ident, message),
            }
            continue;
        }
        let way = match &says.source {
            Some(Source::Means(term)) => direct(field, &term.value(), own.field, &says),
            _ => None,
        };
        let joined = matches!(way, Some((_, DatumConversion::Joined(_))));
        let broken = if joined {
            !check_clear(&says, field, &place, errors)
        } else {
            !check_type(own.field, &name, &says, field, &place, errors)
        };
        filled[found] = Some(Filled {
            own: own.field,
            says,
            broken,
            way,
        });
    }
    for (nth, (index, says, term)) in later.iter().enumerate() {
        let datum = term.value();
        let mut found: Vec<(usize, DatumConversion<'f>)> = datum_conversions::parts(view, &datum);
        if let (Some(at), "given_name" | "family_name") =
            (datum_conversions::whole_name(view), datum.as_str())
        {
            let partner = later
                .iter()
                .find(|(_, _, other)| other.value() == "family_name");
            match (datum == "given_name", partner) {
                (true, Some((family, says, _))) => {
                    let way = DatumConversion::FullName(own[*family].field, Box::new(says.clone()));
                    found.push((at, way));
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
            .filter(|(_, way)| matches!(way, DatumConversion::Line(..)));
        let mut lines = lines.map(|(at, _)| *at);
        if let Some(at) = lines.find(|at| filled[*at].is_some()) {
            // A line would be lost.
            let name = &view[at].field.name;
            let first = filled[at].as_ref().map(Filled::path);
            errors.report(
                term,
                format!(
                    "`{name}` has a source already, the field `{}`, and would be a line of this too; say of one of them `skip` ({})",
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
                Some(_) => format!("`{datum}` has a source already; say of one of them `skip`"),
                None if datum_conversions::whole_name(view).is_some() && is_part_of_a_name(&datum) => {
                    "a `name` is put together of `given_name` and `family_name`: give a field for each".to_owned()
                }
                None if datum == "name" && known.contains(&"family_name") => {
                    "a whole name is never taken apart: give a field for `given_name`, and one for `family_name`".to_owned()
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
        if says.with.is_none() && lines && !matches!(shape, Shape::List(_) | Shape::Unknown) {
            let place = loaded.place(&owner, &view[found[0].0].field.name);
            errors.report(
                &own.field.ty,
                format!(
                    "each line of `{datum}` goes to a field of its own ({place}), and this is one: make it a `Vec<String>`, \
                     or say `means = \"street[0]\"`"
                ),
            );
            broken = true;
        }
        for (at, way) in found {
            let place = loaded.place(&owner, &view[at].field.name);
            broken |= !check_clear(says, &view[at], &place, errors);
            filled[at] = Some(Filled {
                own: own.field,
                says: says.clone(),
                broken,
                way: Some((datum.clone(), way)),
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
                "`{owner}` demands what no field gives: {}; add a field, or say of one `field = \"…\"`",
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
fn direct<'f>(
    field: &ViewField,
    term: &str,
    own: &Field,
    says: &FieldAttributes,
) -> Option<(String, DatumConversion<'f>)> {
    let way = |way| Some((term.to_owned(), way));
    let shape = rust_types::shape(&own.ty);
    let is_list = says.with.is_none() && matches!(shape.parts().1, Shape::List(_));
    if let (Some(separator), true) = (datum_conversions::separator(field), is_list) {
        return way(DatumConversion::Joined(separator));
    }
    let ty = &field.field.ty;
    if ty.join().is_some() && ty.is_list_of_texts() {
        return way(DatumConversion::JoinedList);
    }
    let convertible = datum_conversions::is_convertible(&field.field.ty);
    if convertible && !datum_conversions::steps(field, term).is_empty() {
        return way(DatumConversion::Converted);
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
    says: &FieldAttributes,
    field: &ViewField,
    place: &str,
    errors: &mut Errors,
) -> bool {
    let wanted = &field.field;
    if let Some(at) = says.clear_if_empty
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
    says: &FieldAttributes,
    field: &ViewField,
    place: &str,
    errors: &mut Errors,
) -> bool {
    let wanted = &field.field;
    if !check_clear(says, field, place, errors) {
        return false;
    }
    if says.with.is_some() {
        return true;
    }
    let shape = rust_types::shape(&own.ty);
    if let Some((what, help)) = rust_types::mismatch(&shape, &wanted.ty) {
        let sentence = rust_types::sentence(name, &what, &wanted.name, &wanted.ty, place);
        errors.report(&own.ty, format!("{sentence}: {help}"));
        return false;
    }
    if let (Shape::Optional(_), Presence::Required) = (&shape, wanted.presence) {
        errors.report(
            &own.ty,
            format!(
                "`{name}` may be absent, but `{}` is demanded ({place}): make it no `Option`, or convert it with `with = path`",
                wanted.name
            ),
        );
        return false;
    }
    true
}
