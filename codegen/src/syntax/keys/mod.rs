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
    /// Its keys, in the order of the reference.
    pub keys: &'static [Key],
    /// The names of its keys, in the order of formatted schemas.
    pub order: &'static [&'static str],
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

/// What the entries of a map are.
#[cfg(feature = "tools")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entries {
    /// The keys of a construct.
    Construct(Id),
    /// Names that the author chose, with values of a shape.
    Names(Shape),
}

#[cfg(feature = "tools")]
impl Shape {
    /// Returns what the entries of a map with this shape are. `None` if they are unknown or it is no map.
    #[must_use]
    pub fn entries(&self) -> Option<Entries> {
        match self {
            Shape::Keys(id) => Some(Entries::Construct(*id)),
            Shape::Map(shape) => Some(Entries::Names(**shape)),
            Shape::Meanings => Some(Entries::Names(Shape::Any(&[
                Shape::Text,
                Shape::Keys(Id::EnumValue),
            ]))),
            Shape::Any(shapes) => shapes.iter().find_map(Shape::entries),
            _ => None,
        }
    }

    /// Returns the shape of the items of a list with this shape. `None` if it is no list.
    #[must_use]
    pub fn items(&self) -> Option<Shape> {
        match self {
            Shape::List(item) | Shape::Tuple(_, item) => Some(**item),
            Shape::Texts => Some(Shape::Text),
            Shape::Any(shapes) => shapes.iter().find_map(Shape::items),
            _ => None,
        }
    }

    /// Returns the words that a scalar with this shape can be. Empty if it is no word of a fixed list.
    #[must_use]
    pub fn words(&self) -> &'static [&'static str] {
        match self {
            Shape::Word(words) => words,
            Shape::Any(shapes) => {
                let mut words = shapes.iter().map(Shape::words);
                words.find(|words| !words.is_empty()).unwrap_or(&[])
            }
            _ => &[],
        }
    }
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
