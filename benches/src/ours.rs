//! The contact as generated requests of wireform, one for each wire format.

use std::borrow::Cow;

use wireform::{ApiRequest as _, Policy, Valid, Violations};

use crate::corpus::Contact;

#[allow(
    missing_docs,
    dead_code,
    reason = "schemas, one of them without descriptions, of which not everything is measured"
)]
mod generated {
    wireform::generated!();
}

pub(crate) use generated::measured::{AsForm, AsJson, AsXml};
pub(crate) use generated::{autodns, namebay};

macro_rules! borrow {
    ($name:ident, $request:ident) => {
        /// Returns the contact as a request that borrows its texts.
        pub(crate) fn $name(contact: &Contact) -> $request<'_> {
            fn optional(value: &Option<String>) -> Option<Cow<'_, str>> {
                value.as_deref().map(Cow::Borrowed)
            }
            let mut request = $request::new(&contact.customer, &contact.handle);
            request.brand = optional(&contact.brand);
            request.organization = optional(&contact.organization);
            request.name = optional(&contact.name);
            request.address_line = contact.address_line.as_ref().map(|lines| {
                lines
                    .iter()
                    .map(|line| Cow::Borrowed(line.as_str()))
                    .collect()
            });
            request.postal_code = optional(&contact.postal_code);
            request.city = optional(&contact.city);
            request.state = optional(&contact.state);
            request.country = optional(&contact.country);
            request.email = optional(&contact.email);
            request.voice = optional(&contact.voice);
            request.fax = optional(&contact.fax);
            request
        }
    };
}

borrow!(as_json, AsJson);
borrow!(as_xml, AsXml);
borrow!(as_form, AsForm);

/// Validates a contact and reuses the buffer for violations.
pub(crate) fn check(request: &AsJson<'_>, buffer: &mut Violations) -> bool {
    request.check_into(&(), &Policy::new(), buffer);
    buffer.is_empty()
}

/// Validates a contact, and writes its body.
pub(crate) fn check_and_write(request: &AsJson<'_>, out: &mut Vec<u8>) -> bool {
    match request.valid(&(), &Policy::new()) {
        Ok(valid) => {
            valid.write_body(&(), out);
            true
        }
        Err(_) => false,
    }
}

/// Returns the valid request, so that writing can be measured alone.
pub(crate) fn valid_json<'r, 'a>(request: &'r AsJson<'a>) -> Option<Valid<&'r AsJson<'a>>> {
    request.valid(&(), &Policy::new()).ok()
}

/// Returns the valid request, so that writing can be measured alone.
pub(crate) fn valid_xml<'r, 'a>(request: &'r AsXml<'a>) -> Option<Valid<&'r AsXml<'a>>> {
    request.valid(&(), &Policy::new()).ok()
}

/// Returns the valid request, so that writing can be measured alone.
pub(crate) fn valid_form<'r, 'a>(request: &'r AsForm<'a>) -> Option<Valid<&'r AsForm<'a>>> {
    request.valid(&(), &Policy::new()).ok()
}

/// Returns the fields with violations, without indices, each once.
pub(crate) fn wrong(request: &AsJson<'_>) -> Vec<String> {
    let mut violations = Violations::new();
    request.check_into(&(), &Policy::new(), &mut violations);
    let mut fields: Vec<String> = violations
        .iter()
        .map(|violation| {
            let path: &str = &violation.path();
            path.split('[').next().unwrap_or_default().to_owned()
        })
        .collect();
    fields.sort();
    fields.dedup();
    fields
}
