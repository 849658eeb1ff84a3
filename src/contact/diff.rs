//! The contact as a provider has it.
//!
//! In: a record as read, and which data the reading side returns. Out: what a diff may compare. What the reading side
//! does not return is unknown, which is another thing than absent.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Carrier, Contact};

/// A record as read from a provider.
///
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

/// What a provider has of a contact beside the data of a customer.
#[derive(Clone, Debug, Default)]
pub(super) struct Others {
    /// What it has, by the logical names of its fields.
    pub(super) found: BTreeMap<String, Other>,
    /// The places of members that the schema does not describe.
    pub(super) undescribed: Vec<String>,
}

/// A value that is no datum.
#[derive(Clone)]
pub(super) struct Other {
    /// The term, if its field has one.
    pub(super) means: Option<String>,
    /// Its texts; nothing where it is no text.
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

/// A datum that the provider has, and that is not as people hold it: the record has it as it came, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    pub(super) datum: String,
    pub(super) at: String,
    pub(super) reason: String,
}

impl Unread {
    /// The datum, as a path of the record.
    #[must_use]
    pub fn datum(&self) -> &str {
        &self.datum
    }

    /// Where it stands in the answer.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.at
    }

    /// What is wrong with it, in words that go on behind the datum.
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

/// What is no datum may be personal all the same: only the names of its fields are shown.
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
    /// A record, and the paths of all data that the reading side returns, whether they are set or not.
    #[must_use]
    pub fn new(
        contact: Contact,
        returned: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        AsRead::found(contact, returned, Vec::new(), Others::default())
    }

    /// What was found in an answer.
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

    /// Adds what the provider has of the contact beside the data of a customer, by the logical name of the field. A
    /// replacement puts it back, unless the mapping supplies another value or leaves the field out.
    #[must_use]
    pub fn with_other(mut self, field: impl Into<String>, text: impl Into<String>) -> Self {
        let other = Other {
            means: None,
            texts: Some(vec![text.into()]),
        };
        self.others.found.insert(field.into(), other);
        self
    }

    /// Returns what the provider has in a field that is no datum, under the name that it was read by: its texts, or `None`
    /// inside if they are no texts. A member of another name matches by its term.
    pub(super) fn other(&self, carrier: &Carrier<'_>) -> Option<(&str, Option<&[String]>)> {
        let found = &self.others.found;
        let named = found.get_key_value(carrier.key());
        let (name, other) = named.or_else(|| {
            let mut found = found.iter();
            found.find(|(_, it)| it.means.is_some() && it.means.as_deref() == carrier.means)
        })?;
        Some((name, other.texts.as_deref()))
    }

    /// Returns the term of a field that is no datum, by its name.
    pub(super) fn term_of(&self, name: &str) -> Option<&str> {
        self.others.found.get(name)?.means.as_deref()
    }

    /// Returns the names of what the provider has beside the data of a customer: logical names of fields (`nic_ref`), and
    /// places of members that the schema does not describe (`data[0].sip`). A replacement puts each of them back, or lists
    /// its removal if the mapping leaves it out by this name, or is refused.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        let described = self.others.found.keys();
        described
            .chain(&self.others.undescribed)
            .map(String::as_str)
    }

    /// The data that the provider has in another form than people do; each is kept as it came where that is a text.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Whether the provider has a datum in a form that could not be read.
    pub(super) fn is_unread(&self, datum: &str) -> bool {
        self.unread.iter().any(|it| root(&it.datum) == root(datum))
    }

    /// Whether the provider has a datum that the record has not, because it could not be read.
    pub(super) fn is_unseen(&self, datum: &str) -> bool {
        self.is_unread(datum)
            && !self
                .contact
                .data()
                .iter()
                .any(|(path, _)| root(path) == root(datum))
    }

    /// The record.
    #[must_use]
    pub const fn contact(&self) -> &Contact {
        &self.contact
    }

    /// Whether the reading side returns a datum, by its path; those that have a value count as returned.
    #[must_use]
    pub fn returns(&self, datum: &str) -> bool {
        let datum = root(datum);
        self.returned.contains(datum)
            || self.contact.get(datum).is_some()
            || (datum == "street" && !self.contact.street.is_empty())
    }
}

/// `street` of `street[1]`.
pub(super) fn root(path: &str) -> &str {
    path.split_once('[').map_or(path, |(root, _)| root)
}
