//! The contact as a provider has it.
//!
//! In: a record as read, and which data the reading side returns. Out: what a diff may compare. What the reading side
//! does not return is unknown, which is another thing than absent.

use std::borrow::Cow;
use std::collections::BTreeSet;
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
#[derive(Clone, Debug)]
pub struct AsRead {
    contact: Contact,
    returned: BTreeSet<Cow<'static, str>>,
    unread: Vec<Unread>,
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

impl AsRead {
    /// A record, and the paths of all data that the reading side returns, whether they are set or not.
    #[must_use]
    pub fn new(
        contact: Contact,
        returned: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        AsRead::with_unread(contact, returned, Vec::new())
    }

    /// The same, with what could not be read back.
    pub(super) fn with_unread(
        contact: Contact,
        returned: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
        unread: Vec<Unread>,
    ) -> Self {
        AsRead {
            contact,
            returned: returned.into_iter().map(Into::into).collect(),
            unread,
        }
    }

    /// The data that the provider has in another form than people do; each is kept as it came where that is a text.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Whether the provider has a datum that the record has not, because it could not be read.
    pub(super) fn has_unread(&self, datum: &str) -> bool {
        self.unread.iter().any(|it| root(&it.datum) == root(datum))
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
