//! The data that a record asks a provider to remove.
//!
//! A record asks for a removal by name, by `null` in its JSON, or by an empty text. A datum that the record does not
//! mention is not changed.

use std::borrow::Cow;
#[cfg(feature = "serde")]
use std::collections::BTreeSet;

use super::Contact;

impl Contact {
    /// Asks the provider to remove a datum, by its name (`fax`, `street`).
    ///
    /// The record's value of the datum is dropped. Setting a value afterwards cancels the removal. A name that is not in
    /// [`Contact::NAMES`] is refused when the record is fitted.
    ///
    /// # Examples
    /// ```
    /// let contact = wireform::contact::Contact::new().name("Jane Doe").remove("fax");
    /// assert!(contact.removes("fax"));
    /// assert!(!contact.removes("organization"));
    /// assert!(!contact.fax("+31384530759").removes("fax"));
    /// ```
    #[must_use]
    pub fn remove(mut self, datum: impl Into<Cow<'static, str>>) -> Self {
        let datum = datum.into();
        match datum.as_ref() {
            "kind" => self.kind = None,
            "street" => self.street.clear(),
            "birth_date" => self.birth_date = None,
            name => {
                if let Some(held) = self.text_mut(name) {
                    *held = None;
                }
            }
        }
        self.removed.insert(datum);
        self
    }

    /// Returns whether the record asks to remove the datum with this name: the name was passed to
    /// [`remove`](Contact::remove), or the text is empty.
    #[must_use]
    pub fn removes(&self, datum: &str) -> bool {
        let is_empty = match datum {
            "street" => !self.street.is_empty(),
            _ => self.text_of(datum) == Some(""),
        };
        !self.has(datum) && (is_empty || self.removed.contains(datum))
    }

    /// Returns the names of the data that the record asks to remove, in the order of [`Contact::NAMES`]. Names that are not
    /// in that list come last.
    #[must_use]
    pub fn removals(&self) -> Vec<&str> {
        let known = Contact::NAMES.iter().copied();
        let known = known.filter(|name| self.removes(name));
        let unknown = self.removed.iter().map(Cow::as_ref);
        let unknown = unknown.filter(|name| !Contact::NAMES.contains(name));
        known.chain(unknown).collect()
    }

    /// Returns whether the record has a value for the datum with this name. An empty text is not a value.
    pub(super) fn has(&self, datum: &str) -> bool {
        match datum {
            "kind" => self.kind.is_some(),
            "birth_date" => self.birth_date.is_some(),
            "street" => !self.lines().is_empty(),
            _ => self.text_of(datum).is_some_and(|text| !text.is_empty()),
        }
    }

    /// Returns whether the record has a value for the datum with this name, or asks to remove the datum.
    pub(super) fn mentions(&self, datum: &str) -> bool {
        self.has(datum) || self.removes(datum)
    }

    /// Returns the text of a datum, even if it is empty.
    fn text_of(&self, datum: &str) -> Option<&str> {
        let texts = self.texts().into_iter();
        texts
            .filter(|(name, _)| *name == datum)
            .find_map(|(_, text)| text)
    }

    /// Returns the names that were passed to [`remove`](Contact::remove), except those whose datum has a value or an empty text.
    #[cfg(feature = "serde")]
    pub(super) fn nulls(&self) -> impl Iterator<Item = &str> {
        let names = self.removed.iter().map(Cow::as_ref);
        names.filter(|name| {
            let lines = *name == "street" && !self.street.is_empty();
            !lines && !self.has(name) && self.text_of(name).is_none()
        })
    }
}

/// The value of a key in a map: `None` if the key is missing, and `Some(None)` for `null`.
#[cfg(feature = "serde")]
pub(super) type Member<T> = Option<Option<T>>;

/// Reads the value of a key that is present.
#[cfg(feature = "serde")]
pub(super) fn read_member<'de, T, D>(deserializer: D) -> Result<Member<T>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    serde::Deserialize::deserialize(deserializer).map(Some)
}

/// Returns the value of a datum. For `null`, adds its name to the removals.
#[cfg(feature = "serde")]
pub(super) fn value<T>(
    member: Member<T>,
    name: &'static str,
    removed: &mut BTreeSet<Cow<'static, str>>,
) -> Option<T> {
    if let Some(None) = member {
        removed.insert(name.into());
    }
    member.flatten()
}

/// Returns the lines of a street. For `null` and for an empty list, adds the street to the removals.
#[cfg(feature = "serde")]
pub(super) fn lines(
    member: Member<Vec<String>>,
    removed: &mut BTreeSet<Cow<'static, str>>,
) -> Vec<String> {
    let member = member.map(|lines| lines.filter(|lines| !lines.is_empty()));
    value(member, "street", removed).unwrap_or_default()
}

/// Reads the day of a key that is present. An empty text counts as `null`.
#[cfg(feature = "serde")]
pub(super) fn read_day<'de, D>(deserializer: D) -> Result<Member<crate::Date>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    let text: Option<Cow<'de, str>> = serde::Deserialize::deserialize(deserializer)?;
    let day = text.filter(|text| !text.is_empty());
    let day = day.map(|text| text.parse()).transpose();
    day.map(Some).map_err(serde::de::Error::custom)
}
