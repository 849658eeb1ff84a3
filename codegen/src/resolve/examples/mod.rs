//! Resolves examples: the values, typed by their fields, and the expected outcome.

mod expectations;
mod inputs;

use super::current_operation::CurrentOperation;
use super::diagnostics::{ExampleDiagnostic, RustItem, SigningDiagnostic};
use super::identifiers::Role;
use super::namespace::{Namespace, rust_name};
use super::resolver::{Resolver, owned};
use super::signing::example_time;
use crate::draft::{Draft, OperationDraft};
use crate::plan::{self, Example, Expectation, Need, Presence, Update, parse_nonce};
use crate::source::quoted;
use crate::syntax::{self, Text};

impl<'a> Resolver<'a> {
    /// Returns the Rust name of an example, and keeps its notes. `owner` is the place of the operation or the response.
    pub(super) fn name_example(
        &mut self,
        space: &mut Namespace,
        name: &Text,
        rust: Option<&Text>,
        differs: &[Text],
        owner: &str,
    ) -> String {
        let ident = rust_name(name, rust, Role::Value, &mut self.diagnostics);
        let item = RustItem::Example(name.as_str().into());
        space.take(&ident.rust, item, name.span, &mut self.diagnostics);
        self.keep_notes(&format!("{owner}.examples.{}", name.value), differs);
        ident.rust
    }

    /// Resolves the examples of an operation.
    pub(super) fn resolve_examples(
        &mut self,
        current: &CurrentOperation<'a>,
        operation: &OperationDraft,
        plan: &Draft,
    ) -> Vec<Example> {
        let mut space = Namespace::default();
        let mut all = Vec::new();
        for (name, example) in &current.syntax.examples {
            let rust = self.name_example(
                &mut space,
                name,
                example.rust.as_ref(),
                &example.differs,
                &current.name.value,
            );
            all.extend(self.resolve_example(name, rust, example, current, operation, plan));
        }
        all
    }

    fn resolve_example(
        &mut self,
        name: &Text,
        rust: String,
        example: &syntax::Example,
        current: &CurrentOperation<'a>,
        operation: &OperationDraft,
        plan: &Draft,
    ) -> Option<Example> {
        self.has_untyped_values = example
            .violations
            .iter()
            .flatten()
            .any(|text| text.ends_with(": type") || text.ends_with(": unknown_field"));
        self.null_is_absent = current.update == Update::Replace;
        let values = self.resolve_entries(&example.values, &current.drafts);
        self.has_untyped_values = false;
        let context = self.resolve_facts(example, plan);
        let given = example.current.as_ref();
        self.null_is_absent = true;
        let given = given.map(|values| self.resolve_entries(values, &current.drafts));
        self.null_is_absent = false;
        let credentials = self.resolve_example_credentials(example, current, plan);
        let auth = match &example.auth {
            Some(auth) => self.find_auth(auth),
            None => current.auths.first().copied(),
        };
        let server = self.resolve_example_server(name, example, current, plan);
        let binding = self.resolve_example_binding(example, operation);
        let now = match &example.now {
            None => Some(0),
            Some(text) => {
                let time = example_time(text);
                if time.is_none() {
                    self.report(SigningDiagnostic::ExampleTime.at(text.span));
                }
                time
            }
        };
        let nonce = match &example.nonce {
            None => Some([0; 16]),
            Some(text) => {
                let nonce = parse_nonce(text);
                if nonce.is_none() {
                    self.report(SigningDiagnostic::ExampleNonce.at(text.span));
                }
                nonce
            }
        };
        let waive = example
            .waive
            .iter()
            .filter_map(|text| self.resolve_waiver(text, current))
            .collect();
        for rule in example.unchecked.iter().flatten() {
            self.check_rule(&rule.value, rule.span, current);
        }
        let expect = self.resolve_expectation(name, example, current, plan);
        if let (Some(values), Some(Expectation::Request { .. })) = (&values, &expect) {
            self.check_complete(name, values, current);
            let method = auth.and_then(|auth| plan.auths.get(auth));
            if let Some(method) = method.filter(|method| method.needs(Need::Signer)) {
                let auth = method.name.as_str().into();
                self.report(SigningDiagnostic::ExampleOfSigner { auth }.at(name.span));
            }
        }
        Some(Example {
            name: name.value.clone(),
            rust,
            description: owned(example.description.as_ref()),
            values: values?,
            context,
            current: match given {
                Some(given) => Some(given?),
                None => None,
            },
            credentials,
            auth,
            now: now?,
            nonce: nonce?,
            server: server?,
            binding: binding?,
            waive,
            expect: expect?,
            unchecked: example
                .unchecked
                .as_ref()
                .map(|rules| rules.iter().map(|rule| rule.value.clone()).collect()),
            page: self.resolve_page(example.page.as_ref()),
        })
    }

    /// Reports an example with an expected request that has no value for a required field.
    fn check_complete(
        &mut self,
        name: &Text,
        values: &[(String, plan::Value)],
        current: &CurrentOperation<'a>,
    ) {
        let missing: Vec<&str> = current
            .drafts
            .iter()
            .filter(|draft| draft.field.presence == Presence::Required)
            .filter(|draft| !draft.poisoned && draft.constant.is_none())
            .filter(|draft| !values.iter().any(|(known, _)| *known == draft.field.name))
            .map(|draft| draft.field.name.as_str())
            .collect();
        if !missing.is_empty() {
            let missing: Vec<String> = missing.iter().map(|name| quoted(name)).collect();
            let found = ExampleDiagnostic::IncompleteExample {
                example: name.as_str().into(),
                missing: missing.join(", "),
            };
            self.report(found.at(name.span));
        }
    }
}
