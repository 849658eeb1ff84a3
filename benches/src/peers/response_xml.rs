//! Namebay's response to `contact_update` as hand-written structs, read by quick-xml: with serde, and by a loop over events.

use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use serde::Deserialize;

/// The values of a response.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Updated {
    pub(crate) contact_id: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) msg: Option<String>,
    pub(crate) tr_id: Option<String>,
}

#[derive(Deserialize)]
struct Api {
    response: Option<Response>,
    #[serde(rename = "resData")]
    data: Option<Data>,
}

#[derive(Deserialize)]
struct Response {
    #[serde(rename = "trID")]
    tr_id: Option<String>,
    result: Option<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    #[serde(rename = "@code")]
    code: Option<String>,
    msg: Option<String>,
}

#[derive(Deserialize)]
struct Data {
    #[serde(rename = "contact_upData")]
    contact: Option<Contact>,
}

#[derive(Deserialize)]
struct Contact {
    contact_id: Option<String>,
}

/// Returns the text of a body if its status is that of a success.
fn text(status: u16, body: &[u8]) -> Option<&str> {
    match status {
        200..300 => std::str::from_utf8(body).ok(),
        _ => None,
    }
}

/// Reads a response with serde. Returns `None` unless it is a success.
pub(crate) fn read(status: u16, body: &[u8]) -> Option<Updated> {
    let api: Api = quick_xml::de::from_str(text(status, body)?).ok()?;
    let contact_id = api.data?.contact?.contact_id?;
    let (tr_id, result) = match api.response {
        Some(response) => (response.tr_id, response.result),
        None => (None, None),
    };
    let (code, msg) = result.map_or((None, None), |result| (result.code, result.msg));
    Some(Updated {
        contact_id: Some(contact_id),
        code,
        msg,
        tr_id,
    })
}

/// Reads a response by a loop over events. Returns `None` unless it is a success.
pub(crate) fn read_events(status: u16, body: &[u8]) -> Option<Updated> {
    let mut reader = Reader::from_str(text(status, body)?);
    let mut found = Updated::default();
    let mut path = String::with_capacity(64);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                path.push('/');
                path.push_str(start.name().as_ref());
                if path == "/api/response/result" {
                    let code = start.try_get_attribute("code").ok()?;
                    found.code = match code {
                        Some(code) => Some(unescape(&code.value).ok()?.into_owned()),
                        None => None,
                    };
                }
                if let Some(value) = found.at(&path) {
                    value.get_or_insert_default();
                }
            }
            Event::End(_) => path.truncate(path.rfind('/')?),
            Event::Text(text) => found.push(&path, &text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(character) => found.push(&path, character.encode_utf8(&mut [0; 4])),
                None => found.push(&path, resolve_predefined_entity(&reference)?),
            },
            Event::Eof => break,
            Event::DocType(_) => return None,
            Event::Empty(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_) => {}
        }
    }
    (path.is_empty() && found.contact_id.is_some()).then_some(found)
}

impl Updated {
    fn at(&mut self, path: &str) -> Option<&mut Option<String>> {
        match path {
            "/api/response/trID" => Some(&mut self.tr_id),
            "/api/response/result/msg" => Some(&mut self.msg),
            "/api/resData/contact_upData/contact_id" => Some(&mut self.contact_id),
            _ => None,
        }
    }

    fn push(&mut self, path: &str, text: &str) {
        if let Some(value) = self.at(path) {
            value.get_or_insert_default().push_str(text);
        }
    }
}
