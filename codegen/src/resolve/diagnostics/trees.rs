//! The diagnostics of trees: WF0380 to WF0382.

use super::NameHint;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of trees.
    enum TreeDiagnostic;

    /// A shape of `trees` is what is in the element of a value: at most one element, which contains at most one element, and so on. The
    /// innermost one has `$item.value` if the value is a text, and `$each` if it has parts. `$each` has one element, in which one place has
    /// `$item.tree`. The outermost one can have constant attributes.
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
            "a shape of `{kind}` has `$item.value` as its only text"
            help "write for example `{kind}: {{ {kind}: $item.value }}`";
        TextOfNull
            "a shape of `null` has no text"
            help "write for example `'null': {{ nil: '' }}`";
        NoParts { kind: &'static str }
            "a shape of `{kind}` has `$each` for its parts"
            help "write for example `{kind}: {{ parts: {{ $each: {{ part: $item.tree }} }} }}`";
        SeveralElements
            "a shape has one element in each element"
            help "remove the other elements";
        InnerAttribute
            "only the element that has the value, and the element below `$each`, have attributes here"
            help "move the attribute, or remove it";
        AttributeWithValue
            "an attribute of a shape is constant"
            help "write a text without `$`";
        AttributeTwice { name: Quoted }
            "the element below `$each` has the attribute {name}, and a shape gives the value in it the same attribute"
            help "rename one of them, or write `$item.tree` in an element of its own";
        PartsOfEach
            "`$each` has one element, in which one place has `$item.tree`"
            help "write for example `$each: {{ member: {{ name: $item.wire, value: $item.tree }} }}`";
        NoKey
            "a shape of `object` has no place for the names of members"
            help "write `$item.wire` in an attribute or in an element beside `$item.tree`";
        KeyOfItem
            "the items of a list have no names"
            help "write `$item.index`, or remove it";
        ElementBesideContent
            "an element has the name of the member in an element, so its value is in an element as well"
            help "write `$item.tree` in an element beside the name, or the name in an attribute";
    }

    /// The tree that an envelope or a response names has a shape for each kind of value that is written in it. Values of the type `any`
    /// have none. If the kinds of their values tell the variants of a union apart, each kind has a shape of its own.
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
            "the kinds of their values tell the variants of {union} apart, and the tree {tree} gives `{kind}` and `{other}` the same shape"
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
