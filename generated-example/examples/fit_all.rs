//! Checks one record against two registrars before anything is sent.
//!
//! Input: a contact, a mapping for the fields that no record has, the context of each operation, and the accounts. Output: a
//! verdict for each registrar, with what has to change in the record, and then the requests of all registrars.

mod registrars {
    wireform::generated!();
}

use std::error::Error;

use registrars::{logicboxes, realtime_register};
use wireform::contact::{Chosen, Contact, Mapping, check_all};
use wireform::{Fact, Policy};

#[allow(deprecated, reason = "to show what becomes of a withdrawn call")]
fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut contact = Contact::new()
        .name("Jane Doe")
        .street(["12 High Street"])
        .city("Zwolle")
        .postal_code("8017JH")
        .country("NL")
        .voice("+31384530759")
        .email("jane@example.com");

    // Mapping, context and policy have types of their own for each operation.
    // LogicBoxes' page does not say what happens to fields that are left out: we agree that they may be deleted.
    let boxes_mapping: Mapping<logicboxes::ContactUpdate<'_>> = Mapping::new()
        .set(logicboxes::contact_update::field::CONTACT_ID, "4711")
        .delete_missing();
    // With a contact as read, `current` would be set, too.
    let boxes_context = logicboxes::contact_update::Context::new()
        .with_tlds(Fact::Known(["com".to_owned()].into()))
        .with_suspended(Fact::Unknown)
        .with_archived(false);
    let mapping: Mapping<realtime_register::ContactUpdate<'_>> = Mapping::new()
        .set(realtime_register::contact_update::field::CUSTOMER, "acme")
        .set(realtime_register::contact_update::field::HANDLE, "jane");

    // Servers and credentials do as well. All verdicts have one type.
    let account = realtime_register::ApiCredentials::new(realtime_register::KeyAuth {
        api_key: "example-key",
    })?;
    let boxes_account = logicboxes::ApiCredentials::new(logicboxes::KeyAuth {
        auth_userid: 42,
        api_key: "example-key",
    })?;

    for _ in 0..2 {
        let verdicts = check_all(
            &contact,
            &[
                // The first operation needs no facts.
                &Chosen::new(&mapping, &(), &Policy::new())
                    .sent_to(&realtime_register::ApiServer::Ote, &account),
                &Chosen::new(&boxes_mapping, &boxes_context, &Policy::new())
                    .sent_to(&logicboxes::ApiServer::Test, &boxes_account),
            ],
        );
        for verdict in &verdicts {
            let word = if verdict.is_accepted() {
                "takes it"
            } else {
                "refuses"
            };
            println!("{} {word}", verdict.provider());
            for adjustment in verdict.adjustments() {
                println!("  changed: {adjustment}");
            }
            for rule in verdict.unchecked() {
                println!("  not checked: {rule}");
            }
        }
        for (datum, objections) in verdicts.changes() {
            let datum = datum.unwrap_or("the whole");
            for objection in objections {
                println!("to change in {datum}, for {objection}");
            }
        }
        if verdicts.is_accepted() {
            // One loop sends all requests. `Debug` masks secret and personal values.
            for request in verdicts.iter().filter_map(|verdict| verdict.http()) {
                println!("{request:?}");
            }
        }
        contact = contact.organization("Example B.V.");
    }
    Ok(())
}
