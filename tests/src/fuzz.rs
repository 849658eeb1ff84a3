//! Functions for fuzzing, which take any bytes and check what must always hold.
//!
//! Input: bytes from a mutator, from a corpus or from libFuzzer. A failed check panics. [`schema`] takes the
//! bytes as a schema, [`values`] as values for an operation of a shipped one, and [`response`] as a response to one in JSON, in
//! XML or as text. None of them needs a nightly compiler.

mod bombs;
mod bytes;
mod leaks;
mod responses;
mod schema;
mod values;
mod written;

pub use bombs::bombs;
pub use bytes::Mutator;
pub use responses::{
    Decoded, Decoder, Format, Kept, check_agreement, decoders, decoders_of, response,
};
pub use schema::{check_places, schema};
pub use values::{Heard, seeds, values};
