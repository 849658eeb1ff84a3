//! The diagnostics of trees: WF0380 to WF0382.

use super::NameHint;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of trees.
    enum TreeDiagnostic;

    /// A shape of `trees` states what the element of a value contains. It is a chain of elements: each contains at most one other
    /// element. The innermost element contains `$item.value` if the value is a text, or `$each` if the value has parts. `$each`
    /// contains one element, which has `$item.tree` in one place. Only the outermost element of the chain and the element below
    /// `$each` can have attributes. Those of the outermost element are constant.
    ///
    /// ```yaml fails
    /// trees:
    ///   plain: { list: { array: { item: $item.tree } } }
    /// ```
    /// ```yaml passes
    /// trees:
    ///   plain: { list: { array: { $each: { item: $item.tree } } } }
    /// ```
    Error WF0380 "invalid shape of a tree" {
        NoText { kind: &'static str }
            "this shape of `{kind}` does not have `$item.value` as its only text"
            help "write for example `{kind}: {{ {kind}: $item.value }}`";
        TextOfNull
            "this shape of `null` has a text, but null has no value"
            help "write for example `'null': {{ nil: '' }}`";
        NoParts { kind: &'static str }
            "this shape of `{kind}` has no `$each` for its parts"
            help "write for example `{kind}: {{ parts: {{ $each: {{ part: $item.tree }} }} }}`";
        SeveralElements
            "an element of this shape contains several elements"
            help "keep one element, and remove the others";
        InnerAttribute
            "this element cannot have attributes"
            help "move the attribute to the outermost element or to the element below `$each`, or remove it";
        AttributeWithValue
            "an attribute of a shape cannot have a variable"
            help "write a constant text without `$`";
        AttributeTwice { name: Quoted }
            "the element below `$each` has the attribute {name}, and so has a shape of the value in it"
            help "rename one of them, or write `$item.tree` in an element of its own";
        PartsOfEach
            "`$each` needs one element with `$item.tree` in exactly one place"
            help "write for example `$each: {{ member: {{ name: $item.wire, value: $item.tree }} }}`";
        NoKey
            "a shape of `object` has no place for the names of members"
            help "write `$item.wire` in an attribute or in an element beside `$item.tree`";
        KeyOfItem
            "`$item.wire` is the name of a member, and the items of a list have no names"
            help "write `$item.index`, or remove it";
        ElementBesideContent
            "the name of the member is in an element, and its value is not"
            help "write `$item.tree` in an element beside the name, or the name in an attribute";
    }

    /// An envelope or a response names a tree, which needs a shape for each kind of value that it writes or reads. No shape fits
    /// values of the type `any`. A union with `untagged: kind` is read by the kind of its value, so the tree needs different shapes
    /// for the kinds of its variants.
    ///
    /// ```yaml fails
    /// trees: { plain: { object: { assoc: { $each: { item: { '@key': $item.wire, '.': $item.tree } } } } } }
    /// body: xml
    /// envelope: { call: { $tree.plain: { $rest: } } }
    /// ```
    /// ```yaml passes
    /// trees: { plain: { string: $item.value, object: { assoc: { $each: { item: { '@key': $item.wire, '.': $item.tree } } } } } }
    /// body: xml
    /// envelope: { call: { $tree.plain: { $rest: } } }
    /// ```
    Error WF0381 "value without a shape" {
        NoShape { tree: Quoted, kind: &'static str }
            "the request has values of the kind `{kind}`, and the tree {tree} has no shape for them"
            help "add `{kind}` to the tree";
        AnyValue { tree: Quoted }
            "the request has values of the type `any`, which the tree {tree} cannot write"
            help "describe the values by other types";
        AnyInResponse { tree: Quoted }
            "the response has fields of the type `any`, which the tree {tree} cannot read"
            help "describe the values by other types";
        KindsOfUnion { union: Quoted, tree: Quoted, kind: &'static str, other: &'static str }
            "the tree {tree} gives `{kind}` and `{other}` the same shape, so the variants of {union} cannot be told apart"
            help "give each kind a shape of its own, or remove `untagged`";
    }

    /// `$tree.name` in an envelope, and `tree` of a response, name an entry of `trees`.
    ///
    /// ```yaml fails
    /// body: xml
    /// envelope: { call: { $tree.plain: { $rest: } } }
    /// ```
    /// ```yaml passes
    /// trees: { plain: { string: $item.value, object: { assoc: { $each: { item: { '@key': $item.wire, '.': $item.tree } } } } } }
    /// body: xml
    /// envelope: { call: { $tree.plain: { $rest: } } }
    /// ```
    Error WF0382 "invalid use of a tree" {
        UnknownTree { name: Quoted, hint: NameHint }
            "there is no tree {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known trees: {known}"
            help if let NameHint::NoneDeclared = hint => "declare it under `trees`";
        TreeOutsideXml
            "only an element of XML has a value that a tree writes"
            help "remove `$tree`, or use `body: xml`";
        TreeBesideOthers
            "a value that a tree writes stands alone in its element"
            help "put the other elements into elements around it";
        ValueOfOptional { name: Quoted }
            "{name} can be absent, and its element would have no value"
            help "add `required: true`, or write `$tree.…: {{ $rest: }}`";
        AttributeOfShape { name: Quoted }
            "the element has the attribute {name}, and a shape of the tree gives it the same attribute"
            help "remove the attribute from the envelope";
        PlaceOfTree
            "the place of a tree is the names of elements from the root"
            help "write for example `at: methodResponse.params.param.value`, without `*`, `[]` and `@`";
        ResponseNotXml
            "the tree of a response is in XML"
            help "add `xml` to `body`, or remove `tree`";
        NoPlace { tree: Quoted }
            "the tree {tree} does not state its place in responses"
            help "add `at` to the tree: `at: methodResponse.params.param.value`";
        TreesDiffer
            "another case of this operation reads XML without this tree"
            help "give all cases of the operation that read XML the same `tree`";
    }
}
