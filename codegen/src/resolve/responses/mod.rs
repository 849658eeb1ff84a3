//! Resolves responses: how each is recognized, what it means, and what is read from it.
//!
//! Input: the responses of an operation in the syntax tree. Output: its cases. `places` finds where the values of a format are,
//! `fields` resolves fields, `lines` how lines are read, `matching` the tests, `texts` codes,
//! messages and reports, `answer` what a mock provider sends, and `examples` examples.

mod answer;
mod examples;
mod fields;
mod lines;
mod matching;
mod places;
mod retries;
mod texts;

pub(super) use places::place_in_xml;

use super::current_operation::CurrentOperation;
use super::diagnostics::{ResponseDiagnostic, RustItem};
use super::identifiers::Role;
use super::namespace::{Namespace, rust_name};
use super::resolver::{FieldDrafts, Resolver, owned};
use crate::draft::{CaseDeclaration, Declaration, ResponsesDeclaration};
use crate::plan::{
    BodyFormat, FieldId, Outcome, Response, ResponseBody, ResponseId, ResponseLines,
    ResponseSource, Session, Table,
};
use crate::syntax::{self, Text};
use answer::AnsweringCase;

/// The response that is being resolved.
struct CurrentResponse<'a> {
    syntax: &'a syntax::Response,
    /// The formats of its body.
    formats: Vec<ResponseBody>,
    /// Its fields, and where each is read from.
    drafts: FieldDrafts<'a>,
    sources: Table<FieldId, ResponseSource>,
}

impl CurrentResponse<'_> {
    /// Returns whether the body can be JSON.
    fn reads_json(&self) -> bool {
        self.formats.iter().any(ResponseBody::is_json)
    }

    /// Returns the format of the body whose places are elements, if it can have one: XML or lines.
    fn element_format(&self) -> Option<BodyFormat> {
        self.formats.iter().find_map(|format| match format {
            ResponseBody::Xml => Some(BodyFormat::Xml),
            ResponseBody::Lines(_) => Some(BodyFormat::Lines),
            ResponseBody::Json
            | ResponseBody::Scalar
            | ResponseBody::Tree(_)
            | ResponseBody::Empty
            | ResponseBody::Text => None,
        })
    }
}

impl<'a> Resolver<'a> {
    /// Resolves the responses of an operation.
    pub(super) fn resolve_responses(
        &mut self,
        current: &CurrentOperation<'a>,
    ) -> Table<ResponseId, Response> {
        let mut space = Namespace::default();
        let mut all = Table::new();
        let mut cases = Vec::new();
        self.check_response_trees(&current.syntax.responses);
        let lines = self.resolve_line_format(current);
        for (name, response) in &current.syntax.responses {
            let ident = rust_name(
                name,
                response.rust.as_ref(),
                Role::Type,
                &mut self.diagnostics,
            );
            let item = RustItem::Response(name.as_str().into());
            space.take(&ident.rust, item, name.span, &mut self.diagnostics);
            let place = format!("{}.responses.{}", current.name.value, name.value);
            self.keep_notes(&place, &response.differs);
            let reported = self.diagnostics.0.len();
            let is_unreadable = self.poison.covers(response.span);
            let after = self.resolve_after(response, &all);
            let resolved = self.resolve_response(name, response, current, (&place, &lines), &all);
            let code_enum = (!resolved.codes.is_empty()).then(|| format!("{}Code", ident.stem));
            if let Some(code_enum) = &code_enum {
                let item = RustItem::CodesOf(name.as_str().into());
                space.take(code_enum, item, name.span, &mut self.diagnostics);
            }
            let response = Response {
                rust: ident.rust,
                after,
                code_enum,
                ..resolved
            };
            cases.push(CaseDeclaration {
                span: name.span,
                response: response.clone(),
                is_poisoned: self.diagnostics.0.len() > reported || is_unreadable,
            });
            all.push(response);
        }
        let declared = cases.iter_mut().map(|case| &mut case.response);
        self.unite_lines(current, all.iter_mut().chain(declared));
        self.declarations
            .push(Declaration::Responses(ResponsesDeclaration {
                span: current.name.span,
                is_noted: !current.syntax.differs.is_empty(),
                cases,
            }));
        all
    }

    fn resolve_response(
        &mut self,
        name: &Text,
        syntax: &'a syntax::Response,
        current: &CurrentOperation<'a>,
        (place, lines): (&str, &ResponseLines),
        before: &Table<ResponseId, Response>,
    ) -> Response {
        // The syntax stage reports a missing outcome.
        let outcome = syntax
            .outcome
            .as_ref()
            .map_or(Outcome::Unknown, |outcome| outcome.value.into());
        let response = self.resolve_response_fields(syntax, current, name, (place, lines));
        let matched = self.resolve_match(&response);
        let code = syntax
            .code
            .as_ref()
            .map(|code| self.resolve_text(code, &response));
        if let (None, Some(first)) = (&code, syntax.matched.code.first()) {
            self.report(ResponseDiagnostic::CodeWithoutPlace.at(first.span));
        }
        if let (None, Some((first, _))) = (&code, syntax.codes.first()) {
            self.report(ResponseDiagnostic::CodeWithoutPlace.at(first.span));
        }
        let message = syntax
            .message
            .as_ref()
            .map(|message| self.resolve_text(message, &response));
        let violations = syntax
            .violations
            .as_ref()
            .and_then(|violations| self.resolve_violations(violations, &response));
        let codes = self.resolve_codes(&response, outcome, place);
        let case = AnsweringCase {
            matched: &matched,
            code: code.as_ref(),
            codes: &codes,
            outcome,
            is_blank: response.formats == [ResponseBody::Empty],
        };
        let answer = self.resolve_answer(syntax, &case, before);
        let examples = self.resolve_response_examples(&response, answer.status, place);
        Response {
            name: name.value.clone(),
            rust: String::new(),
            description: owned(syntax.description.as_ref()),
            matched,
            after: Vec::new(),
            outcome,
            retry: self
                .resolve_retry(syntax.retry.as_ref(), &response)
                .unwrap_or_default(),
            session: syntax
                .session
                .as_ref()
                .map_or(Session::Keep, |session| session.value.into()),
            answer,
            code,
            codes,
            code_enum: None,
            message,
            violations,
            examples,
            page: self.resolve_page(syntax.page.as_ref()),
            body: response.formats.clone(),
            // They are found when all trees are there.
            namespaces: Vec::new(),
            fields: response.finish(),
        }
    }

    /// Resolves the cases that a response may overlap with, which are before it.
    fn resolve_after(
        &mut self,
        response: &syntax::Response,
        before: &Table<ResponseId, Response>,
    ) -> Vec<ResponseId> {
        let mut found = Vec::new();
        for name in &response.after {
            match before.find(|other| other.name == name.value) {
                Some(id) => found.push(id),
                None => {
                    let known = before.iter().map(|other| other.name.as_str());
                    let scopes = self.operation_scopes();
                    self.report_unknown(name, &scopes, known, |name_of, hint| {
                        ResponseDiagnostic::UnknownCase {
                            name: name_of,
                            hint,
                        }
                        .at(name.span)
                    });
                }
            }
        }
        found
    }
}
