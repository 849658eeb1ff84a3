//! The macros that the tables of a contact in a response consist of.

/// Makes the source of a datum: `contact_datum!(json("data" [] "fname") => "given_name")`.
#[doc(hidden)]
#[macro_export]
macro_rules! __contact_datum {
    ($($format:ident $(($($step:tt)*))+)* => $means:literal) => {
        $crate::__rt::ContactSource::new($crate::__places!($($format $(($($step)*))+)*), $means)
    };
}

/// Makes the place of another value: `contact_other!(json("alias") => "alias", None, true)`.
#[doc(hidden)]
#[macro_export]
macro_rules! __contact_other {
    ($($format:ident $(($($step:tt)*))+)* => $field:literal, $means:expr, $is_text:literal) => {
        $crate::__rt::ContactOther {
            at: $crate::__places!($($format $(($($step)*))+)*),
            field: $field,
            means: $means,
            is_text: $is_text,
        }
    };
}
