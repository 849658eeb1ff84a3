//! Resolves the values and patterns that rules compare fields and facts with, and reports those that nothing equals.

use super::super::diagnostics::{NameDiagnostic, TypeDiagnostic};
use super::super::resolver::Resolver;
use super::condition::Subject;
use crate::pattern::Language;
use crate::pattern::automaton::LimitExceeded;
use crate::plan::{Pattern, Primitive, Structure, TextFacets, Type, normal_form};
use crate::source::{Span, Spanned};
use crate::syntax::{Scalar, Text};

impl Resolver<'_> {
    /// Resolves the values that a field or a fact is compared with. A value that the field or the fact excludes is an error,
    /// because the comparison would never hold.
    pub(super) fn resolve_compared_values(
        &mut self,
        values: &[Spanned<Scalar>],
        ty: &Type,
        name: &Text,
        subject: &Subject,
    ) -> Option<Vec<String>> {
        match subject {
            Subject::Field(_) => self.resolve_values_of_field(values, ty, name),
            Subject::Context(_) => self.resolve_values_of_fact(values, ty, name),
        }
    }

    /// Resolves the values that a field is compared with.
    pub(super) fn resolve_values_of_field(
        &mut self,
        values: &[Spanned<Scalar>],
        ty: &Type,
        name: &Text,
    ) -> Option<Vec<String>> {
        let known = self.resolve_values(values, ty)?;
        for value in values {
            self.report_if_refused(value, ty, name);
        }
        Some(known)
    }

    /// Reports a value that no value of a field equals: the field refuses it, or normalizes its values first.
    pub(in super::super) fn report_if_refused(
        &mut self,
        value: &Spanned<Scalar>,
        ty: &Type,
        name: &Text,
    ) {
        let ty = ty.item();
        let text = value.text.as_str();
        let normal = ty.text().map(|facets| normal_form(&facets.normal, text));
        if let Some(normal) = normal.filter(|normal| *normal != text) {
            let (text, normal) = (text.into(), normal.as_ref().into());
            let found = TypeDiagnostic::ComparedWithOtherForm { text, normal };
            return self.report(found.at(value.span));
        }
        if let Some(reason) = self.find_refusal(text, ty) {
            let found = NameDiagnostic::RefusedByField {
                text: text.into(),
                field: name.as_str().into(),
                reason,
            };
            self.report(found.at(value.span));
        }
    }

    fn resolve_values_of_fact(
        &mut self,
        values: &[Spanned<Scalar>],
        ty: &Type,
        name: &Text,
    ) -> Option<Vec<String>> {
        let known = self.resolve_values(values, ty)?;
        let mut complete = true;
        for value in values {
            if let Some(reason) = self.find_refusal(&value.text, ty) {
                complete = false;
                let found = NameDiagnostic::RefusedByFact {
                    text: value.text.as_str().into(),
                    fact: name.as_str().into(),
                    reason,
                };
                self.report(found.at(value.span));
            }
        }
        complete.then_some(known)
    }

    fn resolve_values(&mut self, values: &[Spanned<Scalar>], ty: &Type) -> Option<Vec<String>> {
        let mut complete = true;
        for value in values {
            complete &= self.check_value(value, ty);
        }
        complete.then(|| values.iter().map(|value| value.text.clone()).collect())
    }

    /// Reports a pattern that no value of a field or a fact matches.
    pub(super) fn report_if_nothing_matches(
        &mut self,
        name: &Text,
        ty: &Type,
        pattern: &Pattern,
        span: Span,
    ) {
        let is_matched = match ty.item().structure() {
            // If the limit is exceeded, the pattern is not compared.
            Structure::Primitive(Primitive::Text(facets)) => {
                has_match(facets, pattern).unwrap_or(true)
            }
            Structure::Primitive(Primitive::Enum(index)) => {
                let mut values = self.enums[index].values.iter();
                values.any(|value| pattern.set.contains(&value.value))
            }
            Structure::Primitive(
                Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp,
            )
            | Structure::Object(_)
            | Structure::List(_)
            | Structure::Map(_) => true,
        };
        if !is_matched {
            let found = NameDiagnostic::NothingMatches {
                pattern: pattern.source.as_str().into(),
                name: name.as_str().into(),
            };
            self.report(found.at(span));
        }
    }
}

/// Returns whether a text can have the facets and match the pattern.
fn has_match(facets: &TextFacets, pattern: &Pattern) -> Result<bool, LimitExceeded> {
    let Language { set, window } = Language::of(facets)?;
    if window.max.is_some_and(|most| most < window.min) || set.shortest(window)?.is_none() {
        // The mistake in the field is reported.
        return Ok(true);
    }
    Ok(set.and(&pattern.set)?.shortest(window)?.is_some())
}
