//! Keeps the facets that a node states for the lints.

use super::resolver::{ResolvedType, Resolver};
use crate::draft::{Declaration, NumberDeclaration, TextDeclaration};
use crate::plan::{NumberFacets, Primitive};
use crate::source::Span;
use crate::syntax::Node;

impl Resolver<'_> {
    /// Keeps the facets of a text for the lints. Those of a named type are kept at that type.
    pub(super) fn declare_text(&mut self, node: &Node, typed: &ResolvedType<'_>, span: Span) {
        let own = &node.facets;
        let has_own = own.pattern.is_some()
            || own.min_length.is_some()
            || own.max_length.is_some()
            || !own.format.is_empty()
            || !own.all_of.is_empty()
            || !own.normal.is_empty();
        let Some(facets) = typed.ty.text() else {
            return;
        };
        if !has_own {
            return;
        }
        self.declarations.push(Declaration::Text(TextDeclaration {
            facets: facets.clone(),
            pattern: own.pattern.clone(),
            dialect: own.dialect.as_ref().map(|dialect| dialect.value),
            min_length: own.min_length.clone(),
            max_length: own.max_length.clone(),
            span,
            is_required: node.required.as_ref().is_some_and(|it| it.value),
            is_noted: !node.differs.is_empty()
                || typed.via.iter().any(|via| !via.differs.is_empty()),
        }));
    }

    /// Keeps the facets of a number for the lints, if the node states one. Those of a named type are kept at that type.
    pub(super) fn declare_number(&mut self, node: &Node, typed: &ResolvedType<'_>) {
        let own = &node.facets;
        let bounds = [
            &own.multiple_of,
            &own.minimum,
            &own.exclusive_minimum,
            &own.maximum,
            &own.exclusive_maximum,
        ];
        let Some(first) = bounds.into_iter().flatten().next() else {
            return;
        };
        let facets = match typed.ty.primitive() {
            Some(Primitive::Integer(facets)) => NumberFacets::from(facets),
            Some(Primitive::Number(facets)) => facets.clone(),
            Some(
                Primitive::Text(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            )
            | None => return,
        };
        let span = first.span;
        self.declarations
            .push(Declaration::Number(NumberDeclaration { facets, span }));
    }
}
