//! The HTTP server: passes each request to the provider, and sends its response.

mod frames;
mod listener;

use std::net::TcpListener;
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use tokio::sync::{mpsc, oneshot};
use wireform_interpret::EncodedResponse;

use crate::fault::Fault;
pub(crate) use frames::Framed;
use listener::{Listener, Switch};

/// The longest body that the server reads.
const LONGEST_BODY: usize = 16 << 20;

/// The longest time that the server waits for its connections when it stops.
const PATIENCE: Duration = Duration::from_secs(1);

/// A request, as text.
pub(crate) struct Incoming {
    pub(crate) method: String,
    /// The scheme of the URL that the client has asked for.
    pub(crate) scheme: &'static str,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    /// The body; none if it is longer than the server reads, or does not end.
    pub(crate) body: Option<Vec<u8>>,
}

/// The response of the provider, and the fault to inject.
pub(crate) struct Outgoing {
    pub(crate) response: EncodedResponse,
    pub(crate) fault: Option<Fault>,
}

/// A request for the provider, and where its response goes.
pub(crate) type Job = (Incoming, oneshot::Sender<Outgoing>);

/// Serves in a thread of its own, until `stopped` is sent or dropped.
pub(crate) fn spawn(
    listener: TcpListener,
    jobs: mpsc::Sender<Job>,
    stopped: oneshot::Receiver<()>,
    until_interrupted: bool,
    framed: Option<Framed>,
) -> std::io::Result<JoinHandle<()>> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let thread = std::thread::Builder::new().name("wireform-mock server".to_owned());
    thread.spawn(move || {
        runtime.block_on(async move {
            if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                serve(listener, jobs, stopped, until_interrupted, framed).await;
            }
        });
    })
}

async fn serve(
    listener: tokio::net::TcpListener,
    jobs: mpsc::Sender<Job>,
    stopped: oneshot::Receiver<()>,
    until_interrupted: bool,
    framed: Option<Framed>,
) {
    if let Some(framed) = framed {
        tokio::select! {
            () = frames::serve(listener, jobs, framed) => {}
            () = interrupted(), if until_interrupted => {}
            _ = stopped => {}
        }
        return;
    }
    let app = Router::new().fallback(respond).with_state(jobs);
    let service = app.into_make_service_with_connect_info::<Switch>();
    let (stopping, stops) = oneshot::channel();
    let signal = async move {
        tokio::select! {
            () = interrupted(), if until_interrupted => {}
            _ = stopped => {}
        }
        let _ = stopping.send(());
    };
    let late = async move {
        let _ = stops.await;
        tokio::time::sleep(PATIENCE).await;
    };
    let serving = axum::serve(Listener(listener), service).with_graceful_shutdown(signal);
    tokio::select! {
        _ = serving => {}
        () = late => {}
    }
}

/// Waits for ctrl-c, or for the request to terminate.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

async fn respond(
    State(jobs): State<mpsc::Sender<Job>>,
    ConnectInfo(switch): ConnectInfo<Switch>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, LONGEST_BODY).await.ok();
    let header =
        |value: &axum::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let incoming = Incoming {
        method: parts.method.as_str().to_owned(),
        scheme: "http",
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts
            .headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), header(value)))
            .collect(),
        body: body.map(Into::into),
    };
    let (reply, replied) = oneshot::channel();
    if jobs.send((incoming, reply)).await.is_err() {
        return plain(500, "the provider has stopped\n");
    }
    let Ok(Outgoing { response, fault }) = replied.await else {
        return plain(500, "the provider has stopped\n");
    };
    match fault {
        Some(Fault::Slow(time)) => tokio::time::sleep(time).await,
        Some(Fault::CutOff) => switch.cut(response.body.len() / 2),
        Some(Fault::Reset { .. }) => switch.reset(),
        Some(Fault::TooManyRequests { .. } | Fault::ServerError { .. } | Fault::HtmlPage)
        | None => {}
    }
    built(response)
}

fn built(response: EncodedResponse) -> Response {
    let mut builder = Response::builder().status(response.status);
    for (name, value) in response.headers {
        builder = builder.header(name, value);
    }
    let built = builder.body(Body::from(response.body));
    built.unwrap_or_else(|_| plain(500, "the schema has a header that HTTP cannot carry\n"))
}

fn plain(status: u16, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    if let Ok(status) = axum::http::StatusCode::from_u16(status) {
        *response.status_mut() = status;
    }
    response
}
