//! JSContact (RFC 9553): the part of a Card that a contact for domain names has.
//!
//! Converts between a [`Contact`] and a value that serde reads and writes as a Card. JSContact has no property for some
//! data, for example the number for value-added tax; [`JsContact::left_out`] lists them. Reading a Card ignores the
//! properties for which a contact has no datum.
#![cfg(feature = "serde")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Contact, ContactKind};
use crate::Date;

/// A contact as a Card of JSContact.
///
/// ```
/// use wireform::contact::{Contact, JsContact};
///
/// let contact = Contact::new().name("Jane Doe").city("Köln").country("DE").email("jane@example.com");
/// let json = serde_json::to_string(&JsContact::from(&contact)).unwrap();
/// let card: JsContact = serde_json::from_str(&json).unwrap();
/// assert_eq!(Contact::from(&card), contact);
///
/// let company = contact.vat("NL123456789B01");
/// assert_eq!(JsContact::left_out(&company), ["vat"]);
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JsContact {
    #[serde(rename = "@type")]
    ty: String,
    version: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<Name>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    organizations: BTreeMap<String, Organization>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    addresses: BTreeMap<String, Address>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    phones: BTreeMap<String, Phone>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    emails: BTreeMap<String, Email>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    anniversaries: BTreeMap<String, Anniversary>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Name {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    full: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    components: Vec<Component>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Component {
    kind: String,
    value: String,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Organization {
    #[serde(default)]
    name: String,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    components: Vec<Component>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_ordered: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    default_separator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country_code: Option<String>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Phone {
    number: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    features: BTreeMap<String, bool>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Email {
    address: String,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Anniversary {
    kind: String,
    date: PartialDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Address>,
}

/// A date whose parts may be unknown.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct PartialDate {
    #[serde(default, rename = "@type", skip_serializing_if = "Option::is_none")]
    ty: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
}

/// Shows no value, because the values are personal data.
impl std::fmt::Debug for JsContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JsContact(***)")
    }
}

/// Returns a map with the value, if there is one.
fn one<T>(value: Option<T>) -> BTreeMap<String, T> {
    value
        .into_iter()
        .map(|value| ("1".to_owned(), value))
        .collect()
}

/// Makes a component.
fn component(kind: &str, value: &str) -> Component {
    Component {
        kind: kind.to_owned(),
        value: value.to_owned(),
    }
}

/// Returns a telephone number as a URI (RFC 3966), with the feature as its key.
fn tel(
    number: Option<&String>,
    extension: Option<&String>,
    feature: &str,
) -> Option<(String, Phone)> {
    let extension = extension
        .map(|digits| format!(";ext={digits}"))
        .unwrap_or_default();
    let number = format!("tel:{}{extension}", number?);
    let features = BTreeMap::from([(feature.to_owned(), true)]);
    Some((feature.to_owned(), Phone { number, features }))
}

/// The kinds of components that belong to the lines of the street.
const IN_STREET: [&str; 12] = [
    "room",
    "apartment",
    "floor",
    "building",
    "number",
    "name",
    "block",
    "subdistrict",
    "district",
    "landmark",
    "direction",
    "postOfficeBox",
];

/// Returns the lines of a street as components, with a line feed between them.
fn street(lines: &[String]) -> Vec<Component> {
    let mut components = Vec::new();
    for line in lines {
        if !components.is_empty() {
            components.push(component("separator", "\n"));
        }
        components.push(component("name", line));
    }
    components
}

impl Address {
    /// Returns the value of the first component of a kind.
    fn part(&self, kind: &str) -> Option<String> {
        let part = self.components.iter().find(|part| part.kind == kind)?;
        Some(part.value.clone())
    }

    /// Returns the lines of the street. Joins its components in the order of the Card, with their separators.
    fn lines(&self) -> Vec<String> {
        let usual = self.default_separator.as_deref().unwrap_or(" ");
        let mut text: Option<String> = None;
        let mut separator = None;
        for part in &self.components {
            if part.kind == "separator" {
                separator = Some(part.value.as_str());
                continue;
            }
            let between = separator.take().unwrap_or(usual);
            if IN_STREET.contains(&part.kind.as_str()) {
                text = Some(match text {
                    Some(before) => format!("{before}{between}{}", part.value),
                    None => part.value.clone(),
                });
            }
        }
        let lines = text.iter().flat_map(|text| text.split('\n'));
        lines.map(str::to_owned).collect()
    }
}

/// Returns the birth as an anniversary. A Card cannot have a birth without its day.
fn birth(contact: &Contact) -> Option<Anniversary> {
    let date = contact.birth_date?;
    let mut place = Address::default();
    for (kind, part) in [
        ("locality", &contact.birth_place),
        ("postcode", &contact.birth_postal_code),
    ] {
        place
            .components
            .extend(part.as_deref().map(|value| component(kind, value)));
    }
    match contact.birth_country.as_deref() {
        Some(code) if is_code(code) => place.country_code = Some(code.to_owned()),
        Some(name) => place.components.push(component("country", name)),
        None => {}
    }
    Some(Anniversary {
        kind: "birth".to_owned(),
        date: PartialDate {
            ty: Some("PartialDate".to_owned()),
            year: Some(date.year()),
            month: Some(date.month()),
            day: Some(date.day()),
        },
        place: (place != Address::default()).then_some(place),
    })
}

/// Returns whether a country is given by its code and not by its name.
fn is_code(country: &str) -> bool {
    country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl JsContact {
    /// Returns the paths of the data that a Card cannot hold: identifiers, and the place of a birth without its day.
    ///
    /// A Card cannot request a removal either, so the list also has the names of the data that the record asks to remove.
    #[must_use]
    pub fn left_out(contact: &Contact) -> Vec<String> {
        let read = Contact::from(&JsContact::from(contact));
        let data = contact.data().into_iter();
        let data = data
            .filter(|(path, text)| read.get(path).as_deref() != Some(text))
            .map(|(path, _)| path.into_owned());
        let removals = contact.removals().into_iter();
        let removals = removals.filter(|name| !read.removes(name));
        data.chain(removals.map(str::to_owned)).collect()
    }
}

/// Returns number and extension of a telephone URI (RFC 3966), without visual separators. A single dot is kept, because it
/// is the separator of RFC 5733.
fn dialled(uri: &str) -> (String, Option<String>) {
    let mut parts = uri.split(';');
    let number = parts.next().unwrap_or_default();
    let extension = parts.find_map(|part| part.strip_prefix("ext="));
    let visual = ['-', '.', '(', ')'];
    let plain = |text: &str| text.replace(visual, "");
    let number = match number.matches(visual).collect::<Vec<_>>()[..] {
        ["."] => number.to_owned(),
        _ => plain(number),
    };
    (number, extension.map(plain))
}

impl From<&Contact> for JsContact {
    fn from(contact: &Contact) -> Self {
        let mut names = Vec::new();
        for (kind, part) in [
            ("title", &contact.title),
            ("given", &contact.given_name),
            ("surname", &contact.family_name),
        ] {
            names.extend(part.as_deref().map(|value| component(kind, value)));
        }
        let mut place = street(&contact.street);
        for (kind, part) in [
            ("locality", &contact.city),
            ("region", &contact.state),
            ("postcode", &contact.postal_code),
        ] {
            place.extend(part.as_deref().map(|value| component(kind, value)));
        }
        let name = Name {
            full: contact.name.clone(),
            components: names,
        };
        let address = Address {
            is_ordered: contact.street.len() > 1,
            default_separator: None,
            components: place,
            country_code: contact.country.clone(),
        };
        let voice = tel(
            contact.voice.as_ref(),
            contact.voice_extension.as_ref(),
            "voice",
        );
        let fax = tel(contact.fax.as_ref(), contact.fax_extension.as_ref(), "fax");
        JsContact {
            ty: "Card".to_owned(),
            version: "1.0".to_owned(),
            kind: contact.kind.map(|kind| {
                match kind {
                    ContactKind::Person => "individual",
                    ContactKind::Organization => "org",
                    ContactKind::Role => "group",
                }
                .to_owned()
            }),
            name: (name != Name::default()).then_some(name),
            organizations: one(contact
                .organization
                .clone()
                .map(|name| Organization { name })),
            addresses: one((address != Address::default()).then_some(address)),
            phones: voice.into_iter().chain(fax).collect(),
            emails: one(contact.email.clone().map(|address| Email { address })),
            anniversaries: one(birth(contact)),
        }
    }
}

impl From<&JsContact> for Contact {
    fn from(card: &JsContact) -> Self {
        let mut contact = Contact::new();
        contact.kind = match card.kind.as_deref() {
            Some("individual") => Some(ContactKind::Person),
            Some("org") => Some(ContactKind::Organization),
            Some("group") => Some(ContactKind::Role),
            _ => None,
        };
        if let Some(name) = &card.name {
            contact.name.clone_from(&name.full);
            let part = |kind: &str| {
                let found = name.components.iter().find(|part| part.kind == kind);
                found.map(|part| part.value.clone())
            };
            contact.title = part("title");
            contact.given_name = part("given");
            contact.family_name = part("surname");
        }
        contact.organization = card
            .organizations
            .values()
            .next()
            .map(|org| org.name.clone());
        contact.email = card
            .emails
            .values()
            .next()
            .map(|email| email.address.clone());
        if let Some(address) = card.addresses.values().next() {
            contact.street = address.lines();
            contact.city = address.part("locality");
            contact.state = address.part("region");
            contact.postal_code = address.part("postcode");
            contact.country.clone_from(&address.country_code);
        }
        let mut births = card.anniversaries.values();
        if let Some(birth) = births.find(|it| it.kind == "birth") {
            let PartialDate {
                year, month, day, ..
            } = birth.date;
            if let (Some(year), Some(month), Some(day)) = (year, month, day) {
                let text = format!("{year:04}-{month:02}-{day:02}");
                contact.birth_date = text.parse::<Date>().ok();
            }
            if let Some(place) = &birth.place {
                contact.birth_place = place.part("locality");
                contact.birth_postal_code = place.part("postcode");
                contact.birth_country =
                    place.country_code.clone().or_else(|| place.part("country"));
            }
        }
        for phone in card.phones.values() {
            let (number, extension) = match phone.number.strip_prefix("tel:") {
                Some(uri) => dialled(uri),
                None => (phone.number.clone(), None),
            };
            if phone.features.contains_key("fax") {
                (contact.fax, contact.fax_extension) = (Some(number), extension);
            } else {
                (contact.voice, contact.voice_extension) = (Some(number), extension);
            }
        }
        contact
    }
}
