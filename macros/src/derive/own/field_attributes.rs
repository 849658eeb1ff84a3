//! Reads the attributes of a field of a struct that is its own schema.
//!
//! In: `#[wireform(…)]` of a field. Out: entries of the language for the field, and how its value is read. The stages of the
//! compiler check the entries.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::parse::ParseStream;
use syn::spanned::Spanned as _;
use syn::{Field, LitInt, LitStr, Path, Token, parenthesized};
use wireform_codegen::source::Node;

use super::super::attributes::{duplicate_key, set_once, unknown_key};
use super::super::field_attributes::{FieldAttributes, Source};
use super::super::{Errors, flatten, unknown_name};
use super::condition::Condition;
use super::tree::Tree;

/// The keys of a field.
pub(super) const KEYS: &[&str] = &[
    "pattern",
    "dialect",
    "length",
    "range",
    "format",
    "one_of",
    "type",
    "items",
    "join",
    "list",
    "item",
    "rename",
    "at",
    "secret",
    "clear",
    "required_if",
    "param",
    "header",
    "skip",
    "with",
    "clear_if_empty",
    "flatten",
];

/// The attributes of a field.
#[derive(Default)]
pub(super) struct FieldDeclaration {
    /// The entries of the field.
    pub(super) entries: Entries,
    /// The entries of a list's items.
    pub(super) items: Entries,
    /// The conditions of `required_if(…)`, of which one is enough.
    pub(super) required: Vec<Condition>,
    /// `param` or `header`: it is outside the body.
    pub(super) param: bool,
    /// The keys that only a request can have, with their places.
    pub(super) of_requests: Vec<(&'static str, Span)>,
    /// `skip`
    pub(super) skip: bool,
    /// How the value is read from the struct.
    pub(super) reading: FieldAttributes,
    /// Whether a key has a mistake, which was reported.
    pub(super) broken: bool,
    /// The keys, with their places.
    words: Vec<(String, Span)>,
}

/// The entries of a map of the language.
#[derive(Default)]
pub(super) struct Entries(pub(super) Vec<(Node, Node)>);

impl Entries {
    fn put(&mut self, tree: &mut Tree, key: &str, at: Span, value: Node) -> syn::Result<()> {
        if self.has(key) {
            return Err(syn::Error::new(
                at,
                "this is said twice: keep the one that is meant",
            ));
        }
        self.0.push((tree.word(key, at), value));
        Ok(())
    }

    /// Returns whether there is a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(name, _)| name.text() == Some(key))
    }
}

impl FieldDeclaration {
    /// Reads the attributes of a field.
    pub(super) fn read(field: &Field, tree: &mut Tree, errors: &mut Errors) -> Self {
        let mut said = FieldDeclaration::default();
        said.reading.prefix = flatten::prefix(field);
        for attribute in field
            .attrs
            .iter()
            .filter(|it| it.path().is_ident("wireform"))
        {
            if let Err(error) = attribute.parse_nested_meta(|meta| said.word(&meta, tree)) {
                errors.push(error);
                said.broken = true;
            }
        }
        let other = said.words.iter().rfind(|(word, _)| word != "skip");
        if let (true, false, Some((word, at))) = (said.skip, said.broken, other) {
            errors.push(syn::Error::new(
                *at,
                format!(
                    "`{word}` contradicts `skip`, which sends nothing: keep the one that is meant"
                ),
            ));
            said.broken = true;
        }
        said
    }

    fn word(&mut self, meta: &ParseNestedMeta<'_>, tree: &mut Tree) -> syn::Result<()> {
        let at = meta.path.span();
        let is = |word: &str| meta.path.is_ident(word);
        self.note(meta)?;
        if facet(&mut self.entries, meta, tree)? {
            return Ok(());
        }
        if is("items") {
            return self.items(meta, tree);
        }
        if is("required_if") {
            let inside;
            parenthesized!(inside in meta.input);
            self.of_requests.push(("required_if", at));
            self.required.push(Condition::inside(&inside, at)?);
        } else if is("rename") {
            let name: LitStr = meta.value()?.parse()?;
            let value = tree.text(&name.value(), name.span());
            self.entries.put(tree, "wire", at, value)?;
        } else if is("header") {
            let name: LitStr = meta.value()?.parse()?;
            let value = tree.text(&name.value(), name.span());
            self.entries.put(tree, "wire", at, value)?;
            let value = tree.word("header", at);
            self.entries.put(tree, "in", at, value)?;
            self.of_requests.push(("header", at));
            self.param = true;
        } else if is("param") {
            self.of_requests.push(("param", at));
            self.param = true;
        } else if is("secret") {
            let value = tree.word("true", at);
            self.entries.put(tree, "secret", at, value)?;
        } else if is("join") {
            let text: LitStr = meta.value()?.parse()?;
            let value = tree.text(&text.value(), text.span());
            self.entries.put(tree, "join", at, value)?;
        } else if is("clear") {
            let text: LitStr = meta.value()?.parse()?;
            let value = match text.value().as_str() {
                "null" => tree.word("null", text.span()),
                "[]" => tree.list(Vec::new(), text.span()),
                other => tree.text(other, text.span()),
            };
            self.entries.put(tree, "clear", at, value)?;
        } else if is("at") || is("list") || is("item") {
            let text: LitStr = meta.value()?.parse()?;
            self.reading_of_wire(at, &meta.path, &text, tree)?;
        } else if is("skip") {
            self.skip = true;
            self.reading.source = Some(Source::Skip);
        } else if is("with") {
            let path = meta.value()?.call(Path::parse_mod_style)?;
            set_once(&mut self.reading.with, path, meta)?;
        } else if is("clear_if_empty") {
            self.reading.clear_if_empty = Some(at);
        } else if is("field") || is("means") || is("for") {
            return Err(meta.error(
                "this is for a struct that a schema describes; here the struct is the schema, and `rename = \"…\"` says what a \
                 field is called",
            ));
        } else {
            return Err(unknown_key(meta, KEYS));
        }
        Ok(())
    }

    /// Keeps a key, and reports a second one of its name.
    fn note(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        const FLAGS: &[&str] = &["param", "header", "skip", "clear_if_empty"];
        let Some(ident) = meta.path.get_ident() else {
            return Ok(());
        };
        let word = ident.to_string();
        let is_known = self.words.iter().any(|(known, _)| *known == word);
        self.words.push((word.clone(), ident.span()));
        if is_known && FLAGS.contains(&word.as_str()) {
            return Err(duplicate_key(ident.span()));
        }
        Ok(())
    }

    /// Reads `items(…)`: their number, and the facets of each.
    fn items(&mut self, meta: &ParseNestedMeta<'_>, tree: &mut Tree) -> syn::Result<()> {
        meta.parse_nested_meta(|meta| {
            let at = meta.path.span();
            let bound = [("min", "minItems"), ("max", "maxItems")]
                .into_iter()
                .find(|(word, _)| meta.path.is_ident(word));
            if let Some((_, key)) = bound {
                let value = number(meta.value()?, tree)?;
                return self.entries.put(tree, key, at, value);
            }
            if meta.path.is_ident("unique") {
                let value = tree.word("true", at);
                return self.entries.put(tree, "uniqueItems", at, value);
            }
            if facet(&mut self.items, &meta, tree)? {
                return Ok(());
            }
            const KEYS: &[&str] = &[
                "min", "max", "unique", "pattern", "dialect", "length", "range", "format",
                "one_of", "type",
            ];
            Err(unknown_key(&meta, KEYS))
        })
    }

    /// Reads `at`, `list` and `item`: the place and the form in the format.
    fn reading_of_wire(
        &mut self,
        at: Span,
        key: &Path,
        text: &LitStr,
        tree: &mut Tree,
    ) -> syn::Result<()> {
        let key = key.get_ident().map(ToString::to_string).unwrap_or_default();
        let value = tree.text(&text.value(), text.span());
        self.entries.put(tree, &key, at, value)
    }
}

/// Reads a facet of a field or of an item. Returns whether the key is a facet.
fn facet(entries: &mut Entries, meta: &ParseNestedMeta<'_>, tree: &mut Tree) -> syn::Result<bool> {
    let at = meta.path.span();
    let is = |word: &str| meta.path.is_ident(word);
    let texts = ["pattern", "dialect", "format", "type"];
    if let Some(word) = texts.into_iter().find(|word| is(word)) {
        let text: LitStr = meta.value()?.parse()?;
        let value = match word {
            "pattern" => tree.text(&text.value(), text.span()),
            _ => tree.word(&text.value(), text.span()),
        };
        entries.put(tree, word, at, value)?;
    } else if is("length") {
        bounds(meta, entries, tree, ["minLength", "maxLength"], true)?;
    } else if is("range") {
        bounds(meta, entries, tree, ["minimum", "maximum"], false)?;
    } else if is("one_of") {
        let inside;
        parenthesized!(inside in meta.input);
        let values = inside.parse_terminated(<LitStr as syn::parse::Parse>::parse, Token![,])?;
        let mut listed: Vec<(Node, Node)> = Vec::new();
        for text in &values {
            let value = text.value();
            if listed.iter().any(|(known, _)| known.text() == Some(&value)) {
                return Err(syn::Error::new(
                    text.span(),
                    format!("`{value}` is listed twice: keep one"),
                ));
            }
            // The values need no meanings, because the struct has no generated documentation.
            let entry = (
                tree.text(&value, text.span()),
                tree.text(&value, text.span()),
            );
            listed.push(entry);
        }
        let value = tree.map(listed, at);
        entries.put(tree, "enum", at, value)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Reads `(min = …, max = …)`.
fn bounds(
    meta: &ParseNestedMeta<'_>,
    entries: &mut Entries,
    tree: &mut Tree,
    [least, greatest]: [&str; 2],
    unit: bool,
) -> syn::Result<()> {
    let mut empty = true;
    meta.parse_nested_meta(|meta| {
        empty = false;
        let at = meta.path.span();
        if meta.path.is_ident("min") {
            let value = number(meta.value()?, tree)?;
            return entries.put(tree, least, at, value);
        }
        if meta.path.is_ident("max") {
            let value = number(meta.value()?, tree)?;
            return entries.put(tree, greatest, at, value);
        }
        if unit && meta.path.is_ident("unit") {
            let text: LitStr = meta.value()?.parse()?;
            let value = tree.word(&text.value(), text.span());
            return entries.put(tree, "lengthUnit", at, value);
        }
        let known: &[&str] = if unit {
            &["min", "max", "unit"]
        } else {
            &["min", "max"]
        };
        Err(unknown_key(&meta, known))
    })?;
    if empty {
        return Err(meta.error("which bounds? Say `min = …`, `max = …`, or both"));
    }
    Ok(())
}

/// Reads an integer.
fn number(input: ParseStream<'_>, tree: &mut Tree) -> syn::Result<Node> {
    let minus = input.parse::<Option<Token![-]>>()?;
    let digits: LitInt = input.parse()?;
    let sign = if minus.is_some() { "-" } else { "" };
    if !digits.suffix().is_empty() {
        return Err(syn::Error::new(
            digits.span(),
            unknown_name("ending of numbers", digits.suffix(), &[]),
        ));
    }
    Ok(tree.word(&format!("{sign}{}", digits.base10_digits()), digits.span()))
}
