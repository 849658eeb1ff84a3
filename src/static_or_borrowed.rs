//! References to the data of checks, which a violation keeps.
//!
//! Generated code has its data in static memory, and its violations refer to it. An interpreter has data that a violation has
//! to copy. Both pass references to the same functions, and the type of a reference says which of the two it is.

/// Defines the type of references to data that is either static or borrowed.
macro_rules! static_or_borrowed {
    ($(#[$doc:meta])* $name:ident, $data:ident) => {
        $(#[$doc])*
        #[doc(hidden)]
        #[derive(Clone, Copy, Debug)]
        pub enum $name<'d> {
            Static(&'static $data<'static>),
            Borrowed(&'d $data<'d>),
        }

        impl<'d> $name<'d> {
            /// Returns the data.
            #[inline(always)]
            pub(crate) const fn get(self) -> &'d $data<'d> {
                match self {
                    $name::Static(data) => data,
                    $name::Borrowed(data) => data,
                }
            }
        }

        impl From<&'static $data<'static>> for $name<'_> {
            #[inline(always)]
            fn from(data: &'static $data<'static>) -> Self {
                $name::Static(data)
            }
        }
    };
}
