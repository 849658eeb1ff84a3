//! The transport of documents in frames, without HTTP: each frame is a length of four bytes and a document (RFC 5734).
//!
//! Of a request, only the body is sent. The connection is the caller's: a socket, with TLS around it where the provider asks for it.
//! After an error, nobody knows where the next frame begins, so the connection is not used again.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use wireform::HttpRequest;

use super::{BlockingTransport, Limits, Received, TransportError, TransportErrorKind};
use crate::call::later;

/// The number of bytes of a length.
pub(super) const LENGTH: usize = 4;

/// How the length in front of a frame counts.
///
/// # Examples
/// ```
/// use wireform_client::Frames;
///
/// assert_eq!(Frames::EPP.length_of(b"<epp/>"), Some(10));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frames {
    includes_itself: bool,
}

impl Frames {
    /// The frames of EPP over TCP (RFC 5734): the length counts its own four bytes.
    pub const EPP: Self = Frames {
        includes_itself: true,
    };

    /// Frames of which the length counts only the document.
    pub const PLAIN: Self = Frames {
        includes_itself: false,
    };

    /// Returns the length that stands in front of a document; none if it does not fit into four bytes.
    #[must_use]
    pub fn length_of(self, document: &[u8]) -> Option<u32> {
        let length = u32::try_from(document.len()).ok()?;
        length.checked_add(self.own())
    }

    /// Returns the size of the document behind a length; none if the length is too small.
    #[must_use]
    pub const fn size_of(self, length: u32) -> Option<u32> {
        length.checked_sub(self.own())
    }

    /// Returns a document with the length in front; none if it is too long for a frame.
    pub(super) fn frame(self, document: &[u8]) -> Option<Vec<u8>> {
        let length = self.length_of(document)?.to_be_bytes();
        Some([&length, document].concat())
    }

    /// Returns the size of the document behind a length.
    ///
    /// # Errors
    /// Fails if the length is impossible, or if the document is longer than the limit.
    pub(super) fn checked_size(
        self,
        length: [u8; LENGTH],
        limits: &Limits,
    ) -> Result<usize, TransportErrorKind> {
        let size = self.size_of(u32::from_be_bytes(length));
        let size = size.and_then(|size| usize::try_from(size).ok());
        match size {
            None => Err(TransportErrorKind::Other),
            Some(size) if size > limits.max_body => Err(TransportErrorKind::TooLarge),
            Some(size) => Ok(size),
        }
    }

    const fn own(self) -> u32 {
        if self.includes_itself { 4 } else { 0 }
    }
}

/// A connection that carries frames.
pub trait Connection: Read + Write {
    /// Limits the time of each of the following reads and writes.
    ///
    /// # Errors
    /// Fails if the connection cannot limit it.
    fn limit(&mut self, time: Duration) -> io::Result<()>;
}

impl Connection for TcpStream {
    fn limit(&mut self, time: Duration) -> io::Result<()> {
        // A time of zero would be no limit.
        let time = Some(time.max(Duration::from_millis(1)));
        self.set_read_timeout(time)?;
        self.set_write_timeout(time)
    }
}

/// Sends documents in frames over one connection, one after the other. A response has the status 200.
///
/// # Examples
/// ```no_run
/// use std::net::TcpStream;
/// use std::time::Duration;
///
/// use wireform_client::{FrameTransport, Frames, Limits};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let stream = TcpStream::connect("epp.registry.example:700")?;
/// let transport = FrameTransport::new(stream, Frames::EPP);
/// let limits = Limits { timeout: Duration::from_secs(10), max_body: 1 << 20 };
/// // An EPP server sends a greeting first.
/// let greeting = transport.receive(&limits)?;
/// # Ok(())
/// # }
/// ```
pub struct FrameTransport<S> {
    /// The connection, until it fails.
    connection: Mutex<Option<S>>,
    frames: Frames,
}

impl<S: Connection> FrameTransport<S> {
    /// Makes a transport on a connection.
    pub const fn new(connection: S, frames: Frames) -> Self {
        FrameTransport {
            connection: Mutex::new(Some(connection)),
            frames,
        }
    }

    /// Receives a document that the server sends without a request, such as the greeting of EPP.
    ///
    /// # Errors
    /// Fails if there is no complete frame.
    pub fn receive(&self, limits: &Limits) -> Result<Received, TransportError> {
        self.with(
            |connection, deadline| {
                read(connection, self.frames, limits, deadline).map_err(TransportError::not_sent)
            },
            limits,
        )
    }

    /// Calls a function with the connection, and drops the connection if it fails. The wait for other calls is part of the time of
    /// this one.
    fn with(
        &self,
        call: impl FnOnce(&mut S, Instant) -> Result<Received, TransportError>,
        limits: &Limits,
    ) -> Result<Received, TransportError> {
        let deadline = later(Instant::now(), limits.timeout);
        let mut slot = self
            .connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        time_left(deadline).map_err(TransportError::not_sent)?;
        // It is put back only if the whole response was read.
        let Some(mut connection) = slot.take() else {
            return Err(TransportError::not_sent(TransportErrorKind::Connect));
        };
        let received = call(&mut connection, deadline)?;
        *slot = Some(connection);
        Ok(received)
    }
}

impl<S: Connection> BlockingTransport for FrameTransport<S> {
    fn send(&self, request: &HttpRequest, limits: &Limits) -> Result<Received, TransportError> {
        let Some(frame) = self.frames.frame(request.body()) else {
            return Err(TransportError::not_sent(TransportErrorKind::Request));
        };
        self.with(
            |connection, deadline| {
                let left = time_left(deadline).map_err(TransportError::not_sent)?;
                let written = connection
                    .limit(left)
                    .and_then(|()| connection.write_all(&frame))
                    .and_then(|()| connection.flush());
                written.map_err(|error| TransportError::maybe_sent(kind_of(&error)))?;
                read(connection, self.frames, limits, deadline).map_err(TransportError::maybe_sent)
            },
            limits,
        )
    }
}

impl<S> fmt::Debug for FrameTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrameTransport")
            .field("frames", &self.frames)
            .finish_non_exhaustive()
    }
}

/// Reads a whole frame.
fn read(
    connection: &mut impl Connection,
    frames: Frames,
    limits: &Limits,
    deadline: Instant,
) -> Result<Received, TransportErrorKind> {
    let mut length = [0; LENGTH];
    fill(connection, &mut length, deadline)?;
    let mut document = vec![0; frames.checked_size(length, limits)?];
    fill(connection, &mut document, deadline)?;
    Ok(Received::new(200, document))
}

/// Reads until the buffer is full.
fn fill(
    connection: &mut impl Connection,
    mut rest: &mut [u8],
    deadline: Instant,
) -> Result<(), TransportErrorKind> {
    while !rest.is_empty() {
        let left = time_left(deadline)?;
        connection.limit(left).map_err(|error| kind_of(&error))?;
        match connection.read(rest) {
            Ok(0) => return Err(TransportErrorKind::CutOff),
            Ok(length) => rest = rest.get_mut(length..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(kind_of(&error)),
        }
    }
    Ok(())
}

fn time_left(deadline: Instant) -> Result<Duration, TransportErrorKind> {
    let left = deadline.saturating_duration_since(Instant::now());
    match left.is_zero() {
        true => Err(TransportErrorKind::Timeout),
        false => Ok(left),
    }
}

/// Returns the kind of an error of the operating system.
pub(super) fn kind_of(error: &io::Error) -> TransportErrorKind {
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => TransportErrorKind::Timeout,
        _ => TransportErrorKind::CutOff,
    }
}
