//! Requests that a record can be fitted to.
//!
//! In: a record and a [`Mapping`]. Out: the request with its adjustments, or everything that cannot be carried. The walk
//! over the fields is generated, everything else is here.

use super::adjustment::{Adjustments, Sent};
use super::{AsRead, Contact, Fit, FitResult, Mapping, Refusals, UpdateMode};
use crate::check::Check;
use crate::{ApiRequest, Policy, Valid, Violations};

/// A request that carries a contact. Implemented by generated types only.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from a contact",
    label = "not made from a contact",
    note = "the types that a build script or `include_schema!` generates are, where fields of the operation say `means:`; a struct \
            that derives `Wireform` is sent as it is"
)]
pub trait FromContact: ApiRequest + Send + Sync + 'static {
    /// The provider's name, as people know it.
    const PROVIDER_NAME: &'static str;

    /// What it does with data that the request does not mention.
    #[doc(hidden)]
    const __UPDATE: UpdateMode;

    /// Asks for the value of each field, in the order of the schema.
    #[doc(hidden)]
    fn __fit(fit: &mut Fit<'_>) -> Self;

    /// The request for a record, and each change that was made on the way.
    ///
    /// # Errors
    /// Everything that cannot be carried, in terms of the record. What only a check of the whole request can tell is
    /// found by [`Fitted::into_valid`].
    fn from_contact(contact: &Contact, mapping: &Mapping<Self>) -> Result<Fitted<Self>, Refusals> {
        let fit = Fit::new(
            contact,
            mapping.choices(),
            Self::PROVIDER_NAME,
            Self::__UPDATE,
        );
        fitted(fit)
    }

    /// The request that brings the record to the provider: for a patch only what differs, else the whole, with what the
    /// record does not mention as it was read. Nothing if nothing differs. A datum that the record asks to
    /// [`remove`](Contact::remove) is cleared, or left out where that deletes.
    ///
    /// # Errors
    /// Everything that cannot be carried, and what cannot be removed or would be lost unseen.
    fn diff(
        read: &AsRead,
        wanted: &Contact,
        mapping: &Mapping<Self>,
    ) -> Result<Option<Fitted<Self>>, Refusals> {
        let fit = Fit::new(
            wanted,
            mapping.choices(),
            Self::PROVIDER_NAME,
            Self::__UPDATE,
        );
        let fitted = fitted::<Self>(fit.against(read))?;
        Ok(fitted.result.changed.then_some(fitted))
    }
}

fn fitted<T: FromContact>(mut fit: Fit<'_>) -> Result<Fitted<T>, Refusals> {
    let request = T::__fit(&mut fit);
    let result = fit.finish();
    if result.refusals.is_empty() {
        Ok(Fitted { request, result })
    } else {
        Err(result.refusals)
    }
}

/// A request made from a record. It has not been checked yet.
#[derive(Clone, Debug)]
#[must_use]
pub struct Fitted<T> {
    request: T,
    result: FitResult,
}

impl<T: FromContact> Fitted<T> {
    /// Each difference between the record and what is sent.
    pub const fn adjustments(&self) -> &Adjustments {
        &self.result.adjustments
    }

    /// Each value that is sent, and where it comes from.
    pub fn sent(&self) -> &[Sent] {
        &self.result.sent
    }

    /// The request, for what a record does not hold.
    pub const fn request(&self) -> &T {
        &self.request
    }

    /// The request alone.
    pub fn into_request(self) -> T {
        self.request
    }

    /// Checks the request and makes it valid.
    ///
    /// # Errors
    /// Everything that is wrong with it, in terms of the record where a field was filled from it.
    pub fn into_valid(
        mut self,
        context: &T::Context,
        policy: &Policy<T>,
    ) -> Result<(Valid<T>, Adjustments), Refusals> {
        checked(&self.request, context, policy, &mut self.result);
        if !self.result.refusals.is_empty() {
            return Err(self.result.refusals);
        }
        match self.request.into_valid(context, policy) {
            Ok(valid) => Ok((valid, self.result.adjustments)),
            Err(invalid) => {
                // The same check found nothing before.
                self.result.add(invalid.violations());
                Err(self.result.refusals)
            }
        }
    }
}

/// Checks a request, and adds what is wrong to the result. Returns the rules that could not be decided.
pub(super) fn checked<T: FromContact>(
    request: &T,
    context: &T::Context,
    policy: &Policy<T>,
    result: &mut FitResult,
) -> Vec<String> {
    let mut violations = Violations::new();
    let mut unchecked = Vec::new();
    let mut check = Check::collect(&mut violations, policy.waivers(), &mut unchecked);
    check.name_characters(T::PROVIDER_NAME, result.secret_fields());
    request.__check(context, &mut check);
    result.add(&violations);
    unchecked.into_iter().map(String::from).collect()
}
