//! Puts secrets in every place where a user can put one, and searches for them in all output of all commands, in each
//! format, on success and on failure.
//!
//! Each secret ends in letters and digits that no format escapes. One search therefore finds the plain secret, and also
//! the secret escaped for URLs, JSON, XML, a shell or Rust. A second search looks for Base64.

#[path = "secrets/encode.rs"]
mod encode;
#[path = "secrets/planted.rs"]
mod planted;
#[path = "secrets/schemas.rs"]
mod schemas;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "written for a library of several tests"
)]
#[path = "../../tests/src/secrets.rs"]
mod secrets;
#[path = "secrets/values.rs"]
mod values;
