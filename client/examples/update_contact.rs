//! Changes a contact at Realtime Register and prints whether that was done.
//!
//! `cargo run -p wireform-client --example update_contact -- URL` sends the request to a server of your own, such as
//! `wireform mock realtime-register`.

wireform::include_schema!("realtime-register");

use realtime_register::{ApiCredentials, ApiServer, ContactUpdate, KeyAuth, contact_update};
use wireform::response::{Refusal as _, State, Success as _};
use wireform::{ApiRequest as _, CustomServer, Policy};
use wireform_client::{Client, Failure, SendError, UreqTransport};

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let server = match std::env::args().nth(1) {
        Some(url) => ApiServer::Custom(CustomServer::new(&url)?),
        None => ApiServer::Ote,
    };
    let credentials = ApiCredentials::new(KeyAuth { api_key: "a-key" })?;
    let client = Client::new(UreqTransport::new()?, server, credentials);

    let update = ContactUpdate::new("acme", "jane-doe").with_email("jane@example.org");
    match client.send_blocking(&update.valid(&(), &Policy::new())?) {
        Ok(response) => println!("{}: {}", response.case(), response.state().as_str()),
        Err(error) => report(&error),
    }
    Ok(())
}

fn report(error: &SendError<contact_update::Refusal>) {
    println!("{error}");
    match error.state() {
        State::NotDone => println!("nothing was changed"),
        State::Unknown => println!("read the contact before you send the request again"),
        State::Done | State::Pending => {}
    }
    if let Failure::Refused(refusal) = error.failure() {
        // What the provider says about fields. It can repeat their values, so it is no text for a log.
        for reported in refusal.violations() {
            let field = reported.path().or(reported.wire()).unwrap_or("request");
            println!("{field}: {}", reported.message().unwrap_or("not valid"));
        }
    }
}
