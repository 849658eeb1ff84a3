//! Sends a struct of our own to all five registrars, without copying it into a generated type.
//!
//! Each field is annotated once with its meaning, and every registrar gets it in its own form: the telephone number with a
//! dot, with a hyphen, or in two parts. Remaining differences are annotated at the field that they are about.

use std::error::Error;

use wireform::{ApiRequest, Fact, HttpRequest, Policy, Wireform};

/// A customer.
#[allow(
    clippy::duplicated_attributes,
    reason = "each registrar has its own `operation`"
)]
#[derive(Wireform)]
#[wireform(
    schema = "../schemas/realtime-register.yaml",
    operation = "contact_update"
)]
#[wireform(
    schema = "../schemas/autodns.yaml",
    operation = "contact_update",
    partial
)]
#[wireform(
    schema = "../schemas/namebay.yaml",
    operation = "contact_update",
    partial
)]
#[wireform(
    schema = "../schemas/hostcontrol.yaml",
    operation = "contact_update",
    partial
)]
#[wireform(
    schema = "../schemas/logicboxes.yaml",
    operation = "contact_update",
    partial
)]
struct Customer {
    #[wireform(means = "id")]
    #[wireform(for("logicboxes"), with = number)]
    contact: String,
    #[wireform(for("realtime-register"), param = "customer")]
    account: String,
    #[wireform(means = "given_name")]
    #[wireform(for("namebay"), skip)]
    given_name: String,
    #[wireform(means = "family_name")]
    #[wireform(for("namebay"), skip)]
    family_name: String,
    #[wireform(means = "org")]
    #[wireform(for("logicboxes"), with = acts_as)]
    #[wireform(for("namebay"), skip)]
    organization: Option<String>,
    #[wireform(means = "street")]
    street: Vec<String>,
    #[wireform(means = "pc")]
    postal_code: String,
    #[wireform(means = "city")]
    city: String,
    #[wireform(means = "sp")]
    state: Option<String>,
    #[wireform(means = "cc")]
    #[wireform(for("namebay"), skip)]
    country: String,
    #[wireform(means = "email")]
    email: String,
    #[wireform(means = "voice")]
    phone: String,
    #[wireform(for("namebay"), means = "auth_info")]
    password: String,
    #[wireform(for("autodns"), field = "confirm_owner_consent")]
    consents: bool,
    #[wireform(skip)]
    note: &'static str,
}

/// Returns the numeric identifier of the contact at LogicBoxes.
fn number(contact: &str) -> i64 {
    contact.parse().unwrap_or_default()
}

/// Returns the company, which LogicBoxes requires.
fn acts_as(organization: &Option<String>) -> &str {
    organization.as_deref().unwrap_or("none")
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let customer = Customer {
        contact: "4711".to_owned(),
        account: "example".to_owned(),
        given_name: "Jane".to_owned(),
        family_name: "Doe".to_owned(),
        organization: Some("Example B.V.".to_owned()),
        street: vec!["Street 1".to_owned(), "House 2".to_owned()],
        postal_code: "8017JH".to_owned(),
        city: "Zwolle".to_owned(),
        state: None,
        country: "NL".to_owned(),
        email: "jane@example.com".to_owned(),
        phone: "+31384530759".to_owned(),
        password: "sample-1".to_owned(),
        consents: true,
        note: "pays in time",
    };
    for request in requests(&customer)? {
        println!("{} {}", request.method(), request.masked_url());
        println!("{}\n", String::from_utf8_lossy(&request.masked_body()));
    }
    println!("what AutoDNS takes otherwise than we hold it:");
    for adjustment in customer::autodns::ContactUpdate::from(&customer).adjustments() {
        println!("  {adjustment}");
    }
    println!("(for us alone: {})", customer.note);
    Ok(())
}

/// Returns the requests of all five registrars, or the violations of one of them.
fn requests(from: &Customer) -> Result<Vec<HttpRequest>, wireform::Violations> {
    use customer::{autodns, hostcontrol, logicboxes, namebay, realtime_register};

    let realtime_register = realtime_register::ContactUpdate::from(from)
        .valid(&(), &Policy::new())?
        .to_http(
            &realtime_register::ApiServer::Production,
            &realtime_register::ApiCredentials::new(realtime_register::KeyAuth {
                api_key: "sample",
            })?,
        );
    let autodns = autodns::ContactUpdate::from(from)
        .valid(&(), &Policy::new())?
        .to_http(
            &autodns::ApiServer::Demo,
            &autodns::ApiCredentials::new(autodns::BasicAuth {
                user: "sample",
                password: "sample",
                context: None,
            })?,
        );
    let context = namebay::contact_update::Context::new()
        .with_tlds(Fact::Known(["com".to_owned()].into()))
        .with_holder(namebay::Holder::Company);
    let namebay = namebay::ContactUpdate::from(from)
        .valid(&context, &Policy::new())?
        .to_http(
            &namebay::ApiServer::Production,
            &namebay::ApiCredentials::new(namebay::AccountAuth {
                login: "sample",
                password: "sample",
            })?,
        );
    let hostcontrol = hostcontrol::ContactUpdate::from(from)
        .valid(&(), &Policy::new())?
        .to_http(
            &hostcontrol::ApiServer::Production,
            &hostcontrol::ApiCredentials::new(hostcontrol::BasicAuth {
                api_username: "sample",
                api_key: "sample",
            })?,
        );
    let context = logicboxes::contact_update::Context::new()
        .with_tlds(Fact::Known(["com".to_owned()].into()))
        .with_suspended(false)
        .with_archived(false);
    let logicboxes = logicboxes::ContactUpdate::from(from)
        .valid(&context, &Policy::new())?
        .to_http_as(
            logicboxes::contact_update::Binding::Form,
            &logicboxes::ApiServer::Test,
            &logicboxes::ApiCredentials::new(logicboxes::KeyAuth {
                auth_userid: 1,
                api_key: "sample",
            })?,
        );
    Ok(vec![
        realtime_register,
        autodns,
        namebay,
        hostcontrol,
        logicboxes,
    ])
}
