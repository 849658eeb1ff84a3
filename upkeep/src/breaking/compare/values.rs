//! The values that a field accepts, as sets: which version accepts which values, with a value that shows it.

use wireform_codegen::pattern::Language;
use wireform_codegen::pattern::automaton::{LimitExceeded, Window, build};
use wireform_codegen::pattern::language::{relation, relation_of_expressions};
use wireform_codegen::plan::{
    Decimal, IntegerFacets, ListFacets, NumberFacets, Plan, Primitive, TextFacets,
};

use crate::breaking::probe::Alike;

/// How two sets of values relate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change<V> {
    /// Both accept the same values.
    Equal,
    /// Only the old version accepts these.
    Narrowed(Vec<V>),
    /// Only the new version accepts these.
    Widened(Vec<V>),
    /// Each accepts values that the other refuses: those of the old version, then those of the new one.
    Incomparable(Vec<V>, Vec<V>),
    /// The comparison exceeded a limit.
    Undecided(String),
}

impl<V> Change<V> {
    /// Returns the change from the values that only one version accepts, the shortest first.
    fn of(only_old: Vec<V>, only_new: Vec<V>) -> Self {
        match (only_old.is_empty(), only_new.is_empty()) {
            (true, true) => Change::Equal,
            (false, true) => Change::Narrowed(only_old),
            (true, false) => Change::Widened(only_new),
            (false, false) => Change::Incomparable(only_old, only_new),
        }
    }
}

/// The number of values beside the shortest one that may be tried in a request.
const MORE: usize = 6;

/// Compares two sets of texts.
pub(super) fn texts(old: &Language, new: &Language) -> Change<String> {
    let compared = || -> Result<Change<String>, LimitExceeded> {
        let relation = relation(old, new)?;
        Ok(Change::of(
            members(relation.only_first, old, new)?,
            members(relation.only_second, new, old)?,
        ))
    };
    compared().unwrap_or_else(|limit| Change::Undecided(limit.to_string()))
}

/// Compares two texts that differ only in their pattern, without an automaton of both. Returns `None` if other facets
/// differ, if only a text of another length shows the difference, or if the comparison exceeds a limit.
pub(super) fn patterns(
    old: Primitive<'_>,
    new: Primitive<'_>,
    takes_empty: bool,
) -> Option<Change<String>> {
    let (old, new) = (text_facets(old)?, text_facets(new)?);
    let window = |facets: &TextFacets| Window {
        min: facets.min_length.unwrap_or(0).max(u64::from(!takes_empty)),
        max: facets.max_length,
        unit: facets.unit,
    };
    let shared = window(old);
    if shared != window(new) {
        return None;
    }
    let relation = relation_of_expressions(only_pattern(old)?, only_pattern(new)?).ok()?;
    let in_window = |found: Option<String>| match found {
        Some(text) if !shared.holds_text(&text) => None,
        found => Some(found.into_iter().collect()),
    };
    Some(Change::of(
        in_window(relation.only_first)?,
        in_window(relation.only_second)?,
    ))
}

pub(super) fn text_facets(primitive: Primitive<'_>) -> Option<&TextFacets> {
    match primitive {
        Primitive::Text(facets) => Some(facets),
        Primitive::Integer(_)
        | Primitive::Number(_)
        | Primitive::Any(_)
        | Primitive::Boolean
        | Primitive::Date
        | Primitive::Timestamp
        | Primitive::Enum(_) => None,
    }
}

/// Returns the expression of a text that has one pattern, and no format or named check.
fn only_pattern(facets: &TextFacets) -> Option<&str> {
    match (
        facets.patterns.as_slice(),
        facets.formats.as_slice(),
        facets.checks.as_slice(),
    ) {
        ([pattern], [], []) => Some(&pattern.expression),
        _ => None,
    }
}

/// Returns the shortest member of only one language, then some more.
fn members(
    shortest: Option<String>,
    one: &Language,
    other: &Language,
) -> Result<Vec<String>, LimitExceeded> {
    let Some(shortest) = shortest else {
        return Ok(Vec::new());
    };
    let mut found = vec![shortest];
    // A request may refuse the shortest member for another reason, for example because a path takes no empty segment.
    if let Ok(set) = one.set.without(&other.set) {
        let by_form = Language {
            set,
            window: one.window,
        };
        found.extend(by_form.samples(MORE, 1).unwrap_or_default());
    }
    for refused in other.window.refused() {
        let same_unit = refused.unit == one.window.unit || one.window.is_any();
        if same_unit {
            let by_length = Language {
                set: one.set.clone(),
                window: one.window.and(refused),
            };
            found.extend(by_length.samples(MORE, 1).unwrap_or_default());
        }
    }
    found.retain(|text| one.contains(text) && !other.contains(text));
    let mut seen = Vec::new();
    found.retain(|text| {
        !seen.contains(text) && {
            seen.push(text.clone());
            true
        }
    });
    Ok(found)
}

/// Returns the language of a textual type: text, enum, date or timestamp. None for another type.
pub(super) fn language(
    plan: &Plan,
    primitive: Primitive<'_>,
) -> Option<Result<Language, LimitExceeded>> {
    let of = |expression: &str| {
        build(expression).map(|set| Language {
            set,
            window: Window::ANY,
        })
    };
    match primitive {
        Primitive::Text(facets) => Some(Language::of(facets)),
        Primitive::Enum(id) => {
            let values = plan.enums[id].values.iter();
            Some(Language::of_values(
                values.map(|value| value.value.as_str()),
            ))
        }
        Primitive::Date => Some(of(&format!(r"\A{DATE}\z"))),
        Primitive::Timestamp => Some(of(&format!(r"\A{DATE}[Tt]{TIME}\z"))),
        Primitive::Integer(_) | Primitive::Number(_) | Primitive::Any(_) | Primitive::Boolean => {
            None
        }
    }
}

/// A day of any month. The few days that do not exist are left in: a witness is confirmed before it is called so.
const DATE: &str = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
const TIME: &str = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";

/// Compares the facets of two decimal numbers. The witnesses are numbers next to the bounds.
pub(super) fn numbers(old: &NumberFacets, new: &NumberFacets) -> Change<Decimal> {
    if old == new {
        return Change::Equal;
    }
    let candidates: Vec<Decimal> = old.near().into_iter().chain(new.near()).collect();
    let only = |one: &NumberFacets, other: &NumberFacets| -> Vec<Decimal> {
        let found = candidates
            .iter()
            .filter(|it| one.accepts(it) && !other.accepts(it));
        found.cloned().collect()
    };
    match Change::of(only(old, new), only(new, old)) {
        Change::Equal => Change::Undecided("no number shows the difference".to_owned()),
        change => change,
    }
}

/// Compares the facets of two integers.
pub(super) fn integers(old: &IntegerFacets, new: &IntegerFacets) -> Change<i64> {
    if old.multiple_of != new.multiple_of || old.multiple_of.is_some() {
        let change = numbers(&NumberFacets::from(old), &NumberFacets::from(new));
        let whole = |found: Vec<Decimal>| found.iter().filter_map(Decimal::integer).collect();
        return match change {
            Change::Equal => Change::Equal,
            Change::Narrowed(old) => Change::of(whole(old), Vec::new()),
            Change::Widened(new) => Change::of(Vec::new(), whole(new)),
            Change::Incomparable(old, new) => Change::of(whole(old), whole(new)),
            Change::Undecided(limit) => Change::Undecided(limit),
        };
    }
    let range = |facets: &IntegerFacets| {
        (
            facets.minimum.unwrap_or(i64::MIN),
            facets.maximum.unwrap_or(i64::MAX),
        )
    };
    Change::of(
        only_in(range(old), range(new)),
        only_in(range(new), range(old)),
    )
}

/// Returns the numbers next to the other range that only one range has.
fn only_in(one: (i64, i64), other: (i64, i64)) -> Vec<i64> {
    if one.0 > one.1 {
        return Vec::new();
    }
    if other.0 > other.1 {
        return vec![one.0];
    }
    let below = (one.0 < other.0).then(|| one.1.min(other.0.saturating_sub(1)));
    let above = (one.1 > other.1).then(|| one.0.max(other.1.saturating_add(1)));
    let mut found: Vec<i64> = below.into_iter().chain(above).collect();
    found.sort_by_key(|number| number.unsigned_abs());
    found
}

/// The numbers of items of a list that show a change, and what is the same in them.
pub(super) type Items = (u64, Alike);

/// Compares the bounds of two lists.
pub(super) fn items(old: &ListFacets, new: &ListFacets) -> Change<Items> {
    Change::of(lists_only_in(old, new), lists_only_in(new, old))
}

fn lists_only_in(one: &ListFacets, other: &ListFacets) -> Vec<Items> {
    let range = |facets: &ListFacets| {
        (
            facets.min_items.unwrap_or(0),
            facets.max_items.unwrap_or(u64::MAX),
        )
    };
    let (one_range, other_range) = (range(one), range(other));
    let mut found = Vec::new();
    if one_range.0 < other_range.0 {
        let least = other_range.0.saturating_sub(1).min(one_range.1);
        found.push((least, Alike::Nothing));
    }
    if one_range.1 > other_range.1 {
        let most = other_range.1.saturating_add(1).max(one_range.0);
        found.push((most, Alike::Nothing));
    }
    // The numbers of the members can differ between the versions.
    let own: Vec<Vec<&str>> = one.key_names().collect();
    let key = other.key_names().find(|key| !own.contains(key));
    let alike = match key {
        // Both versions refuse equal items.
        Some(key) if one.unique_items => {
            Some(Alike::Members(key.into_iter().map(str::to_owned).collect()))
        }
        Some(_) => Some(Alike::Items),
        None if !one.unique_items && other.unique_items => Some(Alike::Items),
        None => None,
    };
    if let Some(alike) = alike.filter(|_| one_range.1 >= 2) {
        found.push((one_range.0.max(2), alike));
    }
    found
}
