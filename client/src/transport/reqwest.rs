//! The transport on `reqwest`, for asynchronous calls on tokio.

use std::error::Error;
use std::fmt;
use std::io;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Method, Request, Response, Url};
use wireform::HttpRequest;

use super::body::Reading;
use super::{
    CONNECT, IDLE, Limits, Received, Transport, TransportError, TransportErrorKind, USER_AGENT,
};

/// Sends requests with `reqwest`, over HTTP/1.1. It needs a runtime of tokio with time and input/output enabled.
///
/// It follows no redirect, has no cookies and repeats nothing. `https` needs the feature `rustls`. Clones share their connections.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: Client,
}

impl ReqwestTransport {
    /// Makes a transport with its own connections, which uses the proxies that the environment names.
    ///
    /// # Errors
    /// Fails if TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::build(builder()?)
    }

    /// Makes a transport that uses no proxy, for example to a server on the same machine.
    ///
    /// # Errors
    /// Fails if TLS cannot be set up.
    pub fn direct() -> Result<Self, TransportError> {
        Self::build(builder()?.no_proxy())
    }

    fn build(builder: ClientBuilder) -> Result<Self, TransportError> {
        match builder.build() {
            Ok(client) => Ok(ReqwestTransport { client }),
            Err(_) => Err(TransportError::not_sent(TransportErrorKind::Tls)),
        }
    }

    async fn exchange(
        &self,
        request: Request,
        limits: &Limits,
    ) -> Result<Received, TransportError> {
        let mut response = self.client.execute(request).await.map_err(no_response)?;
        let mut reading = Reading::new(head(&response), limits.max_body);
        loop {
            match response.chunk().await {
                Ok(Some(piece)) => reading = reading.add(&piece)?,
                Ok(None) => return Ok(reading.finish()),
                Err(error) => {
                    let kind = if error.is_timeout() {
                        TransportErrorKind::Timeout
                    } else {
                        TransportErrorKind::CutOff
                    };
                    return Err(reading.failed(kind));
                }
            }
        }
    }
}

fn builder() -> Result<ClientBuilder, TransportError> {
    let builder = Client::builder()
        .user_agent(USER_AGENT)
        .redirect(Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .connect_timeout(CONNECT)
        .pool_idle_timeout(IDLE);
    #[cfg(feature = "rustls")]
    let builder = builder.tls_backend_preconfigured(super::tls::config()?);
    Ok(builder)
}

impl Transport for ReqwestTransport {
    async fn send(
        &self,
        request: &HttpRequest,
        limits: &Limits,
    ) -> Result<Received, TransportError> {
        let mut request = convert(request)?;
        *request.timeout_mut() = Some(limits.timeout);
        self.exchange(request, limits).await
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReqwestTransport")
    }
}

/// Converts a request. The errors of the conversion are dropped, because they can show parts of the request.
fn convert(request: &HttpRequest) -> Result<Request, TransportError> {
    let refused = || TransportError::not_sent(TransportErrorKind::Request);
    let method = Method::from_bytes(request.method().as_bytes()).map_err(|_| refused())?;
    let url = Url::parse(request.url()).map_err(|_| refused())?;
    let mut converted = Request::new(method, url);
    *converted.headers_mut() = headers(request).ok_or_else(refused)?;
    *converted.body_mut() = Some(request.body().to_vec().into());
    Ok(converted)
}

fn headers(request: &HttpRequest) -> Option<HeaderMap> {
    let mut headers = HeaderMap::new();
    for header in request.headers() {
        let name = HeaderName::from_bytes(header.name().as_bytes()).ok()?;
        let mut value = HeaderValue::from_str(header.value()).ok()?;
        value.set_sensitive(header.is_sensitive());
        headers.append(name, value);
    }
    Some(headers)
}

fn head(response: &Response) -> Received {
    let received = Received::new(response.status().as_u16(), Vec::new());
    let headers = response.headers().iter();
    headers.fold(received, |received, (name, value)| {
        received.with_header(name.as_str(), value.as_bytes())
    })
}

/// Returns the error of a request to which no response began.
fn no_response(error: reqwest::Error) -> TransportError {
    #[cfg(feature = "rustls")]
    if let Some(tls) = super::tls::cause(&error) {
        return super::tls::broken(tls, error.is_connect());
    }
    let transport_error = if error.is_builder() {
        TransportError::not_sent(TransportErrorKind::Request)
    } else if error.is_dns() {
        TransportError::not_sent(TransportErrorKind::Resolve)
    } else if error.is_connect() {
        TransportError::not_sent(TransportErrorKind::Connect)
    } else if error.is_timeout() {
        TransportError::maybe_sent(TransportErrorKind::Timeout)
    } else if is_not_http(&error) {
        TransportError::maybe_sent(TransportErrorKind::NotHttp)
    } else {
        TransportError::maybe_sent(TransportErrorKind::Closed)
    };
    match system_error(&error) {
        Some(detail) => transport_error.with_detail(detail),
        None => transport_error,
    }
}

/// Returns an error and its sources, from the outside in.
fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&inner| inner.source())
}

fn is_not_http(error: &reqwest::Error) -> bool {
    let mut errors = chain(error).filter_map(|inner| inner.downcast_ref::<hyper::Error>());
    errors.any(|inner| inner.is_parse() && !inner.is_incomplete_message())
}

/// Returns the innermost error of the operating system or the TLS library. No other text is taken, because it could contain
/// the URL.
fn system_error(error: &reqwest::Error) -> Option<String> {
    let errors = chain(error).filter_map(|inner| inner.downcast_ref::<io::Error>());
    errors.last().map(io::Error::to_string)
}
