//! The keys of the language, once: the checker, the JSON Schema and the reference read this table.
//!
//! A [`Construct`] is a map of the language with its keys; a [`Shape`] is what may stand under a key. What
//! the table cannot say (exactly one of several keys, for example) stands in `syntax::check`.

mod document;
mod example;
mod node;
mod operation;
mod response;
mod rule;
mod wire;

use document::{AUTH, CONTEXT, CREDENTIAL, ENDPOINT, PAGE, PROVIDER, SCHEMA, SET_OF};
use example::{EXAMPLE, EXPECT};
use node::{CHECK, ENUM_VALUE, FIELD, PARAM, PERMISSION, RESPONSE_FIELD, TYPE};
use operation::{BINDING, OPERATION};
use response::{ERRORS, MATCH, RESPONSE, RESPONSE_TEST};
use rule::{ALTERNATIVE, CONDITION, RULE, TEST};
use wire::{FORM, JSON, QUERY, XML};

/// The constructs, in the order of the reference. They contain one another, hence the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the construct of its name")]
pub enum Id {
    Schema,
    Provider,
    Page,
    Credential,
    Auth,
    Endpoint,
    Context,
    SetOf,
    Type,
    Field,
    Param,
    ResponseField,
    EnumValue,
    Check,
    Permission,
    Json,
    Xml,
    Query,
    Form,
    Operation,
    Binding,
    Rule,
    Condition,
    Test,
    Alternative,
    Response,
    Match,
    ResponseTest,
    Errors,
    Example,
    Expect,
}

impl Id {
    /// All constructs.
    pub const ALL: &[Self] = &[
        Self::Schema,
        Self::Provider,
        Self::Page,
        Self::Credential,
        Self::Auth,
        Self::Endpoint,
        Self::Context,
        Self::SetOf,
        Self::Type,
        Self::Field,
        Self::Param,
        Self::ResponseField,
        Self::EnumValue,
        Self::Check,
        Self::Permission,
        Self::Json,
        Self::Xml,
        Self::Query,
        Self::Form,
        Self::Operation,
        Self::Binding,
        Self::Rule,
        Self::Condition,
        Self::Test,
        Self::Alternative,
        Self::Response,
        Self::Match,
        Self::ResponseTest,
        Self::Errors,
        Self::Example,
        Self::Expect,
    ];

    /// The construct of a name.
    #[must_use]
    pub fn construct(self) -> &'static Construct {
        match self {
            Self::Schema => &SCHEMA,
            Self::Provider => &PROVIDER,
            Self::Page => &PAGE,
            Self::Credential => &CREDENTIAL,
            Self::Auth => &AUTH,
            Self::Endpoint => &ENDPOINT,
            Self::Context => &CONTEXT,
            Self::SetOf => &SET_OF,
            Self::Type => &TYPE,
            Self::Field => &FIELD,
            Self::Param => &PARAM,
            Self::ResponseField => &RESPONSE_FIELD,
            Self::EnumValue => &ENUM_VALUE,
            Self::Check => &CHECK,
            Self::Permission => &PERMISSION,
            Self::Json => &JSON,
            Self::Xml => &XML,
            Self::Query => &QUERY,
            Self::Form => &FORM,
            Self::Operation => &OPERATION,
            Self::Binding => &BINDING,
            Self::Rule => &RULE,
            Self::Condition => &CONDITION,
            Self::Test => &TEST,
            Self::Alternative => &ALTERNATIVE,
            Self::Response => &RESPONSE,
            Self::Match => &MATCH,
            Self::ResponseTest => &RESPONSE_TEST,
            Self::Errors => &ERRORS,
            Self::Example => &EXAMPLE,
            Self::Expect => &EXPECT,
        }
    }
}

/// Keys of a construct of which one has to be there.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The keys.
    pub keys: &'static [&'static str],
    /// Whether a second one is too many.
    pub exactly: bool,
}

impl Id {
    /// The keys of which one has to be there, if there are such.
    #[must_use]
    pub fn choice(self) -> Option<Choice> {
        let (keys, exactly): (&'static [&'static str], bool) = match self {
            Self::Context => (&["set_of", "enum", "type"], true),
            Self::Check => (&["contains", "excludes", "pattern"], true),
            Self::Test => (
                &["has", "has_any", "has_all", "present", "matches", "not"],
                true,
            ),
            Self::ResponseTest => (&["present", "matches"], true),
            Self::Type | Self::Field | Self::Param | Self::ResponseField => {
                (&["type", "enum", "fields", "items", "const"], false)
            }
            Self::Rule => (EFFECTS, false),
            _ => return None,
        };
        Some(Choice { keys, exactly })
    }
}

/// The keys of a rule that demand something.
pub const EFFECTS: &[&str] = &[
    "required",
    "forbidden",
    "at_least_one",
    "exactly_one",
    "at_most_one",
    "all_or_none",
    "matches",
    "limited_to",
    "unchanged",
    "unchanged_except",
    "refuse",
];

/// A map of the language.
#[derive(Debug)]
pub struct Construct {
    /// What it is called in messages and in the reference, in lower case and singular.
    pub name: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// Its keys, in the order in which people write them; shared ones come in groups.
    pub keys: &'static [&'static [Key]],
    /// What may stand under names of the writer's choice besides the keys, and what the names are.
    pub others: Option<(&'static str, Shape)>,
}

impl Construct {
    /// All keys.
    pub fn all(&self) -> impl Iterator<Item = &'static Key> + Clone + use<> {
        self.keys.iter().copied().flatten()
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

/// A key that may be left out.
const fn key(
    name: &'static str,
    shape: Shape,
    meaning: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        shape,
        required: false,
        default: "",
        meaning,
        example,
    }
}

impl Key {
    const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    const fn default(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }
}

/// Keys that every construct of an API has.
const DIFFERS: Key = key(
    "differs",
    Shape::Texts,
    "Says that the schema deliberately differs from the provider's page here, and why.",
    "differs: The page says 40, its own sample has 42.",
);
const DESCRIPTION: Key = key(
    "description",
    Shape::Text,
    "What it is, in the words of the page; becomes documentation.",
    "description: Name of the organization.",
);
const RUST: Key = key(
    "rust",
    Shape::Text,
    "Its name in Rust, where the derived one is taken or impossible.",
    "rust: address_line_two",
);
const NAMED_PAGE: Key = key(
    "page",
    Shape::Text,
    "The page that it is described on, by its name in `pages`.",
    "page: contacts_update",
);
const CASE: Key = key(
    "case",
    Shape::Word(&["camel", "snake", "pascal", "kebab", "screaming", "none"]),
    "How wire names are derived from logical names.",
    "case: camel",
);
const ENUM: Key = key(
    "enum",
    Shape::Meanings,
    "The values that are possible, each with its meaning.",
    "enum: { NONE: acts for nobody, OLD: acts for the old registrant }",
);
