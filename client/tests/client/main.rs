//! Tests of the client: against a scripted transport, and with both transports against a hostile server on loopback.

mod calls;
mod provider;
