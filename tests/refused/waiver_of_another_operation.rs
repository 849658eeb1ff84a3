//~ E0308: mismatched types
use crate::realtime_register::{ContactInfo, contact_update};
use wireform::{Facet, Policy};

pub(crate) fn refused() {
    let _ =
        Policy::<ContactInfo<'static>>::new().waive(contact_update::field::VOICE, Facet::Pattern);
}
