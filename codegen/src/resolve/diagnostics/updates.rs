//! The diagnostics of updates and constants: `update`, `clear` and `const`. WF0250 to WF0255, WF0394 and WF0399.

use std::fmt;

use super::examples::Refusal;
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of updates and constants.
    enum UpdateDiagnostic;

    /// An operation with optional fields states with `update` what an omitted field means. `patch` keeps the stored value,
    /// `replace` deletes it, `unstated` means that the documentation does not say, and `none` is for operations that change
    /// no existing data. There is no default, because a wrong guess deletes data.
    ///
    /// ```yaml fails
    /// operations:
    ///   change: { http: POST /contacts, body: json, fields: { name: string } }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   change: { http: POST /contacts, body: json, update: patch, fields: { name: string } }
    /// ```
    Error WF0250 "`update` is missing" {
        NoUpdate { operation: Quoted, optional: Span }
            "{operation} has optional fields, but no `update`"
            also optional "this field is optional"
            help "add `update: patch` if an omitted field keeps its value"
            help "add `update: replace` if an omitted field is deleted"
            help "add `update: unstated` if the documentation does not say"
            help "add `update: none` if the operation changes no existing data";
    }

    /// With `update: replace`, omitting a field deletes its value. There is no second way to clear it.
    ///
    /// ```yaml fails
    /// update: replace
    /// fields:
    ///   name: { type: string, clear: '' }
    /// ```
    /// ```yaml passes
    /// update: replace
    /// fields:
    ///   name: { type: string }
    /// ```
    Error WF0251 "`clear` in a replacement" {
        ClearInReplace
            "`clear` is not allowed with `update: replace`, which clears every omitted field"
            help "remove `clear`";
        ClearOfMemberInReplace { operation: Span }
            "`clear` is not allowed in an object of an operation with `update: replace`, which clears every omitted field"
            also operation "the operation"
            help "remove `clear`, or use another object type in this operation";
    }

    /// `clear: ''` applies to a scalar, to a list with `join`, to a list whose parameters have numbers, and, in XML, to an object
    /// of which every value has a member. `clear: []` applies to a list that is a JSON array, and
    /// `clear: null` to any field of a JSON body. In other formats, an empty list writes nothing, so it cannot clear a field.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, clear: [] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, clear: '' }
    /// ```
    Error WF0252 "`clear` that does not apply" {
        ClearOutsideBody
            "only a field in the body of a request can be cleared"
            help "remove `clear`";
        ListByText
            "an empty text does not clear a list"
            help "give `clear: []` in JSON; among parameters, add `list: indexed` if the items have numbers; otherwise, remove `clear`, or add `join` if the items are one text";
        ObjectByText
            "an empty text does not clear an object"
            help "give `clear: null` in JSON; in XML, declare a member that every object has with `required: true`, because an empty element clears only an object that is never empty; otherwise, remove `clear`";
        JoinedByList
            "an empty list does not clear a list that is joined to one text"
            help "give `clear: ''`";
        MapByText
            "the empty text does not clear a map"
            help "give `clear: null` in JSON";
        MapByList
            "an empty list clears only a list"
            help "give `clear: null` in JSON";
        ObjectByList
            "an empty list clears only a list"
            help "give `clear: null` in JSON; in other formats, remove `clear`";
        ScalarByList
            "an empty list clears only a list"
            help "give `clear: ''`, or `clear: null` in JSON";
        AllItemsOfMember
            "`all_items` clears a field of an operation, not a member of an object"
            help "remove `clear`, or declare the list as a field of the operation";
        AllItemsWithoutMaximum
            "`all_items` clears a list with `maxItems`"
            help "add `maxItems`, or remove `clear`";
        AllItemsNeedNumbers
            "`all_items` clears a list whose items have numbered names, and a binding writes this one otherwise"
            help "add `list: indexed` to how the field is written in this format";
        EmptyListNeedsJson
            "only JSON can write `[]`, and a binding of this operation is not JSON"
            help "remove `clear`; if the items are one text, add `join` and give `clear: ''`";
        NullListNeedsJson
            "only JSON can write `null`, and a binding of this operation is not JSON"
            help "remove `clear`; if the items are one text, add `join` and give `clear: ''`";
        NullNeedsJson
            "only JSON can write `null`, and a binding of this operation is not JSON"
            help "give `clear: ''`, or remove `clear`";
    }

    /// A required field always has a value, so it cannot be cleared.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, required: true, clear: '' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, clear: '' }
    /// ```
    Error WF0253 "required field with `clear`" {
        RequiredAndClear
            "a required field cannot be cleared"
            help "remove `clear` or `required`";
    }

    /// `update` states what a change does to the data that it does not mention, so an operation with another `update` than
    /// `none` changes a contact.
    ///
    /// ```yaml fails
    /// operations:
    ///   make: { http: POST /contacts, body: json, update: patch, does: create, fields: { name: string } }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   make: { http: POST /contacts, body: json, update: none, does: create, fields: { name: string } }
    /// ```
    Error WF0254 "`does` that contradicts `update`" {
        UpdateThatDoesSomethingElse { update: Span }
            "an operation with `update` changes a contact"
            also update "it states what becomes of the data that the request does not mention"
            help "give `update: none`, or remove `does`";
    }

    /// `update` of a type says what a patch does to the members that an object leaves out. It belongs to the type that has `fields`,
    /// and applies wherever a request has the object, except in lists and maps.
    ///
    /// ```yaml fails
    /// update: patch
    /// fields:
    ///   name: { type: string, update: patch }
    /// ```
    /// ```yaml passes
    /// update: patch
    /// fields:
    ///   owner: { update: patch, fields: { name: string, city: string } }
    /// ```
    Error WF0394 "`update` without an object" {
        UpdateWithoutFields
            "`update` belongs to an object type, which has `fields`"
            help "move `update` to the type that has the fields, or remove it";
    }

    /// A constant is always sent. It is a value of its type which the constraints of its field allow. `required`, `clear` and
    /// `default` do not apply to it. A constant in the path is a segment of its own. `$call.now` and `$call.nonce` are placeholders
    /// in constants of an operation's own parameters and fields.
    ///
    /// ```yaml fails
    /// fields:
    ///   version: { type: integer, const: two }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   version: { type: integer, const: 2 }
    /// ```
    Error WF0255 "invalid constant" {
        BesideConstant { key: KeyBesideConstant }
            "`{key}` has no effect beside `const`"
            help "remove it, because a constant is always sent";
        ConstantOfOtherType { value: Quoted }
            "{value} is not a value of this type"
            help "give a value of the type, or another `type`";
        ConstantNotAllowed { reason: Refusal }
            "the constraints of this field do not allow this constant"
            label "{reason}"
            help "correct the constant, or the constraint";
        ConstantInPath
            "a constant in the path must not be empty, `.` or `..`, because that would change the path"
            help "give another constant";
        ConstantInHeader
            "a constant in a header must be printable ASCII, without spaces at its ends"
            help "remove line ends, spaces at the ends and other characters";
        MomentInPath
            "the path cannot have the time or the nonce of an attempt"
            help "send it in the query string, in a header or in the body";
        MomentInResponse
            "only what a request sends can have the time or the nonce of an attempt"
            help "write the placeholder in `const` of a parameter, of a field or of a member of an object";
    }

    /// A provider that numbers the items of a list keeps those that a request does not send. A `patch` with a shorter list
    /// therefore leaves the last items of the longer one. With `clear: all_items` and `maxItems`, a shorter list sends an empty text
    /// for each number behind its last item. If the provider removes the items itself, write a `differs` note.
    ///
    /// ```yaml fails
    /// body: form
    /// update: patch
    /// fields:
    ///   street: { type: list, items: string, maxItems: 3, form: { list: indexed } }
    /// ```
    /// ```yaml passes
    /// body: form
    /// update: patch
    /// fields:
    ///   street: { type: list, items: string, maxItems: 3, clear: all_items, form: { list: indexed } }
    /// ```
    Warning WF0399 "numbered list that an update cannot shorten" {
        KeepsItems { name: Quoted }
            "a shorter list {name} leaves the items behind its last one"
            help "add `clear: all_items` and `maxItems`, so that an empty text removes each of them"
            help "if the provider removes them, add a `differs` note to the field";
    }
}

/// A key that has no effect beside `const`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyBesideConstant {
    Required,
    Clear,
    Default,
}

impl fmt::Display for KeyBesideConstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Required => "required",
            Self::Clear => "clear",
            Self::Default => "default",
        })
    }
}
