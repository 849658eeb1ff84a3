//! The members of an object in a response that the schema does not describe.

use std::fmt;

/// The members of an object in a response that the schema does not describe, each with its raw text.
///
/// A provider can add members at any time, so they are no error. The raw text of a JSON member is JSON; that of an XML element
/// is what is between its tags. `Debug` shows only how many members there are.
///
/// # Examples
/// ```
/// use wireform::response::Undescribed;
///
/// let other: Undescribed = [("ctid", r#""2024-1""#)].into_iter().collect();
/// assert_eq!(other.names().collect::<Vec<_>>(), ["ctid"]);
/// assert_eq!(other.get_raw("ctid"), Some(r#""2024-1""#));
/// assert_eq!(format!("{other:?}"), "Undescribed(1 member)");
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Undescribed {
    members: Vec<(String, String)>,
}

impl Undescribed {
    /// Makes an empty set of members.
    #[must_use]
    pub const fn new() -> Self {
        Undescribed {
            members: Vec::new(),
        }
    }

    /// Returns whether the schema describes every member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Returns the number of members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Returns the names in the order of the response.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(name, _)| name.as_str())
    }

    /// Returns the raw text of a member. If several members have the name, the last one counts.
    #[must_use]
    pub fn get_raw(&self, name: &str) -> Option<&str> {
        let mut members = self.members.iter().rev();
        members
            .find(|(key, _)| key == name)
            .map(|(_, raw)| raw.as_str())
    }

    /// Returns each name with its raw text, in the order of the response.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members
            .iter()
            .map(|(name, raw)| (name.as_str(), raw.as_str()))
    }
}

impl<N: Into<String>, R: Into<String>> FromIterator<(N, R)> for Undescribed {
    fn from_iter<I: IntoIterator<Item = (N, R)>>(members: I) -> Self {
        let members = members.into_iter();
        Undescribed {
            members: members
                .map(|(name, raw)| (name.into(), raw.into()))
                .collect(),
        }
    }
}

impl fmt::Debug for Undescribed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.members.len() {
            1 => f.write_str("Undescribed(1 member)"),
            count => write!(f, "Undescribed({count} members)"),
        }
    }
}
