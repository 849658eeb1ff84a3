//! The measured cases. Each case does one thing with one contact.

use std::hint::black_box;

use serde_json::Value;
use wireform::{ApiRequest as _, Policy, Valid, Violations};

use crate::corpus::Contact;
use crate::ours::{self, AsForm, AsJson, AsXml};
use crate::peers::derived::{Derived, write_xml};
use crate::peers::patterns::{AUTOMATA, REGEXES, is_valid};
use crate::peers::{by_hand, json_schema, response_json, response_xml};
use crate::responses::{self, Bodies, OK};

/// One contact in each form that a case needs as its input, prepared in advance.
pub(crate) struct Subject<'c> {
    pub(crate) contact: &'c Contact,
    pub(crate) is_valid: bool,
    json: AsJson<'c>,
    valid: Option<(Valid<AsJson<'c>>, Valid<AsXml<'c>>, Valid<AsForm<'c>>)>,
    derived: Derived<'c>,
    /// The contact without its list of address lines, which serde_urlencoded rejects.
    pairs: Vec<(&'static str, &'c str)>,
    value: Value,
    responses: Bodies,
}

/// All contacts.
pub(crate) struct Data<'c>(pub(crate) Vec<Subject<'c>>);

impl<'c> Data<'c> {
    pub(crate) fn of(contacts: &'c [Contact]) -> Self {
        Data(contacts.iter().map(Subject::of).collect())
    }
}

impl<'c> Subject<'c> {
    fn of(contact: &'c Contact) -> Self {
        let derived = Derived::of(contact);
        let policy = Policy::new();
        let json = ours::as_json(contact).into_valid(&(), &policy).ok();
        let xml = ours::as_xml(contact).into_valid(&(), &Policy::new()).ok();
        let form = ours::as_form(contact).into_valid(&(), &Policy::new()).ok();
        let valid = json
            .zip(xml)
            .zip(form)
            .map(|((json, xml), form)| (json, xml, form));
        Subject {
            contact,
            is_valid: valid.is_some(),
            json: ours::as_json(contact),
            valid,
            value: serde_json::to_value(&derived).expect("it can be written"),
            pairs: derived.pairs(),
            derived,
            responses: Bodies::of(contact),
        }
    }
}

/// The output buffers, which all cases reuse.
#[derive(Default)]
pub(crate) struct Scratch {
    bytes: Vec<u8>,
    text: String,
    violations: Violations,
}

/// The contacts that a case uses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    Valid,
    Invalid,
}

/// A measured case.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) takes: Takes,
    pub(crate) run: fn(&Subject<'_>, &mut Scratch),
}

macro_rules! cases {
    ($($name:literal, $takes:ident, |$subject:ident, $scratch:ident| $body:expr;)*) => {
        pub(crate) const CASES: &[Case] = &[$(Case {
            name: $name,
            takes: Takes::$takes,
            run: |$subject, $scratch| { let _ = &$scratch; $body },
        }),*];
    };
}

cases! {
    "validate/wireform", Valid, |s, scratch| { black_box(ours::check(&s.json, &mut scratch.violations)); };
    "validate/by hand", Valid, |s, scratch| { black_box(is_valid(s.contact, &by_hand::ByHand)); };
    "validate/regex-automata", Valid, |s, scratch| { black_box(is_valid(s.contact, &*AUTOMATA)); };
    "validate/regex", Valid, |s, scratch| { black_box(is_valid(s.contact, &*REGEXES)); };
    "validate/garde", Valid, |s, scratch| { let _ = black_box(s.derived.garde()); };
    "validate/validator", Valid, |s, scratch| { black_box(s.derived.validator()); };
    "validate/jsonschema macro", Valid, |s, scratch| { black_box(json_schema::compiled(&s.value)); };
    "validate/jsonschema", Valid, |s, scratch| { black_box(json_schema::at_run_time(&s.value)); };
    "invalid/wireform", Invalid, |s, scratch| { black_box(ours::check(&s.json, &mut scratch.violations)); };
    "invalid/garde", Invalid, |s, scratch| { let _ = black_box(s.derived.garde()); };
    "invalid/wireform, rendered", Invalid, |s, scratch| {
        ours::check(&s.json, &mut scratch.violations);
        black_box(scratch.violations.to_string());
    };
    "invalid/garde, rendered", Invalid, |s, scratch| {
        if let Err(report) = s.derived.garde() { black_box(report.to_string()); }
    };
    "json/wireform", Valid, |s, scratch| if let Some((json, _, _)) = &s.valid {
        scratch.bytes.clear();
        json.write_body(&(), &mut scratch.bytes);
        black_box(&scratch.bytes);
    };
    "json/by hand", Valid, |s, scratch| {
        scratch.bytes.clear();
        by_hand::write_json(s.contact, &mut scratch.bytes);
        black_box(&scratch.bytes);
    };
    "json/serde_json", Valid, |s, scratch| {
        scratch.bytes.clear();
        serde_json::to_writer(&mut scratch.bytes, &s.derived).expect("it can be written");
        black_box(&scratch.bytes);
    };
    "json/sonic-rs", Valid, |s, scratch| {
        scratch.bytes.clear();
        sonic_rs::to_writer(&mut scratch.bytes, &s.derived).expect("it can be written");
        black_box(&scratch.bytes);
    };
    "xml/wireform", Valid, |s, scratch| if let Some((_, xml, _)) = &s.valid {
        scratch.bytes.clear();
        xml.write_body(&(), &mut scratch.bytes);
        black_box(&scratch.bytes);
    };
    "xml/quick-xml", Valid, |s, scratch| {
        scratch.text.clear();
        write_xml(&s.derived, &mut scratch.text);
        black_box(&scratch.text);
    };
    "form/wireform", Valid, |s, scratch| if let Some((_, _, form)) = &s.valid {
        scratch.bytes.clear();
        form.write_body(&(), &mut scratch.bytes);
        black_box(&scratch.bytes);
    };
    "form/serde_html_form", Valid, |s, scratch| {
        black_box(serde_html_form::to_string(&s.derived).expect("it can be written"));
    };
    "form/serde_urlencoded, pairs", Valid, |s, scratch| {
        black_box(serde_urlencoded::to_string(&s.pairs).expect("it can be written"));
    };
    "both/wireform", Valid, |s, scratch| {
        scratch.bytes.clear();
        black_box(ours::check_and_write(&s.json, &mut scratch.bytes));
        black_box(&scratch.bytes);
    };
    "both/garde + serde_json", Valid, |s, scratch| {
        scratch.bytes.clear();
        if s.derived.garde().is_ok() {
            serde_json::to_writer(&mut scratch.bytes, &s.derived).expect("it can be written");
        }
        black_box(&scratch.bytes);
    };
    "JSON response/wireform", Valid, |s, scratch| {
        black_box(responses::read_json(OK, s.responses.json.as_bytes()));
    };
    "JSON response/serde_json", Valid, |s, scratch| {
        black_box(response_json::read(OK, s.responses.json.as_bytes()));
    };
    "XML response/wireform", Valid, |s, scratch| {
        black_box(responses::read_xml(OK, s.responses.xml.as_bytes()));
    };
    "XML response/quick-xml, serde", Valid, |s, scratch| {
        black_box(response_xml::read(OK, s.responses.xml.as_bytes()));
    };
    "XML response/quick-xml, events by hand", Valid, |s, scratch| {
        black_box(response_xml::read_events(OK, s.responses.xml.as_bytes()));
    };
    "nothing", Valid, |s, scratch| { black_box(s.is_valid); };
}

impl Case {
    pub(crate) fn takes(&self, subject: &Subject<'_>) -> bool {
        match self.takes {
            Takes::Valid => subject.is_valid,
            Takes::Invalid => !subject.is_valid,
        }
    }
}

/// Runs one case `rounds` times over all contacts that it uses.
pub(crate) fn run(name: &str, data: &Data<'_>, rounds: usize) {
    let case = CASES
        .iter()
        .find(|case| case.name == name)
        .expect("there is such a case");
    let subjects: Vec<_> = data
        .0
        .iter()
        .filter(|subject| case.takes(subject))
        .collect();
    let mut scratch = Scratch::default();
    for _ in 0..rounds {
        for subject in &subjects {
            (case.run)(black_box(subject), &mut scratch);
        }
    }
}
