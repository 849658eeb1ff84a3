//~ E0308: mismatched types
use crate::namebay::ContactUpdate;
use wireform::{Policy, Request as _};

pub(crate) fn refused(update: &ContactUpdate<'_>) {
    let _ = update.validate(&(), &Policy::new());
}
