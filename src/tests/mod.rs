//! What the public interface promises, tried from inside the package: encoders against
//! readers that others wrote, checks and policies against tables, masking against a marker.

#[allow(dead_code, unreachable_pub, reason = "shared with the documentation")]
mod sample;

mod borders;
mod bounds;
mod calling_codes;
mod cards;
mod causes;
mod checks;
mod contacts;
mod conversions;
mod dates;
mod derives;
mod domains;
mod formats;
mod http;
mod json;
mod masking;
mod pairs;
mod paths;
mod policies;
mod round_trips;
#[cfg(feature = "serde")]
mod serde;
mod servers;
mod texts;
mod truth;
mod validity;
mod xml;
