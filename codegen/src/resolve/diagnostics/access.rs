//! The diagnostics of `access`. WF0391 to WF0393.

use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of `access`.
    enum AccessDiagnostic;

    /// A field with `access: create` is sent by operations that create something, and one with `access: update` by operations that
    /// change something. An operation with `update: patch`, `replace` or `unstated` changes something. An operation without it
    /// creates something, unless its method is GET, HEAD or DELETE, or `does` says otherwise. `readOnly: true` is short for
    /// `access: read`.
    ///
    /// ```yaml fails
    /// update: patch
    /// fields:
    ///   birthday: { type: date, access: create }
    /// ```
    /// ```yaml passes
    /// update: none
    /// fields:
    ///   birthday: { type: date, access: create }
    /// ```
    Error WF0391 "`access` that the operation does not have" {
        CreateInUpdate { name: Quoted }
            "this operation changes something, and {name} is sent at creation only"
            help "remove the field from this operation, or change its `access`";
        UpdateInCreation { name: Quoted }
            "this operation creates something, and {name} is sent by updates only"
            help "remove the field from this operation, or change its `access`"
            help "if the operation creates nothing, say with `does` what it does";
        BesideReadOnly { access: Span }
            "`readOnly` is short for `access: read`, so the two cannot be together"
            also access "the other one"
            help "remove one of them";
    }

    /// An object type is the same in all operations. An operation that does not send one of its members has a rule that forbids it.
    /// A member that is required is always sent, so there cannot be such a rule.
    ///
    /// ```yaml fails
    /// update: patch
    /// fields:
    ///   owner: { fields: { name: string, number: { type: string, required: true, access: create } } }
    /// ```
    /// ```yaml passes
    /// update: patch
    /// fields:
    ///   owner: { fields: { name: string, number: { type: string, access: create } } }
    /// ```
    Error WF0392 "required member that is not sent" {
        RequiredMember { name: Quoted, operation: Span }
            "the member {name} is always sent, but its `access` excludes an operation with this object"
            also operation "the operation"
            help "remove `required` or `const`, and require the member by a rule of the other operations"
            help "or give this operation an object type of its own";
    }

    /// A rule compares no single items of lists and no entries of maps with those that were read. A member of such an item cannot be
    /// `immutable`. A member of an object in a map, or in a list of lists, can have no rule at all.
    ///
    /// ```yaml fails
    /// update: patch
    /// fields:
    ///   owners: { type: list, items: { fields: { name: { type: string, access: immutable } } } }
    /// ```
    /// ```yaml passes
    /// update: patch
    /// fields:
    ///   owner: { fields: { name: { type: string, access: immutable } } }
    /// ```
    Error WF0393 "`access` of a member that no rule can check" {
        ImmutableItem { name: Quoted }
            "the items of a list and the entries of a map are not compared one by one, so that {name} cannot be immutable"
            help "remove `access`, or make the whole list immutable";
        OutOfReach { name: Quoted, operation: Span }
            "no rule leads to {name}, because it is in an entry of a map or in a list of lists"
            also operation "the operation that does not send it"
            help "remove `access`, or give this operation an object type of its own";
    }
}
