//! Requests that are made from a record.
//!
//! Generated code visits the fields. Everything else is here.

use super::adjustment::{Adjustments, Sent};
use super::{AsRead, Contact, Fit, FitResult, Mapping, Refusals, UpdateMode};
use crate::check::Check;
use crate::{ApiRequest, Policy, Valid, Violations};

/// A request that is made from a contact. Only generated types implement this trait.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use wireform::contact::{Contact, FromContact as _, Mapping};
///
/// let contact = Contact::new().organization("Example B.V.").voice("+31384530759");
/// let mapping = Mapping::new().set(field::HANDLE, "JD4711");
/// let fitted = ContactUpdate::from_contact(&contact, &mapping)?;
/// assert_eq!(fitted.adjustments()[0].to_string(), "voice: phone_dot");
///
/// let (valid, _) = fitted.into_valid(&com(), &Policy::new())?;
/// assert_eq!(valid.voice.as_deref(), Some("+31.384530759"));
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be made from a contact",
    label = "not made from a contact",
    note = "the types that a build script or `include_schema!` generates are, where fields of the operation say `means:`; a struct \
            that derives `Wireform` is sent as it is"
)]
pub trait FromContact: ApiRequest + Send + Sync + 'static {
    /// The provider's name as people know it.
    const PROVIDER_NAME: &'static str;

    /// What the operation does with stored data that the request does not mention.
    #[doc(hidden)]
    const __UPDATE: UpdateMode;

    /// Asks the fit for the value of each field, in the order of the schema.
    #[doc(hidden)]
    fn __fit(fit: &mut Fit<'_>) -> Self;

    /// Makes the request for a record and lists each adjustment.
    ///
    /// # Errors
    /// Returns a refusal for each datum that the operation cannot carry. [`Fitted::into_valid`] checks the request.
    fn from_contact(contact: &Contact, mapping: &Mapping<Self>) -> Result<Fitted<Self>, Refusals> {
        let fit = Fit::new(
            contact,
            mapping.choices(),
            Self::PROVIDER_NAME,
            Self::__UPDATE,
        );
        fitted(fit)
    }

    /// Makes the request that changes the contact as read into the wanted contact. Returns `None` if nothing differs.
    ///
    /// A patch sends only the data that differ. A replacement sends all data: those that the record does not mention are sent
    /// as they were read. A datum that the record asks to [`remove`](Contact::remove) is cleared, or left out if that
    /// deletes it.
    ///
    /// # Errors
    /// Returns a refusal for each datum that cannot be carried or removed, and for each value that would be deleted without
    /// the caller's consent.
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

/// A request that was made from a record and is not checked yet.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use wireform::contact::{Contact, FromContact as _, Mapping};
///
/// let contact = Contact::new().organization("Example B.V.").voice("+31384530759");
/// let mapping = Mapping::new().set(field::HANDLE, "JD4711");
/// let fitted = ContactUpdate::from_contact(&contact, &mapping)?;
/// let sent: Vec<_> = fitted.sent().iter().map(|sent| (sent.path(), sent.datum())).collect();
/// assert!(sent.contains(&("voice", Some("voice"))));
/// assert!(fitted.request().address_line.is_none());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Fitted<T> {
    request: T,
    result: FitResult,
}

impl<T: FromContact> Fitted<T> {
    /// Returns each difference between the record and what is sent.
    pub const fn adjustments(&self) -> &Adjustments {
        &self.result.adjustments
    }

    /// Returns each value that is sent, and the datum that it comes from.
    pub fn sent(&self) -> &[Sent] {
        &self.result.sent
    }

    /// Returns the request.
    pub const fn request(&self) -> &T {
        &self.request
    }

    /// Returns the request by value, for example to set what a record does not have.
    pub fn into_request(self) -> T {
        self.request
    }

    /// Checks the request and turns it into a valid one.
    ///
    /// # Errors
    /// Returns a refusal for each violation, in terms of the record if the field was filled from it.
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
                // Not reached, because `checked` has found no violation. If it is, the violations are reported.
                self.result.add(invalid.violations());
                Err(self.result.refusals)
            }
        }
    }
}

/// Checks a request and adds the violations to the result. Returns the rules that could not be decided.
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
