//! What an operation does with the data that a request does not mention.
//!
//! In: nothing; a schema says it (`update:`). Out: what a fit has to do about a field that gets no value.

/// What becomes of stored data that a request does not mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateMode {
    /// The provider keeps them (`update: patch`).
    Patch,
    /// The provider deletes them (`update: replace`).
    Replace,
    /// The provider's page does not say, so that they may be deleted (`update: unstated`).
    Unstated,
    /// The operation changes no stored data (`update: none`).
    None,
}

impl UpdateMode {
    /// Whether leaving a field out deletes what is stored, or may do so.
    #[must_use]
    pub const fn may_delete(self) -> bool {
        matches!(self, UpdateMode::Replace | UpdateMode::Unstated)
    }
}
