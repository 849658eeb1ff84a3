//! Joins the writes of a body. Input: constant texts and code, in order. Output: statements with as few writes as possible.
//! Adjacent texts become one literal, and a value is written in one call with the texts around it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::Lists;
use crate::lower::Writing;
use crate::plan::Type;

/// The statements so far. A constant text is kept back until something else follows.
#[derive(Default)]
pub(crate) struct Statements {
    literal: String,
    value: Option<Value>,
    tokens: TokenStream,
}

/// A value that is not written yet, because one call writes it together with the texts before and after it.
struct Value {
    /// The text that is written before it.
    lead: String,
    /// The module of the runtime that writes it.
    writer: Writer,
    /// An expression for an argument of type `&str`.
    text: TokenStream,
}

/// How a text is written.
#[derive(Clone, Copy)]
pub(crate) enum Writer {
    /// As the content of a JSON string.
    Json,
    /// As character data of XML.
    Xml,
    /// As the content of a JSON string, without escaping.
    PlainJson,
    /// As character data of XML, without escaping.
    PlainXml,
}

impl Writer {
    /// Returns the writer for a text field. The writer does not escape if no valid value of the field needs escaping.
    pub(crate) fn of(self, scope: &Scope<'_>, ty: &Type) -> Self {
        let (Some(facets), Lists::Vecs) = (ty.text(), scope.lists) else {
            return self;
        };
        let is_restricted = !(facets.patterns.is_empty() && facets.formats.is_empty());
        let is_plain = |writing| is_restricted && !scope.lowered.escapes(facets).needs(writing);
        match self {
            Writer::Json if is_plain(Writing::Json) => Writer::PlainJson,
            Writer::Xml if is_plain(Writing::Xml) => Writer::PlainXml,
            other => other,
        }
    }

    const fn is_plain(self) -> bool {
        matches!(self, Writer::PlainJson | Writer::PlainXml)
    }
}

impl Statements {
    /// Writes a constant text.
    pub(crate) fn raw(&mut self, text: &str) {
        self.literal.push_str(text);
    }

    /// Writes a value: an expression for an argument of type `&str`.
    pub(crate) fn text(&mut self, writer: Writer, text: TokenStream) {
        self.flush_value();
        self.value = Some(Value {
            lead: std::mem::take(&mut self.literal),
            writer,
            text,
        });
    }

    /// Adds code that runs at this place.
    pub(crate) fn push(&mut self, tokens: TokenStream) {
        if !tokens.is_empty() {
            self.flush();
            self.tokens.extend(tokens);
        }
    }

    /// Writes the pending value together with the constant text after it.
    fn flush_value(&mut self) {
        let Some(Value { lead, writer, text }) = self.value.take() else {
            return;
        };
        let tail = std::mem::take(&mut self.literal);
        let module = match writer {
            Writer::Json | Writer::PlainJson => quote!(json),
            Writer::Xml | Writer::PlainXml => quote!(xml),
        };
        self.tokens.extend(if writer.is_plain() {
            quote!(__wireform::#module::plain_between(body, #lead, #text, #tail);)
        } else if lead.is_empty() && tail.is_empty() {
            quote!(__wireform::#module::text(body, #text);)
        } else {
            quote!(__wireform::#module::between(body, #lead, #text, #tail);)
        });
    }

    fn flush(&mut self) {
        self.flush_value();
        if !self.literal.is_empty() {
            let literal = std::mem::take(&mut self.literal);
            self.tokens.extend(quote!(body.raw(#literal);));
        }
    }

    /// Returns the statements.
    pub(crate) fn finish(mut self) -> TokenStream {
        self.flush();
        self.tokens
    }
}

/// Returns the statements that `write` adds.
pub(crate) fn statements(write: impl FnOnce(&mut Statements)) -> TokenStream {
    let mut out = Statements::default();
    write(&mut out);
    out.finish()
}
