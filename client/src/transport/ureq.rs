//! The transport on `ureq`, for blocking calls.

use std::fmt;
use std::io::{self, Read};

use ureq::config::ConfigBuilder;
use ureq::http::{HeaderValue, Request, Response};
use ureq::typestate::AgentScope;
use ureq::{Agent, Body, Error, Timeout};
use wireform::HttpRequest;

use super::body::Reading;
use super::{
    BlockingTransport, CONNECT, IDLE, Limits, Received, TransportError, TransportErrorKind,
    USER_AGENT,
};

/// Sends requests with `ureq`, over HTTP/1.1.
///
/// It follows no redirect, has no cookies and repeats nothing. `https` needs the feature `rustls`. Clones share their connections.
///
/// `ureq` writes the bytes of requests to the log at the level `trace`. Do not enable that level for `ureq` and `ureq_proto`.
#[derive(Clone)]
pub struct UreqTransport {
    agent: Agent,
}

impl UreqTransport {
    /// Makes a transport with its own connections, which uses the proxies that the environment names.
    ///
    /// # Errors
    /// Fails if TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        let agent = config()?.build().new_agent();
        Ok(UreqTransport { agent })
    }

    /// Makes a transport that uses no proxy, for example to a server on the same machine.
    ///
    /// # Errors
    /// Fails if TLS cannot be set up.
    pub fn direct() -> Result<Self, TransportError> {
        let agent = config()?.proxy(None).build().new_agent();
        Ok(UreqTransport { agent })
    }

    fn exchange(
        &self,
        request: &HttpRequest,
        limits: &Limits,
    ) -> Result<Response<Body>, TransportError> {
        let request = convert(request)?;
        let (head, body) = request.into_parts();
        // `ureq` refuses an empty body where a method has none.
        let result = if body.is_empty() && !expects_body(head.method.as_str()) {
            self.run(Request::from_parts(head, ()), limits)
        } else {
            self.run(Request::from_parts(head, body), limits)
        };
        result.map_err(no_response)
    }

    fn run(
        &self,
        request: Request<impl ureq::AsSendBody>,
        limits: &Limits,
    ) -> Result<Response<Body>, Error> {
        let request = self
            .agent
            .configure_request(request)
            .timeout_global(Some(limits.timeout))
            .build();
        self.agent.run(request)
    }
}

fn config() -> Result<ConfigBuilder<AgentScope>, TransportError> {
    let config = Agent::config_builder()
        .user_agent(USER_AGENT)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_connect(Some(CONNECT))
        .timeout_resolve(Some(CONNECT))
        .max_idle_age(IDLE);
    #[cfg(feature = "rustls")]
    let config = config.tls_config(super::tls::ureq_config()?);
    Ok(config)
}

impl BlockingTransport for UreqTransport {
    fn send(&self, request: &HttpRequest, limits: &Limits) -> Result<Received, TransportError> {
        let mut response = self.exchange(request, limits)?;
        let mut reading = Reading::new(head(&response), limits.max_body);
        let mut reader = response.body_mut().as_reader();
        let mut piece = [0; 8192];
        loop {
            match reader.read(&mut piece) {
                Ok(0) => return Ok(reading.finish()),
                Ok(length) => reading = reading.add(&piece[..length])?,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let kind = match Error::from(error) {
                        Error::Timeout(_) => TransportErrorKind::Timeout,
                        _ => TransportErrorKind::CutOff,
                    };
                    return Err(reading.failed(kind));
                }
            }
        }
    }
}

impl fmt::Debug for UreqTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UreqTransport")
    }
}

/// Returns whether a request of this method has a `Content-Length`, even if its body is empty (RFC 9110 § 8.6).
fn expects_body(method: &str) -> bool {
    ["POST", "PUT", "PATCH"].contains(&method)
}

/// Converts a request. The errors of the conversion are dropped, because they can show parts of the request.
fn convert(request: &HttpRequest) -> Result<Request<&[u8]>, TransportError> {
    let refused = || TransportError::not_sent(TransportErrorKind::Request);
    let mut builder = Request::builder()
        .method(request.method())
        .uri(request.url());
    for header in request.headers() {
        let mut value = HeaderValue::from_str(header.value()).map_err(|_| refused())?;
        value.set_sensitive(header.is_sensitive());
        builder = builder.header(header.name(), value);
    }
    builder.body(request.body()).map_err(|_| refused())
}

fn head(response: &Response<Body>) -> Received {
    let received = Received::new(response.status().as_u16(), Vec::new());
    let headers = response.headers().iter();
    headers.fold(received, |received, (name, value)| {
        received.with_header(name.as_str(), value.as_bytes())
    })
}

/// Returns the error of a request to which no response began.
#[allow(
    clippy::needless_pass_by_value,
    reason = "it is passed to `map_err`, and ends here"
)]
fn no_response(error: Error) -> TransportError {
    use TransportErrorKind as Kind;
    match error {
        Error::Http(_) | Error::BadUri(_) | Error::RequireHttpsOnly(_) => {
            TransportError::not_sent(Kind::Request)
        }
        Error::HostNotFound | Error::Timeout(Timeout::Resolve) => {
            TransportError::not_sent(Kind::Resolve)
        }
        Error::ConnectionFailed
        | Error::InvalidProxyUrl
        | Error::ConnectProxyFailed(_)
        | Error::Timeout(Timeout::Connect) => TransportError::not_sent(Kind::Connect),
        Error::Tls(detail) => TransportError::not_sent(Kind::Tls).with_detail(detail),
        Error::TlsRequired => {
            TransportError::not_sent(Kind::Tls).with_detail("`https` needs the feature `rustls`")
        }
        Error::Timeout(_) => TransportError::maybe_sent(Kind::Timeout),
        Error::Protocol(_) | Error::LargeResponseHeader(..) => {
            TransportError::maybe_sent(Kind::NotHttp)
        }
        Error::Io(error) => broken(&error),
        #[cfg(feature = "rustls")]
        Error::Rustls(error) => super::tls::broken(&error, false),
        // Its text can contain the URL.
        _ => TransportError::maybe_sent(Kind::Other),
    }
}

/// Returns whether the lookup of a name failed. The standard library has no kind for that, so this compares its text and the
/// codes of Windows (`WSAHOST_NOT_FOUND` to `WSANO_DATA`). A failure that is not recognized has an unknown state.
fn is_lookup(error: &io::Error) -> bool {
    match error.raw_os_error() {
        Some(code) => cfg!(windows) && (11001..=11004).contains(&code),
        None => error
            .to_string()
            .starts_with("failed to lookup address information"),
    }
}

/// Returns the error of a broken connection.
fn broken(error: &io::Error) -> TransportError {
    use TransportErrorKind as Kind;
    #[cfg(feature = "rustls")]
    if let Some(tls) = super::tls::cause(error) {
        return super::tls::broken(tls, false);
    }
    let transport_error = match error.kind() {
        _ if is_lookup(error) => TransportError::not_sent(Kind::Resolve),
        // Only the attempt to connect ends with one of these.
        io::ErrorKind::ConnectionRefused | io::ErrorKind::AddrNotAvailable => {
            TransportError::not_sent(Kind::Connect)
        }
        _ => TransportError::maybe_sent(Kind::Closed),
    };
    transport_error.with_detail(error.to_string())
}
