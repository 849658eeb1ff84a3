//! The diagnostics of field masks. WF0398.

use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of field masks.
    enum MaskDiagnostic;

    /// A field mask lists the fields of the body that a patch sends. It is a parameter of its own.
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
            "{name} is also the name of another parameter"
            help "remove the parameter: the mask is computed, and no caller sets it";
        TakenByAuth { name: Quoted }
            "{name} is also the name of a parameter of the authentication"
            help "correct the name here or under `auth`: each parameter is sent once";
    }
}
