//! The contact in a provider's answer.
//!
//! In: status and body of an answer, and from a schema where the data of a contact stand in it and how they would have
//! been sent. Out: the contact [`AsRead`], with its data as people hold them; what could not be turned back is kept as it
//! came, and listed.

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

/// A request whose answer holds a contact. Implemented by generated types only.
///
/// ```ignore
/// let read = ContactInfo::read_contact(200, &body)?;
/// let update = ContactUpdate::diff(&read, &wanted, &mapping)?;
/// ```
pub trait ReadsContact: ApiRequest {
    /// Where everything stands.
    #[doc(hidden)]
    const __READING: ContactReading<'static>;

    /// The contact in an answer, with what the answer can say at all: what it does not return is never cleared by a
    /// [`diff`](crate::contact::FromContact::diff).
    ///
    /// # Errors
    /// The answer is another one than that which holds a contact, or holds several.
    fn read_contact(status: u16, body: &[u8]) -> Result<AsRead, ReadError> {
        Self::__READING.read(status, body)
    }
}

/// Where a contact stands in the answers of an operation.
#[derive(Clone, Copy, Debug)]
pub struct ContactReading<'r> {
    /// What tells the answers: the last holds the contact, those in front of it are others.
    pub answers: &'r [ContactAnswer<'r>],
    /// The data.
    pub data: &'r [ContactSource<'r>],
    /// What stands beside the data and is none. What only the provider sets is not among it.
    pub others: &'r [ContactOther<'r>],
    /// The places of the objects that have the data; the empty place is the whole body.
    pub objects: &'r [&'r str],
    /// The places of all members of these objects that the schema describes.
    pub described: &'r [&'r str],
}

/// What tells an answer from others; all of it holds.
#[derive(Clone, Copy, Debug)]
pub struct ContactAnswer<'r> {
    /// Its statuses (`200`, `2xx`); any if there is none.
    pub status: &'r [&'r str],
    /// Places in its body.
    pub body: &'r [(&'r str, ContactTold<'r>)],
}

/// A test of one place in a body.
#[derive(Clone, Copy, Debug)]
pub enum ContactTold<'r> {
    /// One of these texts.
    OneOf(&'r [&'r str]),
    /// There, or not.
    Present(bool),
}

/// Where a datum stands, and how it would have been sent.
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

/// Something of a contact that is no datum of a customer.
#[derive(Clone, Copy, Debug)]
pub struct ContactOther<'r> {
    /// A dotted path in the body.
    pub at: &'r str,
    /// The field's logical path in the contact.
    pub field: &'r str,
    /// The term, if the field has one.
    pub means: Option<&'r str>,
    /// Whether it is a text, or a list of texts, as it stands there.
    pub is_text: bool,
}

/// Why there is no contact in an answer. It shows nothing of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// The body is no JSON.
    NoJson,
    /// It is another answer: a failure, or one that has nothing of a contact.
    OtherAnswer,
    /// A list that should have one contact has another number of them.
    NotOne,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ReadError::NoJson => "the body of the answer is no JSON",
            ReadError::OtherAnswer => "this is no answer that holds a contact",
            ReadError::NotOne => "the answer does not hold exactly one contact",
        })
    }
}

impl std::error::Error for ReadError {}

impl ContactReading<'_> {
    /// The contact in an answer.
    ///
    /// # Errors
    /// The answer is another one than that which holds a contact, or holds several.
    pub fn read(&self, status: u16, body: &[u8]) -> Result<AsRead, ReadError> {
        let tree = Tree::parse(body).ok_or(ReadError::NoJson)?;
        let first = self.answers.iter().position(|it| it.is(status, &tree));
        if first.is_none_or(|first| first + 1 != self.answers.len()) {
            return Err(ReadError::OtherAnswer);
        }
        self.one(&tree)?;
        let places = self.data.iter().map(|it| it.at);
        let mut places = places.chain(self.others.iter().map(|it| it.at));
        // Something that has none of what is documented is no contact, and not one without data.
        if places.all(|at| tree.find(at).is_empty()) {
            return Err(ReadError::OtherAnswer);
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

    /// The lists that all data stand in are those on the way to the contact: each has one item.
    fn one(&self, tree: &Tree) -> Result<(), ReadError> {
        let Some(first) = self.data.first() else {
            return Err(ReadError::OtherAnswer);
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

impl ContactAnswer<'_> {
    fn is(&self, status: u16, tree: &Tree) -> bool {
        let status = status.to_string();
        let class = format!("{}xx", &status[..1]);
        let told = |(path, told): &(&str, ContactTold<'_>)| {
            let found = tree.find(path);
            let present = found.iter().any(|tree| **tree != Tree::Null);
            match told {
                ContactTold::Present(wanted) => present == *wanted,
                ContactTold::OneOf(texts) => found
                    .iter()
                    .any(|tree| matches!(tree, Tree::Text(text) if texts.contains(&text.as_str()))),
            }
        };
        (self.status.is_empty() || self.status.iter().any(|it| *it == status || *it == class))
            && self.body.iter().all(told)
    }
}
