//! A program that calls the runtime by another name, and has items that are called as the runtime's and the prelude's.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub)]

mod wireform {
    pub(crate) struct Option;
    pub(crate) struct Vec;
}

mod serde {}

mod registrars {
    #[expect(unused_imports, reason = "they stand in the way of what is generated")]
    use crate::wireform::{Option, Vec};

    wf::generated!();
}

use registrars::realtime_register::{ApiCredentials, ApiServer, ContactUpdate, KeyAuth};
use wf::{Policy, ApiRequest as _};

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let _ = (wireform::Option, wireform::Vec);
    let credentials = ApiCredentials::new(KeyAuth {
        api_key: "a-key",
    })?;
    let update = ContactUpdate::new("acme", "jane-doe").with_voice("+31.384530759");
    let valid = update.into_valid(&(), &Policy::new())?;
    let request = valid.to_http(&ApiServer::Production, &credentials);
    println!("{} {}", request.method(), request.url());
    println!("{}", String::from_utf8_lossy(request.body()));
    Ok(())
}
