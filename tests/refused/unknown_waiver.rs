//~ E0425: cannot find value `VOICEMAIL`
use crate::realtime_register::{ContactUpdate, contact_update};
use wireform::{Facet, Policy};

pub(crate) fn refused() {
    let _ =
        Policy::<ContactUpdate<'_>>::new().waive(contact_update::field::VOICEMAIL, Facet::Pattern);
}
