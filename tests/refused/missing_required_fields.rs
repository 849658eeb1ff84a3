//~ E0063: missing field
use crate::realtime_register::{Validation, ValidationRequired};

pub(crate) fn refused() {
    let _: Validation<'_> = ValidationRequired {
        category: "General".into(),
    }
    .into();
}
