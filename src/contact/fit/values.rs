//! Computes the value of a field from a datum: a name, lines, a telephone number or another text.
//!
//! Applies the conversions of the field. A datum that a conversion does not accept is refused.

use super::{Carrier, Fit};
use crate::check::Cause;
use crate::contact::adjustment::Change;
use crate::contact::conversion::postal_code_and_place;
use crate::contact::data::{Datum, datum_of, postal_code_of};
use crate::contact::diff::root;
use crate::contact::{Conversion, RefusalCode};

impl Fit<'_> {
    /// Returns the text of a field that means a datum.
    pub(super) fn datum(&mut self, carrier: &Carrier<'_>, datum: Datum) -> Option<String> {
        let path = datum.path().into_owned();
        self.mapped.insert(path.clone());
        self.result
            .sources
            .push((carrier.field.to_owned(), path.clone()));
        if self.is_left_out_by_choice(carrier, &path) {
            return None;
        }
        let text = match datum {
            Datum::Text("name") => return self.name(carrier),
            Datum::Text("given_name" | "family_name") if self.needs_parts() => {
                if !std::mem::replace(&mut self.is_name_refused, true) {
                    let message = format!(
                        "is one text; {} takes given and family name apart: give both",
                        self.provider
                    );
                    self.refuse(carrier, Some("name"), RefusalCode::Parts, message);
                }
                self.refused_fields.insert(carrier.field.to_owned());
                return None;
            }
            Datum::Text(_) => {
                let place = self.contact.get(&path)?.into_owned();
                self.with_postal_code(carrier, &path, place)
            }
            Datum::Line(line) => {
                self.has_lines = true;
                self.contact
                    .lines()
                    .get(line)
                    .copied()
                    .filter(|text| !text.is_empty())?
                    .to_owned()
            }
            Datum::Street => return self.joined_lines(carrier),
            Datum::CallingCode(_) | Datum::NationalNumber(_) => {
                let step = match datum {
                    Datum::CallingCode(_) => Conversion::CountryCode,
                    _ => Conversion::NationalNumber,
                };
                let held = self.contact.get(&path)?.into_owned();
                let text = self.apply_step(carrier, &path, step, &held)?;
                return self.convert(carrier, &path, text);
            }
        };
        self.convert(carrier, &path, text)
    }

    /// Returns whether the caller leaves out a datum or its field, and records that choice.
    fn is_left_out_by_choice(&mut self, carrier: &Carrier<'_>, path: &str) -> bool {
        let is_left_out = self.is_left_out(carrier, Some(root(path)));
        if is_left_out {
            self.chosen.insert(path.to_owned());
        }
        is_left_out
    }

    /// Returns whether the record has a whole name, but no given and no family name.
    fn needs_parts(&self) -> bool {
        let has = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
        has(&self.contact.name) && !has(&self.contact.given_name) && !has(&self.contact.family_name)
    }

    /// Returns the name. If the record has no whole name and the schema allows it, joins the given and the family name.
    fn name(&mut self, carrier: &Carrier<'_>) -> Option<String> {
        if let Some(name) = self.contact.name.clone().filter(|name| !name.is_empty()) {
            return self.convert(carrier, "name", name);
        }
        if !carrier.convert.contains(&Conversion::FullName) {
            return None;
        }
        let name = self.contact.joined_name()?;
        for part in ["given_name", "family_name"] {
            self.carried.insert(part.to_owned());
            self.list_adjustment(
                part,
                carrier.field,
                Change::Converted(Conversion::FullName),
                false,
            );
        }
        self.convert(carrier, "name", name)
    }

    /// Returns a place with its postal code in front, if the schema asks for it and the record has a postal code.
    fn with_postal_code(&mut self, carrier: &Carrier<'_>, datum: &str, place: String) -> String {
        let code = carrier
            .means
            .filter(|_| carrier.convert.contains(&Conversion::PcComma))
            .and_then(postal_code_of)
            .and_then(datum_of)
            .map(Datum::path)
            .filter(|code| !self.choices.left_out.contains(code.as_ref()));
        let Some(code) = code else { return place };
        self.mapped.insert(code.clone().into_owned());
        let Some(held) = self.contact.get(&code).map(std::borrow::Cow::into_owned) else {
            return place;
        };
        let text = format!("{held}, {place}");
        let reversible = postal_code_and_place(&text) == Some((&held, &place));
        for part in [code.as_ref(), datum] {
            let change = Change::Converted(Conversion::PcComma);
            self.list_adjustment(part, carrier.field, change, reversible);
        }
        self.carried.insert(code.into_owned());
        text
    }

    /// Returns the lines of the street as one text. Several lines are refused if the schema does not say how to join them.
    fn joined_lines(&mut self, carrier: &Carrier<'_>) -> Option<String> {
        let lines = self.contact.lines();
        let joins = carrier
            .convert
            .iter()
            .any(|step| matches!(step, Conversion::LinesLf | Conversion::LinesComma));
        match lines[..] {
            [] => None,
            [line] => {
                let line = line.to_owned();
                self.carried.insert("street[0]".to_owned());
                self.convert(carrier, "street[0]", line)
            }
            _ if joins => {
                let separator = match carrier.convert.contains(&Conversion::LinesComma) {
                    true => ", ",
                    false => "\n",
                };
                let reversible = !lines.iter().any(|line| line.contains(separator));
                let text = lines.join(separator);
                let count = lines.len();
                for line in 0..count {
                    self.carried.insert(format!("street[{line}]"));
                }
                self.list_adjustment("street", carrier.field, Change::Joined, reversible);
                self.convert(carrier, "street", text)
            }
            _ => {
                let message = format!(
                    "has {} lines; {} takes one, and does not say how several are joined",
                    lines.len(),
                    self.provider
                );
                for line in 0..lines.len() {
                    self.refused.insert(format!("street[{line}]"));
                }
                self.refused_fields.insert(carrier.field.to_owned());
                self.refuse(carrier, Some("street"), RefusalCode::Lines, message);
                None
            }
        }
    }

    /// Returns the items of a list field that means a datum.
    pub(super) fn lines(&mut self, carrier: &Carrier<'_>, datum: Datum) -> Option<Vec<String>> {
        if datum != Datum::Street {
            return self.datum(carrier, datum).map(|text| vec![text]);
        }
        self.mapped.insert("street".to_owned());
        self.result
            .sources
            .push((carrier.field.to_owned(), "street".to_owned()));
        if self.is_left_out_by_choice(carrier, "street") {
            return None;
        }
        let lines: Vec<String> = self
            .contact
            .lines()
            .into_iter()
            .map(str::to_owned)
            .collect();
        if lines.is_empty() {
            return None;
        }
        if carrier.joined && lines.len() > 1 {
            self.list_adjustment("street", carrier.field, Change::Joined, true);
        }
        let mut items = Vec::new();
        for (index, line) in lines.into_iter().enumerate() {
            let (path, field) = (
                format!("street[{index}]"),
                format!("{}[{index}]", carrier.field),
            );
            self.result.sources.push((field.clone(), path.clone()));
            items.push(self.convert(
                &Carrier {
                    field: &field,
                    ..*carrier
                },
                &path,
                line,
            )?);
        }
        Some(items)
    }

    /// Applies the conversions of a field to a text, and lists the result as sent.
    fn convert(&mut self, carrier: &Carrier<'_>, datum: &str, text: String) -> Option<String> {
        let mut text = text;
        for &step in carrier.convert {
            if !matches!(step, Conversion::CountryCode | Conversion::NationalNumber) {
                text = self.apply_step(carrier, datum, step, &text)?;
            }
        }
        self.carried.insert(datum.to_owned());
        self.list_sent(
            carrier,
            carrier.field.to_owned(),
            Some(datum.to_owned()),
            &text,
        );
        Some(text)
    }

    /// Applies one conversion. If the text changes, lists an adjustment. If the conversion does not accept the text, refuses the
    /// datum.
    fn apply_step(
        &mut self,
        carrier: &Carrier<'_>,
        datum: &str,
        step: Conversion,
        text: &str,
    ) -> Option<String> {
        let result = match (step, &self.choices.ascii) {
            (
                Conversion::FullName
                | Conversion::LinesLf
                | Conversion::LinesComma
                | Conversion::PcComma,
                _,
            ) => {
                return Some(text.to_owned());
            }
            (Conversion::Ascii, Some(transliterate)) if !text.is_ascii() => {
                Ok(transliterate(text).into())
            }
            _ => step.apply(text),
        };
        match result {
            Ok(converted) => {
                if converted != text {
                    self.list_adjustment(
                        datum,
                        carrier.field,
                        Change::Converted(step),
                        step.has_inverse(),
                    );
                }
                Some(converted.into_owned())
            }
            Err(reason) => {
                self.refused_fields.insert(carrier.field.to_owned());
                // A telephone number that two fields send is refused only once.
                if self.refused.insert(datum.to_owned()) {
                    let cause = Cause::of(text, |text| step.apply(text).is_ok());
                    let message = match cause {
                        Some(cause) => format!("{reason}; {cause}"),
                        None => reason.to_owned(),
                    };
                    self.refuse(carrier, Some(datum), RefusalCode::Domain, message);
                }
                None
            }
        }
    }
}
