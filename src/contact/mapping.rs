//! What the caller chooses when a record is fitted to an operation.
//!
//! In: values for fields that are no datum of a customer, data to leave out, a way to transliterate. Out: [`Choices`],
//! which the fit asks. Nothing is chosen by default: no transliteration, nothing left out.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::Field;
use crate::emitted::Masked;

type Transliterate = Arc<dyn Fn(&str) -> String + Send + Sync>;

/// What is chosen, without the request's type: for what knows its request only at run time.
#[derive(Clone, Default)]
pub struct Choices {
    pub(super) supplied: BTreeMap<Cow<'static, str>, String>,
    pub(super) left_out: BTreeSet<Cow<'static, str>>,
    pub(super) ascii: Option<Transliterate>,
    pub(super) delete_missing: bool,
}

impl Choices {
    /// Nothing chosen.
    #[must_use]
    pub fn new() -> Self {
        Choices::default()
    }

    /// Supplies the value of a field by its logical name, as text; it goes before the record's.
    pub fn set(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        value: impl Into<String>,
    ) -> &mut Self {
        self.supplied.insert(field.into(), value.into());
        self
    }

    /// Agrees to every deletion by omission: in an operation that replaces, or for which no page says what omission does,
    /// each stored field without a value is listed as removed instead of refused (`missing`).
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

    /// Puts texts that are not ASCII through this function, where a schema says `convert: ascii`.
    pub fn ascii(
        &mut self,
        transliterate: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> &mut Self {
        self.ascii = Some(Arc::new(transliterate));
        self
    }
}

/// Values may be personal data: only names are shown.
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

/// How a record becomes the request `T`: values for what no record has, and what may be lost.
pub struct Mapping<T> {
    choices: Choices,
    // As in a policy: the request is named, not held.
    request: PhantomData<fn() -> T>,
}

impl<T> Mapping<T> {
    /// Nothing chosen.
    #[must_use]
    pub fn new() -> Self {
        Mapping {
            choices: Choices::new(),
            request: PhantomData,
        }
    }

    /// Supplies the value of a field, as text; it goes before the record's.
    #[must_use]
    pub fn set(mut self, field: Field<T>, value: impl Into<String>) -> Self {
        self.choices.set(field.path(), value);
        self
    }

    /// Agrees to every deletion by omission: in an operation that replaces, or for which no page says what omission does,
    /// each stored field without a value is listed as removed instead of refused (`missing`).
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

    /// Puts texts that are not ASCII through this function, where the schema says `convert: ascii`.
    #[must_use]
    pub fn ascii(mut self, transliterate: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        self.choices.ascii(transliterate);
        self
    }

    /// The same without the request's type.
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
