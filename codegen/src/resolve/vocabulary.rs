//! The vocabulary of RFC 5733 that `means:` draws on.

/// All terms.
pub(super) const TERMS: &[&str] = &[
    "id", "name", "given_name", "family_name", "org", "street", "street[0]", "street[1]", "street[2]",
    "city", "sp", "pc", "cc", "voice", "voice.cc", "voice.number", "voice.x", "fax", "fax.cc",
    "fax.number", "email", "auth_info", "title", "type", "disclose", "gender", "birth.date",
    "birth.place", "birth.country", "birth.pc", "vat", "company_number", "trademark", "trademark.name",
    "trademark.number", "trademark.country", "identity_number", "passport", "duns", "remarks",
];
