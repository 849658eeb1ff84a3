//! A provider: its credentials, endpoints, contexts, types and operations.

use std::ops::Deref;

use super::auth::{Auth, CredentialPlace};
use super::data::Type;
use super::data::{EnumType, ObjectType};
use super::facets::{IntegerFacets, Pattern, TextFacets};
use super::ids::{
    AuthId, ContextId, CredentialId, EndpointId, EnumId, ObjectId, ServerId, Table, TreeId,
};
use super::operation::Operation;
use super::tree::Tree;
use super::wire::XmlNamespace;

/// One provider's API, from one document. A plan is complete, and nothing changes a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan(PlanParts);

/// The parts of a [`Plan`].
#[derive(Debug, Clone, PartialEq)]
pub struct PlanParts {
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
    /// The namespaces of XML documents.
    pub namespaces: Vec<XmlNamespace>,
    /// How values are written as XML elements.
    pub trees: Table<TreeId, Tree>,
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

impl Deref for Plan {
    type Target = PlanParts;

    fn deref(&self) -> &PlanParts {
        &self.0
    }
}

impl Plan {
    /// Returns the places that carry a credential of an authentication method as it is, and that cannot carry every text. Both
    /// executors check the credential for them in this order.
    #[must_use]
    pub fn credential_places(
        &self,
        auth: AuthId,
        credential: CredentialId,
    ) -> Vec<CredentialPlace> {
        let mut places = self.auths[auth].places(credential);
        if self.writes_in_line(auth, credential) {
            places.push(CredentialPlace::Line);
        }
        places
    }

    /// Returns whether a request with an authentication method has one of its credentials in a line.
    fn writes_in_line(&self, auth: AuthId, credential: CredentialId) -> bool {
        let mut operations = self.operations.iter();
        operations.any(|operation| {
            let mut bodies = operation.bindings.iter().map(|binding| &binding.body);
            operation.auths.contains(&auth)
                && bodies.any(|body| body.has_lines() && body.credentials().contains(&credential))
        })
    }

    /// Makes a plan of parts that are complete.
    pub(crate) const fn new(parts: PlanParts) -> Self {
        Plan(parts)
    }

    /// Returns the parts for changes, which tests make to find out whether something notices them.
    #[cfg(feature = "tools")]
    pub const fn parts_mut(&mut self) -> &mut PlanParts {
        &mut self.0
    }

    /// Removes the examples of all operations, so that no tests are emitted for them.
    pub fn forget_examples(&mut self) {
        for operation in &mut self.0.operations {
            operation.examples.clear();
            for response in &mut operation.responses {
                response.examples.clear();
            }
        }
    }

    /// Makes no operation take current data. A view of a struct has none to compare with.
    pub fn forget_current(&mut self) {
        for operation in &mut self.0.operations {
            operation.takes_current = false;
        }
    }

    /// Removes the operations that are not wanted. The objects that no other operation contains are no longer part of a
    /// request.
    pub fn keep_operations(&mut self, is_wanted: impl Fn(&str) -> bool) {
        let parts = &mut self.0;
        parts
            .operations
            .retain(|operation| is_wanted(&operation.name));
        for operation in &mut parts.operations {
            operation.read_back.take_if(|it| !is_wanted(&it.operation));
        }
        let mut held = parts.objects.map(|_| false);
        for operation in &parts.operations {
            for field in &operation.fields {
                mark_held(&parts.objects, &field.ty, &mut held);
            }
        }
        for (object, held) in parts.objects.iter_mut().zip(held) {
            object.in_request &= held;
        }
    }

    /// Returns the page with a name.
    #[must_use]
    pub fn page(&self, name: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.name == name)
    }
}

/// Marks the object that a type contains, and the objects inside it.
fn mark_held(objects: &Table<ObjectId, ObjectType>, ty: &Type, held: &mut Table<ObjectId, bool>) {
    let Some(object) = ty.object_within() else {
        return;
    };
    if !std::mem::replace(&mut held[object], true) {
        for field in &objects[object].fields {
            mark_held(objects, &field.ty, held);
        }
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
    /// Whether what contains it is left out if the caller gives none.
    pub is_optional: bool,
    /// The login that gives it; none if the caller has it.
    pub from: Option<CredentialSource>,
    /// Its description.
    pub description: Option<String>,
}

/// The login that gives a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CredentialSource {
    /// The name of the operation.
    pub operation: String,
    /// The name of the field in each of its successes.
    pub field: String,
    /// How many seconds the value can be used, if the schema states it.
    pub lifetime: Option<u64>,
}

impl Credential {
    /// Returns whether the caller can omit it.
    #[must_use]
    pub const fn can_be_omitted(&self) -> bool {
        self.default.is_some() || self.is_optional
    }
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
    /// The authentication methods that it accepts: indices into [`PlanParts::auths`]. If there are none, requests need no credentials.
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
    /// A set of enum values: an index into [`PlanParts::enums`].
    SetOfEnum(EnumId),
    /// One enum value.
    Enum(EnumId),
    /// True or false.
    Boolean,
    /// A text.
    String,
}
