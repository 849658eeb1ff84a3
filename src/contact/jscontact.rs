//! JSContact (RFC 9553): the part of a Card that a contact for domain names has.
//!
//! In and out: a [`Contact`], and a value that serde reads and writes as a Card. What JSContact has no property for
//! (identifiers such as the number for value-added tax) is not in the Card; properties that a contact has no datum for
//! are passed over when a Card is read.
#![cfg(feature = "serde")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Contact, Kind};

/// A contact as a Card of JSContact.
///
/// ```
/// use wireform::{Contact, JsContact};
///
/// let contact = Contact::new().name("Jane Doe").city("Köln").country("DE").email("jane@example.com");
/// let json = serde_json::to_string(&JsContact::from(&contact)).unwrap();
/// let card: JsContact = serde_json::from_str(&json).unwrap();
/// assert_eq!(Contact::from(&card), contact);
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

/// Data of people are not shown.
impl std::fmt::Debug for JsContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JsContact(***)")
    }
}

fn one<T>(value: Option<T>) -> BTreeMap<String, T> {
    value
        .into_iter()
        .map(|value| ("1".to_owned(), value))
        .collect()
}

fn component(kind: &str, value: &str) -> Component {
    Component {
        kind: kind.to_owned(),
        value: value.to_owned(),
    }
}

/// A number as the URI of RFC 3966.
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
        let mut place: Vec<Component> = contact
            .street
            .iter()
            .map(|line| component("name", line))
            .collect();
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
                    Kind::Person => "individual",
                    Kind::Organization => "org",
                    Kind::Role => "group",
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
        }
    }
}

impl From<&JsContact> for Contact {
    fn from(card: &JsContact) -> Self {
        let mut contact = Contact::new();
        contact.kind = match card.kind.as_deref() {
            Some("individual") => Some(Kind::Person),
            Some("org") => Some(Kind::Organization),
            Some("group") => Some(Kind::Role),
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
            for part in &address.components {
                let value = Some(part.value.clone());
                match part.kind.as_str() {
                    "name" => contact.street.push(part.value.clone()),
                    "locality" => contact.city = value,
                    "region" => contact.state = value,
                    "postcode" => contact.postal_code = value,
                    _ => {}
                }
            }
            contact.country.clone_from(&address.country_code);
        }
        for phone in card.phones.values() {
            let uri = phone.number.strip_prefix("tel:").unwrap_or(&phone.number);
            let (number, extension) = match uri.split_once(";ext=") {
                Some((number, digits)) => (number.to_owned(), Some(digits.to_owned())),
                None => (uri.to_owned(), None),
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
