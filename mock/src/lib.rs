//! A provider made from its schema, to test clients against before there is an account.
//!
//! Input: schemas. Output: a server on a local port, which routes, decodes, validates, stores and answers requests as the
//! schema describes. [`Mock`] starts and stops it, and tells what it did with each request.
//!
//! ```
//! use std::io::{Read as _, Write as _};
//! use wireform_mock::Mock;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mock = Mock::of("realtime-register").start()?;
//! let mut stream = std::net::TcpStream::connect(mock.address())?;
//! let body = r#"{"city":"Zwolle"}"#;
//! write!(
//!     stream,
//!     "POST /v2/customers/acme/contacts/jane/update HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
//!      Authorization: ApiKey key-0123\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
//!     body.len(),
//! )?;
//! let mut response = String::new();
//! stream.read_to_string(&mut response)?;
//! assert!(response.starts_with("HTTP/1.1 200"), "{response}");
//!
//! let calls = mock.calls();
//! assert_eq!(calls[0].operation.as_deref(), Some("contact_update"));
//! assert_eq!(calls[0].value("city"), Some("Zwolle"));
//! assert!(calls[0].carried_out);
//! # Ok(())
//! # }
//! ```

mod builder;
mod fault;
mod mock;
mod provider;
mod record;
mod server;

pub use builder::{MockBuilder, MockError};
pub use fault::Fault;
pub use mock::Mock;
pub use provider::{Answered, answer};
pub use record::CallRecord;

/// Runs the programs of the page as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../docs/mock.md")]
struct Page;
