//! One operation of a plan, ready to be walked.
//!
//! In: untyped input or typed values. Out: typed values, violations, and, only from values that passed, requests.

use wireform::__rt::{Body, Check};
use wireform::{HttpRequest, Violations, Waivers};
use wireform_codegen::plan;
use wireform_codegen::plan::{BindingId, ContextId};

use crate::credentials::Credentials;
use crate::facts::{Fact, Facts};
use crate::input::Input;
use crate::interpreter::Interpreter;
use crate::places::Places;
use crate::value::Values;
use crate::{check, encode, read};

/// One operation of an interpreter.
#[derive(Clone, Copy)]
pub struct Call<'i> {
    pub(crate) interpreter: &'i Interpreter<'i>,
    pub(crate) operation: &'i plan::Operation,
    pub(crate) places: &'i Places<'i>,
}

/// What a check of values found.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Everything that is wrong, in the order of the plan.
    pub violations: Violations,
    /// Rules that could not be decided, by name.
    pub unchecked: Vec<String>,
}

/// Values that passed: the only thing that can be encoded.
#[derive(Debug, Clone)]
pub struct ValidValues {
    pub(crate) operation: String,
    pub(crate) values: Values,
    unchecked: Vec<String>,
}

impl ValidValues {
    /// Rules that could not be decided, by name.
    #[must_use]
    pub fn unchecked(&self) -> &[String] {
        &self.unchecked
    }

    /// The values.
    #[must_use]
    pub fn values(&self) -> &Values {
        &self.values
    }
}

/// How untyped input is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    /// In a replace operation: a key that is not there deletes, instead of being a violation.
    pub delete_missing: bool,
}

impl<'i> Call<'i> {
    /// The operation in the plan.
    #[must_use]
    pub fn operation(&self) -> &'i plan::Operation {
        self.operation
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'i plan::Plan {
        self.interpreter.plan
    }

    /// No values yet.
    #[must_use]
    pub fn values(&self) -> Values {
        Values::empty(&self.operation.fields)
    }

    /// Types untyped input by the fields of the operation; whatever does not fit is reported and left out.
    #[must_use]
    pub fn read(&self, input: &Input, options: ReadOptions) -> (Values, Violations) {
        collect(&Waivers::NONE, |check| {
            read::values(self, input, options, check)
        })
    }

    /// Types the contact as read: like [`Call::read`], but keys that no field has are no mistake, and nothing is missing.
    #[must_use]
    pub fn read_current(&self, input: &Input) -> (Values, Violations) {
        collect(&Waivers::NONE, |check| read::current(self, input, check))
    }

    /// Checks values against everything that the operation says.
    #[must_use]
    pub fn validate(&self, values: &Values, facts: &Facts, waivers: &Waivers) -> Outcome {
        let mut violations = Violations::new();
        let mut unchecked = Vec::new();
        {
            let mut check = Check::collect(&mut violations, waivers, &mut unchecked);
            check::run(self, values, facts, &mut check);
        }
        Outcome {
            violations,
            unchecked: unchecked.into_iter().map(String::from).collect(),
        }
    }

    /// The only door to [`Call::encode`].
    ///
    /// # Errors
    ///
    /// All violations, if there are any.
    pub fn valid(
        &self,
        values: Values,
        facts: &Facts,
        waivers: &Waivers,
    ) -> Result<ValidValues, Violations> {
        let Outcome {
            violations,
            unchecked,
        } = self.validate(&values, facts, waivers);
        if !violations.is_empty() {
            return Err(violations);
        }
        Ok(ValidValues {
            operation: self.operation.name.clone(),
            values,
            unchecked,
        })
    }

    /// Writes a request by a binding, given by position, for a server's URL.
    ///
    /// # Panics
    ///
    /// If the values are those of another operation, or the operation has no such binding.
    #[must_use]
    pub fn encode(
        &self,
        valid: &ValidValues,
        binding: BindingId,
        server: &str,
        credentials: &Credentials,
    ) -> HttpRequest {
        assert_eq!(
            valid.operation, self.operation.name,
            "values of one operation cannot be sent by another"
        );
        let binding = &self.operation.bindings[binding];
        encode::request(self, valid, binding, server, credentials)
    }

    /// Writes the body alone, by a binding, given by position; what travels in the URL is no part of it.
    ///
    /// # Panics
    ///
    /// As [`Call::encode`].
    #[must_use]
    pub fn encode_body(
        &self,
        valid: &ValidValues,
        binding: BindingId,
        credentials: &Credentials,
    ) -> Body {
        assert_eq!(
            valid.operation, self.operation.name,
            "values of one operation cannot be sent by another"
        );
        let binding = &self.operation.bindings[binding];
        encode::body(self, valid, binding, credentials).unwrap_or_default()
    }

    /// Facts from texts, by the position of the context in the plan. What is no value of its context is reported.
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

/// What a text says of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactText<'t> {
    /// Its value.
    Is(&'t str),
    /// That the caller does not know.
    Unknown,
}

/// Runs something that reports input, and gives back what it reported.
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
