//! A customer record becomes values: each field of the operation asks the runtime's fit for what it is to hold.
//!
//! In: a record and the caller's choices. Out: values, and an account of every datum. Emitted code walks the fields in
//! the same order and asks the same questions, so that both say the same of every record.

use wireform::{
    AsRead, Carrier, Check, Choices, Contact, Conversion, Fit, FitResult, Path, Verdict, Waivers,
};
use wireform_codegen::plan::{self, Field, Presence, Type, Update};

use crate::call::Call;
use crate::facts::Facts;
use crate::value::{Value, Values};

/// A record fitted to an operation.
#[derive(Debug, Clone)]
pub struct FittedValues {
    /// The values; what stands in for a missing one is never to be sent.
    pub values: Values,
    /// The account of every datum.
    pub result: FitResult,
    /// The rules that nobody could decide, by name.
    pub unchecked: Vec<String>,
}

impl Call<'_> {
    /// Fits a record, and checks the values that come out. Given the contact as read, only what differs is set in a
    /// patch, and `changed` says whether anything does.
    #[must_use]
    pub fn fit(
        &self,
        contact: &Contact,
        read: Option<&AsRead>,
        choices: &Choices,
        facts: &Facts,
        waivers: &Waivers,
    ) -> FittedValues {
        let provider = &self.plan().provider;
        let whole = matches!(self.operation().update, Update::Replace | Update::Unstated);
        let mut fit = Fit::new(contact, choices, provider, whole);
        if let Some(read) = read {
            fit = fit.against(read);
        }
        let mut values = self.values();
        for (at, field) in self.operation().fields.iter().enumerate() {
            if field.constant.is_none() {
                let path = Path::field(&field.name, &self.operation().bindings[0].wire_paths[at]);
                values.set(at, self.fitted(&mut fit, field, &path));
            }
        }
        let mut result = fit.finish();
        let mut violations = wireform::Violations::new();
        let mut unchecked = Vec::new();
        {
            let mut check = Check::collect(&mut violations, waivers, &mut unchecked);
            check.name_characters(provider, result.secret_fields());
            crate::check::run(self, &values, facts, &mut check);
        }
        result.add(&violations);
        FittedValues {
            values,
            result,
            unchecked: unchecked.into_iter().map(String::from).collect(),
        }
    }

    /// What becomes of a record at this operation, as `wireform::check_all` says it of generated requests.
    #[must_use]
    pub fn verdict(
        &self,
        contact: &Contact,
        choices: &Choices,
        facts: &Facts,
        waivers: &Waivers,
    ) -> Verdict {
        self.said(self.fit(contact, None, choices, facts, waivers))
    }

    /// What becomes of the difference between a record and the contact as read; nothing where they do not differ.
    #[must_use]
    pub fn diff(
        &self,
        contact: &Contact,
        read: &AsRead,
        choices: &Choices,
        facts: &Facts,
        waivers: &Waivers,
    ) -> Option<Verdict> {
        let fitted = self.fit(contact, Some(read), choices, facts, waivers);
        let differs = fitted.result.changed || !fitted.result.refusals.is_empty();
        differs.then(|| self.said(fitted))
    }

    fn said(&self, fitted: FittedValues) -> Verdict {
        let (provider, operation) = (&self.plan().provider, &self.operation().name);
        Verdict::new(provider, operation, fitted.result, fitted.unchecked)
    }

    fn fitted(&self, fit: &mut Fit<'_>, field: &Field, path: &Path<'_>) -> Option<Value> {
        let wire = path.wire();
        let convert = conversions(&field.convert);
        let carrier = Carrier {
            field: &field.name,
            wire: &wire,
            means: field.means.as_deref(),
            convert: &convert,
            required: field.presence == Presence::Required,
            clearable: matches!(field.presence, Presence::Clearable(_)),
            joined: matches!(&field.ty, Type::List(list) if list.join.is_some()),
            secret: field.secret,
        };
        let (value, stand_in) = match &field.ty {
            Type::String(_) | Type::Enum(_) => (
                fit.text(&carrier).map(Value::Text),
                Value::Text(String::new()),
            ),
            Type::Integer(_) => (fit.integer(&carrier).map(Value::Integer), Value::Integer(0)),
            Type::Boolean => (
                fit.boolean(&carrier).map(Value::Boolean),
                Value::Boolean(false),
            ),
            Type::Date => {
                let date = fit.date(&carrier).map(|date| Value::Text(date.to_string()));
                (date, Value::Text("1970-01-01".to_owned()))
            }
            Type::Timestamp => {
                let moment = fit.timestamp(&carrier);
                let moment = moment.map(|moment| Value::Text(moment.as_str().to_owned()));
                (moment, Value::Text("1970-01-01T00:00:00Z".to_owned()))
            }
            Type::List(list) if matches!(list.item, Type::String(_)) => {
                let texts = fit.texts(&carrier);
                let items = texts.map(|texts| texts.into_iter().map(Value::Text).collect());
                (items.map(Value::List), Value::List(Vec::new()))
            }
            Type::List(_) => {
                fit.untold(&carrier);
                (None, Value::List(Vec::new()))
            }
            Type::Object(_) => {
                fit.untold(&carrier);
                return None;
            }
        };
        match field.presence {
            Presence::Required => Some(fit.required(&carrier, value, stand_in)),
            Presence::Clearable(_) if value.is_none() && fit.clears(&carrier) => Some(Value::Clear),
            _ => value,
        }
    }
}

/// The runtime's conversions of the same names.
pub(crate) fn conversions(steps: &[plan::Conversion]) -> Vec<Conversion> {
    let runtime = |step: &plan::Conversion| Conversion::from_name(step.name());
    steps.iter().filter_map(runtime).collect()
}
