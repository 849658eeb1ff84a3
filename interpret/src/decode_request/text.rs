//! Reads bodies that are a text: one field, and constants around it.

use wireform::__rt::Step;
use wireform_codegen::plan::{Constant, Parameter, ParameterValue, Source};

use super::{Decoder, Scope};
use crate::value::Slots;

impl Decoder<'_, '_> {
    /// Reads a text.
    pub(super) fn text_body(
        &mut self,
        parts: &[Parameter],
        body: &[u8],
        scope: &Scope<'_>,
        slots: &mut Slots,
    ) {
        let Ok(mut text) = std::str::from_utf8(body) else {
            return self.unreadable("a text in UTF-8");
        };
        let mut field = None;
        for part in parts {
            match &part.value {
                ParameterValue::Source(Source::Field(wire)) => field = Some(wire),
                ParameterValue::Source(Source::Constant {
                    value: constant, ..
                }) => {
                    let rest = match field {
                        None => behind(constant, text),
                        Some(_) => before(constant, text),
                    };
                    let Some(rest) = rest else {
                        let step = Step::new("", "text()");
                        return self.constant(constant, false, &scope.at(&step));
                    };
                    text = rest;
                }
                // The resolver makes none of a template.
                ParameterValue::Source(Source::Credential(_))
                | ParameterValue::Nested(_)
                | ParameterValue::Document(_) => {}
            }
        }
        if let Some(wire) = field {
            self.parameter_field(wire, vec![text.to_owned()], scope, slots);
        }
    }
}

/// Returns what is behind a constant at the start of a text. The resolver refuses a template in which several cuts fit.
fn behind<'t>(constant: &Constant, text: &'t str) -> Option<&'t str> {
    match constant {
        Constant::Literal(literal) => text.strip_prefix(literal.text()),
        Constant::Moment(moment) => {
            let mut cuts = moment
                .lengths()
                .filter_map(|length| text.split_at_checked(length));
            cuts.find(|(start, _)| moment.fits(start))
                .map(|(_, rest)| rest)
        }
        // Only an envelope has a mask.
        Constant::Mask => Some(text),
    }
}

/// Returns what is before a constant at the end of a text.
fn before<'t>(constant: &Constant, text: &'t str) -> Option<&'t str> {
    match constant {
        Constant::Literal(literal) => text.strip_suffix(literal.text()),
        Constant::Moment(moment) => {
            let starts = moment
                .lengths()
                .filter_map(|length| text.len().checked_sub(length));
            let mut cuts = starts.filter_map(|at| text.split_at_checked(at));
            cuts.find(|(_, end)| moment.fits(end)).map(|(rest, _)| rest)
        }
        Constant::Mask => Some(text),
    }
}
