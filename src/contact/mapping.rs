//! The caller's choices for fitting a record to an operation.
//!
//! A caller supplies values for fields that no record has, leaves data out, and gives a function that transliterates. By
//! default nothing is chosen.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::Field;
use crate::emitted::Masked;

type Transliterate = Arc<dyn Fn(&str) -> String + Send + Sync>;

/// The choices of a [`Mapping`] without the request's type, for requests that are known only at run time.
///
/// # Examples
/// ```
/// use wireform::contact::Choices;
///
/// let mut choices = Choices::new();
/// choices.set("handle", "JD4711").leave_out("fax");
/// assert!(!format!("{choices:?}").contains("JD4711"));
/// ```
#[derive(Clone, Default)]
pub struct Choices {
    pub(super) supplied: BTreeMap<Cow<'static, str>, String>,
    pub(super) left_out: BTreeSet<Cow<'static, str>>,
    pub(super) ascii: Option<Transliterate>,
    pub(super) delete_missing: bool,
}

impl Choices {
    /// Returns choices that supply nothing and leave nothing out.
    #[must_use]
    pub fn new() -> Self {
        Choices::default()
    }

    /// Supplies the value of a field by its logical name, as text. It takes precedence over the record's value.
    pub fn set(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        value: impl Into<String>,
    ) -> &mut Self {
        self.supplied.insert(field.into(), value.into());
        self
    }

    /// Agrees to every deletion of a stored field that gets no value: each is listed as removed instead of refused
    /// (`missing`). Such fields are deleted by a replacement, and may be deleted if no page says what leaving them out does.
    pub const fn delete_missing(&mut self) -> &mut Self {
        self.delete_missing = true;
        self
    }

    /// Leaves out a datum of the record, by its path (`voice_extension`, `fax`), or a field of the request, by its path
    /// (`billing.place`, an object, or `remarks`). The caller agrees that the provider may delete what it has there.
    pub fn leave_out(&mut self, datum: impl Into<Cow<'static, str>>) -> &mut Self {
        self.left_out.insert(datum.into());
        self
    }

    /// Sets the function that transliterates texts that are not ASCII, for fields with the conversion `ascii`.
    pub fn ascii(
        &mut self,
        transliterate: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> &mut Self {
        self.ascii = Some(Arc::new(transliterate));
        self
    }
}

/// Shows only names, because values may be personal data.
impl fmt::Debug for Choices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Choices")
            .field("supplied", &self.supplied.keys())
            .field("left_out", &self.left_out)
            .field("delete_missing", &self.delete_missing)
            .field("ascii", &self.ascii.as_ref().map(|_| Masked))
            .finish()
    }
}

/// The caller's choices for making the request `T` from a record.
///
/// # Examples
/// ```
/// # struct ContactUpdate;
/// use wireform::contact::Mapping;
///
/// let mapping: Mapping<ContactUpdate> = Mapping::new().leave_out("fax").delete_missing();
/// ```
pub struct Mapping<T> {
    choices: Choices,
    // As in a policy, the type names the request and does not hold one.
    request: PhantomData<fn() -> T>,
}

impl<T> Mapping<T> {
    /// Returns a mapping that supplies nothing and leaves nothing out.
    #[must_use]
    pub fn new() -> Self {
        Mapping {
            choices: Choices::new(),
            request: PhantomData,
        }
    }

    /// Supplies the value of a field, as text. It takes precedence over the record's value.
    #[must_use]
    pub fn set(mut self, field: Field<T>, value: impl Into<String>) -> Self {
        self.choices.set(field.path(), value);
        self
    }

    /// Agrees to every deletion of a stored field that gets no value: each is listed as removed instead of refused
    /// (`missing`). Such fields are deleted by a replacement, and may be deleted if no page says what leaving them out does.
    #[must_use]
    pub const fn delete_missing(mut self) -> Self {
        self.choices.delete_missing();
        self
    }

    /// Leaves out a datum of the record, by its path (`voice_extension`, `fax`), or a field of the request, by its path
    /// (`billing.place`, an object, or `remarks`). The caller agrees that the provider may delete what it has there.
    #[must_use]
    pub fn leave_out(mut self, datum: impl Into<Cow<'static, str>>) -> Self {
        self.choices.leave_out(datum);
        self
    }

    /// Sets the function that transliterates texts that are not ASCII, for fields with the conversion `ascii`.
    #[must_use]
    pub fn ascii(mut self, transliterate: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        self.choices.ascii(transliterate);
        self
    }

    /// Returns the choices without the request's type.
    pub const fn choices(&self) -> &Choices {
        &self.choices
    }
}

impl<T> Default for Mapping<T> {
    fn default() -> Self {
        Mapping::new()
    }
}

impl<T> Clone for Mapping<T> {
    fn clone(&self) -> Self {
        Mapping {
            choices: self.choices.clone(),
            request: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Mapping<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mapping").field(&self.choices).finish()
    }
}
