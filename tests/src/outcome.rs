//! The outcome of a case, in a form that tests can compare between the two executors.

use wireform::{HttpRequest, Violations};

/// One violation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The logical path.
    pub path: String,
    /// The path on the wire.
    pub wire_path: String,
    /// The stable code.
    pub code: String,
    /// The name of the rule or named check that is violated.
    pub name: Option<String>,
    /// The message.
    pub message: String,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The method.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// The headers in order: name, value, and whether the value is masked.
    pub headers: Vec<(String, String, bool)>,
    /// The body as text. All bodies are UTF-8, so nothing is lost.
    pub body: String,
    /// The masked URL.
    pub masked_url: String,
    /// The masked body.
    pub masked_body: String,
}

/// The outcome of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The case is valid.
    Valid {
        /// The request.
        sent: Sent,
        /// The names of the rules that could not be decided.
        unchecked: Vec<String>,
        /// The permissions that the request needs.
        permissions: Vec<String>,
    },
    /// The case is not valid.
    Invalid(Vec<Finding>),
}

impl Outcome {
    /// Returns whether the case is valid.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        matches!(self, Outcome::Valid { .. })
    }

    /// Returns the violations. A valid case has none.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match self {
            Outcome::Valid { .. } => &[],
            Outcome::Invalid(findings) => findings,
        }
    }
}

/// Converts violations into findings.
#[must_use]
pub fn findings(violations: &Violations) -> Vec<Finding> {
    violations
        .iter()
        .map(|violation| Finding {
            path: violation.path().to_string(),
            wire_path: violation.wire_path().to_string(),
            code: violation.code().as_str().to_owned(),
            name: violation.rule().or(violation.check()).map(str::to_owned),
            message: violation.message().to_string(),
        })
        .collect()
}

/// Converts a request into the form that tests compare.
#[must_use]
pub fn sent(request: &HttpRequest) -> Sent {
    Sent {
        method: request.method().to_owned(),
        url: request.url().to_owned(),
        headers: request
            .headers()
            .map(|header| {
                (
                    header.name().to_owned(),
                    header.value().to_owned(),
                    header.is_sensitive(),
                )
            })
            .collect(),
        body: String::from_utf8(request.body().to_vec()).expect("bodies are UTF-8"),
        masked_url: request.masked_url(),
        masked_body: String::from_utf8(request.masked_body()).expect("masked bodies are UTF-8"),
    }
}

/// Returns the moment at which all cases are sent.
#[must_use]
pub fn moment() -> wireform::Moment {
    let time = std::time::Duration::from_secs(1_366_560_945);
    wireform::Moment::new(std::time::SystemTime::UNIX_EPOCH + time, [7; 16])
}
