//! Reads unions whose variants have different kinds of JSON values.

use super::UnexpectedReason;
use super::document::Kind;
use super::object::{FieldSource, Reading};
use super::read::Value;

impl<'r> Value<'_, 'r> {
    /// Reads the variant of a union. Each row is a variant, and the list of the same number has the kinds of its values. `read` reads the
    /// variant with this number from its row.
    ///
    /// # Errors
    /// Fails if the value has another kind than the variants, or if `read` fails.
    pub fn variant_of_kind<T>(
        &self,
        kinds: &[&[Kind]],
        rows: &[FieldSource<'_>],
        read: impl FnOnce(
            usize,
            &Reading<'_, 'r>,
            &FieldSource<'_>,
        ) -> Result<Option<T>, UnexpectedReason>,
    ) -> Result<T, UnexpectedReason> {
        let Some((node, markup)) = self.node()? else {
            return Err(self.wrong_kind());
        };
        let kind = node.kind()?;
        let number = kinds.iter().position(|kinds| kinds.contains(&kind));
        let found = number.and_then(|number| Some((number, rows.get(number)?)));
        let (number, row) = found.ok_or_else(|| self.wrong_kind())?;
        let reading = Reading::of_node(node, markup, self.path);
        read(number, &reading, row)?.ok_or_else(|| self.wrong_kind())
    }
}

/// Defines the enum of a union in responses whose variants have different kinds of values. Each variant has its type, the method that
/// returns its value, its kinds, and how it is written.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_kinds {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $(
                $(#[$doc:meta])*
                $variant:ident($ty:ty) as $method:ident =
                    $logical:literal [$($kind:ident)*]
                    $($format:ident $(($($step:tt)*))+ $([$($form:tt)*])?)*,
            )*
        }
    ) => {
        $(#[$meta])*
        #[allow(clippy::large_enum_variant, reason = "the sizes are those of the provider's objects")]
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant($ty),)*
        }

        impl $name {
            const __FIELDS: &[$crate::__rt::response::FieldSource<'static>] = &[
                $($crate::__field_source!($logical; $($format $(($($step)*))+ $([$($form)*])?)*),)*
            ];

            const __KINDS: &[&[$crate::__rt::response::Kind]] = &[
                $(&[$($crate::__rt::response::Kind::$kind),*],)*
            ];

            $(
                /// Returns the value, if it is of this variant.
                pub fn $method(&self) -> ::core::option::Option<&$ty> {
                    match self {
                        Self::$variant(value) => ::core::option::Option::Some(value),
                        #[allow(unreachable_patterns, reason = "the union can have one variant")]
                        _ => ::core::option::Option::None,
                    }
                }
            )*
        }

        impl $crate::__rt::response::FromResponse for $name {
            fn from_value(
                value: &$crate::__rt::response::Value<'_, '_>,
            ) -> ::core::result::Result<Self, $crate::response::UnexpectedReason> {
                value.variant_of_kind(Self::__KINDS, Self::__FIELDS, |number, reading, row| {
                    $crate::__nth_variant!(number, reading, row, $($variant)*)
                })
            }
        }

        $crate::__union_traits!($name { $($variant = $logical)* });
    };
}
