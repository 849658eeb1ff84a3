//! Authentication methods, each an ordered list of steps.

use super::ids::CredentialId;

/// One authentication method.
#[derive(Debug, Clone, PartialEq)]
pub struct Auth {
    /// Its name in the schema.
    pub name: String,
    /// The Rust type of its credentials, for example `KeyAuth`.
    pub rust: String,
    /// Its description.
    pub description: Option<String>,
    /// The steps that add the credentials to a request, in the order in which both executors run them. Steps that read the
    /// encoded body come last.
    pub steps: Vec<AuthStep>,
    /// The credentials that it needs, in the order of their first use: indices into [`super::PlanParts::credentials`].
    pub credentials: Vec<CredentialId>,
}

/// A step of an authentication method.
#[derive(Debug, Clone, PartialEq)]
pub enum AuthStep {
    /// Sets the header `Authorization` of HTTP Basic (RFC 7617).
    Basic {
        /// The user.
        user: CredentialId,
        /// The password.
        password: CredentialId,
    },
    /// Sets a header.
    Header {
        /// The name of the header.
        name: String,
        /// Its value.
        value: Template,
    },
    /// Adds a parameter before the parameters of the fields: to the form if the binding is a form, else to the query string.
    Parameter {
        /// The name of the parameter.
        name: String,
        /// Its value.
        value: Template,
    },
    /// Writes the credentials into the places of the document that name them.
    Document,
}

/// A text with credentials in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Template(pub Vec<TemplatePart>);

/// A part of a [`Template`].
#[derive(Debug, Clone, PartialEq)]
pub enum TemplatePart {
    /// Text that is sent unchanged.
    Literal(String),
    /// The value of a credential: an index into [`super::PlanParts::credentials`].
    Credential(CredentialId),
}

impl Template {
    /// Returns the credentials in the text, in order.
    pub fn credentials(&self) -> impl Iterator<Item = CredentialId> + '_ {
        self.0.iter().filter_map(|part| match part {
            TemplatePart::Literal(_) => None,
            TemplatePart::Credential(credential) => Some(*credential),
        })
    }
}

impl AuthStep {
    /// Returns whether the step needs the encoded body, and so runs after the body is encoded.
    #[must_use]
    pub fn reads_body(&self) -> bool {
        match self {
            AuthStep::Basic { .. }
            | AuthStep::Header { .. }
            | AuthStep::Parameter { .. }
            | AuthStep::Document => false,
        }
    }
}

impl Auth {
    /// Returns the steps that run before the body is encoded, or those that run after it.
    pub fn steps_of(&self, reads_body: bool) -> impl Iterator<Item = &AuthStep> {
        let steps = self.steps.iter();
        steps.filter(move |step| step.reads_body() == reads_body)
    }

    /// Returns the credentials for user and password, if the method uses HTTP Basic.
    #[must_use]
    pub fn basic(&self) -> Option<(CredentialId, CredentialId)> {
        self.steps.iter().find_map(|step| match step {
            AuthStep::Basic { user, password } => Some((*user, *password)),
            AuthStep::Header { .. } | AuthStep::Parameter { .. } | AuthStep::Document => None,
        })
    }

    /// Returns the headers that the method sets, except the header of HTTP Basic.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.steps.iter().filter_map(|step| match step {
            AuthStep::Header { name, value } => Some((name.as_str(), value)),
            AuthStep::Basic { .. } | AuthStep::Parameter { .. } | AuthStep::Document => None,
        })
    }

    /// Returns the parameters that the method adds.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.steps.iter().filter_map(|step| match step {
            AuthStep::Parameter { name, value } => Some((name.as_str(), value)),
            AuthStep::Basic { .. } | AuthStep::Header { .. } | AuthStep::Document => None,
        })
    }

    /// Returns whether the method sends credentials in the document.
    #[must_use]
    pub fn is_in_document(&self) -> bool {
        self.steps.iter().any(|step| match step {
            AuthStep::Document => true,
            AuthStep::Basic { .. } | AuthStep::Header { .. } | AuthStep::Parameter { .. } => false,
        })
    }
}
