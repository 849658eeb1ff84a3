//! Resolves field masks.

use super::diagnostics::MaskDiagnostic;
use super::resolver::Resolver;
use crate::plan::{Binding, BindingId, BodyTree, FieldMask, MaskNames, Parameter, Table, Update};
use crate::syntax;

impl Resolver<'_> {
    /// Resolves the parameter that lists the fields which a patch sends.
    pub(super) fn resolve_mask(
        &mut self,
        operation: &syntax::Operation,
        update: Update,
        query: &[Parameter],
        bindings: &Table<BindingId, Binding>,
    ) -> Option<FieldMask> {
        let mask = operation.mask.as_ref()?;
        let parameter = mask.query.value.clone();
        let mut names: Vec<&str> = query.iter().map(|it| it.name.as_str()).collect();
        let mut has_body = false;
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
                | BodyTree::Lines { .. } => has_body = true,
            }
        }
        if update != Update::Patch || !has_body {
            self.report(MaskDiagnostic::NoPatch.at(mask.span));
        }
        if names.contains(&parameter.as_str()) {
            let name = parameter.as_str().into();
            self.report(MaskDiagnostic::Taken { name }.at(mask.query.span));
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
