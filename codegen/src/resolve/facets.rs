//! Joins facets. The facets of a named type and the facets of the field that uses it apply together.

use super::diagnostics::{FacetGroup, TypeDiagnostic, TypeNoun};
use super::resolver::Resolver;
use crate::pattern;
use crate::plan::{
    AnyFormat, Decimal, IntegerFacets, ListFacets, NamedCheck, NumberBound, NumberFacets,
    Primitive, Range, Structure, TextFacets, Type,
};
use crate::source::{Span, Spanned};
use crate::syntax::Facets;

/// Returns a given word, or the word that stands for an absent key.
pub(super) fn word<W: Copy + Default>(given: Option<&Spanned<W>>) -> W {
    given.map_or_else(W::default, |given| given.value)
}

/// Returns what a message calls a type.
pub(super) fn noun_of(ty: &Type) -> TypeNoun {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(_)) => TypeNoun::Text,
        Structure::Primitive(Primitive::Integer(_)) => TypeNoun::Integer,
        Structure::Primitive(Primitive::Number(_)) => TypeNoun::Number,
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => TypeNoun::Any,
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => TypeNoun::Element,
        Structure::Primitive(Primitive::Boolean) => TypeNoun::Boolean,
        Structure::Primitive(Primitive::Date) => TypeNoun::Date,
        Structure::Primitive(Primitive::Timestamp) => TypeNoun::Timestamp,
        Structure::Primitive(Primitive::Enum(_)) => TypeNoun::Enum,
        Structure::Object(_) => TypeNoun::Object,
        Structure::List(_) => TypeNoun::List,
        Structure::Map(_) => TypeNoun::Map,
    }
}

impl Resolver<'_> {
    /// Returns a type with the facets of a node added to its own.
    pub(super) fn add_facets(&mut self, ty: Type, facets: &Facets) -> Type {
        let noun = noun_of(&ty);
        match ty {
            Type::String(base) => {
                self.refuse_facets(facets, Some(FacetGroup::Text), noun);
                Type::String(self.add_text_facets(base, facets))
            }
            Type::Integer(base) => {
                self.refuse_facets(facets, Some(FacetGroup::Number), noun);
                Type::Integer(self.add_integer_facets(&base, facets))
            }
            Type::Number(base) => {
                self.refuse_facets(facets, Some(FacetGroup::Number), noun);
                Type::Number(Box::new(self.add_number_facets(*base, facets)))
            }
            Type::List(mut list) => {
                self.refuse_facets(facets, Some(FacetGroup::List), noun);
                list.facets = self.add_list_facets(&list.facets, facets);
                list.facets
                    .unique_by
                    .extend(self.resolve_unique_by(&list.item, facets));
                Type::List(list)
            }
            Type::Map(mut map) => {
                self.refuse_facets(facets, Some(FacetGroup::Count), noun);
                (map.min_items, map.max_items) =
                    self.add_counts((map.min_items, map.max_items), facets);
                Type::Map(map)
            }
            Type::Any(_)
            | Type::Boolean
            | Type::Date
            | Type::Timestamp
            | Type::Enum(_)
            | Type::Object(_) => {
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
                (Some(FacetGroup::List), FacetGroup::Text | FacetGroup::Number) => {
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
        joined.normal = self.add_normal_steps(joined.normal, &facets.normal);
        if let Some(text) = &facets.pattern {
            let dialect = word(facets.dialect.as_ref());
            let extent = word(facets.extent.as_ref()).into();
            let made = pattern::pattern(text, dialect, extent, &mut self.diagnostics);
            joined.patterns.extend(made);
        } else if let Some(extent) = &facets.extent {
            let found = TypeDiagnostic::MatchWithoutPattern;
            self.diagnostics.push(found.at(extent.span));
        }
        if !facets.format.is_empty() {
            let group = facets.format.iter().map(|format| format.value.into());
            joined.formats.push(group.collect());
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
        let minimum = self.integer_bound("minimum", facets.minimum.as_ref(), 0);
        let above = self.integer_bound("exclusiveMinimum", facets.exclusive_minimum.as_ref(), 1);
        let maximum = self.integer_bound("maximum", facets.maximum.as_ref(), 0);
        let below = self.integer_bound("exclusiveMaximum", facets.exclusive_maximum.as_ref(), -1);
        let minimum = tighter(minimum, above, |one, other| one >= other);
        let maximum = tighter(maximum, below, |one, other| one <= other);
        let divisor = self.integer_bound("multipleOf", facets.multiple_of.as_ref(), 0);
        let divisor =
            divisor.filter(|divisor| self.check_divisor(&divisor.value.into(), divisor.span));
        let base_divisor = base.multiple_of.map(Decimal::from);
        let own_divisor = divisor.map(|divisor| divisor.map(Decimal::from));
        let multiple_of = self.join_divisors(base_divisor, own_divisor.as_ref());
        let joined = IntegerFacets {
            minimum: tightest(base.minimum, minimum.as_ref(), i64::max),
            maximum: tightest(base.maximum, maximum.as_ref(), i64::min),
            multiple_of: multiple_of.and_then(|divisor| divisor.integer()),
        };
        self.check_range(
            ("minimum", joined.minimum, minimum.as_ref()),
            ("maximum", joined.maximum, maximum.as_ref()),
            (base.minimum, base.maximum),
        );
        joined
    }

    /// Returns the range of a rule about values of a type, or nothing for a type that is no number.
    pub(super) fn resolve_range(&mut self, range: &Facets, ty: &Type) -> Option<Range> {
        match ty.structure() {
            Structure::Primitive(Primitive::Integer(_)) => Some(Range::Integer(
                self.add_integer_facets(&IntegerFacets::default(), range),
            )),
            Structure::Primitive(Primitive::Number(_)) => Some(Range::Number(
                self.add_number_facets(NumberFacets::default(), range),
            )),
            Structure::Primitive(
                Primitive::Text(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            )
            | Structure::Object(_)
            | Structure::List(_)
            | Structure::Map(_) => None,
        }
    }

    /// Returns a bound as the least or greatest integer that is accepted: the bound itself, or the next integer for an exclusive
    /// bound.
    fn integer_bound(
        &mut self,
        key: &'static str,
        bound: Option<&Spanned<Decimal>>,
        step: i64,
    ) -> Option<Spanned<i64>> {
        let bound = bound?;
        let integer = bound.value.integer().and_then(|it| it.checked_add(step));
        if integer.is_none() {
            let text = bound.value.as_str().into();
            self.report(TypeDiagnostic::BoundOfInteger { key, text }.at(bound.span));
        }
        integer.map(|integer| Spanned::new(integer, bound.span))
    }

    /// Returns the facets of a decimal number with those of a node added.
    fn add_number_facets(&mut self, base: NumberFacets, facets: &Facets) -> NumberFacets {
        let lower = strictest(
            bound(facets.minimum.as_ref(), false),
            bound(facets.exclusive_minimum.as_ref(), true),
            |one, other| one > other,
        );
        let upper = strictest(
            bound(facets.maximum.as_ref(), false),
            bound(facets.exclusive_maximum.as_ref(), true),
            |one, other| one < other,
        );
        let was_empty = is_empty(&base);
        let place = lower.as_ref().or(upper.as_ref()).map(|bound| bound.span);
        let own = |bound: Option<Spanned<NumberBound>>| bound.map(|bound| bound.value);
        let joined = NumberFacets {
            minimum: stricter(base.minimum, own(lower), |one, other| one > other),
            maximum: stricter(base.maximum, own(upper), |one, other| one < other),
            multiple_of: {
                let divisor = facets.multiple_of.as_ref();
                let divisor = divisor.filter(|it| self.check_divisor(&it.value, it.span));
                self.join_divisors(base.multiple_of, divisor)
            },
        };
        if let (Some(span), Some(minimum), Some(maximum)) =
            (place, &joined.minimum, &joined.maximum)
            && is_empty(&joined)
            && !was_empty
        {
            let key = |bound: &NumberBound, keys: [&'static str; 2]| {
                keys[usize::from(bound.is_exclusive)]
            };
            let found = TypeDiagnostic::EmptyRangeWithType {
                least_key: key(minimum, ["minimum", "exclusiveMinimum"]),
                least: minimum.value.to_string(),
                greatest_key: key(maximum, ["maximum", "exclusiveMaximum"]),
                greatest: maximum.value.to_string(),
            };
            self.report(found.at(span));
        }
        joined
    }

    /// Returns whether a number can be the value of `multipleOf`. Reports one that cannot.
    fn check_divisor(&mut self, divisor: &Decimal, span: Span) -> bool {
        let is_divisor = divisor.is_divisor();
        if !is_divisor {
            let text = divisor.as_str().into();
            self.report(TypeDiagnostic::NotADivisor { text }.at(span));
        }
        is_divisor
    }

    /// Joins the divisors of a named type and of the node that uses it. One has to be a multiple of the other.
    fn join_divisors(
        &mut self,
        base: Option<Decimal>,
        own: Option<&Spanned<Decimal>>,
    ) -> Option<Decimal> {
        match (base, own) {
            (Some(base), Some(own)) if own.value.is_multiple_of(&base) => Some(own.value.clone()),
            (Some(base), Some(own)) => {
                if !base.is_multiple_of(&own.value) {
                    let (base, text) = (base.as_str().into(), own.value.as_str().into());
                    self.report(TypeDiagnostic::DivisorsOfTypes { base, text }.at(own.span));
                }
                Some(base)
            }
            (base, own) => base.or_else(|| own.map(|own| own.value.clone())),
        }
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
            unique_by: base.unique_by.clone(),
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

/// Returns the bound that a key states.
fn bound(value: Option<&Spanned<Decimal>>, is_exclusive: bool) -> Option<Spanned<NumberBound>> {
    value.map(|value| {
        value.clone().map(|value| NumberBound {
            value,
            is_exclusive,
        })
    })
}

/// Returns the stricter of two bounds. Of two equal numbers, the exclusive bound is stricter.
fn stricter(
    one: Option<NumberBound>,
    other: Option<NumberBound>,
    is_stricter: fn(&Decimal, &Decimal) -> bool,
) -> Option<NumberBound> {
    match (one, other) {
        (Some(one), Some(other)) => {
            let takes_other = is_stricter(&other.value, &one.value)
                || (other.value == one.value && other.is_exclusive);
            Some(if takes_other { other } else { one })
        }
        (one, other) => one.or(other),
    }
}

/// Does the same as [`stricter`] for bounds with places.
fn strictest(
    one: Option<Spanned<NumberBound>>,
    other: Option<Spanned<NumberBound>>,
    is_stricter: fn(&Decimal, &Decimal) -> bool,
) -> Option<Spanned<NumberBound>> {
    let span = other.as_ref().or(one.as_ref())?.span;
    let value = |bound: Option<Spanned<NumberBound>>| bound.map(|bound| bound.value);
    stricter(value(one), value(other), is_stricter).map(|bound| Spanned::new(bound, span))
}

/// Returns one of two bounds of an integer.
fn tighter(
    one: Option<Spanned<i64>>,
    other: Option<Spanned<i64>>,
    is_tighter: fn(i64, i64) -> bool,
) -> Option<Spanned<i64>> {
    match (one, other) {
        (Some(one), Some(other)) if is_tighter(one.value, other.value) => Some(one),
        (one, other) => other.or(one),
    }
}

/// Returns whether no number lies between the bounds.
fn is_empty(facets: &NumberFacets) -> bool {
    match (&facets.minimum, &facets.maximum) {
        (Some(low), Some(high)) => {
            low.value > high.value
                || (low.value == high.value && (low.is_exclusive || high.is_exclusive))
        }
        (None, _) | (_, None) => false,
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
        facets.format.first().map(|f| f.span),
    );
    add(
        "normalize",
        FacetGroup::Text,
        facets.normal.first().map(|f| f.span),
    );
    add(
        "all_of",
        FacetGroup::Text,
        facets.all_of.first().map(|(name, _)| name.span),
    );
    add(
        "minimum",
        FacetGroup::Number,
        facets.minimum.as_ref().map(|f| f.span),
    );
    add(
        "maximum",
        FacetGroup::Number,
        facets.maximum.as_ref().map(|f| f.span),
    );
    add(
        "exclusiveMinimum",
        FacetGroup::Number,
        facets.exclusive_minimum.as_ref().map(|f| f.span),
    );
    add(
        "exclusiveMaximum",
        FacetGroup::Number,
        facets.exclusive_maximum.as_ref().map(|f| f.span),
    );
    add(
        "multipleOf",
        FacetGroup::Number,
        facets.multiple_of.as_ref().map(|f| f.span),
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
    add(
        "unique_by",
        FacetGroup::List,
        facets.unique_by.first().map(|f| f.span),
    );
    all
}
