//~ E0277: `str` is not a server of
use crate::realtime_register::{ApiCredentials, ContactUpdate};
use wireform::Valid;

pub(crate) fn refused(valid: &Valid<ContactUpdate<'_>>, credentials: &ApiCredentials) {
    let _ = valid.to_http("https://api.example", credentials);
}
