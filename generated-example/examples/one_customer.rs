//! One struct of our own, sent to all five registrars: nothing is copied into a generated type.
//!
//! In: a customer as we know one. Out: the request of each registrar, with secrets masked. What differs from registrar to
//! registrar stands at the field that it is about.

use std::error::Error;

use wireform::{Fact, HttpRequest, Policy, Request, Wireform};

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
    #[wireform(means = "name", with = Name::full)]
    #[wireform(for("autodns"), means = "given_name", with = Name::given)]
    #[wireform(for("autodns"), means = "family_name", with = Name::family)]
    name: Name,
    #[wireform(means = "org")]
    #[wireform(for("logicboxes"), with = acts_as)]
    organization: Option<String>,
    #[wireform(means = "street")]
    #[wireform(for("namebay"), means = "street[0]", with = first)]
    #[wireform(for("namebay"), means = "street[1]", with = second)]
    #[wireform(for("logicboxes"), means = "street[0]", with = first)]
    #[wireform(for("logicboxes"), means = "street[1]", with = second)]
    street: Vec<String>,
    #[wireform(means = "pc")]
    postal_code: String,
    #[wireform(means = "city")]
    city: String,
    #[wireform(means = "sp")]
    state: Option<String>,
    #[wireform(means = "cc")]
    country: String,
    #[wireform(means = "email")]
    email: String,
    #[wireform(means = "voice", with = Phone::dotted)]
    #[wireform(for("autodns"), with = Phone::dashed)]
    #[wireform(for("logicboxes"), means = "voice.cc", with = Phone::country)]
    #[wireform(for("logicboxes"), means = "voice.number", with = Phone::number)]
    phone: Phone,
    #[wireform(means = "auth_info")]
    password: String,
    #[wireform(field = "confirm_owner_consent")]
    consents: bool,
    #[wireform(skip)]
    note: &'static str,
}

struct Name {
    given: String,
    family: String,
}

impl Name {
    fn full(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    fn given(&self) -> &str {
        &self.given
    }

    fn family(&self) -> &str {
        &self.family
    }
}

struct Phone {
    country: String,
    number: String,
}

impl Phone {
    fn dotted(&self) -> String {
        format!("+{}.{}", self.country, self.number)
    }

    fn dashed(&self) -> String {
        format!("+{}-{}", self.country, self.number)
    }

    fn country(&self) -> &str {
        &self.country
    }

    fn number(&self) -> &str {
        &self.number
    }
}

/// LogicBoxes numbers its contacts.
fn number(contact: &str) -> i64 {
    contact.parse().unwrap_or_default()
}

/// LogicBoxes demands a company.
fn acts_as(organization: &Option<String>) -> &str {
    organization.as_deref().unwrap_or("none")
}

fn first(street: &[String]) -> &str {
    street.first().map_or("", String::as_str)
}

fn second(street: &[String]) -> Option<&str> {
    street.get(1).map(String::as_str)
}

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let customer = Customer {
        contact: "4711".to_owned(),
        account: "example".to_owned(),
        name: Name {
            given: "Jane".to_owned(),
            family: "Doe".to_owned(),
        },
        organization: Some("Example B.V.".to_owned()),
        street: vec!["Street 1".to_owned(), "House 2".to_owned()],
        postal_code: "8017JH".to_owned(),
        city: "Zwolle".to_owned(),
        state: None,
        country: "NL".to_owned(),
        email: "jane@example.com".to_owned(),
        phone: Phone {
            country: "31".to_owned(),
            number: "384530759".to_owned(),
        },
        password: "sample-1".to_owned(),
        consents: true,
        note: "pays in time",
    };
    for request in requests(&customer)? {
        println!("{} {}", request.method(), request.masked_url());
        println!("{}\n", String::from_utf8_lossy(&request.masked_body()));
    }
    println!("(for us alone: {})", customer.note);
    Ok(())
}

/// The requests of all five, or what one of them would refuse.
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
