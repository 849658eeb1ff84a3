//! The servers that requests are sent to: those of a schema, and others that a caller names by URL.

use std::fmt;

use crate::check::Check;
use crate::path::{Path, Step};
use crate::{Code, Violations, uri};

/// A server of an endpoint. Generated enums and [`CustomServer`] implement this trait.
///
/// # Examples
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/sample.rs"));
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use wireform::Server as _;
///
/// assert_eq!(ApiServer::Production.url(), "https://api.registrar.example/v1");
/// # Ok(())
/// # }
/// ```
pub trait Server {
    /// Returns the URL in front of the operation's path: scheme, host, and a path if there is one.
    fn url(&self) -> &str;
}

/// A server that the schema does not name, such as a sandbox, a proxy or a mock.
///
/// # Examples
/// ```
/// use wireform::{CustomServer, Server};
///
/// let server = CustomServer::new("http://localhost:8080/v1")?;
/// assert_eq!(server.url(), "http://localhost:8080/v1");
/// assert!(CustomServer::new("https://user:password@registrar.example").is_err());
/// # Ok::<(), wireform::Violations>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CustomServer(Box<str>);

static SERVER: Step<'_> = Step::new("server", "");

impl CustomServer {
    /// Checks a URL (RFC 3986). It needs the scheme `http` or `https` and a host, and must not have user information, a
    /// query or a fragment.
    ///
    /// # Errors
    /// Returns one violation with the code `format` at the path `server`. It does not repeat the URL.
    pub fn new(url: &str) -> Result<Self, Violations> {
        match fault(url) {
            None => Ok(CustomServer(url.into())),
            Some(message) => Check::run(|check| {
                check.report(&Path::step(&SERVER), Code::Format, message);
            })
            .map(|()| CustomServer(url.into())),
        }
    }
}

fn fault(url: &str) -> Option<&'static str> {
    let parts = match uri::split(url) {
        Some(parts) => parts,
        None => return Some("is not a URL: it begins with neither http:// nor https://"),
    };
    let is_http = ["http", "https"]
        .iter()
        .any(|scheme| parts.scheme.eq_ignore_ascii_case(scheme));
    let authority = parts.authority.unwrap_or_default();
    if !is_http {
        Some("is not a URL of the scheme http or https")
    } else if parts.query.is_some() || parts.fragment.is_some() {
        Some("has a query or a fragment, and a path is put behind it")
    } else if authority.contains('@') {
        Some("has a user name or password in it: credentials are given on their own")
    } else if authority.is_empty() || authority.starts_with(':') {
        Some("has no host")
    } else if !uri::is_uri(url) {
        Some("has a character that a URL can't have, or a port that is not a number")
    } else {
        None
    }
}

impl Server for CustomServer {
    fn url(&self) -> &str {
        &self.0
    }
}

impl<S: Server> Server for &S {
    fn url(&self) -> &str {
        S::url(self)
    }
}

impl fmt::Debug for CustomServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CustomServer").field(&self.0).finish()
    }
}
