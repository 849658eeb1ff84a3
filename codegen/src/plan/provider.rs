//! A provider: its credentials, endpoints, contexts, types and operations.

use super::auth::Auth;
use super::data::{EnumType, ObjectType};
use super::facets::{IntegerFacets, Pattern, TextFacets};
use super::ids::{AuthId, ContextId, CredentialId, EndpointId, EnumId, ObjectId, ServerId, Table};
use super::operation::Operation;

/// One provider's API, from one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The Rust module, a valid identifier (raw where needed).
    pub module: String,
    /// The file stem of the schema, which messages show.
    pub schema: String,
    /// The provider's name.
    pub provider: String,
    /// The description of the provider.
    pub description: Option<String>,
    /// The URL of the provider's site.
    pub url: Option<String>,
    /// The pages from which the facts come.
    pub pages: Vec<Page>,
    /// The credentials that identify the caller.
    pub credentials: Table<CredentialId, Credential>,
    /// The authentication methods.
    pub auths: Table<AuthId, Auth>,
    /// The endpoints that receive requests.
    pub endpoints: Table<EndpointId, Endpoint>,
    /// The context facts.
    pub contexts: Table<ContextId, Context>,
    /// The enums, named and anonymous. Each is a Rust type.
    pub enums: Table<EnumId, EnumType>,
    /// The objects, named and anonymous. Each is a Rust type.
    pub objects: Table<ObjectId, ObjectType>,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
    /// The `differs:` notes, in document order.
    pub notes: Vec<Note>,
}

impl Plan {
    /// Removes the examples of all operations, so that no tests are emitted for them.
    pub fn forget_examples(&mut self) {
        for operation in &mut self.operations {
            operation.examples.clear();
        }
    }

    /// Returns the page with a name.
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
    /// The day on which it was read.
    pub retrieved: Option<String>,
}

/// A `differs:` note: why the schema differs from the provider's page.
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
    /// The facets of an integer, if it is one. Otherwise it is a text.
    pub integer: Option<IntegerFacets>,
    /// The facets of a text.
    pub text: TextFacets,
    /// Whether it is secret, so that no output shows it.
    pub secret: bool,
    /// The value that is sent if the caller gives none.
    pub default: Option<String>,
    /// Its description.
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
    /// Its description.
    pub description: Option<String>,
    /// Its servers. If there are none, the caller supplies a URL.
    pub servers: Table<ServerId, Server>,
    /// The authentication methods that it accepts: indices into [`Plan::auths`]. If there are none, requests need no credentials.
    pub auths: Vec<AuthId>,
}

/// One server.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust variant.
    pub rust: String,
    /// Its URL.
    pub url: String,
}

/// One context fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// Its name in the schema.
    pub name: String,
    /// Its Rust field.
    pub rust: String,
    /// Its description.
    pub description: Option<String>,
    /// Its kind.
    pub kind: ContextKind,
    /// The pattern of each text of the fact. Only a fact with texts that no enum lists can have one.
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
