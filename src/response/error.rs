//! Errors of a call: the provider refused the request, or its response fits no case of the schema.

use std::error::Error;
use std::fmt;

use super::{MalformedAt, Refusal, ResponseParts, Retry, Session, State, Wait, retry_after};

/// Why a call did not succeed.
///
/// # Examples
/// ```ignore
/// match error {
///     CallError::Refused(refusal) => println!("{}", refusal.case()),
///     CallError::Unexpected(unexpected) => println!("{}", unexpected.reason()),
/// }
/// ```
#[derive(Debug)]
pub enum CallError<R> {
    /// The provider sent a response that the schema describes as a failure, or as one that leaves the state unknown.
    Refused(Box<R>),
    /// The provider sent a response that fits no case of the schema.
    Unexpected(Box<Unexpected>),
}

impl<R: Refusal> CallError<R> {
    /// Returns the state of the call, which is [`State::NotDone`] or [`State::Unknown`].
    #[must_use]
    pub fn state(&self) -> State {
        match self {
            CallError::Refused(refusal) => refusal.state(),
            CallError::Unexpected(unexpected) => unexpected.state(),
        }
    }

    /// Returns whether and when the request can be sent again.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self {
            CallError::Refused(refusal) => refusal.retry(),
            CallError::Unexpected(_) => Retry::Never,
        }
    }

    /// Returns what happens to the session of the caller.
    #[must_use]
    pub fn session(&self) -> Session {
        match self {
            CallError::Refused(refusal) => refusal.session(),
            CallError::Unexpected(_) => Session::Keep,
        }
    }
}

impl<R: Refusal> fmt::Display for CallError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallError::Refused(refusal) => match refusal.state() {
                State::Unknown => write!(
                    f,
                    "the provider's response `{}` does not say whether the request was carried out",
                    refusal.case()
                ),
                State::Done | State::Pending | State::NotDone => {
                    write!(
                        f,
                        "the provider refused the request: response `{}`",
                        refusal.case()
                    )?;
                    match refusal.documented_code() {
                        Some(code) => write!(f, ", code `{code}`"),
                        None => Ok(()),
                    }
                }
            },
            CallError::Unexpected(unexpected) => unexpected.fmt(f),
        }
    }
}

impl<R: Refusal> Error for CallError<R> {}

impl<R> From<Unexpected> for CallError<R> {
    fn from(unexpected: Unexpected) -> Self {
        CallError::Unexpected(Box::new(unexpected))
    }
}

/// A response that fits no case of the schema. The state of its call is unknown.
///
/// `Debug` shows the names of the headers and the length of the body, but no value.
///
/// # Examples
/// ```
/// use wireform::response::{MalformedAt, ResponseParts, State, Unexpected, UnexpectedReason};
///
/// let parts = ResponseParts::new(502, b"<html>Bad Gateway</html>");
/// let unexpected = Unexpected::new(&parts, UnexpectedReason::NotJson(MalformedAt::line_of(1, 1)));
/// assert_eq!(unexpected.state(), State::Unknown);
/// assert_eq!(unexpected.body(), b"<html>Bad Gateway</html>");
/// assert_eq!(
///     unexpected.to_string(),
///     "the response with the status 502 fits no case of the schema: the body is not JSON (line 1, column 1); the body looks like an HTML page"
/// );
/// ```
#[derive(Clone)]
pub struct Unexpected {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    reason: UnexpectedReason,
}

impl Unexpected {
    /// Copies a response and says why it fits no case.
    #[must_use]
    pub fn new(parts: &ResponseParts<'_>, reason: UnexpectedReason) -> Self {
        let headers = parts.headers();
        Unexpected {
            status: parts.status(),
            headers: headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            body: parts.body().to_owned(),
            reason,
        }
    }

    /// Returns the state of the call, which is [`State::Unknown`].
    #[must_use]
    pub const fn state(&self) -> State {
        State::Unknown
    }

    /// Returns the status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// Returns the names and values of the headers.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let headers = self.headers.iter();
        headers.map(|(name, value)| (name.as_str(), value.as_slice()))
    }

    /// Returns the body, which can contain personal data.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Returns whether the body looks like an HTML page, such as that of a proxy.
    ///
    /// # Examples
    /// ```
    /// use wireform::response::{MalformedAt, ResponseParts, Unexpected, UnexpectedReason};
    ///
    /// let page = ResponseParts::new(200, b"<!DOCTYPE html><title>Maintenance</title>");
    /// assert!(Unexpected::new(&page, UnexpectedReason::NoCase).is_html());
    /// ```
    #[must_use]
    pub fn is_html(&self) -> bool {
        let body = self.body.trim_ascii_start();
        ["<!doctype html", "<html"].iter().any(|start| {
            let beginning = body.get(..start.len());
            beginning.is_some_and(|it| it.eq_ignore_ascii_case(start.as_bytes()))
        })
    }

    /// Returns how long to wait before the next attempt, if the header `Retry-After` says it. A proxy can send it with a status
    /// that the schema does not describe.
    ///
    /// # Examples
    /// ```
    /// use std::time::Duration;
    /// use wireform::response::{MalformedAt, ResponseParts, Unexpected, UnexpectedReason, Wait};
    ///
    /// let parts = ResponseParts::new(503, b"busy").with_header("Retry-After", "120");
    /// let unexpected = Unexpected::new(&parts, UnexpectedReason::NoCase);
    /// assert_eq!(unexpected.retry_after(), Some(Wait::For(Duration::from_secs(120))));
    /// ```
    #[must_use]
    pub fn retry_after(&self) -> Option<Wait> {
        let mut headers = self.headers();
        let (_, value) = headers.find(|(name, _)| name.eq_ignore_ascii_case("Retry-After"))?;
        retry_after::wait(value)
    }

    /// Returns why the response fits no case.
    #[must_use]
    pub const fn reason(&self) -> &UnexpectedReason {
        &self.reason
    }
}

impl fmt::Debug for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Unexpected")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("reason", &self.reason)
            .finish()
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the response with the status {} fits no case of the schema: {}",
            self.status, self.reason
        )?;
        match self.is_html() {
            true => f.write_str("; the body looks like an HTML page"),
            false => Ok(()),
        }
    }
}

impl Error for Unexpected {}

/// Why a response fits no case of the schema. Places are those of the schema; no value is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnexpectedReason {
    /// The body is larger than the limit.
    TooLarge,
    /// The body is not UTF-8, or declares another character set.
    NotText,
    /// The body is compressed or encoded in another way.
    Encoded,
    /// The body is empty, but it has to have a format.
    Empty,
    /// The body has to be empty, but it is not.
    NotEmpty,
    /// The body has to be a single value, but it has parts.
    NotScalar,
    /// The body is not JSON.
    NotJson(MalformedAt),
    /// The body is not XML.
    NotXml(MalformedAt),
    /// The body is not the lines that the schema describes. A body without its last line was cut off.
    NotLines(MalformedAt),
    /// The body is XML with a document type that has declarations, or with an entity that XML does not predefine.
    Entity,
    /// A part of the body that the schema describes is nested too deeply.
    TooDeep,
    /// A value has another kind than the schema says.
    WrongKind {
        /// The place of the value.
        place: String,
    },
    /// A required value is missing.
    Missing {
        /// The place of the value.
        place: String,
    },
    /// A place that has one value has several.
    Repeated {
        /// The place of the values.
        place: String,
    },
    /// No case of the schema has this status, these headers and this body.
    NoCase,
}

impl fmt::Display for UnexpectedReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            UnexpectedReason::TooLarge => "the body is larger than the limit",
            UnexpectedReason::NotText => "the body is not UTF-8",
            UnexpectedReason::Encoded => "the body has a content encoding",
            UnexpectedReason::Empty => "the body is empty",
            UnexpectedReason::NotEmpty => "the body is not empty",
            UnexpectedReason::NotScalar => "the body is not a single value",
            UnexpectedReason::Entity => "the body declares or uses XML entities",
            UnexpectedReason::TooDeep => "the body is nested too deeply",
            UnexpectedReason::NotJson(at) => return write!(f, "the body is not JSON ({at})"),
            UnexpectedReason::NotXml(at) => return write!(f, "the body is not XML ({at})"),
            UnexpectedReason::NotLines(at) => {
                return write!(f, "the body is not lines of names and values ({at})");
            }
            UnexpectedReason::WrongKind { place } => {
                return write!(f, "the value at `{place}` has the wrong kind");
            }
            UnexpectedReason::Missing { place } => {
                return write!(f, "the value at `{place}` is missing");
            }
            UnexpectedReason::Repeated { place } => {
                return write!(f, "there are several values at `{place}`");
            }
            UnexpectedReason::NoCase => "no case matches",
        })
    }
}
