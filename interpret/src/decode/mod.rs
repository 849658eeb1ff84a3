//! Reads a response to an operation, as emitted code does.
//!
//! Input: status, headers and body. Output: the case with its facts and values, or the reason why the response is unexpected.
//! The runtime recognizes the case and reads each value; this folder makes its tables from the plan (`tables`) and walks
//! over the fields (`values`).

mod contact;
mod tables;
mod values;

use wireform::__rt::response::{Facts, FailedTest, Incoming, Reading, failed_tests, select};
use wireform::response::{
    Reported, ResponseParts, Retry, Session, State, Undescribed, Unexpected, UnexpectedReason,
};
use wireform_codegen::lower::responses::reported_names;
use wireform_codegen::plan::{self, BindingId, BodyFormat, Field, ResponseBody};

use crate::call::Call;
use crate::check::expected;
pub use values::{ResponseObject, ResponseValue};

/// A response that matches a case.
#[derive(Debug, Clone)]
pub struct DecodedResponse<'i> {
    /// The case.
    pub case: &'i plan::Response,
    /// The values by field, and the members that the schema does not describe.
    pub object: ResponseObject,
    facts: Facts,
}

impl DecodedResponse<'_> {
    /// Returns the state of the call.
    #[must_use]
    pub fn state(&self) -> State {
        self.facts.state()
    }

    /// Returns whether and when the request can be sent again.
    #[must_use]
    pub fn retry(&self) -> Retry {
        self.facts.retry()
    }

    /// Returns what happens to the session.
    #[must_use]
    pub fn session(&self) -> Session {
        self.facts.session()
    }

    /// Returns the provider's code.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.facts.code()
    }

    /// Returns the provider's message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.facts.message()
    }

    /// Returns what the provider reports about single fields.
    #[must_use]
    pub fn violations(&self) -> &[Reported] {
        self.facts.violations()
    }

    /// Returns the members of the body that the schema does not describe.
    #[must_use]
    pub fn undescribed(&self) -> &Undescribed {
        &self.object.undescribed
    }
}

impl<'i> Call<'i> {
    /// Reads a response to the operation.
    ///
    /// # Errors
    /// Fails if the response fits no case of the schema.
    ///
    /// ```
    /// use wireform::response::{ResponseParts, State};
    /// use wireform_codegen::source::Sources;
    /// use wireform_interpret::Interpreter;
    ///
    /// let mut sources = Sources::new();
    /// sources.add("registrar.yaml", r#"
    /// wireform: 1
    /// provider: { name: Registrar }
    /// endpoints: { api: { servers: { production: 'https://registrar.example' } } }
    /// operations:
    ///   ping:
    ///     http: GET /ping
    ///     responses:
    ///       done: { match: { status: 2xx }, outcome: success, body: json, fields: { id: integer } }
    ///       failed: { match: { status: [4xx, 5xx] }, outcome: unknown }
    /// "#);
    /// let (plans, _) = wireform_codegen::plan_sources(&sources);
    /// let interpreter = Interpreter::new(&plans[0]);
    /// let call = interpreter.operation("ping").expect("the schema has it");
    /// let response = call.decode_response(&ResponseParts::new(200, br#"{"id":7}"#)).expect("it is described");
    /// assert_eq!((response.case.name.as_str(), response.state()), ("done", State::Done));
    /// ```
    pub fn decode_response(
        &self,
        parts: &ResponseParts<'_>,
    ) -> Result<DecodedResponse<'i>, Unexpected> {
        self.decode(parts, self.operation.responses.as_slice())
            .map_err(|reason| Unexpected::new(parts, reason))
    }

    /// Reads a response to a request in a binding: in a case that can have JSON and XML, its body has the format of the binding.
    ///
    /// # Errors
    /// Fails if the response fits no case of the schema.
    pub fn decode_response_of(
        &self,
        binding: BindingId,
        parts: &ResponseParts<'_>,
    ) -> Result<DecodedResponse<'i>, Unexpected> {
        let format = self.operation.bindings[binding].body.format();
        let responses = self.operation.responses.iter();
        let responses: Vec<plan::Response> = responses
            .map(|response| in_format(response, format))
            .collect();
        self.decode(parts, &responses)
            .map_err(|reason| Unexpected::new(parts, reason))
    }

    /// Returns, for each case that a response does not match, the name of the case and the first test that fails: `status`,
    /// `code`, or the place of a header or of a value in the body. It shows no value. A case with a body that cannot be read
    /// is left out.
    #[must_use]
    pub fn failed_tests(&self, parts: &ResponseParts<'_>) -> Vec<(&'i str, String)> {
        let incoming = Incoming::new(parts);
        let responses = self.operation.responses.as_slice();
        let failed = tables::with_cases(
            self.interpreter.plan,
            responses,
            &self.interpreter.patterns,
            |cases| failed_tests(&incoming, cases),
        );
        let cases = responses.iter().zip(failed);
        cases
            .filter_map(|(case, test)| Some((case.name.as_str(), name_test(case, test?))))
            .collect()
    }

    /// Returns what the value at a place of a response has to be, if the cases that have a field there agree. A place is the logical
    /// path that [`UnexpectedReason::WrongKind`] states.
    #[must_use]
    pub fn expected_in_response(&self, place: &str) -> Option<&'static str> {
        let cases = self.operation.responses.iter();
        let mut found = cases.filter_map(|case| {
            let fields = case.fields.iter().map(|field| &field.field);
            self.expected_at(fields, place)
        });
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }

    /// Returns what the value at a place below these fields has to be.
    fn expected_at<'f>(
        &self,
        mut fields: impl Iterator<Item = &'f Field>,
        place: &str,
    ) -> Option<&'static str> {
        let (step, rest) = match place.split_once('.') {
            Some((step, rest)) => (step, Some(rest)),
            None => (place, None),
        };
        let (name, is_item) = match step.split_once('[') {
            Some((name, _)) => (name, true),
            None => (step, false),
        };
        let ty = &fields.find(|field| field.name == name)?.ty;
        let ty = match is_item {
            true => ty.inside()?,
            false => ty,
        };
        match rest {
            Some(rest) => {
                let object = &self.plan().objects[ty.object()?];
                self.expected_at(object.fields.iter(), rest)
            }
            None => Some(expected(ty)),
        }
    }

    /// Reads a response. `cases` are those of the operation, possibly narrowed to a format.
    fn decode(
        &self,
        parts: &ResponseParts<'_>,
        cases: &[plan::Response],
    ) -> Result<DecodedResponse<'i>, UnexpectedReason> {
        let incoming = Incoming::new(parts);
        let names = reported_names(self.plan(), self.operation);
        let names: Vec<(&str, &str)> = names
            .iter()
            .map(|(wire, logical)| (wire.as_str(), logical.as_str()))
            .collect();
        let responses = self.operation.responses.as_slice();
        tables::with_cases(
            self.interpreter.plan,
            cases,
            &self.interpreter.patterns,
            |cases| {
                let (number, document) = select(&incoming, cases)?;
                let (Some(case), Some(response)) = (cases.get(number), responses.get(number))
                else {
                    return Err(UnexpectedReason::NoCase);
                };
                let reading = Reading::of_case(&incoming, case, document);
                let facts = Facts::read(case, &incoming, reading.node(), &names)?;
                let object = values::read_case(self.plan(), response, &reading)?;
                Ok(DecodedResponse {
                    case: response,
                    object,
                    facts,
                })
            },
        )
    }
}

/// Returns the name of a test.
fn name_test(case: &plan::Response, test: FailedTest) -> String {
    match test {
        FailedTest::Status => "status".to_owned(),
        FailedTest::Code => "code".to_owned(),
        FailedTest::Header(at) => match case.matched.headers.get(at) {
            Some((name, _)) => format!("header `{name}`"),
            None => "headers".to_owned(),
        },
        FailedTest::Body(at) => match case.matched.body.get(at) {
            Some(test) => format!("body at `{}`", test.at),
            None => "body".to_owned(),
        },
    }
}

/// Returns a case without the other format, if it has both JSON and XML and the binding has one of them.
fn in_format(response: &plan::Response, format: Option<BodyFormat>) -> plan::Response {
    let is_xml = match format {
        Some(BodyFormat::Json) => false,
        Some(BodyFormat::Xml) => true,
        Some(BodyFormat::Query | BodyFormat::Form | BodyFormat::Lines | BodyFormat::Text)
        | None => {
            return response.clone();
        }
    };
    let mut narrowed = response.clone();
    let has_xml = narrowed.body.iter().any(ResponseBody::is_xml);
    if narrowed.body.contains(&ResponseBody::Json) && has_xml {
        narrowed.body.retain(|body| match is_xml {
            true => *body != ResponseBody::Json,
            false => !body.is_xml(),
        });
    }
    narrowed
}
