//! The data that a record asks a provider to remove.
//!
//! In: names of data, `null` in the record's JSON, and empty texts. Out: for each datum whether it is to be removed. A
//! datum that the record does not mention says nothing, which is another thing.

use std::borrow::Cow;
#[cfg(feature = "serde")]
use std::collections::BTreeSet;

use super::Contact;

impl Contact {
    /// Says that the provider is to remove a datum, by its name (`fax`, `street`). A value of the datum that the record
    /// holds is dropped; setting one afterwards takes the word back. A name that is none of [`Contact::NAMES`] is
    /// refused when the record is fitted.
    ///
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

    /// Whether the record asks for the removal of a datum, by its name: it was given to [`remove`](Contact::remove), or
    /// its text is empty.
    #[must_use]
    pub fn removes(&self, datum: &str) -> bool {
        let is_empty = match datum {
            "street" => !self.street.is_empty(),
            _ => self.text_of(datum) == Some(""),
        };
        !self.has(datum) && (is_empty || self.removed.contains(datum))
    }

    /// The names of the data that the record asks to remove, in the order of [`Contact::NAMES`]; names of no datum come
    /// last.
    #[must_use]
    pub fn removals(&self) -> Vec<&str> {
        let known = Contact::NAMES.iter().copied();
        let known = known.filter(|name| self.removes(name));
        let unknown = self.removed.iter().map(Cow::as_ref);
        let unknown = unknown.filter(|name| !Contact::NAMES.contains(name));
        known.chain(unknown).collect()
    }

    /// Whether the record has a value of a datum, by its name; an empty text is none.
    pub(super) fn has(&self, datum: &str) -> bool {
        match datum {
            "kind" => self.kind.is_some(),
            "birth_date" => self.birth_date.is_some(),
            "street" => !self.lines().is_empty(),
            _ => self.text_of(datum).is_some_and(|text| !text.is_empty()),
        }
    }

    /// Whether the record says anything of a datum, by its name: a value, or that it is to be removed.
    pub(super) fn mentions(&self, datum: &str) -> bool {
        self.has(datum) || self.removes(datum)
    }

    /// The text that is held of a datum, empty or not.
    fn text_of(&self, datum: &str) -> Option<&str> {
        let texts = self.texts().into_iter();
        texts
            .filter(|(name, _)| *name == datum)
            .find_map(|(_, text)| text)
    }

    /// The names that were given to [`remove`](Contact::remove) and of which nothing is held, an empty text included.
    #[cfg(feature = "serde")]
    pub(super) fn nulls(&self) -> impl Iterator<Item = &str> {
        let names = self.removed.iter().map(Cow::as_ref);
        names.filter(|name| {
            let lines = *name == "street" && !self.street.is_empty();
            !lines && !self.has(name) && self.text_of(name).is_none()
        })
    }
}

/// A datum of a map: nothing where its key is missing, else its value, or that it is to be removed.
#[cfg(feature = "serde")]
pub(super) type Said<T> = Option<Option<T>>;

/// Reads a datum whose key is there.
#[cfg(feature = "serde")]
pub(super) fn said<'de, T, D>(deserializer: D) -> Result<Said<T>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    serde::Deserialize::deserialize(deserializer).map(Some)
}

/// The value of a datum; `null` is noted among the removed.
#[cfg(feature = "serde")]
pub(super) fn value<T>(
    said: Said<T>,
    name: &'static str,
    removed: &mut BTreeSet<Cow<'static, str>>,
) -> Option<T> {
    if let Some(None) = said {
        removed.insert(name.into());
    }
    said.flatten()
}

/// The lines of a street; `null` and a list without lines are noted among the removed.
#[cfg(feature = "serde")]
pub(super) fn lines(
    said: Said<Vec<String>>,
    removed: &mut BTreeSet<Cow<'static, str>>,
) -> Vec<String> {
    let said = said.map(|lines| lines.filter(|lines| !lines.is_empty()));
    value(said, "street", removed).unwrap_or_default()
}

/// Reads a day whose key is there; an empty text is as good as `null`.
#[cfg(feature = "serde")]
pub(super) fn said_day<'de, D>(deserializer: D) -> Result<Said<crate::Date>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    let text: Option<Cow<'de, str>> = serde::Deserialize::deserialize(deserializer)?;
    let day = text.filter(|text| !text.is_empty());
    let day = day.map(|text| text.parse()).transpose();
    day.map(Some).map_err(serde::de::Error::custom)
}
