//! Reads a request by tables made from the providers' pages (not from the schemas), and compares it with the record.
//!
//! Input: a record, the reported changes, and the values on the wire as independent parsers read them.
//! Output: every difference that was not reported. The tables are written by hand.

use std::collections::BTreeMap;

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use serde_json::Value;
use wireform::HttpRequest;

use super::random::CODES;

/// The values on a wire, by place: `addressLine.0`, `extension/vatnumber`, `number[S]`, `phone-cc`.
pub type Wire = BTreeMap<String, String>;

/// The reported changes: datum and name of the change.
pub type Said = Vec<(String, String)>;

/// The place of each datum. `voice.cc` and `voice.number` are parts, `street` is all lines in one text, and `-` is no
/// datum.
#[must_use]
pub fn table(provider: &str, operation: &str) -> &'static [(&'static str, &'static str)] {
    match (provider, operation) {
        ("realtime-register", _) => &[
            ("organization", "organization"),
            ("name", "name"),
            ("addressLine.0", "street[0]"),
            ("addressLine.1", "street[1]"),
            ("addressLine.2", "street[2]"),
            ("postalCode", "postal_code"),
            ("city", "city"),
            ("state", "state"),
            ("country", "country"),
            ("email", "email"),
            ("voice", "voice"),
            ("fax", "fax"),
        ],
        ("autodns", "contact_update") => &[
            ("organization", "organization"),
            ("title", "title"),
            ("city", "city"),
            ("country", "country"),
            ("state", "state"),
            ("email", "email"),
            ("fname", "given_name"),
            ("lname", "family_name"),
            ("address.0", "street[0]"),
            ("address.1", "street[1]"),
            ("address.2", "street[2]"),
            ("address.3", "street[3]"),
            ("address.4", "street[4]"),
            ("pcode", "postal_code"),
            ("phone", "voice"),
            ("fax", "fax"),
            (
                "extensions.general.identification.number",
                "identity_number",
            ),
        ],
        ("autodns", _) => &[
            ("organization", "organization"),
            ("title", "title"),
            ("city", "city"),
            ("country", "country"),
            ("state", "state"),
            ("email", "email"),
            ("fname", "given_name"),
            ("lname", "family_name"),
            ("address", "street"),
            ("pcode", "postal_code"),
            ("phone", "voice"),
            ("fax", "fax"),
            ("idnumber", "identity_number"),
            ("vatnumber", "vat"),
            ("trademark_name", "trademark_name"),
            ("trademark_number", "trademark_number"),
            ("trademark_country", "trademark_country"),
            ("companynumber", "company_number"),
            ("birthday", "birth_date"),
            ("birthplace", "birth_place"),
            ("birthcountry", "birth_country"),
            ("user", "-"),
            ("password", "-"),
            ("context", "-"),
            ("code", "-"),
        ],
        ("namebay", _) => &[
            ("street", "street[0]"),
            ("street2", "street[1]"),
            ("city", "city"),
            ("pc", "postal_code"),
            ("sp", "state"),
            ("voice", "voice"),
            ("fax", "fax"),
            ("email", "email"),
            ("birthday", "birth_date"),
            ("place_of_birth", "birth_place"),
            ("number[S]", "company_number"),
            ("number[M]", "trademark_number"),
            ("intracom", "vat"),
            ("duns", "duns"),
            ("passport", "passport"),
            ("identitycard", "identity_number"),
            ("login", "-"),
            ("password", "-"),
            ("contact_id", "-"),
            ("assowaldec", "-"),
            ("nexus_purpose", "-"),
            ("nexus_cat", "-"),
        ],
        ("hostcontrol", _) => &[
            ("name", "name"),
            ("organization", "organization"),
            ("email_address", "email"),
            ("address", "street"),
            ("zip_code", "postal_code"),
            ("state", "state"),
            ("city", "city"),
            ("country", "country"),
            ("voice", "voice"),
            ("fax", "fax"),
        ],
        _ => &[
            ("name", "name"),
            ("company", "organization"),
            ("email", "email"),
            ("address-line-1", "street[0]"),
            ("address-line-2", "street[1]"),
            ("address-line-3", "street[2]"),
            ("city", "city"),
            ("state", "state"),
            ("country", "country"),
            ("zipcode", "postal_code"),
            ("phone-cc", "voice.cc"),
            ("phone", "voice.number"),
            ("fax-cc", "fax.cc"),
            ("fax", "fax.number"),
            ("auth-userid", "-"),
            ("api-key", "-"),
            ("contact-id", "-"),
        ],
    }
}

/// Reads a request with independent parsers.
#[must_use]
pub fn read(request: &HttpRequest) -> Wire {
    let body = std::str::from_utf8(request.body()).expect("bodies are UTF-8");
    let mut wire = Wire::new();
    if body.starts_with('{') {
        json(
            "",
            &serde_json::from_str(body).expect("it is JSON"),
            &mut wire,
        );
    } else if body.starts_with('<') {
        xml(body, &mut wire);
    } else {
        let query = request.url().split_once('?').map_or("", |(_, query)| query);
        for pairs in [query, body] {
            for (name, value) in form_urlencoded::parse(pairs.as_bytes()) {
                wire.insert(name.into_owned(), value.into_owned());
            }
        }
    }
    wire
}

fn json(at: &str, value: &Value, wire: &mut Wire) {
    let below = |name: &str| match at {
        "" => name.to_owned(),
        at => format!("{at}.{name}"),
    };
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                json(&below(name), value, wire);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                json(&below(&index.to_string()), item, wire);
            }
        }
        Value::String(text) => {
            wire.insert(at.to_owned(), text.clone());
        }
        other => {
            wire.insert(at.to_owned(), other.to_string());
        }
    }
}

/// Returns the elements without children, by name, with their attribute in brackets.
fn xml(body: &str, wire: &mut Wire) {
    let mut reader = quick_xml::Reader::from_str(body);
    let mut open: Option<(String, String)> = None;
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(start) => {
                let mut name = start.name().as_ref().to_owned();
                if let Some(attribute) = start.attributes().next() {
                    let attribute = attribute.expect("an attribute");
                    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                    name = format!("{name}[{}]", value.expect("a text"));
                }
                open = Some((name, String::new()));
            }
            Event::End(_) => {
                if let Some((name, text)) = open.take() {
                    // Namebay has a password for the account and one for the contact.
                    let again = name != "password" && wire.contains_key(&name);
                    assert!(!again, "{name} twice in {body}");
                    wire.insert(name, text);
                }
            }
            Event::Text(part) => {
                if let Some((_, text)) = &mut open {
                    text.push_str(&part);
                }
            }
            Event::GeneralRef(reference) => {
                let (_, text) = open.as_mut().expect("inside of an element");
                match reference.resolve_char_ref().expect("a reference") {
                    Some(c) => text.push(c),
                    None => text.push_str(
                        quick_xml::escape::resolve_predefined_entity(&reference)
                            .expect("a known entity"),
                    ),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
}

/// Returns the differences between a record (as JSON) and the wire that were not reported.
#[must_use]
pub fn silent(record: &Value, said: &Said, wire: &Wire, table: &[(&str, &str)]) -> Vec<String> {
    let held = data(record);
    let mut problems = Vec::new();
    let mut carried = Vec::new();
    for (place, text) in wire {
        match table.iter().find(|(known, _)| known == place) {
            None => problems.push(format!("{place} is no datum")),
            Some((_, "-")) => {}
            Some((_, datum)) => match expected(&held, said, datum, text) {
                Ok(data) => carried.extend(data),
                Err(problem) => problems.push(format!("{place}: {problem}")),
            },
        }
    }
    let is_carried = |datum: &str| carried.iter().any(|it| it == datum);
    // One name in two spellings is one datum. It is present if either spelling is.
    let name = is_carried("name") || (is_carried("given_name") && is_carried("family_name"));
    for datum in held.keys() {
        let sent = is_carried(datum);
        let left_out = said
            .iter()
            .any(|(it, change)| it == datum && change == "left_out");
        let named = matches!(datum.as_str(), "name" | "given_name" | "family_name");
        let is_spelled_otherwise = named && name && same_name(&held);
        if sent && left_out {
            problems.push(format!("{datum} is sent and said to be left out"));
        } else if !(sent || left_out || is_spelled_otherwise) {
            problems.push(format!("{datum} is lost"));
        }
    }
    problems
}

/// Returns the data of a record, with a path for each line.
fn data(record: &Value) -> BTreeMap<String, String> {
    let mut data = BTreeMap::new();
    for (name, value) in record.as_object().expect("a record is an object") {
        match value {
            Value::Array(lines) => {
                for (index, line) in lines.iter().enumerate() {
                    data.insert(
                        format!("{name}[{index}]"),
                        line.as_str().unwrap_or_default().to_owned(),
                    );
                }
            }
            value => {
                data.insert(name.clone(), value.as_str().unwrap_or_default().to_owned());
            }
        }
    }
    data.retain(|name, text| !text.is_empty() || name.starts_with("street"));
    data
}

/// Returns whether the record has one name in two spellings.
fn same_name(held: &BTreeMap<String, String>) -> bool {
    let parts = held.get("given_name").zip(held.get("family_name"));
    parts.is_some_and(|(given, family)| held.get("name") == Some(&format!("{given} {family}")))
}

/// Returns the data in a value, if the value follows from the record and the reported changes.
fn expected(
    held: &BTreeMap<String, String>,
    said: &Said,
    datum: &str,
    text: &str,
) -> Result<Vec<String>, String> {
    let changed = |datum: &str, name: &str| {
        said.iter()
            .any(|(it, change)| it == datum && change == name)
    };
    let (root, part) = match datum.split_once('.') {
        Some((root, part)) => (root, Some(part)),
        None => (datum, None),
    };
    if datum == "street" {
        let mut lines: Vec<(&String, &String)> = held
            .iter()
            .filter(|(name, _)| name.starts_with("street["))
            .collect();
        // An empty line counts between other lines, but not after the last.
        while lines.pop_if(|(_, line)| line.is_empty()).is_some() {}
        if lines.len() > 1 && !changed("street", "joined") {
            return Err("lines are joined".to_owned());
        }
        let texts: Vec<&str> = lines.iter().map(|(_, line)| line.as_str()).collect();
        return match texts.join("\n") == text {
            true => Ok(lines.iter().map(|(name, _)| (*name).clone()).collect()),
            false => Err("the lines differ".to_owned()),
        };
    }
    if datum == "name" && !held.contains_key("name") {
        let parts = ["given_name", "family_name"];
        let joined = parts
            .map(|part| held.get(part).map_or("", String::as_str))
            .join(" ");
        let both = parts.iter().all(|part| changed(part, "full_name"));
        return match both && joined == text {
            true => Ok(parts.map(str::to_owned).to_vec()),
            false => Err("the name is put together".to_owned()),
        };
    }
    let code = held.get("birth_postal_code");
    if let Some(code) = code.filter(|_| datum == "birth_place" && changed(datum, "pc_comma")) {
        let place = held.get(datum).ok_or("the record has no place of birth")?;
        return match changed("birth_postal_code", "pc_comma") && format!("{code}, {place}") == text
        {
            true => Ok(vec!["birth_postal_code".to_owned(), datum.to_owned()]),
            false => Err("postal code and place of birth are put together".to_owned()),
        };
    }
    let Some(held) = held.get(root) else {
        return Err(format!("the record has no {root}"));
    };
    let mut wanted = held.clone();
    if let Some(code) = CODES
        .iter()
        .find(|code| held.starts_with(&format!("+{code}")))
        .filter(|_| matches!(root, "voice" | "fax"))
    {
        let number = held[1 + code.len()..].trim_start_matches('.');
        let written = [
            ("country_code", Some("cc"), (*code).to_owned()),
            ("national_number", Some("number"), number.to_owned()),
            ("phone_dot", None, format!("+{code}.{number}")),
            ("phone_hyphen", None, format!("+{code}-{number}")),
        ];
        for (name, of, text) in written {
            if of == part && changed(root, name) {
                wanted = text;
            }
        }
    } else if part.is_some() {
        return Err(format!("{root} is taken apart"));
    }
    if changed(root, "a_label") {
        let (_, domain) = text.rsplit_once('@').ok_or("no domain")?;
        let decoded: Option<Vec<String>> = domain.split('.').map(decoded).collect();
        let (local, _) = wanted.rsplit_once('@').ok_or("no domain")?;
        let reached = format!("{local}@{}", decoded.ok_or("no A-label")?.join("."));
        if reached == wanted {
            wanted = format!("{local}@{domain}");
        }
    }
    if changed(root, "lower_case") {
        wanted = wanted.to_ascii_lowercase();
    }
    if changed(root, "upper_case") {
        wanted = wanted.to_ascii_uppercase();
    }
    match wanted == text {
        true => Ok(vec![root.to_owned()]),
        false => Err(format!("{root} differs")),
    }
}

/// Decodes a label of a domain (RFC 3492, section 6.2).
fn decoded(label: &str) -> Option<String> {
    let Some(code) = label.strip_prefix("xn--") else {
        return Some(label.to_owned());
    };
    let (basic, extended) = code.rsplit_once('-').unwrap_or(("", code));
    let mut output: Vec<char> = basic.chars().collect();
    let (mut n, mut i, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut digits = extended.bytes();
    while digits.len() > 0 {
        let before = i;
        let (mut weight, mut k) = (1_u32, 36_u32);
        loop {
            let digit = match digits.next()? {
                byte @ b'a'..=b'z' => u32::from(byte - b'a'),
                byte @ b'0'..=b'9' => u32::from(byte - b'0') + 26,
                _ => return None,
            };
            i = i.checked_add(digit.checked_mul(weight)?)?;
            let threshold = k.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            k += 36;
        }
        let length = output.len() as u32 + 1;
        let mut delta = (i - before) / if before == 0 { 700 } else { 2 };
        delta += delta / length;
        let mut shift = 0;
        while delta > 455 {
            delta /= 35;
            shift += 36;
        }
        bias = shift + 36 * delta / (delta + 38);
        n += i / length;
        i %= length;
        output.insert(i as usize, char::from_u32(n)?);
        i += 1;
    }
    Some(output.into_iter().collect())
}

#[test]
fn labels_are_decoded() {
    for (label, text) in [
        ("xn--bcher-kva", "bücher"),
        ("xn--mnchen-3ya", "münchen"),
        ("xn--r8jz45g", "例え"),
        ("plain", "plain"),
    ] {
        assert_eq!(decoded(label).as_deref(), Some(text));
    }
    assert_eq!(decoded("xn--ä"), None);
}
