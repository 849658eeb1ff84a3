//! Resolves values that are XML elements, or JSON, which the schema does not describe further.

use super::super::diagnostics::TypeDiagnostic;
use super::super::resolver::FieldDraft;
use super::builder::{Builder, stated_name, wire_of};
use crate::plan::{AnyFormat, BodyFormat, Structure, XmlPart};
use crate::source::Span;

/// Returns what is wrong with a field whose values are in a format that the body does not have.
pub(in super::super) fn any_in_other_format(
    draft: &FieldDraft<'_>,
    format: BodyFormat,
) -> Option<TypeDiagnostic> {
    let name = || draft.field.name.as_str().into();
    match draft.field.ty.item().any_format()? {
        AnyFormat::Json if !format.is_json() => Some(TypeDiagnostic::AnyOutsideJson {
            name: name(),
            format,
        }),
        AnyFormat::Xml if !format.is_xml() => Some(TypeDiagnostic::ElementOutsideXml {
            name: name(),
            format,
        }),
        AnyFormat::Json | AnyFormat::Xml => None,
    }
}

impl Builder<'_, '_> {
    /// Returns whether the values of a field are elements that the schema does not describe. Reports a field that cannot have them.
    pub(super) fn xml_elements(&mut self, draft: &FieldDraft<'_>) -> bool {
        let ty = &draft.field.ty;
        if draft.poisoned || !ty.item().is_element() {
            return false;
        }
        let is_one = match ty.structure() {
            Structure::Primitive(_) => true,
            Structure::List(list) => list.item.is_element(),
            Structure::Map(_) | Structure::Object(_) => false,
        };
        let name = stated_name(self.format, draft);
        let is_part = name.is_some_and(|name| !XmlPart::of_name(name).is_element());
        let name = || draft.field.name.as_str().into();
        if !is_one {
            let found = TypeDiagnostic::ElementInOther { name: name() };
            self.diagnostics.push(found.at(draft.span));
            return false;
        }
        if is_part {
            let found = TypeDiagnostic::ElementWithoutAround { name: name() };
            self.diagnostics.push(found.at(draft.span));
        }
        let wire = wire_of(self.format, draft.node);
        let style = wire.and_then(|wire| wire.list.as_ref()).map(|it| it.span);
        let item = wire.and_then(|wire| wire.item.as_ref()).map(|it| it.span);
        let keys: [(&'static str, Option<Span>); 2] = [("list", style), ("item", item)];
        for (key, span) in keys {
            if let Some(span) = span {
                let found = TypeDiagnostic::StyleOfElements { key };
                self.diagnostics.push(found.at(span));
            }
        }
        true
    }
}
