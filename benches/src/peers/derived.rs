//! One struct with the derives of `garde`, `validator` and serde.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;
use validator::ValidationError;

use super::{EMAIL, FAX, HANDLE, VOICE, local_part_fits};
use crate::corpus::Contact;

fn whole(pattern: &str) -> Regex {
    Regex::new(&format!(r"\A(?:{pattern})\z")).expect("it is a pattern")
}

static HANDLE_REGEX: LazyLock<Regex> = LazyLock::new(|| whole(HANDLE));
static EMAIL_REGEX: LazyLock<Regex> = LazyLock::new(|| whole(EMAIL));
static VOICE_REGEX: LazyLock<Regex> = LazyLock::new(|| whole(VOICE));
static FAX_REGEX: LazyLock<Regex> = LazyLock::new(|| whole(FAX));

#[derive(Clone, garde::Validate, validator::Validate, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Derived<'a> {
    #[garde(length(chars, min = 3, max = 40), pattern(*HANDLE_REGEX))]
    #[validate(length(min = 3, max = 40), regex(path = *HANDLE_REGEX))]
    customer: &'a str,
    #[garde(length(chars, min = 3, max = 40), pattern(*HANDLE_REGEX))]
    #[validate(length(min = 3, max = 40), regex(path = *HANDLE_REGEX))]
    handle: &'a str,
    #[garde(length(chars, min = 3, max = 40), pattern(*HANDLE_REGEX))]
    #[validate(length(min = 3, max = 40), regex(path = *HANDLE_REGEX))]
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<&'a str>,
    #[garde(length(chars, max = 255))]
    #[validate(length(max = 255))]
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<&'a str>,
    #[garde(length(chars, min = 1, max = 255))]
    #[validate(length(min = 1, max = 255))]
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[garde(
        length(min = 1, max = 3),
        inner(inner(length(chars, min = 1, max = 255)))
    )]
    #[validate(length(min = 1, max = 3), custom(function = lines))]
    #[serde(skip_serializing_if = "Option::is_none")]
    address_line: Option<Vec<&'a str>>,
    #[garde(length(chars, min = 1, max = 16))]
    #[validate(length(min = 1, max = 16))]
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<&'a str>,
    #[garde(length(chars, min = 1, max = 255))]
    #[validate(length(min = 1, max = 255))]
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<&'a str>,
    #[garde(length(chars, max = 255))]
    #[validate(length(max = 255))]
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a str>,
    #[garde(length(chars, min = 2, max = 2))]
    #[validate(length(min = 2, max = 2))]
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[garde(length(chars, min = 6, max = 255), pattern(*EMAIL_REGEX), custom(garde_local_part))]
    #[validate(length(min = 6, max = 255), regex(path = *EMAIL_REGEX), custom(function = validator_local_part))]
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[garde(length(chars, min = 4, max = 17), pattern(*VOICE_REGEX))]
    #[validate(length(min = 4, max = 17), regex(path = *VOICE_REGEX))]
    #[serde(skip_serializing_if = "Option::is_none")]
    voice: Option<&'a str>,
    #[garde(length(chars, max = 17), pattern(*FAX_REGEX))]
    #[validate(length(max = 17), regex(path = *FAX_REGEX))]
    #[serde(skip_serializing_if = "Option::is_none")]
    fax: Option<&'a str>,
}

fn garde_local_part(value: &Option<&str>, (): &()) -> garde::Result {
    if value.is_none_or(local_part_fits) {
        Ok(())
    } else {
        Err(garde::Error::new("the local part is too long"))
    }
}

fn validator_local_part(value: &str) -> Result<(), ValidationError> {
    if local_part_fits(value) {
        Ok(())
    } else {
        Err(ValidationError::new("local part"))
    }
}

fn lines(lines: &Vec<&str>) -> Result<(), ValidationError> {
    if lines
        .iter()
        .all(|line| (1..=255).contains(&line.chars().count()))
    {
        Ok(())
    } else {
        Err(ValidationError::new("lines"))
    }
}

impl<'a> Derived<'a> {
    pub(crate) fn of(contact: &'a Contact) -> Self {
        Derived {
            customer: &contact.customer,
            handle: &contact.handle,
            brand: contact.brand.as_deref(),
            organization: contact.organization.as_deref(),
            name: contact.name.as_deref(),
            address_line: contact
                .address_line
                .as_ref()
                .map(|lines| lines.iter().map(String::as_str).collect()),
            postal_code: contact.postal_code.as_deref(),
            city: contact.city.as_deref(),
            state: contact.state.as_deref(),
            country: contact.country.as_deref(),
            email: contact.email.as_deref(),
            voice: contact.voice.as_deref(),
            fax: contact.fax.as_deref(),
        }
    }

    pub(crate) fn garde(&self) -> Result<(), garde::Report> {
        garde::Validate::validate(self)
    }

    pub(crate) fn validator(&self) -> bool {
        validator::Validate::validate(self).is_ok()
    }
}

/// The root element for quick-xml.
pub(crate) fn write_xml(contact: &Derived<'_>, out: &mut String) {
    quick_xml::se::to_writer_with_root(out, "contact", contact).expect("it can be written");
}

impl<'a> Derived<'a> {
    /// Returns pairs of names and values, with one pair for each address line, because serde_urlencoded supports no list
    /// inside a struct.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, &'a str)> {
        let mut pairs = vec![("customer", self.customer), ("handle", self.handle)];
        let mut add = |name, value: Option<&'a str>| pairs.extend(value.map(|value| (name, value)));
        add("brand", self.brand);
        add("organization", self.organization);
        add("name", self.name);
        for line in self.address_line.iter().flatten() {
            add("addressLine", Some(line));
        }
        add("postalCode", self.postal_code);
        add("city", self.city);
        add("state", self.state);
        add("country", self.country);
        add("email", self.email);
        add("voice", self.voice);
        add("fax", self.fax);
        pairs
    }
}
