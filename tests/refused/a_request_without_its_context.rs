//~ E0308: mismatched types
use crate::namebay::ContactUpdate;
use wireform::{Policy, ApiRequest as _};

pub(crate) fn refused(update: &ContactUpdate<'_>) {
    let _ = update.validate(&(), &Policy::new());
}
