//~ E0599: no variant
use crate::realtime_register::{ContactUpdate, contact_update};
use wireform::{Facet, Policy};

pub(crate) fn refused() {
    let _ = Policy::<ContactUpdate<'_>>::new()
        .waive(contact_update::field::VOICE, Facet::Unrepresentable);
}
