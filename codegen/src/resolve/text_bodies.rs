//! Resolves bodies that are a text: one field, and constants around it.

use super::diagnostics::TextBodyDiagnostic;
use super::operation::BindingDraft;
use super::placeholders;
use super::wire::{Builder, EnvelopeContext};
use crate::plan::{
    Constant, FieldId, MomentPart, Parameter, ParameterValue, Parameters, Presence, Source, Table,
    TimeFormat,
};
use crate::syntax::Text;

/// Returns the parts of a text, and fills in the path of its field. A body with a mistake has no part.
pub(super) fn parts(
    builder: &mut Builder<'_, '_>,
    draft: &BindingDraft<'_>,
    context: &EnvelopeContext<'_>,
    operation: &Text,
    wire_paths: &mut Table<FieldId, String>,
) -> Parameters {
    let mut report = |found: TextBodyDiagnostic, span| builder.diagnostics.push(found.at(span));
    if let Some(envelope) = draft.envelope {
        report(TextBodyDiagnostic::EnvelopeOfText, envelope.span);
    }
    let [field] = context.body else {
        let operation_name = operation.as_str().into();
        let found = TextBodyDiagnostic::NotOneField {
            operation: operation_name,
        };
        report(found, operation.span);
        return Parameters::new();
    };
    let declared = &builder.drafts[*field];
    let name = declared.field.name.as_str();
    if declared.field.constant.is_some() {
        let operation_name = operation.as_str().into();
        let found = TextBodyDiagnostic::NotOneField {
            operation: operation_name,
        };
        report(found, declared.span);
        return Parameters::new();
    }
    if !declared.poisoned {
        let ty = &declared.field.ty;
        let is_text = ty.primitive().is_some() && !ty.is_any()
            || ty.join().is_some() && ty.item().primitive().is_some();
        if !is_text {
            report(
                TextBodyDiagnostic::NotText { field: name.into() },
                declared.span,
            );
        } else if declared.field.presence != Presence::Required {
            report(
                TextBodyDiagnostic::NotRequired { field: name.into() },
                declared.span,
            );
        }
    }
    let mut parts: Parameters = builder.build_fields([*field]);
    for part in &mut parts {
        part.name.clear();
    }
    if let Some(path) = wire_paths.get_mut(*field) {
        "text()".clone_into(path);
    }
    let Some(template) = draft.template else {
        return parts;
    };
    let is_field = |found: &str| found.strip_prefix("field.").unwrap_or(found) == name;
    let Some((before, after)) = placeholders::around(template, is_field) else {
        let placeholder = format!("${name}").as_str().into();
        let found = TextBodyDiagnostic::NotInTemplate { placeholder };
        builder.diagnostics.push(found.at(template.span));
        return parts;
    };
    let mut constant = |text: &str| match placeholders::constant(text, builder.operation, false) {
        Ok(constant) => Some(constant),
        Err(name) => {
            let found = TextBodyDiagnostic::Placeholder { name: name.into() };
            builder.diagnostics.push(found.at(template.span));
            None
        }
    };
    let is_written = |text: &&str| !text.is_empty();
    let before = Some(before).filter(is_written).and_then(&mut constant);
    let after = Some(after).filter(is_written).and_then(&mut constant);
    let moment_parts = |constant: &Option<Constant>| {
        let moment = constant.as_ref().and_then(Constant::moment);
        moment.map_or_else(Vec::new, |moment| moment.parts.clone())
    };
    let mut behind = moment_parts(&after);
    behind.reverse();
    for parts in [moment_parts(&before), behind] {
        if let Some(time) = unbounded(&parts) {
            let time = format!("$call.now.{}", time.word()).as_str().into();
            let found = TextBodyDiagnostic::TimeTouches { time };
            builder.diagnostics.push(found.at(template.span));
        }
    }
    let part = |constant: Constant| Parameter {
        name: String::new(),
        value: ParameterValue::Source(Source::Constant {
            value: constant,
            is_time: false,
        }),
    };
    let parts = before.map(part).into_iter().chain(parts);
    parts.chain(after.map(part)).collect()
}

/// Returns a time without a fixed length whose digits end nowhere. The parts are in their order towards the field.
fn unbounded(parts: &[MomentPart]) -> Option<TimeFormat> {
    parts.iter().enumerate().find_map(|(at, part)| match part {
        MomentPart::Now(format) if format.is_integer() => {
            let ends = match parts.get(at + 1) {
                Some(MomentPart::Text(text)) => text.bytes().any(|byte| !byte.is_ascii_digit()),
                Some(MomentPart::Now(_) | MomentPart::Nonce(_)) | None => false,
            };
            (!ends).then_some(*format)
        }
        MomentPart::Now(_) | MomentPart::Nonce(_) | MomentPart::Text(_) => None,
    })
}
