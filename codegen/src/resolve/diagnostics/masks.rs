//! The diagnostics of field masks. WF0398.

use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of field masks.
    enum MaskDiagnostic;

    /// A field mask lists the fields of the body that a patch sends. It is a parameter or a header of its own, or stands in the
    /// envelope as `$call.mask`.
    ///
    /// ```yaml fails
    /// update: replace
    /// mask: { query: updateMask }
    /// fields: { name: string }
    /// ```
    /// ```yaml passes
    /// update: patch
    /// mask: { query: updateMask }
    /// fields: { name: string }
    /// ```
    Error WF0398 "field mask that does not apply" {
        NoPatch
            "a field mask lists what a patch sends in its body"
            help "add `update: patch` and a body, or remove `mask`";
        Taken { name: Quoted }
            "{name} is also the name of another parameter or header"
            help "remove the other one: the mask is computed, and no caller sets it";
        TwoPlaces
            "a field mask has one place"
            help "keep `query` or `header`";
        NotInBody { binding: Quoted }
            "the mask has no place in {binding}"
            help "write `$call.mask` in its envelope, or state `query` or `header`";
        NoMask
            "`$call.mask` is the field mask of the body, and the operation has none there"
            help "add `mask` without `query` and `header`, or remove the placeholder";
        TakenByAuth { name: Quoted }
            "{name} is also the name of a parameter or a header of the authentication"
            help "correct the name here or under `auth`: each parameter is sent once";
    }
}
