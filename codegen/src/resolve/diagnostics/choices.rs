//! The diagnostics of unions whose variants are elements without an element around them: WF0248.

use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of unions whose variants are elements without an element around them.
    enum ChoiceDiagnostic;

    /// `as: choice` writes the variants of a union without an element around them. The element of the variant stands beside those of the
    /// other fields, and its name says which variant it is. A list has one element for each item. Nothing is around the variants that
    /// could have a name, an attribute or an empty content.
    ///
    /// ```yaml fails
    /// body: xml
    /// envelope: { thing: { $rest: } }
    /// fields:
    ///   proof: { variants: { text: string, number: integer }, xml: { name: proof, as: choice } }
    /// ```
    /// ```yaml passes
    /// body: xml
    /// envelope: { thing: { $rest: } }
    /// fields:
    ///   proof: { variants: { text: string, number: integer }, xml: { as: choice } }
    /// ```
    Error WF0248 "choice of elements that cannot be written" {
        ChoiceOfOther
            "`as: choice` applies only to unions and lists of unions"
            help "give `variants`, or remove it";
        KeyOfChoice { key: &'static str }
            "`{key}` has no effect beside `as: choice`, because no element is around the variants"
            help "remove it, or remove `as: choice`; `at` names the elements around the variants";
        ChoiceInChoice { name: Quoted, variant: Span }
            "the variant {name} is a choice itself"
            also variant "this variant has no element of its own"
            help "list its variants in the outer union";
        PresenceInChoice { name: Quoted, variant: Span }
            "the variant {name} writes no element if its value is false, so a reader cannot tell which variant was sent"
            also variant "this variant has `presence`"
            help "give it `type: string` and `maxLength: 0` instead of `presence`, so that its element is always written";
        SeveralElements { name: Quoted, variant: Span }
            "the variant {name} is several elements, and an item of the list is one"
            also variant "this variant is a list or a map"
            help "give it `list: wrap` and `item`, or `join`, or put it into an object";
        ChoiceInEnvelope { name: Quoted }
            "{name} has no element of its own that the envelope could name"
            help "remove `as: choice`, or place it with `$rest`: `at` names the elements around it";
    }
}
