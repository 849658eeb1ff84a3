//! The keys of the language. `cargo xtask codegen` generates `table` from `codegen/language.yaml`.
//!
//! A [`Construct`] is a map of the language with its keys. A [`Shape`] describes the values of a key. `syntax::checker`
//! checks what the table cannot express, for example that exactly one of several keys is given.

mod table;

pub use table::Id;

/// Keys of which a construct needs one.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The keys.
    pub keys: &'static [&'static str],
    /// Whether only one of them is allowed.
    pub exactly: bool,
}

/// A kind of map in the language.
#[derive(Debug)]
pub struct Construct {
    /// Its name in diagnostics and in the reference, in lower case and singular.
    pub name: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// Its keys, in their usual order.
    pub keys: &'static [Key],
    /// Names that the author chooses besides the keys: what they name, and the shape of their values.
    pub others: Option<(&'static str, Shape)>,
    /// The keys of which it needs one, if any.
    pub choice: Option<Choice>,
}

impl Construct {
    /// Returns all keys.
    pub fn all(&self) -> impl Iterator<Item = &'static Key> + Clone + use<> {
        self.keys.iter()
    }

    /// Returns the key with a name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.all().find(|key| key.name == name)
    }
}

/// One key of a construct.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name in a schema.
    pub name: &'static str,
    /// The shape of its value.
    pub shape: Shape,
    /// Whether the construct requires it.
    pub required: bool,
    /// The meaning of its absence. Empty if there is no default.
    pub default: &'static str,
    /// Its meaning, in one sentence.
    pub meaning: &'static str,
    /// The key with a value, as YAML on one line.
    pub example: &'static str,
}

/// The shape of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A scalar with at least one character.
    Text,
    /// A scalar with at least one character, which may be a space or a tab.
    Separator,
    /// Any scalar. `''` is the empty text.
    Scalar,
    /// `true` or `false`.
    Bool,
    /// A whole number of 64 bits.
    Integer,
    /// A whole number from 0.
    Count,
    /// A number in the grammar of JSON.
    Number,
    /// One word of a fixed list.
    Word(&'static [&'static str]),
    /// A calendar date.
    Date,
    /// The number of a language version.
    Version,
    /// An HTTP status or a class of them.
    Status,
    /// Names with dots between them.
    Path,
    /// A reason, or `true`.
    Reason,
    /// `''`, `null` or `[]`.
    Clear,
    /// Any tree.
    Value,
    /// A text or a list of texts.
    Texts,
    /// A list.
    List(&'static Shape),
    /// A list with a fixed number of items.
    Tuple(usize, &'static Shape),
    /// A map from names that the author chooses.
    Map(&'static Shape),
    /// A map from values to their spellings.
    Spellings,
    /// A map from values to their meanings.
    Meanings,
    /// The tree of an envelope: scalars, `$rest` without a value, and maps of these.
    Envelope,
    /// A construct.
    Keys(Id),
    /// One of several shapes, which differ in kind (scalar, list or map).
    Any(&'static [Shape]),
}

impl Shape {
    /// Returns whether the shape is a construct, or can be one.
    pub(crate) fn has(&self, construct: Id) -> bool {
        match self {
            Shape::Keys(id) => *id == construct,
            Shape::Any(shapes) => shapes.iter().any(|shape| shape.has(construct)),
            _ => false,
        }
    }
}
