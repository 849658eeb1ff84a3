//! One record fitted to all chosen operations, before anything is sent.
//!
//! Each operation returns a [`Verdict`]: the checked request if the provider accepts the record, else the refusals.
//! [`Verdicts::changes`] shows what has to change in the record so that every provider accepts it.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::adjustment::{Adjustments, Sent};
use super::diff::root;
use super::request::checked;
use super::{Contact, Fit, FitResult, FromContact, Mapping, Refusal, Refusals};
use crate::{HttpRequest, Policy, Valid};

/// An operation that a record can be fitted to: [`Chosen`] or [`Addressed`].
pub trait Candidate {
    /// Fits the record and checks the request.
    fn verdict(&self, contact: &Contact) -> Verdict;
}

/// An operation with the caller's context, policy and choices.
pub struct Chosen<'c, T: FromContact> {
    mapping: &'c Mapping<T>,
    context: &'c T::Context,
    policy: &'c Policy<T>,
}

/// The facts are not shown.
impl<T: FromContact> fmt::Debug for Chosen<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chosen")
            .field("provider", &T::PROVIDER_NAME)
            .field("operation", &T::OPERATION)
            .field("mapping", &self.mapping)
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

impl<'c, T: FromContact> Chosen<'c, T> {
    /// Chooses an operation. The mapping has the values that no record has, the context has the facts that rules depend
    /// on, and the policy says what is waived.
    pub const fn new(
        mapping: &'c Mapping<T>,
        context: &'c T::Context,
        policy: &'c Policy<T>,
    ) -> Self {
        Chosen {
            mapping,
            context,
            policy,
        }
    }

    /// Adds the server and the credentials of the caller, so that the verdict has an HTTP request.
    ///
    /// Both have the operation's own types. The verdicts of all operations have the same type. An operation whose
    /// authentication needs something at the moment of sending is not addressed: pass that to [`Valid::try_to_http`] on the
    /// request of its verdict.
    #[must_use]
    pub fn sent_to(self, server: &'c T::Server, credentials: &'c T::Credentials) -> Addressed<'c, T>
    where
        T: FromContact<AtSending = ()>,
    {
        Addressed {
            chosen: self,
            server,
            credentials,
            binding: T::Binding::default(),
        }
    }

    /// Returns the verdict, and the valid request if the record is accepted.
    fn decide(&self, contact: &Contact) -> (Verdict, Option<Valid<T>>) {
        let choices = self.mapping.choices();
        let mut fit = Fit::new(contact, choices, T::PROVIDER_NAME, T::__UPDATE);
        let request = T::__fit(&mut fit);
        let mut result = fit.finish();
        let unchecked = checked(&request, self.context, self.policy, &mut result);
        // A stand-in for a missing value is refused, so it never becomes valid.
        let mut valid = None;
        if result.refusals.is_empty() {
            match request.into_valid(self.context, self.policy) {
                Ok(accepted) => valid = Some(accepted),
                Err(invalid) => result.add(invalid.violations()),
            }
        }
        let verdict = Verdict::__new(T::PROVIDER_NAME, T::OPERATION, result, unchecked);
        (verdict, valid)
    }
}

impl<T: FromContact> Candidate for Chosen<'_, T> {
    fn verdict(&self, contact: &Contact) -> Verdict {
        let (verdict, valid) = self.decide(contact);
        verdict.with_valid(valid)
    }
}

/// An operation with its server and the credentials of the caller, as [`Chosen::sent_to`] returns it.
pub struct Addressed<'c, T: FromContact> {
    chosen: Chosen<'c, T>,
    server: &'c T::Server,
    credentials: &'c T::Credentials,
    binding: T::Binding,
}

impl<T: FromContact> Addressed<'_, T> {
    /// Writes the request in another binding than the default one.
    #[must_use]
    pub fn with_binding(mut self, binding: T::Binding) -> Self {
        self.binding = binding;
        self
    }
}

impl<T: FromContact<AtSending = ()>> Candidate for Addressed<'_, T> {
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

/// The result of fitting a record to one operation.
#[derive(Clone)]
pub struct Verdict {
    provider: String,
    operation: String,
    sent: Vec<Sent>,
    adjustments: Adjustments,
    refusals: Refusals,
    unchecked: Vec<String>,
    /// The valid request, whatever its type.
    valid: Option<Arc<dyn Any + Send + Sync>>,
    http: Option<HttpRequest>,
}

/// Shows neither the request nor the values that are sent.
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
    /// For the interpreter and the command: makes a verdict of a fit to which the violations have been added.
    #[doc(hidden)]
    #[must_use]
    pub fn __new(
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

    /// Returns the provider's name.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// Returns the name of the operation.
    #[must_use]
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// Returns each value that would be sent.
    #[must_use]
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// Returns each difference between the record and what would be sent.
    #[must_use]
    pub const fn adjustments(&self) -> &Adjustments {
        &self.adjustments
    }

    /// Returns what is refused. Nothing is sent if there is anything.
    #[must_use]
    pub const fn refusals(&self) -> &Refusals {
        &self.refusals
    }

    /// Returns the names of the rules that could not be decided.
    #[must_use]
    pub fn unchecked(&self) -> &[String] {
        &self.unchecked
    }

    /// Returns the HTTP request, if the record is accepted and the candidate has a server and credentials (see
    /// [`Chosen::sent_to`]).
    #[must_use]
    pub const fn http(&self) -> Option<&HttpRequest> {
        self.http.as_ref()
    }

    /// Returns the valid request, if the record is accepted and `T` is the operation of this verdict.
    ///
    /// ```ignore
    /// let valid = verdict.valid::<realtime_register::ContactUpdate<'_>>()?;
    /// ```
    #[must_use]
    pub fn valid<T: FromContact>(&self) -> Option<&Valid<T>> {
        self.valid.as_ref()?.downcast_ref()
    }

    /// Returns whether the record can be sent.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.refusals.is_empty()
    }

    /// Returns whether a refusal is about a value that the caller supplied.
    fn is_supplied(&self, refusal: &Refusal) -> bool {
        let mut sent = self.sent.iter();
        let field = refusal.path().map(root);
        refusal.datum().is_none()
            && sent.any(|it| it.datum().is_none() && Some(root(it.path())) == field)
    }

    /// Returns the fields that the provider would delete, or may delete, because the request leaves them out. Each is
    /// listed once, as [`Mapping::leave_out`] takes it. The record is refused until the caller gives each a value or
    /// agrees.
    #[must_use]
    pub fn would_delete(&self) -> Vec<String> {
        let mut fields: Vec<String> = Vec::new();
        for refusal in self.refusals.iter().filter(|it| it.is_deletion()) {
            let field = refusal.path().map(without_indices).unwrap_or_default();
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// Returns the fields that the caller has to supply with a [`Mapping`], because no record has what they hold. Each is
    /// listed once.
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

/// The verdicts of all chosen operations on one record.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use wireform::contact::{Chosen, Contact, Mapping, check_all};
///
/// let contact = Contact::new().voice("+31384530759");
/// let mapping: Mapping<ContactUpdate<'_>> = Mapping::new().set(field::HANDLE, "JD4711");
/// let verdicts = check_all(&contact, &[&Chosen::new(&mapping, &com(), &Policy::new())]);
/// assert!(verdicts.is_accepted());
/// for verdict in &verdicts {
///     assert_eq!(verdict.operation(), "contact_update");
///     assert!(verdict.valid::<ContactUpdate<'_>>().is_some());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Verdicts(Vec<Verdict>);

impl Verdicts {
    /// Collects verdicts.
    #[must_use]
    pub const fn new(verdicts: Vec<Verdict>) -> Self {
        Verdicts(verdicts)
    }

    /// Returns the verdicts in the order of the candidates.
    pub fn iter(&self) -> std::slice::Iter<'_, Verdict> {
        self.0.iter()
    }

    /// Returns the number of verdicts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no verdict.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether every operation accepts the record.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.iter().all(Verdict::is_accepted)
    }

    /// Returns the data that have to change so that every operation accepts the record, each with its objections.
    ///
    /// The key `None` has the objections that are about no single datum. Left out are values that the caller has to supply
    /// ([`Verdict::to_supply`]), deletions that the caller has to agree to ([`Verdict::would_delete`]), and refusals of
    /// values that the caller supplied.
    #[must_use]
    pub fn changes(&self) -> BTreeMap<Option<&str>, Vec<Objection<'_>>> {
        let mut changes: BTreeMap<Option<&str>, Vec<Objection<'_>>> = BTreeMap::new();
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

/// A refusal with the provider and the operation that it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Objection<'v> {
    provider: &'v str,
    operation: &'v str,
    refusal: &'v Refusal,
}

impl<'v> Objection<'v> {
    /// Returns the provider's name.
    #[must_use]
    pub const fn provider(&self) -> &'v str {
        self.provider
    }

    /// Returns the name of the operation.
    #[must_use]
    pub const fn operation(&self) -> &'v str {
        self.operation
    }

    /// Returns the refusal.
    #[must_use]
    pub const fn refusal(&self) -> &'v Refusal {
        self.refusal
    }
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

/// Fits one record to all chosen operations. Nothing is sent. A verdict has the request that can be sent.
///
/// ```ignore
/// let verdicts = check_all(&contact, &[
///     &first.sent_to(&realtime_register::ApiServer::Production, &api_key),
///     &second.sent_to(&logicboxes::ApiServer::Production, &reseller),
/// ]);
/// for verdict in &verdicts {
///     match verdict.http() {
///         Some(request) => send(request)?,
///         None => println!("{} {} refuses", verdict.provider(), verdict.operation()),
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
