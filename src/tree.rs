//! Trees: how values with the kinds of JSON are written as XML elements, with a shape for each kind.

/// How values are written as XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeRules<'t> {
    /// The shapes of each kind. The first shape of a kind is written.
    pub shapes: &'t [(TreeKind, TreeShape<'t>)],
    /// The texts of `true` and of `false`.
    pub truths: (&'t str, &'t str),
}

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeKind {
    /// A text.
    String,
    /// A number without a fraction and an exponent.
    Integer,
    /// Any other number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// No value.
    Null,
    /// A point in time, without hyphens between year, month and day.
    Time,
    /// A list.
    List,
    /// An object.
    Object,
}

impl TreeKind {
    /// Returns whether a value of the kind is one text.
    #[cfg(feature = "responses")]
    pub(crate) const fn is_text(self) -> bool {
        match self {
            TreeKind::String
            | TreeKind::Integer
            | TreeKind::Number
            | TreeKind::Boolean
            | TreeKind::Time => true,
            TreeKind::Null | TreeKind::List | TreeKind::Object => false,
        }
    }

    /// Returns whether values of both kinds have the same kind in JSON.
    #[cfg(feature = "responses")]
    pub(crate) fn is_like(self, other: Self) -> bool {
        let is_number = |kind| match kind {
            TreeKind::Integer | TreeKind::Number => true,
            TreeKind::String
            | TreeKind::Boolean
            | TreeKind::Null
            | TreeKind::Time
            | TreeKind::List
            | TreeKind::Object => false,
        };
        self == other || is_number(self) && is_number(other)
    }
}

/// How a value is written in the element that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeShape<'t> {
    /// The constant attributes of the element that has the value.
    pub attributes: &'t [(&'t str, &'t str)],
    /// The elements around the content, from the outside.
    pub path: &'t [&'t str],
    /// The content.
    pub content: TreeContent<'t>,
}

/// What is in the innermost element of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeContent<'t> {
    /// Nothing.
    Empty,
    /// The text of the value.
    Text,
    /// An element for each item or member.
    Each(TreeEach<'t>),
}

/// The element of an item or a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeEach<'t> {
    /// Its name.
    pub name: &'t str,
    /// Where it has the name of the member, or the number of the item.
    pub key: TreeKey<'t>,
    /// The element in it that has the value. Without one, the element itself has it.
    pub value: Option<&'t str>,
}

/// Where an element has the name of its member, or the number of its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeKey<'t> {
    /// Nowhere.
    None,
    /// The name, in an attribute.
    Attribute(&'t str),
    /// The name, in an element inside.
    Element(&'t str),
    /// The number from 0, in an attribute.
    Number(&'t str),
}

impl<'t> TreeRules<'t> {
    /// Returns the shape in which a kind is written.
    pub(crate) fn written(&self, wanted: TreeKind) -> Option<&'t TreeShape<'t>> {
        let mut shapes = self.shapes.iter();
        let found = shapes.find(|(kind, _)| *kind == wanted);
        found.map(|(_, shape)| shape)
    }
}
