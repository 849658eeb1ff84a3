//! Resolves the context facts of a schema.

use super::diagnostics::{ReservedName, RustItem, TypeDiagnostic};
use super::facets::word;
use super::identifiers::Role;
use super::namespace::{Namespace, rust_name, stem};
use super::resolver::{Resolver, owned};
use super::types::TypeName;
use crate::pattern;
use crate::plan::{Context, ContextId, ContextKind, Pattern, Table};
use crate::syntax;

impl Resolver<'_> {
    /// Resolves the context facts of the schema.
    pub(super) fn resolve_contexts(&mut self) -> Table<ContextId, Context> {
        let schema = self.schema;
        let mut namespace = Namespace::with_reserved(ReservedName::CurrentData);
        let mut contexts = Table::new();
        for (name, context) in &schema.contexts {
            let ident = rust_name(
                name,
                context.rust.as_ref(),
                Role::Value,
                &mut self.diagnostics,
            );
            let item = RustItem::Context(name.as_str().into());
            namespace.take(&ident.rust, item, name.span, &mut self.diagnostics);
            self.keep_notes(&format!("contexts.{}", name.value), &context.differs);
            let hint = TypeName {
                name: name.value.clone(),
                rust: stem(context.rust.as_ref(), name).to_owned(),
                span: name.span,
                named: None,
            };
            let kind = match &context.kind {
                syntax::ContextKind::SetOfString => ContextKind::SetOfString,
                syntax::ContextKind::SetOfEnum(values) => ContextKind::SetOfEnum(
                    self.resolve_enum(values, None, &hint, owned(context.description.as_ref())),
                ),
                syntax::ContextKind::Enum(values) => ContextKind::Enum(self.resolve_enum(
                    values,
                    None,
                    &hint,
                    owned(context.description.as_ref()),
                )),
                syntax::ContextKind::Boolean => ContextKind::Boolean,
                syntax::ContextKind::String => ContextKind::String,
            };
            let pattern = self.resolve_fact_pattern(context);
            let fact = contexts.push(Context {
                name: name.value.clone(),
                rust: ident.rust,
                description: owned(context.description.as_ref()),
                kind,
                pattern,
            });
            if self.poison.covers(context.span) {
                self.poisoned_facts.insert(fact);
            }
        }
        contexts
    }

    /// Resolves the pattern that the texts of a fact must match.
    fn resolve_fact_pattern(&mut self, context: &syntax::Context) -> Option<Pattern> {
        let Some(text) = &context.pattern else {
            if let Some(extent) = &context.extent {
                self.report(TypeDiagnostic::MatchWithoutPattern.at(extent.span));
            }
            return None;
        };
        let found = match context.kind {
            syntax::ContextKind::SetOfString | syntax::ContextKind::String => {
                let dialect = word(context.dialect.as_ref());
                let extent = word(context.extent.as_ref()).into();
                return pattern::pattern(text, dialect, extent, &mut self.diagnostics);
            }
            syntax::ContextKind::Boolean => TypeDiagnostic::PatternOfBoolean,
            syntax::ContextKind::Enum(_) | syntax::ContextKind::SetOfEnum(_) => {
                TypeDiagnostic::PatternOfListedFact
            }
        };
        self.report(found.at(text.span));
        None
    }
}
