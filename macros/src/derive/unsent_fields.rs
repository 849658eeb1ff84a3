//! Reports fields that are not sent to every schema of a struct.
//!
//! Input: the fields for which a schema has no place. Output: one error per field, which states how to send the value or to skip it.

use proc_macro2::TokenStream;

use super::Errors;
use super::fields::StructField;

/// A field for which one schema has no place.
pub(super) struct Unmatched {
    /// Its index among the fields of the struct.
    pub(super) own: usize,
    /// The place of the error.
    pub(super) at: TokenStream,
    /// What the schema lacks, and where it would be.
    pub(super) message: String,
    /// The place of the operation or type in the schema.
    pub(super) place: String,
    /// The fix if no schema has a place for the field.
    pub(super) help: &'static str,
    /// The name of the schema in `for("…")`.
    pub(super) schema: String,
}

/// Reports each field for which some schema has no place. A field is omitted only on purpose.
pub(super) fn report(own: &[StructField<'_>], unmatched: &[Unmatched], errors: &mut Errors) {
    for (index, own) in own.iter().enumerate() {
        let lacking: Vec<&Unmatched> = unmatched.iter().filter(|it| it.own == index).collect();
        let Some(first) = lacking.first() else {
            continue;
        };
        if !own.taken {
            errors.report(&first.at, format!("{}{}", first.message, first.help));
            continue;
        }
        let mut names: Vec<String> = Vec::new();
        for other in &lacking {
            let name = format!("\"{}\"", other.schema);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let message = match lacking.as_slice() {
            [only] => only.message.clone(),
            several => {
                let places: Vec<&str> = several.iter().map(|it| it.place.as_str()).collect();
                format!("{} have no such field", places.join(", "))
            }
        };
        errors.report(
            &first.at,
            format!(
                "`{}` is not sent to every schema: {message}; name its target with `for({names}), field = \"…\"`, or omit it \
                 with `for({names}), skip`",
                own.path(),
                names = names.join(", ")
            ),
        );
    }
}
