//! The keys of the language, once: `codegen/language.yaml` has them, and `table` is written from it.
//!
//! A [`Construct`] is a map of the language with its keys; a [`Shape`] is what may stand under a key. What
//! the table cannot say (exactly one of several keys, for example) stands in `syntax::check`.

mod table;

pub use table::Id;

/// Keys of a construct of which one has to be there.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The keys.
    pub keys: &'static [&'static str],
    /// Whether a second one is too many.
    pub exactly: bool,
}

/// A map of the language.
#[derive(Debug)]
pub struct Construct {
    /// What it is called in messages and in the reference, in lower case and singular.
    pub name: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// Its keys, in the order in which people write them.
    pub keys: &'static [Key],
    /// What may stand under names of the writer's choice besides the keys, and what the names are.
    pub others: Option<(&'static str, Shape)>,
    /// The keys of which one has to be there, if there are such.
    pub choice: Option<Choice>,
}

impl Construct {
    /// All keys.
    pub fn all(&self) -> impl Iterator<Item = &'static Key> + Clone + use<> {
        self.keys.iter()
    }

    /// Its name behind `a` or `an`.
    #[must_use]
    pub fn with_article(&self) -> String {
        let vowel =
            self.name.starts_with(['a', 'e', 'i', 'o', 'u']) || self.name.starts_with("XML");
        format!("{} {}", if vowel { "an" } else { "a" }, self.name)
    }

    /// A key by its name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.all().find(|key| key.name == name)
    }
}

/// One key of a construct.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What may stand under it.
    pub shape: Shape,
    /// Whether the construct says nothing without it.
    pub required: bool,
    /// What holds without it; empty where nothing does.
    pub default: &'static str,
    /// What it means, in a sentence.
    pub meaning: &'static str,
    /// The key with a value, as YAML on one line.
    pub example: &'static str,
}

/// What may stand at a place.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A scalar with at least one character.
    Text,
    /// A scalar with at least one character, which may be a space or a tab.
    Separator,
    /// Any scalar: `''` is the empty text.
    Scalar,
    /// `true` or `false`.
    Bool,
    /// A whole number of 64 bits.
    Integer,
    /// A whole number from 0.
    Count,
    /// One word of a closed list.
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
    /// A list that has as many items.
    Tuple(usize, &'static Shape),
    /// A map from names of the writer's choice.
    Map(&'static Shape),
    /// A map from values to how they are spelled.
    Spellings,
    /// A map from values to what they mean.
    Meanings,
    /// The tree of an envelope: scalars, `$rest` with nothing under it, and maps of these.
    Envelope,
    /// A construct.
    Keys(Id),
    /// One of several; they differ in kind (scalar, list, map).
    Any(&'static [Shape]),
}

impl Shape {
    /// What it is, as the object of `expected …`.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Text | Self::Separator => "a text".to_owned(),
            Self::Scalar => "a scalar".to_owned(),
            Self::Bool => "`true` or `false`".to_owned(),
            Self::Integer => "a whole number".to_owned(),
            Self::Count => "a whole number from 0".to_owned(),
            Self::Word(words) => one_of(words),
            Self::Date => "a date".to_owned(),
            Self::Version => "`1`".to_owned(),
            Self::Status => "an HTTP status".to_owned(),
            Self::Path => "a dotted path".to_owned(),
            Self::Reason => "a reason, or `true`".to_owned(),
            Self::Clear => "`''`, `null` or `[]`".to_owned(),
            Self::Value => "any value".to_owned(),
            Self::Texts => "a text or a list of texts".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Tuple(length, _) => format!("a list of {length}"),
            Self::Map(_) | Self::Spellings | Self::Meanings => "a map".to_owned(),
            Self::Envelope => "a tree of maps and scalars".to_owned(),
            Self::Keys(id) => id.construct().with_article(),
            Self::Any(shapes) => {
                let shapes: Vec<String> = shapes.iter().map(Shape::describe).collect();
                join_or(&shapes)
            }
        }
    }
}

/// `` `a`, `b` or `c` ``.
pub(super) fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    join_or(&words)
}

fn join_or(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
