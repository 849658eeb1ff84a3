//! The places that responses have for their fields, and the values that tell a response from others.

use wireform_codegen::plan::{BodyPlaces, Operation, TextPlace};

/// The format of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Xml,
}

/// A place in a response.
#[derive(Debug, Clone)]
pub(super) struct ResponsePlace {
    pub(super) place: String,
    /// The format of the body that has the place; none for a header and for the whole body.
    pub(super) format: Option<Format>,
    /// The response and the field, with a dot between them; only the response for a test.
    pub(super) path: String,
    /// The values that tell the response; none for a field.
    pub(super) values: Option<Vec<String>>,
}

impl Format {
    /// Returns the word of the language.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Xml => "xml",
        }
    }
}

impl ResponsePlace {
    /// Returns the name of the response.
    pub(super) fn response(&self) -> &str {
        self.path.split('.').next().unwrap_or_default()
    }
}

/// Returns the places of all responses to an operation.
pub(super) fn response_places(operation: &Operation) -> Vec<ResponsePlace> {
    let mut found = Vec::new();
    for response in &operation.responses {
        for field in &response.fields {
            let path = format!("{}.{}", response.name, field.field.name);
            match field.source.body_places() {
                Some(places) => add_places(&mut found, &places, &path, None),
                None => found.push(ResponsePlace {
                    place: field.source.to_string(),
                    format: None,
                    path,
                    values: None,
                }),
            }
        }
        for place in response.code.iter().flat_map(|code| &code.places) {
            if let TextPlace::Body(places) = place {
                let codes = response.codes.iter().map(|code| code.code.clone());
                let codes: Vec<String> = codes.collect();
                add_places(&mut found, places, &response.name, Some(&codes));
            }
        }
        for test in &response.matched.body {
            if let Some(values) = test.test.value().filter(|test| !test.one_of.is_empty()) {
                let values = Some(values.one_of.as_slice());
                add_places(&mut found, &test.at, &response.name, values);
            }
        }
    }
    found
}

/// Adds the places that a value has in each format.
fn add_places(
    found: &mut Vec<ResponsePlace>,
    places: &BodyPlaces,
    path: &str,
    values: Option<&[String]>,
) {
    let formats = [(Format::Json, &places.json), (Format::Xml, &places.xml)];
    for (format, places) in formats {
        found.extend(places.iter().map(|place| ResponsePlace {
            place: place.to_string(),
            format: Some(format),
            path: path.to_owned(),
            values: values.map(<[String]>::to_vec),
        }));
    }
}
