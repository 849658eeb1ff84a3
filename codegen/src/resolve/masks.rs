//! Resolves field masks.

use super::diagnostics::MaskDiagnostic;
use super::moments::has_constant;
use super::parameter_names;
use super::resolver::Resolver;
use crate::draft::Draft;
use crate::plan::{
    AuthId, Binding, BindingId, BodyFormat, BodyTree, ComputedPlace, Constant, FieldMask,
    MaskNames, MaskPlace, Parameter, Table, Update,
};
use crate::source::Span;
use crate::syntax::{self, Text};

impl Resolver<'_> {
    /// Resolves the parameter that lists the fields which a patch sends.
    pub(super) fn resolve_mask(
        &mut self,
        operation: &syntax::Operation,
        update: Update,
        (query, headers): (&[Parameter], &[&str]),
        bindings: &Table<BindingId, Binding>,
        (plan, auths): (&Draft, &[AuthId]),
    ) -> Option<FieldMask> {
        let mask = operation.mask.as_ref()?;
        let place = match (&mask.query, &mask.header) {
            (Some(query), None) => MaskPlace::Query(query.value.clone()),
            (None, Some(header)) => MaskPlace::Header(header.value.clone()),
            (None, None) => MaskPlace::Body,
            (Some(query), Some(header)) => {
                self.report(MaskDiagnostic::TwoPlaces.at(header.span));
                MaskPlace::Query(query.value.clone())
            }
        };
        if let Some(header) = &mask.header {
            self.check_mask_header(header, headers, (plan, auths));
        }
        for binding in bindings {
            if place == MaskPlace::Body && !has_constant(&binding.body, &Constant::is_mask) {
                let binding = binding.name.as_str().into();
                self.report(MaskDiagnostic::NotInBody { binding }.at(mask.span));
            }
        }
        let mut names: Vec<&str> = query.iter().map(|it| it.name.as_str()).collect();
        let mut has_body = false;
        // The authentication adds its parameters to a form, and else to the query string.
        let is_form = |it: &Binding| it.body.format().is_some_and(BodyFormat::is_form);
        let has_auth_parameters = !bindings.iter().all(is_form);
        for binding in bindings {
            match &binding.body {
                BodyTree::Empty => {}
                BodyTree::Query(parameters) => {
                    names.extend(parameters.iter().map(|it| it.name.as_str()));
                    has_body = true;
                }
                BodyTree::Json { .. }
                | BodyTree::Xml { .. }
                | BodyTree::Form { .. }
                | BodyTree::Lines { .. }
                | BodyTree::Text { .. } => has_body = true,
            }
        }
        if update != Update::Patch || !has_body {
            self.report(MaskDiagnostic::NoPatch.at(mask.span));
        }
        if let Some(query) = &mask.query {
            let parameter = query.as_str();
            if names.contains(&parameter) {
                let name = parameter.into();
                self.report(MaskDiagnostic::Taken { name }.at(query.span));
            }
            let mut of_auths = parameter_names::of_auths(plan, auths);
            if has_auth_parameters && of_auths.any(|it| it == parameter) {
                let name = parameter.into();
                self.report(MaskDiagnostic::TakenByAuth { name }.at(query.span));
            }
        }
        let separator = mask.separator.as_ref();
        Some(FieldMask {
            place,
            separator: separator.map_or_else(|| ",".to_owned(), |it| it.value.clone()),
            names: match mask.names.as_ref().map(|it| it.value) {
                Some(syntax::MaskNames::Snake) => MaskNames::Snake,
                Some(syntax::MaskNames::Camel) => MaskNames::Camel,
                Some(syntax::MaskNames::Wire) | None => MaskNames::Wire,
            },
        })
    }

    /// Reports a header of a mask that cannot be set, or that another part of the request sets.
    fn check_mask_header(
        &mut self,
        header: &Text,
        headers: &[&str],
        (plan, auths): (&Draft, &[AuthId]),
    ) {
        self.check_header_name(header);
        let is_same = |other: &str| other.eq_ignore_ascii_case(header);
        let name = header.as_str().into();
        if headers.iter().any(|other| is_same(other)) {
            self.report(MaskDiagnostic::Taken { name }.at(header.span));
            return;
        }
        let mut auths = auths.iter().filter_map(|auth| plan.auths.get(*auth));
        let is_taken = auths.any(|auth| {
            let mut computed = auth.computed(Some(ComputedPlace::Header));
            let is_basic = auth.basic().is_some() && is_same("Authorization");
            is_basic
                || auth.headers().any(|(name, _)| is_same(name))
                || computed.any(|(_, name, _)| is_same(name))
        });
        if is_taken {
            self.report(MaskDiagnostic::TakenByAuth { name }.at(header.span));
        }
    }

    /// Reports an envelope with the mask of an operation that has none in its body.
    pub(super) fn check_mask_places(
        &mut self,
        mask: Option<&FieldMask>,
        bindings: &Table<BindingId, Binding>,
        span: Span,
    ) {
        let has_mask = |it: &Binding| has_constant(&it.body, &Constant::is_mask);
        if !mask.is_some_and(FieldMask::is_in_body) && bindings.iter().any(has_mask) {
            self.report(MaskDiagnostic::NoMask.at(span));
        }
    }
}
