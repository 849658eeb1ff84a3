//! Compares what providers accept for each datum of a contact.
//!
//! Input: plans. Output: a [`Comparison`]: for each datum of RFC 5733 the field of each provider, how its set of values relates
//! to that of the first provider, and the values that all of them accept.

mod csv;
mod fields;
mod json;
mod relation;
mod table;

use std::collections::BTreeSet;

use wireform_codegen::plan::{Operation, Plan};

use crate::words::{Term, term};
pub use fields::Cell;
use fields::Found;
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
    /// The values that all providers with a field accept.
    pub common: Common,
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
/// use wireform_site::compare::{Relation, compare, operation_of};
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
/// let phone = comparison.data[0].cells[1].as_ref().expect("Cedar has the field");
/// assert_eq!(phone.relation.word(), "disjoint");
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
    let terms = wireform_codegen::plan::terms().filter_map(term);
    let data = terms.filter_map(|term| {
        let found: Vec<Option<&Found<'_>>> = found
            .iter()
            .map(|fields| fields.iter().find(|it| it.term == term.name))
            .collect();
        let is_sent = found.iter().any(Option::is_some);
        is_sent.then(|| datum(term, chosen, &found))
    });
    Comparison {
        data: data.collect(),
        subjects: subjects.collect(),
        left_out: Vec::new(),
    }
}

fn datum(
    term: &'static Term,
    chosen: &[(&Plan, &Operation)],
    found: &[Option<&Found<'_>>],
) -> Datum {
    let languages: Vec<_> = found
        .iter()
        .zip(chosen)
        .map(|(found, (plan, _))| found.and_then(|it| it.language(plan)))
        .collect();
    let reference = languages.iter().position(Option::is_some);
    let cells = found.iter().enumerate().map(|(at, found)| {
        let own = languages[at].as_ref();
        let relation =
            relation::relation_to(own, reference.map(|first| (first == at, &languages[first])));
        found.map(|found| found.cell(chosen[at].0, own, relation))
    });
    Datum {
        term,
        cells: cells.collect(),
        common: relation::common(languages.iter().flatten()),
    }
}
