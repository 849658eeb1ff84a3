//! Reads the table of the language, `codegen/language.yaml`.
//!
//! Input: the text of this file. Output: a [`Language`], in which groups and shared keys are expanded and every name of
//! a construct, a word or a key is defined.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::shape::Shape;

/// A map that keeps the order of the document.
pub(crate) type Ordered<T> = Vec<(String, T)>;

/// The whole table.
#[derive(Debug)]
pub(crate) struct Language {
    pub(crate) words: Ordered<Words>,
    pub(crate) constructs: Vec<Construct>,
}

/// A fixed list of words, which is an enum in the syntax tree.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(crate) meaning: String,
    pub(crate) default: Option<String>,
    #[serde(deserialize_with = "ordered")]
    pub(crate) words: Ordered<String>,
}

/// A kind of map in the language.
#[derive(Debug)]
pub(crate) struct Construct {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) meaning: String,
    /// The name of its struct, or `None` if the struct is written by hand.
    pub(crate) structure: Option<String>,
    pub(crate) span: bool,
    pub(crate) shorthand: Option<String>,
    pub(crate) choice: Option<Choice>,
    pub(crate) others: Option<Others>,
    pub(crate) folds: Vec<Fold>,
    pub(crate) keys: Vec<Key>,
    /// The names of the keys in the order of formatted schemas.
    pub(crate) order: Vec<String>,
}

/// Keys of which a construct needs one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    pub(crate) keys: Vec<String>,
    pub(crate) exactly: bool,
}

/// The entries whose names the author of a schema chooses.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Others {
    pub(crate) names: String,
    pub(crate) shape: Shape,
}

/// A field of the syntax tree that is made from several keys.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fold {
    pub(crate) field: String,
    #[serde(rename = "type")]
    pub(crate) ty: String,
    pub(crate) meaning: String,
    pub(crate) read: String,
    pub(crate) write: Option<String>,
    #[serde(default)]
    pub(crate) keys: Vec<String>,
}

/// A key of a construct.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
    pub(crate) default: String,
    pub(crate) meaning: String,
    pub(crate) example: String,
    /// The name of its Rust field.
    pub(crate) field: String,
    pub(crate) of: Option<String>,
    pub(crate) given: bool,
    pub(crate) as_text: bool,
    pub(crate) or_default: bool,
    pub(crate) boxed: bool,
    pub(crate) tree: Option<Tree>,
}

/// A special type in the syntax tree.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tree {
    #[serde(rename = "type")]
    pub(crate) ty: String,
    pub(crate) read: String,
    pub(crate) write: String,
}

/// The file before names are resolved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(deserialize_with = "ordered")]
    words: Ordered<Words>,
    keys: BTreeMap<String, Attributes>,
    groups: BTreeMap<String, Vec<String>>,
    orders: Vec<Order>,
    #[serde(deserialize_with = "ordered")]
    constructs: Ordered<RawConstruct>,
}

/// The order of the keys of some constructs in formatted schemas.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    of: Vec<String>,
    keys: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawConstruct {
    name: String,
    meaning: String,
    #[serde(rename = "struct")]
    structure: Option<String>,
    #[serde(default)]
    span: bool,
    shorthand: Option<String>,
    choice: Option<Choice>,
    others: Option<Others>,
    #[serde(default)]
    folds: Vec<Fold>,
    keys: Vec<Entry>,
}

/// An entry among the keys of a construct.
#[derive(Deserialize)]
#[serde(untagged)]
enum Entry {
    Shared(String),
    Group(Group),
    Key(BTreeMap<String, Attributes>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    group: String,
}

/// The attributes of a key at one place. The shared key of the same name supplies the rest.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Attributes {
    shape: Option<Shape>,
    required: Option<bool>,
    default: Option<String>,
    meaning: Option<String>,
    example: Option<String>,
    field: Option<String>,
    of: Option<String>,
    given: Option<bool>,
    #[serde(rename = "as")]
    as_: Option<String>,
    or_default: Option<bool>,
    boxed: Option<bool>,
    tree: Option<Tree>,
}

/// Reads a map and keeps its order.
fn ordered<'de, D, T>(deserializer: D) -> Result<Ordered<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let map = serde_yaml::Mapping::deserialize(deserializer)?;
    map.into_iter()
        .map(|(name, value)| {
            let name = name.as_str().unwrap_or_default().to_owned();
            let value = serde_yaml::from_value(value)
                .map_err(|error| serde::de::Error::custom(format!("{name}: {error}")))?;
            Ok((name, value))
        })
        .collect()
}

/// Reads the table.
///
/// # Errors
/// Returns the mistake in the text: its form, or an undefined name.
pub(crate) fn read(text: &str) -> Result<Language, String> {
    let file: File = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    let constructs = file
        .constructs
        .iter()
        .map(|(id, raw)| construct(&file, id, raw))
        .collect::<Result<_, _>>()?;
    let language = Language {
        words: file.words,
        constructs,
    };
    for construct in &language.constructs {
        for key in &construct.keys {
            language.check_names(&key.shape)?;
        }
        if let Some(others) = &construct.others {
            language.check_names(&others.shape)?;
        }
    }
    Ok(language)
}

/// Returns the names of keys in the order of formatted schemas.
fn order(file: &File, id: &str, keys: &[Key]) -> Result<Vec<String>, String> {
    let names = keys.iter().map(|key| key.name.clone());
    let mut orders = file.orders.iter();
    let Some(order) = orders.find(|order| order.of.iter().any(|of| of == id)) else {
        return Ok(names.collect());
    };
    if let Some(key) = names.clone().find(|name| !order.keys.contains(name)) {
        return Err(format!("{id}: its order lacks the key `{key}`"));
    }
    let names: Vec<String> = names.collect();
    let mut ordered = order.keys.clone();
    ordered.retain(|key| names.contains(key));
    Ok(ordered)
}

fn construct(file: &File, id: &str, raw: &RawConstruct) -> Result<Construct, String> {
    let mut keys = Vec::new();
    for entry in &raw.keys {
        match entry {
            Entry::Shared(name) => keys.push(key(file, id, name, &Attributes::default())?),
            Entry::Group(Group { group }) => {
                let names = file.groups.get(group);
                for name in names.ok_or_else(|| format!("{id}: there is no group `{group}`"))? {
                    keys.push(key(file, id, name, &Attributes::default())?);
                }
            }
            Entry::Key(entries) => {
                for (name, attributes) in entries {
                    keys.push(key(file, id, name, attributes)?);
                }
            }
        }
    }
    let named = raw
        .folds
        .iter()
        .flat_map(|fold| &fold.keys)
        .chain(raw.choice.iter().flat_map(|choice| &choice.keys))
        .chain(&raw.shorthand);
    for name in named {
        if !keys.iter().any(|key| key.name == *name) {
            return Err(format!("{id}: there is no key `{name}`"));
        }
    }
    let structure = raw.structure.as_deref().unwrap_or(id);
    Ok(Construct {
        id: id.to_owned(),
        name: raw.name.clone(),
        meaning: raw.meaning.clone(),
        structure: (structure != "none").then(|| structure.to_owned()),
        span: raw.span,
        shorthand: raw.shorthand.clone(),
        choice: raw.choice.clone(),
        others: raw.others.clone(),
        folds: raw.folds.clone(),
        order: order(file, id, &keys)?,
        keys,
    })
}

fn key(file: &File, id: &str, name: &str, own: &Attributes) -> Result<Key, String> {
    // A key with its own shape does not use the shared key.
    let shared = match own.shape {
        Some(_) => Attributes::default(),
        None => file
            .keys
            .get(name)
            .cloned()
            .ok_or_else(|| format!("{id}: there is no shared key `{name}`"))?,
    };
    let missing = |what: &str| format!("{id}: `{name}` has no `{what}`");
    let as_ = own.as_.clone().or(shared.as_);
    if as_.as_deref().is_some_and(|it| it != "text") {
        return Err(format!("{id}: `as` of `{name}` can only be `text`"));
    }
    Ok(Key {
        name: name.to_owned(),
        shape: own
            .shape
            .clone()
            .or(shared.shape)
            .ok_or_else(|| missing("shape"))?,
        required: own.required.or(shared.required).unwrap_or(false),
        default: own.default.clone().or(shared.default).unwrap_or_default(),
        meaning: own
            .meaning
            .clone()
            .or(shared.meaning)
            .ok_or_else(|| missing("meaning"))?,
        example: own
            .example
            .clone()
            .or(shared.example)
            .ok_or_else(|| missing("example"))?,
        field: own
            .field
            .clone()
            .or(shared.field)
            .unwrap_or_else(|| heck::AsSnakeCase(name).to_string()),
        of: own.of.clone().or(shared.of).filter(|of| of != "none"),
        given: own.given.or(shared.given).unwrap_or(false),
        as_text: as_.is_some(),
        or_default: own.or_default.or(shared.or_default).unwrap_or(false),
        boxed: own.boxed.or(shared.boxed).unwrap_or(false),
        tree: own.tree.clone().or(shared.tree),
    })
}

impl Language {
    /// Returns the list of words of a name.
    pub(crate) fn words(&self, name: &str) -> Option<&Words> {
        let found = self.words.iter().find(|(known, _)| known == name);
        found.map(|(_, words)| words)
    }

    /// Returns the construct of a name.
    pub(crate) fn construct(&self, id: &str) -> Option<&Construct> {
        self.constructs.iter().find(|construct| construct.id == id)
    }

    /// Checks that the names in a shape are constructs or words.
    fn check_names(&self, shape: &Shape) -> Result<(), String> {
        match shape {
            Shape::Named(name, subset) => match (self.words(name), self.construct(name)) {
                (Some(words), _) => match subset
                    .iter()
                    .find(|word| !words.words.iter().any(|(known, _)| known == *word))
                {
                    Some(word) => Err(format!("`{name}` has no word `{word}`")),
                    None => Ok(()),
                },
                (None, Some(_)) if subset.is_empty() => Ok(()),
                _ => Err(format!(
                    "`{name}` is neither a construct nor a list of words"
                )),
            },
            Shape::List(inner) | Shape::Tuple(_, inner) | Shape::Map(inner) => {
                self.check_names(inner)
            }
            Shape::Any(shapes) => shapes.iter().try_for_each(|shape| self.check_names(shape)),
            Shape::Text
            | Shape::Separator
            | Shape::Scalar
            | Shape::Bool
            | Shape::Integer
            | Shape::Count
            | Shape::Number
            | Shape::Date
            | Shape::Version
            | Shape::Status
            | Shape::Path
            | Shape::Reason
            | Shape::Clear
            | Shape::Value
            | Shape::Texts
            | Shape::Spellings
            | Shape::Meanings
            | Shape::Envelope
            | Shape::Words(_) => Ok(()),
        }
    }

    /// Returns the allowed words of a shape that names a list of words.
    pub(crate) fn allowed_words<'l>(&'l self, name: &str, subset: &'l [String]) -> Vec<&'l str> {
        match self.words(name) {
            Some(words) if subset.is_empty() => {
                words.words.iter().map(|(word, _)| word.as_str()).collect()
            }
            _ => subset.iter().map(String::as_str).collect(),
        }
    }
}
