//! Resolves constants of fields: values that every request sends.

use super::diagnostics::{HttpDiagnostic, KeyBesideConstant, UpdateDiagnostic};
use super::field_names::FieldOwner;
use super::literals::{plain_literal, typed_literal};
use super::placeholders;
use super::resolver::Resolver;
use crate::plan::{Constant, MomentText, Primitive, Structure, Type};
use crate::source::{Span, Spanned};
use crate::syntax::{Node, Scalar};

impl Resolver<'_> {
    /// Reports the keys that have no effect beside `const:`.
    pub(super) fn check_beside_constant(&mut self, node: &Node) {
        let beside = [
            (
                KeyBesideConstant::Required,
                node.required.as_ref().map(|key| key.span),
            ),
            (
                KeyBesideConstant::Clear,
                node.clear.as_ref().map(|key| key.span),
            ),
            (
                KeyBesideConstant::Default,
                node.default.as_ref().map(|key| key.span),
            ),
        ];
        for (key, span) in beside {
            if let Some(span) = span {
                self.report(UpdateDiagnostic::BesideConstant { key }.at(span));
            }
        }
    }

    /// Returns a constant as the type of its field writes it. `node` is the field, or the named type, that states it. `$$` is a
    /// dollar, and any other dollar begins a placeholder.
    ///
    /// A constant that is not a value of the type is reported, and stays a constant.
    pub(super) fn resolve_constant(
        &mut self,
        constant: &Spanned<Scalar>,
        node: &Node,
        owner: FieldOwner,
        ty: &Type,
        is_poisoned: bool,
    ) -> Constant {
        let as_written: Constant = plain_literal(constant).into();
        if is_poisoned {
            return as_written;
        }
        let is_number = match ty.structure() {
            Structure::Primitive(Primitive::Integer(_) | Primitive::Number(_)) => true,
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            )
            | Structure::List(_)
            | Structure::Map(_)
            | Structure::Object(_) => false,
        };
        let resolved = match placeholders::constant(&constant.text, None, is_number) {
            Ok(resolved) => resolved,
            Err(name) => {
                let name = name.into();
                self.report(HttpDiagnostic::PlaceholderInConstant { name }.at(constant.span));
                return as_written;
            }
        };
        if let Some(moment) = resolved.moment() {
            let is_allowed = self.check_moment(moment, constant, owner, ty, is_number);
            return if is_allowed { resolved } else { as_written };
        }
        let filled = Scalar {
            text: resolved.words().into_owned(),
            style: constant.style,
        };
        let plain: Constant = plain_literal(&filled).into();
        let has_type = node.ty.is_some() || node.values.is_some();
        let literal = if has_type {
            let literal = typed_literal(&filled.text, ty);
            literal
                .map(Constant::from)
                .filter(|_| self.is_value(&filled.text, ty))
        } else {
            // Without a type, the spelling decides.
            Some(plain.clone())
        };
        let Some(literal) = literal else {
            let found = UpdateDiagnostic::ConstantOfOtherType {
                value: constant.text.as_str().into(),
            };
            self.report(found.at(constant.span));
            return plain;
        };
        self.check_constant_facets(&filled.text, constant.span, ty);
        literal
    }

    /// Returns whether a field can have a constant with the time or the nonce of an attempt, and reports why not. A variant of a union
    /// has no constant, and a response is not sent.
    fn check_moment(
        &mut self,
        moment: &MomentText,
        constant: &Spanned<Scalar>,
        owner: FieldOwner,
        ty: &Type,
        is_number: bool,
    ) -> bool {
        match owner {
            FieldOwner::Operation(_) | FieldOwner::Parameters | FieldOwner::Object => {}
            FieldOwner::Union | FieldOwner::Response => {
                self.report(UpdateDiagnostic::MomentInResponse.at(constant.span));
                return false;
            }
        }
        let sample = moment.sample();
        // A number field never holds a text, even if the text consists of digits.
        if (is_number && !moment.is_number) || !self.is_value(&sample, ty) {
            let found = UpdateDiagnostic::ConstantOfOtherType {
                value: constant.text.as_str().into(),
            };
            self.report(found.at(constant.span));
            return false;
        }
        self.check_constant_facets(&sample, constant.span, ty);
        true
    }

    /// Reports a constant that violates the constraints of its own field. No other check would find it, because the check of a
    /// request reads only values that a caller gives.
    fn check_constant_facets(&mut self, text: &str, span: Span, ty: &Type) {
        let Some(reason) = self.find_refusal(text, ty) else {
            return;
        };
        self.report(UpdateDiagnostic::ConstantNotAllowed { reason }.at(span));
    }
}
