// Written by `cargo xtask codegen` from codegen/language.yaml. Change that file instead.
//! The syntax tree: one struct per construct, one field per key, one enum per list of words.

use super::*;
use crate::source::{Scalar, Span, Spanned};

/// How wire names are derived from logical names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// `addressLine`.
    Camel,
    /// `address_line`.
    Snake,
    /// `AddressLine`.
    Pascal,
    /// `address-line`.
    Kebab,
    /// `ADDRESS_LINE`.
    Screaming,
    /// As the logical name is.
    #[default]
    None,
}

impl Case {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("camel", Self::Camel),
        ("snake", Self::Snake),
        ("pascal", Self::Pascal),
        ("kebab", Self::Kebab),
        ("screaming", Self::Screaming),
        ("none", Self::None),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Camel => "camel",
            Self::Snake => "snake",
            Self::Pascal => "pascal",
            Self::Kebab => "kebab",
            Self::Screaming => "screaming",
            Self::None => "none",
        }
    }
}

/// How a pattern is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// ASCII classes, the whole value, no unescaped `[` in a class.
    #[default]
    Wireform,
    /// As Perl-compatible engines read it: an unescaped `[` in a class is a literal.
    Pcre,
}

impl Dialect {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[("wireform", Self::Wireform), ("pcre", Self::Pcre)];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wireform => "wireform",
            Self::Pcre => "pcre",
        }
    }
}

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LengthUnit {
    /// Unicode code points.
    #[default]
    Chars,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

impl LengthUnit {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("chars", Self::Chars),
        ("utf16", Self::Utf16),
        ("bytes", Self::Bytes),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Chars => "chars",
            Self::Utf16 => "utf16",
            Self::Bytes => "bytes",
        }
    }
}

/// Where a parameter or a response field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the path of the URL.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the body.
    Body,
}

impl Location {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("path", Self::Path),
        ("query", Self::Query),
        ("header", Self::Header),
        ("body", Self::Body),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

/// What is written for a field that has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// Nothing.
    #[default]
    Omit,
    /// JSON `null`.
    Null,
    /// An empty string, element or parameter.
    Empty,
}

impl Absent {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("omit", Self::Omit),
        ("null", Self::Null),
        ("empty", Self::Empty),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Omit => "omit",
            Self::Null => "null",
            Self::Empty => "empty",
        }
    }
}

/// How a list is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// A JSON array.
    Array,
    /// One element or parameter per item.
    Repeat,
    /// A wrapper element with one element per item.
    Wrap,
    /// One numbered parameter per item.
    Indexed,
}

impl ListStyle {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("array", Self::Array),
        ("repeat", Self::Repeat),
        ("wrap", Self::Wrap),
        ("indexed", Self::Indexed),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Array => "array",
            Self::Repeat => "repeat",
            Self::Wrap => "wrap",
            Self::Indexed => "indexed",
        }
    }
}

/// The format of a request's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Body {
    /// JSON.
    Json,
    /// XML 1.0.
    Xml,
    /// The fields stand in the query string.
    Query,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// No body.
    #[default]
    None,
}

impl Body {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("json", Self::Json),
        ("xml", Self::Xml),
        ("query", Self::Query),
        ("form", Self::Form),
        ("none", Self::None),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Query => "query",
            Self::Form => "form",
            Self::None => "none",
        }
    }
}

/// What a call does to data that it does not mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// Absent keeps.
    Patch,
    /// Absent deletes.
    Replace,
    /// The page does not say.
    Unstated,
    /// The call changes no existing data.
    None,
}

impl Update {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("patch", Self::Patch),
        ("replace", Self::Replace),
        ("unstated", Self::Unstated),
        ("none", Self::None),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Replace => "replace",
            Self::Unstated => "unstated",
            Self::None => "none",
        }
    }
}

/// What a response says about the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Success,
    /// Taken, to be done later.
    Accepted,
    /// Not done.
    Failure,
}

impl Outcome {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("success", Self::Success),
        ("accepted", Self::Accepted),
        ("failure", Self::Failure),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Accepted => "accepted",
            Self::Failure => "failure",
        }
    }
}

/// The format of a response's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseBody {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// Nothing.
    Empty,
    /// Any text.
    Text,
    /// A bare JSON scalar.
    Scalar,
}

impl ResponseBody {
    /// Each word with what it means, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("json", Self::Json),
        ("xml", Self::Xml),
        ("empty", Self::Empty),
        ("text", Self::Text),
        ("scalar", Self::Scalar),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Empty => "empty",
            Self::Text => "text",
            Self::Scalar => "scalar",
        }
    }
}

/// The keys that several constructs share.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// The whole value matches this regular expression. The key `pattern`.
    pub pattern: Option<Text>,
    /// The least length of a string. The key `minLength`.
    pub min_length: Option<Spanned<u64>>,
    /// The greatest length of a string. The key `maxLength`.
    pub max_length: Option<Spanned<u64>>,
    /// The least integer. The key `minimum`.
    pub minimum: Option<Spanned<i64>>,
    /// The greatest integer. The key `maximum`.
    pub maximum: Option<Spanned<i64>>,
    /// How the pattern is read: with `pcre` an unescaped `[` inside a class is a literal. The key `dialect`.
    pub dialect: Option<Spanned<Dialect>>,
    /// What lengths count: Unicode code points, UTF-16 code units, or bytes of UTF-8. The key `lengthUnit`.
    pub length_unit: Option<Spanned<LengthUnit>>,
    /// A named language of strings. The key `format`.
    pub format: Option<Text>,
    /// Checks of a string by name, each with its own sentence. The key `all_of`.
    pub all_of: Map<Check>,
    /// The least number of items. The key `minItems`.
    pub min_items: Option<Spanned<u64>>,
    /// The greatest number of items. The key `maxItems`.
    pub max_items: Option<Spanned<u64>>,
    /// Whether no two items are equal. The key `uniqueItems`.
    pub unique_items: Option<Spanned<bool>>,
    /// The one value, which is sent; there is no Rust field. The key `const`.
    pub constant: Option<Spanned<Scalar>>,
}

/// One YAML document describes one API of a provider.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The place of the whole.
    pub span: Span,
    /// Whose API it is. The key `provider`.
    pub provider: Provider,
    /// How wire names are derived from logical names. The key `case`.
    pub case: Option<Spanned<Case>>,
    /// The pages that the facts come from. The key `pages`.
    pub pages: Map<Page>,
    /// What identifies the caller. The key `credentials`.
    pub credentials: Map<Credential>,
    /// The ways to authenticate; an endpoint names those that it takes. The key `auth`.
    pub auth: Map<Auth>,
    /// Where requests go. The key `endpoints`.
    pub endpoints: Map<Endpoint>,
    /// Facts that rules depend on and the payload does not carry. The key `contexts`.
    pub contexts: Map<Context>,
    /// Types with a name. The key `types`.
    pub types: Map<Node>,
    /// The calls. The key `operations`.
    pub operations: Map<Operation>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// Who offers the API.
#[derive(Debug, Clone, Default)]
pub struct Provider {
    /// The name that people know. The key `name`.
    pub name: Text,
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The provider's site. The key `url`.
    pub url: Option<Text>,
    /// The name of the generated module. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// A page of the provider's documentation.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its address. The key `url`.
    pub url: Text,
    /// Its title. The key `title`.
    pub title: Option<Text>,
    /// The day on which it was read. The key `retrieved`.
    pub retrieved: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// One thing that identifies the caller.
#[derive(Debug, Clone, Default)]
pub struct Credential {
    /// Its facets.
    pub facets: Facets,
    /// What kind of value it is. The key `type`.
    pub ty: Option<Text>,
    /// Whether nobody else may see it. The key `secret`.
    pub secret: Option<Spanned<bool>>,
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// What is sent where the caller gives nothing; makes the credential optional. The key `default`.
    pub default: Option<Spanned<Scalar>>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// Where credentials go. In templates `$name` is a credential and `$$` a dollar.
#[derive(Debug, Clone, Default)]
pub struct Auth {
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// Headers, each with a template. The key `headers`.
    pub headers: Map<Text>,
    /// User and password of HTTP's basic authentication. The key `basic`.
    pub basic: Vec<Text>,
    /// Parameters in front of the fields, in query or form as the body goes, each with a template. The key `params`.
    pub params: Map<Text>,
    /// Credentials that stand inside the body; the envelope says where. The key `document`.
    pub document: Vec<Text>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// A family of servers that take the same calls.
#[derive(Debug, Clone, Default)]
pub struct Endpoint {
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// Servers by name, each with its URL. Without any the caller supplies one. The key `servers`.
    pub servers: Map<Text>,
    /// The ways to authenticate that it takes, by their names; the first is the default. The key `auth`.
    pub auth: Vec<Text>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// A fact that the caller gives, or says is unknown. It has exactly one of `set_of`, `enum` and `type`.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The kind of fact.
    pub kind: ContextKind,
    /// Each text of the fact, with `set_of: string` or `type: string`, matches this regular expression as a whole. The key `pattern`.
    pub pattern: Option<Text>,
    /// How the pattern is read: with `pcre` an unescaped `[` inside a class is a literal. The key `dialect`.
    pub dialect: Option<Spanned<Dialect>>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// What values are possible. Facets have JSON Schema's names and meaning. A bare text is short for `{ type: … }`.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// The place of the whole.
    pub span: Span,
    /// Its facets.
    pub facets: Facets,
    /// `string`, `integer`, `boolean`, `date`, `timestamp`, `list`, `object`, `enum`, or the name of a type; `enum`, `fields`, `items` and `const` imply it. The key `type`.
    pub ty: Option<Text>,
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The values that are possible, each with its meaning. The key `enum`.
    pub values: Option<Map<EnumValue>>,
    /// What the items of a list are. The key `items`.
    pub items: Option<Box<Node>>,
    /// The list is one string on the wire, with this between the items; in an item it is a violation. The key `join`.
    pub join: Option<Text>,
    /// The fields of an object. `{}` is an object of any content, in responses only. A request must name what it sends, and refuses `{}`. The key `fields`.
    pub fields: Option<Map<Node>>,
    /// How wire names are derived from logical names. The key `case`.
    pub case: Option<Spanned<Case>>,
    /// What the provider assumes when nothing is sent; never sent itself. The key `default`.
    pub default: Option<Spanned<Value>>,
    /// Values as an illustration. The key `examples`.
    pub examples: Vec<Spanned<Value>>,
    /// Why it should not be used any more; `true` where the page gives no reason. The key `deprecated`.
    pub deprecated: Option<Text>,
    /// Whether nobody else may see the value. The key `secret`.
    pub secret: Option<Spanned<bool>>,
    /// The page that it is described on, by its name in `pages`. The key `page`.
    pub page: Option<Text>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
    /// Whether a request is wrong without it. The key `required`.
    pub required: Option<Spanned<bool>>,
    /// How an explicit clear is spelled: the empty string, null, or the empty list. Without it the field cannot be cleared. The key `clear`.
    pub clear: Option<Spanned<Clear>>,
    /// What the field is in the vocabulary of RFC 5733. The key `means`.
    pub means: Option<Text>,
    /// The conversions, step by step, by which the datum that the field means becomes what the provider takes; an answer is read by them backwards. The key `convert`.
    pub convert: Vec<Text>,
    /// The permission that the caller needs to send it; with `unless`, for other values than these. The key `permission`.
    pub permissions: Vec<Permission>,
    /// Its name on every wire; the name of the header for a header. The key `wire`.
    pub wire: Option<Text>,
    /// How it is spelled in JSON. The key `json`.
    pub json: Option<Wire>,
    /// How it is spelled in XML. The key `xml`.
    pub xml: Option<Wire>,
    /// How it is spelled in a query string. The key `query`.
    pub query: Option<Wire>,
    /// How it is spelled in a form. The key `form`.
    pub form: Option<Wire>,
    /// Where it stands. The key `in`.
    pub location: Option<Spanned<Location>>,
}

/// One value of an enum; a bare text is short for `{ description: … }`.
#[derive(Debug, Clone, Default)]
pub struct EnumValue {
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Text,
    /// Why it should not be used any more. The key `deprecated`.
    pub deprecated: Option<Text>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// A named condition of a string. It has exactly one of `contains`, `excludes` and `pattern`.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// The part of the value that the pattern is about.
    pub kind: CheckKind,
    /// The regular expression.
    pub pattern: Text,
    /// How the pattern is read: with `pcre` an unescaped `[` inside a class is a literal. The key `dialect`.
    pub dialect: Option<Spanned<Dialect>>,
    /// What a person reads who broke it. The key `says`.
    pub says: Text,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// How a field is spelled in JSON. A bare text is short for `{ name: … }`.
#[derive(Debug, Clone, Default)]
pub struct Wire {
    /// The place of the whole.
    pub span: Span,
    /// Its name on this wire. The key `name`.
    pub name: Option<Text>,
    /// The groups around it and its own name, with dots between them. The key `at`.
    pub at: Option<Spanned<Vec<String>>>,
    /// How logical values are spelled; the empty text is a value, too. The key `values`.
    pub values: Map<Spanned<Scalar>>,
    /// What is written where there is no value. The key `absent`.
    pub absent: Option<Spanned<Absent>>,
    /// How a list is spelled. The key `list`.
    pub list: Option<Spanned<ListStyle>>,
    /// The element of each item inside a wrapper. The key `item`.
    pub item: Option<Text>,
    /// Attributes that the element always has. The key `attributes`.
    pub attributes: Map<Text>,
    /// The name of each item of an indexed list; `$name` and `$index` stand for both. The key `index`.
    pub index: Option<Text>,
    /// The number of the first item of an indexed list. The key `first`.
    pub first: Option<Spanned<u64>>,
}

/// One call of the API.
#[derive(Debug, Clone, Default)]
pub struct Operation {
    /// The place of the whole.
    pub span: Span,
    /// Method and path, with `{name}` for a parameter; the method alone for an empty path. The key `http`.
    pub http: Text,
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The page that it is described on, by its name in `pages`. The key `page`.
    pub page: Option<Text>,
    /// Where it goes. The key `endpoint`.
    pub endpoint: Option<Text>,
    /// The ways to authenticate, where they are fewer than the endpoint's. The key `auth`.
    pub auth: Option<Vec<Text>>,
    /// What happens to data that the call does not mention: `patch` keeps it, `replace` deletes it, `unstated` if the page does not say, `none` if the call changes no existing data. Required when the operation has optional fields. The key `update`.
    pub update: Option<Spanned<Update>>,
    /// Why it should not be called any more; `true` where the page gives no reason. The key `deprecated`.
    pub deprecated: Option<Text>,
    /// Since when and why the provider no longer answers it. The key `withdrawn`.
    pub withdrawn: Option<Text>,
    /// The permission that the caller needs. The key `permission`.
    pub permissions: Vec<Permission>,
    /// Headers that are always sent. The key `headers`.
    pub headers: Map<Text>,
    /// The format that the fields are sent in. The key `body`.
    pub body: Option<Spanned<Body>>,
    /// The header Content-Type. The key `content_type`.
    pub content_type: Option<Text>,
    /// Several formats for the same fields, instead of `body`; the first is the default. The key `bindings`.
    pub bindings: Map<Binding>,
    /// How wire names are derived from logical names. The key `case`.
    pub case: Option<Spanned<Case>>,
    /// Parameters of the path, the query and the headers. The key `params`.
    pub params: Map<Node>,
    /// Object types whose fields come first, in their order. The key `include`.
    pub include: Vec<Text>,
    /// Included fields that are required here. The key `required`.
    pub required: Vec<Text>,
    /// The fields of the body. Parameters and fields have different names. The key `fields`.
    pub fields: Map<Node>,
    /// The document around the fields: constants, `$field`, `$auth.credential`, and `$rest:` for all the other fields. A key that begins with `@` is an attribute. The key `envelope`.
    pub envelope: Option<Spanned<Map<Envelope>>>,
    /// Conditions between fields and facts, by name. The key `rules`.
    pub rules: Map<Rule>,
    /// What comes back, by name; the first that matches counts. The key `responses`.
    pub responses: Map<Response>,
    /// Values and the exact bytes that they become. `examples: {}` removes those of a merge key. The key `examples`.
    pub examples: Map<Example>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// One of several formats of an operation.
#[derive(Debug, Clone, Default)]
pub struct Binding {
    /// The format that the fields are sent in. The key `body`.
    pub body: Spanned<Body>,
    /// The header Content-Type. The key `content_type`.
    pub content_type: Option<Text>,
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// Whenever `when` holds, all of the effects hold. It has at least one effect, and `says` unless it refuses. A field inside an object is written with a dot.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// The place of the whole.
    pub span: Span,
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// When it applies. The key `when`.
    pub when: Vec<Condition>,
    /// The effects, in document order.
    pub effects: Vec<Spanned<Effect>>,
    /// Whether an empty text is a value in this rule. The key `empty_is_value`.
    pub empty_is_value: Option<Spanned<bool>>,
    /// What a person reads who broke it. The key `says`.
    pub says: Option<Text>,
    /// The page that it is described on, by its name in `pages`. The key `page`.
    pub page: Option<Text>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// One of the answers that a call may get.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// The place of the whole.
    pub span: Span,
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// What tells it from the others; all of it holds. The key `match`.
    pub matched: Match,
    /// What it says about the call: done, to be done later, or not done. The key `outcome`.
    pub outcome: Option<Spanned<Outcome>>,
    /// The format of its body. The key `body`.
    pub body: Option<Spanned<ResponseBody>>,
    /// Object types whose fields it has. The key `include`.
    pub include: Vec<Text>,
    /// What can be read from it. The key `fields`.
    pub fields: Map<Node>,
    /// The codes of errors and what they mean. The key `errors`.
    pub errors: Option<Errors>,
    /// The page that it is described on, by its name in `pages`. The key `page`.
    pub page: Option<Text>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// What tells a response from the others. Places in JSON are dotted paths, with `[]` for any item; in XML they begin with the root element, and `@name` is an attribute.
#[derive(Debug, Clone, Default)]
pub struct Match {
    /// The HTTP status, several, or a class: `2xx` is every status from 200 to 299. The key `status`.
    pub status: Vec<Text>,
    /// Headers with these values. The key `headers`.
    pub headers: Map<Text>,
    /// Places in the body, each with its value, several, its presence, or a pattern. The key `body`.
    pub body: Map<ResponseTest>,
}

/// Where the code of an error stands, and what the codes mean.
#[derive(Debug, Clone, Default)]
pub struct Errors {
    /// The place of the code in the body. The key `at`.
    pub at: Option<Text>,
    /// The codes, each with its meaning. The key `values`.
    pub values: Map<EnumValue>,
}

/// Values with the request that they become, or with the violations that they give. `cargo test` of the crate that compiles the schema runs it.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The place of the whole.
    pub span: Span,
    /// What it is, in the words of the page; becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// Values by field; null clears, and what is not here is absent. The key `values`.
    pub values: Map<Spanned<Value>>,
    /// Context facts. The key `context`.
    pub context: Map<Spanned<Value>>,
    /// Context facts that the caller says are unknown. The key `context_unknown`.
    pub context_unknown: Vec<Text>,
    /// The data as they were read, which an update is compared with. The key `current`.
    pub current: Option<Map<Spanned<Value>>>,
    /// Credentials by name. The key `credentials`.
    pub credentials: Map<Spanned<Scalar>>,
    /// The way to authenticate. The key `auth`.
    pub auth: Option<Text>,
    /// The name of a server, or a URL. The key `server`.
    pub server: Option<Text>,
    /// One of several bindings. The key `binding`.
    pub binding: Option<Text>,
    /// Violations that the policy waives, as `field:code` or `rule:name`. The key `waive`.
    pub waive: Vec<Text>,
    /// The request on the wire. The key `expect`.
    pub expect: Option<Expect>,
    /// The violations, instead of a request: `path: code`, or `rule name`. The key `violations`.
    pub violations: Option<Vec<Text>>,
    /// The rules that could not be checked. The key `unchecked`.
    pub unchecked: Option<Vec<Text>>,
    /// The page that prints this sample. The key `page`.
    pub page: Option<Text>,
    /// Its name in Rust, where the derived one is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// Says that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// A request as it goes out. Only what is given is compared.
#[derive(Debug, Clone, Default)]
pub struct Expect {
    /// The method. The key `method`.
    pub method: Option<Text>,
    /// The whole URL. The key `url`.
    pub url: Option<Text>,
    /// Some headers. The key `headers`.
    pub headers: Map<Text>,
    /// The body, byte for byte. The key `body`.
    pub body: Option<Text>,
}
