//! Tests of the public interface inside the package. They compare encoders with readers of other libraries, and checks and
//! policies with tables, and search formatted values for a marker.

#[allow(dead_code, unreachable_pub, reason = "shared with the documentation")]
mod sample;

mod borders;
mod bounds;
#[cfg(feature = "contact")]
mod calling_codes;
#[cfg(feature = "contact")]
mod cards;
#[cfg(feature = "contact")]
mod causes;
mod checks;
#[cfg(feature = "contact")]
mod contacts;
mod conversions;
mod dates;
mod decimals;
#[cfg(feature = "contact")]
mod derives;
#[cfg(feature = "contact")]
mod domains;
mod excess;
mod formats;
mod http;
mod json;
mod json_texts;
mod masking;
mod pairs;
mod paths;
mod policies;
#[cfg(feature = "contact")]
mod round_trips;
mod sending;
#[cfg(feature = "serde")]
mod serde;
mod servers;
mod texts;
mod truth;
mod validity;
mod xml;
mod xml_texts;
