//! Fits one record to several registrars in one loop.
//!
//! The accounts have different types. Each verdict has the request that the typed call would make, or no request if the
//! record is refused.

use wireform::contact::{Addressed, Chosen, Contact, FromContact, Mapping, Verdicts, check_all};
use wireform::{HttpRequest, Policy};
use wireform_tests::emitted::schemas::{autodns, hostcontrol, realtime_register};

type Registered = realtime_register::ContactUpdate<'static>;
type Json = autodns::ContactUpdate<'static>;
type Xml = autodns::ContactUpdateXml<'static>;
type Hosted = hostcontrol::ContactUpdate<'static>;

/// The mappings and accounts of four operations at three registrars.
struct Accounts {
    registered: (Mapping<Registered>, realtime_register::ApiCredentials),
    json: (Mapping<Json>, autodns::ApiCredentials),
    xml: (Mapping<Xml>, autodns::GatewayCredentials),
    hosted: (Mapping<Hosted>, hostcontrol::ApiCredentials),
}

const SECRET: &str = "Secret-1";

fn accounts() -> Accounts {
    use realtime_register::contact_update::field;
    Accounts {
        registered: (
            Mapping::new()
                .set(field::CUSTOMER, "acme")
                .set(field::HANDLE, "jane"),
            realtime_register::ApiCredentials::new(realtime_register::KeyAuth { api_key: SECRET })
                .expect("a key"),
        ),
        json: (
            Mapping::new()
                .set(autodns::contact_update::field::ID, "1")
                .delete_missing(),
            autodns::ApiCredentials::new(autodns::BasicAuth {
                user: "user",
                password: SECRET,
                context: None,
            })
            .expect("an account"),
        ),
        xml: (
            Mapping::new().delete_missing(),
            autodns::GatewayCredentials::new(autodns::GatewayAuth {
                user: "user",
                password: SECRET,
                context: None,
            })
            .expect("an account"),
        ),
        hosted: (
            Mapping::new()
                .set(hostcontrol::contact_update::field::ID, "1")
                .delete_missing(),
            hostcontrol::ApiCredentials::new(hostcontrol::BasicAuth {
                api_username: "user",
                api_key: SECRET,
            })
            .expect("an account"),
        ),
    }
}

fn chosen<T: FromContact<Context = ()>>(mapping: &Mapping<T>) -> Chosen<'_, T> {
    Chosen::new(mapping, &(), const { &Policy::new() })
}

fn check(contact: &Contact, accounts: &Accounts) -> Verdicts {
    let first = chosen(&accounts.registered.0)
        .sent_to(&realtime_register::ApiServer::Ote, &accounts.registered.1);
    let xml: Addressed<'_, Xml> =
        chosen(&accounts.xml.0).sent_to(&autodns::GatewayServer::Production, &accounts.xml.1);
    check_all(
        contact,
        &[
            &first,
            &chosen(&accounts.json.0).sent_to(&autodns::ApiServer::Production, &accounts.json.1),
            &xml,
            // This server is chosen later.
            &chosen(&accounts.hosted.0),
        ],
    )
}

/// Returns the request that the typed call makes.
fn typed<T: FromContact<Context = (), AtSending = ()>>(
    contact: &Contact,
    mapping: &Mapping<T>,
    server: &T::Server,
    credentials: &T::Credentials,
) -> HttpRequest {
    let fitted = T::from_contact(contact, mapping).expect("it fits");
    let (valid, _) = fitted
        .into_valid(&(), &Policy::new())
        .expect("it is accepted");
    valid.to_http(server, credentials)
}

fn jane() -> Contact {
    Contact::new()
        .given_name("Jane")
        .family_name("Doe")
        .street(["12 High Street"])
        .city("Zwolle")
        .postal_code("8017JH")
        .country("NL")
        .voice("+31384530759")
        .email("jane@example.com")
}

#[test]
fn one_loop_has_the_request_of_each_operation() {
    let (accounts, jane) = (accounts(), jane());
    let verdicts = check(&jane, &accounts);
    assert!(verdicts.is_accepted(), "{:#?}", verdicts.changes());
    let requests: Vec<Option<&HttpRequest>> = verdicts.iter().map(|it| it.http()).collect();
    let expected = [
        Some(typed(
            &jane,
            &accounts.registered.0,
            &realtime_register::ApiServer::Ote,
            &accounts.registered.1,
        )),
        Some(typed(
            &jane,
            &accounts.json.0,
            &autodns::ApiServer::Production,
            &accounts.json.1,
        )),
        Some(typed(
            &jane,
            &accounts.xml.0,
            &autodns::GatewayServer::Production,
            &accounts.xml.1,
        )),
        None,
    ];
    assert_eq!(requests, expected.each_ref().map(Option::as_ref));
    // Without a server, the verdict has the valid request of its operation and of no other.
    let last = verdicts.iter().last().expect("there are four");
    let valid = last.valid::<Hosted>().expect("it is accepted");
    let request = valid.to_http(&hostcontrol::ApiServer::Production, &accounts.hosted.1);
    assert_eq!(request.method(), "PUT");
    assert!(last.valid::<Registered>().is_none());
    let shown = format!("{verdicts:?}");
    for value in [SECRET, "Jane", "Zwolle", "+31"] {
        assert!(!shown.contains(value), "{value} in {shown}");
    }
}

#[test]
fn a_refused_record_has_no_request_and_objections_name_the_operation() {
    let local = jane().voice("0384530759");
    let verdicts = check(&local, &accounts());
    assert!(
        verdicts
            .iter()
            .all(|it| !it.is_accepted() && it.http().is_none())
    );
    assert!(verdicts.iter().all(|it| it.valid::<Hosted>().is_none()));
    let changes = verdicts.changes();
    let who: Vec<(&str, &str)> = changes[&Some("voice")]
        .iter()
        .map(|it| (it.provider(), it.operation()))
        .collect();
    assert_eq!(
        who,
        [
            ("Realtime Register", "contact_update"),
            ("AutoDNS", "contact_update"),
            ("AutoDNS", "contact_update_xml"),
            ("HostControl", "contact_update"),
        ]
    );
    let shown = changes[&Some("voice")][2].to_string();
    assert!(
        shown.starts_with("AutoDNS contact_update_xml: voice: "),
        "{shown}"
    );
}
