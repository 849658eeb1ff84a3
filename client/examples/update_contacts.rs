//! Changes many contacts at the same time, with settings for retries, time-outs and the rate of requests.
//!
//! `cargo run -p wireform-client --example update_contacts -- URL` sends the requests to a server of your own.

wireform::include_schema!("realtime-register");

use std::sync::Arc;
use std::time::Duration;

use realtime_register::{ApiCredentials, ApiServer, ContactUpdate, KeyAuth};
use wireform::response::Success as _;
use wireform::{ApiRequest as _, CustomServer, Policy};
use wireform_client::{
    Attempt, Backoff, Client, Decision, FailedAttempt, RateLimit, ReqwestTransport, RetryPolicy,
    Timeouts,
};

type Contacts = Client<ReqwestTransport, ApiServer, ApiCredentials>;

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let url = std::env::args()
        .nth(1)
        .ok_or("which server? pass its URL")?;
    let server = ApiServer::Custom(CustomServer::new(&url)?);
    let client = Arc::new(client(server)?);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let tasks: Vec<_> = ["jane-doe", "john-doe"]
            .map(|handle| tokio::spawn(update(Arc::clone(&client), handle)))
            .into();
        for task in tasks {
            println!("{}", task.await?);
        }
        Ok(())
    })
}

fn client(server: ApiServer) -> Result<Contacts, Box<dyn std::error::Error + Send + Sync>> {
    let credentials = ApiCredentials::new(KeyAuth { api_key: "a-key" })?;
    let client = Client::new(ReqwestTransport::new()?, server, credentials)
        .with_timeouts(Timeouts {
            attempt: Duration::from_secs(10),
            total: Duration::from_secs(60),
        })
        .with_rate_limit(RateLimit::new(60, Duration::from_secs(60)))
        .with_retries(retry)
        .with_observer(|attempt: &Attempt<'_>| eprintln!("{attempt}"));
    Ok(client)
}

/// Retries as by default, but gives an update only two attempts.
fn retry(failed: &FailedAttempt) -> Decision {
    match (failed.operation, failed.number) {
        ("contact_update", 2..) => Decision::GiveUp,
        _ => Backoff::default().decide(failed),
    }
}

async fn update(client: Arc<Contacts>, handle: &'static str) -> String {
    let update = ContactUpdate::new("acme", handle).with_email("jane@example.org");
    let valid = match update.valid(&(), &Policy::new()) {
        Ok(valid) => valid,
        Err(violations) => return violations.to_string(),
    };
    match client.send(&valid).await {
        Ok(response) => format!("{handle}: {}", response.case()),
        Err(error) => format!("{handle}: {error}"),
    }
}
