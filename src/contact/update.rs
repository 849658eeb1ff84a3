//! The update mode of an operation (`update:` in a schema).

/// The effect of an operation on stored data that a request does not mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateMode {
    /// The provider keeps the data (`update: patch`).
    Patch,
    /// The provider deletes the data (`update: replace`).
    Replace,
    /// No page says what happens, so the data may be deleted (`update: unstated`).
    Unstated,
    /// The operation changes no stored data (`update: none`).
    None,
}

impl UpdateMode {
    /// Returns whether leaving a field out deletes stored data, or may delete it.
    #[must_use]
    pub const fn may_delete(self) -> bool {
        matches!(self, UpdateMode::Replace | UpdateMode::Unstated)
    }
}
