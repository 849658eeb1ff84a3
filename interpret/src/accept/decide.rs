//! Decides about a record by what the walk over its bytes found.
//!
//! The fields that the walk accepted have no violation. The others are read and checked as those of any input, in the same order.

use wireform::__rt::{Check, Kept};
use wireform::{Violations, Waivers};

use super::record::Walked;
use super::{Acceptor, ValidatedLine};
use crate::call::{Outcome, collect};
use crate::input::Input;
use crate::value::Values;
use crate::{check, read};

impl Acceptor<'_> {
    /// Returns whether a record surely has no violation, and no rule that could not be decided. The record is one line of JSON.
    #[must_use]
    pub fn accepts(&self, line: &[u8]) -> bool {
        let text = std::str::from_utf8(line);
        let found = text
            .ok()
            .and_then(|text| self.validate(text, &Waivers::NONE));
        found.is_some_and(|found| {
            found.length == line.len()
                && found.outcome.violations.is_empty()
                && found.outcome.unchecked.is_empty()
        })
    }

    /// Validates the record in the first line of a text, which is JSON Lines. Returns what reading the record and validating it would
    /// return.
    ///
    /// Returns `None` if the record is not of the usual form: if it is not JSON, if a key is repeated, unknown or escaped, or if it is
    /// nested deeply. Such a record has to be read and validated.
    #[must_use]
    pub fn validate(&self, text: &str, waivers: &Waivers) -> Option<ValidatedLine> {
        let walked = self.walk(text)?;
        let length = walked.length;
        let is_clean = walked.others.is_empty()
            && walked.accepted & self.members.required == self.members.required;
        let outcome = match (is_clean, &walked.slots) {
            (true, None) => Outcome::default(),
            (true, Some(_)) | (false, _) => self.decide(walked, waivers)?,
        };
        Some(ValidatedLine { outcome, length })
    }

    /// Validates what the walk did not accept, and the rules.
    #[inline(never)]
    fn decide(&self, walked: Walked<'_>, waivers: &Waivers) -> Option<Outcome> {
        let call = &self.call;
        let mut slots = walked
            .slots
            .unwrap_or_else(|| call.operation.fields.map(|_| None));
        let (is_read, mut violations) = collect(&Waivers::NONE, |check| {
            walked.others.iter().try_for_each(|other| {
                let input = input_of(other.value)?;
                slots[other.field] = read::field(call, other.field, &input, check);
                Some(())
            })
        });
        is_read?;
        let values = Values {
            slots,
            kept: Kept::default(),
        };
        let values = &*call.normal(&values);
        let mut found = Violations::new();
        let mut unchecked = Vec::new();
        {
            let fields = self.members.fields.iter().enumerate();
            let others = fields.filter(|(bit, _)| walked.accepted & (1 << bit) == 0);
            let others = others.map(|(_, member)| member.id);
            let mut check = Check::collect(&mut found, waivers, &mut unchecked);
            check::others(call, values, self.facts, others, &mut check);
        }
        // A violation of what did not change can be accepted, which takes the values of all fields.
        if !found.is_empty() && !waivers.is_empty() {
            return None;
        }
        violations.extend(found);
        Some(Outcome {
            violations,
            unchecked: unchecked.into_iter().map(String::from).collect(),
        })
    }
}

/// Reads a value that the walk skipped. Returns `None` if it is not JSON.
fn input_of(value: &str) -> Option<Input> {
    let text = value.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    match text.filter(|text| !text.contains('\\')) {
        Some(text) => Some(Input::Text(text.to_owned())),
        None => Input::from_json(value.as_bytes()).ok(),
    }
}
