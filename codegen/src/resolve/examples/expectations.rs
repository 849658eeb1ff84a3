//! Resolves the expected outcome of an example: a request or violations, and the names of waivers and rules.

use super::super::current_operation::CurrentOperation;
use super::super::diagnostics::{ExampleDiagnostic, NameDiagnostic};
use super::super::resolver::{Resolver, owned};
use crate::draft::Draft;
use crate::plan::{Expectation, Table, Waiver};
use crate::source::Span;
use crate::syntax::{self, Scope, Text};

/// The codes of violations of a value.
const CODES: &[&str] = &[
    "required",
    "min_length",
    "max_length",
    "pattern",
    "format",
    "enum",
    "minimum",
    "maximum",
    "multiple_of",
    "min_items",
    "max_items",
    "unique_items",
    "key",
    "check",
    "clear",
    "clear_token",
    "key_taken",
    "separator",
    "unrepresentable",
    "header_value",
    "path_segment",
    "context_missing",
    "context_value",
    "type",
    "unknown_field",
    "missing",
];

/// The codes that a policy can waive.
const WAIVABLE: &[&str] = &[
    "min_length",
    "max_length",
    "pattern",
    "format",
    "enum",
    "minimum",
    "maximum",
    "multiple_of",
    "min_items",
    "max_items",
    "unique_items",
    "key",
    "check",
];

impl<'a> Resolver<'a> {
    pub(in super::super) fn resolve_waiver(
        &mut self,
        text: &Text,
        current: &CurrentOperation<'a>,
    ) -> Option<Waiver> {
        let Some((path, code)) = text.rsplit_once(':') else {
            let shown = text.as_str().into();
            self.report(ExampleDiagnostic::NotAWaiver { text: shown }.at(text.span));
            return None;
        };
        let (path, code) = (path.trim(), code.trim());
        if path == "rule" {
            self.check_rule(code, text.span, current);
            return Some(Waiver::Rule(code.to_owned()));
        }
        if !WAIVABLE.contains(&code) {
            if CODES.contains(&code) || code == "rule" {
                let found = ExampleDiagnostic::NotWaivable {
                    code: code.into(),
                    waivable: WAIVABLE.join(", "),
                };
                self.report(found.at(text.span));
            } else {
                let known = WAIVABLE.iter().copied();
                self.report_unknown(code, &[], known, |name, hint| {
                    NameDiagnostic::UnknownCode { name, hint }.at(text.span)
                });
            }
            return None;
        }
        self.check_path(path, text.span, current);
        Some(Waiver::Facet(path.to_owned(), code.to_owned()))
    }

    /// Reports a path to a field that does not exist. Indices in it are optional.
    fn check_path(&mut self, path: &str, span: Span, current: &CurrentOperation<'a>) {
        let none = Table::new();
        let mut fields = &current.drafts;
        for step in path.split('.') {
            let step = step.split('[').next().unwrap_or(step);
            let Some(draft) = fields.iter().find(|draft| draft.field.name == step) else {
                let fields = fields.clone();
                self.report_unknown_field(step, span, &fields);
                return;
            };
            if draft.poisoned {
                return;
            }
            fields = match draft.field.ty.object_within() {
                Some(object) => &self.objects[object].fields,
                None => &none,
            };
        }
    }

    pub(in super::super) fn check_rule(
        &mut self,
        name: &str,
        span: Span,
        current: &CurrentOperation<'a>,
    ) {
        let objects = self.objects_within(&current.drafts).into_iter();
        let of_objects = objects.flat_map(|object| self.objects[object].rules.iter().flatten());
        let of_objects = of_objects.map(|rule| rule.name.clone());
        let rules: Vec<String> = current.rules.iter().cloned().chain(of_objects).collect();
        if !rules.iter().any(|known| known == name) {
            let known = rules.iter().map(String::as_str);
            let scopes = self.operation_scopes();
            self.report_unknown(name, &scopes, known, |name, hint| {
                NameDiagnostic::UnknownRule { name, hint }.at(span)
            });
        }
    }

    pub(in super::super) fn resolve_expectation(
        &mut self,
        name: &Text,
        example: &syntax::Example,
        current: &CurrentOperation<'a>,
        plan: &Draft,
    ) -> Option<Expectation> {
        match (&example.expect, &example.violations) {
            (Some(expect), None) => Some(Expectation::Request {
                method: owned(expect.method.as_ref()),
                url: owned(expect.url.as_ref()),
                headers: expect
                    .headers
                    .iter()
                    .map(|(name, value)| (name.value.clone(), value.value.clone()))
                    .collect(),
                body: owned(expect.body.as_ref()),
            }),
            (None, Some(violations)) => {
                for text in violations {
                    self.check_violation(text, current, plan);
                }
                Some(Expectation::Violations(
                    violations.iter().map(|text| text.value.clone()).collect(),
                ))
            }
            // The syntax stage reports an example with both.
            (Some(_), Some(_)) => None,
            (None, None) if self.poison.covers(example.span) => None,
            (None, None) => {
                let shown = name.as_str().into();
                self.report(ExampleDiagnostic::NoOutcome { name: shown }.at(name.span));
                None
            }
        }
    }

    fn check_violation(&mut self, text: &Text, current: &CurrentOperation<'a>, plan: &Draft) {
        if let Some(rule) = text.strip_prefix("rule ") {
            self.check_rule(rule.trim(), text.span, current);
            return;
        }
        let Some((path, code)) = text.rsplit_once(": ") else {
            let shown = text.as_str().into();
            self.report(ExampleDiagnostic::NotAViolation { text: shown }.at(text.span));
            return;
        };
        if !CODES.contains(&code) {
            let known = CODES.iter().copied();
            self.report_unknown(code, &[], known, |name, hint| {
                NameDiagnostic::UnknownCode { name, hint }.at(text.span)
            });
            return;
        }
        match code {
            "context_missing" | "context_value" => {
                let name = path.strip_prefix("context.").unwrap_or(path);
                if !plan.contexts.iter().any(|context| context.name == name) {
                    let known = plan.contexts.iter().map(|context| context.name.as_str());
                    self.report_unknown(
                        name,
                        &[Scope::Section("contexts")],
                        known,
                        |name, hint| NameDiagnostic::UnknownContext { name, hint }.at(text.span),
                    );
                }
            }
            // The code is about a name that is not a field.
            "unknown_field" => {}
            _ => self.check_path(path, text.span, current),
        }
    }
}
