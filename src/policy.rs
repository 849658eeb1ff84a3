//! Policies: the facets and rules that a caller waives.
//!
//! A policy names fields and rules by generated constants, so that a name that does not exist does not compile. A limit of the
//! wire itself has no constant, so that nobody can waive it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

use crate::Facet;
use crate::path::Path;
use crate::read_back::{RequestValues, WritesBack};

/// The name of a field of the request `T`, for [`Policy::waive`]. Generated code has a constant for each field.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// assert_eq!(field::VOICE.path(), "voice");
/// # Ok(())
/// # }
/// ```
pub struct Field<T> {
    path: &'static str,
    request: PhantomData<fn() -> T>,
}

impl<T> Field<T> {
    /// For generated code: returns the name of the field at a logical path without indices.
    #[doc(hidden)]
    pub const fn __new(path: &'static str) -> Self {
        Field {
            path,
            request: PhantomData,
        }
    }

    /// Returns the logical path without indices: `verifications.claims`.
    pub const fn path(self) -> &'static str {
        self.path
    }
}

/// The name of a rule of the request `T`, for [`Policy::waive_rule`]. Generated code has a constant for each rule.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// assert_eq!(rule::FR_VOICE.name(), "fr_voice");
/// # Ok(())
/// # }
/// ```
pub struct Rule<T> {
    name: &'static str,
    request: PhantomData<fn() -> T>,
}

impl<T> Rule<T> {
    /// For generated code: returns the name of a rule from its name in the schema.
    #[doc(hidden)]
    pub const fn __new(name: &'static str) -> Self {
        Rule {
            name,
            request: PhantomData,
        }
    }

    /// Returns the name in the schema.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

// A derive would implement these traits only if `T` implements them too, and a name does not need that.
impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Field<T> {}

impl<T> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Field").field(&self.path).finish()
    }
}

impl<T> Clone for Rule<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rule<T> {}

impl<T> fmt::Debug for Rule<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.name).finish()
    }
}

/// The facets and rules that are waived when a request `T` is validated. A new policy waives nothing.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use wireform::Facet;
///
/// let mut update = ContactUpdate::new("JD4711");
/// update.voice = Some("+49 123 456".into());
/// let policy = Policy::new()
///     .waive(field::VOICE, Facet::Pattern)
///     .waive_rule(rule::FR_VOICE);
/// assert!(update.valid(&com(), &Policy::new()).is_err());
/// assert!(update.valid(&com(), &policy).is_ok());
/// # Ok(())
/// # }
/// ```
///
/// A field that does not exist does not compile, and neither does a field of another request:
///
/// ```compile_fail,E0425
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() {
/// let policy = Policy::<ContactUpdate>::new().waive(field::PHONE, wireform::Facet::Pattern);
/// # }
/// ```
/// ```compile_fail,E0308
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() {
/// struct Other;
/// let policy = Policy::<Other>::new().waive(field::VOICE, wireform::Facet::Pattern);
/// # }
/// ```
pub struct Policy<T> {
    waivers: Waivers,
    // `fn() -> T` instead of `T`, so that a policy for `ContactUpdate<'static>` serves `ContactUpdate<'a>`, and is `Send` and
    // `Sync` for every request.
    request: PhantomData<fn() -> T>,
}

impl<T> Policy<T> {
    /// Returns a policy that waives nothing.
    pub const fn new() -> Self {
        Policy {
            waivers: Waivers::NONE,
            request: PhantomData,
        }
    }

    /// Waives a facet of a field, at every index of its lists.
    #[must_use]
    pub fn waive(mut self, field: Field<T>, facet: Facet) -> Self {
        self.waivers.waive(field.path, facet);
        self
    }

    /// Waives a rule. It is neither reported nor listed as not checked.
    #[must_use]
    pub fn waive_rule(mut self, rule: Rule<T>) -> Self {
        self.waivers.waive_rule(rule.name);
        self
    }

    /// Accepts what was invalid before: a value that violates a facet, and that the request does not change, and a rule that is
    /// violated although the request changes none of its fields. `read` is the response that the request was made from.
    ///
    /// A changed value is checked as always, and so is what the wire cannot carry. The items of a list are compared by their
    /// positions.
    ///
    /// # Examples
    /// ```ignore
    /// let mut update = ContactUpdate::from_read(&read)?.request;
    /// update.city = "Zwolle".into();
    /// // The telephone number is older than the pattern of the provider. It does not block the new city.
    /// let policy = Policy::new().accept_unchanged(&read);
    /// let valid = update.into_valid(&context, &policy)?;
    /// ```
    #[must_use]
    pub fn accept_unchanged<R>(mut self, read: &R) -> Self
    where
        T: WritesBack<R>,
    {
        // A request that cannot be made from the response leaves nothing unchanged.
        if let Some(values) = T::__values_of(read) {
            self.waivers.__accept_unchanged(values);
        }
        self
    }

    /// Returns the waivers without the request's type.
    pub const fn waivers(&self) -> &Waivers {
        &self.waivers
    }

    /// Returns the policy for another type of the same request.
    pub(crate) fn cast<U>(&self) -> Policy<U> {
        Policy {
            waivers: self.waivers.clone(),
            request: PhantomData,
        }
    }
}

impl<T> Default for Policy<T> {
    fn default() -> Self {
        Policy::new()
    }
}

impl<T> Clone for Policy<T> {
    fn clone(&self) -> Self {
        self.cast()
    }
}

impl<T> fmt::Debug for Policy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Policy").field(&self.waivers).finish()
    }
}

/// The waivers of a policy without the request's type, for requests that are known only at run time.
///
/// # Examples
/// ```
/// use wireform::{Facet, Waivers};
///
/// let mut waivers = Waivers::default();
/// waivers.waive("verifications.claims", Facet::Pattern);
/// assert!(waivers.facet("verifications.claims", Facet::Pattern));
/// assert!(!waivers.facet("verifications.claims", Facet::MaxLength));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waivers {
    // Most policies waive nothing. Creating and dropping such a policy costs nothing.
    waived: Option<Box<Waived>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Waived {
    facets: BTreeMap<Cow<'static, str>, BTreeSet<Facet>>,
    rules: BTreeSet<Cow<'static, str>>,
    /// The values before the update. Those that it does not change are accepted.
    before: Option<RequestValues>,
    /// The facets of single values that were accepted, by path with indices.
    accepted: BTreeSet<(String, Facet)>,
}

impl Waivers {
    /// No waivers.
    pub const NONE: Waivers = Waivers { waived: None };

    /// Returns a static reference to [`Waivers::NONE`].
    pub const fn none() -> &'static Waivers {
        static NONE: Waivers = Waivers::NONE;
        &NONE
    }

    /// Waives a facet of the field at this logical path (without indices).
    pub fn waive(&mut self, path: impl Into<Cow<'static, str>>, facet: Facet) -> &mut Self {
        let waived = self.waived.get_or_insert_default();
        waived.facets.entry(path.into()).or_default().insert(facet);
        self
    }

    /// Waives a rule.
    pub fn waive_rule(&mut self, name: impl Into<Cow<'static, str>>) -> &mut Self {
        let waived = self.waived.get_or_insert_default();
        waived.rules.insert(name.into());
        self
    }

    /// Returns whether a facet is waived at a logical path (without indices).
    pub fn facet(&self, path: &str, facet: Facet) -> bool {
        self.waived.as_ref().is_some_and(|waived| {
            let facets = waived.facets.get(path);
            facets.is_some_and(|facets| facets.contains(&facet))
        })
    }

    /// Returns whether a rule is waived.
    pub fn rule(&self, name: &str) -> bool {
        let waived = self.waived.as_ref();
        waived.is_some_and(|waived| waived.rules.contains(name))
    }

    /// For generated code and the interpreter: accepts values that an update does not change. See
    /// [`Policy::accept_unchanged`].
    #[doc(hidden)]
    pub fn __accept_unchanged(&mut self, before: RequestValues) -> &mut Self {
        self.waived.get_or_insert_default().before = Some(before);
        self
    }

    /// Returns the values before the update, if those that it does not change are accepted.
    pub(crate) fn before(&self) -> Option<&RequestValues> {
        self.waived.as_ref()?.before.as_ref()
    }

    /// Waives a facet of the value at a path with indices. Returns whether it was not waived before.
    pub(crate) fn accept(&mut self, path: &str, facet: Facet) -> bool {
        let waived = self.waived.get_or_insert_default();
        waived.accepted.insert((path.to_owned(), facet))
    }

    /// Returns whether a facet of a single value was accepted.
    pub(crate) fn accepts(&self, path: &Path<'_>, facet: Facet) -> bool {
        let waived = self.waived.as_ref();
        waived.is_some_and(|waived| {
            !waived.accepted.is_empty() && waived.accepted.contains(&(path.logical(), facet))
        })
    }

    /// Returns whether nothing is waived.
    pub fn is_empty(&self) -> bool {
        self.waived.is_none()
    }
}
