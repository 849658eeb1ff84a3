//! AutoDNS's response to `contact_info` as hand-written structs, read by serde_json.

use serde::{Deserialize, Deserializer, de};
use serde_json::value::RawValue;
use wireform::Date;

#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) stid: Option<String>,
    pub(crate) status: Option<Status>,
    pub(crate) object: Option<Object>,
    pub(crate) messages: Option<Vec<Message>>,
    pub(crate) ctid: Option<String>,
    pub(crate) data: Option<Vec<Contact>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Status {
    pub(crate) code: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) r#type: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Object {
    pub(crate) r#type: Option<String>,
    pub(crate) value: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Message {
    pub(crate) code: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) messages: Option<Vec<Box<RawValue>>>,
    pub(crate) status: Option<String>,
    pub(crate) objects: Option<Vec<Object>>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Account {
    pub(crate) user: Option<String>,
    pub(crate) context: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct NicReference {
    pub(crate) nic: Option<Nic>,
    pub(crate) status: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Nic {
    pub(crate) label: Option<String>,
    pub(crate) name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Contact {
    pub(crate) created: Option<String>,
    pub(crate) updated: Option<String>,
    pub(crate) id: Option<i64>,
    pub(crate) owner: Option<Account>,
    pub(crate) updater: Option<Account>,
    pub(crate) alias: Option<String>,
    pub(crate) r#type: Option<String>,
    pub(crate) organization: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) protection: Option<String>,
    pub(crate) fname: Option<String>,
    pub(crate) lname: Option<String>,
    pub(crate) address: Option<Vec<String>>,
    pub(crate) pcode: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) fax: Option<String>,
    pub(crate) sip: Option<String>,
    pub(crate) remarks: Option<Vec<String>>,
    pub(crate) domainsafe: Option<bool>,
    pub(crate) comment: Option<String>,
    pub(crate) verification: Option<String>,
    pub(crate) confirm_owner_consent: Option<bool>,
    pub(crate) linked: Option<Box<RawValue>>,
    pub(crate) nic_ref: Option<Vec<NicReference>>,
    pub(crate) extensions: Option<Extensions>,
}

/// The extensions. Only the general one has members in the schema.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Extensions {
    pub(crate) general: Option<General>,
    pub(crate) aero: Option<Box<RawValue>>,
    pub(crate) au: Option<Box<RawValue>>,
    pub(crate) cat: Option<Box<RawValue>>,
    pub(crate) jobs: Option<Box<RawValue>>,
    pub(crate) it: Option<Box<RawValue>>,
    pub(crate) jp: Option<Box<RawValue>>,
    pub(crate) xxx: Option<Box<RawValue>>,
    pub(crate) hk: Option<Box<RawValue>>,
    pub(crate) bank: Option<Box<RawValue>>,
    pub(crate) swiss: Option<Box<RawValue>>,
    pub(crate) ru: Option<Box<RawValue>>,
    pub(crate) uk: Option<Box<RawValue>>,
    pub(crate) ca: Option<Box<RawValue>>,
    pub(crate) ro: Option<Box<RawValue>>,
    pub(crate) barcelona: Option<Box<RawValue>>,
    pub(crate) nz: Option<Box<RawValue>>,
    pub(crate) sport: Option<Box<RawValue>>,
    pub(crate) luxe: Option<Box<RawValue>>,
    pub(crate) madrid: Option<Box<RawValue>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct General {
    pub(crate) identification: Option<Identification>,
    pub(crate) birth: Option<Birth>,
    pub(crate) trademark: Option<Trademark>,
    pub(crate) company_number: Option<String>,
    pub(crate) vat_number: Option<String>,
    pub(crate) gender: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) citizenship: Option<String>,
    pub(crate) mobile_phone: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Identification {
    pub(crate) number: Option<String>,
    pub(crate) authority: Option<String>,
    #[serde(default, deserialize_with = "date")]
    pub(crate) date_of_issue: Option<Date>,
    #[serde(default, deserialize_with = "date")]
    pub(crate) valid_till: Option<Date>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Birth {
    #[serde(default, deserialize_with = "date")]
    pub(crate) day: Option<Date>,
    pub(crate) place: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) country: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Trademark {
    pub(crate) name: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) office: Option<String>,
    #[serde(default, deserialize_with = "date")]
    pub(crate) regdate: Option<Date>,
    #[serde(default, deserialize_with = "date")]
    pub(crate) appdate: Option<Date>,
}

fn date<'t, D: Deserializer<'t>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<&str>::deserialize(deserializer)?;
    text.map(|text| text.parse().map_err(de::Error::custom))
        .transpose()
}

/// Reads a response. Returns `None` unless it is a success.
pub(crate) fn read(status: u16, body: &[u8]) -> Option<Answer> {
    if !(200..300).contains(&status) {
        return None;
    }
    let answer: Answer = serde_json::from_slice(body).ok()?;
    let kind = answer.status.as_ref()?.r#type.as_deref()?;
    (kind == "SUCCESS").then_some(answer)
}
