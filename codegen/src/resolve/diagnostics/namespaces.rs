//! The diagnostics of the namespaces of XML documents: WF0311, of truth values that are elements: WF0312, and of elements without a value: WF0313.

use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of the namespaces of XML documents.
    enum NamespaceDiagnostic;

    /// `namespaces` gives each namespace of XML documents one prefix. Names in envelopes, in `xml` and in places have these prefixes. A
    /// request declares them, and a response is read by the names of the namespaces: its own prefixes do not matter. Then no attribute
    /// declares a namespace itself.
    ///
    /// ```yaml fails
    /// namespaces: { contact: 'urn:ietf:params:xml:ns:contact-1.0', c: 'urn:ietf:params:xml:ns:contact-1.0' }
    /// ```
    /// ```yaml passes
    /// namespaces: { contact: 'urn:ietf:params:xml:ns:contact-1.0' }
    /// ```
    Error WF0311 "invalid namespace" {
        Prefix { name: Quoted }
            "{name} is not a prefix of XML names"
            help "start with a letter, but not with `xml`, and continue with letters, digits, `-`, `_` and `.`; the prefix of the default namespace is `''`";
        TwoPrefixes
            "this namespace has another prefix already"
            help "remove one of the two, and use one prefix in all names";
        Uri
            "no document can declare a namespace with this URI"
            help "write the URI as in the documents of the provider: it has no control characters, and it is not that of `xml` or `xmlns`";
        OwnDeclaration
            "an attribute declares a namespace, which `namespaces` does in this schema"
            help "remove the attribute `xmlns`, or remove `namespaces`";
        UnknownPrefix { prefix: Quoted }
            "a response of this operation has a name with the prefix {prefix}, which `namespaces` does not have"
            help "add the prefix with its URI to `namespaces`, or correct it";
    }

    /// `presence` writes a truth value as an element that is there or not. It applies to fields of the type `boolean`, which have no
    /// other spelling in XML. `false` and an absent value are written alike, so nothing can clear the field.
    ///
    /// ```yaml fails
    /// body: xml
    /// envelope: { request: { $rest: } }
    /// fields:
    ///   hidden: { type: string, xml: { presence: true } }
    /// ```
    /// ```yaml passes
    /// body: xml
    /// envelope: { request: { $rest: } }
    /// fields:
    ///   hidden: { type: boolean, xml: { presence: true } }
    /// ```
    Error WF0312 "`presence` that does not apply" {
        PresenceOfOther { name: Quoted }
            "{name} is no truth value, so its element is never absent"
            help "remove `presence`, or give `type: boolean`";
        PresenceWithSpelling
            "an element that is there or not has no text"
            help "remove `values` and `absent`";
        PresenceOfPart
            "an attribute, and the text of an element, cannot be there without a text"
            help "write the field as an element";
        ClearOfPresence
            "an absent element means `false`, so nothing clears the field"
            help "remove `clear`";
    }

    /// `nil` marks the element of a field that `clear: null` clears, with the attribute `xsi:nil`. The prefix `xsi` is declared like any
    /// other.
    ///
    /// ```yaml fails
    /// namespaces: { xsi: 'http://www.w3.org/2001/XMLSchema-instance' }
    /// body: xml
    /// envelope: { request: { $rest: } }
    /// update: patch
    /// fields:
    ///   note: { type: string, clear: '', xml: { nil: true } }
    /// ```
    /// ```yaml passes
    /// namespaces: { xsi: 'http://www.w3.org/2001/XMLSchema-instance' }
    /// body: xml
    /// envelope: { request: { $rest: } }
    /// update: patch
    /// fields:
    ///   note: { type: string, clear: null, xml: { nil: true } }
    /// ```
    Error WF0313 "`nil` that does not apply" {
        NilWithoutNull { name: Quoted }
            "`null` does not clear {name}, so its element is never marked"
            help "add `clear: null`, or remove `nil`";
        NilOfPart
            "only the element of a field can be marked"
            help "remove `nil`, or write the field as an element";
    }
}
