//! Writes what schemas say for readers: a static reference of the providers, a comparison of what they accept, and a page on
//! which a person tries a contact.
//!
//! Input: plans. Output: the files of a site as texts, or a comparison as a table. The package reads no file and no network;
//! the command `wireform` reads the schemas and writes the files. Only `serve` listens, on an address of this machine.

pub mod accepted;
pub mod account;
pub mod anchor;
mod answer;
pub mod compare;
pub mod diagram;
pub mod layout;
pub mod message;
pub mod pages;
pub mod received;
mod record;
pub mod serve;
mod wire;
pub mod words;

pub use record::{Misread, read_contact};
