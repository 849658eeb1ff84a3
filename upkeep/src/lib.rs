//! Keeps schemas up to date: compares a provider's page with a schema, and one version of a schema with the next.
//!
//! Input: pages as HTML, Markdown or text, schemas and locks. Output: reports, and edits of schemas at their places. The
//! command `wireform` is a thin front of this package.

pub mod accept;
pub mod breaking;
pub mod cite;
pub mod drift;
pub mod edit;
pub mod export;
pub mod import;
pub mod lock;
pub mod page;
pub mod regenerate;
mod render;
