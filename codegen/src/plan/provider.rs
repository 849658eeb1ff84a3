//! A provider: its credentials, endpoints, contexts, types and operations.

use super::auth::Auth;
use super::check::{IntegerFacets, Pattern, TextFacets};
use super::data::{EnumType, ObjectType};
use super::ids::{AuthId, ContextId, CredentialId, EndpointId, EnumId, ObjectId, ServerId, Table};
use super::operation::Operation;

/// One provider's API, from one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The Rust module, a valid identifier (raw where needed).
    pub module: String,
    /// The file stem of the schema, for people and for messages.
    pub schema: String,
    /// The provider's name.
    pub provider: String,
    /// What the provider is.
    pub description: Option<String>,
    /// The provider's site.
    pub url: Option<String>,
    /// Where the facts come from.
    pub pages: Vec<Page>,
    /// What identifies the caller.
    pub credentials: Table<CredentialId, Credential>,
    /// Authentication methods.
    pub auths: Table<AuthId, Auth>,
    /// Where requests go.
    pub endpoints: Table<EndpointId, Endpoint>,
    /// Facts that no payload carries.
    pub contexts: Table<ContextId, Context>,
    /// Enums that become Rust types, named and anonymous ones.
    pub enums: Table<EnumId, EnumType>,
    /// Objects that become Rust types, named and anonymous ones.
    pub objects: Table<ObjectId, ObjectType>,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
    /// Where the page is wrong or silent: place (`contact_update.voice`) and reason, in document order.
    pub notes: Vec<Note>,
}

impl Plan {
    /// Removes the examples of all operations, for code that is not to be tested by them.
    pub fn forget_examples(&mut self) {
        for operation in &mut self.operations {
            operation.examples.clear();
        }
    }

    /// Returns the page of a name.
    #[must_use]
    pub fn page(&self, name: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.name == name)
    }
}

/// A page of the provider's documentation.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Its name in the schema.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: Option<String>,
    /// The day it was read.
    pub retrieved: Option<String>,
}

/// One `differs:` note.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The place, dotted: `provider`, `types.Handle`, `contact_update.rules.ru`, `contact_update.voice`.
    pub place: String,
    /// The reason.
    pub reason: String,
}

/// One credential.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust field.
    pub rust: String,
    /// Whether it is an integer; else it is text.
    pub integer: Option<IntegerFacets>,
    /// The facets of a text.
    pub text: TextFacets,
    /// Whether it must never be shown.
    pub secret: bool,
    /// Sent where the caller gives nothing.
    pub default: Option<String>,
    /// What it is.
    pub description: Option<String>,
}

/// One endpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Endpoint {
    /// Its name in the schema.
    pub name: String,
    /// The Rust type of its servers, for example `ApiServer`.
    pub rust_server: String,
    /// The Rust type of its credentials, for example `ApiCredentials`.
    pub rust_credentials: String,
    /// What it is.
    pub description: Option<String>,
    /// Its servers; where there are none the caller supplies one.
    pub servers: Table<ServerId, Server>,
    /// The authentication methods that it takes: indices into [`Plan::auths`]. Empty: no credentials.
    pub auths: Vec<AuthId>,
}

/// One server.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust variant.
    pub rust: String,
    /// Its URL, without a slash at the end unless the page has one.
    pub url: String,
}

/// One context fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust field.
    pub rust: String,
    /// What it is.
    pub description: Option<String>,
    /// Its kind.
    pub kind: ContextKind,
    /// What each text of the fact matches; only where the kind has texts that no enum lists.
    pub pattern: Option<Pattern>,
}

/// The kind of a context fact.
#[derive(Debug, Clone, PartialEq)]
pub enum ContextKind {
    /// A set of texts.
    SetOfString,
    /// A set of enum values: an index into [`Plan::enums`].
    SetOfEnum(EnumId),
    /// One enum value.
    Enum(EnumId),
    /// True or false.
    Boolean,
    /// A text.
    String,
}
