//! Maps a datum to fields that need it in another form: converted by the schema, split, or joined.
//!
//! Input: a term of the contact vocabulary, and the fields of a view. Output: the fields that it fills, and how.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Field;
use wireform_codegen::emit::ViewField;
use wireform_codegen::plan::{Conversion, Type};

use super::field_attributes::FieldAttributes;

/// How a value is converted to the value of a field.
#[derive(Clone)]
pub(super) enum DatumConversion<'f> {
    /// By the conversions of the schema.
    Converted,
    /// It is one of several lines: the index, and for the last field the number of fields.
    Line(usize, Option<usize>),
    /// Its lines are joined by this separator.
    Joined(&'static str),
    /// It is a list that is sent as one text.
    JoinedList,
    /// It is the given name, followed by this family name.
    FullName(&'f Field, Box<FieldAttributes>),
}

/// Returns the conversions of a field for a value of `term`, without those that split or join.
pub(super) fn steps(field: &ViewField, term: &str) -> Vec<Conversion> {
    let wanted = field.field.means.as_deref();
    field
        .field
        .convert
        .iter()
        .copied()
        .filter(|step| match step {
            Conversion::FullName
            | Conversion::LinesLf
            | Conversion::LinesComma
            | Conversion::PcComma
            | Conversion::Ascii => false,
            // The parts of a name are separate already.
            Conversion::CountryCode | Conversion::NationalNumber => wanted != Some(term),
            _ => true,
        })
        .collect()
}

/// Returns whether conversions apply to values of a type.
pub(super) fn is_convertible(ty: &Type) -> bool {
    ty.is_textual() || ty.is_list_of_texts()
}

/// Returns the fields that take a part of the datum.
pub(super) fn parts(view: &[ViewField], term: &str) -> Vec<(usize, DatumConversion<'static>)> {
    let means = |field: &ViewField, wanted: &str| field.field.means.as_deref() == Some(wanted);
    let text = |field: &&ViewField| field.field.ty.is_text();
    if term == "street" {
        let line = |field: &ViewField| {
            let index = field.field.means.as_deref()?.strip_prefix("street[")?;
            index.strip_suffix(']')?.parse::<usize>().ok()
        };
        let all: Vec<(usize, usize)> = view
            .iter()
            .enumerate()
            .filter(|(_, field)| text(field))
            .filter_map(|(at, field)| Some((at, line(field)?)))
            .collect();
        let count = all.len();
        return all
            .into_iter()
            .map(|(at, index)| {
                (
                    at,
                    DatumConversion::Line(index, (index + 1 == count).then_some(count)),
                )
            })
            .collect();
    }
    [".cc", ".number"]
        .into_iter()
        .filter_map(|part| {
            let wanted = format!("{term}{part}");
            let at = view
                .iter()
                .position(|field| means(field, &wanted) && text(&field))?;
            Some((at, DatumConversion::Converted))
        })
        .collect()
}

/// Returns the field that takes a whole name, if the schema joins it from its parts.
pub(super) fn whole_name(view: &[ViewField]) -> Option<usize> {
    view.iter().position(|field| {
        field.field.means.as_deref() == Some("name")
            && field.field.ty.is_text()
            && field.field.convert.contains(&Conversion::FullName)
    })
}

/// Returns the separator, if the schema joins lines into one text.
pub(super) fn separator(field: &ViewField) -> Option<&'static str> {
    let is_text = field.field.ty.is_text();
    field
        .field
        .convert
        .iter()
        .filter(|_| is_text)
        .find_map(|step| match step {
            Conversion::LinesLf => Some("\n"),
            Conversion::LinesComma => Some(", "),
            _ => None,
        })
}

/// Returns the conversions as a constant of the runtime.
pub(super) fn constant(field: &ViewField, datum: &str) -> TokenStream {
    let (name, wire) = (&field.field.name, &field.wire);
    let steps = steps(field, datum).into_iter().map(|step| {
        let name = format_ident!("{}", format!("{step:?}"));
        quote!(__wireform::Conversion::#name)
    });
    quote! {
        const {
            &__wireform::derive::Way {
                datum: #datum,
                field: #name,
                wire: #wire,
                steps: &[#(#steps),*],
            }
        }
    }
}
