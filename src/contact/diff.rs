//! The contact as a provider has it.
//!
//! In: a record as read, and which data the reading side returns. Out: what a diff may compare. What the reading side
//! does not return is unknown, which is another thing than absent.

use std::borrow::Cow;
use std::collections::BTreeSet;

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
}

impl AsRead {
    /// A record, and the paths of all data that the reading side returns, whether they are set or not.
    #[must_use]
    pub fn new(
        contact: Contact,
        returned: impl IntoIterator<Item = impl Into<Cow<'static, str>>>,
    ) -> Self {
        AsRead {
            contact,
            returned: returned.into_iter().map(Into::into).collect(),
        }
    }

    /// The record.
    #[must_use]
    pub const fn contact(&self) -> &Contact {
        &self.contact
    }

    /// Whether the reading side returns a datum, by its path; those that have a value count as returned.
    #[must_use]
    pub fn returns(&self, datum: &str) -> bool {
        let datum = datum.split_once('[').map_or(datum, |(root, _)| root);
        self.returned.contains(datum)
            || self.contact.get(datum).is_some()
            || (datum == "street" && !self.contact.street.is_empty())
    }
}
