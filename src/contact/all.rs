//! One record against all chosen operations, before anything is sent.
//!
//! In: a record, and for each operation what the caller knows and chose. Out: a [`Verdict`] for each, and the reverse
//! view: what has to change in the record so that all accept it.

use std::collections::BTreeMap;

use super::adjustment::{Adjustments, Refusal, Refusals, Sent};
use super::request::checked;
use super::{Contact, Fit, FitResult, FromContact, Mapping};
use crate::Policy;

/// Something that a record can be held against.
pub trait Candidate {
    /// What becomes of the record there.
    fn verdict(&self, contact: &Contact) -> Verdict;
}

/// An operation with what the caller knows and chose.
#[derive(Debug)]
pub struct Chosen<'c, T: FromContact> {
    /// What is no datum of a record, and what may be lost.
    pub mapping: &'c Mapping<T>,
    /// The facts.
    pub context: &'c T::Context,
    /// What is waived.
    pub policy: &'c Policy<T>,
}

impl<T: FromContact> Candidate for Chosen<'_, T> {
    fn verdict(&self, contact: &Contact) -> Verdict {
        let choices = self.mapping.choices();
        let mut fit = Fit::new(contact, choices, T::PROVIDER_NAME, T::__WHOLE);
        let request = T::__fit(&mut fit);
        let mut result = fit.finish();
        let unchecked = checked(&request, self.context, self.policy, &mut result);
        Verdict::new(T::PROVIDER_NAME, T::OPERATION, result, unchecked)
    }
}

/// What becomes of a record at one operation.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The provider's name.
    pub provider: String,
    /// The operation.
    pub operation: String,
    /// Each value that would be sent.
    pub sent: Vec<Sent>,
    /// Each difference between the record and what would be sent.
    pub adjustments: Adjustments,
    /// What is refused; nothing is sent if there is anything.
    pub refusals: Refusals,
    /// The rules that nobody could decide.
    pub unchecked: Vec<String>,
}

impl Verdict {
    /// The verdict of a fit to which what a check found has been added.
    #[must_use]
    pub fn new(
        provider: impl Into<String>,
        operation: impl Into<String>,
        result: FitResult,
        unchecked: Vec<String>,
    ) -> Self {
        Verdict {
            provider: provider.into(),
            operation: operation.into(),
            sent: result.sent,
            adjustments: result.adjustments,
            refusals: result.refusals,
            unchecked,
        }
    }

    /// Whether the record can be sent.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.refusals.is_empty()
    }
}

/// What becomes of a record everywhere.
#[derive(Clone, Debug, Default)]
pub struct Verdicts(Vec<Verdict>);

impl Verdicts {
    /// The verdicts of several candidates.
    #[must_use]
    pub const fn new(verdicts: Vec<Verdict>) -> Self {
        Verdicts(verdicts)
    }

    /// Each of them, in the order of the candidates.
    pub fn iter(&self) -> std::slice::Iter<'_, Verdict> {
        self.0.iter()
    }

    /// Whether all accept the record.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.iter().all(Verdict::is_accepted)
    }

    /// The reverse view: the data that have to change so that all accept the record, each with who objects and why. What
    /// is about no single datum stands under the empty path.
    #[must_use]
    pub fn changes(&self) -> BTreeMap<&str, Vec<(&str, &Refusal)>> {
        let mut changes: BTreeMap<&str, Vec<(&str, &Refusal)>> = BTreeMap::new();
        for verdict in self.iter() {
            for refusal in &verdict.refusals {
                let objections = changes.entry(refusal.datum()).or_default();
                objections.push((&verdict.provider, refusal));
            }
        }
        changes
    }
}

impl<'v> IntoIterator for &'v Verdicts {
    type Item = &'v Verdict;
    type IntoIter = std::slice::Iter<'v, Verdict>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Holds one record against all chosen operations.
pub fn check_all(contact: &Contact, candidates: &[&dyn Candidate]) -> Verdicts {
    Verdicts(
        candidates
            .iter()
            .map(|candidate| candidate.verdict(contact))
            .collect(),
    )
}
