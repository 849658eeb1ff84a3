//! The contact in a provider's response.
//!
//! A schema says where the data of a contact are in a response and how they would be sent. Each datum is converted back. A
//! datum that cannot be converted back is kept in the provider's form and listed.

mod found;
#[cfg(test)]
mod tests;
mod tree;
mod undescribed;

use std::fmt;

use super::data::postal_code_of;
use super::{AsRead, Contact, Conversion};
use crate::ApiRequest;
use found::Found;
use tree::Tree;

/// A request whose response contains a contact. Only generated types implement this trait.
///
/// # Examples
/// ```ignore
/// let read = ContactInfo::read_contact(200, &body)?;
/// let update = ContactUpdate::diff(&read, &wanted, &mapping)?;
/// ```
pub trait ReadsContact: ApiRequest {
    /// The places of the data in a response.
    #[doc(hidden)]
    const __READING: ContactReading<'static>;

    /// Reads the contact in a response. A datum that the response does not return is never cleared by a
    /// [`diff`](crate::contact::FromContact::diff).
    ///
    /// # Errors
    /// Fails if the response does not contain exactly one contact.
    fn read_contact(status: u16, body: &[u8]) -> Result<AsRead, ReadError> {
        Self::__READING.read(status, body)
    }
}

/// The places of a contact in the responses of an operation.
#[derive(Clone, Copy, Debug)]
pub struct ContactReading<'r> {
    /// The tests of the responses. The last response contains the contact; the ones in front of it are other responses.
    pub responses: &'r [ContactResponse<'r>],
    /// The data.
    pub data: &'r [ContactSource<'r>],
    /// The values that are not data, without those that only the provider sets.
    pub others: &'r [ContactOther<'r>],
    /// The places of the objects that have the data; the empty place is the whole body.
    pub objects: &'r [&'r str],
    /// The places of all members of these objects that the schema describes.
    pub described: &'r [&'r str],
}

/// The tests that tell a response from others. All of them have to pass.
#[derive(Clone, Copy, Debug)]
pub struct ContactResponse<'r> {
    /// Its statuses (`200`, `2xx`). An empty list allows every status.
    pub status: &'r [&'r str],
    /// Places in its body, each with a test of its value.
    pub body: &'r [(&'r str, ContactTest<'r>)],
}

/// A test of a place in a body.
#[derive(Clone, Copy, Debug)]
pub enum ContactTest<'r> {
    /// The value is one of these texts.
    OneOf(&'r [&'r str]),
    /// There is a value if this is true, and no value if it is false.
    Present(bool),
}

/// The place of a datum, and how it would be sent.
#[derive(Clone, Copy, Debug)]
pub struct ContactSource<'r> {
    /// A dotted path in the body, with `[]` for the only item of a list.
    pub at: &'r str,
    /// The term.
    pub means: &'r str,
    /// The conversions, in the order of sending.
    pub convert: &'r [Conversion],
    /// The separator, where a list is one text.
    pub join: Option<&'r str>,
}

/// The place of a value that is not a datum of a customer.
#[derive(Clone, Copy, Debug)]
pub struct ContactOther<'r> {
    /// A dotted path in the body.
    pub at: &'r str,
    /// The field's logical path in the contact.
    pub field: &'r str,
    /// The term, if the field has one.
    pub means: Option<&'r str>,
    /// Whether the value is a text or a list of texts.
    pub is_text: bool,
}

/// Why no contact could be read from a response. It shows nothing of the response.
///
/// # Examples
/// ```
/// use wireform::contact::ReadError;
///
/// assert_eq!(ReadError::NoJson.to_string(), "the body of the response is not JSON");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// The body is not JSON.
    NoJson,
    /// The response contains no contact, for example because it reports a failure.
    OtherResponse,
    /// A list does not contain exactly one contact.
    NotOne,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ReadError::NoJson => "the body of the response is not JSON",
            ReadError::OtherResponse => "the response does not contain a contact",
            ReadError::NotOne => "the response does not contain exactly one contact",
        })
    }
}

impl std::error::Error for ReadError {}

impl ContactReading<'_> {
    /// Reads the contact in a response.
    ///
    /// # Errors
    /// Fails if the response does not contain exactly one contact.
    pub fn read(&self, status: u16, body: &[u8]) -> Result<AsRead, ReadError> {
        let tree = Tree::parse(body).ok_or(ReadError::NoJson)?;
        let first = self.responses.iter().position(|it| it.is(status, &tree));
        if first.is_none_or(|first| first + 1 != self.responses.len()) {
            return Err(ReadError::OtherResponse);
        }
        self.one(&tree)?;
        let places = self.data.iter().map(|it| it.at);
        let mut places = places.chain(self.others.iter().map(|it| it.at));
        // A value without any documented member is not a contact without data: it is not a contact.
        if places.all(|at| tree.find(at).is_empty()) {
            return Err(ReadError::OtherResponse);
        }
        let mut found = Found::default();
        for source in self.data {
            found.datum(source, &tree);
        }
        found.telephones(self.data);
        for other in self.others {
            found.other(other, &tree);
        }
        found.others.undescribed = undescribed::places(&tree, self.objects, self.described);
        let codes = self
            .data
            .iter()
            .filter(|it| it.convert.contains(&Conversion::PcComma))
            .filter_map(|it| postal_code_of(it.means));
        let terms = self.data.iter().map(|it| it.means).chain(codes);
        let returned = terms.filter_map(Contact::path_of);
        Ok(AsRead::found(
            found.contact,
            returned,
            found.unread,
            found.others,
        ))
    }

    /// Checks the lists that contain all data, which are those on the way to the contact: each has to have one item.
    fn one(&self, tree: &Tree) -> Result<(), ReadError> {
        let Some(first) = self.data.first() else {
            return Err(ReadError::OtherResponse);
        };
        for (end, brackets) in first.at.match_indices("[]") {
            let list = &first.at[..end + brackets.len()];
            let is_way = self.data.iter().all(|it| it.at.starts_with(list));
            if is_way && tree.find(list).len() != 1 {
                return Err(ReadError::NotOne);
            }
        }
        Ok(())
    }
}

impl ContactResponse<'_> {
    /// Returns whether a response passes all tests.
    fn is(&self, status: u16, tree: &Tree) -> bool {
        let status = status.to_string();
        let class = format!("{}xx", &status[..1]);
        let passes = |(path, test): &(&str, ContactTest<'_>)| {
            let found = tree.find(path);
            let present = found.iter().any(|tree| **tree != Tree::Null);
            match test {
                ContactTest::Present(wanted) => present == *wanted,
                ContactTest::OneOf(texts) => found
                    .iter()
                    .any(|tree| matches!(tree, Tree::Text(text) if texts.contains(&text.as_str()))),
            }
        };
        (self.status.is_empty() || self.status.iter().any(|it| *it == status || *it == class))
            && self.body.iter().all(passes)
    }
}
