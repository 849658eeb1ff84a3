//! The diagnostics of bodies that are a text. WF0397.

use super::call_words::instead_of_placeholder;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of bodies that are a text.
    enum TextBodyDiagnostic;

    /// A body that is a text has the value of exactly one field, which is required: an empty text could not be told from an absent
    /// value. `template` has the constants around it.
    ///
    /// ```yaml fails
    /// body: text
    /// fields: { command: string }
    /// ```
    /// ```yaml passes
    /// body: text
    /// template: 'RUN $command'
    /// fields: { command: { type: string, required: true } }
    /// ```
    Error WF0397 "text body without its field" {
        NotOneField { operation: Quoted }
            "the body of {operation} is a text, which has exactly one field"
            help "declare one field that is no constant, and write constants into `template`; `lines` and `form` take several fields";
        NotRequired { field: Quoted }
            "{field} is optional, and an empty text body could be an absent value or an empty value"
            help "add `required: true`";
        NotText { field: Quoted }
            "{field} has parts, and a text body is one text"
            help "give it a scalar type, or a list with `join`";
        NotInTemplate { placeholder: Quoted }
            "the template lacks {placeholder}"
            help "write it once, where the value stands";
        Placeholder { name: Quoted }
            "{name} has no meaning in this template"
            help if let Some(hint) = instead_of_placeholder(name) => "{hint}"
            help "write a dollar as `$$`; the placeholders are the field, once, and `$call.operation`, `$call.now` and `$call.nonce`";
        TimeTouches { time: Quoted }
            "a reader cannot tell {time}, which has no fixed length, from what stands beside it"
            help "write a text that is not only digits between it and the field, for example a space";
        WithoutText
            "`template` is for `body: text`"
            help "remove it, or write `envelope`";
        EnvelopeOfText
            "a text body has no envelope"
            help "write `template`, a text with the field in it";
    }
}
