//! Sends one customer to all five registrars. The program has one record, and each registrar gets it in its own form.
//!
//! Returns the five requests with every adjustment, or the refusals. All registrars are checked before anything is sent.

use std::error::Error;

use wireform::contact::{Adjustments, Chosen, Contact, FromContact, Mapping, Refusals, check_all};
use wireform::{ApiRequest, Fact, Policy, Valid};

use crate::account;
use crate::customer::{Customer, Phone, Places, tlds};
use crate::registrars::{autodns, hostcontrol, logicboxes, namebay, realtime_register};
use crate::requests::{Update, sent};

/// The request to a registrar, and the adjustments that were made for it.
pub(crate) struct Fitted {
    pub(crate) registrar: &'static str,
    pub(crate) update: Update,
    pub(crate) adjustments: Adjustments,
}

/// The valid request to a registrar, and the adjustments that were made for it.
type Accepted<T> = (Valid<T>, Adjustments);

/// The valid requests to all five registrars.
#[allow(deprecated, reason = "to show what becomes of a withdrawn call")]
pub(crate) struct Requests {
    pub(crate) realtime_register: Accepted<realtime_register::ContactUpdate<'static>>,
    pub(crate) autodns: Accepted<autodns::ContactUpdate<'static>>,
    pub(crate) namebay: Accepted<namebay::ContactUpdate<'static>>,
    pub(crate) hostcontrol: Accepted<hostcontrol::ContactUpdate<'static>>,
    pub(crate) logicboxes: Accepted<logicboxes::ContactUpdate<'static>>,
}

/// Returns the record from which the requests of all registrars are made.
pub(crate) fn contact(customer: &Customer) -> Contact {
    let mut contact = Contact::new()
        .given_name(&customer.given_name)
        .family_name(&customer.family_name)
        .street(&customer.street)
        .postal_code(&customer.postal_code)
        .city(&customer.city)
        .country(&customer.country)
        .email(&customer.email)
        .voice(customer.phone.international());
    contact.organization.clone_from(&customer.organization);
    contact.state.clone_from(&customer.state);
    contact.fax = customer.fax.as_ref().map(Phone::international);
    contact
}

/// Returns the valid requests of all five. The outer error is about the mapping, the inner one about the customer.
#[allow(deprecated, reason = "to show what becomes of a withdrawn call")]
pub(crate) fn requests(
    contact: &Contact,
    places: &Places,
) -> Result<Result<Requests, String>, Box<dyn Error + Send + Sync>> {
    let (rtr, dns, bay, host, boxes) = mappings(places);
    let bay_context = namebay::contact_update::Context::new()
        .with_tlds(tlds(&places.domains))
        .with_holder(match contact.organization {
            Some(_) => namebay::Holder::Company,
            None => namebay::Holder::Individual,
        });
    let boxes_context = logicboxes::contact_update::Context::new()
        .with_tlds(tlds(&places.domains))
        .with_suspended(Fact::Unknown)
        .with_archived(false);

    // Checks the record against all operations before anything is sent.
    let verdicts = check_all(
        contact,
        &[
            &chosen(&rtr, &()),
            &chosen(&dns, &()),
            &chosen(&bay, &bay_context),
            &chosen(&host, &()),
            &chosen(&boxes, &boxes_context),
        ],
    );
    if !verdicts.is_accepted() {
        let mut changes = String::new();
        for objection in verdicts.changes().values().flatten() {
            changes.push_str(&format!("{objection}\n"));
        }
        return Ok(Err(changes));
    }

    Ok(Ok(Requests {
        realtime_register: fitted(contact, &rtr, &())?,
        autodns: fitted(contact, &dns, &())?,
        namebay: fitted(contact, &bay, &bay_context)?,
        hostcontrol: fitted(contact, &host, &())?,
        logicboxes: fitted(contact, &boxes, &boxes_context)?,
    }))
}

/// Returns the requests of all five as they are sent. The outer error is about our own accounts, the inner one about the
/// customer.
pub(crate) fn updates(
    contact: &Contact,
    places: &Places,
) -> Result<Result<Vec<Fitted>, String>, Box<dyn Error + Send + Sync>> {
    let all = match requests(contact, places)? {
        Ok(all) => all,
        Err(changes) => return Ok(Err(changes)),
    };
    Ok(Ok(vec![
        shown(
            "Realtime Register",
            all.realtime_register,
            &realtime_register::ApiServer::Production,
            &account::realtime_register()?,
        ),
        shown(
            "AutoDNS",
            all.autodns,
            &autodns::ApiServer::Production,
            &account::autodns()?,
        ),
        shown(
            "Namebay",
            all.namebay,
            &namebay::ApiServer::Production,
            &account::namebay()?,
        ),
        shown(
            "HostControl",
            all.hostcontrol,
            &hostcontrol::ApiServer::Production,
            &account::hostcontrol()?,
        ),
        shown(
            "LogicBoxes",
            all.logicboxes,
            &logicboxes::ApiServer::Production,
            &account::logicboxes()?,
        ),
    ]))
}

#[allow(deprecated, reason = "to show what becomes of a withdrawn call")]
type Mappings = (
    Mapping<realtime_register::ContactUpdate<'static>>,
    Mapping<autodns::ContactUpdate<'static>>,
    Mapping<namebay::ContactUpdate<'static>>,
    Mapping<hostcontrol::ContactUpdate<'static>>,
    Mapping<logicboxes::ContactUpdate<'static>>,
);

/// Returns the mapping with the identifier of the contact, which no record has. Our record is complete, so the provider may
/// delete stored fields that it does not mention.
#[allow(deprecated, reason = "to show what becomes of a withdrawn call")]
fn mappings(places: &Places) -> Mappings {
    use realtime_register::contact_update::field as rtr;
    (
        Mapping::new()
            .set(rtr::CUSTOMER, &places.customer)
            .set(rtr::HANDLE, &places.handle),
        Mapping::new()
            .set(autodns::contact_update::field::ID, &places.autodns)
            .delete_missing(),
        Mapping::new()
            .set(namebay::contact_update::field::CONTACT_ID, &places.namebay)
            .set(
                namebay::contact_update::field::PASSWORD,
                account::contact_password(),
            )
            .delete_missing(),
        Mapping::new()
            .set(hostcontrol::contact_update::field::ID, &places.hostcontrol)
            .delete_missing(),
        Mapping::new()
            .set(
                logicboxes::contact_update::field::CONTACT_ID,
                places.logicboxes.to_string(),
            )
            .delete_missing(),
    )
}

fn chosen<'c, T: FromContact + 'static>(
    mapping: &'c Mapping<T>,
    context: &'c T::Context,
) -> Chosen<'c, T> {
    Chosen::new(mapping, context, const { &Policy::new() })
}

fn fitted<T: FromContact>(
    contact: &Contact,
    mapping: &Mapping<T>,
    context: &T::Context,
) -> Result<(Valid<T>, Adjustments), Refusals> {
    T::from_contact(contact, mapping)?.into_valid(context, &Policy::new())
}

fn shown<T>(
    registrar: &'static str,
    (valid, adjustments): Accepted<T>,
    server: &T::Server,
    credentials: &T::Credentials,
) -> Fitted
where
    T: ApiRequest<AtSending = ()>,
{
    let request = valid.to_http(server, credentials);
    Fitted {
        registrar,
        update: sent(&valid, request),
        adjustments,
    }
}
