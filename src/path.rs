//! The place of a value: its logical path and its place on the wire.
//!
//! A path is a chain of steps on the stack. It becomes text only for a violation, so a valid value costs no allocation.

use std::fmt::Write as _;

/// The place of a value, as a chain of steps.
///
/// ```
/// use wireform::__rt::{Index, Path};
///
/// let verifications = Path::field("verifications", "/verifications");
/// let second = verifications.index(1, Index::Pointer);
/// let claims = second.child("claims", "/claims");
/// let third = claims.index(2, Index::Pointer);
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
    Fixed(&'static Step),
    /// An item of the list that a fixed step names.
    FixedItem(usize, &'static Step),
    Name {
        name: &'p str,
        wire: &'p str,
    },
    Index {
        index: usize,
        wire: Index<'p>,
    },
}

/// A name on the way to a value, as generated code holds it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Step {
    /// The logical name.
    pub name: &'static str,
    /// For a field of the operation, the whole place on the wire. For a member, the text that is appended to the parent's place.
    pub wire: &'static str,
    /// The spelling of an index, if the value is a list.
    pub index: Index<'static>,
}

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
    /// The item has no place of its own: joined text, or a repeated parameter.
    None,
}

impl<'p> Path<'p> {
    /// Returns the path of a field, parameter, credential or fact of the operation.
    ///
    /// `wire` is its whole place on the wire of the default binding: a JSON Pointer, an XPath, the name of a parameter or
    /// header, or `{name}` for a path parameter.
    pub const fn field(name: &'p str, wire: &'p str) -> Path<'p> {
        Path {
            parent: None,
            segment: Segment::Name { name, wire },
        }
    }

    /// Returns the path of a member of the object at this path. `wire` is appended unchanged, for example `/category`.
    pub const fn child(&'p self, name: &'p str, wire: &'p str) -> Path<'p> {
        Path {
            parent: Some(self),
            segment: Segment::Name { name, wire },
        }
    }

    /// Returns the path of an item of the list at this path. `index` counts from 0.
    pub const fn index(&'p self, index: usize, wire: Index<'p>) -> Path<'p> {
        Path {
            parent: Some(self),
            segment: Segment::Index { index, wire },
        }
    }

    /// For generated code: returns the path of a field of the operation.
    #[doc(hidden)]
    pub const fn step(step: &'static Step) -> Path<'p> {
        Path {
            parent: None,
            segment: Segment::Fixed(step),
        }
    }

    /// For generated code: returns the path of a member of the object at this path.
    #[doc(hidden)]
    pub const fn member(&'p self, step: &'static Step) -> Path<'p> {
        Path {
            parent: Some(self),
            segment: Segment::Fixed(step),
        }
    }

    /// For generated code: returns the path of an item of the list at this path. The step of the list states how the index is
    /// spelled.
    #[doc(hidden)]
    pub const fn item(&'p self, index: usize) -> Path<'p> {
        let segment = match self.segment {
            Segment::Fixed(list) | Segment::FixedItem(_, list) => Segment::FixedItem(index, list),
            _ => Segment::Index {
                index,
                wire: Index::None,
            },
        };
        Path {
            parent: Some(self),
            segment,
        }
    }

    pub(crate) const fn parent(&self) -> Option<&'p Path<'p>> {
        self.parent
    }

    pub(crate) const fn fixed_step(&self) -> Option<&'static Step> {
        match self.segment {
            Segment::Fixed(step) => Some(step),
            _ => None,
        }
    }

    pub(crate) const fn fixed_index(&self) -> Option<usize> {
        match self.segment {
            Segment::FixedItem(index, _) => Some(index),
            _ => None,
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
        self.write_wire(&mut text);
        text
    }

    fn write_logical(&self, text: &mut String, indices: bool) {
        if let Some(parent) = self.parent {
            parent.write_logical(text, indices);
        }
        match self.segment {
            Segment::Fixed(&Step { name, .. }) | Segment::Name { name, .. } => {
                if self.parent.is_some() {
                    text.push('.');
                }
                text.push_str(name);
            }
            Segment::FixedItem(index, _) | Segment::Index { index, .. } if indices => {
                // Writing into a `String` can't fail.
                let _ = write!(text, "[{index}]");
            }
            Segment::FixedItem(..) | Segment::Index { .. } => {}
        }
    }

    fn write_wire(&self, text: &mut String) {
        if let Some(parent) = self.parent {
            parent.write_wire(text);
        }
        match self.segment {
            Segment::Fixed(&Step { wire, .. }) | Segment::Name { wire, .. } => text.push_str(wire),
            Segment::FixedItem(index, list) => write_index(text, index, list.index),
            Segment::Index { index, wire } => write_index(text, index, wire),
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
    let number = first.saturating_add(u64::try_from(index).unwrap_or(u64::MAX));
    template.replace("$index", &number.to_string())
}
