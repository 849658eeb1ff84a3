//! Codes, messages and reports on fields of the request.

use super::super::diagnostics::{
    NameDiagnostic, ParameterDiagnostic, ResponseDiagnostic, RustItem,
};
use super::super::identifiers::Role;
use super::super::namespace::{Namespace, rust_name};
use super::super::resolver::{FieldDraft, Resolver};
use super::CurrentResponse;
use super::places::item_places;
use crate::plan::{
    BodyFormat, BodyPlaces, ObjectId, Outcome, ResponseBody, ResponseCode, ResponsePlace,
    ResponseSource, TextPlace, TextSource, Violations,
};
use crate::syntax::{self, Text};

impl<'a> Resolver<'a> {
    /// Resolves the places of a text.
    pub(super) fn resolve_text(
        &mut self,
        syntax: &syntax::ResponseText,
        response: &CurrentResponse<'a>,
    ) -> TextSource {
        let mut places = Vec::new();
        for name in &syntax.header {
            self.check_response_header(name);
            places.push(TextPlace::Header(name.value.clone()));
        }
        for name in &syntax.field {
            let Some(field) = self.find_response_field(name, response) else {
                continue;
            };
            places.push(match &response.sources[field] {
                ResponseSource::Header(name) => TextPlace::Header(name.clone()),
                ResponseSource::Cookie(_) => {
                    self.report(ResponseDiagnostic::CookieAsText.at(name.span));
                    continue;
                }
                ResponseSource::Text => {
                    self.report(ParameterDiagnostic::WholeTextBody.at(name.span));
                    continue;
                }
                source @ ResponseSource::Body { .. } => {
                    TextPlace::Body(source.body_places().unwrap_or_default())
                }
            });
        }
        let is_text = response.formats.contains(&ResponseBody::Text)
            && !response.reads_json()
            && response.element_format().is_none();
        for place in &syntax.body {
            if is_text {
                self.report(ParameterDiagnostic::WholeTextBody.at(place.span));
                continue;
            }
            if !response.reads_json() && response.element_format().is_none() {
                self.report(ParameterDiagnostic::TextOfEmptyBody.at(place.span));
                continue;
            }
            places.push(TextPlace::Body(self.resolve_body_place(place, response)));
        }
        TextSource {
            places,
            after: syntax.after.as_ref().map(|text| text.value.clone()),
            before: syntax.before.as_ref().map(|text| text.value.clone()),
        }
    }

    /// Resolves the documented codes, and those that the response is recognized by.
    pub(super) fn resolve_codes(
        &mut self,
        response: &CurrentResponse<'a>,
        outcome: Outcome,
        place: &str,
    ) -> Vec<ResponseCode> {
        let syntax = response.syntax;
        let mut space = Namespace::default();
        let mut codes = Vec::new();
        for (code, entry) in &syntax.codes {
            self.keep_notes(&format!("{place}.{}", code.value), &entry.differs);
            let ident = rust_name(code, entry.rust.as_ref(), Role::Type, &mut self.diagnostics);
            let item = RustItem::Value(code.as_str().into());
            space.take(&ident.rust, item, code.span, &mut self.diagnostics);
            let own = entry
                .outcome
                .as_ref()
                .map(|own| (own.span, Outcome::from(own.value)));
            if let Some((span, own)) = own
                && own.is_success() != outcome.is_success()
            {
                self.report(ResponseDiagnostic::OutcomeOfCode.at(span));
            }
            codes.push(ResponseCode {
                code: code.value.clone(),
                rust: ident.rust,
                description: Some(entry.description.value.clone()),
                outcome: own.map(|(_, own)| own),
                retry: self.resolve_retry(entry.retry.as_ref(), response),
                session: entry.session.as_ref().map(|session| session.value.into()),
            });
        }
        let described = |code: &&Text| syntax.codes.iter().all(|(it, _)| it.value != code.value);
        for code in syntax.matched.code.iter().filter(described) {
            let ident = rust_name(code, None, Role::Type, &mut self.diagnostics);
            let item = RustItem::Value(code.as_str().into());
            space.take(&ident.rust, item, code.span, &mut self.diagnostics);
            codes.push(ResponseCode {
                code: code.value.clone(),
                rust: ident.rust,
                description: None,
                outcome: None,
                retry: None,
                session: None,
            });
        }
        codes
    }

    /// Resolves where a response reports on single fields.
    pub(super) fn resolve_violations(
        &mut self,
        syntax: &syntax::Violations,
        response: &CurrentResponse<'a>,
    ) -> Option<Violations> {
        if let Some(tree) = &syntax.tree {
            return Some(Violations::Tree(self.resolve_body_place(tree, response)));
        }
        let each = syntax.each.as_ref()?;
        let draft = &response.drafts[self.find_response_field(each, response)?];
        let Some(object) = draft.field.ty.object_within() else {
            self.report(ResponseDiagnostic::ReportsNotObjects.at(each.span));
            return None;
        };
        let places = |reads: bool, format: BodyFormat| match reads {
            true => item_places(draft, format),
            false => Vec::new(),
        };
        let has_xml = draft.node.xml.is_some() || !response.reads_json();
        let reads_xml = response.element_format().is_some_and(BodyFormat::is_xml);
        let items = BodyPlaces {
            json: places(response.reads_json(), BodyFormat::Json),
            xml: places(reads_xml && has_xml, BodyFormat::Xml),
        };
        Some(Violations::Each {
            items,
            path: self.resolve_member(syntax.path.as_ref(), object),
            code: self.resolve_member(syntax.code.as_ref(), object),
            message: self.resolve_member(syntax.message.as_ref(), object),
            nested: self.resolve_member(syntax.nested.as_ref(), object),
        })
    }

    /// Resolves a dotted path of members to its places from the object.
    fn resolve_member(&mut self, path: Option<&Text>, object: ObjectId) -> BodyPlaces {
        let mut found = BodyPlaces {
            json: vec![ResponsePlace::default()],
            xml: vec![ResponsePlace::default()],
        };
        let Some(path) = path else {
            return BodyPlaces::default();
        };
        let mut object = Some(object);
        for name in path.split('.') {
            let fields = object.map(|object| &self.objects[object].fields);
            let draft = fields
                .into_iter()
                .flatten()
                .find(|draft| draft.field.name == name);
            let Some(draft) = draft else {
                let known: Vec<String> = fields
                    .into_iter()
                    .flatten()
                    .map(|draft| draft.field.name.clone())
                    .collect();
                let known = known.iter().map(String::as_str);
                let scopes = self.operation_scopes();
                self.report_unknown(name, &scopes, known, |name, hint| {
                    NameDiagnostic::UnknownField { name, hint }.at(path.span)
                });
                return BodyPlaces::default();
            };
            append(&mut found.json, draft, BodyFormat::Json);
            append(&mut found.xml, draft, BodyFormat::Xml);
            object = draft.field.ty.object_within();
        }
        found
    }
}

/// Appends the places of a member to each place.
fn append(places: &mut Vec<ResponsePlace>, draft: &FieldDraft<'_>, format: BodyFormat) {
    let members = item_places(draft, format);
    *places = places
        .iter()
        .flat_map(|place| {
            members.iter().map(|member| ResponsePlace {
                steps: place.steps.iter().chain(&member.steps).cloned().collect(),
            })
        })
        .collect();
}
