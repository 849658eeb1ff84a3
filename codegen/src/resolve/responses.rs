//! Resolves responses: how they are recognized, what they mean, and the places of their fields. Generated code has no types
//! for responses.

use super::current_operation::CurrentOperation;
use super::diagnostics::{HttpDiagnostic, ParameterDiagnostic, RustItem};
use super::field_names::{FieldNames, FieldOwner};
use super::namespace::{Namespace, rust_name, stem};
use super::resolver::{FieldDraft, Resolver, owned};
use super::{identifiers::Role, wire_names};
use crate::pattern;
use crate::plan::{
    BodyTest, Extent, Field, FieldId, Location, Outcome, Response, ResponseBody, ResponseId, Table,
};
use crate::syntax::{self, Text};

impl<'a> Resolver<'a> {
    /// Resolves the responses of an operation.
    pub(super) fn resolve_responses(
        &mut self,
        current: &CurrentOperation<'a>,
    ) -> Table<ResponseId, Response> {
        let mut space = Namespace::default();
        let mut all = Table::new();
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
            all.push(self.resolve_response(name, response, current, &place));
        }
        all
    }

    fn resolve_response(
        &mut self,
        name: &Text,
        response: &'a syntax::Response,
        current: &CurrentOperation<'a>,
        place: &str,
    ) -> Response {
        let matched = &response.matched;
        for (header, _) in &matched.headers {
            if !super::http::is_token(header) {
                let diagnostic = HttpDiagnostic::HeaderName {
                    name: header.as_str().into(),
                };
                self.report(diagnostic.at(header.span));
            }
        }
        // The syntax stage reports a missing outcome.
        let outcome = response
            .outcome
            .as_ref()
            .map_or(Outcome::Failure, |outcome| outcome.value.into());
        self.check_body_tests(response);
        let (fields, spelled) = self.resolve_response_fields(response, current, name, place);
        let errors = response.errors.as_ref();
        let codes: &[_] = errors.map_or(&[], |errors| &errors.values);
        for (value, entry) in codes {
            self.keep_notes(&format!("{place}.{}", value.value), &entry.differs);
        }
        Response {
            name: name.value.clone(),
            description: owned(response.description.as_ref()),
            status: matched
                .status
                .iter()
                .map(|status| status.value.clone())
                .collect(),
            headers: matched
                .headers
                .iter()
                .map(|(name, value)| (name.value.clone(), value.value.clone()))
                .collect(),
            body_tests: matched
                .body
                .iter()
                .filter_map(|(path, test)| {
                    Some((path.value.clone(), self.resolve_body_test(test)?))
                })
                .collect(),
            outcome,
            body: response.body.as_ref().map(|body| body.value.into()),
            fields,
            spelled,
            errors_at: owned(errors.and_then(|errors| errors.at.as_ref())),
            errors: codes
                .iter()
                .map(|(code, entry)| (code.value.clone(), entry.description.value.clone()))
                .collect(),
            page: self.resolve_page(response.page.as_ref()),
        }
    }

    fn resolve_response_fields(
        &mut self,
        response: &'a syntax::Response,
        current: &CurrentOperation<'a>,
        name: &Text,
        place: &str,
    ) -> (Table<FieldId, (Field, String)>, Vec<FieldId>) {
        let case = self.operation_case(current.syntax);
        let mut drafts = self.resolve_included(&response.include, None);
        let (owner, owner_rust) = current.names();
        let hint = format!("{owner}_{}", name.value);
        let rust = format!("{owner_rust}_{}", stem(response.rust.as_ref(), name));
        for (name, node) in &response.fields {
            self.keep_node_notes(&format!("{place}.{}", name.value), node);
            drafts.push(self.resolve_field(name, node, (&hint, &rust), case, FieldOwner::Response));
        }
        self.limit_paths(&mut drafts);
        let mut space = FieldNames::default();
        let mut fields = Table::new();
        let mut spelled = Vec::new();
        for draft in drafts {
            space.take(&draft, &mut self.diagnostics);
            let body = response.body.as_ref().map(|body| body.value.into());
            let at = match draft.field.location {
                Location::Header => match &draft.node.wire {
                    Some(name) => {
                        if !super::http::is_token(name) {
                            let diagnostic = HttpDiagnostic::WireHeaderName {
                                name: name.as_str().into(),
                            };
                            self.report(diagnostic.at(name.span));
                        }
                        name.value.clone()
                    }
                    None => draft.field.name.clone(),
                },
                Location::Path | Location::Query => {
                    self.report(ParameterDiagnostic::LocationInResponse.at(draft.span));
                    String::new()
                }
                Location::Body => {
                    if matches!(body, Some(ResponseBody::Empty | ResponseBody::Text)) {
                        self.report(ParameterDiagnostic::FieldWithoutBody.at(draft.span));
                    }
                    body_place(&draft, body)
                }
            };
            let wires = [&draft.node.json, &draft.node.xml];
            let is_spelled = wires
                .into_iter()
                .flatten()
                .any(|wire| !wire.values.is_empty());
            let id = fields.push((draft.field, at));
            if is_spelled {
                spelled.push(id);
            }
        }
        (fields, spelled)
    }

    /// Reports tests of places in a body that has none.
    fn check_body_tests(&mut self, response: &syntax::Response) {
        let found = match response.body.as_ref().map(|body| body.value.into()) {
            Some(ResponseBody::Empty) => ParameterDiagnostic::TestOfEmptyBody,
            Some(ResponseBody::Text) => ParameterDiagnostic::TestOfTextBody,
            Some(ResponseBody::Json | ResponseBody::Xml | ResponseBody::Scalar) | None => return,
        };
        // A test for absence holds for every body.
        let mut tests = response.matched.body.iter();
        let looks =
            |test: &syntax::ResponseTest| !matches!(test, syntax::ResponseTest::Present(false));
        if let Some((place, _)) = tests.find(|(_, test)| looks(test)) {
            self.report(found.at(place.span));
        }
    }

    /// Resolves a test of the body; none if its pattern is invalid.
    fn resolve_body_test(&mut self, test: &syntax::ResponseTest) -> Option<BodyTest> {
        Some(match test {
            syntax::ResponseTest::OneOf(values) => {
                BodyTest::OneOf(values.iter().map(|value| value.text.clone()).collect())
            }
            syntax::ResponseTest::Present(present) => BodyTest::Present(*present),
            syntax::ResponseTest::Matches(text) => {
                let dialect = syntax::Dialect::default();
                BodyTest::Matches(pattern::pattern(
                    text,
                    dialect,
                    Extent::Whole,
                    &mut self.diagnostics,
                )?)
            }
        })
    }
}

/// Returns the dotted place of a field in the body of a response.
fn body_place(draft: &FieldDraft<'_>, body: Option<ResponseBody>) -> String {
    let wire = match body {
        Some(ResponseBody::Xml) => draft.node.xml.as_ref(),
        _ => draft.node.json.as_ref(),
    };
    if let Some(at) = wire.and_then(|wire| wire.at.as_ref()) {
        return at.value.join(".");
    }
    if let Some(name) = wire.and_then(|wire| wire.name.as_ref()) {
        return name.value.clone();
    }
    match &draft.node.wire {
        Some(wire) => wire.value.clone(),
        None => wire_names::spell(&draft.field.name, draft.case),
    }
}
