//! Facets: those of a named type and those of the field that uses it hold together.

use super::codes;
use super::state::Resolver;
use crate::pattern;
use crate::plan::{
    Format, IntegerFacets, ListFacets, NamedCheck, Primitive, Structure, TextFacets, Type,
};
use crate::source::{Diagnostic, Span, Spanned};
use crate::syntax::Facets;

/// What a group of facets is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// Texts.
    Text,
    /// Integers.
    Integer,
    /// Lists.
    List,
}

impl Resolver<'_> {
    /// A type with the facets of a node added to it.
    pub(super) fn constrain(&mut self, ty: Type, facets: &Facets) -> Type {
        let what = match ty.structure() {
            Structure::Primitive(Primitive::Text(_)) => "a text",
            Structure::Primitive(Primitive::Integer(_)) => "an integer",
            Structure::Primitive(Primitive::Boolean) => "a boolean",
            Structure::Primitive(Primitive::Date) => "a date",
            Structure::Primitive(Primitive::Timestamp) => "a timestamp",
            Structure::Primitive(Primitive::Enum(_)) => "an enum",
            Structure::Object(_) => "an object",
            Structure::List(_) => "a list",
        };
        match ty {
            Type::String(base) => {
                self.refuse_facets(facets, Some(Group::Text), what);
                Type::String(self.text_facets(base, facets))
            }
            Type::Integer(base) => {
                self.refuse_facets(facets, Some(Group::Integer), what);
                Type::Integer(self.integer_facets(&base, facets))
            }
            Type::List(mut list) => {
                self.refuse_facets(facets, Some(Group::List), what);
                list.facets = self.list_facets(&list.facets, facets);
                Type::List(list)
            }
            Type::Boolean | Type::Date | Type::Timestamp | Type::Enum(_) | Type::Object(_) => {
                self.refuse_facets(facets, None, what);
                ty
            }
        }
    }

    /// Says which facets do not apply.
    fn refuse_facets(&mut self, facets: &Facets, group: Option<Group>, what: &str) {
        for (name, facet_group, span) in present(facets) {
            if group == Some(facet_group) {
                continue;
            }
            let help = match (group, facet_group) {
                (Some(Group::List), Group::Text | Group::Integer) => {
                    "constraints of the items stand under `items:`"
                }
                (_, Group::Text) => "it is for texts: `type: string`",
                (_, Group::Integer) => "it is for integers: `type: integer`",
                (_, Group::List) => "it is for lists: `type: list`",
            };
            self.error_help(
                codes::FACET_NOT_APPLICABLE,
                span,
                format!("`{name}:` says nothing about {what}"),
                help,
            );
        }
    }

    /// The facets of a text, with more added.
    fn text_facets(&mut self, base: TextFacets, facets: &Facets) -> TextFacets {
        let mut joined = base;
        let had_lengths = joined.min_length.is_some() || joined.max_length.is_some();
        match &facets.length_unit {
            Some(unit) if had_lengths && joined.unit != unit.value.into() => self.error_help(
                codes::LENGTH_UNITS,
                unit.span,
                "the type counts its length in another unit",
                "give both lengths in one unit, or use another type",
            ),
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
            let dialect = facets
                .dialect
                .as_ref()
                .map_or_else(Default::default, |d| d.value);
            joined
                .patterns
                .extend(pattern::pattern(text, dialect, &mut self.diagnostics));
        }
        if let Some(name) = &facets.format {
            // Others were refused when the key was read.
            let mut formats = Format::ALL.iter().copied();
            let format = formats.find(|format| format.name() == name.as_str());
            joined.formats.extend(format);
        }
        for (name, check) in &facets.all_of {
            if joined.checks.iter().any(|known| known.name == name.value) {
                self.error_help(
                    codes::DUPLICATE_CHECK,
                    name.span,
                    format!("the type already has a check `{}`", name.value),
                    "rename one of the two",
                );
                continue;
            }
            let dialect = check
                .dialect
                .as_ref()
                .map_or_else(Default::default, |d| d.value);
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

    /// The facets of an integer, with more added.
    fn integer_facets(&mut self, base: &IntegerFacets, facets: &Facets) -> IntegerFacets {
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

    fn list_facets(&mut self, base: &ListFacets, facets: &Facets) -> ListFacets {
        let joined = ListFacets {
            min_items: tightest(base.min_items, facets.min_items.as_ref(), u64::max),
            max_items: tightest(base.max_items, facets.max_items.as_ref(), u64::min),
            unique_items: base.unique_items
                || facets
                    .unique_items
                    .as_ref()
                    .is_some_and(|unique| unique.value),
        };
        self.check_range(
            ("minItems", joined.min_items, facets.min_items.as_ref()),
            ("maxItems", joined.max_items, facets.max_items.as_ref()),
            (base.min_items, base.max_items),
        );
        joined
    }

    /// Says where the least is greater than the greatest, and this node made it so.
    fn check_range<T: Copy + PartialOrd + std::fmt::Display>(
        &mut self,
        (least_name, least, own_least): (&str, Option<T>, Option<&Spanned<T>>),
        (greatest_name, greatest, own_greatest): (&str, Option<T>, Option<&Spanned<T>>),
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
        let mut diagnostic = Diagnostic::error(
            codes::EMPTY_RANGE,
            span,
            format!("`{least_name}` {low} is greater than `{greatest_name}` {high}"),
        )
        .help(format!(
            "raise `{greatest_name}` or lower `{least_name}`, here or on the named type"
        ));
        if let (Some(_), Some(other)) = (own_least, own_greatest) {
            diagnostic = diagnostic.also(other.span, "the greatest");
        }
        self.diagnostics.push(diagnostic);
    }
}

fn tightest<T: Copy>(base: Option<T>, own: Option<&Spanned<T>>, pick: fn(T, T) -> T) -> Option<T> {
    match (base, own) {
        (Some(base), Some(own)) => Some(pick(base, own.value)),
        (base, own) => base.or(own.map(|own| own.value)),
    }
}

/// The facets that are there: key, what it is for, place.
fn present(facets: &Facets) -> Vec<(&'static str, Group, Span)> {
    let mut all = Vec::new();
    let mut add = |name, group, span: Option<Span>| {
        if let Some(span) = span {
            all.push((name, group, span));
        }
    };
    add(
        "pattern",
        Group::Text,
        facets.pattern.as_ref().map(|f| f.span),
    );
    add(
        "minLength",
        Group::Text,
        facets.min_length.as_ref().map(|f| f.span),
    );
    add(
        "maxLength",
        Group::Text,
        facets.max_length.as_ref().map(|f| f.span),
    );
    add(
        "lengthUnit",
        Group::Text,
        facets.length_unit.as_ref().map(|f| f.span),
    );
    add(
        "format",
        Group::Text,
        facets.format.as_ref().map(|f| f.span),
    );
    add(
        "all_of",
        Group::Text,
        facets.all_of.first().map(|(name, _)| name.span),
    );
    add(
        "minimum",
        Group::Integer,
        facets.minimum.as_ref().map(|f| f.span),
    );
    add(
        "maximum",
        Group::Integer,
        facets.maximum.as_ref().map(|f| f.span),
    );
    add(
        "minItems",
        Group::List,
        facets.min_items.as_ref().map(|f| f.span),
    );
    add(
        "maxItems",
        Group::List,
        facets.max_items.as_ref().map(|f| f.span),
    );
    add(
        "uniqueItems",
        Group::List,
        facets.unique_items.as_ref().map(|f| f.span),
    );
    all
}
