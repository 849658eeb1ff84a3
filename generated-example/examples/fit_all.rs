//! One record against two registrars, before anything is sent: what each would take, and what has to change.
//!
//! In: a contact, what no record holds (the mapping) and what no payload carries (the context). Out: a verdict for each
//! registrar; then the body of the one that takes the record as it is now.

mod registrars {
    wireform::generated!();
}

use std::error::Error;

use registrars::{logicboxes, realtime_register};
use wireform::{Chosen, Contact, Fact, FromContact as _, Mapping, Policy, check_all};

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

    // Mapping, context and policy are of one operation each: their types are, too.
    let boxes_mapping: Mapping<logicboxes::ContactUpdate<'_>> =
        Mapping::new().set(logicboxes::contact_update::field::CONTACT_ID, "4711");
    // As a literal it would have `current` too, the contact as it was read, if it was.
    let boxes_context = logicboxes::contact_update::Context::new()
        .with_tlds(Fact::Known(["com".to_owned()].into()))
        .with_suspended(Fact::Unknown)
        .with_archived(false);
    let mapping: Mapping<realtime_register::ContactUpdate<'_>> = Mapping::new()
        .set(realtime_register::contact_update::field::CUSTOMER, "acme")
        .set(realtime_register::contact_update::field::HANDLE, "jane");

    for _ in 0..2 {
        let verdicts = check_all(
            &contact,
            &[
                &Chosen {
                    mapping: &mapping,
                    context: &(), // no facts: no type for them
                    policy: &Policy::new(),
                },
                &Chosen {
                    mapping: &boxes_mapping,
                    context: &boxes_context,
                    policy: &Policy::new(),
                },
            ],
        );
        for verdict in &verdicts {
            let word = if verdict.is_accepted() {
                "takes it"
            } else {
                "refuses"
            };
            println!("{} {word}", verdict.provider);
            for adjustment in &verdict.adjustments {
                println!("  changed: {adjustment}");
            }
            for rule in &verdict.unchecked {
                println!("  not checked: {rule}");
            }
        }
        for (datum, objections) in verdicts.changes() {
            // What is about no single datum has the empty name.
            let datum = if datum.is_empty() { "the whole" } else { datum };
            for (provider, refusal) in objections {
                println!("{datum}, for {provider}: {refusal}");
            }
        }
        contact = contact.organization("Example B.V.");
    }

    let (valid, _) = realtime_register::ContactUpdate::from_contact(&contact, &mapping)?
        .into_valid(&(), &Policy::new())?;
    // Credentials that a body carries; here the body carries none.
    let mut body = Vec::new();
    valid.write_body(&(), &mut body);
    println!("{}", String::from_utf8_lossy(&body));
    Ok(())
}
