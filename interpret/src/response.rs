//! Reads the contact in a provider's response, as emitted code does.
//!
//! Input: status and body of a response. Output: the contact as read, with the values that could not be converted back.

use wireform::__rt::{ContactOther, ContactReading, ContactResponse, ContactSource, ContactTest};
use wireform::contact::{AsRead, Conversion, ReadError};
use wireform_codegen::plan::{Id, PlaceTest, Response};

use crate::call::Call;

impl Call<'_> {
    /// Returns whether a response to the operation contains a contact that can be read.
    #[must_use]
    pub fn reads_contact(&self) -> bool {
        self.operation().reading.is_some()
    }

    /// Reads the contact in a response.
    ///
    /// # Errors
    /// Returns an error if the response has no contact or several, or if no response to the operation has one.
    pub fn read_contact(&self, status: u16, body: &[u8]) -> Result<AsRead, ReadError> {
        let Some(reading) = &self.operation().reading else {
            return Err(ReadError::OtherResponse);
        };
        let responses = self
            .operation()
            .responses
            .iter()
            .take(reading.response.index() + 1)
            .collect::<Vec<_>>();
        let statuses: Vec<Vec<String>> = responses
            .iter()
            .map(|it| {
                it.matched
                    .statuses
                    .iter()
                    .map(ToString::to_string)
                    .collect()
            })
            .collect();
        let statuses: Vec<Vec<&str>> = statuses.iter().map(|it| texts(it)).collect();
        let tests: Vec<Vec<(String, Test<'_>)>> = responses.iter().copied().map(tests).collect();
        let body_tests: Vec<Vec<(&str, ContactTest<'_>)>> = tests
            .iter()
            .map(|tests| {
                tests
                    .iter()
                    .map(|(at, test)| (at.as_str(), test.borrowed()))
                    .collect()
            })
            .collect();
        let responses: Vec<ContactResponse<'_>> = statuses
            .iter()
            .zip(&body_tests)
            .map(|(status, body)| ContactResponse { status, body })
            .collect();
        let converts: Vec<Vec<Conversion>> = reading
            .data
            .iter()
            .map(|it| crate::fit::conversions(&it.convert))
            .collect();
        let data: Vec<ContactSource<'_>> = reading
            .data
            .iter()
            .zip(&converts)
            .map(|(it, convert)| ContactSource {
                at: &it.at,
                means: &it.means,
                convert,
                join: it.join.as_deref(),
            })
            .collect();
        let others: Vec<ContactOther<'_>> = reading
            .others
            .iter()
            .map(|it| ContactOther {
                at: &it.at,
                field: &it.field,
                means: it.means.as_deref(),
                is_text: it.is_text,
            })
            .collect();
        let reading = ContactReading {
            responses: &responses,
            data: &data,
            others: &others,
            objects: &texts(&reading.objects),
            described: &texts(&reading.described),
        };
        reading.read(status, body)
    }
}

/// A test of a body, which owns what the runtime's test borrows.
enum Test<'t> {
    OneOf(Vec<&'t str>),
    Present(bool),
}

impl Test<'_> {
    /// Returns the runtime's test.
    fn borrowed(&self) -> ContactTest<'_> {
        match self {
            Test::OneOf(texts) => ContactTest::OneOf(texts),
            Test::Present(present) => ContactTest::Present(*present),
        }
    }
}

fn tests(response: &Response) -> Vec<(String, Test<'_>)> {
    let tests = response.matched.body.iter();
    tests
        .map(|test| {
            let at = test.at.to_string();
            // The plan has no reading if there are other tests.
            let test = match &test.test {
                PlaceTest::Any(test) | PlaceTest::Every(test) => Test::OneOf(texts(&test.one_of)),
                PlaceTest::Present(present) => Test::Present(*present),
            };
            (at, test)
        })
        .collect()
}

fn texts(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}
