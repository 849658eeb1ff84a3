//! The tests that a case is recognized by.

use super::super::diagnostics::{HttpDiagnostic, ParameterDiagnostic, ResponseDiagnostic};
use super::super::http::is_token;
use super::super::resolver::Resolver;
use super::CurrentResponse;
use super::places::{item_places, parse_place};
use crate::pattern;
use crate::plan::{
    BodyFormat, BodyPlaces, BodyTest, Extent, FieldId, PlaceTest, ResponseBody, ResponseMatch,
    ResponseSource, StatusRange, ValueTest,
};
use crate::source::Span;
use crate::syntax::{self, Text};

impl Resolver<'_> {
    /// Resolves the tests of a response.
    pub(super) fn resolve_match(&mut self, response: &CurrentResponse<'_>) -> ResponseMatch {
        let syntax = &response.syntax.matched;
        self.check_body_tests(response);
        let mut matched = ResponseMatch {
            statuses: syntax
                .status
                .iter()
                .map(|text| status_range(text))
                .collect(),
            codes: syntax.code.iter().map(|code| code.value.clone()).collect(),
            ..ResponseMatch::default()
        };
        for (name, test) in &syntax.headers {
            self.check_response_header(name);
            let test = self.resolve_place_test(test, false);
            matched
                .headers
                .extend(test.map(|test| (name.value.clone(), test)));
        }
        for (place, test) in &syntax.body {
            let at = self.resolve_body_place(place, response);
            let test = self.resolve_place_test(test, at.has_items());
            matched.body.extend(test.map(|test| BodyTest { at, test }));
        }
        for (name, test) in &syntax.fields {
            let Some(field) = self.find_response_field(name, response) else {
                continue;
            };
            match &response.sources[field] {
                ResponseSource::Header(name) => {
                    let test = self.resolve_place_test(test, false);
                    matched
                        .headers
                        .extend(test.map(|test| (name.clone(), test)));
                }
                ResponseSource::Cookie(_) => {
                    self.report(ResponseDiagnostic::CookieAsText.at(name.span));
                }
                ResponseSource::Text => {
                    self.report(ParameterDiagnostic::TestOfTextBody.at(name.span));
                }
                ResponseSource::Body { json, xml } => {
                    let draft = &response.drafts[field];
                    let places = |is_there: bool, format: BodyFormat| match is_there {
                        true => item_places(draft, format),
                        false => Vec::new(),
                    };
                    let elements = response.element_format().filter(|_| xml.is_some());
                    let at = BodyPlaces {
                        json: places(json.is_some(), BodyFormat::Json),
                        xml: elements.map_or(Vec::new(), |format| {
                            response.folded(item_places(draft, format))
                        }),
                    };
                    let test = self.resolve_place_test(test, at.has_items());
                    matched.body.extend(test.map(|test| BodyTest { at, test }));
                }
            }
        }
        matched
    }

    /// Reports a header name that HTTP does not allow.
    pub(super) fn check_response_header(&mut self, name: &Text) {
        if !is_token(name) {
            let found = HttpDiagnostic::HeaderName {
                name: name.as_str().into(),
            };
            self.report(found.at(name.span));
        }
    }

    /// Resolves a place that is not a field's. The body can have one format only, as a place belongs to a format.
    pub(super) fn resolve_body_place(
        &mut self,
        place: &Text,
        response: &CurrentResponse<'_>,
    ) -> BodyPlaces {
        let elements = response.element_format();
        if response.reads_json() && elements.is_some() {
            self.report(ResponseDiagnostic::PlaceInTwoFormats.at(place.span));
        }
        match elements {
            Some(format) => BodyPlaces {
                json: Vec::new(),
                xml: response.folded(vec![parse_place(place, format)]),
            },
            None => BodyPlaces {
                json: vec![parse_place(place, BodyFormat::Json)],
                xml: Vec::new(),
            },
        }
    }

    /// Finds a field of a response by its name, or reports that there is none.
    pub(super) fn find_response_field(
        &mut self,
        name: &Text,
        response: &CurrentResponse<'_>,
    ) -> Option<FieldId> {
        let found = response.drafts.find(|draft| draft.field.name == name.value);
        if found.is_none() {
            self.report_unknown_field(name, name.span, &response.drafts);
        }
        found
    }

    /// Reports tests of places in a body that has none.
    fn check_body_tests(&mut self, response: &CurrentResponse<'_>) {
        let Some((place, _)) = response.syntax.matched.body.first() else {
            return;
        };
        if response.reads_json() || response.element_format().is_some() {
            return;
        }
        let found = match response.formats.contains(&ResponseBody::Text) {
            true => ParameterDiagnostic::TestOfTextBody,
            false => ParameterDiagnostic::TestOfEmptyBody,
        };
        self.report(found.at(place.span));
    }

    /// Resolves a test. `has_items` says whether the place leads to the items of a list, of which a test without a key needs
    /// one. Elsewhere, every value has to pass it.
    fn resolve_place_test(
        &mut self,
        test: &syntax::ResponseTest,
        has_items: bool,
    ) -> Option<PlaceTest> {
        Some(match test {
            syntax::ResponseTest::Value(test) if has_items => {
                PlaceTest::Any(self.resolve_value_test(test)?)
            }
            syntax::ResponseTest::Value(test) => PlaceTest::Every(self.resolve_value_test(test)?),
            syntax::ResponseTest::Present(present) => PlaceTest::Present(*present),
            syntax::ResponseTest::Any(test) => PlaceTest::Any(self.resolve_value_test(test)?),
            syntax::ResponseTest::Every(test) => PlaceTest::Every(self.resolve_value_test(test)?),
        })
    }

    /// Resolves the conditions of a value. Returns `None` if the pattern is invalid.
    fn resolve_value_test(&mut self, test: &syntax::ValueTest) -> Option<ValueTest> {
        let matches = match &test.matches {
            Some(text) => Some(pattern::pattern(
                text,
                syntax::Dialect::default(),
                Extent::Whole,
                &mut self.diagnostics,
            )?),
            None => None,
        };
        if let (Some(minimum), Some(maximum)) = (&test.minimum, &test.maximum)
            && minimum.value > maximum.value
        {
            self.report_empty_range(maximum.span);
        }
        let texts = |values: &[crate::source::Spanned<syntax::Scalar>]| {
            values.iter().map(|value| value.text.clone()).collect()
        };
        Some(ValueTest {
            one_of: texts(&test.one_of),
            none_of: texts(&test.none_of),
            minimum: test.minimum.as_ref().map(|it| it.value),
            maximum: test.maximum.as_ref().map(|it| it.value),
            matches,
        })
    }

    fn report_empty_range(&mut self, span: Span) {
        self.report(ResponseDiagnostic::EmptyRange.at(span));
    }
}

/// Returns the range of a status or of a class. The syntax stage has checked the text.
fn status_range(text: &str) -> StatusRange {
    let digit = text.bytes().next().unwrap_or(b'0');
    let class = u16::from(digit.saturating_sub(b'0')) * 100;
    match text.parse() {
        Ok(status) => StatusRange {
            first: status,
            last: status,
        },
        Err(_) => StatusRange {
            first: class,
            last: class + 99,
        },
    }
}
