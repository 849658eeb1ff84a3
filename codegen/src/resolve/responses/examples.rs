//! The examples of a response.

use super::super::diagnostics::ResponseDiagnostic;
use super::super::namespace::Namespace;
use super::super::resolver::{Resolver, owned};
use super::CurrentResponse;
use crate::plan::ResponseExample;
use crate::syntax::{self, Text};

impl<'a> Resolver<'a> {
    /// Resolves the examples of a response. `answer` is the status of an example that states none.
    pub(super) fn resolve_response_examples(
        &mut self,
        response: &CurrentResponse<'a>,
        answer: u16,
        place: &str,
    ) -> Vec<ResponseExample> {
        let mut space = Namespace::default();
        let mut all = Vec::new();
        for (name, example) in &response.syntax.examples {
            let rust = self.name_example(
                &mut space,
                name,
                example.rust.as_ref(),
                &example.differs,
                place,
            );
            all.extend(self.resolve_response_example(name, rust, example, response, answer));
        }
        all
    }

    fn resolve_response_example(
        &mut self,
        name: &Text,
        rust: String,
        example: &syntax::ResponseExample,
        response: &CurrentResponse<'a>,
        answer: u16,
    ) -> Option<ResponseExample> {
        let values = self.resolve_entries(&example.values, &response.drafts);
        let page = self.resolve_page(example.page.as_ref());
        let status = match &example.status {
            None => answer,
            Some(status) => match u16::try_from(status.value) {
                Ok(number @ 100..600) => number,
                Ok(_) | Err(_) => {
                    self.report(ResponseDiagnostic::StatusOfExample.at(status.span));
                    return None;
                }
            },
        };
        Some(ResponseExample {
            name: name.value.clone(),
            rust,
            description: owned(example.description.as_ref()),
            status,
            headers: example
                .headers
                .iter()
                .map(|(name, value)| (name.value.clone(), value.value.clone()))
                .collect(),
            body: owned(example.body.as_ref()).unwrap_or_default(),
            values: values?,
            code: owned(example.code.as_ref()),
            message: owned(example.message.as_ref()),
            violations: example
                .violations
                .as_ref()
                .map(|texts| texts.iter().map(|text| text.value.clone()).collect()),
            page,
        })
    }
}
