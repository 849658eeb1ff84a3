//! The transport of documents in frames for asynchronous calls, on tokio.

use std::fmt;
use std::io;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net;
use tokio::sync::Mutex;
use wireform::HttpRequest;

use super::frame::{Frames, LENGTH, kind_of};
use super::{Limits, Received, Transport, TransportError, TransportErrorKind};

/// Sends documents in frames over one connection, one after the other. It is the asynchronous counterpart of
/// [`FrameTransport`](super::FrameTransport), without TLS.
pub struct AsyncFrameTransport {
    /// The connection, until it fails.
    connection: Mutex<Option<net::TcpStream>>,
    frames: Frames,
}

impl AsyncFrameTransport {
    /// Makes a transport on a connection, in the context of a runtime of tokio.
    ///
    /// # Errors
    /// Fails if the connection cannot be used without blocking.
    pub fn new(connection: TcpStream, frames: Frames) -> io::Result<Self> {
        connection.set_nonblocking(true)?;
        Ok(AsyncFrameTransport {
            connection: Mutex::new(Some(net::TcpStream::from_std(connection)?)),
            frames,
        })
    }

    /// Receives a document that the server sends without a request, such as the greeting of EPP.
    ///
    /// # Errors
    /// Fails if there is no complete frame.
    pub async fn receive(&self, limits: &Limits) -> Result<Received, TransportError> {
        self.exchange(None, limits).await
    }

    /// Sends a frame, if there is one, and receives one. The connection is put back only if the whole frame was read. The wait for
    /// other calls is part of the time of this one.
    async fn exchange(
        &self,
        frame: Option<&[u8]>,
        limits: &Limits,
    ) -> Result<Received, TransportError> {
        let failed = match frame {
            Some(_) => TransportError::maybe_sent,
            None => TransportError::not_sent,
        };
        let start = Instant::now();
        let slot = tokio::time::timeout(limits.timeout, self.connection.lock()).await;
        let left = limits.timeout.saturating_sub(start.elapsed());
        let (Ok(mut slot), false) = (slot, left.is_zero()) else {
            return Err(TransportError::not_sent(TransportErrorKind::Timeout));
        };
        let Some(mut connection) = slot.take() else {
            return Err(TransportError::not_sent(TransportErrorKind::Connect));
        };
        let received = async {
            if let Some(frame) = frame {
                let written = connection.write_all(frame).await;
                written.map_err(|error| kind_of(&error))?;
                let flushed = connection.flush().await;
                flushed.map_err(|error| kind_of(&error))?;
            }
            let mut length = [0; LENGTH];
            let read = connection.read_exact(&mut length).await;
            read.map_err(|error| kind_of(&error))?;
            let mut document = vec![0; self.frames.checked_size(length, limits)?];
            let read = connection.read_exact(&mut document).await;
            read.map_err(|error| kind_of(&error))?;
            Ok(Received::new(200, document))
        };
        let received = tokio::time::timeout(left, received).await;
        let received = received
            .unwrap_or(Err(TransportErrorKind::Timeout))
            .map_err(failed)?;
        *slot = Some(connection);
        Ok(received)
    }
}

impl Transport for AsyncFrameTransport {
    async fn send(
        &self,
        request: &HttpRequest,
        limits: &Limits,
    ) -> Result<Received, TransportError> {
        let Some(frame) = self.frames.frame(request.body()) else {
            return Err(TransportError::not_sent(TransportErrorKind::Request));
        };
        self.exchange(Some(&frame), limits).await
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

impl fmt::Debug for AsyncFrameTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncFrameTransport")
            .field("frames", &self.frames)
            .finish_non_exhaustive()
    }
}
