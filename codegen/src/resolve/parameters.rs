//! Resolves parameters and the path that they are part of.

use super::codes;
use super::diagnostics::HttpDiagnostic;
use super::fields::{FieldNames, Owner};
use super::http::Part;
use super::namespace::printable;
use super::operation::Current;
use super::resolver::{FieldDraft, Resolver};
use crate::plan::{Location, PathPart, Presence};
use crate::source::{Diagnostic, Span};
use crate::syntax::Text;

impl<'a> Resolver<'a> {
    /// Resolves the parameters of an operation.
    pub(super) fn parameters(&mut self, current: &mut Current<'a>, parts: &[Part]) {
        let operation = current.syntax;
        let case = self.operation_case(operation);
        let mut space = FieldNames::default();
        for (name, node) in &operation.params {
            self.note_node(&format!("{}.{}", current.name.value, name.value), node);
            let mut draft = self.field_draft(name, node, current.names(), case, Owner::Parameters);
            let in_path = parts
                .iter()
                .any(|part| matches!(part, Part::Parameter(known) if known == &name.value));
            draft.field.location = self.location(&draft, in_path, &operation.http);
            self.check_parameter(&draft);
            space.take(&draft, &mut self.diagnostics);
            current.drafts.push(draft);
        }
    }

    fn location(&mut self, draft: &FieldDraft<'_>, in_path: bool, http: &Text) -> Location {
        let shown = printable(&draft.field.name);
        let Some(asked) = &draft.node.location else {
            return if in_path {
                Location::Path
            } else {
                Location::Query
            };
        };
        let location = asked.value.into();
        match location {
            Location::Path if !in_path => self.diagnostics.push(
                Diagnostic::error(
                    codes::PARAMETER_LOCATION,
                    asked.span,
                    format!("the path has no `{{{shown}}}`"),
                )
                .help(format!(
                    "write `{{{shown}}}` where it stands in the path, or give another `in:`"
                ))
                .also(http.span, "the path"),
            ),
            Location::Query | Location::Header if in_path => self.diagnostics.push(
                Diagnostic::error(
                    codes::PARAMETER_LOCATION,
                    asked.span,
                    format!("the path has `{{{shown}}}`"),
                )
                .help("leave out `in:`, or the braces in the path")
                .also(http.span, "the path"),
            ),
            _ => {}
        }
        location
    }

    fn check_parameter(&mut self, draft: &FieldDraft<'_>) {
        let field = &draft.field;
        let shown = printable(&field.name);
        if draft.poisoned {
            return;
        }
        let scalar = field.ty.primitive().is_some();
        if let (Some(constant), Some(written)) = (&field.constant, draft.constant) {
            self.check_constant(constant.text(), written.span, field.location);
        }
        if let (Some(wire), Location::Path) = (&draft.node.wire, field.location) {
            self.error_help(
                codes::PARAMETER_LOCATION,
                wire.span,
                format!("`{shown}` stands in the path, where it has no name"),
                "leave out `wire:`",
            );
        }
        match field.location {
            Location::Path if field.presence != Presence::Required => self.error_help(
                codes::PARAMETER_OPTIONAL,
                draft.span,
                format!("`{shown}` stands in the path and must be required"),
                "give `required: true`",
            ),
            Location::Path | Location::Header if !scalar => self.error_help(
                codes::PARAMETER_TYPE,
                draft.span,
                format!("`{shown}` cannot be written there: it is no single value"),
                "path segments and headers hold one scalar; a list may stand in the query",
            ),
            Location::Header => match &draft.node.wire {
                Some(name) => self.header_name(name),
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

    /// Reports a constant that cannot stand at the place of its parameter.
    fn check_constant(&mut self, text: &str, span: Span, location: Location) {
        let problem = match location {
            Location::Path if matches!(text, "" | "." | "..") => {
                "an empty segment, `.` or `..` would change the path"
            }
            Location::Header if !super::http::is_header_value(text) => {
                "a header value holds printable ASCII only, without spaces at its ends"
            }
            _ => return,
        };
        self.error(codes::CONSTANT_UNSUITABLE, span, problem);
    }

    /// Resolves the parameters in a path.
    pub(super) fn path(
        &mut self,
        current: &Current<'_>,
        parts: &[Part],
        known: bool,
    ) -> Vec<PathPart> {
        if !known {
            return Vec::new();
        }
        let http = &current.syntax.http;
        let mut path = Vec::new();
        for part in parts {
            match part {
                Part::Literal(text) => path.push(PathPart::Literal(text.clone())),
                Part::Parameter(name) => {
                    let index = current.drafts.find(|draft| {
                        draft.field.name == *name && draft.field.location != Location::Body
                    });
                    let Some(index) = index else {
                        let parameters =
                            current.syntax.params.iter().map(|(name, _)| name.as_str());
                        self.unknown_at(
                            codes::PATH_PARAMETER,
                            "parameter",
                            name,
                            http.span,
                            parameters,
                        );
                        continue;
                    };
                    path.push(match &current.drafts[index].field.constant {
                        Some(constant) => PathPart::Literal(escape_segment(constant.text())),
                        None => PathPart::Field(index),
                    });
                }
            }
        }
        path
    }
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
