//! The customer record: the contact of RFC 5733 and RFC 8543 as a flat list of data.
//!
//! A record is neither checked nor normalized, because each provider decides which values are valid. `Debug` shows which data
//! are present and masks their values.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

#[cfg(feature = "serde")]
use super::removal::{Member, lines, read_day, read_member, value};
use crate::Date;
use crate::emitted::Masked;
use crate::name::named;

/// The kind of a contact.
///
/// # Examples
/// ```
/// use wireform::contact::ContactKind;
///
/// assert_eq!("role".parse(), Ok(ContactKind::Role));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum ContactKind {
    /// A natural person.
    Person,
    /// An organisation of any kind.
    Organization,
    /// A function in an organisation, such as a help desk.
    Role,
}

named!(
    ContactKind,
    ContactKind::ALL.iter().copied(),
    "the kind of a contact"
);

impl ContactKind {
    /// Every kind.
    pub const ALL: &'static [ContactKind] = &[
        ContactKind::Person,
        ContactKind::Organization,
        ContactKind::Role,
    ];

    /// Returns its name, as in the record's JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            ContactKind::Person => "person",
            ContactKind::Organization => "organization",
            ContactKind::Role => "role",
        }
    }
}

macro_rules! contact {
    ($($(#[doc = $doc:literal])+ $name:ident,)*) => {
        /// A customer record.
        ///
        /// Its fields are public, and there is a setter for each. Telephone numbers are E.164 (`+31384530759`). The form of
        /// RFC 5733 (`+31.384530759`) is accepted as well. The country is a code of ISO 3166-1.
        ///
        /// A datum that the record does not have is not changed at the provider. [`remove`](Contact::remove) asks to remove
        /// it there.
        ///
        /// # Examples
        /// ```
        /// use wireform::contact::Contact;
        ///
        /// let contact = Contact::new()
        ///     .name("Jane Doe")
        ///     .street(["Hauptstraße 1", "Hinterhaus"])
        ///     .city("Köln")
        ///     .country("DE")
        ///     .voice("+4922112345678");
        /// assert_eq!(contact.street.len(), 2);
        /// assert!(!format!("{contact:?}").contains("Jane"));
        /// ```
        #[derive(Clone, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct Contact {
            /// The kind of the contact.
            pub kind: Option<ContactKind>,
            /// Street and house number, line by line.
            pub street: Vec<String>,
            /// The day of birth.
            pub birth_date: Option<Date>,
            $(
                $(#[doc = $doc])+
                pub $name: Option<String>,
            )*
            /// The names of the data to remove.
            pub(super) removed: BTreeSet<Cow<'static, str>>,
        }

        /// Writes a map of the data. The value of a datum to remove is `null`.
        #[cfg(feature = "serde")]
        impl serde::Serialize for Contact {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;

                let mut map = serializer.serialize_map(None)?;
                if let Some(kind) = &self.kind {
                    map.serialize_entry("kind", kind)?;
                }
                if !self.street.is_empty() {
                    map.serialize_entry("street", &self.street)?;
                }
                if let Some(date) = &self.birth_date {
                    map.serialize_entry("birth_date", date)?;
                }
                for (name, text) in self.texts() {
                    if let Some(text) = text {
                        map.serialize_entry(name, text)?;
                    }
                }
                for name in self.nulls() {
                    map.serialize_entry(name, &())?;
                }
                map.end()
            }
        }

        /// Reads a map of the data. Refuses a sequence, because a text could end up in the wrong datum.
        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for Contact {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(Default, serde::Deserialize)]
                #[serde(default, deny_unknown_fields)]
                struct Data {
                    #[serde(deserialize_with = "read_member")]
                    kind: Member<ContactKind>,
                    #[serde(deserialize_with = "read_member")]
                    street: Member<Vec<String>>,
                    #[serde(deserialize_with = "read_day")]
                    birth_date: Member<Date>,
                    $(
                        #[serde(deserialize_with = "read_member")]
                        $name: Member<String>,
                    )*
                }

                struct Map;

                impl<'de> serde::de::Visitor<'de> for Map {
                    type Value = Contact;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a contact, as a map of its data")
                    }

                    fn visit_map<A>(self, map: A) -> Result<Contact, A::Error>
                    where
                        A: serde::de::MapAccess<'de>,
                    {
                        let map = serde::de::value::MapAccessDeserializer::new(map);
                        let data = <Data as serde::Deserialize>::deserialize(map)?;
                        let mut removed = BTreeSet::new();
                        Ok(Contact {
                            kind: value(data.kind, "kind", &mut removed),
                            street: lines(data.street, &mut removed),
                            birth_date: value(data.birth_date, "birth_date", &mut removed),
                            $($name: value(data.$name, stringify!($name), &mut removed),)*
                            removed,
                        })
                    }
                }

                deserializer.deserialize_struct("Contact", Contact::NAMES, Map)
            }
        }

        impl Contact {
            /// The names of all data that a record can have, as in its JSON.
            ///
            /// ```
            /// assert!(wireform::contact::Contact::NAMES.contains(&"birth_date"));
            /// assert!(!wireform::contact::Contact::NAMES.contains(&"phone"));
            /// ```
            pub const NAMES: &'static [&'static str] =
                &["kind", "street", "birth_date", $(stringify!($name),)*];

            /// Creates a record without data.
            #[must_use]
            pub fn new() -> Self {
                Contact::default()
            }

            /// Sets the kind of the contact.
            #[must_use]
            pub fn kind(mut self, kind: ContactKind) -> Self {
                self.kind = Some(kind);
                self.removed.remove("kind");
                self
            }

            /// Sets the lines of the street.
            #[must_use]
            pub fn street(mut self, lines: impl IntoIterator<Item = impl Into<String>>) -> Self {
                self.street = lines.into_iter().map(Into::into).collect();
                self.removed.remove("street");
                self
            }

            /// Sets the day of birth.
            #[must_use]
            pub fn birth_date(mut self, date: Date) -> Self {
                self.birth_date = Some(date);
                self.removed.remove("birth_date");
                self
            }

            $(
                $(#[doc = $doc])+
                #[must_use]
                pub fn $name(mut self, text: impl Into<String>) -> Self {
                    self.$name = Some(text.into());
                    self.removed.remove(stringify!($name));
                    self
                }
            )*
        }

        impl fmt::Debug for Contact {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut shown = f.debug_struct("Contact");
                if self.kind.is_some() {
                    shown.field("kind", &Masked);
                }
                if !self.street.is_empty() {
                    let lines: Vec<Masked> = self.street.iter().map(|_| Masked).collect();
                    shown.field("street", &lines);
                }
                if self.birth_date.is_some() {
                    shown.field("birth_date", &Masked);
                }
                $(if self.$name.is_some() {
                    shown.field(stringify!($name), &Masked);
                })*
                let removals = self.removals();
                if !removals.is_empty() {
                    shown.field("removed", &removals);
                }
                shown.finish()
            }
        }

        impl Contact {
            /// Returns the name and the value of each datum that consists of one text, in the order of the record.
            pub(super) fn texts(&self) -> Vec<(&'static str, Option<&str>)> {
                vec![$((stringify!($name), self.$name.as_deref()),)*]
            }

            /// Returns the datum with this name, if it is one that consists of one text.
            pub(super) fn text_mut(&mut self, name: &str) -> Option<&mut Option<String>> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)*
                    _ => None,
                }
            }
        }
    };
}

contact! {
    /// The whole name of a person.
    name,
    /// The given name of a person.
    given_name,
    /// The family name of a person.
    family_name,
    /// The title in front of the name.
    title,
    /// The name of the organisation.
    organization,
    /// The city or town.
    city,
    /// The state, province or region.
    state,
    /// The postal code.
    postal_code,
    /// The country, as its two-letter code of ISO 3166-1.
    country,
    /// The telephone number, E.164.
    voice,
    /// The extension to dial after the telephone number.
    voice_extension,
    /// The fax number, E.164.
    fax,
    /// The extension to dial after the fax number.
    fax_extension,
    /// The e-mail address.
    email,
    /// The number for value-added tax.
    vat,
    /// The number in the register of companies.
    company_number,
    /// The name of a trademark.
    trademark_name,
    /// The number of a trademark.
    trademark_number,
    /// The country of a trademark.
    trademark_country,
    /// The place of birth.
    birth_place,
    /// The country of birth.
    birth_country,
    /// The postal code of the place of birth.
    birth_postal_code,
    /// The number of an identity card.
    identity_number,
    /// The number of a passport.
    passport,
    /// The Data Universal Numbering System number.
    duns,
}
