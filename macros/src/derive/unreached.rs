//! Fields that do not reach every schema of a struct.
//!
//! In: what each schema has no place for. Out: one error per field, which says how to send the value or to leave it out.

use proc_macro2::TokenStream;

use super::Errors;
use super::fields::Own;

/// A field that one schema has no place for.
pub(super) struct Unmatched {
    /// Its index among the fields of the struct.
    pub(super) own: usize,
    /// Where the mistake is told.
    pub(super) at: TokenStream,
    /// What the schema does not have, and where it is described.
    pub(super) message: String,
    /// The place of the operation or type in the schema.
    pub(super) place: String,
    /// How to mend it where no schema has it.
    pub(super) help: &'static str,
    /// What `for("…")` calls the schema.
    pub(super) schema: String,
}

/// Tells of each field that some schema has no place for: what is not sent is not sent on purpose.
pub(super) fn tell(own: &[Own<'_>], unmatched: &[Unmatched], errors: &mut Errors) {
    for (index, own) in own.iter().enumerate() {
        let lacking: Vec<&Unmatched> = unmatched.iter().filter(|it| it.own == index).collect();
        let Some(first) = lacking.first() else {
            continue;
        };
        if !own.taken {
            errors.say(&first.at, format!("{}{}", first.message, first.help));
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
        errors.say(
            &first.at,
            format!(
                "`{}` does not reach every schema: {message}; say where it goes there with `for({names}), field = \"…\"`, or \
                 that it stays with `for({names}), skip`",
                own.path(),
                names = names.join(", ")
            ),
        );
    }
}
