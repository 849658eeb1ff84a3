//! Checks that all candidates agree: the same verdict for each contact, bodies with the same meaning, and
//! the same values in responses.

use serde_json::Value;

use crate::corpus::Contact;
use crate::peers::derived::{Derived, write_xml};
use crate::peers::patterns::{AUTOMATA, REGEXES, check, is_valid};
use crate::peers::{by_hand, json_schema};
use crate::responses::agree as responses;
use crate::{ours, peers};

/// Compares all candidates with `regex` on every contact. Returns how many contacts are invalid.
///
/// # Errors
/// The first contact on which two candidates differ. Also an error: all contacts are valid, or all are invalid.
pub(crate) fn all(contacts: &[Contact]) -> Result<usize, String> {
    let mut invalid = 0;
    for (index, contact) in contacts.iter().enumerate() {
        let is_valid = verdicts(contact)
            .and_then(|is_valid| bodies(contact).map(|()| is_valid))
            .and_then(|is_valid| responses(contact).map(|()| is_valid))
            .map_err(|what| format!("contact {index}: {what} differs\n{contact:#?}"))?;
        invalid += usize::from(!is_valid);
    }
    if invalid == 0 || invalid == contacts.len() {
        return Err("the corpus does not have both valid and invalid contacts".to_owned());
    }
    Ok(invalid)
}

pub(crate) fn same<T: PartialEq>(left: T, right: T, what: &str) -> Result<(), String> {
    if left == right {
        Ok(())
    } else {
        Err(what.to_owned())
    }
}

fn verdicts(contact: &Contact) -> Result<bool, String> {
    let mut wrong = Vec::new();
    check(contact, &*REGEXES, |field| wrong.push(field.to_owned()));
    wrong.sort();
    let valid = wrong.is_empty();
    same(
        ours::wrong(&ours::as_json(contact)),
        wrong,
        "the list of fields that wireform refuses",
    )?;
    same(
        is_valid(contact, &*AUTOMATA),
        valid,
        "regex-automata's verdict",
    )?;
    same(
        is_valid(contact, &peers::by_hand::ByHand),
        valid,
        "the verdict by hand",
    )?;
    let derived = Derived::of(contact);
    same(derived.garde().is_ok(), valid, "garde's verdict")?;
    same(derived.validator(), valid, "validator's verdict")?;
    let json = serde_json::to_value(&derived).expect("it can be written");
    same(
        json_schema::compiled(&json),
        valid,
        "the verdict of jsonschema's macro",
    )?;
    same(
        json_schema::at_run_time(&json),
        valid,
        "the verdict of jsonschema",
    )?;
    Ok(valid)
}

fn bodies(contact: &Contact) -> Result<(), String> {
    let derived = Derived::of(contact);
    let (json, xml, form) = (
        ours::as_json(contact),
        ours::as_xml(contact),
        ours::as_form(contact),
    );
    let (Some(json), Some(xml), Some(form)) = (
        ours::valid_json(&json),
        ours::valid_xml(&xml),
        ours::valid_form(&form),
    ) else {
        return Ok(());
    };
    let mut body = Vec::new();
    json.write_body(&(), &mut body);
    same(
        &body,
        &serde_json::to_vec(&derived).expect("it can be written"),
        "the JSON",
    )?;
    let read: Value = serde_json::from_slice(&body).expect("it is JSON");
    let fast = sonic_rs::to_vec(&derived).expect("it can be written");
    same(
        read,
        serde_json::from_slice(&fast).expect("it is JSON"),
        "sonic-rs's JSON",
    )?;
    let mut hand = Vec::new();
    by_hand::write_json(contact, &mut hand);
    same(&hand, &body, "the JSON by hand")?;
    body.clear();
    form.write_body(&(), &mut body);
    let peer = serde_html_form::to_string(&derived).expect("it can be written");
    same(&body[..], peer.as_bytes(), "the form")?;
    body.clear();
    xml.write_body(&(), &mut body);
    let mut peer = String::new();
    write_xml(&derived, &mut peer);
    // wireform's body begins with the XML declaration. It escapes apostrophes and quotation marks only where XML requires it.
    let ours = String::from_utf8(body).expect("it is UTF-8");
    let peer = peer.replace("&apos;", "'").replace("&quot;", "\"");
    same(ours.ends_with(&peer), true, "the XML")
}
