//! `required_if(…)`: the condition under which an optional field is required.
//!
//! Input: the tokens in the parentheses. Output: the node of a condition, and a sentence that describes it.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, Lit, Token, bracketed, parenthesized, token};
use wireform_codegen::source::Node;

use super::tree::Tree;

/// A condition.
pub(super) enum Condition {
    /// `kind = "COMPANY"`, `country = ["US", "CA"]`
    Is(Ident, Vec<Lit>),
    /// `organization`
    Present(Ident),
    /// `not(…)`
    Not(Box<Condition>, Span),
    /// `any(…)`
    Any(Vec<Condition>, Span),
    /// `all(…)`, or several conditions in a list.
    All(Vec<Condition>, Span),
}

impl Condition {
    /// Parses the parentheses of `required_if`.
    pub(super) fn parse_list(input: ParseStream<'_>, at: Span) -> syn::Result<Self> {
        let mut all: Vec<Condition> = Punctuated::<_, Token![,]>::parse_terminated(input)?
            .into_iter()
            .collect();
        match (all.pop(), all.is_empty()) {
            (Some(only), true) => Ok(only),
            (Some(last), false) => {
                all.push(last);
                Ok(Self::All(all, at))
            }
            (None, _) => Err(syn::Error::new(
                at,
                "`required_if` has no condition: name a field and its value, as in `required_if(kind = \"COMPANY\")`",
            )),
        }
    }

    /// Calls `each` with every field that is compared, and its value.
    pub(super) fn each_value<'c>(&'c self, each: &mut dyn FnMut(&'c Ident, &'c Lit)) {
        match self {
            Self::Is(name, values) => values.iter().for_each(|value| each(name, value)),
            Self::Present(_) => {}
            Self::Not(inner, _) => inner.each_value(each),
            Self::Any(parts, _) | Self::All(parts, _) => {
                parts.iter().for_each(|part| part.each_value(each));
            }
        }
    }

    /// Returns the node that states the condition in a rule.
    pub(super) fn to_node(&self, tree: &mut Tree) -> Node {
        match self {
            Self::Is(name, values) => {
                let key = tree.word(&name.unraw().to_string(), name.span());
                let mut nodes: Vec<Node> = values
                    .iter()
                    .map(|value| literal_node(tree, value))
                    .collect();
                let value = match nodes.pop() {
                    Some(only) if nodes.is_empty() => only,
                    last => {
                        nodes.extend(last);
                        tree.list(nodes, name.span())
                    }
                };
                tree.map(vec![(key, value)], name.span())
            }
            Self::Present(name) => {
                let at = name.span();
                let key = tree.word(&name.unraw().to_string(), at);
                let test = (tree.word("present", at), tree.word("true", at));
                let test = tree.map(vec![test], at);
                tree.map(vec![(key, test)], at)
            }
            Self::Not(inner, at) => {
                let entry = (tree.word("not", *at), inner.to_node(tree));
                tree.map(vec![entry], *at)
            }
            Self::Any(parts, at) | Self::All(parts, at) => {
                let word = match self {
                    Self::Any(..) => "any",
                    _ => "all",
                };
                let key = tree.word(word, *at);
                let parts = parts.iter().map(|part| part.to_node(tree)).collect();
                let parts = tree.list(parts, *at);
                tree.map(vec![(key, parts)], *at)
            }
        }
    }

    /// Returns the condition as a part of a sentence.
    pub(super) fn sentence(&self) -> String {
        let joined = |parts: &[Condition], word: &str| {
            let parts: Vec<String> = parts.iter().map(Condition::sentence).collect();
            parts.join(word)
        };
        match self {
            Self::Is(name, values) => {
                let values: Vec<String> = values.iter().map(display_literal).collect();
                format!("{} is {}", name.unraw(), values.join(" or "))
            }
            Self::Present(name) => format!("{} is given", name.unraw()),
            Self::Not(inner, _) => format!("not ({})", inner.sentence()),
            Self::Any(parts, _) => joined(parts, ", or "),
            Self::All(parts, _) => joined(parts, " and "),
        }
    }
}

impl Parse for Condition {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        if input.peek(token::Paren) {
            let inside;
            parenthesized!(inside in input);
            let at = name.span();
            return match name.to_string().as_str() {
                "not" => Ok(Self::Not(Box::new(Self::parse_list(&inside, at)?), at)),
                "any" | "all" => {
                    let parts = Punctuated::<_, Token![,]>::parse_terminated(&inside)?;
                    let parts = parts.into_iter().collect();
                    Ok(match name == "any" {
                        true => Self::Any(parts, at),
                        false => Self::All(parts, at),
                    })
                }
                _ => Err(syn::Error::new(
                    at,
                    format!(
                        "there is no condition `{name}(…)`: use `any(…)`, `all(…)` or `not(…)`"
                    ),
                )),
            };
        }
        if input.parse::<Option<Token![=]>>()?.is_none() {
            return Ok(Self::Present(name));
        }
        if input.peek(token::Bracket) {
            let list;
            bracketed!(list in input);
            let values = Punctuated::<_, Token![,]>::parse_terminated(&list)?;
            return Ok(Self::Is(name, values.into_iter().collect()));
        }
        Ok(Self::Is(name, vec![input.parse()?]))
    }
}

/// Returns a literal as a scalar.
fn literal_node(tree: &mut Tree, value: &Lit) -> Node {
    match value {
        Lit::Str(text) => tree.text(&text.value(), text.span()),
        other => tree.word(&display_literal(other), other.span()),
    }
}

fn display_literal(value: &Lit) -> String {
    match value {
        Lit::Str(text) => text.value(),
        Lit::Int(number) => number.base10_digits().to_owned(),
        Lit::Bool(truth) => truth.value.to_string(),
        other => quote::quote!(#other).to_string(),
    }
}
