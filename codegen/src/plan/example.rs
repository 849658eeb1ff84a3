//! Examples: values, and the exact bytes of their request.

use super::decimal::Decimal;
use super::ids::{AuthId, BindingId, ServerId};

/// A value of an example, typed by its field.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An explicit clear.
    Clear,
    /// A text; also the value of a date, a timestamp or an enum.
    String(String),
    /// An integer.
    Integer(i64),
    /// A decimal number.
    Number(Decimal),
    /// Any JSON value, in the spelling of `wireform::JsonText`.
    Json(String),
    /// A boolean.
    Boolean(bool),
    /// A list.
    List(Vec<Value>),
    /// An object, in the order of the document.
    Object(Vec<(String, Value)>),
}

/// The value of a context fact in an example.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// The caller states that the fact is unknown.
    Unknown,
    /// A set.
    Set(Vec<String>),
    /// A text or the text of an enum value.
    String(String),
    /// A boolean.
    Boolean(bool),
}

/// One example.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Its name.
    pub name: String,
    /// Its Rust function.
    pub rust: String,
    /// Its description.
    pub description: Option<String>,
    /// The values by logical field name, in document order.
    pub values: Vec<(String, Value)>,
    /// The context facts by name.
    pub context: Vec<(String, Fact)>,
    /// The current data.
    pub current: Option<Vec<(String, Value)>>,
    /// The credentials by name.
    pub credentials: Vec<(String, String)>,
    /// The authentication method: an index into [`super::PlanParts::auths`].
    pub auth: Option<AuthId>,
    /// The time of sending, in seconds since 1970.
    pub now: u64,
    /// The nonce.
    pub nonce: [u8; 16],
    /// The server.
    pub server: ExampleServer,
    /// The binding: an index into the operation's bindings.
    pub binding: BindingId,
    /// The waivers of the caller.
    pub waive: Vec<Waiver>,
    /// The expected result.
    pub expect: Expectation,
    /// The rules that are reported as unchecked, if the example states them.
    pub unchecked: Option<Vec<String>>,
    /// The page that shows it.
    pub page: Option<String>,
}

/// The server of an example.
#[derive(Debug, Clone, PartialEq)]
pub enum ExampleServer {
    /// One of the endpoint's, by index.
    Named(ServerId),
    /// A URL that the caller supplies.
    Custom(String),
}

/// A waiver.
#[derive(Debug, Clone, PartialEq)]
pub enum Waiver {
    /// A facet of a field: logical path without indices (`verifications.claims`), and the facet's code (`pattern`).
    Facet(String, String),
    /// A rule by name.
    Rule(String),
}

/// The expected result of an example.
#[derive(Debug, Clone, PartialEq)]
pub enum Expectation {
    /// A request. Only the parts that the example states are compared.
    Request {
        /// The method.
        method: Option<String>,
        /// The whole URL.
        url: Option<String>,
        /// Headers, name and value.
        headers: Vec<(String, String)>,
        /// The exact body.
        body: Option<String>,
    },
    /// Violations, in order: `voice: pattern`, `rule fr_company`.
    Violations(Vec<String>),
}
