//! Responses of providers: bodies made from a contact, the generated decoders, and the check that peers read the same values.

use serde_json::{Value, json};
use wireform::response::{ParseResponse as _, ResponseParts};

use crate::agree::same;
use crate::corpus::Contact;
use crate::ours::autodns::contact_info::{Response as Info, cases::Success};
use crate::ours::autodns::{ContactInfo, responses::ContactRead};
use crate::ours::namebay::ContactUpdate;
use crate::ours::namebay::contact_update::{Response as Update, cases::Updated};
use crate::peers::{response_json, response_xml};

/// The status of a success.
pub(crate) const OK: u16 = 200;

/// The bodies of successful responses: AutoDNS's in JSON, and Namebay's in XML.
pub(crate) struct Bodies {
    pub(crate) json: String,
    pub(crate) xml: String,
}

impl Bodies {
    pub(crate) fn of(contact: &Contact) -> Self {
        Bodies {
            json: json_of(contact).to_string(),
            xml: xml_of(contact),
        }
    }
}

/// Returns a body like the one that AutoDNS's documentation prints. Members without a value are left out.
fn json_of(contact: &Contact) -> Value {
    let (given, family) = names(contact);
    let mut stored = json!({
        "id": contact.handle.len() * 1_000_003,
        "created": "2021-03-12T22:23:21.000+0100",
        "updated": "2024-03-12T22:23:21.000+0100",
        "owner": { "context": 4, "user": contact.customer },
        "updater": { "context": 4, "user": contact.customer },
        "alias": contact.handle,
        "type": "PERSON",
        "organization": contact.organization,
        "fname": given,
        "lname": family,
        "address": contact.address_line,
        "pcode": contact.postal_code,
        "city": contact.city,
        "state": contact.state,
        "country": contact.country,
        "email": contact.email,
        "phone": contact.voice,
        "fax": contact.fax,
        "protection": "SHOW_NONE",
        "domainsafe": false,
        "verification": "NOT_SET",
        "confirmOwnerConsent": true,
        "nicRef": [{
            "nic": { "label": "de", "name": "DENIC" },
            "status": "SUCCESS",
            "type": "domain",
            "name": "DENIC-1",
        }],
        "linked": {},
    });
    if contact.brand.is_some() {
        stored["extensions"] = json!({ "general": {
            "birth": { "day": "1980-02-29", "place": contact.city, "country": contact.country },
            "vatNumber": "NL123456789B01",
            "gender": "FEMALE",
        }});
    }
    if let Value::Object(members) = &mut stored {
        members.retain(|_, value| !value.is_null());
    }
    json!({
        "stid": "20240312-app1-1",
        "status": { "code": "S0304", "text": "The contact was read.", "type": "SUCCESS" },
        "object": { "type": "Contact", "value": contact.handle },
        "data": [stored],
    })
}

/// Returns a body like the one that Namebay's documentation prints.
fn xml_of(contact: &Contact) -> String {
    let escaped = |text: &str| quick_xml::escape::escape(text).into_owned();
    let (handle, (_, family)) = (escaped(&contact.handle), names(contact));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><api><response><trID>NB-{handle}</trID><result code=\"1000\">\
         <msg>Contact of {} &amp; Co updated</msg></result></response><resData><contact_upData>\
         <contact_id>{handle}</contact_id></contact_upData></resData></api>",
        escaped(family),
    )
}

fn names(contact: &Contact) -> (&str, &str) {
    let name = contact.name.as_deref().unwrap_or_default();
    name.split_once(' ').unwrap_or((name, ""))
}

/// Reads AutoDNS's response with the generated decoder. Returns `None` unless it is a success.
pub(crate) fn read_json(status: u16, body: &[u8]) -> Option<Success> {
    match ContactInfo::parse_response(ResponseParts::new(status, body)) {
        Ok(Info::Success(read)) => Some(read),
        Ok(Info::Notify(_) | Info::NiccomNotify(_)) | Err(_) => None,
    }
}

/// Reads Namebay's response with the generated decoder. Returns `None` unless it is a success.
pub(crate) fn read_xml(status: u16, body: &[u8]) -> Option<Updated> {
    match ContactUpdate::parse_response(ResponseParts::new(status, body)) {
        Ok(Update::Updated(read)) => Some(read),
        Err(_) => None,
    }
}

/// Compares the decoders on the responses for a contact, and on damaged ones.
///
/// # Errors
/// Names the first response on which two decoders differ.
pub(crate) fn agree(contact: &Contact) -> Result<(), String> {
    let Bodies { json, xml } = Bodies::of(contact);
    let as_error = json.replace("\"SUCCESS\"", "\"ERROR\"");
    let with_text = json.replace("\"context\":4", "\"context\":\"four\"");
    let with_day = json.replace("1980-02-29", "1981-02-29");
    for (what, status, body) in [
        ("a JSON response", OK, json.as_str()),
        ("a JSON response with the status 500", 500, &json),
        ("a JSON response without its end", OK, cut(&json)),
        ("a JSON error", OK, &as_error),
        (
            "a JSON response with a word in place of a number",
            OK,
            &with_text,
        ),
        (
            "a JSON response with a day that does not exist",
            OK,
            &with_day,
        ),
    ] {
        let (ours, peer) = (
            read_json(status, body.as_bytes()),
            response_json::read(status, body.as_bytes()),
        );
        let is_same = match (&ours, &peer) {
            (Some(ours), Some(peer)) => same_answer(ours, peer),
            (ours, peer) => ours.is_none() && peer.is_none(),
        };
        same(is_same, true, what)?;
        same(ours.is_some(), body == json && status == OK, what)?;
    }
    let without_id = xml.replace("contact_id", "id");
    for (what, status, body) in [
        ("an XML response", OK, xml.as_str()),
        ("an XML response with the status 500", 500, &xml),
        ("an XML response without its end", OK, cut(&xml)),
        ("an XML response without the identifier", OK, &without_id),
    ] {
        let ours = read_xml(status, body.as_bytes()).map(|read| response_xml::Updated {
            contact_id: read.contact_id,
            code: read.code,
            msg: read.msg,
            tr_id: read.tr_id,
        });
        same(ours.is_some(), body == xml && status == OK, what)?;
        let peers = [response_xml::read, response_xml::read_events];
        for read in peers {
            same(&read(status, body.as_bytes()), &ours, what)?;
        }
    }
    Ok(())
}

/// Returns a body without its last characters.
fn cut(body: &str) -> &str {
    &body[..body.len() - 3]
}

/// Compares members of the same names.
macro_rules! equal {
    ($ours:expr, $theirs:expr; $($member:ident)*) => { true $(&& $ours.$member == $theirs.$member)* };
}

/// Returns the member of an optional object.
macro_rules! member {
    ($object:expr, $($member:ident).+) => { $object.as_ref().and_then(|it| it.$($member).+.clone()) };
}

fn same_answer(ours: &Success, peer: &response_json::Answer) -> bool {
    let (status, object) = (&peer.status, &peer.object);
    let (contacts, stored) = (ours.data.iter().flatten(), peer.data.iter().flatten());
    equal!(ours, peer; stid ctid)
        && ours.status_code == member!(status, code)
        && ours.status_text == member!(status, text)
        && ours.status_type == member!(status, r#type)
        && ours.object_type == member!(object, r#type)
        && ours.object_value == member!(object, value)
        && ours.messages.is_none()
        && peer.messages.is_none()
        && contacts.clone().count() == stored.clone().count()
        && contacts
            .zip(stored)
            .all(|(ours, peer)| same_contact(ours, peer))
}

fn same_contact(ours: &ContactRead, peer: &response_json::Contact) -> bool {
    let extensions = peer.extensions.as_ref();
    let general = extensions.and_then(|it| it.general.as_ref());
    let (owner, updater) = (&peer.owner, &peer.updater);
    let memberships = || ours.nic_ref.iter().flatten();
    let references = || peer.nic_ref.iter().flatten();
    equal!(ours, peer; created updated id alias r#type organization title city country state email protection)
        && equal!(ours, peer; fname lname address pcode phone fax sip remarks domainsafe comment verification)
        && equal!(ours, peer; confirm_owner_consent)
        && member!(ours.owner, user) == member!(owner, user)
        && member!(ours.owner, context) == member!(owner, context)
        && member!(ours.updater, user) == member!(updater, user)
        && member!(ours.updater, context) == member!(updater, context)
        && ours.linked.is_some() == peer.linked.is_some()
        && memberships().count() == references().count()
        && memberships().zip(references()).all(|(ours, peer)| {
            equal!(ours, peer; status r#type role name)
                && ours.nic == member!(peer.nic, label)
                && ours.nic_name == member!(peer.nic, name)
        })
        && same_general(ours, general)
}

fn same_general(ours: &ContactRead, general: Option<&response_json::General>) -> bool {
    let identification = general.and_then(|it| it.identification.as_ref());
    let birth = general.and_then(|it| it.birth.as_ref());
    let trademark = general.and_then(|it| it.trademark.as_ref());
    ours.identification_number == member!(identification, number)
        && ours.identification_authority == member!(identification, authority)
        && ours.identification_date_of_issue == member!(identification, date_of_issue)
        && ours.identification_valid_till == member!(identification, valid_till)
        && ours.birth_date == member!(birth, day)
        && ours.birth_place == member!(birth, place)
        && ours.birth_postal_code == member!(birth, postal_code)
        && ours.birth_country == member!(birth, country)
        && ours.trademark_name == member!(trademark, name)
        && ours.trademark_number == member!(trademark, number)
        && ours.trademark_country == member!(trademark, country)
        && ours.trademark_office == member!(trademark, office)
        && ours.trademark_regdate == member!(trademark, regdate)
        && ours.trademark_appdate == member!(trademark, appdate)
        && ours.company_number == member!(general, company_number)
        && ours.vat_number == member!(general, vat_number)
        && ours.gender == member!(general, gender)
        && ours.language == member!(general, language)
        && ours.citizenship == member!(general, citizenship)
        && ours.mobile_phone == member!(general, mobile_phone)
}
