//! Checks structs whose fields have a meaning (`means`) at all five providers.
//!
//! Such a struct gives the same bytes, adjustments and refusals as the contact record with the same data, although other
//! code handles records.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use wireform::contact::{Adjustment, Change, Choices, Contact};
use wireform::{ApiRequest as _, Fact, HttpRequest, Policy, Waivers, Wireform};
use wireform_codegen::plan::Plan;
use wireform_interpret::{Call, Facts, Interpreter};
use wireform_tests::plans;

/// A customer, annotated once.
#[derive(Debug, Clone, Wireform)]
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
#[allow(
    clippy::duplicated_attributes,
    reason = "each registrar has its own `operation`"
)]
struct Customer {
    #[wireform(means = "id")]
    #[wireform(for("logicboxes"), with = number)]
    handle: &'static str,
    #[wireform(for("realtime-register"), param = "customer")]
    account: &'static str,
    #[wireform(means = "given_name")]
    #[wireform(for("namebay"), skip)]
    given: String,
    #[wireform(means = "family_name")]
    #[wireform(for("namebay"), skip)]
    family: String,
    #[wireform(means = "org")]
    #[wireform(for("namebay"), skip)]
    organization: String,
    #[wireform(means = "street")]
    street: Vec<String>,
    #[wireform(means = "pc")]
    postal_code: String,
    #[wireform(means = "city")]
    city: String,
    #[wireform(means = "cc")]
    #[wireform(for("namebay"), skip)]
    country: String,
    #[wireform(means = "email")]
    email: String,
    #[wireform(means = "voice")]
    voice: String,
    #[wireform(for("namebay"), means = "auth_info")]
    password: &'static str,
}

fn number(id: &&'static str) -> i64 {
    id.parse().unwrap_or_default()
}

fn record(customer: &Customer) -> Contact {
    Contact::new()
        .given_name(&customer.given)
        .family_name(&customer.family)
        .organization(&customer.organization)
        .street(&customer.street)
        .postal_code(&customer.postal_code)
        .city(&customer.city)
        .country(&customer.country)
        .email(&customer.email)
        .voice(&customer.voice)
}

prop_compose! {
    fn customers()(
        given in "[A-Za-zé]{1,8}",
        family in "[A-Za-zé]{1,8}",
        organization in "[A-Za-z ]{1,10}[a-z]",
        street in proptest::collection::vec("[A-Za-z0-9]{1,12}", 1..5),
        postal_code in "[0-9]{4,5}",
        city in "[A-Za-z]{1,9}",
        country in "(NL|nl|De|DE)",
        email in "([a-z.]{1,4}[a-z]|[A-Z]{3})@[a-zü]{1,8}\\.(example|nl)",
        voice in "(\\+31[1-9][0-9]{8}|\\+49\\.[1-9][0-9]{6}|\\+599[0-9]{7}|\\+1[2-9][0-9]{9}|[0-9 ]{3,9})",
    ) -> Customer {
        Customer {
            handle: "4711",
            account: "acme",
            given,
            family,
            organization,
            street,
            postal_code,
            city,
            country,
            email,
            voice,
            password: "Secret-1",
        }
    }
}

/// Returns the conversions that changed a value, by field.
fn changes(adjustments: &[Adjustment]) -> BTreeSet<(String, &'static str)> {
    adjustments
        .iter()
        // What a record has and the request does not, a struct does not know.
        .filter(|it| it.change() != Change::LeftOut)
        .map(|it| {
            let kept = if it.is_reversible() {
                ""
            } else {
                ", cannot be undone"
            };
            (
                format!("{}{kept}", it.path().unwrap_or_default()),
                it.change().as_str(),
            )
        })
        .collect()
}

/// The request with its adjustments, or the violations by field.
type Outcome = Result<(String, BTreeSet<(String, &'static str)>), Vec<String>>;

fn shown(request: &HttpRequest) -> String {
    let body = String::from_utf8_lossy(request.body()).into_owned();
    format!("{} {}\n{body}", request.method(), request.url())
}

/// Returns the outcome of the struct through each of its views.
#[allow(deprecated, reason = "one operation is withdrawn")]
fn derived(customer: &Customer) -> [Outcome; 5] {
    use customer::{autodns, hostcontrol, logicboxes, namebay, realtime_register};
    macro_rules! through {
        ($module:ident, $context:expr, $server:ident, $auth:expr) => {{
            let view = $module::ContactUpdate::from(customer);
            let changed = changes(&view.adjustments());
            view.into_valid(&$context, &Policy::new())
                .map(|valid| {
                    let credentials = $module::ApiCredentials::new($auth).expect("good ones");
                    let server = $module::ApiServer::$server;
                    (shown(&valid.to_http(&server, &credentials)), changed)
                })
                .map_err(|invalid| {
                    let paths = invalid.violations().iter().map(|it| it.path().into_owned());
                    paths.collect()
                })
        }};
    }
    let tlds = namebay::contact_update::Context::new()
        .with_tlds(Fact::Unknown)
        .with_holder(Fact::Unknown);
    let states = logicboxes::contact_update::Context::new()
        .with_tlds(Fact::Unknown)
        .with_suspended(Fact::Unknown)
        .with_archived(Fact::Unknown);
    [
        through!(
            realtime_register,
            (),
            Production,
            realtime_register::KeyAuth { api_key: "K" }
        ),
        through!(
            autodns,
            (),
            Production,
            autodns::BasicAuth {
                user: "U",
                password: "P",
                context: None
            }
        ),
        through!(
            namebay,
            tlds,
            Production,
            namebay::AccountAuth {
                login: "L",
                password: "P"
            }
        ),
        through!(
            hostcontrol,
            (),
            Production,
            hostcontrol::BasicAuth {
                api_username: "U",
                api_key: "K"
            }
        ),
        through!(
            logicboxes,
            states,
            Production,
            logicboxes::KeyAuth {
                auth_userid: 42,
                api_key: "K"
            }
        ),
    ]
}

/// The values for fields without a datum, by provider.
const SUPPLIED: [(&str, &[(&str, &str)]); 5] = [
    (
        "realtime-register",
        &[("customer", "acme"), ("handle", "4711")],
    ),
    ("autodns", &[("id", "4711")]),
    (
        "namebay",
        &[("contact_id", "4711"), ("password", "Secret-1")],
    ),
    ("hostcontrol", &[("id", "4711")]),
    ("logicboxes", &[("contact_id", "4711")]),
];

/// Returns the outcome of the same customer as a record, fitted by the interpreter.
fn fitted(call: &Call<'_>, customer: &Customer, supplied: &[(&'static str, &str)]) -> Outcome {
    let mut choices = Choices::new();
    // A derived request sends what its struct has, and deletes the rest.
    choices.delete_missing();
    for (field, value) in supplied {
        choices.set(*field, *value);
    }
    let mut facts = Facts::new();
    for at in call.plan().contexts.ids() {
        facts.set(at, wireform_interpret::Fact::Unknown);
    }
    let fitted = call.fit(&record(customer), None, &choices, &facts, &Waivers::NONE);
    let refused = |refusals: &wireform::contact::Refusals| {
        let paths = refusals
            .iter()
            .filter_map(|it| it.path().map(str::to_owned));
        paths.collect::<Vec<_>>()
    };
    if !fitted.result.refusals.is_empty() {
        return Err(refused(&fitted.result.refusals));
    }
    let changed = changes(&fitted.result.adjustments);
    let valid = call
        .valid(fitted.values, &facts, &Waivers::NONE)
        .map_err(|violations| {
            let paths = violations.iter().map(|it| it.path().into_owned());
            paths.collect::<Vec<_>>()
        })?;
    let given: Vec<(String, String)> = call
        .plan()
        .credentials
        .iter()
        .map(|credential| {
            let value = match credential.name.as_str() {
                "api_key" => "K",
                "user" | "api_username" => "U",
                "login" => "L",
                "password" => "P",
                "auth_userid" => "42",
                _ => "4",
            };
            (credential.name.clone(), value.to_owned())
        })
        .collect();
    let way = call.operation().auths.first().copied();
    let credentials = call.credentials(way, &given).expect("they are credentials");
    let server = &call.plan().endpoints[call.operation().endpoint]
        .servers
        .as_slice()[0]
        .url;
    let binding = call.operation().default_binding_id();
    let request = call.encode(&valid, binding, server, &credentials);
    Ok((shown(&request.expect("nothing is signed")), changed))
}

/// Counts the valid and the invalid outcomes.
#[derive(Default)]
struct Seen {
    sent: [u32; 5],
    refused: [u32; 5],
    converted: BTreeSet<&'static str>,
}

#[test]
fn one_annotation_serves_every_provider() {
    let plans: Vec<Plan> = SUPPLIED
        .iter()
        .map(|(name, _)| plans::provider(name))
        .collect();
    let interpreters: Vec<Interpreter> = plans.iter().map(Interpreter::new).collect();
    let seen = RefCell::new(Seen::default());
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    runner
        .run(&customers(), |customer| {
            for (at, ours) in derived(&customer).into_iter().enumerate() {
                let call = interpreters[at]
                    .operation("contact_update")
                    .expect("an operation");
                let theirs = fitted(&call, &customer, SUPPLIED[at].1);
                let mut seen = seen.borrow_mut();
                match (&ours, &theirs) {
                    (Ok((bytes, changed)), Ok((expected, changes))) => {
                        prop_assert_eq!(bytes, expected);
                        prop_assert_eq!(changed, changes);
                        seen.sent[at] += 1;
                        seen.converted.extend(changed.iter().map(|(_, step)| *step));
                    }
                    (Err(ours), Err(_)) => {
                        let once: BTreeSet<&String> = ours.iter().collect();
                        prop_assert_eq!(
                            once.len(),
                            ours.len(),
                            "one mistake is reported once: {:?}",
                            ours
                        );
                        seen.refused[at] += 1;
                    }
                    _ => prop_assert!(false, "{}: {ours:?}\n{theirs:?}", SUPPLIED[at].0),
                }
            }
            Ok(())
        })
        .expect("they agree");
    let seen = seen.into_inner();
    println!(
        "sent {:?}, refused {:?}, by {:?}",
        seen.sent, seen.refused, seen.converted
    );
    for at in 0..5 {
        assert!(
            seen.sent[at] > 20 && seen.refused[at] > 20,
            "one side is hardly tested"
        );
    }
    for step in [
        "full_name",
        "phone_dot",
        "phone_hyphen",
        "country_code",
        "national_number",
        "a_label",
        "lower_case",
        "upper_case",
        "joined",
    ] {
        assert!(seen.converted.contains(step), "{step} was never needed");
    }
}
