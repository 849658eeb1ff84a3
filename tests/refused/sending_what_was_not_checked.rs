//~ E0277: is not checked, so it cannot be sent
use crate::realtime_register::{ApiCredentials, ApiServer, ContactUpdate};
use wireform::ApiRequest as _;

pub(crate) fn refused(credentials: &ApiCredentials) {
    let _ = ContactUpdate::new("acme", "jane-doe").to_http(&ApiServer::Ote, credentials);
}
