//! References to the data of checks, which a violation keeps.
//!
//! Generated code has its data in static memory, and its violations refer to it. An interpreter has data that a violation has
//! to copy. Both pass the data to the same functions: a reference to static data, or data by value.

/// Defines the type of data that is either static or copied.
macro_rules! static_or_copied {
    ($(#[$doc:meta])* $name:ident, $data:ident) => {
        $(#[$doc])*
        #[doc(hidden)]
        #[derive(Clone, Copy, Debug)]
        pub enum $name<'d> {
            Static(&'static $data<'static>),
            Copied($data<'d>),
        }

        impl<'d> $name<'d> {
            /// Returns the data.
            #[inline(always)]
            pub(crate) const fn get(&self) -> &$data<'d> {
                match self {
                    $name::Static(data) => data,
                    $name::Copied(data) => data,
                }
            }
        }

        impl From<&'static $data<'static>> for $name<'_> {
            #[inline(always)]
            fn from(data: &'static $data<'static>) -> Self {
                $name::Static(data)
            }
        }

        impl<'d> From<$data<'d>> for $name<'d> {
            fn from(data: $data<'d>) -> Self {
                $name::Copied(data)
            }
        }
    };
}
