//! The contact as a provider has it.
//!
//! In: a record as read, and which data the reading side returns. Out: what a diff may compare. What the reading side
//! does not return is unknown, which is another thing than absent.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::Contact;

/// A record as read from a provider.
///
/// ```
/// use wireform::{AsRead, Contact};
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
    /// What is no datum, by the logical name of its field: its texts, or nothing where it is no text.
    others: BTreeMap<String, Option<Vec<String>>>,
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
            .field("others", &self.others.keys())
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
        AsRead::found(contact, returned, Vec::new(), BTreeMap::new())
    }

    /// What was found in an answer.
    pub(super) fn found(
        contact: Contact,
        returned: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
        unread: Vec<Unread>,
        others: BTreeMap<String, Option<Vec<String>>>,
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
        self.others.insert(field.into(), Some(vec![text.into()]));
        self
    }

    /// What the provider has in a field that is no datum: its texts, or `None` inside if they are no texts.
    pub(super) fn other(&self, field: &str) -> Option<Option<&[String]>> {
        self.others.get(field).map(Option::as_deref)
    }

    /// The data that the provider has in another form than people do; each is kept as it came where that is a text.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Whether the provider has a datum that the record has not, because it could not be read.
    pub(super) fn is_unseen(&self, datum: &str) -> bool {
        let unread = self.unread.iter().any(|it| root(&it.datum) == root(datum));
        unread
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
