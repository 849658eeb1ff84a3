//~ E0599: no function or associated item named `default`
use crate::autodns::ContactUpdate;

pub(crate) fn refused() {
    let _ = ContactUpdate::default();
}
