//! Resolves `convert:`: each step must fit the datum and the type of its field.
//!
//! Input: the names that a field lists. Output: the steps that fit, and a diagnostic for each that does not.

use super::diagnostics::{ContactDiagnostic, NameDiagnostic};
use super::resolver::Resolver;
use crate::plan::{Conversion, Domain, Type};
use crate::syntax::Node;

impl<'a> Resolver<'a> {
    /// Resolves the conversions of a field.
    pub(super) fn resolve_conversions(
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
                let span = name.span;
                self.report_unknown(name, &[], known, |name, hint| {
                    NameDiagnostic::UnknownConversion { name, hint }.at(span)
                });
                continue;
            };
            let step_name = step.name();
            let found = match means {
                _ if steps.contains(&step) => {
                    ContactDiagnostic::RepeatedConversion { step: step_name }
                }
                None => ContactDiagnostic::ConversionWithoutDatum { step: step_name },
                Some(term) if !poisoned && !applies(step, term, ty) => {
                    ContactDiagnostic::ConversionOfOtherDatum {
                        step: step_name,
                        term: term.into(),
                        domain: step.domain(),
                    }
                }
                Some(_) => {
                    steps.push(step);
                    continue;
                }
            };
            self.report(found.at(name.span));
        }
        steps
    }
}

/// Returns whether a conversion applies to the datum `term` in a field of this type.
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
        Domain::Text if ty.enumeration().is_some() => {
            matches!(step, Conversion::LowerCase | Conversion::UpperCase)
        }
        Domain::Text => text || texts,
    }
}
