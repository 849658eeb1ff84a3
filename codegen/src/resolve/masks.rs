//! Resolves field masks.

use super::diagnostics::MaskDiagnostic;
use super::parameter_names;
use super::resolver::Resolver;
use crate::draft::Draft;
use crate::plan::{
    AuthId, Binding, BindingId, BodyFormat, BodyTree, FieldMask, MaskNames, Parameter, Table,
    Update,
};
use crate::syntax;

impl Resolver<'_> {
    /// Resolves the parameter that lists the fields which a patch sends.
    pub(super) fn resolve_mask(
        &mut self,
        operation: &syntax::Operation,
        update: Update,
        query: &[Parameter],
        bindings: &Table<BindingId, Binding>,
        (plan, auths): (&Draft, &[AuthId]),
    ) -> Option<FieldMask> {
        let mask = operation.mask.as_ref()?;
        let parameter = mask.query.value.clone();
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
        if names.contains(&parameter.as_str()) {
            let name = parameter.as_str().into();
            self.report(MaskDiagnostic::Taken { name }.at(mask.query.span));
        }
        let mut of_auths = parameter_names::of_auths(plan, auths);
        if has_auth_parameters && of_auths.any(|it| it == parameter) {
            let name = parameter.as_str().into();
            self.report(MaskDiagnostic::TakenByAuth { name }.at(mask.query.span));
        }
        let separator = mask.separator.as_ref();
        Some(FieldMask {
            parameter,
            separator: separator.map_or_else(|| ",".to_owned(), |it| it.value.clone()),
            names: match mask.names.as_ref().map(|it| it.value) {
                Some(syntax::MaskNames::Snake) => MaskNames::Snake,
                Some(syntax::MaskNames::Camel) => MaskNames::Camel,
                Some(syntax::MaskNames::Wire) | None => MaskNames::Wire,
            },
        })
    }
}
