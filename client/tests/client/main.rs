//! Tests of the client: against a scripted transport, and with both transports against a hostile server on loopback.

mod calls;
mod captured;
mod documented;
mod loopback;
mod provider;
mod public_types;
mod secrets;
mod sessions;
mod transports;
