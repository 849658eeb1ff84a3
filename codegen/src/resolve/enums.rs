//! Resolves enums: their values, meanings and Rust variants.

use super::diagnostics::RustItem;
use super::identifiers::Role;
use super::namespace::{Namespace, rust_name};
use super::resolver::{Resolver, owned};
use super::types::TypeName;
use crate::plan::{EnumId, EnumType, EnumValue};
use crate::syntax::{self, Map, Text};

impl<'a> Resolver<'a> {
    /// Resolves an enum and adds it to the draft.
    pub(super) fn resolve_enum(
        &mut self,
        values: &Map<syntax::EnumValue>,
        rust: Option<&Text>,
        hint: &TypeName<'_>,
        description: Option<String>,
    ) -> EnumId {
        let rust = self.reserve_type_name(rust, hint);
        let mut space = Namespace::default();
        let mut resolved = Vec::new();
        for (value, entry) in values {
            let ident = if value.is_empty() && entry.rust.is_none() {
                "Empty".to_owned()
            } else {
                rust_name(
                    value,
                    entry.rust.as_ref(),
                    Role::Type,
                    &mut self.diagnostics,
                )
                .rust
            };
            space.take(
                &ident,
                RustItem::Value(value.as_str().into()),
                value.span,
                &mut self.diagnostics,
            );
            let place = match hint.named {
                Some(name) => format!("types.{}.{}", name.value, value.value),
                None => format!("{}.{}", hint.name, value.value),
            };
            self.keep_notes(&place, &entry.differs);
            resolved.push(EnumValue {
                value: value.value.clone(),
                rust: ident,
                meaning: entry.description.value.clone(),
                deprecated: owned(entry.deprecated.as_ref()),
            });
        }
        self.enums.push(EnumType {
            name: hint.name.clone(),
            rust,
            description,
            values: resolved,
        })
    }
}
