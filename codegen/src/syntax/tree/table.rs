// Written by `cargo xtask codegen` from codegen/language.yaml. Change that file instead.
//! The syntax tree: a struct for each construct, a field for each key, and an enum for each list of words.

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
    /// Each word with its variant, in the order of the table.
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
    /// ASCII classes, no unescaped `[` in a class.
    #[default]
    Wireform,
    /// As PCRE2 and PHP read UTF-8.
    Pcre,
    /// As ECMAScript and JSON Schema.
    Ecma,
    /// As the module `re` of Python.
    Python,
    /// As `java.util.regex`.
    Java,
    /// As the crate `regex`.
    Rust,
}

impl Dialect {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("wireform", Self::Wireform),
        ("pcre", Self::Pcre),
        ("ecma", Self::Ecma),
        ("python", Self::Python),
        ("java", Self::Java),
        ("rust", Self::Rust),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wireform => "wireform",
            Self::Pcre => "pcre",
            Self::Ecma => "ecma",
            Self::Python => "python",
            Self::Java => "java",
            Self::Rust => "rust",
        }
    }
}

/// What a pattern must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// The whole value.
    #[default]
    Whole,
    /// Some part of the value.
    Search,
}

impl Extent {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[("whole", Self::Whole), ("search", Self::Search)];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Search => "search",
        }
    }
}

/// A named set of strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An e-mail address.
    Email,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// A host name of at least two labels.
    Hostname,
    /// A host name of one or more labels, an IPv4 address, or an IPv6 address in brackets.
    Host,
    /// A host, a colon and a port.
    HostAndPort,
    /// An IPv4 address with the length of its prefix.
    Ipv4Cidr,
    /// An IPv6 address with the length of its prefix.
    Ipv6Cidr,
    /// An IPv4 address whose bits behind the prefix are zero, with the length of the prefix.
    Ipv4Prefix,
    /// A URI with its scheme.
    Uri,
    /// A URI or a relative reference.
    UriReference,
    /// A UUID.
    Uuid,
    /// An assigned code of ISO 3166-1.
    Country,
    /// Two capital letters.
    CountryLike,
    /// A telephone number with `+`.
    E164,
}

impl Format {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("email", Self::Email),
        ("ipv4", Self::Ipv4),
        ("ipv6", Self::Ipv6),
        ("hostname", Self::Hostname),
        ("host", Self::Host),
        ("host_and_port", Self::HostAndPort),
        ("ipv4_cidr", Self::Ipv4Cidr),
        ("ipv6_cidr", Self::Ipv6Cidr),
        ("ipv4_prefix", Self::Ipv4Prefix),
        ("uri", Self::Uri),
        ("uri_reference", Self::UriReference),
        ("uuid", Self::Uuid),
        ("country", Self::Country),
        ("country_like", Self::CountryLike),
        ("e164", Self::E164),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Hostname => "hostname",
            Self::Host => "host",
            Self::HostAndPort => "host_and_port",
            Self::Ipv4Cidr => "ipv4_cidr",
            Self::Ipv6Cidr => "ipv6_cidr",
            Self::Ipv4Prefix => "ipv4_prefix",
            Self::Uri => "uri",
            Self::UriReference => "uri_reference",
            Self::Uuid => "uuid",
            Self::Country => "country",
            Self::CountryLike => "country_like",
            Self::E164 => "e164",
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
    /// Each word with its variant, in the order of the table.
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

/// A step that brings a text into its normal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NormalForm {
    /// White space at both ends is removed: spaces, tabs, line feeds and carriage returns.
    Trim,
    /// Each run of white space becomes one space.
    CollapseSpaces,
    /// The letters A to Z become a to z.
    Lowercase,
    /// The letters a to z become A to Z.
    Uppercase,
}

impl NormalForm {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("trim", Self::Trim),
        ("collapse_spaces", Self::CollapseSpaces),
        ("lowercase", Self::Lowercase),
        ("uppercase", Self::Uppercase),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Trim => "trim",
            Self::CollapseSpaces => "collapse_spaces",
            Self::Lowercase => "lowercase",
            Self::Uppercase => "uppercase",
        }
    }
}

/// The element that declares a prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Declare {
    /// The outermost element that uses it.
    #[default]
    Use,
    /// The root element.
    Root,
}

impl Declare {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[("use", Self::Use), ("root", Self::Root)];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Use => "use",
            Self::Root => "root",
        }
    }
}

/// The place of a parameter or of a response field.
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
    /// In a cookie that the response sets.
    Cookie,
}

impl Location {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("path", Self::Path),
        ("query", Self::Query),
        ("header", Self::Header),
        ("body", Self::Body),
        ("cookie", Self::Cookie),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
            Self::Cookie => "cookie",
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
    /// Each word with its variant, in the order of the table.
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

/// How a list is written.
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
    /// Each word with its variant, in the order of the table.
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
    /// The query string has the fields.
    Query,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Lines, each with a name and a value.
    Lines,
    /// A text: the value of one field.
    Text,
    /// No body.
    #[default]
    None,
}

impl Body {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("json", Self::Json),
        ("xml", Self::Xml),
        ("query", Self::Query),
        ("form", Self::Form),
        ("lines", Self::Lines),
        ("text", Self::Text),
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
            Self::Lines => "lines",
            Self::Text => "text",
            Self::None => "none",
        }
    }
}

/// How the names and values of parameters are escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escaping {
    /// All characters except unreserved ones (RFC 3986, section 2.3) are percent-encoded, so that a space is `%20`.
    Rfc3986,
    /// As browsers write forms (URL Standard, section 5.2): a space is `+`, `*` stays, and `~` is escaped.
    Whatwg,
}

impl Escaping {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[("rfc3986", Self::Rfc3986), ("whatwg", Self::Whatwg)];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rfc3986 => "rfc3986",
            Self::Whatwg => "whatwg",
        }
    }
}

/// What an operation does to data that it does not mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// The provider keeps absent data.
    Patch,
    /// The provider deletes absent data.
    Replace,
    /// The page does not say.
    Unstated,
    /// The operation changes no existing data.
    None,
}

impl Update {
    /// Each word with its variant, in the order of the table.
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

/// What an operation does to contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// It makes a contact.
    Create,
    /// It reads one contact.
    Read,
    /// It reads all contacts.
    List,
    /// It changes a contact.
    Update,
    /// It removes a contact.
    Delete,
    /// It does something else, such as a validation.
    Other,
}

impl Does {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("create", Self::Create),
        ("read", Self::Read),
        ("list", Self::List),
        ("update", Self::Update),
        ("delete", Self::Delete),
        ("other", Self::Other),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Read => "read",
            Self::List => "list",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Other => "other",
        }
    }
}

/// What a response states about the operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Success,
    /// Accepted, to be done later.
    Accepted,
    /// Not done.
    Failure,
    /// The response does not state whether it was done.
    Unknown,
}

impl Outcome {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("success", Self::Success),
        ("accepted", Self::Accepted),
        ("failure", Self::Failure),
        ("unknown", Self::Unknown),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Accepted => "accepted",
            Self::Failure => "failure",
            Self::Unknown => "unknown",
        }
    }
}

/// What happens to the session of the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Session {
    /// It stays as it is.
    #[default]
    Keep,
    /// It has expired, and the caller has to log in again.
    Expired,
    /// The provider has closed it.
    Closed,
}

impl Session {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("keep", Self::Keep),
        ("expired", Self::Expired),
        ("closed", Self::Closed),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Expired => "expired",
            Self::Closed => "closed",
        }
    }
}

/// What a rule judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum About {
    /// What is sent. A field that the request clears counts as sent.
    Request,
    /// The data as they will be, as far as they are known.
    #[default]
    Result,
}

impl About {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[("request", Self::Request), ("result", Self::Result)];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Result => "result",
        }
    }
}

/// When a field is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// Whenever a request has a value for it.
    #[default]
    All,
    /// Only by an operation that creates something.
    Create,
    /// Only by an operation that changes something.
    Update,
    /// Never. Only the provider sets it.
    Read,
    /// By an operation that creates something. One that changes something sends it only unchanged.
    Immutable,
}

impl Access {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("all", Self::All),
        ("create", Self::Create),
        ("update", Self::Update),
        ("read", Self::Read),
        ("immutable", Self::Immutable),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Create => "create",
            Self::Update => "update",
            Self::Read => "read",
            Self::Immutable => "immutable",
        }
    }
}

/// What happens to members that an object does not describe, when it is read and written back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Undescribed {
    /// They are not written back.
    #[default]
    Drop,
    /// They are written back as they were read.
    Keep,
}

impl Undescribed {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[("drop", Self::Drop), ("keep", Self::Keep)];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Keep => "keep",
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
    /// Lines, each with a name and a value.
    Lines,
}

impl ResponseBody {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("json", Self::Json),
        ("xml", Self::Xml),
        ("empty", Self::Empty),
        ("text", Self::Text),
        ("scalar", Self::Scalar),
        ("lines", Self::Lines),
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
            Self::Lines => "lines",
        }
    }
}

/// What tells the variants of a union apart if no name does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untagged {
    /// The kind of the JSON value: text, number, boolean, list or object.
    Kind,
}

impl Untagged {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[("kind", Self::Kind)];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
        }
    }
}

/// How an object, a map or a union is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// As a list of names and values.
    Entries,
    /// As the element of the variant, without an element around it.
    Choice,
}

impl Written {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[("entries", Self::Entries), ("choice", Self::Choice)];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Choice => "choice",
        }
    }
}

/// Whether letter case of names has a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterCase {
    /// Upper and lower case are different.
    Exact,
    /// Upper and lower case are the same.
    Ignore,
}

impl LetterCase {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[("exact", Self::Exact), ("ignore", Self::Ignore)];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Ignore => "ignore",
        }
    }
}

/// How a field mask spells the names of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaskNames {
    /// As the body does.
    Wire,
    /// In snake case, such as `postal_code`.
    Snake,
    /// In camel case, such as `postalCode`.
    Camel,
}

impl MaskNames {
    /// Each word with its variant, in the order of the table.
    pub const WORDS: &[(&str, Self)] = &[
        ("wire", Self::Wire),
        ("snake", Self::Snake),
        ("camel", Self::Camel),
    ];

    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Snake => "snake",
            Self::Camel => "camel",
        }
    }
}

/// The keys that several constructs share.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// The regular expression that the value must match, the whole of it unless `match` says otherwise. The key `pattern`.
    pub pattern: Option<Text>,
    /// The minimum length of a string. The key `minLength`.
    pub min_length: Option<Spanned<u64>>,
    /// The maximum length of a string. The key `maxLength`.
    pub max_length: Option<Spanned<u64>>,
    /// The minimum of a number. That of an integer is a whole number. The key `minimum`.
    pub minimum: Option<Spanned<Decimal>>,
    /// The maximum of a number. That of an integer is a whole number. The key `maximum`.
    pub maximum: Option<Spanned<Decimal>>,
    /// The kind of engine whose patterns this is. See [patterns](patterns.md). The key `dialect`.
    pub dialect: Option<Spanned<Dialect>>,
    /// What the pattern must match: the whole value, or some part of it. The key `match`.
    pub extent: Option<Spanned<Extent>>,
    /// The unit of lengths: Unicode code points, UTF-16 code units, or bytes of UTF-8. The key `lengthUnit`.
    pub length_unit: Option<Spanned<LengthUnit>>,
    /// A named set of strings, or several of which the text has one. The key `format`.
    pub format: Vec<Spanned<Format>>,
    /// The number that the value must be greater than. The key `exclusiveMinimum`.
    pub exclusive_minimum: Option<Spanned<Decimal>>,
    /// The number that the value must be less than. The key `exclusiveMaximum`.
    pub exclusive_maximum: Option<Spanned<Decimal>>,
    /// The number, greater than 0, of which the value must be a whole multiple. The key `multipleOf`.
    pub multiple_of: Option<Spanned<Decimal>>,
    /// Named checks of a string, each with its own message. The key `all_of`.
    pub all_of: Map<Check>,
    /// The minimum number of items of a list, or of entries of a map. The key `minItems`.
    pub min_items: Option<Spanned<u64>>,
    /// The maximum number of items of a list, or of entries of a map. The key `maxItems`.
    pub max_items: Option<Spanned<u64>>,
    /// Whether all items must differ. The key `uniqueItems`.
    pub unique_items: Option<Spanned<bool>>,
    /// The only value. It is always sent and has no Rust field. The key `const`.
    pub constant: Option<Spanned<Scalar>>,
    /// Members of which no two items of a list have the same values. Two items that both lack a member are alike in it. The key `unique_by`.
    pub unique_by: Vec<Text>,
    /// The steps that bring a text into its normal form, in order. Every value of a request goes through them before it is checked and sent. The key `normalize`.
    pub normal: Vec<Spanned<NormalStep>>,
}

/// One YAML document describes one API of a provider.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The place of the construct.
    pub span: Span,
    /// The provider of the API. The key `provider`.
    pub provider: Provider,
    /// How wire names are derived from logical names. The key `case`.
    pub case: Option<Spanned<Case>>,
    /// How the names and values of parameters are escaped. The key `encoding`.
    pub encoding: Option<Encoding>,
    /// The pages from which the facts come. The key `pages`.
    pub pages: Map<Page>,
    /// The namespaces of XML documents, each under its prefix. The empty prefix is the default namespace. The key `namespaces`.
    pub namespaces: Map<Namespace>,
    /// How values are written as XML elements of a general kind, as in XML-RPC. An envelope has such a value under `$tree.` and the name. The key `trees`.
    pub trees: Map<Tree>,
    /// The credentials that identify the caller. The key `credentials`.
    pub credentials: Map<Credential>,
    /// The authentication methods. An endpoint names those that it accepts. The key `auth`.
    pub auth: Map<Auth>,
    /// The endpoints that receive requests. The key `endpoints`.
    pub endpoints: Map<Endpoint>,
    /// Facts that rules depend on and the payload does not carry. The key `contexts`.
    pub contexts: Map<Context>,
    /// Named types. The key `types`.
    pub types: Map<Node>,
    /// The operations of the API. The key `operations`.
    pub operations: Map<Operation>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// The company that offers the API.
#[derive(Debug, Clone, Default)]
pub struct Provider {
    /// The usual name of the provider. The key `name`.
    pub name: Text,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The provider's website. The key `url`.
    pub url: Option<Text>,
    /// The name of the generated module. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// A namespace of XML documents. A bare text is short for `{ uri: … }`.
#[derive(Debug, Clone, Default)]
pub struct Namespace {
    /// The name of the namespace. The key `uri`.
    pub uri: Text,
    /// The element that declares the prefix in requests. The default namespace is always declared at the root. The key `declare`.
    pub declare: Option<Spanned<Declare>>,
}

/// How values are written as XML elements, with a shape for each kind of value. A shape is what is in the element of the value: elements around `$item.value`, attributes, or `$each`, which stands for an element for each item or member. In it, `$item.tree` is the value, `$item.wire` the name of a member, and `$item.index` the number of an item from 0. If a kind has several shapes, the first is written and each is read. The fields in a tree have the names and the places that `json` states.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The place of the construct.
    pub span: Span,
    /// A text; also a date, a time and a value of an enum. The key `string`.
    pub string: Vec<TreeShape>,
    /// A number without a fraction. The key `integer`.
    pub integer: Vec<TreeShape>,
    /// A number with a fraction or an exponent. The key `number`.
    pub number: Vec<TreeShape>,
    /// A truth value. The key `boolean`.
    pub boolean: Vec<TreeShape>,
    /// No value, for `clear` and `absent` with `null`. The key `null`.
    pub null: Vec<TreeShape>,
    /// A point in time, such as `20261130T10:20:30Z`. It is a `timestamp`. A response can have one without an offset, which only a `string` can have. Without this key, requests write the shape of `string`. The key `time`.
    pub time: Vec<TreeShape>,
    /// A list. The key `list`.
    pub list: Vec<TreeShape>,
    /// An object or a map. The key `object`.
    pub object: Vec<TreeShape>,
    /// The texts of truth values. The key `values`.
    pub values: Map<Spanned<Scalar>>,
    /// The places of the value in responses. The first that is there counts. The key `at`.
    pub at: Vec<Text>,
}

/// A page of the provider's documentation.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The address of the page. The key `url`.
    pub url: Text,
    /// The title of the page. The key `title`.
    pub title: Option<Text>,
    /// The day on which the page was read. The key `retrieved`.
    pub retrieved: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// A value that identifies the caller.
#[derive(Debug, Clone, Default)]
pub struct Credential {
    /// Its facets.
    pub facets: Facets,
    /// The type of the credential. The key `type`.
    pub ty: Option<Text>,
    /// Whether the credential is secret. The key `secret`.
    pub secret: Option<Spanned<bool>>,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The value that is sent if the caller gives none. It makes the credential optional. The key `default`.
    pub default: Option<Spanned<Scalar>>,
    /// Whether the caller can omit it. A header, parameter, cookie or place of the document with it is then left out. The key `optional`.
    pub optional: Option<Spanned<bool>>,
    /// The login that gives the value, as the name of an operation and of a text field that each of its successes has. The key `from`.
    pub from: Option<Spanned<Vec<String>>>,
    /// How long the value of a login can be used: a number of seconds (`s`), minutes (`m`), hours (`h`) or days (`d`). A client logs in again a little before. The key `expires`.
    pub expires: Option<Text>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// Where a request carries the credentials. In a template, `$name` is a credential and `$$` a dollar.
#[derive(Debug, Clone, Default)]
pub struct Auth {
    /// The place of the construct.
    pub span: Span,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// Headers, each with a template. The key `headers`.
    pub headers: Map<Text>,
    /// User and password of HTTP basic authentication. The key `basic`.
    pub basic: Vec<Text>,
    /// Parameters in front of the fields, each with a template. They are in the query or the form, as the body is. The key `params`.
    pub params: Map<Text>,
    /// Credentials inside the body. The envelope states where. The key `document`.
    pub document: Vec<Text>,
    /// What is computed and added at the moment of sending, in order, after the fields are written. A template can also name the results of earlier `let` steps and `$call.method`, `$call.url`, `$call.path`, `$call.query`, `$call.body` and `$call.operation`. `${name}` ends a name before more text. The key `steps`.
    pub steps: Vec<AuthStep>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// One step of an authentication method.
#[derive(Debug, Clone, Default)]
pub struct AuthStep {
    /// The place of the construct.
    pub span: Span,
    /// Named results, which later steps can use. Each can use the results before it. The key `let`.
    pub lets: Map<Computed>,
    /// Headers, each with its value. The key `headers`.
    pub headers: Map<Computed>,
    /// Parameters behind those of the fields, each with its value. They are in the form if the body is one, else in the query string. The key `params`.
    pub params: Map<Computed>,
    /// Cookies, each with its value. The key `cookies`.
    pub cookies: Map<Computed>,
}

/// A group of servers that accept the same operations.
#[derive(Debug, Clone, Default)]
pub struct Endpoint {
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// Named servers, each with its URL. If there is none, the caller supplies one. The key `servers`.
    pub servers: Map<Text>,
    /// The names of the authentication methods that the endpoint accepts. The first is the default. The key `auth`.
    pub auth: Vec<Text>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// A fact that the caller gives, or states to be unknown. It has exactly one of `set_of`, `enum` and `type`.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The place of the construct.
    pub span: Span,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The kind of fact.
    pub kind: ContextKind,
    /// The regular expression that each text of the fact must match, the whole of it unless `match` says otherwise. It needs `set_of: string` or `type: string`. The key `pattern`.
    pub pattern: Option<Text>,
    /// The kind of engine whose patterns this is. See [patterns](patterns.md). The key `dialect`.
    pub dialect: Option<Spanned<Dialect>>,
    /// What the pattern must match: the whole value, or some part of it. The key `match`.
    pub extent: Option<Spanned<Extent>>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// The possible values. Facets have the names and the meaning of JSON Schema. A bare text is short for `{ type: … }`.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// The place of the construct.
    pub span: Span,
    /// Its facets.
    pub facets: Facets,
    /// `string`, `integer`, `number`, `any`, `element`, `boolean`, `date`, `timestamp`, `list`, `map`, `object`, `union`, `enum`, or the name of a type. `enum`, `fields`, `variants`, `items`, `keys` and `const` imply the type. The key `type`.
    pub ty: Option<Text>,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The possible values, each with its meaning. The key `enum`.
    pub values: Option<Map<EnumValue>>,
    /// The type of the items of a list, or of the values of a map. The key `items`.
    pub items: Option<Box<Node>>,
    /// The separator of a list that is one string on the wire. An item that contains the separator is a violation. The key `join`.
    pub join: Option<Text>,
    /// Whether the items of a list with `join` that contain the separator are in quotation marks (RFC 9110, section 5.6.4), so that they can contain it. An item that is empty, has a quotation mark, or begins or ends with a space is in quotation marks as well. The key `quoted`.
    pub quoted: Option<Spanned<bool>>,
    /// How many times each item of a list with `join` contains the separator. An item that contains it another number of times is a violation. The key `separators`.
    pub separators: Option<Spanned<u64>>,
    /// The fields of an object. `{}` is an object of any content. It is allowed in responses only, because a request must name what it sends. The key `fields`.
    pub fields: Option<Map<Node>>,
    /// What happens to the members that an object does not describe, when it is read and written back. It applies to the object that `reads` leads to, and to the objects of any content in it. The key `unknown`.
    pub undescribed: Option<Spanned<Undescribed>>,
    /// How wire names are derived from logical names. The key `case`.
    pub case: Option<Spanned<Case>>,
    /// The value that the provider assumes if nothing is sent. wireform never sends it. The key `default`.
    pub default: Option<Spanned<Value>>,
    /// Sample values. The key `examples`.
    pub examples: Vec<Spanned<Value>>,
    /// Why it should no longer be used, or `true` if the page gives no reason. The key `deprecated`.
    pub deprecated: Option<Text>,
    /// Whether the value is secret. The key `secret`.
    pub secret: Option<Spanned<bool>>,
    /// The name in `pages` of the page that describes it. The key `page`.
    pub page: Option<Text>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
    /// The variants of a union, each with its type. A value has exactly one of them. Without `tag` and `untagged`, it is an object with one member, or an element with one element in it, which has the wire name of the variant. The key `variants`.
    pub variants: Option<Map<Node>>,
    /// The member of each variant's object that has the wire name of the variant, in JSON. The key `tag`.
    pub tag: Option<Text>,
    /// What tells the variants apart, if their values stand alone: `kind` if each variant has another kind of JSON value. The key `untagged`.
    pub untagged: Option<Spanned<Untagged>>,
    /// The type of the keys of a map: a text with its facets, or an enum. Without it, every text is a key. The key `keys`.
    pub keys: Option<Box<Node>>,
    /// What an update that is a patch does to the members that an object leaves out: `patch` keeps them, `replace` deletes them, because the object is replaced. It needs `fields`. Items of lists and entries of maps are always replaced. The key `update`.
    pub update: Option<Spanned<Update>>,
    /// Named rules between the members of an object and context facts, for every place where a request has the object. Violations name a rule `object.rule`. The key `rules`.
    pub rules: Map<Rule>,
    /// How the fields with this type are written in JSON, unless they say otherwise. The key `json`.
    pub json: Option<Wire>,
    /// How the fields with this type are written in XML, unless they say otherwise. The key `xml`.
    pub xml: Option<Wire>,
    /// Whether a request must have it. The key `required`.
    pub required: Option<Spanned<bool>>,
    /// How an explicit clear is written: the empty string, null, the empty list, or an empty text for each number that an indexed list can have (`all_items`). Without this key, the field cannot be cleared. The key `clear`.
    pub clear: Option<Spanned<Clear>>,
    /// Whether the value belongs to the call and the provider does not store it with the rest. An update that leaves it out deletes nothing. The key `writeOnly`.
    pub write_only: Option<Spanned<bool>>,
    /// The meaning of the field, in the vocabulary of RFC 5733. The key `means`.
    pub means: Option<Text>,
    /// The conversions, in order, from the datum of `means` to the form that the provider accepts. Reading a response applies them backwards. The key `convert`.
    pub convert: Vec<Text>,
    /// Whether only the provider sets the value, so that an update does not have to send it back. Short for `access: read`. The key `readOnly`.
    pub read_only: Option<Spanned<bool>>,
    /// In which operations the field is sent. `all`: in all of them. `create`: only in operations that create something. `update`: only in operations that change something. `read`: in none, because only the provider sets it. `immutable`: in operations that create something, and unchanged in operations that change something. An operation leaves out what it takes over from a type or from another operation and does not send. No request has a member of an object with `read`. The key `access`.
    pub access: Option<Spanned<Access>>,
    /// The permission that the caller needs to send the field. With `unless`, some values need no permission. The key `permission`.
    pub permissions: Vec<Permission>,
    /// The name on every wire, or the name of the header. The key `wire`.
    pub wire: Option<Text>,
    /// How the field is written in a query string. The key `query`.
    pub query: Option<Wire>,
    /// How the field is written in a form. The key `form`.
    pub form: Option<Wire>,
    /// How the field is written in lines. The key `lines`.
    pub lines: Option<Wire>,
    /// The part of the message that has it. The key `in`.
    pub location: Option<Spanned<Location>>,
}

/// One value of an enum. A bare text is short for `{ description: … }`.
#[derive(Debug, Clone, Default)]
pub struct EnumValue {
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Text,
    /// Why it should no longer be used, or `true` if the page gives no reason. The key `deprecated`.
    pub deprecated: Option<Text>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// A named check of a string. It has exactly one of `contains`, `excludes` and `pattern`.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// The part of the value that the pattern is about.
    pub kind: CheckKind,
    /// The regular expression.
    pub pattern: Text,
    /// The kind of engine whose patterns this is. See [patterns](patterns.md). The key `dialect`.
    pub dialect: Option<Spanned<Dialect>>,
    /// The message of the violation, for people. The key `says`.
    pub says: Text,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// How a field is written in JSON. A bare text is short for `{ name: … }`.
#[derive(Debug, Clone, Default)]
pub struct Wire {
    /// The place of the construct.
    pub span: Span,
    /// The name on this wire. The key `name`.
    pub name: Option<Text>,
    /// The names of the groups around the field and its own name, separated by dots. The key `at`.
    pub at: Option<Spanned<Vec<String>>>,
    /// How logical values are written. The empty text is also a value. The key `values`.
    pub values: Map<Spanned<Scalar>>,
    /// What is written if there is no value. The key `absent`.
    pub absent: Option<Spanned<Absent>>,
    /// How a list is written. The key `list`.
    pub list: Option<Spanned<ListStyle>>,
    /// Writes the entries of a map as members of the object around the map. `$member` stands for the key, and `$name` for the name of the field. The key `members`.
    pub members: Option<Text>,
    /// `entries` writes an object or a map as a list of entries, each with the name of a member, or a key, and its value. The key `as`.
    pub written: Option<Spanned<Written>>,
    /// Where an entry has the name of the member, or the key: the name of a member or of an element, or `@name` for an attribute. Among parameters it is the template of a name, with `$index` for the number of the entry. The key `key`.
    pub key: Option<Text>,
    /// Where an entry has the value: the name of a member or of an element, or `.` for the content of the entry itself. Among parameters it is the template of a name. If the value is an object or an indexed list, `members` or `index` is a template below that name. The key `value`.
    pub value: Option<Text>,
    /// The name of the element of each item inside a wrapper. The key `item`.
    pub item: Option<Text>,
    /// Constant attributes of the element. The key `attributes`.
    pub attributes: Map<Text>,
    /// Whether a truth value is an element that is there or not. The element has no content. The key `presence`.
    pub presence: Option<Spanned<bool>>,
    /// Whether the attribute `xsi:nil` marks the element of a field that `clear: null` clears. The key `nil`.
    pub nil: Option<Spanned<bool>>,
    /// Several places. The first that has a value counts. The key `first_of`.
    pub first_of: Vec<Text>,
    /// The name of each line of an indexed list. `$name` is the name of the field and `$index` the number of the item. Items are in the order of their numbers. The key `index`.
    pub index: Option<Text>,
    /// The number of the first item of a list that is indexed or has `members`, or of the first entry. The key `first`.
    pub first: Option<Spanned<u64>>,
}

/// One operation of the API.
#[derive(Debug, Clone, Default)]
pub struct Operation {
    /// The place of the construct.
    pub span: Span,
    /// Method and path, with `{name}` for a parameter. The method alone means an empty path. The key `http`.
    pub http: Text,
    /// Another operation, from which this one takes everything that it does not state itself, except for its description, page, method and path, `update`, `mask`, `does`, names and examples. Own fields, parameters, rules and responses come after those of the other operation, or replace those of the same name. The key `from`.
    pub from: Option<Text>,
    /// The fields, parameters, headers, rules and responses of the operation in `from` that this one does not have. The key `without`.
    pub without: Vec<Text>,
    /// The required fields of the operation in `from` that are optional here. `all` stands for all of them, and for the members of objects that these fields declare themselves, apart from objects that a patch replaces as a whole. The key `optional`.
    pub optional: Vec<Text>,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The name in `pages` of the page that describes it. The key `page`.
    pub page: Option<Text>,
    /// The endpoint that receives the request. The key `endpoint`.
    pub endpoint: Option<Text>,
    /// The authentication methods, if the operation accepts fewer than the endpoint. The key `auth`.
    pub auth: Option<Vec<Text>>,
    /// What happens to data that the request does not mention. `patch` keeps it and `replace` deletes it. `unstated` means that the page does not say, and `none` that the operation changes no existing data. Required if the operation has optional fields. The key `update`.
    pub update: Option<Spanned<Update>>,
    /// Whether the request can be sent again when it is not known whether the first one was carried out. Without this key, the HTTP method decides (RFC 9110, section 9.2.2): `GET`, `HEAD`, `OPTIONS`, `TRACE`, `PUT` and `DELETE` are idempotent, except for a `GET`, `HEAD`, `OPTIONS` or `TRACE` with `does: create`. The key `idempotent`.
    pub idempotent: Option<Spanned<bool>>,
    /// The parameter of the query string that lists the fields of the body which the request sends. The key `mask`.
    pub mask: Option<Mask>,
    /// The response that describes what the operation writes. `from_read` makes a request from it, which writes back what was read. The key `reads`.
    pub reads: Option<Reads>,
    /// What the operation does to contacts. Without this key, the first of these cases applies. If `update` is not `none`, it is an `update`. If the method is DELETE, it is a `delete`. If the body has data of a contact and the request has no required identifier, it is a `create`. If the response of a success has data of a contact, it is a `read` with a required identifier and a `list` without one. If only the body has data of a contact, it is a `create`. Else it is `other`. The body of a GET does not count. A mock provider acts on it. The key `does`.
    pub does: Option<Spanned<Does>>,
    /// Why it should no longer be called, or `true` if the page gives no reason. The key `deprecated`.
    pub deprecated: Option<Text>,
    /// Since when and why the provider no longer supports the operation. The key `withdrawn`.
    pub withdrawn: Option<Text>,
    /// The permission that the caller needs for the operation. The key `permission`.
    pub permissions: Vec<Permission>,
    /// Headers that are always sent. The key `headers`.
    pub headers: Map<Text>,
    /// The name of the operation on the wire, for which `$call.operation` stands in headers and envelopes. The key `wire`.
    pub wire: Option<Text>,
    /// How the names and values of parameters are escaped, if not as in the rest of the schema. The key `encoding`.
    pub encoding: Option<Encoding>,
    /// The format in which the fields are sent. The key `body`.
    pub body: Option<Spanned<Body>>,
    /// The value of the header Content-Type. The key `content_type`.
    pub content_type: Option<Text>,
    /// The document type of an XML body, as it is between `<!DOCTYPE` and `>`. It begins with the name of the root element. The key `doctype`.
    pub doctype: Option<Text>,
    /// How lines are written, for `body` and for `$lines` in an envelope. The key `lines`.
    pub lines: Option<Lines>,
    /// Several formats for the same fields, instead of `body`. The first is the default. The key `bindings`.
    pub bindings: Map<Binding>,
    /// How wire names are derived from logical names. The key `case`.
    pub case: Option<Spanned<Case>>,
    /// Parameters of the path, the query and the headers. The key `params`.
    pub params: Map<Node>,
    /// Object types whose fields come before the operation's own, in the order given. The key `include`.
    pub include: Vec<Text>,
    /// The included fields that this operation requires. The key `required`.
    pub required: Vec<Text>,
    /// The fields of the body. Parameters and fields have different names. The key `fields`.
    pub fields: Map<Node>,
    /// The document around the fields, with constants, `$field`, `$auth.credential`, and `$rest:` for all other fields. A key that begins with `@` is an attribute. The key `envelope`.
    pub envelope: Option<Spanned<Map<Envelope>>>,
    /// What stands around the field in `body: text`. `$field` is the value of the only field; `$call.operation`, `$call.now` and `$call.nonce` can stand beside it. The key `template`.
    pub template: Option<Text>,
    /// Named rules between fields and context facts. The key `rules`.
    pub rules: Map<Rule>,
    /// Named responses. The first that matches counts. The key `responses`.
    pub responses: Map<Response>,
    /// Named examples: values and the exact bytes of their request. `examples: {}` removes those of a merge key. The key `examples`.
    pub examples: Map<Example>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// How lines are written, each with a name and a value.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// The place of the construct.
    pub span: Span,
    /// What is between two lines. It is a line feed, or a carriage return and a line feed. The key `between`.
    pub between: Option<Text>,
    /// What is between the name and the value of a line. The key `assign`.
    pub assign: Option<Text>,
    /// Whether the lines are sorted by their bytes. The key `sort`.
    pub sort: Option<Spanned<bool>>,
    /// A line behind the last one. The key `end`.
    pub end: Option<Text>,
    /// The line in front of the lines of a section, with `$name` for the name of the section. A name with a dot is the name of a line in a section: `registrant.NAME`. Lines without a section come first. The key `section`.
    pub section: Option<Text>,
    /// Whether an empty line is in front of each section. The key `blank_line`.
    pub blank_line: Option<Spanned<bool>>,
}

/// How the names and values of parameters are escaped.
#[derive(Debug, Clone, Default)]
pub struct Encoding {
    /// How the parameters of the query string are escaped. The key `query`.
    pub query: Option<Spanned<Escaping>>,
    /// How the parameters of a form are escaped. The key `form`.
    pub form: Option<Spanned<Escaping>>,
}

/// One of several formats of an operation.
#[derive(Debug, Clone, Default)]
pub struct Binding {
    /// The format in which the fields are sent. The key `body`.
    pub body: Spanned<Body>,
    /// The path of requests in this format, without parameters. The key `path`.
    pub path: Option<Text>,
    /// The value of the header Content-Type. The key `content_type`.
    pub content_type: Option<Text>,
    /// The document type of an XML body, as it is between `<!DOCTYPE` and `>`. It begins with the name of the root element. The key `doctype`.
    pub doctype: Option<Text>,
    /// The document around the fields, with constants, `$field`, `$auth.credential`, and `$rest:` for all other fields. A key that begins with `@` is an attribute. The key `envelope`.
    pub envelope: Option<Spanned<Map<Envelope>>>,
    /// What stands around the field in `body: text`. `$field` is the value of the only field; `$call.operation`, `$call.now` and `$call.nonce` can stand beside it. The key `template`.
    pub template: Option<Text>,
    /// How lines are written, for `body` and for `$lines` in an envelope. The key `lines`.
    pub lines: Option<Lines>,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// If `when` holds, all effects must hold. A rule has at least one effect. It has `says`, unless its effect is `refuse`. A field inside an object is written with a dot.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// The place of the construct.
    pub span: Span,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// What the rule judges. `request` judges what is sent: a value or a clear has to be in the request, whatever the provider has. `result` judges the data as they will be, with the fields that a patch leaves out. The key `about`.
    pub about: Option<Spanned<About>>,
    /// The condition under which the rule applies. The key `when`.
    pub when: Vec<Condition>,
    /// The effects, in document order.
    pub effects: Vec<Spanned<Effect>>,
    /// Whether this rule treats an empty text as a value. The key `empty_is_value`.
    pub empty_is_value: Option<Spanned<bool>>,
    /// The message of the violation, for people. The key `says`.
    pub says: Option<Text>,
    /// The name in `pages` of the page that describes it. The key `page`.
    pub page: Option<Text>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// One of the responses that a request can get, called a case. The first case that matches counts.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// The place of the construct.
    pub span: Span,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// How the response is identified. All tests must hold. The key `match`.
    pub matched: Match,
    /// The cases before this one that match some of the same responses. Two cases that overlap and differ in outcome, retry or session need it. The key `after`.
    pub after: Vec<Text>,
    /// What the response states about the operation: done, to be done later, not done, or nothing. The key `outcome`.
    pub outcome: Option<Spanned<Outcome>>,
    /// Whether the request can be sent again, and when. The key `retry`.
    pub retry: Option<Spanned<Retry>>,
    /// What happens to the session of the caller. The key `session`.
    pub session: Option<Spanned<Session>>,
    /// What a mock provider sends where `match` leaves it open. The key `answer`.
    pub answer: Option<Answer>,
    /// The format of the body, or several formats of which it has one. The key `body`.
    pub body: Vec<Spanned<ResponseBody>>,
    /// The tree that the value in XML has, for `body` with `xml`. Fields and tests then have the places of JSON. All cases of an operation have the same. The key `tree`.
    pub tree: Option<Text>,
    /// How lines are read, for `body` with `lines`. All cases of an operation have the same. The key `lines`.
    pub lines: Option<ResponseLines>,
    /// Object types whose fields the response has. The key `include`.
    pub include: Vec<Text>,
    /// The fields that can be read from the response. The key `fields`.
    pub fields: Map<Node>,
    /// The place of the code that the provider gives. The key `code`.
    pub code: Option<ResponseText>,
    /// The documented codes. A bare text is the meaning of a code. The key `codes`.
    pub codes: Map<Code>,
    /// The place of the provider's message. The key `message`.
    pub message: Option<ResponseText>,
    /// Where the response reports on single fields of the request. The key `violations`.
    pub violations: Option<Violations>,
    /// Named examples of this response. The key `examples`.
    pub examples: Map<ResponseExample>,
    /// The name in `pages` of the page that describes it. The key `page`.
    pub page: Option<Text>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// How a body of lines is read. A line ends with a line feed, or with a carriage return and a line feed. Empty lines are skipped.
#[derive(Debug, Clone, Default)]
pub struct ResponseLines {
    /// The place of the construct.
    pub span: Span,
    /// What is between the name and the value of a line. The key `assign`.
    pub assign: Option<Text>,
    /// Whether white space around names and values is removed. The key `trim`.
    pub trim: Option<Spanned<bool>>,
    /// Whether letter case of names has a meaning. With `ignore`, names are read in upper case. The key `case`.
    pub case: Option<Spanned<LetterCase>>,
    /// Lines without a name. The key `skip`.
    pub skip: Vec<Text>,
    /// The last line. A body without it was cut off, and nothing is known about its call. The key `end`.
    pub end: Option<Text>,
    /// The line in front of the lines of a section, with `$name` for the name of the section. Places name a line in a section with a dot: `registrant.NAME`. The key `section`.
    pub section: Option<Text>,
}

/// A text that lists the fields of the body which a patch sends or clears, by their places in the body. No caller sets it. Without `query` and `header`, the envelope has it as `$call.mask`.
#[derive(Debug, Clone, Default)]
pub struct Mask {
    /// The place of the construct.
    pub span: Span,
    /// The name of the parameter in the query string that has it. The key `query`.
    pub query: Option<Text>,
    /// The name of the header that has it. The key `header`.
    pub header: Option<Text>,
    /// What is between two names. The key `separator`.
    pub separator: Option<Text>,
    /// How the names are spelled. The key `names`.
    pub names: Option<Spanned<MaskNames>>,
}

/// The response whose fields an operation writes back.
#[derive(Debug, Clone, Default)]
pub struct Reads {
    /// The place of the construct.
    pub span: Span,
    /// The operation that reads. Its first case with the outcome `success` has the fields. The key `operation`.
    pub operation: Text,
    /// The place of the object in the case, as a dotted path of fields. The item of a list has its number, from 0. The key `at`.
    pub at: Option<Text>,
    /// Fields of the object that are not written back, because the operation spells them in another way. The key `drop`.
    pub drop: Vec<Text>,
    /// Fields of the request whose values only the caller knows, such as an identifier in the path. They are arguments of `from_read`, in this order, and take no value from the response. The key `from_caller`.
    pub from_caller: Vec<Text>,
}

/// What a mock provider sends.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The HTTP status. The key `status`.
    pub status: Option<Spanned<i64>>,
    /// The code, which is one of the documented ones. The key `code`.
    pub code: Option<Text>,
}

/// The tests that identify a response. A place in JSON is a dotted path, with the step `*` for all items of a list. A place in XML begins with the root element, and `@name` is an attribute.
#[derive(Debug, Clone, Default)]
pub struct Match {
    /// One or several HTTP statuses, or a class: `2xx` is every status from 200 to 299. The key `status`.
    pub status: Vec<Text>,
    /// The headers that the response must have, each with a value, a list of values, or a test. The key `headers`.
    pub headers: Map<ResponseTest>,
    /// Places in the body, each with a value, a list of values, or a test. The key `body`.
    pub body: Map<ResponseTest>,
    /// Fields of the response, each with a value, a list of values, or a test. The fields state the place in each format. The key `fields`.
    pub fields: Map<ResponseTest>,
    /// One or several codes. `code` of the response states their place. The key `code`.
    pub code: Vec<Text>,
}

/// The places of a text in a response, of which the first that has a text counts. A bare text is the name of a field.
#[derive(Debug, Clone, Default)]
pub struct ResponseText {
    /// The place of the construct.
    pub span: Span,
    /// Names of headers. The key `header`.
    pub header: Vec<Text>,
    /// Names of fields of the response. The key `field`.
    pub field: Vec<Text>,
    /// Places in the body. The key `body`.
    pub body: Vec<Text>,
    /// The separator after which the text begins. The key `after`.
    pub after: Option<Text>,
    /// The separator before which the text ends. The key `before`.
    pub before: Option<Text>,
}

/// A documented code. A bare text is short for `{ description: … }`.
#[derive(Debug, Clone, Default)]
pub struct Code {
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Text,
    /// The outcome of responses with this code. The key `outcome`.
    pub outcome: Option<Spanned<Outcome>>,
    /// Whether a request with this response can be sent again, and when. The key `retry`.
    pub retry: Option<Spanned<Retry>>,
    /// What happens to the session of the caller. The key `session`.
    pub session: Option<Spanned<Session>>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// Where a response reports on single fields of the request. It has exactly one of `each` and `tree`.
#[derive(Debug, Clone, Default)]
pub struct Violations {
    /// The place of the construct.
    pub span: Span,
    /// The field of the response whose items are the reports. The key `each`.
    pub each: Option<Text>,
    /// The member of an item that names the field of the request. The key `path`.
    pub path: Option<Text>,
    /// The member of an item that is a code. The key `code`.
    pub code: Option<Text>,
    /// The member of an item that is the message. The key `message`.
    pub message: Option<Text>,
    /// The member of an item that has further reports of the same shape. The key `nested`.
    pub nested: Option<Text>,
    /// The place in the body of a tree of objects and lists. Each text in it is a message, and the names around it are the field of the request. The key `tree`.
    pub tree: Option<Text>,
}

/// A response, and what is read from it. `cargo test` of the crate that compiles the schema reads the response.
#[derive(Debug, Clone, Default)]
pub struct ResponseExample {
    /// The place of the construct.
    pub span: Span,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The HTTP status. The key `status`.
    pub status: Option<Spanned<i64>>,
    /// The headers. The key `headers`.
    pub headers: Map<Text>,
    /// The body, byte for byte. The key `body`.
    pub body: Option<Text>,
    /// The values that are read, by field. A field that is not named is not compared. The key `values`.
    pub values: Map<Spanned<Value>>,
    /// The code that is read. The key `code`.
    pub code: Option<Text>,
    /// The message that is read. The key `message`.
    pub message: Option<Text>,
    /// The reports that are read, in order: `path: message`. The key `violations`.
    pub violations: Option<Vec<Text>>,
    /// The name in `pages` of the page that prints this sample. The key `page`.
    pub page: Option<Text>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// Values with their request or their violations. `cargo test` of the crate that compiles the schema runs the example.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The place of the construct.
    pub span: Span,
    /// A description in the words of the page. It becomes documentation. The key `description`.
    pub description: Option<Text>,
    /// The values by field. A missing field is absent. Null clears a field; in an operation with `update: replace` it leaves the field out, which deletes it. The key `values`.
    pub values: Map<Spanned<Value>>,
    /// The context facts by name. The key `context`.
    pub context: Map<Spanned<Value>>,
    /// The context facts that the caller states to be unknown. The key `context_unknown`.
    pub context_unknown: Vec<Text>,
    /// The data as they were read. Rules compare the update with them. Null means that there is no value. The key `current`.
    pub current: Option<Map<Spanned<Value>>>,
    /// The credentials by name. The key `credentials`.
    pub credentials: Map<Spanned<Scalar>>,
    /// The authentication method. The key `auth`.
    pub auth: Option<Text>,
    /// The time of sending, for a request that is signed or has the time. The key `now`.
    pub now: Option<Text>,
    /// The nonce of a request that is signed or has a nonce, as a UUID. The key `nonce`.
    pub nonce: Option<Text>,
    /// The name of a server, or a URL. The key `server`.
    pub server: Option<Text>,
    /// The name of the binding. The key `binding`.
    pub binding: Option<Text>,
    /// The violations that the policy waives, as `field:code` or `rule:name`. The key `waive`.
    pub waive: Vec<Text>,
    /// The expected request on the wire. The key `expect`.
    pub expect: Option<Expect>,
    /// The expected violations, instead of a request: `path: code`, or `rule name`. The key `violations`.
    pub violations: Option<Vec<Text>>,
    /// The rules that cannot be checked. The key `unchecked`.
    pub unchecked: Option<Vec<Text>>,
    /// The name in `pages` of the page that prints this sample. The key `page`.
    pub page: Option<Text>,
    /// The Rust name, if the derived name is taken or impossible. The key `rust`.
    pub rust: Option<Text>,
    /// States that the schema deliberately differs from the provider's page here, and why. The key `differs`.
    pub differs: Vec<Text>,
}

/// An expected request. Only the parts that are given are compared.
#[derive(Debug, Clone, Default)]
pub struct Expect {
    /// The HTTP method. The key `method`.
    pub method: Option<Text>,
    /// The whole URL. The key `url`.
    pub url: Option<Text>,
    /// Some of the headers. The key `headers`.
    pub headers: Map<Text>,
    /// The body, byte for byte. The key `body`.
    pub body: Option<Text>,
}
