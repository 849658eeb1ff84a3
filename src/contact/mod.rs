//! One customer record, and what it takes to send it to every provider.
//!
//! In: a [`Contact`] as people hold it, and per operation the terms and conversions that its schema declares. Out: the
//! values of a request with every change listed ([`Adjustment`]), or what cannot be carried, in terms of the record
//! ([`Refusal`]). No datum is changed, left out or cleared without being listed.

mod adjustment;
mod all;
pub(crate) mod answer;
mod calling_codes;
mod conversion;
mod data;
mod diff;
mod domain;
pub(crate) mod fit;
mod jscontact;
mod mapping;
mod person;
mod phone;
mod refusal;
mod removal;
mod request;
pub(crate) mod update;

pub use adjustment::{Adjustment, Adjustments, Change, Removal, Sent};
pub use all::{Addressed, Candidate, Chosen, Objection, Verdict, Verdicts, check_all};
pub use answer::{ReadError, ReadsContact};
pub use conversion::Conversion;
pub use diff::{AsRead, Unread};
#[cfg(feature = "serde")]
pub use jscontact::JsContact;
pub use mapping::{Choices, Mapping};
pub use person::{Contact, Kind};
pub use refusal::{Refusal, RefusalCode, Refusals};
pub use request::{Fitted, FromContact};

use fit::{Carrier, Fit, FitResult};
use update::UpdateMode;
