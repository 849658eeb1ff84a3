//! Waived values are escaped, also in fields whose facets leave nothing to escape.

use wireform::{ApiRequest as _, Facet, Policy};
use wireform_tests::emitted::schemas::{namebay, realtime_register};

/// Every character that JSON or XML escapes, and some others.
const HOSTILE: &str = "\"\\&<>\t\r\n'é+31.";

#[test]
fn in_json() {
    use realtime_register::contact_update::field;
    let mut update = realtime_register::ContactUpdate::new("customer", "JD4711");
    update.voice = Some(HOSTILE.into());
    let policy = Policy::new().waive(field::VOICE, Facet::Pattern);
    assert!(update.valid(&(), &Policy::new()).is_err());
    let valid = update.valid(&(), &policy).expect("the pattern is waived");

    let mut body = Vec::new();
    valid.write_body(&(), &mut body);
    valid.cloned().write_body(&(), &mut body);
    let read: Vec<serde_json::Value> = serde_json::Deserializer::from_slice(&body)
        .into_iter()
        .collect::<Result<_, _>>()
        .expect("it is JSON");
    assert_eq!(read.len(), 2);
    for read in read {
        assert_eq!(read["voice"], HOSTILE);
    }
}

#[test]
fn in_xml() {
    use namebay::contact_update::{Context, field};
    let update = namebay::ContactUpdate {
        contact_id: "JD4711".into(),
        street: HOSTILE.into(),
        street2: None,
        city: "Nice".into(),
        pc: "06000".into(),
        sp: None,
        voice: "+33.493000000".into(),
        fax: None,
        email: "jane@example.org".into(),
        password: "Abc123!x".into(),
        birthday: None,
        place_of_birth: None,
        siren: None,
        trademark: None,
        intracom: None,
        duns: None,
        localnumber: None,
        assowaldec: None,
        assocreationdate: None,
        assodeclarationdate: None,
        assopubannounce: None,
        assopubpage: None,
        nexus_purpose: None,
        nexus_cat: None,
        passport: None,
        identitycard: None,
    };
    let context = Context::new()
        .with_tlds(["com"])
        .with_holder(namebay::Holder::Individual);
    let credentials = namebay::ApiCredentials::new(namebay::AccountAuth {
        login: "a-login",
        password: "a-password",
    })
    .expect("they are credentials");
    let policy = Policy::new().waive(field::STREET, Facet::Pattern);
    assert!(update.valid(&context, &Policy::new()).is_err());
    let valid = update
        .valid(&context, &policy)
        .expect("the pattern is waived");

    let request = valid.to_http(&namebay::ApiServer::Production, &credentials);
    let body = String::from_utf8(request.body().to_vec()).expect("it is UTF-8");
    assert!(
        body.contains(">\"\\&amp;&lt;&gt;\t&#13;\n'é+31.<"),
        "{body}"
    );
}
