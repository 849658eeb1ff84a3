//! Checks the requests of one customer at all five registrars.

mod registrars {
    wireform::generated!();
}

use registrars::{autodns, hostcontrol, logicboxes, namebay, realtime_register};
use wireform::contact::{Adjustments, Candidate, Chosen, Contact, FromContact, Mapping, check_all};
use wireform::{Fact, HttpRequest, Policy, Valid};

fn customer() -> Contact {
    Contact::new()
        .given_name("Jane")
        .family_name("Doe")
        .organization("Example Ltd")
        .street(["1 Main Street", "Building B"])
        .city("Dublin")
        .postal_code("D02 X285")
        .country("IE")
        .voice("+35315550123")
        .email("Jane.Doe@example.ie")
}

/// Returns the body, or the URL of a request without one, and the adjustments.
fn shown(request: &HttpRequest, adjustments: &Adjustments) -> (String, Vec<String>) {
    let text = if request.body().is_empty() {
        request.url().to_owned()
    } else {
        String::from_utf8_lossy(request.body()).into_owned()
    };
    (text, adjustments.iter().map(ToString::to_string).collect())
}

fn fitted<T: FromContact>(mapping: &Mapping<T>, context: &T::Context) -> (Valid<T>, Adjustments) {
    let fitted = T::from_contact(&customer(), mapping).expect("the record can be carried");
    fitted
        .into_valid(context, &Policy::new())
        .expect("the registrar takes it")
}

const NAME: [&str; 2] = [
    "given_name: full_name, cannot be undone",
    "family_name: full_name, cannot be undone",
];

#[test]
fn realtime_register_gets_lower_case_and_a_dot() {
    use realtime_register::contact_update::field;
    use realtime_register::{ApiCredentials, ApiServer, ContactUpdate, KeyAuth};
    let mapping = Mapping::<ContactUpdate<'static>>::new()
        .set(field::CUSTOMER, "acme")
        .set(field::HANDLE, "jane");
    let (valid, adjustments) = fitted(&mapping, &());
    let credentials = ApiCredentials::new(KeyAuth { api_key: "k" }).expect("it is a key");
    let (body, changes) = shown(
        &valid.to_http(&ApiServer::Production, &credentials),
        &adjustments,
    );
    assert_eq!(
        body,
        r#"{"organization":"Example Ltd","name":"Jane Doe","addressLine":["1 Main Street","Building B"],"postalCode":"D02 X285","city":"Dublin","country":"IE","email":"jane.doe@example.ie","voice":"+353.15550123"}"#
    );
    assert_eq!(changes[..2], NAME);
    assert_eq!(
        changes[2..],
        ["email: lower_case, cannot be undone", "voice: phone_dot"]
    );
}

#[test]
fn autodns_gets_two_names_and_a_hyphen() {
    use autodns::{ApiCredentials, ApiServer, BasicAuth, ContactUpdate};
    let mapping = Mapping::<ContactUpdate<'static>>::new()
        .set(autodns::contact_update::field::ID, "1")
        .set(autodns::contact_update::field::TYPE, "PERSON")
        .delete_missing();
    let (valid, adjustments) = fitted(&mapping, &());
    let credentials = ApiCredentials::new(BasicAuth {
        user: "u",
        password: "p",
        context: None,
    })
    .expect("they are credentials");
    let (body, changes) = shown(
        &valid.to_http(&ApiServer::Production, &credentials),
        &adjustments,
    );
    assert_eq!(
        body,
        r#"{"type":"PERSON","organization":"Example Ltd","city":"Dublin","country":"IE","email":"Jane.Doe@example.ie","fname":"Jane","lname":"Doe","address":["1 Main Street","Building B"],"pcode":"D02 X285","phone":"+353-15550123"}"#
    );
    assert_eq!(changes, ["voice: phone_hyphen"]);
}

#[test]
fn namebay_gets_two_lines_and_no_name() {
    use namebay::contact_update::{Context, field};
    use namebay::{AccountAuth, ApiCredentials, ApiServer, ContactUpdate};
    let mapping = Mapping::<ContactUpdate<'static>>::new()
        .set(field::CONTACT_ID, "C123")
        .set(field::PASSWORD, "Secret-1")
        .delete_missing();
    let context = Context {
        tlds: ["com"].into(),
        holder: Fact::Unknown,
    };
    let (valid, adjustments) = fitted(&mapping, &context);
    let credentials = ApiCredentials::new(AccountAuth {
        login: "l",
        password: "p",
    })
    .expect("they are credentials");
    let (body, changes) = shown(
        &valid.to_http(&ApiServer::Production, &credentials),
        &adjustments,
    );
    assert!(body.contains(
        "<street>1 Main Street</street><street2>Building B</street2><city>Dublin</city>\
         <pc>D02 X285</pc><voice>+353.15550123</voice><email>Jane.Doe@example.ie</email>"
    ));
    assert_eq!(
        changes,
        [
            "voice: phone_dot",
            "given_name: left_out",
            "family_name: left_out",
            "organization: left_out",
            "country: left_out",
        ]
    );
}

#[test]
fn hostcontrol_gets_one_text_of_lines() {
    use hostcontrol::{ApiCredentials, ApiServer, BasicAuth, ContactUpdate};
    let mapping = Mapping::<ContactUpdate<'static>>::new()
        .set(hostcontrol::contact_update::field::ID, "1")
        .delete_missing();
    let (valid, adjustments) = fitted(&mapping, &());
    let credentials = ApiCredentials::new(BasicAuth {
        api_username: "u",
        api_key: "k",
    })
    .expect("they are credentials");
    let (body, changes) = shown(
        &valid.to_http(&ApiServer::Production, &credentials),
        &adjustments,
    );
    assert_eq!(
        body,
        r#"{"name":"Jane Doe","organization":"Example Ltd","email_address":"Jane.Doe@example.ie","address":"1 Main Street\nBuilding B","zip_code":"D02 X285","city":"Dublin","country":"IE","voice":"+353.15550123"}"#
    );
    assert_eq!(changes[..2], NAME);
    assert_eq!(changes[2..], ["street: joined", "voice: phone_dot"]);
}

#[test]
#[allow(deprecated, reason = "the call is withdrawn")]
fn logicboxes_gets_the_number_in_two() {
    use logicboxes::contact_update::{Context, field};
    use logicboxes::{ApiCredentials, ApiServer, ContactUpdate, KeyAuth};
    let mapping = Mapping::<ContactUpdate<'static>>::new()
        .set(field::CONTACT_ID, "1")
        .delete_missing();
    let context = Context {
        tlds: ["com"].into(),
        suspended: Fact::Known(false),
        archived: Fact::Known(false),
        current: None,
    };
    let (valid, adjustments) = fitted(&mapping, &context);
    let credentials = ApiCredentials::new(KeyAuth {
        auth_userid: 1,
        api_key: "k",
    })
    .expect("they are credentials");
    let (body, changes) = shown(
        &valid.to_http(&ApiServer::Production, &credentials),
        &adjustments,
    );
    assert!(
        body.ends_with(
            "name=Jane+Doe&company=Example+Ltd&email=Jane.Doe%40example.ie\
         &address-line-1=1+Main+Street&address-line-2=Building+B&city=Dublin&country=IE\
         &zipcode=D02+X285&phone-cc=353&phone=15550123"
        ),
        "{body}"
    );
    assert_eq!(changes[..2], NAME);
    assert_eq!(
        changes[2..],
        ["voice: country_code", "voice: national_number"]
    );
}

#[test]
fn before_anything_is_sent_all_are_asked() {
    let mapping = Mapping::new()
        .set(hostcontrol::contact_update::field::ID, "1")
        .delete_missing();
    let policy = Policy::new();
    let candidate = Chosen::<hostcontrol::ContactUpdate<'_>>::new(&mapping, &(), &policy);
    let candidates: [&dyn Candidate; 1] = [&candidate];
    assert!(check_all(&customer(), &candidates).is_accepted());
    let abroad = customer().country("Ireland");
    let verdicts = check_all(&abroad, &candidates);
    assert_eq!(
        verdicts.changes().into_keys().collect::<Vec<_>>(),
        [Some("country")]
    );
}
