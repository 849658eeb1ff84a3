//! Reads a contact of AutoDNS, changes one field, and writes the contact back.
//!
//! Input: a response, as an HTTP client of your own receives it. Output: what an update would delete, and its body.

mod registrars {
    wireform::generated!();
}

use registrars::autodns::contact_info::Response;
use registrars::autodns::{ContactInfo, ContactUpdate};
use wireform::response::{ParseResponse as _, ResponseParts};
use wireform::{ApiRequest as _, Policy};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let body = r#"{
        "status": { "type": "SUCCESS" },
        "data": [{
            "id": 1, "fname": "Jane", "lname": "Doe", "city": "Bonn",
            "sip": "sip:jane@example.com", "protection": "OLD"
        }]
    }"#;
    let parts = ResponseParts::new(200, body.as_bytes());
    let Ok(Response::Success(read)) = ContactInfo::parse_response(parts) else {
        return Err("the response has no contact".into());
    };

    let back = ContactUpdate::from_read(&read)?;
    // The update replaces the contact and has no place for these values, so it would delete them.
    println!("not written back: {:?}", back.dropped);

    let mut update = back.request;
    update.city = Some("Berlin".into());
    // `OLD` is no protection that an update may send. It was there before and is not changed, so it does not block the update.
    let policy = Policy::new().accept_unchanged(&read);
    let valid = update.valid(&(), &policy)?;
    let mut json = Vec::new();
    valid.write_body(&(), &mut json);
    println!("{}", String::from_utf8_lossy(&json));
    Ok(())
}
