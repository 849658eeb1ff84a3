//! Reads the body of a response, up to a limit.
//!
//! Both transports receive the body in pieces and add each of them here.

use super::{Received, TransportError, TransportErrorKind};

/// A response whose body is being received.
pub(super) struct Reading {
    received: Received,
    max_body: usize,
}

impl Reading {
    /// Starts with the status and the headers.
    pub(super) const fn new(received: Received, max_body: usize) -> Self {
        Reading { received, max_body }
    }

    /// Adds a piece of the body. Gives the response back if the body is too large now.
    pub(super) fn add(mut self, piece: &[u8]) -> Result<Self, TransportError> {
        let body = self.received.body_mut();
        let room = self.max_body.saturating_sub(body.len());
        body.extend_from_slice(&piece[..piece.len().min(room)]);
        if piece.len() > room {
            return Err(self.failed(TransportErrorKind::TooLarge));
        }
        Ok(self)
    }

    /// Returns the complete response.
    pub(super) fn finish(self) -> Received {
        self.received
    }

    /// Returns the error of a body that was not received completely.
    pub(super) fn failed(self, kind: TransportErrorKind) -> TransportError {
        TransportError::maybe_sent(kind).with_received(self.received)
    }
}
