//! One record against all chosen operations, before anything is sent.
//!
//! In: a record, and for each operation what the caller knows and chose. Out: a [`Verdict`] for each, with the checked
//! request where the record is accepted, and the reverse view: what has to change in the record so that all accept it.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::adjustment::{Adjustments, Refusal, Refusals, Sent};
use super::diff::root;
use super::request::checked;
use super::{Contact, Fit, FitResult, FromContact, Mapping};
use crate::{HttpRequest, Policy, Valid};

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

impl<'c, T: FromContact> Chosen<'c, T> {
    /// The same operation with the server that it is sent to and the credentials of the caller, so that the verdict has
    /// an HTTP request. Both are of the operation's own types; the verdicts of all operations are of one.
    #[must_use]
    pub fn sent_to(
        self,
        server: &'c T::Server,
        credentials: &'c T::Credentials,
    ) -> Addressed<'c, T> {
        Addressed {
            chosen: self,
            server,
            credentials,
            binding: T::Binding::default(),
        }
    }

    /// The verdict, and the valid request if the record is accepted.
    fn decide(&self, contact: &Contact) -> (Verdict, Option<Valid<T>>) {
        let choices = self.mapping.choices();
        let mut fit = Fit::new(contact, choices, T::PROVIDER_NAME, T::__UPDATE);
        let request = T::__fit(&mut fit);
        let mut result = fit.finish();
        let unchecked = checked(&request, self.context, self.policy, &mut result);
        // What stands in for a missing value is refused, and never becomes valid.
        let mut valid = None;
        if result.refusals.is_empty() {
            match request.into_valid(self.context, self.policy) {
                Ok(accepted) => valid = Some(accepted),
                Err(invalid) => result.add(&invalid.violations),
            }
        }
        let verdict = Verdict::new(T::PROVIDER_NAME, T::OPERATION, result, unchecked);
        (verdict, valid)
    }
}

impl<T: FromContact> Candidate for Chosen<'_, T> {
    fn verdict(&self, contact: &Contact) -> Verdict {
        let (verdict, valid) = self.decide(contact);
        verdict.with_valid(valid)
    }
}

/// An operation with the server that it is sent to and the credentials of the caller: what [`Chosen::sent_to`] returns.
pub struct Addressed<'c, T: FromContact> {
    chosen: Chosen<'c, T>,
    server: &'c T::Server,
    credentials: &'c T::Credentials,
    binding: T::Binding,
}

impl<T: FromContact> Addressed<'_, T> {
    /// The same, written by another binding than the default one.
    #[must_use]
    pub fn with_binding(mut self, binding: T::Binding) -> Self {
        self.binding = binding;
        self
    }
}

impl<T: FromContact> Candidate for Addressed<'_, T> {
    fn verdict(&self, contact: &Contact) -> Verdict {
        let (mut verdict, valid) = self.chosen.decide(contact);
        verdict.http = valid
            .as_ref()
            .map(|valid| valid.to_http_as(self.binding, self.server, self.credentials));
        verdict.with_valid(valid)
    }
}

/// Server and credentials are not shown.
impl<T: FromContact> fmt::Debug for Addressed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Addressed")
            .field("provider", &T::PROVIDER_NAME)
            .field("operation", &T::OPERATION)
            .finish_non_exhaustive()
    }
}

/// What becomes of a record at one operation.
#[derive(Clone)]
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
    /// The valid request, whatever its type.
    valid: Option<Arc<dyn Any + Send + Sync>>,
    http: Option<HttpRequest>,
}

/// The request is not shown; what is sent of the record is masked.
impl fmt::Debug for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verdict")
            .field("provider", &self.provider)
            .field("operation", &self.operation)
            .field("sent", &self.sent)
            .field("adjustments", &self.adjustments)
            .field("refusals", &self.refusals)
            .field("unchecked", &self.unchecked)
            .finish_non_exhaustive()
    }
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
            valid: None,
            http: None,
        }
    }

    fn with_valid<T: FromContact>(mut self, valid: Option<Valid<T>>) -> Self {
        self.valid = valid.map(|valid| Arc::new(valid) as Arc<dyn Any + Send + Sync>);
        self
    }

    /// The HTTP request, whatever the operation. There is one if the record is accepted and the candidate knows its
    /// server and credentials, see [`Chosen::sent_to`].
    #[must_use]
    pub const fn http(&self) -> Option<&HttpRequest> {
        self.http.as_ref()
    }

    /// The valid request of an operation, to write it or to send it somewhere else. There is one if the record is
    /// accepted and `T` is the operation that the verdict is about.
    ///
    /// ```ignore
    /// let valid = verdict.valid::<realtime_register::ContactUpdate<'_>>()?;
    /// ```
    #[must_use]
    pub fn valid<T: FromContact>(&self) -> Option<&Valid<T>> {
        self.valid.as_ref()?.downcast_ref()
    }

    /// Whether the record can be sent.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.refusals.is_empty()
    }

    /// Whether a refusal is about a value that the caller supplied.
    fn is_supplied(&self, refusal: &Refusal) -> bool {
        let mut sent = self.sent.iter();
        let field = root(refusal.path());
        refusal.datum().is_empty()
            && sent.any(|it| it.datum().is_none() && root(it.path()) == field)
    }

    /// The fields that the provider would delete, or may delete, because the request leaves them out; each once, as
    /// [`Mapping::leave_out`] takes it. The record is refused until the caller gives each a value or agrees.
    #[must_use]
    pub fn would_delete(&self) -> Vec<String> {
        let mut fields: Vec<String> = Vec::new();
        for refusal in self.refusals.iter().filter(|it| it.is_deletion()) {
            let field = without_indices(refusal.path());
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// The fields that the caller has to supply with a [`Mapping`], because no record has what they hold; each once.
    #[must_use]
    pub fn to_supply(&self) -> Vec<&str> {
        let mut fields: Vec<&str> = Vec::new();
        for field in self.refusals.iter().flat_map(Refusal::supply) {
            if !fields.contains(&field.as_str()) {
                fields.push(field);
            }
        }
        fields
    }
}

/// `lines.number` of `lines[0].number`.
fn without_indices(path: &str) -> String {
    let steps = path.split('.').map(root);
    steps.collect::<Vec<_>>().join(".")
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
    /// is about no single datum stands under the empty path; what the caller has to supply is in
    /// [`Verdict::to_supply`], what the caller has to agree to in [`Verdict::would_delete`], and what is wrong about a value that the caller supplied among the refusals only.
    #[must_use]
    pub fn changes(&self) -> BTreeMap<&str, Vec<Objection<'_>>> {
        let mut changes: BTreeMap<&str, Vec<Objection<'_>>> = BTreeMap::new();
        for verdict in self.iter() {
            for refusal in &verdict.refusals {
                let is_choice = refusal.is_to_supply() || refusal.is_deletion();
                if is_choice || verdict.is_supplied(refusal) {
                    continue;
                }
                let objections = changes.entry(refusal.datum()).or_default();
                objections.push(Objection {
                    provider: &verdict.provider,
                    operation: &verdict.operation,
                    refusal,
                });
            }
        }
        changes
    }
}

/// Who refuses a datum, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Objection<'v> {
    /// The provider's name.
    pub provider: &'v str,
    /// The operation.
    pub operation: &'v str,
    /// Why.
    pub refusal: &'v Refusal,
}

/// `Namebay contact_update: postal_code: is required by Namebay`.
impl fmt::Display for Objection<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.provider, self.operation, self.refusal)
    }
}

impl<'v> IntoIterator for &'v Verdicts {
    type Item = &'v Verdict;
    type IntoIter = std::slice::Iter<'v, Verdict>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Verdicts {
    type Item = Verdict;
    type IntoIter = std::vec::IntoIter<Verdict>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Holds one record against all chosen operations. Nothing is sent; a verdict has the request that can be.
///
/// ```ignore
/// let verdicts = check_all(&contact, &[
///     &first.sent_to(&realtime_register::ApiServer::Production, &api_key),
///     &second.sent_to(&logicboxes::ApiServer::Production, &reseller),
/// ]);
/// for verdict in &verdicts {
///     match verdict.http() {
///         Some(request) => send(request)?,
///         None => println!("{} {} refuses", verdict.provider, verdict.operation),
///     }
/// }
/// ```
pub fn check_all(contact: &Contact, candidates: &[&dyn Candidate]) -> Verdicts {
    Verdicts(
        candidates
            .iter()
            .map(|candidate| candidate.verdict(contact))
            .collect(),
    )
}
