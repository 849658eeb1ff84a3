//! Contacts as read from a provider.
//!
//! A diff compares a record with the contact as read. A datum that the provider does not return is unknown, not absent.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Carrier, Contact};

/// A contact as read from a provider, with the list of the data that the provider returns.
///
/// # Examples
/// ```
/// use wireform::contact::{AsRead, Contact};
///
/// let read = AsRead::new(Contact::new().name("Jane Doe"), ["name", "organization", "street"]);
/// assert!(read.returns("organization"));
/// assert!(!read.returns("vat"));
/// ```
#[derive(Clone)]
pub struct AsRead {
    contact: Contact,
    returned: BTreeSet<Cow<'static, str>>,
    unread: Vec<Unread>,
    others: Others,
}

/// Values of a contact at a provider that are not data of a customer.
#[derive(Clone, Debug, Default)]
pub(super) struct Others {
    /// The values, by the logical names of their fields.
    pub(super) found: BTreeMap<String, Other>,
    /// The places of members that the schema does not describe.
    pub(super) undescribed: Vec<String>,
}

/// A value that is not a datum.
#[derive(Clone)]
pub(super) struct Other {
    /// The term, if its field has one.
    pub(super) means: Option<String>,
    /// Its texts, or `None` if it is not a text.
    pub(super) texts: Option<Vec<String>>,
}

/// Shows the term, and not the texts, which may be personal.
impl fmt::Debug for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Other")
            .field("means", &self.means)
            .finish_non_exhaustive()
    }
}

/// A datum that could not be read. The record has it in the provider's form, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub(super) datum: String,
    pub(super) at: String,
    pub(super) reason: String,
}

impl Unread {
    /// Returns the datum, as a path of the record.
    #[must_use]
    pub fn datum(&self) -> &str {
        &self.datum
    }

    /// Returns the place in the response.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.at
    }

    /// Returns what is wrong, as a sentence whose subject is the datum.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// `voice: cannot be read back through `phone_dot``.
impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.datum, self.reason)
    }
}

/// Shows only the names of values that are not data, because the values may be personal.
impl fmt::Debug for AsRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsRead")
            .field("contact", &self.contact)
            .field("returned", &self.returned)
            .field("unread", &self.unread)
            .field("others", &self.others.found.keys())
            .field("undescribed", &self.others.undescribed.len())
            .finish()
    }
}

impl AsRead {
    /// Makes a contact as read from a record and the paths of all data that the provider returns, whether they are set or
    /// not.
    #[must_use]
    pub fn new(
        contact: Contact,
        returned: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        AsRead::found(contact, returned, Vec::new(), Others::default())
    }

    /// Makes a contact as read from what was found in a response.
    pub(super) fn found(
        contact: Contact,
        returned: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
        unread: Vec<Unread>,
        others: Others,
    ) -> Self {
        AsRead {
            contact,
            returned: returned.into_iter().map(Into::into).collect(),
            unread,
            others,
        }
    }

    /// Adds a value that is not a datum of a customer, by the logical name of its field.
    ///
    /// A replacement sends it back, unless the mapping supplies another value or leaves the field out.
    #[must_use]
    pub fn with_other(mut self, field: impl Into<String>, text: impl Into<String>) -> Self {
        let other = Other {
            means: None,
            texts: Some(vec![text.into()]),
        };
        self.others.found.insert(field.into(), other);
        self
    }

    /// Returns the stored value of a field that is not a datum: the name under which it was read, and its texts, or `None` if
    /// it is not a text. Looks for the name of the field first, then for a value with the same term.
    pub(super) fn other(&self, carrier: &Carrier<'_>) -> Option<(&str, Option<&[String]>)> {
        let found = &self.others.found;
        let named = found.get_key_value(carrier.key());
        let (name, other) = named.or_else(|| {
            let mut found = found.iter();
            found.find(|(_, it)| it.means.is_some() && it.means.as_deref() == carrier.means)
        })?;
        Some((name, other.texts.as_deref()))
    }

    /// Returns the term of a field that is not a datum, by its name.
    pub(super) fn term_of(&self, name: &str) -> Option<&str> {
        self.others.found.get(name)?.means.as_deref()
    }

    /// Returns the names of the values that are not data of a customer: logical names of fields (`nic_ref`), and places of
    /// members that the schema does not describe (`data[0].sip`).
    ///
    /// A replacement sends each of them back, or lists its removal if the mapping leaves it out by this name. Otherwise the
    /// replacement is refused.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        let described = self.others.found.keys();
        described
            .chain(&self.others.undescribed)
            .map(String::as_str)
    }

    /// Returns the data that could not be read. The record keeps each in the provider's form if that is a text.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Returns whether the provider has a datum in a form that could not be read.
    pub(super) fn is_unread(&self, datum: &str) -> bool {
        self.unread.iter().any(|it| root(&it.datum) == root(datum))
    }

    /// Returns whether the record lacks a datum of the provider because it could not be read.
    pub(super) fn is_unseen(&self, datum: &str) -> bool {
        self.is_unread(datum)
            && !self
                .contact
                .data()
                .iter()
                .any(|(path, _)| root(path) == root(datum))
    }

    /// Returns the record.
    #[must_use]
    pub const fn contact(&self) -> &Contact {
        &self.contact
    }

    /// Returns whether the provider returns a datum, by its path. A datum with a value counts as returned.
    #[must_use]
    pub fn returns(&self, datum: &str) -> bool {
        let datum = root(datum);
        self.returned.contains(datum)
            || self.contact.get(datum).is_some()
            || (datum == "street" && !self.contact.street.is_empty())
    }
}

/// Returns `street` of `street[1]`.
pub(super) fn root(path: &str) -> &str {
    path.split_once('[').map_or(path, |(root, _)| root)
}
