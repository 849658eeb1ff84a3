//! The server of documents in frames, without HTTP: each frame is a length of four bytes and a document (RFC 5734).
//!
//! A document becomes a request with the method POST and the path `/`, so that the provider reads it as it reads HTTP.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

use super::{Incoming, Job, LONGEST_BODY, Outgoing};
use crate::fault::Fault;

/// How the server writes frames, and what it sends first.
#[derive(Clone)]
pub(crate) struct Framed {
    /// Whether the length counts its own four bytes.
    pub(crate) includes_itself: bool,
    /// The document that begins each connection.
    pub(crate) greeting: Option<String>,
}

/// Serves connections, each in a task of its own.
pub(super) async fn serve(listener: TcpListener, jobs: mpsc::Sender<Job>, framed: Framed) {
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            let (jobs, framed) = (jobs.clone(), framed.clone());
            // A connection that fails ends. The client sees it.
            tokio::spawn(async move {
                let _ = converse(stream, &jobs, &framed).await;
            });
        }
    }
}

async fn converse(
    mut stream: TcpStream,
    jobs: &mpsc::Sender<Job>,
    framed: &Framed,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    if let Some(greeting) = &framed.greeting {
        stream
            .write_all(&framed.frame(greeting.as_bytes())?)
            .await?;
    }
    loop {
        let length = stream.read_u32().await?;
        let incoming = Incoming {
            method: "POST".to_owned(),
            scheme: "http",
            path: "/".to_owned(),
            query: String::new(),
            headers: Vec::new(),
            body: Some(framed.document(&mut stream, length).await?),
        };
        let (reply, replied) = oneshot::channel();
        let stopped = || io::Error::from(io::ErrorKind::BrokenPipe);
        jobs.send((incoming, reply)).await.map_err(|_| stopped())?;
        let Outgoing { response, fault } = replied.await.map_err(|_| stopped())?;
        let frame = framed.frame(&response.body)?;
        match fault {
            Some(Fault::Slow(time)) => tokio::time::sleep(time).await,
            Some(Fault::CutOff) => return stream.write_all(&frame[..frame.len() / 2]).await,
            Some(Fault::Reset { .. }) => return Ok(()),
            Some(Fault::TooManyRequests { .. } | Fault::ServerError { .. } | Fault::HtmlPage)
            | None => {}
        }
        stream.write_all(&frame).await?;
    }
}

impl Framed {
    const fn own(&self) -> u32 {
        if self.includes_itself { 4 } else { 0 }
    }

    /// Returns a document with its length in front.
    fn frame(&self, document: &[u8]) -> io::Result<Vec<u8>> {
        let too_long = || io::Error::from(io::ErrorKind::InvalidInput);
        let length = u32::try_from(document.len()).map_err(|_| too_long())?;
        let length = length.checked_add(self.own()).ok_or_else(too_long)?;
        Ok([&length.to_be_bytes(), document].concat())
    }

    /// Reads the document behind a length.
    async fn document(&self, stream: &mut TcpStream, length: u32) -> io::Result<Vec<u8>> {
        let size = length.checked_sub(self.own());
        let size = size.and_then(|size| usize::try_from(size).ok());
        let Some(size) = size.filter(|size| *size <= LONGEST_BODY) else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        let mut document = vec![0; size];
        stream.read_exact(&mut document).await?;
        Ok(document)
    }
}
