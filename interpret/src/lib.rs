//! Walks a wireform plan: validates and encodes requests for schemas that were not compiled to Rust.
//!
//! Input: a [`Plan`](wireform_codegen::plan::Plan) and untyped input. Output: violations or requests. The checks and
//! encoders are those of the runtime. The walk is independent of generated code, and both executors must agree
//! on every input.
//!
//! ```
//! use wireform::Waivers;
//! use wireform_codegen::source::Sources;
//! use wireform_interpret::{Facts, Input, Interpreter, ReadOptions};
//!
//! # fn main() -> Result<(), wireform::Violations> {
//! let mut sources = Sources::default();
//! sources.add("registrar.yaml", r#"
//! wireform: 1
//! provider: { name: Registrar }
//! credentials: { api_key: { secret: true } }
//! auth: { key: { headers: { Authorization: 'Key $api_key' } } }
//! endpoints: { api: { servers: {}, auth: [key] } }
//! operations:
//!   contact_update:
//!     http: POST /contacts/{handle}
//!     body: json
//!     update: patch
//!     params: { handle: { type: string, required: true } }
//!     fields: { city: { type: string, maxLength: 40 } }
//! "#);
//! let (plans, diagnostics) = wireform_codegen::plan_sources(&sources);
//! assert!(!diagnostics.has_errors());
//! let interpreter = Interpreter::new(&plans[0]);
//! let call = interpreter.operation("contact_update").expect("the schema has it");
//! let input = Input::from_json(br#"{ "handle": "jane", "city": "Zwolle" }"#).expect("it is JSON");
//! let (values, violations) = call.read(&input, ReadOptions::default());
//! violations.into_result()?;
//! let valid = call.valid(values, &Facts::new(), &Waivers::NONE)?;
//! let key = ("api_key".to_owned(), "key-0123".to_owned());
//! let credentials = call.credentials(None, &[key])?;
//! let binding = call.operation().default_binding_id();
//! let request = call.encode(&valid, binding, "https://registrar.example", &credentials).expect("nothing is signed");
//! assert_eq!(request.url(), "https://registrar.example/contacts/jane");
//! assert_eq!(request.body(), br#"{"city":"Zwolle"}"#);
//! # Ok(())
//! # }
//! ```

mod accept;
mod call;
mod check;
mod check_response;
mod credentials;
mod decode;
mod decode_request;
mod encode;
mod encode_error;
mod encode_response;
mod examples;
mod facets;
mod facts;
mod fit;
mod input;
mod interpreter;
mod json;
mod normal;
mod patterns;
mod permissions;
mod places;
mod read;
mod read_back;
mod recover;
mod request_values;
mod response_examples;
mod rules;
mod sign;
mod trees;
mod valid;
mod value;
mod verify;

pub use accept::{Acceptor, ValidatedLine};
pub use call::{Call, FactText, Outcome, ReadOptions, ValidValues};
pub use credentials::Credentials;
pub use decode::{DecodedResponse, ResponseObject, ResponseValue};
pub use decode_request::{DecodedRequest, ReceivedRequest};
pub use encode_error::EncodeError;
pub use encode_response::{EncodedResponse, Report, ResponseValues, response_fields};
pub use examples::{Mismatch, example_request, run_examples};
pub use facts::{Fact, Facts};
pub use fit::FittedValues;
pub use input::Input;
pub use interpreter::Interpreter;
pub use patterns::pattern_of;
pub use value::{Slots, Value, Values};
pub use verify::Verdict;
