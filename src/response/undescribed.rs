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
    members: Vec<Member>,
}

/// A member that the schema does not describe.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// The name, with dots behind the names of the objects around it.
    pub(crate) name: String,
    /// The raw text.
    pub(crate) raw: String,
    /// The place.
    pub(crate) place: MemberPlace,
}

/// The place of a member. A name can contain a dot, so the names alone do not say where a member is.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum MemberPlace {
    /// A member of the object itself.
    Own,
    /// A member inside other members, by the names on the way to it.
    Inside(Vec<String>),
    /// An item of a list, something in one, or an attribute.
    Elsewhere,
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
        self.members.iter().map(|member| member.name.as_str())
    }

    /// Returns the members, with their places.
    pub(crate) fn members(&self) -> &[Member] {
        &self.members
    }

    /// Returns the undescribed members of an object.
    #[cfg(feature = "responses")]
    pub(crate) const fn from_members(members: Vec<Member>) -> Self {
        Undescribed { members }
    }

    /// Returns the raw text of a member. If several members have the name, the last one counts.
    #[must_use]
    pub fn get_raw(&self, name: &str) -> Option<&str> {
        let mut members = self.members.iter().rev();
        members
            .find(|member| member.name == name)
            .map(|member| member.raw.as_str())
    }

    /// Returns each name with its raw text, in the order of the response.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.members
            .iter()
            .map(|member| (member.name.as_str(), member.raw.as_str()))
    }
}

impl<N: Into<String>, R: Into<String>> FromIterator<(N, R)> for Undescribed {
    fn from_iter<I: IntoIterator<Item = (N, R)>>(members: I) -> Self {
        let members = members.into_iter();
        Undescribed {
            members: members
                .map(|(name, raw)| Member {
                    name: name.into(),
                    raw: raw.into(),
                    place: MemberPlace::Own,
                })
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
