//! What a diagnostic code stands for: one row per code, one table per stage.

/// One row of a stage's table of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The stable code, for example `WF0101`.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Why it is wrong, and how to mend it: what `wireform explain` prints.
    pub explanation: &'static str,
}

/// Declares a stage's codes: a constant per code, and `TABLE` with all of them in the order given.
///
/// ```text
/// codes! {
///     UNKNOWN_KEY = "WF0101", "unknown key", "The language has no such key at this place. …";
/// }
/// ```
macro_rules! codes {
    ($($name:ident = $code:literal, $title:literal, $explanation:literal;)*) => {
        $(#[doc = concat!("`", $code, "`: ", $title, ".")]
        pub const $name: &str = $code;)*

        /// All codes of this stage.
        #[cfg(feature = "tools")]
        pub const TABLE: &[$crate::source::Code] = &[
            $($crate::source::Code { code: $code, title: $title, explanation: $explanation },)*
        ];
    };
}

pub(crate) use codes;
