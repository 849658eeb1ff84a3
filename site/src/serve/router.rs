//! Answers the requests of a browser.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{ALLOW, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use wireform_codegen::plan::Plan;

use super::guard;
use super::reference::{Reference, media_type};
use super::server::BindError;
use super::submitted::Submitted;
use super::work::{Answer, Work};
use crate::layout::STYLE;
use crate::pages::{Evidence, Extras};

/// The longest form that is read. A contact with all fields of all providers has some kilobytes.
const LONGEST_FORM: usize = 256 << 10;

/// The part of the stylesheet that only this page has.
const TRY_STYLE: &str = include_str!("try.css");

/// The script that keeps form, JSON and results in step while a person types.
const SCRIPT: &str = include_str!("try.js");

/// The page with its stylesheet and its script, and the reference, for the requests of one port.
#[derive(Debug, Clone)]
pub struct App {
    port: u16,
    work: Work,
    reference: Reference,
}

impl App {
    /// Starts the threads that try contacts with these plans and make their reference.
    ///
    /// # Errors
    ///
    /// Fails if two schemas have the same name, or if the system starts no thread.
    pub fn new(plans: Vec<Plan>, evidence: Vec<Evidence>, port: u16) -> Result<App, BindError> {
        let plans = Arc::new(plans);
        let extras = Extras {
            evidence,
            is_served: true,
        };
        Ok(App {
            port,
            work: Work::start(Arc::clone(&plans))?,
            reference: Reference::start(plans, extras)?,
        })
    }

    /// Answers a request of a peer. Requests from another machine, for another host, or from the page of another host are refused.
    pub async fn respond(&self, peer: SocketAddr, request: Request) -> Response {
        let answer = match guard::check(peer, self.port, &request) {
            Ok(()) => self.route(request).await,
            Err(reason) => plain(StatusCode::FORBIDDEN, reason),
        };
        guard::protected(answer)
    }

    async fn route(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        // The server sends the headers of the answer to a `HEAD`, and no body.
        let method = match parts.method {
            Method::HEAD => Method::GET,
            method => method,
        };
        match (method, parts.uri.path()) {
            (Method::GET, "/") => {
                let submitted = match parts.uri.query() {
                    Some("empty") => Submitted::empty(),
                    Some(_) | None => Submitted::sample(),
                };
                self.page(submitted).await
            }
            (Method::POST, "/") => match form(&parts.headers, body).await {
                Ok(submitted) => self.page(submitted).await,
                Err(refused) => refused,
            },
            (Method::GET, "/style.css") => {
                text("text/css; charset=utf-8", format!("{STYLE}\n{TRY_STYLE}"))
            }
            (Method::GET, "/try.js") => text("text/javascript; charset=utf-8", SCRIPT.to_owned()),
            (Method::GET, "/reference") => moved("/reference/"),
            (method, path) if path.starts_with("/reference/") => match method {
                Method::GET => self.reference(path).await,
                _ => not_allowed("GET, HEAD"),
            },
            (_, "/") => not_allowed("GET, HEAD, POST"),
            (_, "/style.css" | "/try.js" | "/reference") => not_allowed("GET, HEAD"),
            _ => no_page(),
        }
    }

    /// Returns a file of the reference.
    async fn reference(&self, path: &str) -> Response {
        let file = match path.strip_prefix("/reference/").unwrap_or_default() {
            "" => "index.html",
            file => file,
        };
        match self.reference.file(file).await {
            Some(file_text) => text(media_type(file), file_text),
            None => no_page(),
        }
    }

    async fn page(&self, submitted: Submitted) -> Response {
        match self.work.answer(submitted).await {
            Some(Answer(page)) => text("text/html; charset=utf-8", page),
            None => plain(StatusCode::INTERNAL_SERVER_ERROR, "the page cannot be made"),
        }
    }
}

/// Returns a response that sends the browser to another path.
fn moved(path: &'static str) -> Response {
    let mut response = plain(StatusCode::PERMANENT_REDIRECT, path);
    let path = HeaderValue::from_static(path);
    response.headers_mut().insert(LOCATION, path);
    response
}

/// Reads the form in a body.
async fn form(headers: &HeaderMap, body: Body) -> Result<Submitted, Response> {
    let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
    let kind = kind.and_then(|it| it.split(';').next()).map(str::trim);
    if !kind.is_some_and(|it| it.eq_ignore_ascii_case("application/x-www-form-urlencoded")) {
        return Err(plain(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send application/x-www-form-urlencoded",
        ));
    }
    match to_bytes(body, LONGEST_FORM).await {
        Ok(bytes) => Ok(Submitted::read(&bytes)),
        Err(_) => Err(plain(
            StatusCode::PAYLOAD_TOO_LARGE,
            "the form is longer than 256 KiB, or it does not end",
        )),
    }
}

fn no_page() -> Response {
    plain(StatusCode::NOT_FOUND, "there is no such page")
}

fn not_allowed(methods: &'static str) -> Response {
    let mut response = plain(
        StatusCode::METHOD_NOT_ALLOWED,
        "this page has no such method",
    );
    let methods = HeaderValue::from_static(methods);
    response.headers_mut().insert(ALLOW, methods);
    response
}

/// Returns a response of text. No text contains a value of the request.
fn plain(status: StatusCode, line: &str) -> Response {
    let mut response = text("text/plain; charset=utf-8", format!("{line}\n"));
    *response.status_mut() = status;
    response
}

fn text(kind: &'static str, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    let kind = HeaderValue::from_static(kind);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}
