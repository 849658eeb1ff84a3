//! Reads unions: values that have exactly one of several variants.

use super::document::{Kind, Markup, Node};
use super::object::{FieldSource, From, Reading};
use super::path::ValuePath;
use super::place::Step;
use super::read::Value;
use super::{Undescribed, UnexpectedReason};

impl<'v, 'r> Value<'v, 'r> {
    /// Reads the variant of a union. Each row is a variant, and `read` reads the one with this number from its row. With a tag, the
    /// member of this name has the name of the variant's row; without one, the only member has it.
    ///
    /// Returns the members of the value if it has no variant that the rows describe. Without a tag, members beside the variant are not
    /// read.
    ///
    /// # Errors
    /// Fails if the value is no object, if it has several variants or no tag, or if `read` fails.
    pub fn variant<T>(
        &self,
        tag: Option<&str>,
        rows: &[FieldSource<'_>],
        mut read: impl FnMut(
            usize,
            &Reading<'_, 'r>,
            &FieldSource<'_>,
        ) -> Result<Option<T>, UnexpectedReason>,
    ) -> Result<Result<T, Undescribed>, UnexpectedReason> {
        let own = self.object()?;
        let tagged = match (tag, own.node()) {
            (Some(tag), Some((node, markup))) => match self.tagged(tag, rows, node, markup)? {
                Some(node) => Some((node, markup)),
                None => return Ok(Err(own.undescribed(&[]))),
            },
            (None, _) | (Some(_), None) => None,
        };
        let reading = match &tagged {
            Some((node, markup)) => Reading::of_node(node, *markup, self.path),
            None => own,
        };
        let mut found = None;
        for (number, row) in rows.iter().enumerate() {
            let Some(value) = read(number, &reading, row)? else {
                continue;
            };
            if found.replace(value).is_some() {
                let place = self.path.logical();
                return Err(UnexpectedReason::Repeated { place });
            }
        }
        Ok(found.ok_or_else(|| reading.undescribed(rows)))
    }

    /// Returns an object with one member, which has the name of the variant and is the object without its tag. Returns `None` if no row
    /// has this name.
    fn tagged(
        &self,
        tag: &str,
        rows: &[FieldSource<'_>],
        node: &Node<'r>,
        markup: Markup,
    ) -> Result<Option<Node<'r>>, UnexpectedReason> {
        let path = ValuePath::field(Some(self.path), tag);
        let found = node.step(&Step::Member(tag));
        let found = found.map_err(|_| UnexpectedReason::Repeated {
            place: path.logical(),
        })?;
        let name = match found.as_slice() {
            [name] if name.kind()? != Kind::Null => *name,
            [] | [..] => {
                let place = path.logical();
                return Err(UnexpectedReason::Missing { place });
            }
        };
        let name = name.text().ok_or_else(|| UnexpectedReason::WrongKind {
            place: path.logical(),
        })?;
        if !rows.iter().any(|row| row.begins_with(name, markup)) {
            return Ok(None);
        }
        let members = node.members().iter().filter(|(other, _)| other != tag);
        let object = Node::of_members(members.cloned().collect(), markup);
        let variant = (name.to_owned().into(), object);
        Ok(Some(Node::of_members(vec![variant], markup)))
    }
}

impl FieldSource<'_> {
    /// Returns whether a place of the field begins with a member of this name.
    fn begins_with(&self, name: &str, markup: Markup) -> bool {
        match self.from {
            From::Body { at, .. } => {
                let mut places = at.of(markup).iter();
                places.any(|place| place.first() == Some(&Step::Member(name)))
            }
            From::Header(_) | From::Cookie(_) | From::Text => false,
        }
    }
}

/// Defines the enum of a union in responses. Each variant has its type, the method that returns its value, and its source.
#[doc(hidden)]
#[macro_export]
macro_rules! __response_union {
    (
        $(#[$meta:meta])*
        pub enum $name:ident $((tag $tag:literal))? {
            $(
                $(#[$doc:meta])*
                $variant:ident($ty:ty) as $method:ident =
                    $logical:literal $($format:ident $(($($step:tt)*))+ $([$($form:tt)*])?)*,
            )*
        }
    ) => {
        $(#[$meta])*
        #[allow(clippy::large_enum_variant, reason = "the sizes are those of the provider's objects")]
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant($ty),)*
            /// A variant that the schema does not describe, with its members.
            Undescribed($crate::response::Undescribed),
        }

        impl $name {
            const __FIELDS: &[$crate::__rt::response::FieldSource<'static>] = &[
                $($crate::__field_source!($logical; $($format $(($($step)*))+ $([$($form)*])?)*),)*
            ];

            $(
                /// Returns the value, if it is of this variant.
                pub fn $method(&self) -> ::core::option::Option<&$ty> {
                    match self {
                        Self::$variant(value) => ::core::option::Option::Some(value),
                        _ => ::core::option::Option::None,
                    }
                }
            )*
        }

        impl $crate::__rt::response::FromResponse for $name {
            fn from_value(
                value: &$crate::__rt::response::Value<'_, '_>,
            ) -> ::core::result::Result<Self, $crate::response::UnexpectedReason> {
                let found = value.variant($crate::__tag!($($tag)?), Self::__FIELDS, |number, reading, row| {
                    $crate::__nth_variant!(number, reading, row, $($variant)*)
                })?;
                ::core::result::Result::Ok(found.unwrap_or_else(Self::Undescribed))
            }
        }

        $crate::__union_traits!($name { $($variant = $logical)* } Undescribed);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __tag {
    () => {
        ::core::option::Option::None
    };
    ($tag:literal) => {
        ::core::option::Option::Some($tag)
    };
}

/// Reads the variant of a union with a number from its row.
#[doc(hidden)]
#[macro_export]
macro_rules! __nth_variant {
    ($number:ident, $reading:ident, $row:ident, $($variant:ident)*) => {{
        let mut numbers = 0_usize..;
        $(
            if numbers.next() == ::core::option::Option::Some($number) {
                return ::core::result::Result::Ok($reading.optional($row)?.map(Self::$variant));
            }
        )*
        ::core::result::Result::Ok(::core::option::Option::None)
    }};
}

/// Implements the traits that show the values of a union, which may have a variant with the members that the schema does not describe.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_traits {
    ($name:ident { $($variant:ident = $logical:literal)* } $($undescribed:ident)?) => {
        impl $crate::__rt::Redact for $name {
            fn redact(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(
                        Self::$variant(value) => f
                            .debug_tuple(::core::stringify!($variant))
                            .field(&$crate::__rt::Redacted(value))
                            .finish(),
                    )*
                    $(
                        Self::$undescribed(members) => f
                            .debug_tuple(::core::stringify!($undescribed))
                            .field(members)
                            .finish(),
                    )?
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__rt::Redact::redact(self, f)
            }
        }

        impl $crate::__rt::response::Expose for $name {
            fn expose(&self) -> $crate::__rt::response::Exposed {
                match self {
                    $(
                        Self::$variant(value) => $crate::__rt::response::Exposed::variant(
                            $logical,
                            $crate::__rt::response::Expose::expose(value),
                        ),
                    )*
                    $(
                        Self::$undescribed(members) => {
                            $crate::__rt::response::Exposed::object(&[], [], members)
                        }
                    )?
                }
            }
        }
    };
}
