//! One operation of a plan, with methods to read, validate and encode values.
//!
//! Input: untyped input or typed values. Output: typed values, violations, and requests (from valid values only).

use wireform::__rt::{Body, Check, Kept, accept_unchanged};
use wireform::{HttpRequest, Moment, Violations, Waivers};
use wireform_codegen::lower::Places;
use wireform_codegen::plan;
use wireform_codegen::plan::{BindingId, ContextId};

use crate::credentials::Credentials;
use crate::encode_error::EncodeError;
use crate::facts::{Fact, Facts};
use crate::input::Input;
use crate::interpreter::Interpreter;
use crate::request_values::Compared;
use crate::valid::{ValidSlots, valid_slots};
use crate::value::Values;
use crate::{check, encode, read};

/// One operation of an interpreter.
#[derive(Clone, Copy)]
pub struct Call<'i> {
    pub(crate) interpreter: &'i Interpreter<'i>,
    pub(crate) operation: &'i plan::Operation,
    pub(crate) places: &'i Places<'i>,
}

/// The result of validating values.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// All violations, in the order of the plan.
    pub violations: Violations,
    /// Rules that could not be decided, by name.
    pub unchecked: Vec<String>,
}

/// Valid values. Only these can be encoded.
#[derive(Debug, Clone)]
pub struct ValidValues {
    pub(crate) operation: String,
    pub(crate) slots: ValidSlots,
    pub(crate) kept: Kept,
    unchecked: Vec<String>,
}

impl ValidValues {
    /// Rules that could not be decided, by name.
    #[must_use]
    pub fn unchecked(&self) -> &[String] {
        &self.unchecked
    }
}

/// Options for reading untyped input.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    /// Whether a missing key deletes in a replace operation. Otherwise it is a violation.
    pub delete_missing: bool,
}

impl<'i> Call<'i> {
    /// Returns the operation in the plan.
    #[must_use]
    pub fn operation(&self) -> &'i plan::Operation {
        self.operation
    }

    /// Returns whether the request may be sent again when it is unknown whether the first one was carried out.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.operation.is_idempotent
    }

    /// Returns the interpreter of the operation.
    #[must_use]
    pub fn interpreter(&self) -> &'i Interpreter<'i> {
        self.interpreter
    }

    /// Returns the plan.
    #[must_use]
    pub fn plan(&self) -> &'i plan::Plan {
        self.interpreter.plan
    }

    /// Returns values in which every field is absent.
    #[must_use]
    pub fn values(&self) -> Values {
        Values::empty(&self.operation.fields)
    }

    /// Returns the values of an example of the operation.
    #[must_use]
    pub fn example_values(&self, example: &plan::Example) -> Values {
        Values::from_example(self.plan(), &self.operation.fields, &example.values)
    }

    /// Reads untyped input by the types of the operation's fields. Input that does not fit is reported and left out.
    #[must_use]
    pub fn read(&self, input: &Input, options: ReadOptions) -> (Values, Violations) {
        collect(&Waivers::NONE, |check| {
            read::values(self, input, options, check)
        })
    }

    /// Reads changes of a request, such as one of [`Call::from_read`]: the values of the fields that the input mentions replace
    /// those of the request.
    #[must_use]
    pub fn change(&self, values: Values, input: &Input) -> (Values, Violations) {
        collect(&Waivers::NONE, |check| {
            read::changes(self, input, values, check)
        })
    }

    /// Reads the contact as read: like [`Call::read`], but unknown and missing keys are no mistake.
    #[must_use]
    pub fn read_current(&self, input: &Input) -> (Values, Violations) {
        collect(&Waivers::NONE, |check| read::current(self, input, check))
    }

    /// Checks values, in their normal forms, against all facets and rules of the operation.
    #[must_use]
    pub fn validate(&self, values: &Values, facts: &Facts, waivers: &Waivers) -> Outcome {
        let values = &*self.normal(values);
        let mut violations = Violations::new();
        let mut unchecked = Vec::new();
        {
            let mut check = Check::collect(&mut violations, waivers, &mut unchecked);
            check::run(self, values, facts, &mut check);
        }
        if !violations.is_empty() {
            let mut run = |check: &mut Check<'_>| check::run(self, values, facts, check);
            let request = Compared { call: self, values };
            accept_unchanged(waivers, &request, &mut violations, &mut unchecked, &mut run);
        }
        Outcome {
            violations,
            unchecked: unchecked.into_iter().map(String::from).collect(),
        }
    }

    /// Returns the values as valid ones, which [`Call::encode`] takes.
    ///
    /// # Errors
    ///
    /// All violations, if there are any. A value that could not be read is one of them.
    pub fn valid(
        &self,
        values: Values,
        facts: &Facts,
        waivers: &Waivers,
    ) -> Result<ValidValues, Violations> {
        let values = self.normal(&values).into_owned();
        let Outcome {
            violations,
            unchecked,
        } = self.validate(&values, facts, waivers);
        if !violations.is_empty() {
            return Err(violations);
        }
        let fields = &self.operation.fields;
        match valid_slots(self.plan(), fields, values.slots) {
            Ok(slots) => Ok(ValidValues {
                operation: self.operation.name.clone(),
                slots,
                kept: values.kept,
                unchecked,
            }),
            Err(field) => Err(check::wrong_type(self, field)),
        }
    }

    /// Writes a request in the format of a binding, for a server's URL. If the request needs the moment of sending, it is now.
    ///
    /// # Errors
    ///
    /// Fails if the values are those of another operation, or if the request cannot be signed, for example because there is no
    /// signer.
    ///
    /// # Panics
    ///
    /// Panics if the operation has no such binding.
    pub fn encode(
        &self,
        valid: &ValidValues,
        binding: BindingId,
        server: &str,
        credentials: &Credentials,
    ) -> Result<HttpRequest, EncodeError> {
        let is_needed = self.takes_moment(credentials);
        let moment = is_needed.then(Moment::now).transpose()?;
        self.encode_at(valid, binding, server, credentials, moment.as_ref())
    }

    /// Writes a request as [`Call::encode`] does, at a moment that the caller gives if [`Call::takes_moment`] says so.
    ///
    /// # Errors
    ///
    /// Fails if the values are those of another operation, if the request needs a moment and there is none, or if it cannot be
    /// signed, for example because there is no signer.
    ///
    /// # Panics
    ///
    /// Panics if the operation has no such binding.
    pub fn encode_at(
        &self,
        valid: &ValidValues,
        binding: BindingId,
        server: &str,
        credentials: &Credentials,
        moment: Option<&Moment>,
    ) -> Result<HttpRequest, EncodeError> {
        self.check_encodable(valid, moment.is_some() || !self.takes_moment(credentials))?;
        let binding = &self.operation.bindings[binding];
        Ok(encode::request(
            self,
            valid,
            binding,
            server,
            credentials,
            moment,
        )?)
    }

    /// Returns whether the authentication method of the credentials signs.
    #[must_use]
    pub fn is_signed(&self, credentials: &Credentials) -> bool {
        let auth = credentials.auth(self.plan());
        auth.is_some_and(plan::Auth::is_signed)
    }

    /// Returns whether encoding needs the moment of sending: the authentication method of the credentials signs, or the operation
    /// sends the time or the nonce of an attempt.
    #[must_use]
    pub fn takes_moment(&self, credentials: &Credentials) -> bool {
        self.operation.sends_moment || self.is_signed(credentials)
    }

    /// Writes only the body, in the format of a binding, at a moment if the operation sends it. Query parameters are not part of it.
    ///
    /// # Errors
    ///
    /// Fails if the values are those of another operation, or if the body needs a moment and there is none.
    ///
    /// # Panics
    ///
    /// Panics if the operation has no such binding.
    pub fn encode_body(
        &self,
        valid: &ValidValues,
        binding: BindingId,
        credentials: &Credentials,
        moment: Option<&Moment>,
    ) -> Result<Body, EncodeError> {
        self.check_encodable(valid, moment.is_some() || !self.operation.sends_moment)?;
        let binding = &self.operation.bindings[binding];
        Ok(encode::body(self, valid, binding, credentials, moment).unwrap_or_default())
    }

    /// Returns an error for values of another operation, or for a moment that is missing.
    fn check_encodable(&self, valid: &ValidValues, has_moment: bool) -> Result<(), EncodeError> {
        if valid.operation != self.operation.name {
            return Err(EncodeError::OtherOperation);
        }
        has_moment.then_some(()).ok_or(EncodeError::NoMoment)
    }

    /// Reads facts from texts. A text that is no value of its context is reported.
    #[must_use]
    pub fn facts<'t>(
        &self,
        said: impl IntoIterator<Item = (ContextId, FactText<'t>)>,
    ) -> (Facts, Violations) {
        collect(&Waivers::NONE, |check| {
            let mut facts = Facts::new();
            for (context, text) in said {
                match text {
                    FactText::Unknown => facts.set(context, Fact::Unknown),
                    FactText::Is(text) => facts.say(self.plan(), context, text, check),
                }
            }
            facts
        })
    }
}

/// A fact as a caller gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactText<'t> {
    /// Its value, as text.
    Is(&'t str),
    /// The fact is unknown.
    Unknown,
}

/// Runs a function that reports mistakes in input. Returns its result and the violations.
pub(crate) fn collect<T>(
    waivers: &Waivers,
    run: impl FnOnce(&mut Check<'_>) -> T,
) -> (T, Violations) {
    let mut violations = Violations::new();
    let mut unchecked = Vec::new();
    let value = run(&mut Check::collect(
        &mut violations,
        waivers,
        &mut unchecked,
    ));
    (value, violations)
}
