//! The listener of the page, on this machine only.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::{fmt, io};

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use wireform_codegen::plan::Plan;

use super::router::App;
use crate::pages::{Evidence, SameName};

/// The reason why a page cannot be served.
#[derive(Debug)]
pub enum BindError {
    /// Two schemas have the same name, so they would have the same page in the reference.
    SameName(SameName),
    /// The port is taken, or the system starts no thread.
    Io(io::Error),
}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BindError::SameName(same) => same.fmt(f),
            BindError::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BindError {}

impl From<SameName> for BindError {
    fn from(same: SameName) -> Self {
        BindError::SameName(same)
    }
}

impl From<io::Error> for BindError {
    fn from(error: io::Error) -> Self {
        BindError::Io(error)
    }
}

/// A server that listens, and that [`Server::run`] lets answer.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    app: App,
}

impl Server {
    /// Listens on a port of 127.0.0.1. For the port 0, the system chooses one. No other machine can connect. The reference
    /// shows the evidence for the schemas.
    ///
    /// # Errors
    ///
    /// Fails if two schemas have the same name, if the port is taken, or if the system starts no thread.
    pub fn bind(plans: Vec<Plan>, evidence: Vec<Evidence>, port: u16) -> Result<Server, BindError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Server {
            listener,
            address,
            app: App::new(plans, evidence, address.port())?,
        })
    }

    /// Returns the address of the page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers requests until the process ends.
    ///
    /// # Errors
    ///
    /// Fails if the system accepts no connection.
    pub fn run(self) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let router = Router::new().fallback(respond).with_state(self.app);
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, service).await
        })
    }
}

async fn respond(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    app.respond(peer, request).await
}
