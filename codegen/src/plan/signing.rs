//! What a step of an authentication method computes at the moment of sending.

use super::ids::{CredentialId, LetId, Table};

/// A named result of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Let {
    /// Its name in the schema, which is also a Rust identifier.
    pub name: String,
    /// Its value.
    pub value: Expression,
}

/// The place of a computed value in the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComputedPlace {
    /// A header.
    Header,
    /// A parameter behind those of the fields: of the form if the body is one, else of the query string.
    Parameter,
    /// A cookie.
    Cookie,
}

/// What a computed value takes from the moment of sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The time.
    Time,
    /// The nonce.
    Nonce,
    /// The signer of the caller.
    Signer,
}

/// A computed value. It is a text or bytes; [`Expression::is_text`] tells which.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A constant text.
    Literal(String),
    /// The value of a credential.
    Credential(CredentialId),
    /// An earlier result.
    Let(LetId),
    /// A part of the request as it is so far.
    Call(CallPart),
    /// The values, one after the other with a separator between them.
    Join {
        /// The separator.
        separator: String,
        /// The values.
        of: Vec<Expression>,
    },
    /// A value with all but the unreserved characters of RFC 3986 escaped.
    Percent(Box<Expression>),
    /// SignedParameters as a query string, escaped again.
    Query {
        /// The parameters.
        parameters: SignedParameters,
        /// Whether they are sorted by the bytes of their escaped names and values.
        is_sorted: bool,
        /// Their escaping.
        escape: QueryEscape,
    },
    /// The names of the headers that fit a pattern.
    HeaderNames {
        /// The patterns, in lower case. A `*` at the end stands for any text.
        names: Vec<String>,
        /// The text between the names.
        separator: String,
    },
    /// A line for each header that fits a pattern.
    HeaderLines {
        /// The patterns, in lower case. A `*` at the end stands for any text.
        names: Vec<String>,
        /// Whether spaces in the values are collapsed.
        is_collapsed: bool,
    },
    /// The path without empty and dot segments, and escaped once more.
    CanonicalPath,
    /// Bytes in hexadecimal.
    Hex(Box<Expression>),
    /// Bytes in base64.
    Base64(Box<Expression>),
    /// A digest, as bytes.
    Digest(Digest, Box<Expression>),
    /// A keyed digest, as bytes.
    Hmac {
        /// The digest.
        digest: Digest,
        /// The key.
        key: Box<Expression>,
        /// The data.
        of: Box<Expression>,
    },
    /// The time.
    Now(TimeFormat),
    /// The nonce.
    Nonce(NonceFormat),
    /// A signature of the caller's signer, as bytes.
    Signer {
        /// The name of the algorithm.
        algorithm: String,
        /// The key, if the schema passes one.
        key: Option<Box<Expression>>,
        /// The data.
        of: Box<Expression>,
    },
}

/// A part of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallPart {
    /// The HTTP method.
    Method,
    /// The whole URL.
    Url,
    /// The path of the URL.
    Path,
    /// The query string, without its question mark.
    Query,
    /// The body, as bytes.
    Body,
    /// The name of the operation on the wire.
    Operation,
}

/// SignedParameters of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedParameters {
    /// Those of the query string.
    Query,
    /// Those of the query string, and those of the form if the body is one.
    All,
}

/// How names and values of parameters are escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryEscape {
    /// By RFC 3986.
    Rfc3986,
    /// As in a form.
    Form,
}

/// A digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// MD5.
    Md5,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// How the time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeFormat {
    /// Seconds since 1970.
    Unix,
    /// Milliseconds since 1970.
    UnixMs,
    /// `2013-04-21T16:15:45Z`.
    Rfc3339,
    /// `20130421T161545Z`.
    Basic,
    /// `20130421`.
    BasicDate,
    /// `Sun, 21 Apr 2013 16:15:45 GMT`.
    Http,
}

/// How the nonce is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NonceFormat {
    /// A UUID.
    Uuid,
    /// 32 hexadecimal digits.
    Hex,
}

impl CallPart {
    /// The parts with their names behind `$call.`.
    pub const ALL: [(&'static str, CallPart); 6] = [
        ("method", CallPart::Method),
        ("url", CallPart::Url),
        ("path", CallPart::Path),
        ("query", CallPart::Query),
        ("body", CallPart::Body),
        ("operation", CallPart::Operation),
    ];
}

impl Digest {
    /// Returns its name in the language and in the runtime.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Digest::Md5 => "md5",
            Digest::Sha1 => "sha1",
            Digest::Sha256 => "sha256",
            Digest::Sha512 => "sha512",
        }
    }
}

impl Expression {
    /// Calls `visit` for this value and all values inside it. Does not enter earlier results.
    pub fn each(&self, visit: &mut dyn FnMut(&Expression)) {
        visit(self);
        for part in self.parts() {
            part.each(visit);
        }
    }

    /// Returns the values that this value is computed from.
    #[must_use]
    pub fn parts(&self) -> Vec<&Expression> {
        match self {
            Expression::Literal(_)
            | Expression::Credential(_)
            | Expression::Let(_)
            | Expression::Call(_)
            | Expression::Query { .. }
            | Expression::HeaderNames { .. }
            | Expression::HeaderLines { .. }
            | Expression::CanonicalPath
            | Expression::Now(_)
            | Expression::Nonce(_) => Vec::new(),
            Expression::Join { of, .. } => of.iter().collect(),
            Expression::Percent(of)
            | Expression::Hex(of)
            | Expression::Base64(of)
            | Expression::Digest(_, of) => vec![of],
            Expression::Hmac { key, of, .. } => vec![key, of],
            Expression::Signer { key, of, .. } => key.iter().chain([of]).map(|it| &**it).collect(),
        }
    }

    /// Returns whether the value, or a part of it, needs something of the moment of sending.
    #[must_use]
    pub fn needs(&self, need: Need) -> bool {
        let mut found = false;
        self.each(&mut |part| found |= part.own_need() == Some(need));
        found
    }

    /// Returns what the value itself takes from the moment of sending.
    fn own_need(&self) -> Option<Need> {
        match self {
            Expression::Now(_) => Some(Need::Time),
            Expression::Nonce(_) => Some(Need::Nonce),
            Expression::Signer { .. } => Some(Need::Signer),
            Expression::Literal(_)
            | Expression::Credential(_)
            | Expression::Let(_)
            | Expression::Call(_)
            | Expression::Join { .. }
            | Expression::Percent(_)
            | Expression::Query { .. }
            | Expression::HeaderNames { .. }
            | Expression::HeaderLines { .. }
            | Expression::CanonicalPath
            | Expression::Hex(_)
            | Expression::Base64(_)
            | Expression::Digest(..)
            | Expression::Hmac { .. } => None,
        }
    }

    /// Returns whether the value is a text. Otherwise it is bytes.
    #[must_use]
    pub fn is_text(&self, lets: &Table<LetId, Let>) -> bool {
        match self {
            Expression::Literal(_)
            | Expression::Credential(_)
            | Expression::Percent(_)
            | Expression::Query { .. }
            | Expression::HeaderNames { .. }
            | Expression::HeaderLines { .. }
            | Expression::CanonicalPath
            | Expression::Hex(_)
            | Expression::Base64(_)
            | Expression::Now(_)
            | Expression::Nonce(_) => true,
            Expression::Digest(..) | Expression::Hmac { .. } | Expression::Signer { .. } => false,
            Expression::Let(id) => lets[*id].value.is_text(lets),
            Expression::Call(part) => match part {
                CallPart::Method
                | CallPart::Url
                | CallPart::Path
                | CallPart::Query
                | CallPart::Operation => true,
                CallPart::Body => false,
            },
            Expression::Join { of, .. } => of.iter().all(|part| part.is_text(lets)),
        }
    }

    /// Returns the credentials that stand in the value as they are, not only in a digest of it.
    #[must_use]
    pub fn shown_credentials(&self, lets: &Table<LetId, Let>) -> Vec<CredentialId> {
        match self {
            Expression::Credential(id) => vec![*id],
            Expression::Let(id) => lets[*id].value.shown_credentials(lets),
            Expression::Join { of, .. } => {
                let parts = of.iter();
                parts
                    .flat_map(|part| part.shown_credentials(lets))
                    .collect()
            }
            Expression::Literal(_)
            | Expression::Call(_)
            | Expression::Percent(_)
            | Expression::Query { .. }
            | Expression::HeaderNames { .. }
            | Expression::HeaderLines { .. }
            | Expression::CanonicalPath
            | Expression::Hex(_)
            | Expression::Base64(_)
            | Expression::Digest(..)
            | Expression::Hmac { .. }
            | Expression::Now(_)
            | Expression::Nonce(_)
            | Expression::Signer { .. } => Vec::new(),
        }
    }
}
