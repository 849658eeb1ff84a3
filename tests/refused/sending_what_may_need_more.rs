//~ E0277: may need more than credentials, so it cannot be written or sent this way
use wireform::{ApiRequest, Valid};

pub(crate) fn refused<T: ApiRequest>(valid: &Valid<T>, server: &T::Server, credentials: &T::Credentials) {
    let _ = valid.to_http(server, credentials);
}
