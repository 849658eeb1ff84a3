//! The contact in a provider's response.
//!
//! A schema says where the data of a contact are in a response and how they would be sent. The response is recognized and
//! read by the decoder of [`crate::response`]. Each datum is converted back. A datum that cannot be converted back is kept in
//! the provider's form and listed.

mod emitted;
mod error;
mod found;
mod undescribed;

use super::data::postal_code_of;
use super::{AsRead, Contact, Conversion};
use crate::response::case::{Case, select};
use crate::response::document::{Markup, Node};
use crate::response::incoming::Incoming;
use crate::response::place::{Place, Places, Step, nodes_at};
use crate::response::{ParseResponse, ResponseParts};
pub use error::ReadError;
use found::Found;

/// A request whose response contains a contact. Only generated types implement this trait.
///
/// # Examples
/// ```ignore
/// let read = ContactInfo::read_contact(ResponseParts::new(200, &body))?;
/// let update = ContactUpdate::diff(&read, &wanted, &mapping)?;
/// ```
pub trait ReadsContact: ParseResponse {
    /// The places of the data in a response.
    #[doc(hidden)]
    const __READING: ContactReading<'static>;

    /// Reads the contact in a response, which is recognized as by [`ParseResponse::parse_response`]. A datum that the response
    /// does not return is never cleared by a [`diff`](crate::contact::FromContact::diff).
    ///
    /// # Errors
    /// Fails if the response does not contain exactly one contact.
    fn read_contact(parts: ResponseParts<'_>) -> Result<AsRead, ReadError> {
        Self::__READING.read(&parts)
    }
}

/// The places of a contact in the responses of an operation.
#[derive(Clone, Copy, Debug)]
pub struct ContactReading<'r> {
    /// The cases of the operation.
    pub cases: &'r [Case<'r>],
    /// The number of the case that contains the contact.
    pub case: usize,
    /// The data.
    pub data: &'r [ContactSource<'r>],
    /// The values that are not data, without those that only the provider sets.
    pub others: &'r [ContactOther<'r>],
    /// The places of the objects that have the data. The empty place is the whole body.
    pub objects: Places<'r>,
    /// The places of the members of these objects that the schema describes beside the data and the others.
    pub described: Places<'r>,
}

/// The place of a datum, and how it would be sent.
#[derive(Clone, Copy, Debug)]
pub struct ContactSource<'r> {
    /// The place in each format: at most one. It ends with a step to items if these are the lines of one datum.
    pub at: Places<'r>,
    /// The term.
    pub means: &'r str,
    /// The conversions, in the order of sending.
    pub convert: &'r [Conversion],
    /// The separator, where a list is one text.
    pub join: Option<&'r str>,
}

impl<'r> ContactSource<'r> {
    /// Returns the source of a datum that is sent as it is.
    #[must_use]
    pub const fn new(at: Places<'r>, means: &'r str) -> Self {
        ContactSource {
            at,
            means,
            convert: &[],
            join: None,
        }
    }

    /// Sets the conversions.
    #[must_use]
    pub const fn convert(mut self, convert: &'r [Conversion]) -> Self {
        self.convert = convert;
        self
    }

    /// Sets the separator of the items.
    #[must_use]
    pub const fn join(mut self, join: &'r str) -> Self {
        self.join = Some(join);
        self
    }
}

/// The place of a value that is not a datum of a customer.
#[derive(Clone, Copy, Debug)]
pub struct ContactOther<'r> {
    /// The place in each format: at most one.
    pub at: Places<'r>,
    /// The field's logical path in the contact.
    pub field: &'r str,
    /// The term, if the field has one.
    pub means: Option<&'r str>,
    /// Whether the value is a text or a list of texts.
    pub is_text: bool,
}

/// The body of a response that contains a contact.
#[derive(Clone, Copy)]
struct ContactBody<'b, 'r> {
    root: &'b Node<'r>,
    markup: Markup,
}

impl<'b, 'r> ContactBody<'b, 'r> {
    /// Returns the place of a value in the format of the body.
    fn place<'t>(&self, places: &Places<'t>) -> Option<Place<'t>> {
        places.of(self.markup).first().copied()
    }

    /// Returns the number of values at a place. A null is a value.
    fn count(&self, place: Place<'_>) -> usize {
        nodes_at(self.root, place).map_or(0, |nodes| nodes.as_slice().len())
    }

    /// Returns whether the way to a place leads through a list that has several items. An update could only write a list with
    /// one item.
    fn is_in_one_of_several(&self, place: Place<'_>) -> bool {
        lists(place).any(|list| list.len() < place.len() && self.count(list) > 1)
    }
}

/// Returns the beginnings of a place that end with a step to items.
fn lists<'p>(place: Place<'p>) -> impl Iterator<Item = Place<'p>> {
    let ends = (0..place.len()).filter(|end| place[*end] == Step::Items);
    ends.map(|end| &place[..=end])
}

impl ContactReading<'_> {
    /// Reads the contact in a response.
    ///
    /// # Errors
    /// Fails if the response does not contain exactly one contact.
    pub fn read(&self, parts: &ResponseParts<'_>) -> Result<AsRead, ReadError> {
        let incoming = Incoming::new(parts);
        let (case, document) = select(&incoming, self.cases).map_err(ReadError::Unexpected)?;
        let Some((document, markup)) = document.filter(|_| case == self.case) else {
            return Err(ReadError::OtherResponse);
        };
        let body = ContactBody {
            root: document.root(),
            markup,
        };
        self.check_number(&body)?;
        let places = self.data.iter().map(|it| &it.at);
        let places = places.chain(self.others.iter().map(|it| &it.at));
        let mut described: Vec<Place<'_>> = places.filter_map(|it| body.place(it)).collect();
        // A value without any documented member is not a contact without data: it is not a contact.
        if described.iter().all(|place| body.count(place) == 0) {
            return Err(ReadError::OtherResponse);
        }
        described.extend(self.described.of(markup));
        let mut found = Found::default();
        for source in self.data {
            found.datum(source, &body);
        }
        found.telephones(self.data, &body);
        for other in self.others {
            found.other(other, &body);
        }
        found.others.undescribed = undescribed::names(&body, self.objects.of(markup), &described);
        let sources = self.data.iter().filter(|it| body.place(&it.at).is_some());
        let codes = sources
            .clone()
            .filter(|it| it.convert.contains(&Conversion::PcComma))
            .filter_map(|it| postal_code_of(it.means));
        let terms = sources.map(|it| it.means).chain(codes);
        let returned = terms.filter_map(Contact::path_of);
        Ok(AsRead::found(
            found.contact,
            returned,
            found.unread,
            found.others,
        ))
    }

    /// Checks the lists that contain all data, which are those on the way to the contact: each has to have one item.
    fn check_number(&self, body: &ContactBody<'_, '_>) -> Result<(), ReadError> {
        let places = || self.data.iter().filter_map(|it| body.place(&it.at));
        let Some(first) = places().next() else {
            return Err(ReadError::OtherResponse);
        };
        let is_way = |list: &Place<'_>| {
            list.len() < first.len() && places().all(|place| place.starts_with(list))
        };
        match lists(first)
            .filter(is_way)
            .all(|list| body.count(list) == 1)
        {
            true => Ok(()),
            false => Err(ReadError::NotOne),
        }
    }
}
