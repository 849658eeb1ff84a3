//~ E0063: missing fields
use crate::autodns::ContactUpdate;

pub(crate) fn refused() {
    // What an update that replaces leaves out is deleted.
    let _ = ContactUpdate { id: "1".into() };
}
