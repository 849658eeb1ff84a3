//~ E0599: no method named `clear_city`
use crate::realtime_register::ContactUpdate;

pub(crate) fn refused() {
    let _ = ContactUpdate::new("acme", "jane-doe").clear_city();
}
