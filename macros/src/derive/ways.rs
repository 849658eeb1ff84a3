//! Ways of a datum into fields that do not take it as it is: by a conversion that the schema declares, in parts, or put
//! together.
//!
//! In: a term of the contact vocabulary, and the fields of a view. Out: which of them it fills, and how.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Field;
use wireform_codegen::emit::ViewField;
use wireform_codegen::plan::{Conversion, Type};

use super::field_says::FieldSays;

/// How a value is made into that of a field.
#[derive(Clone)]
pub(super) enum Way<'f> {
    /// By its conversions alone.
    Converted,
    /// It is one of several lines; the number is how many fields there are, for the last of them.
    Line(usize, Option<usize>),
    /// Its lines are one text, with this between them.
    Joined(&'static str),
    /// It is a list which travels as one text.
    JoinedList,
    /// It is the given name, and this the family name.
    FullName(&'f Field, Box<FieldSays>),
}

/// The conversions of a field, for a value that means `term`: without those that put together or take apart.
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
            // Who has the parts has them apart.
            Conversion::CountryCode | Conversion::NationalNumber => wanted != Some(term),
            _ => true,
        })
        .collect()
}

/// Whether conversions can be applied to values of a type.
pub(super) fn is_convertible(ty: &Type) -> bool {
    ty.is_textual() || ty.is_list_of_texts()
}

/// The fields that have a part of what the term means.
pub(super) fn parts(view: &[ViewField], term: &str) -> Vec<(usize, Way<'static>)> {
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
            .map(|(at, index)| (at, Way::Line(index, (index + 1 == count).then_some(count))))
            .collect();
    }
    [".cc", ".number"]
        .into_iter()
        .filter_map(|part| {
            let wanted = format!("{term}{part}");
            let at = view
                .iter()
                .position(|field| means(field, &wanted) && text(&field))?;
            Some((at, Way::Converted))
        })
        .collect()
}

/// The field that takes a whole name where the struct has its parts, if the schema says so.
pub(super) fn whole_name(view: &[ViewField]) -> Option<usize> {
    view.iter().position(|field| {
        field.field.means.as_deref() == Some("name")
            && field.field.ty.is_text()
            && field.field.convert.contains(&Conversion::FullName)
    })
}

/// What stands between lines where the schema makes one text of them.
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

/// The runtime's `Way`, as a constant.
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
