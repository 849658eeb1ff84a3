//! Shipped schemas are chosen by name, and an error can outlive the view that gave it.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]

use std::error::Error;

use wireform::{Policy, ApiRequest, Violations, Wireform};

wireform::include_schema!("realtime-register", only = ["contact_update"]);

#[derive(Wireform)]
#[wireform(schema = "realtime-register", operation = "contact_update")]
#[wireform(schema = "hostcontrol", operation = "contact_update", partial)]
#[allow(clippy::duplicated_attributes, reason = "each has an operation")]
struct Customer {
    #[wireform(for("realtime-register"), param = "customer")]
    #[wireform(for("hostcontrol"), skip)]
    account: String,
    #[wireform(means = "id")]
    handle: String,
    #[wireform(for("realtime-register"), means = "street")]
    #[wireform(for("hostcontrol"), skip)]
    street: Vec<String>,
    #[wireform(means = "email")]
    email: String,
}

/// The struct is borrowed by its view, and an error outlives both.
fn sent(customer: &Customer) -> Result<String, Box<dyn Error + Send + Sync>> {
    use customer::realtime_register::{ApiCredentials, ApiServer, ContactUpdate, KeyAuth};
    let view = ContactUpdate::from(customer);
    view.validate(&(), &Policy::new())?;
    let valid = view.into_valid(&(), &Policy::new()).map_err(Violations::from)?;
    let credentials = ApiCredentials::new(KeyAuth { api_key: "k" })?;
    let request = valid.to_http(&ApiServer::Ote, &credentials);
    Ok(String::from_utf8_lossy(request.body()).into_owned())
}

fn main() {
    let update = realtime_register::ContactUpdate::new("acme", "jane").with_email("jane@example.org");
    assert!(update.valid(&(), &Policy::new()).is_ok());
    let customer = Customer {
        account: "acme".into(),
        handle: "jane".into(),
        street: vec!["12 High Street".into()],
        email: "jane@example.org".into(),
    };
    let expected = r#"{"addressLine":["12 High Street"],"email":"jane@example.org"}"#;
    assert_eq!(sent(&customer).unwrap(), expected);
    let wrong = Customer { email: "nobody".into(), ..customer };
    let error = sent(&wrong).unwrap_err();
    assert!(error.downcast_ref::<Violations>().is_some(), "{error}");
}
