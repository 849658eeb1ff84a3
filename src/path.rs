//! The place of a value: its logical path and its place on the wire.
//!
//! A path is a chain of steps on the stack. It becomes text only for a violation, so a valid value costs no allocation.

use std::fmt::Write as _;

use crate::KnownEnum;
use crate::encode::pairs::{named, number};

/// The place of a value, as a chain of steps.
///
/// ```
/// use wireform::__rt::{Index, Path, Step};
///
/// static VERIFICATIONS: Step<'_> =
///     Step { name: "verifications", wire: "/verifications", index: Index::Pointer };
/// static CLAIMS: Step<'_> = Step { name: "claims", wire: "/claims", index: Index::Pointer };
/// let verifications = Path::step(&VERIFICATIONS);
/// let second = verifications.item(1);
/// let claims = second.member(&CLAIMS);
/// let third = claims.item(2);
/// assert_eq!(third.logical(), "verifications[1].claims[2]");
/// assert_eq!(third.wire(), "/verifications/1/claims/2");
/// assert_eq!(third.key(), "verifications.claims");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    segment: Segment<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'p> {
    Step(AnyStep<'p>),
    /// An item of the list at the path above.
    Item(usize),
    /// An entry of the map at the path above, in a list. It has no place of its own on the wire.
    Entry(usize),
    /// An entry of the map at the path above, which is an object in JSON. The schema has its key.
    Member(usize, &'p str),
}

/// A name on the way to a value.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Step<'s> {
    /// The logical name.
    pub name: &'s str,
    /// For a field, parameter, credential or fact of the operation, the whole place on the wire of the default binding: a JSON
    /// Pointer, an XPath, the name of a parameter or header, or `{name}` for a path parameter. For a member, the text that
    /// is appended to the parent's place.
    pub wire: &'s str,
    /// The spelling of an index, if the value is a list.
    pub index: Index<'s>,
}

impl<'s> Step<'s> {
    /// Returns the step to a value that is no list.
    pub const fn new(name: &'s str, wire: &'s str) -> Self {
        Step {
            name,
            wire,
            index: Index::None,
        }
    }
}

static_or_borrowed!(
    /// A step in static memory, which a violation refers to, or a borrowed one, whose texts it copies.
    AnyStep, Step
);

/// The spelling of an index on the wire. Indices count from 0 unless a variant says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index<'p> {
    /// JSON Pointer (RFC 6901): `/2`.
    Pointer,
    /// A repeated XML element, as XPath counts (from 1): `[3]`.
    Element,
    /// An element inside a wrapper, as XPath counts: `/item[3]`.
    Wrapped(&'p str),
    /// A numbered parameter. The template, in which `$index` stands for the number, replaces the wire path.
    Numbered {
        /// The parameter's name with `$index` in it.
        template: &'p str,
        /// The number of the first item.
        first: u64,
    },
    /// A numbered parameter of an object. `$name` in the template stands for the name of the parameter.
    NumberedMember {
        /// The parameter's name with `$name` and `$index` in it.
        template: &'p str,
        /// The number of the first item.
        first: u64,
    },
    /// An object that is one parameter for each member, or a list of such objects.
    Members {
        /// The names of the parameters, with `$name`, `$index` and `$member` in it.
        template: &'p str,
        /// The number of the first item.
        first: u64,
    },
    /// The item has no place of its own: joined text, or a repeated parameter.
    None,
}

impl<'p> Path<'p> {
    /// Returns the path of a field, parameter, credential or fact of the operation.
    #[inline]
    pub fn step(step: impl Into<AnyStep<'p>>) -> Path<'p> {
        Path {
            parent: None,
            segment: Segment::Step(step.into()),
        }
    }

    /// Returns the path of a member of the object at this path.
    #[inline]
    pub fn member(&'p self, step: impl Into<AnyStep<'p>>) -> Path<'p> {
        Path {
            parent: Some(self),
            segment: Segment::Step(step.into()),
        }
    }

    /// Returns the path of an item of the list at this path. `index` counts from 0. The step of the list states how the index
    /// is spelled.
    #[inline]
    pub const fn item(&'p self, index: usize) -> Path<'p> {
        Path {
            parent: Some(self),
            segment: Segment::Item(index),
        }
    }

    /// Returns the path of an entry of the map at this path. `index` counts from 0.
    #[inline]
    pub fn entry(&'p self, index: usize) -> Path<'p> {
        let segment = match self.list_index() {
            Index::None => Segment::Item(index),
            Index::Pointer
            | Index::Element
            | Index::Wrapped(_)
            | Index::Numbered { .. }
            | Index::NumberedMember { .. }
            | Index::Members { .. } => Segment::Entry(index),
        };
        Path {
            parent: Some(self),
            segment,
        }
    }

    /// Returns the path of an entry of the map at this path, which JSON writes as an object. If the key is a value of the enum, it is no
    /// data of the caller, and the place on the wire has it.
    pub fn entry_of<E: KnownEnum>(&'p self, index: usize, key: &'p str) -> Path<'p> {
        let is_listed = E::VALUES.iter().any(|(_, spelling)| *spelling == key);
        self.listed_entry(index, key, is_listed)
    }

    /// Returns the path of an entry as [`Path::entry_of`] does. `is_listed` states whether the schema has the key.
    ///
    /// ```
    /// use wireform::__rt::{Path, Step};
    ///
    /// static AMOUNTS: Step<'_> = Step::new("amounts", "/amounts");
    /// let amounts = Path::step(&AMOUNTS);
    /// let entries = [amounts.listed_entry(0, "net/day", true), amounts.listed_entry(1, "secret", false)];
    /// assert_eq!(entries.map(|it| it.wire()), ["/amounts/net~1day", "/amounts"]);
    /// assert_eq!(entries.map(|it| it.logical()), ["amounts[0]", "amounts[1]"]);
    /// ```
    pub fn listed_entry(&'p self, index: usize, key: &'p str, is_listed: bool) -> Path<'p> {
        match is_listed {
            true => Path {
                parent: Some(self),
                segment: Segment::Member(index, key),
            },
            false => self.entry(index),
        }
    }

    pub(crate) const fn parent(&self) -> Option<&'p Path<'p>> {
        self.parent
    }

    /// Returns the last step, if it is in static memory.
    pub(crate) const fn fixed_step(&self) -> Option<&'static Step<'static>> {
        match self.segment {
            Segment::Step(AnyStep::Static(step)) => Some(step),
            Segment::Step(AnyStep::Borrowed(_))
            | Segment::Item(_)
            | Segment::Entry(_)
            | Segment::Member(..) => None,
        }
    }

    /// Returns the index of an item.
    pub(crate) const fn item_index(&self) -> Option<usize> {
        match self.segment {
            Segment::Item(index) => Some(index),
            Segment::Step(_) | Segment::Entry(_) | Segment::Member(..) => None,
        }
    }

    /// Returns the logical path: `verifications[1].claims[2]`. Indices count from 0.
    pub fn logical(&self) -> String {
        let mut text = String::new();
        self.write_logical(&mut text, true);
        text
    }

    /// Returns the logical path without indices, as waivers name it: `verifications.claims`.
    pub fn key(&self) -> String {
        let mut text = String::new();
        self.write_logical(&mut text, false);
        text
    }

    /// Returns the place on the wire of the default binding.
    pub fn wire(&self) -> String {
        let mut text = String::new();
        self.write_wire(&mut text, true);
        text
    }

    fn write_logical(&self, text: &mut String, indices: bool) {
        if let Some(parent) = self.parent {
            parent.write_logical(text, indices);
        }
        match &self.segment {
            Segment::Step(step) => {
                if self.parent.is_some() {
                    text.push('.');
                }
                text.push_str(step.get().name);
            }
            Segment::Item(index) | Segment::Entry(index) | Segment::Member(index, _) if indices => {
                // Writing into a `String` can't fail.
                let _ = write!(text, "[{index}]");
            }
            Segment::Item(_) | Segment::Entry(_) | Segment::Member(..) => {}
        }
    }

    /// Writes the place on the wire. `is_end` tells whether the path ends here: only members have the names of a template.
    fn write_wire(&self, text: &mut String, is_end: bool) {
        if let Some(parent) = self.parent {
            parent.write_wire(text, false);
        }
        match &self.segment {
            Segment::Step(step) => {
                let step = step.get();
                match self.parent.map_or(Index::None, Path::list_index) {
                    Index::Members { .. } => *text = text.replacen("$member", step.wire, 1),
                    Index::Pointer
                    | Index::Element
                    | Index::Wrapped(_)
                    | Index::Numbered { .. }
                    | Index::NumberedMember { .. }
                    | Index::None => text.push_str(step.wire),
                }
                if let (Index::Members { template, .. }, false) = (step.index, is_end) {
                    *text = template.replace("$name", text);
                }
            }
            Segment::Entry(_) => {}
            Segment::Member(_, key) => {
                text.push('/');
                text.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Item(index) => {
                if !self.is_in_element() {
                    write_index(text, *index, self.list_index());
                }
                let member = text.find("$member").filter(|_| is_end);
                if let (Index::Members { .. }, Some(member)) = (self.list_index(), member) {
                    // The object itself has no parameter, so its place is what its members have in common.
                    text.truncate(member);
                    let length = text.trim_end_matches(['[', '.', '-', '_']).len();
                    text.truncate(length);
                }
            }
        }
    }

    /// Returns whether the path is that of an item of a list inside another in XML. Its place is the element of the outer item.
    fn is_in_element(&self) -> bool {
        let is_inner = self.parent.is_some_and(|list| list.item_index().is_some());
        match self.list_index() {
            Index::Element | Index::Wrapped(_) => is_inner,
            Index::Pointer
            | Index::Numbered { .. }
            | Index::NumberedMember { .. }
            | Index::Members { .. }
            | Index::None => false,
        }
    }

    /// Returns the spelling of the indices of the list that an item is in.
    fn list_index(&self) -> Index<'p> {
        match &self.segment {
            Segment::Step(step) => step.get().index,
            Segment::Item(_) => self.parent.map_or(Index::None, Path::list_index),
            Segment::Entry(_) | Segment::Member(..) => Index::None,
        }
    }
}

fn write_index(text: &mut String, index: usize, wire: Index<'_>) {
    // Writing into a `String` can't fail.
    let _ = match wire {
        Index::Pointer => write!(text, "/{index}"),
        Index::Element => write!(text, "[{}]", index.saturating_add(1)),
        Index::Wrapped(item) => write!(text, "/{item}[{}]", index.saturating_add(1)),
        Index::Numbered { template, first } => {
            *text = numbered(template, first, index);
            Ok(())
        }
        Index::NumberedMember { template, first } => {
            *text = named(template, text, number(first, index));
            Ok(())
        }
        Index::Members { first, .. } => {
            *text = text.replacen("$index", &number(first, index).to_string(), 1);
            Ok(())
        }
        Index::None => Ok(()),
    };
}

/// Returns an index that was stored in 32 bits.
pub(crate) fn widened(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

/// Returns the name of an item of a numbered parameter: the template with `$index` replaced by the number of the item. `index`
/// counts from 0, and the numbers count from `first`.
///
/// ```
/// assert_eq!(wireform::__rt::numbered("attr-name$index", 1, 0), "attr-name1");
/// ```
pub fn numbered(template: &str, first: u64, index: usize) -> String {
    template.replace("$index", &number(first, index).to_string())
}
