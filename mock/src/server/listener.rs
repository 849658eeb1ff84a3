//! Connections that can be cut off and reset.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::IncomingStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// A listener whose connections can fail.
pub(super) struct Listener(pub(super) TcpListener);

impl axum::serve::Listener for Listener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        loop {
            match self.0.accept().await {
                Ok((stream, address)) => {
                    // A response goes out at once, or each call of a client would wait for the next packet.
                    let _ = stream.set_nodelay(true);
                    let switch = Switch::default();
                    return (Connection { stream, switch }, address);
                }
                // A connection that ended before it was accepted, or too many open files.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// Works as it should.
const WORKS: usize = 0;
/// Writes nothing more, and ends.
const ENDS: usize = 1;
/// Writes nothing more, and is reset.
const IS_RESET: usize = 2;
/// Writes the next bytes without the last ones, whose number is added. Ends then.
const CUTS: usize = 3;

/// Makes a connection fail.
#[derive(Clone, Default)]
pub(super) struct Switch(Arc<AtomicUsize>);

impl Switch {
    /// Drops the end of the response, and ends the connection.
    pub(super) fn cut(&self, bytes: usize) {
        // Without a body, the end of the headers is dropped.
        self.0.store(CUTS + bytes.max(8), Ordering::Relaxed);
    }

    /// Resets the connection instead of a response.
    pub(super) fn reset(&self) {
        self.0.store(IS_RESET, Ordering::Relaxed);
    }
}

impl Connected<IncomingStream<'_, Listener>> for Switch {
    fn connect_info(stream: IncomingStream<'_, Listener>) -> Self {
        stream.io().switch.clone()
    }
}

/// A connection that can fail.
pub(super) struct Connection {
    stream: TcpStream,
    switch: Switch,
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.switch.0.load(Ordering::Relaxed) == IS_RESET {
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let state = self.switch.0.load(Ordering::Relaxed);
        match state {
            WORKS => Pin::new(&mut self.stream).poll_write(context, bytes),
            ENDS | IS_RESET => Poll::Ready(Err(ErrorKind::BrokenPipe.into())),
            cuts => {
                let dropped = cuts - CUTS;
                let kept = bytes.len().saturating_sub(dropped).max(1).min(bytes.len());
                let written = Pin::new(&mut self.stream).poll_write(context, &bytes[..kept]);
                if written.is_ready() {
                    self.switch.0.store(ENDS, Ordering::Relaxed);
                }
                written
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.switch.0.load(Ordering::Relaxed) == IS_RESET {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
