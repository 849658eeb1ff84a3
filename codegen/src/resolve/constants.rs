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

    /// Returns a constant as the type of its field writes it. `node` is the field, or the named type, that states it.
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
        let plain: Constant = plain_literal(constant).into();
        if is_poisoned {
            return plain;
        }
        if placeholders::mentions_call(&constant.text) {
            return self.resolve_moment(constant, owner, ty).unwrap_or(plain);
        }
        let has_type = node.ty.is_some() || node.values.is_some();
        let literal = if has_type {
            let literal = typed_literal(&constant.text, ty);
            literal
                .map(Constant::from)
                .filter(|_| self.is_value(&constant.text, ty))
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
        self.check_constant_facets(&constant.text, constant.span, ty);
        literal
    }

    /// Returns a constant with the time or the nonce of an attempt. Only the code that writes an operation's own fields reads
    /// the clock.
    fn resolve_moment(
        &mut self,
        constant: &Spanned<Scalar>,
        owner: FieldOwner,
        ty: &Type,
    ) -> Option<Constant> {
        let is_number = match ty.structure() {
            Structure::Primitive(Primitive::Integer(_) | Primitive::Number(_)) => true,
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Any
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
                return None;
            }
        };
        match owner {
            FieldOwner::Operation(_) | FieldOwner::Parameters => {}
            FieldOwner::Object | FieldOwner::Union | FieldOwner::Response => {
                self.report(UpdateDiagnostic::MomentInMember.at(constant.span));
                return None;
            }
        }
        let moment = resolved.moment();
        // A number field never holds a text, even if the text consists of digits.
        let is_text = moment.is_some_and(|moment| !moment.is_number);
        let sample = moment.map(MomentText::sample);
        let sample = sample.unwrap_or_else(|| resolved.words().into_owned());
        if (is_number && is_text) || !self.is_value(&sample, ty) {
            let found = UpdateDiagnostic::ConstantOfOtherType {
                value: constant.text.as_str().into(),
            };
            self.report(found.at(constant.span));
            return None;
        }
        self.check_constant_facets(&sample, constant.span, ty);
        Some(resolved)
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
