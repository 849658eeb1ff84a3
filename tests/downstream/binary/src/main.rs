//! A program that sends one operation and leaves the others unused.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub)]

wireform::generated!();

use realtime_register::{ApiCredentials, ApiServer, ContactUpdate, KeyAuth};
use wireform::{Policy, ApiRequest as _};

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
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
