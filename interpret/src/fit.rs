//! Turns a customer record into values: asks the runtime's fit for the value of each field.
//!
//! Input: a record and the caller's choices. Output: values, and an account of every datum. Emitted code walks the
//! fields in the same order and asks the same questions, so that both executors give the same result for every record.

use wireform::__rt::{Carrier, Check, Fit, FitResult, UpdateMode};
use wireform::contact::{AsRead, Choices, Contact, Conversion, Verdict};
use wireform::{JsonText, Waivers, XmlText};
use wireform_codegen::lower::Place;
use wireform_codegen::plan::{
    self, AnyFormat, Field, ItemIndex, ObjectId, Plan, Presence, Primitive, Structure, Type, Update,
};

use crate::call::Call;
use crate::facts::Facts;
use crate::value::{Value, Values};

/// A record fitted to an operation.
#[derive(Debug, Clone)]
pub struct FittedValues {
    /// The values. A value that stands in for a missing one must not be sent.
    pub values: Values,
    /// The account of every datum.
    pub result: FitResult,
    /// The rules that could not be decided, by name.
    pub unchecked: Vec<String>,
}

impl Call<'_> {
    /// Fits a record and checks the resulting values. If the contact as read is given, a patch sets only the fields that
    /// differ, and `changed` says whether any does.
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
        let update = match self.operation().update {
            Update::Patch => UpdateMode::Patch,
            Update::Replace => UpdateMode::Replace,
            Update::Unstated => UpdateMode::Unstated,
            Update::None => UpdateMode::None,
        };
        let mut fit = Fit::new(contact, choices, provider, update);
        if let Some(read) = read {
            fit = fit.against(read);
        }
        self.demand(&mut fit);
        let mut values = self.values();
        for (at, field) in self.operation().fields.iter_ids() {
            if field.constant.is_none() {
                let path = At {
                    field: field.name.clone(),
                    key: field.name.clone(),
                    wire: self.operation().default_binding().wire_paths[at].clone(),
                    index: self.places[at].index,
                    secret: field.secret,
                };
                values.set(at, self.fitted(&mut fit, field, &path));
            }
        }
        let mut result = fit.finish();
        let mut violations = wireform::Violations::new();
        let mut unchecked = Vec::new();
        {
            let mut check = Check::collect(&mut violations, waivers, &mut unchecked);
            check.name_characters(provider, result.secret_fields());
            crate::check::run(self, &self.normal(&values), facts, &mut check);
        }
        result.add(&violations);
        FittedValues {
            values,
            result,
            unchecked: unchecked.into_iter().map(String::from).collect(),
        }
    }

    /// Returns the verdict on a record, as `wireform::contact::check_all` returns it for generated requests.
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

    /// Returns the verdict on the difference between a record and the contact as read, or `None` if they do not differ.
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
        Verdict::__new(provider, operation, fitted.result, fitted.unchecked)
    }

    /// Tells the fit which fields the rules require.
    fn demand(&self, fit: &mut Fit<'_>) {
        for rule in &self.operation().rules {
            for demand in rule.demands() {
                let path = |path| self.operation().logical_path(self.plan(), path);
                let fields: Vec<String> = demand.fields.into_iter().map(path).collect();
                let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
                fit.demand(&rule.name, &fields, demand.every);
            }
        }
    }

    fn fitted(&self, fit: &mut Fit<'_>, field: &Field, at: &At<'_>) -> Option<Value> {
        let convert = conversions(&field.convert);
        let carrier = Carrier {
            field: &at.field,
            key: (at.key != at.field).then_some(&*at.key),
            wire: &at.wire,
            means: field.means.as_deref(),
            convert: &convert,
            required: field.presence == Presence::Required,
            clearable: matches!(field.presence, Presence::Clearable(_)),
            joined: field.ty.join().is_some(),
            secret: at.secret,
            stored: field.is_stored(),
            patched: field
                .ty
                .object()
                .is_some_and(|object| self.plan().objects[object].update.is_patch()),
        };
        let value = match field.ty.structure() {
            Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)) => {
                fit.text(&carrier).map(Value::Text)
            }
            Structure::Primitive(Primitive::Integer(_)) => {
                fit.integer(&carrier).map(Value::Integer)
            }
            Structure::Primitive(Primitive::Number(_)) => fit.number(&carrier).map(Value::Number),
            Structure::Primitive(Primitive::Any(AnyFormat::Json)) => {
                fit.json(&carrier).map(Value::Json)
            }
            Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => {
                let element = fit.element(&carrier);
                element.map(|element| Value::Text(element.to_string()))
            }
            Structure::Primitive(Primitive::Boolean) => fit.boolean(&carrier).map(Value::Boolean),
            Structure::Primitive(Primitive::Date) => {
                fit.date(&carrier).map(|date| Value::Text(date.to_string()))
            }
            Structure::Primitive(Primitive::Timestamp) => {
                let moment = fit.timestamp(&carrier);
                moment.map(|moment| Value::Text(moment.as_str().to_owned()))
            }
            Structure::List(list) => self.list(fit, &list.item, &carrier, at),
            Structure::Map(_) => {
                fit.protect(&carrier);
                None
            }
            Structure::Object(object) if self.plan().objects[object].is_union() => {
                fit.protect(&carrier);
                None
            }
            Structure::Object(object) if carrier.required => {
                return Some(fit.required_object(&carrier, |fit| self.members(fit, object, at)));
            }
            Structure::Object(object) => fit.object(&carrier, |fit| self.members(fit, object, at)),
        };
        match field.presence {
            Presence::Required => {
                let stand_in = stand_in(self.plan(), &field.ty);
                Some(fit.required(&carrier, value, stand_in))
            }
            Presence::Clearable(_) if value.is_none() && fit.clears(&carrier) => Some(Value::Clear),
            Presence::Clearable(_) | Presence::Optional | Presence::Variant => value,
        }
    }

    /// Fits a list of texts, or a list of objects, which gets one item.
    fn list(
        &self,
        fit: &mut Fit<'_>,
        item: &Type,
        carrier: &Carrier<'_>,
        at: &At<'_>,
    ) -> Option<Value> {
        match item.structure() {
            Structure::Primitive(Primitive::Text(_)) => {
                let texts = fit.texts(carrier)?;
                Some(Value::List(texts.into_iter().map(Value::Text).collect()))
            }
            Structure::Object(object) if !self.plan().objects[object].is_union() => {
                let item = fit.object(carrier, |fit| self.members(fit, object, &at.item()))?;
                Some(Value::List(vec![item]))
            }
            Structure::Primitive(
                Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Boolean
                | Primitive::Date
                | Primitive::Timestamp
                | Primitive::Enum(_),
            )
            | Structure::Object(_)
            | Structure::Map(_)
            | Structure::List(_) => {
                fit.protect(carrier);
                None
            }
        }
    }

    /// Fits the members of an object.
    fn members(&self, fit: &mut Fit<'_>, object: ObjectId, at: &At<'_>) -> Value {
        let format = self.operation().default_binding().body.member_format();
        let places = self.interpreter.objects[object].on(format);
        let fields = &self.plan().objects[object].fields;
        let slots = fields.iter().zip(places).map(|(field, place)| {
            if field.constant.is_some() {
                return None;
            }
            self.fitted(fit, field, &at.member(field, place))
        });
        Value::Object(slots.collect())
    }
}

/// Returns the value of a required field for which the contact has none. Such a request is refused and never sent.
fn stand_in(plan: &Plan, ty: &Type) -> Value {
    match ty.structure() {
        Structure::Primitive(Primitive::Text(_) | Primitive::Enum(_)) => Value::Text(String::new()),
        Structure::Primitive(Primitive::Integer(_)) => Value::Integer(0),
        Structure::Primitive(Primitive::Number(_)) => Value::Number(0.into()),
        Structure::Primitive(Primitive::Any(AnyFormat::Json)) => Value::Json(JsonText::null()),
        Structure::Primitive(Primitive::Any(AnyFormat::Xml)) => {
            Value::Text(XmlText::stand_in().to_string())
        }
        Structure::Primitive(Primitive::Boolean) => Value::Boolean(false),
        Structure::Primitive(Primitive::Date) => Value::Text("1970-01-01".to_owned()),
        Structure::Primitive(Primitive::Timestamp) => {
            Value::Text("1970-01-01T00:00:00Z".to_owned())
        }
        Structure::List(_) => Value::List(Vec::new()),
        Structure::Map(_) => Value::Map(Vec::new()),
        Structure::Object(object) => {
            let object = &plan.objects[object];
            let is_union = object.is_union();
            let slots = object.fields.iter().enumerate().map(|(number, field)| {
                // A union has its first variant.
                let is_present = match is_union {
                    true => number == 0,
                    false => field.presence == Presence::Required && field.constant.is_none(),
                };
                is_present.then(|| stand_in(plan, &field.ty))
            });
            Value::Object(slots.collect())
        }
    }
}

/// The place of a field.
struct At<'p> {
    /// The logical path.
    field: String,
    /// The logical path without indices.
    key: String,
    /// The place on the wire of the default binding.
    wire: String,
    /// How the wire path counts the items of a list.
    index: ItemIndex<'p>,
    /// Whether the field, or an object that contains it, is secret.
    secret: bool,
}

impl<'p> At<'p> {
    fn member(&self, field: &Field, place: &Place<'p>) -> Self {
        At {
            field: format!("{}.{}", self.field, field.name),
            key: format!("{}.{}", self.key, field.name),
            wire: self.index.member(&self.wire, &place.wire),
            index: place.index,
            secret: self.secret || field.secret,
        }
    }

    /// Returns the place of the only item of a list.
    fn item(&self) -> Self {
        At {
            field: format!("{}[0]", self.field),
            key: self.key.clone(),
            wire: format!("{}{}", self.wire, self.index.first_item()),
            index: self.index.of_objects(),
            secret: self.secret,
        }
    }
}

/// Returns the runtime's conversions of the same names.
pub(crate) fn conversions(steps: &[plan::Conversion]) -> Vec<Conversion> {
    let runtime = |step: &plan::Conversion| step.name().parse::<Conversion>().ok();
    steps.iter().filter_map(runtime).collect()
}
