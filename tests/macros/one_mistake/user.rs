//! A crate that uses several items of a schema, by both macros. The schema has one mistake.
use wireform::{ApiRequest as _, Facet, Policy, Wireform};

wireform::include_schema!("schemas/one_mistake.yaml");

use one_mistake::{
    Address, AddressRequired, ApiCredentials, ApiServer, ByKeyAuth, ByUserAuth, ContactDelete, ContactUpdate, Gender,
    Registry, contact_update,
};

#[derive(Wireform)]
#[wireform(schema = "schemas/one_mistake.yaml", operation = "contact_delete")]
struct Deletion {
    handle: String,
}

fn main() {
    let required = AddressRequired { street: "Main Street 1", city: "Paris", country: "FR" };
    let update = ContactUpdate::new("JD4711", "Jane")
        .with_age(30)
        .with_gender(Gender::Female)
        .with_address(Address::from(required));
    let again = ContactUpdate {
        handle: "JD4711".into(),
        name: "Jane".into(),
        age: None,
        gender: None,
        address: None,
        agreed: Some(true),
    };
    let context = contact_update::Context::new().with_registry(Registry::Fr).with_current(again.clone());
    let policy = Policy::new()
        .waive_rule(contact_update::rule::ADULT)
        .waive(contact_update::field::NAME, Facet::MaxLength)
        .waive(contact_update::field::address::COUNTRY, Facet::Pattern);
    let by_user = ApiCredentials::new(ByUserAuth { user: "jane", key: "secret" });
    let Ok(credentials) = ApiCredentials::new(ByKeyAuth { key: "secret" }).or(by_user) else { return };
    for request in [update, again] {
        if let Ok(valid) = request.valid(&context, &policy) {
            let _ = valid.to_http_as(contact_update::Binding::Xml, &ApiServer::Production, &credentials);
        }
    }
    let _ = ContactDelete::new("JD4711").permissions();
    let deletion = Deletion { handle: "JD4711".to_owned() };
    let _ = deletion.valid(&(), &Policy::new());
}
