//~ E0277: as credentials
use crate::realtime_register::{ApiServer, ContactUpdate, KeyAuth};
use wireform::Valid;

pub(crate) fn refused(valid: &Valid<ContactUpdate<'_>>) {
    let _ = valid.to_http(&ApiServer::Ote, &KeyAuth { api_key: "a-key" });
}
