//! Resolves parameters and the path that they are part of.

use super::current_operation::CurrentOperation;
use super::diagnostics::{HttpDiagnostic, ParameterDiagnostic, TypeDiagnostic, UpdateDiagnostic};
use super::field_names::{FieldNames, FieldOwner};
use super::http::{RawPathPart, is_token};
use super::resolver::{FieldDraft, Resolver};
use crate::plan::{Constant, Location, PathPart, Presence, Type};
use crate::source::{Quoted, Span};
use crate::syntax::{self, Text};

impl<'a> Resolver<'a> {
    /// Resolves the parameters of an operation.
    pub(super) fn resolve_parameters(
        &mut self,
        current: &mut CurrentOperation<'a>,
        parts: &[RawPathPart],
    ) {
        let operation = current.syntax;
        let case = self.operation_case(operation);
        let mut space = FieldNames::default();
        for (name, node) in &operation.params {
            self.keep_node_notes(&format!("{}.{}", current.name.value, name.value), node);
            let mut draft =
                self.resolve_field(name, node, current.names(), case, FieldOwner::Parameters);
            let in_path = parts
                .iter()
                .any(|part| matches!(part, RawPathPart::Parameter(known) if known == &name.value));
            draft.field.location = self.resolve_location(&draft, in_path, &operation.http);
            self.check_parameter(&draft, has_text_body(operation));
            space.take(&draft, &mut self.diagnostics);
            current.drafts.push(draft);
        }
    }

    fn resolve_location(&mut self, draft: &FieldDraft<'_>, in_path: bool, http: &Text) -> Location {
        let placeholder = || Quoted(format!("{{{}}}", draft.field.name));
        let Some(asked) = &draft.node.location else {
            return if in_path {
                Location::Path
            } else {
                Location::Query
            };
        };
        let location = asked.value.into();
        match location {
            Location::Path if !in_path => {
                let found = ParameterDiagnostic::NotInPath {
                    placeholder: placeholder(),
                    path: http.span,
                };
                self.report(found.at(asked.span));
            }
            Location::Query | Location::Header if in_path => {
                let found = ParameterDiagnostic::AlsoInPath {
                    placeholder: placeholder(),
                    path: http.span,
                };
                self.report(found.at(asked.span));
            }
            _ => {}
        }
        location
    }

    /// Checks a parameter. `of_text` says whether the body of the operation is a text, whose content type a parameter can have.
    fn check_parameter(&mut self, draft: &FieldDraft<'_>, of_text: bool) {
        let field = &draft.field;
        let name = || Quoted::from(field.name.as_str());
        if draft.poisoned {
            return;
        }
        match field.location {
            Location::Path | Location::Header => self.check_any_parameter(draft),
            Location::Query | Location::Body => {}
        }
        let scalar = field.ty.primitive().is_some();
        let is_joined = field.ty.join().is_some() && field.ty.item().primitive().is_some();
        if let (Some(constant), Some(written)) = (&field.constant, draft.constant) {
            self.check_constant(constant, written.span, field.location);
        }
        if let (Some(wire), Location::Path) = (&draft.node.wire, field.location) {
            let found = ParameterDiagnostic::NameInPath { name: name() };
            self.report(found.at(wire.span));
        }
        match field.location {
            Location::Path if field.presence != Presence::Required => {
                let found = ParameterDiagnostic::OptionalInPath { name: name() };
                self.report(found.at(draft.span));
            }
            Location::Path if has_segments(&field.ty) => {}
            Location::Path if !scalar => {
                let found = ParameterDiagnostic::NotScalar { name: name() };
                self.report(found.at(draft.span));
            }
            Location::Header if field.ty.map().is_some() => self.check_header_template(draft),
            Location::Header if !scalar && !is_joined => {
                let found = ParameterDiagnostic::NotScalar { name: name() };
                self.report(found.at(draft.span));
            }
            Location::Header => match &draft.node.wire {
                Some(name) if name.eq_ignore_ascii_case("content-type") && of_text => {
                    self.check_content_type_field(draft, name);
                }
                Some(name) => self.check_header_name(name),
                None => {
                    let diagnostic = HttpDiagnostic::NamelessHeader {
                        field: draft.field.name.as_str().into(),
                    };
                    self.report(diagnostic.at(draft.span));
                }
            },
            _ => {}
        }
    }

    /// Reports a parameter that cannot be the content type of a text.
    fn check_content_type_field(&mut self, draft: &FieldDraft<'_>, name: &Text) {
        let is_required = draft.field.presence == Presence::Required;
        if !is_required || draft.field.constant.is_some() {
            let name = name.as_str().into();
            self.report(HttpDiagnostic::OptionalContentType { name }.at(draft.span));
        }
    }

    /// Reports a map in headers whose values or whose template cannot be headers.
    fn check_header_template(&mut self, draft: &FieldDraft<'_>) {
        let field = &draft.field;
        let name = || Quoted::from(field.name.as_str());
        let item = field.ty.map().map(|map| &map.item);
        if !item.is_some_and(|item| item.primitive().is_some() && !item.is_any()) {
            self.report(ParameterDiagnostic::NotScalar { name: name() }.at(draft.span));
        }
        let wire = draft.node.wire.as_ref();
        let parts = wire.and_then(|wire| wire.split_once("$member"));
        match parts {
            Some((before, after))
                if !before.is_empty() && is_token(&format!("{before}a{after}")) =>
            {
                if after.contains("$member") {
                    self.report(ParameterDiagnostic::HeadersOfMap { name: name() }.at(draft.span));
                }
            }
            Some(_) | None => {
                self.report(ParameterDiagnostic::HeadersOfMap { name: name() }.at(draft.span));
            }
        }
    }

    /// Reports a parameter that is any JSON value.
    pub(super) fn check_any_parameter(&mut self, draft: &FieldDraft<'_>) {
        if draft.field.ty.is_any() && !draft.poisoned {
            let name = draft.field.name.as_str().into();
            self.report(TypeDiagnostic::AnyInParameter { name }.at(draft.span));
        }
    }

    /// Reports a constant that cannot stand at the place of its parameter.
    fn check_constant(&mut self, constant: &Constant, span: Span, location: Location) {
        let text = constant.words();
        let found = match location {
            Location::Path if constant.moment().is_some() => UpdateDiagnostic::MomentInPath,
            Location::Path if matches!(&*text, "" | "." | "..") => UpdateDiagnostic::ConstantInPath,
            Location::Header if !super::http::is_header_value(&text) => {
                UpdateDiagnostic::ConstantInHeader
            }
            _ => return,
        };
        self.report(found.at(span));
    }

    /// Resolves the parameters in a path.
    pub(super) fn resolve_path(
        &mut self,
        current: &CurrentOperation<'_>,
        parts: &[RawPathPart],
        known: bool,
    ) -> Vec<PathPart> {
        if !known {
            return Vec::new();
        }
        let mut path = Vec::new();
        let mut lists = 0;
        for (at, part) in parts.iter().enumerate() {
            match part {
                RawPathPart::Literal(text) => path.push(PathPart::Literal(text.clone())),
                RawPathPart::Parameter(name) => {
                    let index = current.drafts.find(|draft| {
                        draft.field.name == *name && draft.field.location != Location::Body
                    });
                    let Some(index) = index else {
                        // The lost lines can declare the parameter.
                        if self.lacks_lines {
                            continue;
                        }
                        let known = current.syntax.params.iter().map(|(name, _)| name.as_str());
                        let scopes = self.operation_scopes();
                        self.report_unknown(name, &scopes, known, |name, hint| {
                            ParameterDiagnostic::UnknownInPath { name, hint }
                                .at(current.syntax.http.span)
                        });
                        continue;
                    };
                    let draft = &current.drafts[index];
                    let is_list = has_segments(&draft.field.ty);
                    if is_list {
                        lists += 1;
                        let is_whole = is_whole_segment(parts, at);
                        let name = || Quoted::from(draft.field.name.as_str());
                        let found = match (is_whole, lists) {
                            (false, _) => Some(ParameterDiagnostic::PartOfSegment { name: name() }),
                            (true, 1) => None,
                            (true, _) => Some(ParameterDiagnostic::TwoLists { name: name() }),
                        };
                        if let Some(found) = found {
                            self.report(found.at(draft.span));
                        }
                    }
                    path.push(match &draft.field.constant {
                        Some(constant) => PathPart::Literal(escape_segment(&constant.words())),
                        None if is_list => PathPart::Segments(index),
                        None => PathPart::Field(index),
                    });
                }
            }
        }
        path
    }
}

/// Returns whether the body of an operation is a text, and nothing else.
fn has_text_body(operation: &syntax::Operation) -> bool {
    let is_text = match operation.body.as_ref().map(|body| body.value) {
        Some(syntax::Body::Text) => true,
        Some(
            syntax::Body::None
            | syntax::Body::Json
            | syntax::Body::Xml
            | syntax::Body::Query
            | syntax::Body::Form
            | syntax::Body::Lines,
        )
        | None => false,
    };
    operation.bindings.is_empty() && is_text
}

/// Returns whether each item of a type is a segment of a path.
fn has_segments(ty: &Type) -> bool {
    ty.list().is_some_and(|list| {
        let is_scalar = list.item.primitive().is_some() && !list.item.is_any();
        list.join.is_none() && is_scalar
    })
}

/// Returns whether only slashes are next to a parameter of a path.
fn is_whole_segment(parts: &[RawPathPart], at: usize) -> bool {
    let is_slash = |part: Option<&RawPathPart>, is_before: bool| match part {
        None => !is_before,
        Some(RawPathPart::Literal(text)) if is_before => text.ends_with('/'),
        Some(RawPathPart::Literal(text)) => text.starts_with('/'),
        Some(RawPathPart::Parameter(_)) => false,
    };
    let before = at.checked_sub(1).and_then(|at| parts.get(at));
    is_slash(before, true) && is_slash(parts.get(at + 1), false)
}

/// Escapes a constant as one segment of a path.
fn escape_segment(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
