//! Tags of XML: statements that write what is around a value, and its text.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::bodies::merged_writes::{Statements, Writer};
use crate::emit::shared::credentials;
use crate::emit::shared::moments;
use crate::emit::shared::scope::Scope;
use crate::plan::{
    AttributeValue, Constant, Field, FieldId, Operation, Table, TreeNode as _, XmlAttribute,
    XmlElement, XmlPart,
};

/// The fields that the leaves of a tree refer to.
pub(super) struct Tree<'t> {
    pub(super) scope: &'t Scope<'t>,
    pub(super) fields: &'t Table<FieldId, Field>,
    pub(super) operation: Option<&'t Operation>,
    /// Whether the members are written as entries, between the texts in the variables `open`, `middle` and `close`.
    pub(super) as_entries: bool,
}

impl Tree<'_> {
    /// Emits what is behind the value of a node.
    pub(super) fn close(&self, node: &XmlElement, out: &mut Statements) {
        if self.as_entries {
            out.push(quote!(body.raw(close);));
            return;
        }
        match node.part() {
            XmlPart::Element(name) => out.raw(&format!("</{name}>")),
            XmlPart::Attribute(_) => out.raw("\""),
            XmlPart::Text | XmlPart::Choice => {}
        }
    }

    /// Emits what is in front of the value of a node without attributes from fields.
    pub(super) fn open(&self, node: &XmlElement, out: &mut Statements) {
        self.start(node, out);
        self.end_of_start(node, out);
    }

    /// Emits the end of a start tag.
    pub(super) fn end_of_start(&self, node: &XmlElement, out: &mut Statements) {
        if self.as_entries {
            out.push(quote!(body.raw(middle);));
            return;
        }
        match node.part() {
            XmlPart::Element(_) => out.raw(">"),
            XmlPart::Attribute(_) | XmlPart::Text | XmlPart::Choice => {}
        }
    }

    /// Emits the start tag of an element without its end, or what is in front of the value of another node.
    pub(super) fn start(&self, node: &XmlElement, out: &mut Statements) {
        if self.as_entries {
            out.push(quote!(body.raw(open);));
            out.raw(&escaped(node.name(), true));
            return;
        }
        match node.part() {
            XmlPart::Element(name) => out.raw(&format!("<{name}")),
            XmlPart::Attribute(name) => out.raw(&format!(" {name}=\"")),
            XmlPart::Text | XmlPart::Choice => {}
        }
        for XmlAttribute { name, value } in &node.attributes {
            match value {
                AttributeValue::Constant(Constant::Literal(literal)) => {
                    out.raw(&format!(" {name}=\"{}\"", escaped(literal.text(), true)));
                }
                AttributeValue::Constant(constant @ (Constant::Moment(_) | Constant::Mask)) => {
                    let value = moments::constant(constant);
                    out.raw(&format!(" {name}=\""));
                    out.push(quote!(__wireform::xml::attribute(body, #value);));
                    out.raw("\"");
                }
                AttributeValue::Credential(index) => {
                    let Some(operation) = self.operation else {
                        continue;
                    };
                    out.push(credentials::with(
                        self.scope,
                        operation,
                        *index,
                        |value, secret| {
                            let opening = format!(" {name}=\"");
                            let value =
                                secretly(secret, quote!(__wireform::xml::attribute(body, #value);));
                            quote!(body.raw(#opening); #value body.raw("\"");)
                        },
                    ));
                }
            }
        }
    }
}

/// Emits the statement that writes the text of a node. `text` is an expression of type `&str`.
pub(super) fn text(part: XmlPart<'_>, secret: bool, text: TokenStream, out: &mut Statements) {
    match part {
        XmlPart::Attribute(_) => {
            let write = quote!(__wireform::xml::attribute(body, #text););
            out.push(secretly(secret, write));
        }
        XmlPart::Element(_) | XmlPart::Text | XmlPart::Choice if secret => {
            out.push(secretly(true, quote!(__wireform::xml::text(body, #text);)));
        }
        XmlPart::Element(_) | XmlPart::Text | XmlPart::Choice => out.text(Writer::Xml, text),
    }
}

pub(super) fn secretly(secret: bool, write: TokenStream) -> TokenStream {
    if secret {
        quote!(body.secret(|body| { #write });)
    } else {
        write
    }
}

/// Escapes a constant as character data, or as the value of an attribute.
pub(super) fn escaped(text: &str, attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '"' if attribute => out.push_str("&quot;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\n' if attribute => out.push_str("&#10;"),
            c => out.push(c),
        }
    }
    out
}
