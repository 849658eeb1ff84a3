//! The HTTP request around a body: server, path, headers, credentials and permissions.

pub(crate) mod auth;
pub(crate) mod checked_credentials;
pub(crate) mod http;
pub(crate) mod masks;
pub(crate) mod permissions;
pub(crate) mod servers;
pub(crate) mod signing;
