//! Serves a page on this machine on which a person tries a contact with several providers at once.
//!
//! Input: plans, and the forms that a browser sends. Output: pages. Nothing is sent to a provider, and nothing is kept: each
//! answer is made from its form alone. No value is printed.
//!
//! ```no_run
//! use wireform_site::serve::Server;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let schema = wireform_schemas::find("hostcontrol").expect("it ships with wireform");
//! let mut sources = wireform_codegen::source::Sources::new();
//! sources.add("hostcontrol.yaml", schema.text);
//! let (plans, _) = wireform_codegen::plan_sources(&sources);
//! let server = Server::bind(plans, Vec::new(), 0)?;
//! println!("{}", server.url());
//! server.run()?;
//! # Ok(())
//! # }
//! ```

mod draft;
mod fields;
mod guard;
mod notes;
mod page;
mod reference;
mod router;
mod sample;
mod server;
mod submitted;
mod tried;
mod work;

pub use router::App;
pub use server::{BindError, Server};
