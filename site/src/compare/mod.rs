//! Compares what providers accept for each datum of a contact.
//!
//! Input: plans. Output: a [`Comparison`]: for each datum of RFC 5733 the field of each provider, how the sets of values of each
//! two providers relate, and the values that all of them accept.

mod accepts;
mod csv;
mod fields;
mod json;
mod memo;
mod numbers;
mod numerals;
mod relation;
mod table;

use std::collections::BTreeSet;

use wireform_codegen::plan::{Operation, Plan};

use crate::words::{Term, term};
pub use fields::Cell;
use fields::Found;
use memo::Memo;
pub use relation::{Common, Relation};

/// What providers accept, by datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The operations that are compared.
    pub subjects: Vec<Subject>,
    /// The data that at least one of them sends, in the order of the vocabulary.
    pub data: Vec<Datum>,
    /// A sentence about each provider without an operation that is compared. [`left_out`] returns them.
    pub left_out: Vec<String>,
}

/// An operation that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The name of the schema.
    pub schema: String,
    /// The name of the provider.
    pub provider: String,
    /// The operation.
    pub operation: String,
}

/// What the providers accept for one datum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// The datum.
    pub term: &'static Term,
    /// The field of each subject, in their order. A provider without a field for the datum has none.
    pub cells: Vec<Option<Cell>>,
    /// How each two of the fields relate, by the numbers of their subjects. The second number is greater than the first.
    pub pairs: Vec<Pair>,
    /// The values that all providers with a field accept.
    pub common: Common,
}

/// How the fields of two subjects relate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The number of the first subject.
    pub first: usize,
    /// The number of the second subject.
    pub second: usize,
    /// How the first relates to the second.
    pub relation: Relation,
}

impl Datum {
    /// Returns the relation of the field of one subject to that of another, by their numbers; none if one has no field, or if both
    /// are the same.
    #[must_use]
    pub fn relation(&self, one: usize, other: usize) -> Option<Relation> {
        let (first, second) = (one.min(other), one.max(other));
        let mut pairs = self.pairs.iter();
        let pair = pairs.find(|it| (it.first, it.second) == (first, second))?;
        Some(match one == first {
            true => pair.relation.clone(),
            false => pair.relation.clone().turned(),
        })
    }

    /// Returns the subjects with a field in groups, by their numbers. The fields of a group accept the same values.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for subject in (0..self.cells.len()).filter(|it| self.cells[*it].is_some()) {
            let is_equal = |group: &&mut Vec<usize>| {
                let of_first = group.first().and_then(|it| self.relation(*it, subject));
                of_first == Some(Relation::Equal)
            };
            match groups.iter_mut().find(is_equal) {
                Some(group) => group.push(subject),
                None => groups.push(vec![subject]),
            }
        }
        groups
    }
}

/// Returns the operation of a provider that sends the most data of a contact; none if no operation sends any.
#[must_use]
pub fn operation_of(plan: &Plan) -> Option<&Operation> {
    let count = |operation: &Operation| {
        let found = fields::of_operation(plan, operation);
        let terms: BTreeSet<&str> = found.iter().map(|it| it.term).collect();
        terms.len()
    };
    let operations = plan
        .operations
        .iter()
        .filter(|it| it.withdrawn.is_none() && plan.carries_contact(it));
    // The last of several maxima would win, so the order is turned around.
    let counted = operations.map(|it| (count(it), it));
    let best = counted.rev().max_by_key(|(count, _)| *count);
    best.map(|(_, operation)| operation)
}

/// Returns a sentence about a provider for which [`operation_of`] returns no operation: the reason why it is left out.
#[must_use]
pub fn left_out(plan: &Plan) -> String {
    let mut sending = plan.operations.iter().filter(|it| plan.carries_contact(it));
    let provider = &plan.provider;
    match sending.next() {
        Some(withdrawn) => format!(
            "{provider} is left out: its operation {} is withdrawn",
            withdrawn.name
        ),
        None => format!("{provider} is left out: no operation of it sends a datum of a contact"),
    }
}

/// Compares operations, each with its plan.
///
/// ```
/// use wireform_codegen::source::Sources;
/// use wireform_site::compare::{compare, operation_of};
///
/// # let schema = |name: &str, pattern: &str| format!(
/// #     "wireform: 1\nprovider: {{ name: {name} }}\nendpoints: {{ api: {{ servers: {{}} }} }}\n\
/// #      operations:\n  update:\n    http: POST /c\n    body: json\n    update: patch\n\
/// #      \x20   fields: {{ phone: {{ type: string, pattern: '{pattern}', means: voice }} }}\n"
/// # );
/// let mut sources = Sources::new();
/// sources.add("birch.yaml", schema("Birch", "\\+[0-9]{1,15}"));
/// sources.add("cedar.yaml", schema("Cedar", "[0-9]{3,9}"));
/// let (plans, _) = wireform_codegen::plan_sources(&sources);
/// let chosen: Vec<_> = plans.iter().filter_map(|plan| Some((plan, operation_of(plan)?))).collect();
/// let comparison = compare(&chosen);
/// assert_eq!(comparison.data[0].relation(0, 1).map(|it| it.word()), Some("disjoint"));
/// ```
#[must_use]
pub fn compare(chosen: &[(&Plan, &Operation)]) -> Comparison {
    let subjects = chosen.iter().map(|(plan, operation)| Subject {
        schema: plan.schema.clone(),
        provider: plan.provider.clone(),
        operation: operation.name.clone(),
    });
    let found: Vec<Vec<Found<'_>>> = chosen
        .iter()
        .map(|(plan, operation)| fields::of_operation(plan, operation))
        .collect();
    let mut memo = Memo::default();
    let mut data = Vec::new();
    for term in wireform_codegen::plan::terms().filter_map(term) {
        let found: Vec<Option<&Found<'_>>> = found
            .iter()
            .map(|fields| fields.iter().find(|it| it.term == term.name))
            .collect();
        if found.iter().any(Option::is_some) {
            data.push(datum(term, chosen, &found, &mut memo));
        }
    }
    Comparison {
        data,
        subjects: subjects.collect(),
        left_out: Vec::new(),
    }
}

fn datum(
    term: &'static Term,
    chosen: &[(&Plan, &Operation)],
    found: &[Option<&Found<'_>>],
    memo: &mut Memo,
) -> Datum {
    let mut cells = Vec::new();
    // The numbers of the subjects with a field, and their sets.
    let mut sets = Vec::new();
    for (subject, (found, (plan, _))) in found.iter().zip(chosen).enumerate() {
        cells.push(found.map(|found| {
            let accepts = found.accepts(plan);
            let cell = found.cell(plan, &accepts);
            sets.push((subject, memo.add(accepts)));
            cell
        }));
    }
    let mut pairs = Vec::new();
    for (at, (first, own)) in sets.iter().enumerate() {
        for (second, other) in &sets[at + 1..] {
            pairs.push(Pair {
                first: *first,
                second: *second,
                relation: memo.relation(*own, *other),
            });
        }
    }
    let sets = sets.iter().map(|(_, at)| memo.get(*at));
    Datum {
        term,
        cells,
        pairs,
        common: Common::of(sets.filter(|it| it.is_comparable())),
    }
}
