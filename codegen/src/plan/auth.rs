//! Authentication methods, each an ordered list of steps.

use super::ids::{CredentialId, LetId, Table};
use super::signing::{ComputedPlace, Expression, Let, Need};

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
    /// The named results of its steps. Each uses only those before it.
    pub lets: Table<LetId, Let>,
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
    /// Computes a named result.
    Let(LetId),
    /// Adds a computed value to the request, after the fields and the body are written.
    Computed {
        /// Where it goes.
        place: ComputedPlace,
        /// The name of the header, parameter or cookie.
        name: String,
        /// Its value, a text.
        value: Expression,
    },
}

/// A place of a request that carries a credential as it is, and that cannot carry every text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CredentialPlace {
    /// The user of HTTP Basic.
    BasicUser,
    /// The password of HTTP Basic.
    BasicPassword,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// A line of a body that consists of lines.
    Line,
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
            AuthStep::Let(_) | AuthStep::Computed { .. } => true,
        }
    }
}

impl Auth {
    /// Returns whether the method computes something at the moment of sending.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.steps.iter().any(AuthStep::reads_body)
    }

    /// Returns the computed values with their names, of all places or of one.
    pub fn computed(
        &self,
        only: Option<ComputedPlace>,
    ) -> impl Iterator<Item = (ComputedPlace, &str, &Expression)> {
        let computed = self.steps.iter().filter_map(|step| match step {
            AuthStep::Computed { place, name, value } => Some((*place, name.as_str(), value)),
            AuthStep::Basic { .. }
            | AuthStep::Header { .. }
            | AuthStep::Parameter { .. }
            | AuthStep::Document
            | AuthStep::Let(_) => None,
        });
        computed.filter(move |(place, ..)| only.is_none_or(|only| only == *place))
    }

    /// Returns the places, except lines, that carry a credential as it is.
    pub(super) fn places(&self, credential: CredentialId) -> Vec<CredentialPlace> {
        let basic = self.basic();
        let found = [
            (
                CredentialPlace::BasicUser,
                basic.is_some_and(|(user, _)| user == credential),
            ),
            (
                CredentialPlace::BasicPassword,
                basic.is_some_and(|(_, password)| password == credential),
            ),
            (CredentialPlace::Header, self.is_in_header(credential)),
            (
                CredentialPlace::Cookie,
                self.is_computed_in(ComputedPlace::Cookie, credential),
            ),
        ];
        let found = found.into_iter().filter(|(_, is_in)| *is_in);
        found.map(|(place, _)| place).collect()
    }

    /// Returns whether a header carries the credential as it is.
    fn is_in_header(&self, credential: CredentialId) -> bool {
        let plain =
            |(_, template): (&str, &Template)| template.credentials().any(|it| it == credential);
        self.headers().any(plain) || self.is_computed_in(ComputedPlace::Header, credential)
    }

    /// Returns whether a computed value at a place contains the credential as it is.
    fn is_computed_in(&self, place: ComputedPlace, credential: CredentialId) -> bool {
        let mut computed = self.computed(Some(place));
        computed.any(|(_, _, value)| value.shown_credentials(&self.lets).contains(&credential))
    }

    /// Returns whether a computed value needs something of the moment of sending.
    #[must_use]
    pub fn needs(&self, need: Need) -> bool {
        let lets = self.lets.iter().map(|it| &it.value);
        let mut values = lets.chain(self.computed(None).map(|(_, _, value)| value));
        values.any(|value| value.needs(need))
    }

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
            AuthStep::Header { .. }
            | AuthStep::Parameter { .. }
            | AuthStep::Document
            | AuthStep::Let(_)
            | AuthStep::Computed { .. } => None,
        })
    }

    /// Returns the headers that the method sets, except the header of HTTP Basic.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.steps.iter().filter_map(|step| match step {
            AuthStep::Header { name, value } => Some((name.as_str(), value)),
            AuthStep::Basic { .. }
            | AuthStep::Parameter { .. }
            | AuthStep::Document
            | AuthStep::Let(_)
            | AuthStep::Computed { .. } => None,
        })
    }

    /// Returns the parameters that the method adds.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.steps.iter().filter_map(|step| match step {
            AuthStep::Parameter { name, value } => Some((name.as_str(), value)),
            AuthStep::Basic { .. }
            | AuthStep::Header { .. }
            | AuthStep::Document
            | AuthStep::Let(_)
            | AuthStep::Computed { .. } => None,
        })
    }

    /// Returns whether the method sends credentials in the document.
    #[must_use]
    pub fn is_in_document(&self) -> bool {
        self.steps.iter().any(|step| match step {
            AuthStep::Document => true,
            AuthStep::Basic { .. }
            | AuthStep::Header { .. }
            | AuthStep::Parameter { .. }
            | AuthStep::Let(_)
            | AuthStep::Computed { .. } => false,
        })
    }
}
