//! Resolves `convert:`: each step must fit the datum and the type of its field.
//!
//! In: the names that a field lists. Out: the steps that fit, and a diagnostic for each that does not.

use super::codes;
use super::resolver::Resolver;
use crate::plan::{Conversion, Domain, Type};
use crate::syntax::Node;

impl<'a> Resolver<'a> {
    /// Resolves the conversions of a field.
    pub(super) fn conversions(
        &mut self,
        node: &'a Node,
        means: Option<&str>,
        ty: &Type,
        poisoned: bool,
    ) -> Vec<Conversion> {
        let mut steps = Vec::new();
        for name in &node.convert {
            let Some(step) = Conversion::from_name(name) else {
                let known = Conversion::ALL.iter().map(|step| step.name());
                self.unknown(codes::UNKNOWN_CONVERSION, "conversion", name, known);
                continue;
            };
            let problem = if steps.contains(&step) {
                Some(format!("`{}` stands here already", step.name()))
            } else if let Some(term) = means {
                (!poisoned && !applies(step, term, ty))
                    .then(|| format!("`{}` does not apply to `{term}` of this type", step.name()))
            } else {
                Some("without `means:` there is nothing to convert".to_owned())
            };
            match problem {
                Some(problem) => self.error_help(
                    codes::CONVERSION_UNSUITABLE,
                    name.span,
                    problem,
                    takes(step.domain()),
                ),
                None => steps.push(step),
            }
        }
        steps
    }
}

/// Returns whether a conversion fits a datum that a field of this type holds.
fn applies(step: Conversion, term: &str, ty: &Type) -> bool {
    let text = ty.is_text();
    let texts = ty.is_list_of_texts();
    let number = ty.integer().is_some();
    match step.domain() {
        Domain::Phone => text && matches!(term, "voice" | "fax"),
        Domain::PhoneCode => (text || number) && matches!(term, "voice.cc" | "fax.cc"),
        Domain::PhoneNumber => (text || number) && matches!(term, "voice.number" | "fax.number"),
        Domain::Name => text && term == "name",
        Domain::Lines => text && term == "street",
        Domain::Place => text && matches!(term, "city" | "birth.place"),
        Domain::Mail => text && term == "email",
        Domain::Date => text && term == "birth.date",
        Domain::Text => text || texts,
    }
}

/// Returns the help text that states what a conversion is for.
fn takes(domain: Domain) -> &'static str {
    match domain {
        Domain::Phone => "it is for `means: voice` and `means: fax`, as a text",
        Domain::PhoneCode => "it is for `means: voice.cc` and `means: fax.cc`",
        Domain::PhoneNumber => "it is for `means: voice.number` and `means: fax.number`",
        Domain::Name => "it is for `means: name`, as a text",
        Domain::Lines => "it is for `means: street`, as one text",
        Domain::Place => "it is for `means: city` and `means: birth.place`, as a text",
        Domain::Mail => "it is for `means: email`, as a text",
        Domain::Date => "it is for `means: birth.date`, as a text",
        Domain::Text => "it is for texts and lists of texts that have a `means:`",
    }
}
