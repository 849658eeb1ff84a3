//! Walks a wireform plan: validates and encodes requests for schemas that were never compiled.
//!
//! In: a [`Plan`](wireform_codegen::plan::Plan) and untyped input. Out: violations, or requests to the byte. Checks and
//! encoders are those of the runtime, the walk is our own; generated code walks on its own too, and both must agree
//! on every input.
//!
//! ```no_run
//! # fn plan() -> wireform_codegen::plan::Plan { unimplemented!() }
//! use wireform::Waivers;
//! use wireform_interpret::{Facts, Interpreter, ReadOptions};
//!
//! # fn main() -> Result<(), wireform::Violations> {
//! let plan = plan();
//! let interpreter = Interpreter::new(&plan);
//! let call = interpreter.operation("contact_update").expect("the schema has it");
//! let input = serde_json::from_str(r#"{ "customer": "acme", "handle": "jane" }"#).expect("it is JSON");
//! let (values, violations) = call.read(&input, ReadOptions::default());
//! violations.into_result()?;
//! let valid = call.valid(values, &Facts::new(), &Waivers::NONE)?;
//! let key = ("api_key".to_owned(), "key-0123".to_owned());
//! let credentials = call.credentials(None, &[key])?;
//! let request = call.encode(&valid, 0, "https://registrar.example", &credentials);
//! println!("{request:?}");
//! # Ok(())
//! # }
//! ```

mod call;
mod check;
mod credentials;
mod encode;
mod examples;
mod facts;
mod fit;
mod input;
mod interpreter;
mod patterns;
mod permissions;
mod places;
mod read;
mod rules;
mod value;

pub use call::{Call, FactText, Outcome, ReadOptions, ValidValues};
pub use credentials::Credentials;
pub use examples::{Mismatch, run_examples};
pub use facts::{Fact, Facts};
pub use fit::FittedValues;
pub use input::Input;
pub use interpreter::Interpreter;
pub use patterns::pattern_of;
pub use value::{Slots, Value, Values};
