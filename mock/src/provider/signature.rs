//! Checks signatures with the secrets that the mock holds.

use wireform::RequestParts;
use wireform_interpret::Verdict;

use super::routes::Routed;
use crate::builder::Settings;
use crate::server::Incoming;

/// Checks the signature of a request, which was sent to the host of its header `Host`.
pub(super) fn verify(settings: &Settings, routed: &Routed<'_>, request: &Incoming) -> Verdict {
    let Ok(credentials) = &routed.decoded.credentials else {
        return Verdict::Unsigned;
    };
    let mut headers = request.headers.iter();
    let host = headers.find(|(name, _)| name.eq_ignore_ascii_case("host"));
    let host = host.map_or("", |(_, host)| host);
    let mut url = format!("{}://{host}{}", request.scheme, request.path);
    if !request.query.is_empty() {
        url = format!("{url}?{}", request.query);
    }
    let parts = RequestParts {
        method: request.method.clone(),
        url,
        headers: request.headers.clone(),
        body: request.body.clone().unwrap_or_default(),
    };
    routed
        .call
        .verify(&parts, credentials, &settings.credentials)
}
