//! Reads `#[wireform(…)]` of a field of a struct that a schema describes.
//!
//! Input: the attributes of a field. Output: the mappings of its value to the fields of each schema. A key that appears twice or
//! contradicts an earlier one is an error at the second one.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Attribute, Ident, LitStr, Path, Token, parenthesized};

use super::Errors;
use super::attributes::{duplicate_key, read_all, set_once, unknown_key};

/// The field of the schema that a value maps to.
#[derive(Clone)]
pub(super) enum MappingTarget {
    /// `param = "…"`
    Param(LitStr),
    /// `field = "…"`
    Field(LitStr),
    /// `means = "…"`
    Means(LitStr),
    /// `skip`
    Skip,
}

impl MappingTarget {
    fn is_skip(&self) -> bool {
        matches!(self, Self::Skip)
    }

    fn is_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Param(one), Self::Param(other))
            | (Self::Field(one), Self::Field(other))
            | (Self::Means(one), Self::Means(other)) => one.value() == other.value(),
            (Self::Skip, Self::Skip) => true,
            _ => false,
        }
    }
}

/// One attribute of a field: one mapping of its value.
#[derive(Clone, Default)]
pub(super) struct FieldAttributes {
    pub(super) source: Option<MappingTarget>,
    pub(super) with: Option<Path>,
    pub(super) clear_if_empty: Option<Span>,
    /// The path of fields to it, if it is in a flattened part.
    pub(super) prefix: Vec<Ident>,
    /// `for("…", …)`
    only: Vec<LitStr>,
    /// The place of the source.
    at: Option<Span>,
}

/// All attributes of a field.
#[derive(Default)]
pub(super) struct FieldMappings {
    /// The mappings for all schemas; empty if no attribute is for all.
    general: Vec<FieldAttributes>,
    /// The mappings for single schemas.
    special: Vec<FieldAttributes>,
    prefix: Vec<Ident>,
}

impl FieldMappings {
    /// Reads the attributes of a field at the path `prefix`.
    pub(super) fn read(attributes: &[Attribute], prefix: Vec<Ident>, errors: &mut Errors) -> Self {
        let before = errors.0.len();
        let mut general = Vec::new();
        let mut special = Vec::new();
        for attribute in attributes
            .iter()
            .filter(|it| it.path().is_ident("wireform"))
        {
            let mut attributes = FieldAttributes::default();
            let read = read_all(errors, |meta, _| attributes.read_key(meta));
            let parsed = attribute.parse_nested_meta(read);
            errors.0.extend(parsed.err());
            match attributes.only.is_empty() {
                _ if errors.0.len() > before => {}
                true => general.push(attributes),
                false => special.push(attributes),
            }
        }
        let mut mappings = FieldMappings {
            general: join_general(general, errors),
            special,
            prefix,
        };
        mappings.compare_special(errors);
        if errors.0.len() > before {
            // A field with a mistake gets no further errors.
            mappings.special.clear();
            mappings.general = vec![FieldAttributes {
                source: Some(MappingTarget::Skip),
                ..FieldAttributes::default()
            }];
        }
        mappings
    }

    /// Returns the mappings of the value to one schema, which has these names. Those for the schema alone come first.
    pub(super) fn mappings(&self, schema: &[&str]) -> Vec<FieldAttributes> {
        let base = match self.general.as_slice() {
            [only] => only.clone(),
            _ => FieldAttributes::default(),
        };
        let special = self
            .special
            .iter()
            .filter(|attributes| attributes.is_for(schema));
        let mut mappings: Vec<FieldAttributes> = special
            .map(|attributes| {
                let mut mapping = base.clone();
                mapping.add(attributes);
                mapping
            })
            .collect();
        if mappings.is_empty() {
            mappings.clone_from(&self.general);
        }
        if mappings.is_empty() {
            mappings.push(FieldAttributes::default());
        }
        for mapping in &mut mappings {
            mapping.prefix.clone_from(&self.prefix);
        }
        mappings
    }

    /// Returns whether all attributes are for other schemas, so that the value need not be sent to this one.
    pub(super) fn is_for_others(&self, schema: &[&str]) -> bool {
        self.general.is_empty()
            && self.special.iter().any(|attributes| !attributes.is_skip())
            && !self
                .special
                .iter()
                .any(|attributes| attributes.is_for(schema))
    }

    /// Returns the names of schemas in `for(…)`.
    pub(super) fn only(&self) -> impl Iterator<Item = &LitStr> {
        self.special.iter().flat_map(|attributes| &attributes.only)
    }

    /// Returns the name of the field with its path.
    pub(super) fn path(&self, ident: Option<&Ident>) -> String {
        super::flatten::path(&self.prefix, ident)
    }

    fn compare_special(&self, errors: &mut Errors) {
        for (nth, attributes) in self.special.iter().enumerate() {
            let same = |other: &&FieldAttributes| {
                let names: Vec<String> = attributes.only.iter().map(LitStr::value).collect();
                other.only.iter().any(|name| names.contains(&name.value()))
            };
            if let Some(first) = self.special[..nth].iter().find(same) {
                errors.0.extend(contradiction_error(first, attributes));
            } else if attributes.source.is_none() && self.general.len() > 1 {
                errors.push(missing_target_error(attributes));
            }
        }
    }
}

/// Joins the attributes for all schemas: each source is a mapping, and keys without a source belong to the only source.
fn join_general(all: Vec<FieldAttributes>, errors: &mut Errors) -> Vec<FieldAttributes> {
    let (sources, lone): (Vec<FieldAttributes>, Vec<FieldAttributes>) = all
        .into_iter()
        .partition(|attributes| attributes.source.is_some());
    for (nth, attributes) in sources.iter().enumerate() {
        let earlier = sources[..nth].iter();
        errors.0.extend(
            earlier
                .filter_map(|first| contradiction_error(first, attributes))
                .next(),
        );
    }
    if sources.len() > 1 {
        errors.0.extend(lone.iter().map(missing_target_error));
        return sources;
    }
    let mut mappings = sources;
    for attributes in lone {
        match mappings.first_mut() {
            None => mappings.push(attributes),
            Some(mapping) => {
                if let (Some(_), Some(with)) = (&mapping.with, &attributes.with) {
                    errors.push(duplicate_key(with.span()));
                }
                if let (Some(_), Some(at)) = (mapping.clear_if_empty, attributes.clear_if_empty) {
                    errors.push(duplicate_key(at));
                }
                if let (true, Some(at)) = (mapping.is_skip(), attributes.place()) {
                    errors.push(skip_contradiction_error(at));
                }
                mapping.add(&attributes);
            }
        }
    }
    mappings
}

/// Returns the error for two attributes with sources that contradict each other.
fn contradiction_error(first: &FieldAttributes, second: &FieldAttributes) -> Option<syn::Error> {
    let at = second.place().unwrap_or_else(Span::call_site);
    match (&first.source, &second.source) {
        (Some(one), Some(other)) if one.is_same_as(other) => Some(duplicate_key(at)),
        (Some(one), Some(other)) if one.is_skip() || other.is_skip() => {
            Some(skip_contradiction_error(at))
        }
        (Some(_), Some(_)) => None,
        _ => Some(syn::Error::new(
            at,
            "two attributes are for the same schema: move this key into the attribute with `field`, `param` or `means`",
        )),
    }
}

fn skip_contradiction_error(at: Span) -> syn::Error {
    syn::Error::new(
        at,
        "this contradicts another attribute of the field, because `skip` sends nothing: remove one of the two",
    )
}

fn missing_target_error(attributes: &FieldAttributes) -> syn::Error {
    let at = attributes.place().unwrap_or_else(Span::call_site);
    syn::Error::new(
        at,
        "this field has several targets, and this key does not state which of them it is for: move it into the attribute \
         with the `field`, `param` or `means` of that target",
    )
}

impl FieldAttributes {
    fn read_key(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        const KEYS: &[&str] = &[
            "param",
            "field",
            "means",
            "skip",
            "with",
            "clear_if_empty",
            "flatten",
            "for",
        ];
        let at = meta.path.span();
        let is = |word: &str| meta.path.is_ident(word);
        let source = if is("param") {
            MappingTarget::Param(meta.value()?.parse()?)
        } else if is("field") {
            MappingTarget::Field(meta.value()?.parse()?)
        } else if is("means") {
            MappingTarget::Means(meta.value()?.parse()?)
        } else if is("skip") {
            MappingTarget::Skip
        } else if is("with") {
            let path = meta.value()?.call(Path::parse_mod_style)?;
            return set_once(&mut self.with, path, meta);
        } else if is("clear_if_empty") {
            return set_once(&mut self.clear_if_empty, at, meta);
        } else if is("for") {
            return self.read_for(meta);
        } else {
            return Err(match meta.path.get_ident().map(ToString::to_string) {
                Some(word) if super::own::is_own_word(&word) => meta.error(format!(
                    "`{word}` is only for structs that are their own schema: remove it, and state the constraint in the YAML of the schema"
                )),
                _ => unknown_key(meta, KEYS),
            });
        };
        if self.source.is_some() {
            return Err(meta.error(
                "an attribute has one of `param`, `field`, `means` and `skip`: remove one of the two, or move it into an attribute \
                 of its own to send the value to both fields",
            ));
        }
        self.source = Some(source);
        self.at = Some(at);
        Ok(())
    }

    /// `for("…", …)`
    fn read_for(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let names;
        parenthesized!(names in meta.input);
        let names: Punctuated<LitStr, Token![,]> = Punctuated::parse_terminated(&names)?;
        if !self.only.is_empty() {
            return Err(syn::Error::new(
                meta.path.span(),
                "`for` is given twice: name all schemas in one, as in `for(\"one\", \"other\")`",
            ));
        }
        if names.is_empty() {
            return Err(meta.error("`for` names no schema: write `for(\"name\")`"));
        }
        self.only = names.into_iter().collect();
        Ok(())
    }

    fn is_skip(&self) -> bool {
        self.source.as_ref().is_some_and(MappingTarget::is_skip)
    }

    fn is_for(&self, schema: &[&str]) -> bool {
        self.only
            .iter()
            .any(|name| schema.contains(&name.value().as_str()))
    }

    /// Returns the place of its first key.
    fn place(&self) -> Option<Span> {
        let with = self.with.as_ref().map(Path::span);
        let only = self.only.first().map(LitStr::span);
        self.at.or(with).or(self.clear_if_empty).or(only)
    }

    fn add(&mut self, attributes: &Self) {
        if attributes.source.is_some() {
            self.source.clone_from(&attributes.source);
        }
        if attributes.with.is_some() {
            self.with.clone_from(&attributes.with);
        }
        self.clear_if_empty = attributes.clear_if_empty.or(self.clear_if_empty);
    }
}
