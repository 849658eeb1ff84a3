//! Joins facets. The facets of a named type and the facets of the field that uses it apply together.

use super::diagnostics::{FacetGroup, TypeDiagnostic, TypeNoun};
use super::resolver::Resolver;
use crate::pattern;
use crate::plan::{
    Format, IntegerFacets, ListFacets, NamedCheck, Primitive, Structure, TextFacets, Type,
};
use crate::source::{Span, Spanned};
use crate::syntax::Facets;

/// Returns a given word, or the word that stands for an absent key.
pub(super) fn word<W: Copy + Default>(given: Option<&Spanned<W>>) -> W {
    given.map_or_else(W::default, |given| given.value)
}

impl Resolver<'_> {
    /// Returns a type with the facets of a node added to its own.
    pub(super) fn add_facets(&mut self, ty: Type, facets: &Facets) -> Type {
        let noun = match ty.structure() {
            Structure::Primitive(Primitive::Text(_)) => TypeNoun::Text,
            Structure::Primitive(Primitive::Integer(_)) => TypeNoun::Integer,
            Structure::Primitive(Primitive::Boolean) => TypeNoun::Boolean,
            Structure::Primitive(Primitive::Date) => TypeNoun::Date,
            Structure::Primitive(Primitive::Timestamp) => TypeNoun::Timestamp,
            Structure::Primitive(Primitive::Enum(_)) => TypeNoun::Enum,
            Structure::Object(_) => TypeNoun::Object,
            Structure::List(_) => TypeNoun::List,
            Structure::Map(_) => TypeNoun::Map,
        };
        match ty {
            Type::String(base) => {
                self.refuse_facets(facets, Some(FacetGroup::Text), noun);
                Type::String(self.add_text_facets(base, facets))
            }
            Type::Integer(base) => {
                self.refuse_facets(facets, Some(FacetGroup::Integer), noun);
                Type::Integer(self.add_integer_facets(&base, facets))
            }
            Type::List(mut list) => {
                self.refuse_facets(facets, Some(FacetGroup::List), noun);
                list.facets = self.add_list_facets(&list.facets, facets);
                Type::List(list)
            }
            Type::Map(mut map) => {
                self.refuse_facets(facets, Some(FacetGroup::Count), noun);
                (map.min_items, map.max_items) =
                    self.add_counts((map.min_items, map.max_items), facets);
                Type::Map(map)
            }
            Type::Boolean | Type::Date | Type::Timestamp | Type::Enum(_) | Type::Object(_) => {
                self.refuse_facets(facets, None, noun);
                ty
            }
        }
    }

    /// Reports the facets that do not apply to the type.
    fn refuse_facets(&mut self, facets: &Facets, group: Option<FacetGroup>, noun: TypeNoun) {
        for (key, facet_group, span) in present(facets) {
            let counts = facet_group == FacetGroup::Count;
            if group == Some(facet_group) || (counts && group == Some(FacetGroup::List)) {
                continue;
            }
            let found = match (group, facet_group) {
                (Some(FacetGroup::List), FacetGroup::Text | FacetGroup::Integer) => {
                    TypeDiagnostic::OfItems { key }
                }
                (Some(FacetGroup::Count), _) => TypeDiagnostic::OfMapItems { key },
                _ => TypeDiagnostic::NotApplicable {
                    key,
                    ty: noun,
                    group: facet_group,
                },
            };
            self.report(found.at(span));
        }
    }

    /// Returns the facets of a text with those of a node added.
    fn add_text_facets(&mut self, base: TextFacets, facets: &Facets) -> TextFacets {
        let mut joined = base;
        let had_lengths = joined.min_length.is_some() || joined.max_length.is_some();
        match &facets.length_unit {
            Some(unit) if had_lengths && joined.unit != unit.value.into() => {
                self.diagnostics
                    .push(TypeDiagnostic::LengthUnits.at(unit.span));
            }
            Some(unit) => joined.unit = unit.value.into(),
            None => {}
        }
        let inherited = (joined.min_length, joined.max_length);
        joined.min_length = tightest(joined.min_length, facets.min_length.as_ref(), u64::max);
        joined.max_length = tightest(joined.max_length, facets.max_length.as_ref(), u64::min);
        self.check_range(
            ("minLength", joined.min_length, facets.min_length.as_ref()),
            ("maxLength", joined.max_length, facets.max_length.as_ref()),
            inherited,
        );
        if let Some(text) = &facets.pattern {
            let dialect = word(facets.dialect.as_ref());
            let extent = word(facets.extent.as_ref()).into();
            let made = pattern::pattern(text, dialect, extent, &mut self.diagnostics);
            joined.patterns.extend(made);
        } else if let Some(extent) = &facets.extent {
            let found = TypeDiagnostic::MatchWithoutPattern;
            self.diagnostics.push(found.at(extent.span));
        }
        if let Some(name) = &facets.format {
            // The syntax stage reports any other format.
            let mut formats = Format::ALL.iter().copied();
            let format = formats.find(|format| format.name() == name.as_str());
            joined.formats.extend(format);
        }
        for (name, check) in &facets.all_of {
            if joined.checks.iter().any(|known| known.name == name.value) {
                let found = TypeDiagnostic::DuplicateCheck {
                    name: name.as_str().into(),
                };
                self.diagnostics.push(found.at(name.span));
                continue;
            }
            let dialect = word(check.dialect.as_ref());
            let kind = check.kind.into();
            let made = pattern::expression(&check.pattern, dialect, kind, &mut self.diagnostics);
            joined.checks.extend(made.map(|(regex, set)| NamedCheck {
                name: name.value.clone(),
                kind,
                source: check.pattern.value.clone(),
                regex,
                set,
                says: check.says.value.clone(),
            }));
        }
        joined
    }

    /// Returns the facets of an integer with those of a node added.
    fn add_integer_facets(&mut self, base: &IntegerFacets, facets: &Facets) -> IntegerFacets {
        let joined = IntegerFacets {
            minimum: tightest(base.minimum, facets.minimum.as_ref(), i64::max),
            maximum: tightest(base.maximum, facets.maximum.as_ref(), i64::min),
        };
        self.check_range(
            ("minimum", joined.minimum, facets.minimum.as_ref()),
            ("maximum", joined.maximum, facets.maximum.as_ref()),
            (base.minimum, base.maximum),
        );
        joined
    }

    fn add_list_facets(&mut self, base: &ListFacets, facets: &Facets) -> ListFacets {
        let (min_items, max_items) = self.add_counts((base.min_items, base.max_items), facets);
        ListFacets {
            min_items,
            max_items,
            unique_items: base.unique_items
                || facets
                    .unique_items
                    .as_ref()
                    .is_some_and(|unique| unique.value),
        }
    }

    /// Returns the bounds of a number of items with those of a node added.
    fn add_counts(
        &mut self,
        base: (Option<u64>, Option<u64>),
        facets: &Facets,
    ) -> (Option<u64>, Option<u64>) {
        let least = tightest(base.0, facets.min_items.as_ref(), u64::max);
        let greatest = tightest(base.1, facets.max_items.as_ref(), u64::min);
        self.check_range(
            ("minItems", least, facets.min_items.as_ref()),
            ("maxItems", greatest, facets.max_items.as_ref()),
            base,
        );
        (least, greatest)
    }

    /// Reports a minimum that is greater than the maximum, unless the facets of the named type already conflict.
    fn check_range<T: Copy + PartialOrd + std::fmt::Display>(
        &mut self,
        (least_key, least, own_least): (&'static str, Option<T>, Option<&Spanned<T>>),
        (greatest_key, greatest, own_greatest): (&'static str, Option<T>, Option<&Spanned<T>>),
        (old_least, old_greatest): (Option<T>, Option<T>),
    ) {
        let (Some(low), Some(high)) = (least, greatest) else {
            return;
        };
        let was_empty = matches!((old_least, old_greatest), (Some(l), Some(g)) if l > g);
        if low <= high || was_empty {
            return;
        }
        let Some(span) = own_least.map(|s| s.span).or(own_greatest.map(|s| s.span)) else {
            return;
        };
        let (least, greatest) = (low.to_string(), high.to_string());
        let found = match own_least.and(own_greatest) {
            Some(maximum) => TypeDiagnostic::EmptyRange {
                least_key,
                least,
                greatest_key,
                greatest,
                maximum: maximum.span,
            },
            None => TypeDiagnostic::EmptyRangeWithType {
                least_key,
                least,
                greatest_key,
                greatest,
            },
        };
        self.diagnostics.push(found.at(span));
    }
}

fn tightest<T: Copy>(base: Option<T>, own: Option<&Spanned<T>>, pick: fn(T, T) -> T) -> Option<T> {
    match (base, own) {
        (Some(base), Some(own)) => Some(pick(base, own.value)),
        (base, own) => base.or(own.map(|own| own.value)),
    }
}

/// Returns the facets that a node states: the key, what it applies to, and its place.
fn present(facets: &Facets) -> Vec<(&'static str, FacetGroup, Span)> {
    let mut all = Vec::new();
    let mut add = |name, group, span: Option<Span>| {
        if let Some(span) = span {
            all.push((name, group, span));
        }
    };
    add(
        "pattern",
        FacetGroup::Text,
        facets.pattern.as_ref().map(|f| f.span),
    );
    add(
        "match",
        FacetGroup::Text,
        facets.extent.as_ref().map(|f| f.span),
    );
    add(
        "minLength",
        FacetGroup::Text,
        facets.min_length.as_ref().map(|f| f.span),
    );
    add(
        "maxLength",
        FacetGroup::Text,
        facets.max_length.as_ref().map(|f| f.span),
    );
    add(
        "lengthUnit",
        FacetGroup::Text,
        facets.length_unit.as_ref().map(|f| f.span),
    );
    add(
        "format",
        FacetGroup::Text,
        facets.format.as_ref().map(|f| f.span),
    );
    add(
        "all_of",
        FacetGroup::Text,
        facets.all_of.first().map(|(name, _)| name.span),
    );
    add(
        "minimum",
        FacetGroup::Integer,
        facets.minimum.as_ref().map(|f| f.span),
    );
    add(
        "maximum",
        FacetGroup::Integer,
        facets.maximum.as_ref().map(|f| f.span),
    );
    add(
        "minItems",
        FacetGroup::Count,
        facets.min_items.as_ref().map(|f| f.span),
    );
    add(
        "maxItems",
        FacetGroup::Count,
        facets.max_items.as_ref().map(|f| f.span),
    );
    add(
        "uniqueItems",
        FacetGroup::List,
        facets.unique_items.as_ref().map(|f| f.span),
    );
    all
}
