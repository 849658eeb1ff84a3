//! Reads the attributes of a field of a struct that is its own schema.
//!
//! Input: `#[wireform(…)]` of a field. Output: entries of the language for the field, and how its value is read. The stages of the
//! compiler check the entries.

use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::meta::ParseNestedMeta;
use syn::parse::{ParseStream, Parser as _};
use syn::spanned::Spanned as _;
use syn::{Field, Ident, LitInt, LitStr, Path, Token, parenthesized};
use wireform_codegen::source::Node;

use super::super::attributes::{duplicate_key, read_all, set_once, unknown_key};
use super::super::field_attributes::{FieldAttributes, MappingTarget};
use super::super::{Errors, flatten};
use super::condition::Condition;
use super::tree::Tree;

/// The keys of a field.
pub(super) const KEYS: &[&str] = &[
    "pattern",
    "dialect",
    "match",
    "length",
    "range",
    "format",
    "one_of",
    "type",
    "normalize",
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
    /// The members by which the items of a list are told apart.
    pub(super) unique_by: Vec<LitStr>,
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
    fn insert(&mut self, tree: &mut Tree, key: &str, at: Span, value: Node) -> syn::Result<()> {
        if self.has(key) {
            return Err(syn::Error::new(
                at,
                "this is stated twice: remove one of the two",
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
        let mut declaration = FieldDeclaration::default();
        declaration.reading.prefix = flatten::prefix(field);
        for attribute in field
            .attrs
            .iter()
            .filter(|it| it.path().is_ident("wireform"))
        {
            let before = errors.0.len();
            let read = read_all(errors, |meta, errors| {
                declaration.read_key(meta, tree, errors)
            });
            let parsed = attribute.parse_nested_meta(read);
            errors.0.extend(parsed.err());
            declaration.broken |= errors.0.len() > before;
        }
        let other = declaration.words.iter().rfind(|(word, _)| word != "skip");
        if let (true, false, Some((word, at))) = (declaration.skip, declaration.broken, other) {
            errors.push(syn::Error::new(
                *at,
                format!("`{word}` contradicts `skip`, which sends nothing: remove one of the two"),
            ));
            declaration.broken = true;
        }
        declaration
    }

    fn read_key(
        &mut self,
        meta: &ParseNestedMeta<'_>,
        tree: &mut Tree,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        let at = meta.path.span();
        let is = |word: &str| meta.path.is_ident(word);
        self.note_key(meta)?;
        if read_facet(&mut self.entries, meta, tree, errors)? {
            return Ok(());
        }
        if is("items") {
            return self.read_items(meta, tree, errors);
        }
        if is("required_if") {
            let inside;
            parenthesized!(inside in meta.input);
            self.of_requests.push(("required_if", at));
            self.required.push(Condition::parse_list(&inside, at)?);
        } else if is("rename") {
            let name: LitStr = meta.value()?.parse()?;
            let value = tree.text(&name.value(), name.span());
            self.entries.insert(tree, "wire", at, value)?;
        } else if is("header") {
            let name: LitStr = meta.value()?.parse()?;
            let value = tree.text(&name.value(), name.span());
            self.entries.insert(tree, "wire", at, value)?;
            let value = tree.word("header", at);
            self.entries.insert(tree, "in", at, value)?;
            self.of_requests.push(("header", at));
            self.param = true;
        } else if is("param") {
            self.of_requests.push(("param", at));
            self.param = true;
        } else if is("secret") {
            let value = tree.word("true", at);
            self.entries.insert(tree, "secret", at, value)?;
        } else if is("join") {
            let text: LitStr = meta.value()?.parse()?;
            let value = tree.text(&text.value(), text.span());
            self.entries.insert(tree, "join", at, value)?;
        } else if is("clear") {
            let text: LitStr = meta.value()?.parse()?;
            let value = match text.value().as_str() {
                "null" => tree.word("null", text.span()),
                "[]" => tree.list(Vec::new(), text.span()),
                other => tree.text(other, text.span()),
            };
            self.entries.insert(tree, "clear", at, value)?;
        } else if is("at") || is("list") || is("item") {
            let text: LitStr = meta.value()?.parse()?;
            self.read_wire_key(at, &meta.path, &text, tree)?;
        } else if is("skip") {
            self.skip = true;
            self.reading.source = Some(MappingTarget::Skip);
        } else if is("with") {
            let path = meta.value()?.call(Path::parse_mod_style)?;
            set_once(&mut self.reading.with, path, meta)?;
        } else if is("clear_if_empty") {
            self.reading.clear_if_empty = Some(at);
        } else if is("field") || is("means") || is("for") {
            return Err(meta.error(
                "this key is only for structs that a schema describes, and this struct is its own schema: give the name on the \
                 wire with `rename = \"…\"`",
            ));
        } else {
            return Err(unknown_key(meta, KEYS));
        }
        Ok(())
    }

    /// Keeps a key, and reports a second one of its name.
    fn note_key(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
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
    fn read_items(
        &mut self,
        meta: &ParseNestedMeta<'_>,
        tree: &mut Tree,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        meta.parse_nested_meta(read_all(errors, |meta, errors| {
            let at = meta.path.span();
            let bound = [("min", "minItems"), ("max", "maxItems")]
                .into_iter()
                .find(|(word, _)| meta.path.is_ident(word));
            if let Some((_, key)) = bound {
                let value = read_number(meta.value()?, tree)?;
                return self.entries.insert(tree, key, at, value);
            }
            if meta.path.is_ident("unique") {
                let value = tree.word("true", at);
                return self.entries.insert(tree, "uniqueItems", at, value);
            }
            if meta.path.is_ident("unique_by") {
                let inside;
                parenthesized!(inside in meta.input);
                let names =
                    inside.parse_terminated(<LitStr as syn::parse::Parse>::parse, Token![,])?;
                if names.is_empty() {
                    return Err(meta.error(
                        "`unique_by` has no field: name those that tell the items apart, as in `unique_by(\"kind\")`",
                    ));
                }
                for name in &names {
                    if Ident::parse_any.parse_str(&name.value()).is_err() {
                        return Err(syn::Error::new(
                            name.span(),
                            format!("`{}` is not the name of a field", name.value()),
                        ));
                    }
                }
                let nodes = names.iter().map(|it| tree.text(&it.value(), it.span()));
                let nodes = nodes.collect();
                let value = tree.list(nodes, at);
                self.unique_by.extend(names);
                return self.entries.insert(tree, "unique_by", at, value);
            }
            if read_facet(&mut self.items, meta, tree, errors)? {
                return Ok(());
            }
            const KEYS: &[&str] = &[
                "min", "max", "unique", "unique_by", "pattern", "dialect", "match", "length",
                "range", "format", "one_of", "type", "normalize",
            ];
            Err(unknown_key(meta, KEYS))
        }))
    }

    /// Reads `at`, `list` and `item`: the place and the form in the format.
    fn read_wire_key(
        &mut self,
        at: Span,
        key: &Path,
        text: &LitStr,
        tree: &mut Tree,
    ) -> syn::Result<()> {
        let key = key.get_ident().map(ToString::to_string).unwrap_or_default();
        let value = tree.text(&text.value(), text.span());
        self.entries.insert(tree, &key, at, value)
    }
}

/// Reads a facet of a field or of an item. Returns whether the key is a facet.
fn read_facet(
    entries: &mut Entries,
    meta: &ParseNestedMeta<'_>,
    tree: &mut Tree,
    errors: &mut Errors,
) -> syn::Result<bool> {
    let at = meta.path.span();
    let is = |word: &str| meta.path.is_ident(word);
    let texts = ["pattern", "dialect", "match", "format", "type"];
    if let Some(word) = texts.into_iter().find(|word| is(word)) {
        let text: LitStr = meta.value()?.parse()?;
        let value = match word {
            "pattern" => tree.text(&text.value(), text.span()),
            _ => tree.word(&text.value(), text.span()),
        };
        entries.insert(tree, word, at, value)?;
    } else if is("normalize") {
        let value = read_steps(meta, tree)?;
        entries.insert(tree, "normalize", at, value)?;
    } else if is("length") {
        let length = (["minLength", "maxLength"], true);
        read_bounds(meta, entries, tree, errors, length)?;
    } else if is("range") {
        let range = (["minimum", "maximum"], false);
        read_bounds(meta, entries, tree, errors, range)?;
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
                    format!("`{value}` is listed twice: remove one of the two"),
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
        entries.insert(tree, "enum", at, value)?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// Reads the steps of `normalize(…)`: words, `remove = "…"` and `replace("…" = "…")`.
fn read_steps(meta: &ParseNestedMeta<'_>, tree: &mut Tree) -> syn::Result<Node> {
    let ahead = meta.input.fork();
    let inside;
    parenthesized!(inside in ahead);
    if inside.is_empty() {
        return Err(
            meta.error("`normalize` has no step: name one, as in `normalize(trim, lowercase)`")
        );
    }
    let mut steps = Vec::new();
    meta.parse_nested_meta(|step| {
        let at = step.path.span();
        let is = |word: &str| step.path.is_ident(word);
        let words = ["trim", "collapse_spaces", "lowercase", "uppercase"];
        if let Some(word) = words.into_iter().find(|word| is(word)) {
            steps.push(tree.word(word, at));
        } else if is("remove") {
            let text: LitStr = step.value()?.parse()?;
            let entry = (
                tree.word("remove", at),
                tree.text(&text.value(), text.span()),
            );
            steps.push(tree.map(vec![entry], at));
        } else if is("replace") {
            let inside;
            parenthesized!(inside in step.input);
            let mut texts = Vec::new();
            while !inside.is_empty() {
                let (from, _, to): (LitStr, Token![=], LitStr) =
                    (inside.parse()?, inside.parse()?, inside.parse()?);
                let from = tree.text(&from.value(), from.span());
                texts.push((from, tree.text(&to.value(), to.span())));
                if !inside.is_empty() {
                    inside.parse::<Token![,]>()?;
                }
            }
            let texts = tree.map(texts, at);
            let entry = (tree.word("replace", at), texts);
            steps.push(tree.map(vec![entry], at));
        } else {
            let known = [words.as_slice(), &["remove", "replace"]].concat();
            return Err(unknown_key(&step, &known));
        }
        Ok(())
    })?;
    Ok(tree.list(steps, meta.path.span()))
}

/// Reads `(min = …, max = …)`: the keys of both bounds, and whether there can be a unit.
fn read_bounds(
    meta: &ParseNestedMeta<'_>,
    entries: &mut Entries,
    tree: &mut Tree,
    errors: &mut Errors,
    ([least, greatest], unit): ([&str; 2], bool),
) -> syn::Result<()> {
    let mut empty = true;
    meta.parse_nested_meta(read_all(errors, |meta, _| {
        empty = false;
        let at = meta.path.span();
        if meta.path.is_ident("min") {
            let value = read_number(meta.value()?, tree)?;
            return entries.insert(tree, least, at, value);
        }
        if meta.path.is_ident("max") {
            let value = read_number(meta.value()?, tree)?;
            return entries.insert(tree, greatest, at, value);
        }
        if unit && meta.path.is_ident("unit") {
            let text: LitStr = meta.value()?.parse()?;
            let value = tree.word(&text.value(), text.span());
            return entries.insert(tree, "lengthUnit", at, value);
        }
        let known: &[&str] = if unit {
            &["min", "max", "unit"]
        } else {
            &["min", "max"]
        };
        Err(unknown_key(meta, known))
    }))?;
    if empty {
        return Err(meta.error("no bound is given: write `min = …`, `max = …`, or both"));
    }
    Ok(())
}

/// Reads an integer.
fn read_number(input: ParseStream<'_>, tree: &mut Tree) -> syn::Result<Node> {
    let minus = input.parse::<Option<Token![-]>>()?;
    let digits: LitInt = input.parse()?;
    let sign = if minus.is_some() { "-" } else { "" };
    if !digits.suffix().is_empty() {
        return Err(syn::Error::new(
            digits.span(),
            format!(
                "this number cannot have a suffix: remove `{}`",
                digits.suffix()
            ),
        ));
    }
    Ok(tree.word(&format!("{sign}{}", digits.base10_digits()), digits.span()))
}
