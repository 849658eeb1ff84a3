//! The terms of `means:`, after the contact vocabulary of RFC 5733.

/// What a term stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Data of a customer, which a request can be filled from.
    Datum,
    /// What the provider keeps about the contact.
    Kept,
}

use Meaning::{Datum, Kept};

/// Every term, with what it stands for.
const TERMS: &[(&str, Meaning)] = &[
    ("id", Kept),
    ("created", Kept),
    ("updated", Kept),
    ("name", Datum),
    ("given_name", Datum),
    ("family_name", Datum),
    ("org", Datum),
    ("street", Datum),
    ("street[0]", Datum),
    ("street[1]", Datum),
    ("street[2]", Datum),
    ("city", Datum),
    ("sp", Datum),
    ("pc", Datum),
    ("cc", Datum),
    ("voice", Datum),
    ("voice.cc", Datum),
    ("voice.number", Datum),
    ("voice.x", Datum),
    ("fax", Datum),
    ("fax.cc", Datum),
    ("fax.number", Datum),
    ("email", Datum),
    ("auth_info", Kept),
    ("title", Datum),
    ("type", Kept),
    ("disclose", Kept),
    ("gender", Kept),
    ("birth.date", Datum),
    ("birth.place", Datum),
    ("birth.country", Datum),
    ("birth.pc", Datum),
    ("vat", Datum),
    ("company_number", Datum),
    ("trademark", Datum),
    ("trademark.name", Datum),
    ("trademark.number", Datum),
    ("trademark.country", Datum),
    ("trademark.registered", Kept),
    ("trademark.applied", Kept),
    ("trademark.office", Kept),
    ("identity_number", Datum),
    ("identity.authority", Kept),
    ("identity.issued", Kept),
    ("identity.expires", Kept),
    ("passport", Datum),
    ("duns", Datum),
    ("remarks", Kept),
];

/// Words that providers use for a term.
const WORDS: &[(&str, &[&str])] = &[
    ("given_name", &["first_name", "forename"]),
    ("family_name", &["last_name", "surname"]),
    ("org", &["company", "organisation", "organization"]),
    ("street", &["address", "address_line", "address1"]),
    ("city", &["town"]),
    ("sp", &["county", "province", "region", "state"]),
    ("pc", &["postal_code", "postcode", "zip", "zip_code"]),
    ("cc", &["country", "country_code"]),
    ("voice", &["mobile", "phone", "phone_number", "telephone"]),
    ("auth_info", &["auth_code", "password"]),
    ("type", &["kind"]),
    ("birth.date", &["birth_date", "birthday", "date_of_birth"]),
    ("birth.place", &["birth_place", "birthplace"]),
    ("vat", &["tax_number", "vat_id", "vat_number"]),
    ("remarks", &["comment", "note", "notes"]),
];

/// Returns the term that a common word stands for.
///
/// ```
/// use wireform_codegen::plan::term_of_word;
///
/// assert_eq!(term_of_word("postcode"), Some("pc"));
/// assert_eq!(term_of_word("pc"), None);
/// ```
#[must_use]
pub fn term_of_word(word: &str) -> Option<&'static str> {
    let mut words = WORDS.iter();
    words
        .find(|(_, words)| words.contains(&word))
        .map(|(term, _)| *term)
}

/// Returns every term.
pub fn terms() -> impl Iterator<Item = &'static str> {
    TERMS.iter().map(|(term, _)| *term)
}

/// Returns whether a term means data of a customer, and not data that the provider keeps about the contact.
///
/// ```
/// use wireform_codegen::plan::is_datum;
///
/// assert!(is_datum("email"));
/// assert!(!is_datum("auth_info"));
/// ```
#[must_use]
pub fn is_datum(term: &str) -> bool {
    TERMS.contains(&(term, Datum))
}
