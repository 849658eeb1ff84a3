//! The diagnostics of Rust names, and of fields with the same name: WF0240 to WF0243 and WF0390.

use std::fmt;

use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of Rust names.
    enum RustNameDiagnostic;

    /// No character of the name can be part of a Rust identifier. `rust` states an identifier; the name on the wire stays the
    /// same.
    ///
    /// ```yaml fails
    /// fields:
    ///   '@@': { type: string }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   '@@': { type: string, rust: at_signs }
    /// ```
    Error WF0240 "name that cannot become a Rust name" {
        NoRustName { name: Quoted }
            "{name} cannot become a Rust name"
            help "give a name with `rust:`";
        NoModuleName { file: Quoted }
            "the file name {file} cannot become the name of a Rust module"
            help "name the module with `rust:` under `provider`";
    }

    /// `rust` is an identifier: in `snake_case` for fields, modules, credentials and facts, in `UpperCamelCase` for types,
    /// values and operations. Two underscores in a row are reserved for generated code.
    ///
    /// ```yaml fails
    /// fields:
    ///   address: { type: string, rust: Address1 }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   address: { type: string, rust: address1 }
    /// ```
    Error WF0241 "invalid `rust`" {
        InvalidRustName { name: Quoted, problem: IdentProblem }
            "{name} cannot be a Rust name here: {problem}"
            help if let IdentProblem::NotSnakeCase = problem => "write it in lower case, for example `address_line`"
            help if let IdentProblem::NotUpperCamelCase = problem => "write it, for example, as `AddressLine`"
            help if let IdentProblem::Empty | IdentProblem::NotAnIdentifier = problem => "use letters, digits and single underscores, starting with a letter"
            help if let IdentProblem::LeadingUnderscore = problem => "remove the underscore"
            help if let IdentProblem::DoubleUnderscore = problem => "write one underscore";
    }

    /// Two items have the same Rust name, because their names differ only in case or separators, or because a derived name,
    /// such as `ChangeResponse`, is the name of a type. The compiler does not rename items silently.
    ///
    /// ```yaml fails
    /// fields:
    ///   address-line: { type: string }
    ///   address_line: { type: string }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   address-line: { type: string, rust: first_line }
    ///   address_line: { type: string }
    /// ```
    Error WF0242 "two items with one Rust name" {
        RustNameTaken { item: RustItem, other: RustItem, rust: String, first: Span }
            "{item} and {other} would both be `{rust}` in Rust"
            also first "`{rust}` is taken here"
            help if let Some(other) = other_name(rust) => "give one of them another name in Rust, for example `rust: {other}`; requests do not change";
        RustNameReserved { item: RustItem, rust: String, reserved: ReservedName }
            "{item} would be `{rust}` in Rust, which is {reserved}"
            help if let ReservedName::CustomServer = reserved => "rename the server"
            help if let ReservedName::CurrentData = reserved => "give the fact another name with `rust:`"
            help if let ReservedName::ObjectsOfResponses = reserved => "give it another name with `rust:`"
            help if let ReservedName::UnknownVariant = reserved => "give the variant another name with `rust:`";
    }

    /// The parameters, included fields and own fields of an operation have different names.
    ///
    /// ```yaml fails
    /// params:
    ///   id: { type: string, in: query }
    /// fields:
    ///   id: { type: string }
    /// ```
    /// ```yaml passes
    /// params:
    ///   id: { type: string, in: query }
    /// fields:
    ///   contact_id: { type: string, wire: id }
    /// ```
    Error WF0243 "two fields with one name" {
        DuplicateField { name: Quoted, first: Span }
            "the operation already has a field or parameter {name}"
            also first "the first is here"
            help "rename one of the two; `wire` keeps the name on the wire";
        IncludedTwice { name: Quoted, first: Span }
            "{name} is included twice"
            also first "the first is here"
            help "remove one of the two";
    }

    /// Two schemas have the same Rust module. The module is named after `rust` of the provider, else after the file. Name one
    /// of them with `rust` under `provider`. There is no example here, because it would need two files.
    Error WF0390 "two schemas with one Rust module" {
        ModuleTaken { module: String, first: Span }
            "two schemas would both be the Rust module `{module}`"
            also first "the first is here"
            help "name the module of one of them with `rust:` under `provider`";
    }
}

/// Returns another name in Rust of the same form.
fn other_name(rust: &str) -> Option<String> {
    let first = rust.chars().next()?;
    Some(match first.is_uppercase() {
        true => format!("Other{rust}"),
        false => format!("other_{rust}"),
    })
}

/// An item of a schema that has a Rust name, or an item of the generated code that belongs to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RustItem {
    Binding(Quoted),
    CodesOf(Quoted),
    Context(Quoted),
    Credential(Quoted),
    CredentialsOf(Quoted),
    Example(Quoted),
    Field(Quoted),
    ModuleOf(Quoted),
    Operation(Quoted),
    RequiredFieldsOf(Quoted),
    Response(Quoted),
    ResponseOf(Quoted),
    Rule(Quoted),
    Server(Quoted),
    ServersOf(Quoted),
    Type(Quoted),
    TypeOf(Quoted),
    Value(Quoted),
}

impl fmt::Display for RustItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binding(name) => write!(f, "the binding {name}"),
            Self::CodesOf(name) => write!(f, "the codes of {name}"),
            Self::Context(name) => write!(f, "the context fact {name}"),
            Self::Credential(name) => write!(f, "the credential {name}"),
            Self::CredentialsOf(name) => write!(f, "the credentials of {name}"),
            Self::Example(name) => write!(f, "the example {name}"),
            Self::Field(name) => write!(f, "the field {name}"),
            Self::ModuleOf(name) => write!(f, "the module of {name}"),
            Self::Operation(name) => write!(f, "the operation {name}"),
            Self::RequiredFieldsOf(name) => write!(f, "the required fields of {name}"),
            Self::Response(name) => write!(f, "the response {name}"),
            Self::ResponseOf(name) => write!(f, "the response of {name}"),
            Self::Rule(name) => write!(f, "the rule {name}"),
            Self::Server(name) => write!(f, "the server {name}"),
            Self::ServersOf(name) => write!(f, "the servers of {name}"),
            Self::Type(name) => write!(f, "the type {name}"),
            Self::TypeOf(name) => write!(f, "the type of {name}"),
            Self::Value(name) => write!(f, "the value {name}"),
        }
    }
}

/// A name that generated code always has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReservedName {
    /// The variant for a server whose URL the caller gives.
    CustomServer,
    /// The field with the data that the provider has stored.
    CurrentData,
    /// The module of the objects in responses.
    ObjectsOfResponses,
    /// The variant of a union in responses that the schema does not describe.
    UnknownVariant,
}

impl ReservedName {
    /// Returns the reserved Rust name.
    pub(crate) fn rust(self) -> &'static str {
        match self {
            Self::CustomServer => "Custom",
            Self::CurrentData => "current",
            Self::ObjectsOfResponses => "responses",
            Self::UnknownVariant => "Undescribed",
        }
    }
}

impl fmt::Display for ReservedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CustomServer => "the variant for a server whose URL the caller gives",
            Self::CurrentData => "the field with the data that the provider has stored",
            Self::ObjectsOfResponses => "the module of the objects in responses",
            Self::UnknownVariant => "the variant for what the schema does not describe",
        })
    }
}

/// Why a text cannot be an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdentProblem {
    Empty,
    NotAnIdentifier,
    DoubleUnderscore,
    LeadingUnderscore,
    NotSnakeCase,
    NotUpperCamelCase,
}

impl fmt::Display for IdentProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "it is empty",
            Self::NotAnIdentifier => "it is not an identifier",
            Self::DoubleUnderscore => "two underscores in a row are reserved for generated code",
            Self::LeadingUnderscore => "it starts with an underscore",
            Self::NotSnakeCase => "it is not in `snake_case`",
            Self::NotUpperCamelCase => "it is not in `UpperCamelCase`",
        })
    }
}
