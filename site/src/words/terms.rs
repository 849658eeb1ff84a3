//! The terms of the contact vocabulary, with their meaning and their place in RFC 5733.

/// A term of the contact vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// The element of RFC 5733 or RFC 8543, if the datum has one.
    pub element: Option<&'static str>,
}

/// Returns a term by its name.
///
/// ```
/// use wireform_site::words;
///
/// let term = words::term("org").expect("a term");
/// assert_eq!(term.element, Some("contact:org"));
/// ```
#[must_use]
pub fn term(name: &str) -> Option<&'static Term> {
    TERMS.iter().find(|term| term.name == name)
}

const fn standard(name: &'static str, meaning: &'static str, element: &'static str) -> Term {
    Term {
        name,
        meaning,
        element: Some(element),
    }
}

const fn other(name: &'static str, meaning: &'static str) -> Term {
    Term {
        name,
        meaning,
        element: None,
    }
}

const TERMS: &[Term] = &[
    standard("id", "Identifier of the contact", "contact:id"),
    standard("created", "Time of creation", "contact:crDate"),
    standard("updated", "Time of the last change", "contact:upDate"),
    standard("name", "Name of the person or role", "contact:name"),
    other("given_name", "Given name"),
    other("family_name", "Family name"),
    standard("org", "Name of the organization", "contact:org"),
    standard("street", "Street address, in lines", "contact:street"),
    standard(
        "street[0]",
        "First line of the street address",
        "contact:street",
    ),
    standard(
        "street[1]",
        "Second line of the street address",
        "contact:street",
    ),
    standard(
        "street[2]",
        "Third line of the street address",
        "contact:street",
    ),
    standard("city", "City", "contact:city"),
    standard("sp", "State or province", "contact:sp"),
    standard("pc", "Postal code", "contact:pc"),
    standard("cc", "Country, as a code of ISO 3166-1", "contact:cc"),
    standard("voice", "Telephone number", "contact:voice"),
    other("voice.cc", "Country code of the telephone number"),
    other("voice.number", "Telephone number without the country code"),
    standard(
        "voice.x",
        "Extension of the telephone number",
        "contact:voice/@x",
    ),
    standard("fax", "Fax number", "contact:fax"),
    other("fax.cc", "Country code of the fax number"),
    other("fax.number", "Fax number without the country code"),
    standard("email", "E-mail address", "contact:email"),
    standard(
        "auth_info",
        "Authorization information, such as a password",
        "contact:authInfo",
    ),
    other("title", "Form of address, or title"),
    other(
        "type",
        "Kind of the contact, such as person or organization",
    ),
    standard("disclose", "Consent to publish data", "contact:disclose"),
    other("gender", "Gender"),
    other("birth.date", "Date of birth"),
    other("birth.place", "Place of birth"),
    other("birth.country", "Country of birth"),
    other("birth.pc", "Postal code of the place of birth"),
    other("vat", "Number for value-added tax"),
    other("company_number", "Number in a register of companies"),
    other("trademark", "Trademark"),
    other("trademark.name", "Name of the trademark"),
    other("trademark.number", "Number of the trademark"),
    other("trademark.country", "Country of the trademark"),
    other(
        "trademark.registered",
        "Day on which the trademark was registered",
    ),
    other(
        "trademark.applied",
        "Day on which the trademark was applied for",
    ),
    other("trademark.office", "Office of the trademark"),
    other(
        "identity_number",
        "Number of an identity document, or of a person",
    ),
    other(
        "identity.authority",
        "Authority that issued the identity document",
    ),
    other(
        "identity.issued",
        "Day on which the identity document was issued",
    ),
    other(
        "identity.expires",
        "Day on which the identity document expires",
    ),
    other("passport", "Number of a passport"),
    other("duns", "Data Universal Numbering System number"),
    other("remarks", "Remarks"),
];

#[cfg(test)]
mod tests {
    use wireform_codegen::plan::terms;

    use super::TERMS;

    #[test]
    fn every_term_of_the_vocabulary_has_a_meaning() {
        let names: Vec<&str> = TERMS.iter().map(|term| term.name).collect();
        assert_eq!(names, terms().collect::<Vec<_>>());
    }
}
