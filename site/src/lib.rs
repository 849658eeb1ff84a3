//! Writes what schemas say for readers: a static reference of the providers, and a comparison of what they accept.
//!
//! Input: plans. Output: the files of a site as texts, or a comparison as a table. The package reads no file and no network;
//! the command `wireform` reads the schemas and writes the files.

pub mod account;
pub mod layout;
pub mod message;
mod record;
pub mod serve;

pub use record::{Misread, read_contact};
