//! Reads the contact in a provider's response, as emitted code does.
//!
//! Input: a response. Output: the contact as read, with the values that could not be converted back.

use wireform::__rt::{ContactOther, ContactReading, ContactSource};
use wireform::contact::{AsRead, Conversion, ReadError};
use wireform::response::ResponseParts;
use wireform_codegen::plan::{Id, Reading};

use super::tables::{self, PlaceLists, Steps};
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
    pub fn read_contact(&self, parts: &ResponseParts<'_>) -> Result<AsRead, ReadError> {
        let Some(reading) = &self.operation().reading else {
            return Err(ReadError::OtherResponse);
        };
        let responses = self.operation.responses.as_slice();
        tables::with_cases(
            self.interpreter.plan,
            responses,
            &self.interpreter.patterns,
            |cases| {
                let steps = Steps::of_reading(reading);
                let lists: Vec<PlaceLists<'_>> = steps.iter().map(Steps::lists).collect();
                let mut places = lists.iter().map(PlaceLists::places);
                let mut next = || places.next().unwrap_or_default();
                let converts: Vec<Vec<Conversion>> = reading
                    .data
                    .iter()
                    .map(|it| crate::fit::conversions(&it.convert))
                    .collect();
                let data = reading.data.iter().zip(&converts);
                let data: Vec<ContactSource<'_>> = data
                    .map(|(it, convert)| ContactSource {
                        at: next(),
                        means: &it.means,
                        convert,
                        join: it.join.as_deref(),
                    })
                    .collect();
                let others: Vec<ContactOther<'_>> = reading
                    .others
                    .iter()
                    .map(|it| ContactOther {
                        at: next(),
                        field: &it.field,
                        means: it.means.as_deref(),
                        is_text: it.is_text,
                    })
                    .collect();
                let reading = ContactReading {
                    cases,
                    case: reading.response.index(),
                    data: &data,
                    others: &others,
                    objects: next(),
                    described: next(),
                };
                reading.read(parts)
            },
        )
    }
}

impl<'p> Steps<'p> {
    /// Returns the steps of the places of a reading: those of the data, of the others, of the objects, and of what is described.
    fn of_reading(reading: &'p Reading) -> Vec<Self> {
        let data = reading.data.iter().map(|it| &it.at);
        let places = data.chain(reading.others.iter().map(|it| &it.at));
        let places = places.chain([&reading.objects, &reading.described]);
        places.map(Steps::of).collect()
    }
}
