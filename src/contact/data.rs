//! The data of a record by path, and the terms of schemas that mean them.
//!
//! A path is a key of the record's JSON, with an index for a line (`street[1]`). A term is a value of `means:` in a schema.
//! A term that is not a datum of a customer (`id`, `auth_info`) has no path.

use std::borrow::Cow;

use super::Contact;

/// The part of a record that a term means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Datum {
    /// One text, by its path.
    Text(&'static str),
    /// All lines of the street.
    Street,
    /// One line of the street.
    Line(usize),
    /// The calling code of a telephone number.
    CallingCode(&'static str),
    /// A telephone number without its calling code.
    NationalNumber(&'static str),
}

/// Returns the part of a record that a term means, if the term means a datum of a customer.
pub(super) fn datum_of(term: &str) -> Option<Datum> {
    Some(match term {
        "name" => Datum::Text("name"),
        "given_name" => Datum::Text("given_name"),
        "family_name" => Datum::Text("family_name"),
        "title" => Datum::Text("title"),
        "org" => Datum::Text("organization"),
        "street" => Datum::Street,
        "street[0]" => Datum::Line(0),
        "street[1]" => Datum::Line(1),
        "street[2]" => Datum::Line(2),
        "city" => Datum::Text("city"),
        "sp" => Datum::Text("state"),
        "pc" => Datum::Text("postal_code"),
        "cc" => Datum::Text("country"),
        "voice" => Datum::Text("voice"),
        "voice.cc" => Datum::CallingCode("voice"),
        "voice.number" => Datum::NationalNumber("voice"),
        "voice.x" => Datum::Text("voice_extension"),
        "fax" => Datum::Text("fax"),
        "fax.cc" => Datum::CallingCode("fax"),
        "fax.number" => Datum::NationalNumber("fax"),
        "email" => Datum::Text("email"),
        "vat" => Datum::Text("vat"),
        "company_number" => Datum::Text("company_number"),
        "trademark" | "trademark.number" => Datum::Text("trademark_number"),
        "trademark.name" => Datum::Text("trademark_name"),
        "trademark.country" => Datum::Text("trademark_country"),
        "birth.date" => Datum::Text("birth_date"),
        "birth.place" => Datum::Text("birth_place"),
        "birth.country" => Datum::Text("birth_country"),
        "birth.pc" => Datum::Text("birth_postal_code"),
        "identity_number" => Datum::Text("identity_number"),
        "passport" => Datum::Text("passport"),
        "duns" => Datum::Text("duns"),
        _ => return None,
    })
}

/// Returns the term for the postal code of a place, if the term means a place.
pub(super) fn postal_code_of(term: &str) -> Option<&'static str> {
    match term {
        "city" => Some("pc"),
        "birth.place" => Some("birth.pc"),
        _ => None,
    }
}

/// Returns the main datum of the composite that a term is a part of. For the extension of a telephone number, this is the
/// number. For the details of a document or a trademark, it is the number of the document or the trademark.
pub(super) fn head(term: &str) -> Option<&'static str> {
    match term {
        "voice.x" => Some("voice"),
        "trademark.name"
        | "trademark.country"
        | "trademark.registered"
        | "trademark.applied"
        | "trademark.office" => Some("trademark_number"),
        "identity.authority" | "identity.issued" | "identity.expires" => Some("identity_number"),
        _ => None,
    }
}

impl Datum {
    /// Returns the path of the datum in a record.
    pub(super) fn path(self) -> Cow<'static, str> {
        match self {
            Datum::Text(path) | Datum::CallingCode(path) | Datum::NationalNumber(path) => {
                path.into()
            }
            Datum::Street => "street".into(),
            Datum::Line(line) => format!("street[{line}]").into(),
        }
    }
}

impl Contact {
    /// Returns a datum by its path, if the record has it. An empty text is not a datum.
    ///
    /// # Examples
    /// ```
    /// let contact = wireform::contact::Contact::new().street(["Main Street 1", "Building B"]);
    /// assert_eq!(contact.get("street[1]").as_deref(), Some("Building B"));
    /// assert_eq!(contact.get("city"), None);
    /// ```
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Cow<'_, str>> {
        let (_, text) = self.data().into_iter().find(|(name, _)| name == path)?;
        Some(text)
    }

    /// Returns all data of the record with their paths.
    #[must_use]
    pub fn data(&self) -> Vec<(Cow<'static, str>, Cow<'_, str>)> {
        let mut data: Vec<(Cow<'static, str>, Cow<'_, str>)> = Vec::new();
        if let Some(kind) = self.kind {
            data.push(("kind".into(), kind.as_str().into()));
        }
        for (name, text) in self.texts() {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                data.push((name.into(), text.into()));
            }
            if name == "organization" {
                let lines = self.lines();
                for (line, text) in lines
                    .iter()
                    .enumerate()
                    .filter(|(_, text)| !text.is_empty())
                {
                    data.push((format!("street[{line}]").into(), (*text).into()));
                }
            }
        }
        if let Some(date) = self.birth_date {
            data.push(("birth_date".into(), date.to_string().into()));
        }
        data
    }

    /// Stores texts that a provider returned in the datum that a term means. Ignores a term that is not a datum of a customer.
    /// The parts of a telephone number are joined. They can come in either order.
    ///
    /// # Examples
    /// ```
    /// let mut contact = wireform::contact::Contact::new();
    /// contact.fill("org", &["Acme Ltd"]);
    /// contact.fill("voice.cc", &["31"]);
    /// contact.fill("voice.number", &["384530759"]);
    /// assert_eq!(contact.voice.as_deref(), Some("+31384530759"));
    /// ```
    pub fn fill(&mut self, term: &str, texts: &[&str]) {
        let Some(datum) = datum_of(term) else { return };
        let text = texts.first().copied().unwrap_or_default();
        match datum {
            Datum::Street => {
                let lines = texts.iter().flat_map(|text| text.split('\n'));
                self.street = lines.map(str::to_owned).collect();
            }
            Datum::Line(line) => {
                if self.street.len() <= line && !text.is_empty() {
                    self.street.resize(line + 1, String::new());
                }
                if let Some(held) = self.street.get_mut(line) {
                    text.clone_into(held);
                }
            }
            Datum::Text("birth_date") => self.birth_date = text.parse().ok(),
            Datum::Text(path) => {
                if let Some(held) = self.text_mut(path) {
                    *held = (!text.is_empty()).then(|| text.to_owned());
                }
            }
            Datum::CallingCode(path) | Datum::NationalNumber(path) => {
                if let Some(held) = self.text_mut(path) {
                    let number = held.take().unwrap_or_default();
                    *held = match datum {
                        _ if text.is_empty() => Some(number).filter(|held| !held.is_empty()),
                        Datum::CallingCode(_) => Some(format!("+{text}{number}")),
                        _ => Some(format!("{number}{text}")),
                    };
                }
            }
        }
    }

    /// Returns the path of the datum that a term means, or `None` if the term is not a datum of a customer.
    #[must_use]
    pub fn path_of(term: &str) -> Option<String> {
        let path = datum_of(term)?.path();
        Some(path.split('[').next().unwrap_or_default().to_owned())
    }

    /// Returns the lines of the street, without empty lines at the end.
    pub(super) fn lines(&self) -> Vec<&str> {
        let mut lines: Vec<&str> = self.street.iter().map(String::as_str).collect();
        while lines.last().is_some_and(|line| line.is_empty()) {
            lines.pop();
        }
        lines
    }

    /// Returns the given and the family name with a space between them, if the record has both.
    pub(super) fn joined_name(&self) -> Option<String> {
        match (self.given_name.as_deref(), self.family_name.as_deref()) {
            (Some(given), Some(family)) if !given.is_empty() && !family.is_empty() => {
                Some(format!("{given} {family}"))
            }
            _ => None,
        }
    }
}
