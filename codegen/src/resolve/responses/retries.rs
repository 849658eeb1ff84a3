//! Resolves whether a request can be sent again, and where the response states when.

use super::super::diagnostics::{HttpDiagnostic, ResponseDiagnostic};
use super::super::resolver::Resolver;
use super::CurrentResponse;
use crate::plan::{FieldId, Primitive, ResponseSource, Retry, Structure};
use crate::source::Spanned;
use crate::syntax::{self, Text};

impl<'a> Resolver<'a> {
    /// Resolves whether a request can be sent again.
    pub(super) fn resolve_retry(
        &mut self,
        retry: Option<&Spanned<syntax::Retry>>,
        response: &CurrentResponse<'a>,
    ) -> Option<Retry> {
        let retry = retry?;
        Some(match &retry.value {
            syntax::Retry::Never => Retry::Never,
            syntax::Retry::Safe => Retry::Safe,
            syntax::Retry::Later => Retry::Later,
            syntax::Retry::After(name) => {
                let field = response.drafts.find(|draft| draft.field.name == name.value);
                match field {
                    Some(field) => self.resolve_waiting_field(name, field, response)?,
                    None => self.resolve_waiting_header(name),
                }
            }
        })
    }

    /// Resolves the header that has the time to wait.
    fn resolve_waiting_header(&mut self, header: &Text) -> Retry {
        let number = header.trim_end_matches(['s', 'm', 'h']);
        if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
            let name = header.as_str().into();
            self.report(HttpDiagnostic::TimeAsHeader { name }.at(header.span));
        } else {
            self.check_response_header(header);
        }
        Retry::After(header.value.clone())
    }

    /// Resolves the field that has the time to wait: a number of seconds, or a point in time.
    fn resolve_waiting_field(
        &mut self,
        name: &Text,
        field: FieldId,
        response: &CurrentResponse<'a>,
    ) -> Option<Retry> {
        let draft = &response.drafts[field];
        if draft.poisoned {
            return None;
        }
        let is_time = match draft.field.ty.structure() {
            Structure::Primitive(
                Primitive::Integer(_) | Primitive::Number(_) | Primitive::Timestamp,
            ) => true,
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Enum(_),
            )
            | Structure::Object(_)
            | Structure::List(_)
            | Structure::Map(_) => false,
        };
        match &response.sources[field] {
            ResponseSource::Header(header) if is_time => Some(Retry::After(header.clone())),
            source @ ResponseSource::Body { .. } if is_time => Some(Retry::AfterField {
                name: name.value.clone(),
                places: source.body_places().unwrap_or_default(),
            }),
            ResponseSource::Header(_)
            | ResponseSource::Body { .. }
            | ResponseSource::Cookie(_)
            | ResponseSource::Text => {
                let field = name.as_str().into();
                self.report(ResponseDiagnostic::NoTimeToWait { field }.at(name.span));
                None
            }
        }
    }
}
