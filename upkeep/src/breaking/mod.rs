//! Compares two versions of a schema and says what the difference breaks.
//!
//! Input: the plans of both versions. Output: a [`Report`] of findings. Each finding falls under a [`Rule`], which says what
//! the change does on the wire and to callers of the generated Rust. Changes of constraints are decided on the sets of
//! values that they accept. A witness is confirmed by the interpreters of both versions before it is called so.
//!
//! ```
//! use wireform_codegen::plan::Plan;
//! use wireform_upkeep::breaking::{compare, Bump};
//!
//! fn plan(length: u32) -> Plan {
//!     let mut sources = wireform_codegen::source::Sources::default();
//!     sources.add("sample.yaml", format!("
//! wireform: 1
//! provider: {{ name: Sample }}
//! endpoints: {{ api: {{}} }}
//! operations:
//!   contact_create:
//!     http: POST /contacts
//!     body: json
//!     update: none
//!     fields: {{ city: {{ type: string, maxLength: {length} }} }}
//! "));
//!     wireform_codegen::plan_sources(&sources).0.remove(0)
//! }
//!
//! let report = compare(&[plan(40)], &[plan(3)]);
//! assert_eq!(report.bump(), Some(Bump::Major));
//! let finding = &report.findings[0];
//! assert_eq!(finding.rule.id, "values-narrowed");
//! assert_eq!(finding.place.path, "contact_create.city");
//! assert_eq!(finding.witness.as_ref().unwrap().value, "\"aaaa\"");
//! ```

mod accepted;
mod compare;
mod effect;
mod finding;
mod page;
mod places;
mod probe;
mod render;
mod report;
mod rules;

pub use accepted::{Accepted, Problem};
pub use compare::compare;
pub use effect::{Bump, Level, RustApi, Wire};
pub use finding::{Finding, Place, Proof, Witness};
pub use page::{json_schema, page};
pub use places::{Location, Locator};
pub use render::{github, human, json, markdown, sarif};
pub use report::{Axis, Report};
pub use rules::{Mirror, Rule, find, rules};
