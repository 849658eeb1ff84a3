//~ E0599: no method named `to_http`
use crate::realtime_register::{ApiCredentials, ApiServer, ContactUpdate};

pub(crate) fn refused(credentials: &ApiCredentials) {
    let _ = ContactUpdate::new("acme", "jane-doe").to_http(&ApiServer::Ote, credentials);
}
