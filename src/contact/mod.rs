//! One customer record for the operations of every provider.
//!
//! [`FromContact`] fills a request from a [`Contact`], by the terms and conversions that the schema declares. Every change
//! is listed as an [`Adjustment`]. Each datum that an operation cannot carry gives a [`Refusal`], which names the datum as in the record. No datum is
//! changed, left out or cleared without being listed. [`check_all`] fits one record to many operations.
//!
//! This module needs the feature `contact`, which is on by default.

mod adjustment;
mod all;
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
pub(crate) mod response;
pub(crate) mod update;

pub use adjustment::{Adjustment, Adjustments, Change, Removal, Sent};
pub use all::{Addressed, Candidate, Chosen, Objection, Verdict, Verdicts, check_all};
pub use conversion::Conversion;
pub use diff::{AsRead, Unread};
#[cfg(feature = "serde")]
pub use jscontact::JsContact;
pub use mapping::{Choices, Mapping};
pub use person::{Contact, ContactKind};
pub use refusal::{Refusal, RefusalCode, Refusals};
pub use request::{Fitted, FromContact};
pub use response::{ReadError, ReadsContact};

use fit::{Carrier, Fit, FitResult};
use update::UpdateMode;
