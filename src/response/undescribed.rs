//! The members of an object in a response that the schema does not describe.

use std::borrow::Cow;
use std::fmt;

/// The members of an object in a response that the schema does not describe, each with its raw text.
///
/// A provider can add members at any time, so they are no error. The raw text of a JSON member is JSON; that of an XML element
/// is what is between its tags. `Debug` shows only how many members there are.
///
/// The name of a member inside other members has the steps to it, with a dot before each: `status.text`. An attribute begins with
/// `@`, and the item of a list has its number in brackets, from 0: `marks[0].@colour`. A step is in quotes if it is empty, or if it
/// has a blank or one of the characters `.`, `[`, `]`, `@`, `/` and `"`: `"vat.number"`. The text of an XML element beside attributes and
/// children is the step `"."`.
///
/// # Examples
/// ```
/// use wireform::response::Undescribed;
///
/// let other: Undescribed = [("ctid", r#""2024-1""#)].into_iter().collect();
/// assert_eq!(other.names().collect::<Vec<_>>(), ["ctid"]);
/// assert_eq!(other.get_raw("ctid"), Some(r#""2024-1""#));
/// assert_eq!(format!("{other:?}"), "Undescribed(1 member)");
///
/// let other: Undescribed = [("vat.number", "1")].into_iter().collect();
/// assert_eq!(other.get_raw(r#""vat.number""#), Some("1"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Undescribed {
    members: Vec<Member>,
}

/// A member that the schema does not describe.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// The steps to it as a text, with quotes around special ones.
    pub(crate) name: String,
    /// The raw text.
    pub(crate) raw: String,
    /// The place.
    pub(crate) place: MemberPlace,
}

/// The place of a member.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum MemberPlace {
    /// A member of the object itself or inside other members, by the names on the way to it.
    Inside(Vec<String>),
    /// An item of a list, something in one, or an attribute.
    #[cfg_attr(
        not(feature = "responses"),
        expect(dead_code, reason = "only a decoder finds one")
    )]
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

    /// Returns the names in the order of the response. Special ones are in quotes.
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

    /// Returns the raw text of a member by its name, which is in quotes if it is special. If several members have the name, the last one counts.
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

/// Makes members of the object itself from their names on the wire and their raw texts.
impl<N: Into<String>, R: Into<String>> FromIterator<(N, R)> for Undescribed {
    fn from_iter<I: IntoIterator<Item = (N, R)>>(members: I) -> Self {
        let members = members.into_iter();
        Undescribed {
            members: members
                .map(|(name, raw)| {
                    let name = name.into();
                    Member {
                        name: quoted(&name).into_owned(),
                        raw: raw.into(),
                        place: MemberPlace::Inside(vec![name]),
                    }
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

/// Returns the name of a member in a path. A name that could be taken for several steps is in quotes.
pub(crate) fn quoted(name: &str) -> Cow<'_, str> {
    let is_special = |it: char| it.is_whitespace() || it.is_control() || ".[]@/\"".contains(it);
    match name.is_empty() || name.contains(is_special) {
        true => format!("{name:?}").into(),
        false => name.into(),
    }
}
