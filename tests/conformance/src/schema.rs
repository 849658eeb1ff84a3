//! A schema with one operation, made for a case, and what the interpreter says about a value.

use std::time::SystemTime;

use serde_json::{Map, Value, json};
use wireform::{HttpRequest, Moment, Violation, Waivers};
use wireform_codegen::pattern::Language as ValueLanguage;
use wireform_codegen::pattern::language::near_misses;
use wireform_codegen::plan::Plan;
use wireform_codegen::source::Sources;
use wireform_interpret::{Call, Facts, Input, Interpreter, ReadOptions, ReceivedRequest, Values};
use wireform_upkeep::import::{Import, Language, NoteKind, import};

/// The nonce of each request: the UUID that the tests of Smithy expect.
const NONCE: [u8; 16] = [0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 0];

/// A compiled schema with one operation.
#[derive(Debug, Clone)]
pub struct Subject {
    plan: Plan,
}

/// What the interpreter says about a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// The value is valid.
    Valid,
    /// The value violates these facets or rules. They are listed as `path: code`.
    Invalid(Vec<String>),
}

impl Judged {
    /// Returns whether the value is valid.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        *self == Judged::Valid
    }
}

impl Subject {
    /// Compiles a schema whose operation has the given entries, as YAML in the style of a flow.
    ///
    /// # Errors
    /// Returns the messages of the compiler.
    pub fn of_operation(entries: &str) -> Result<Self, String> {
        let yaml = format!(
            "wireform: 1\nprovider: {{ name: Suite }}\ncredentials: {{ key: {{ secret: true }} }}\nauth: {{ key: {{ headers: {{ Authorization: '$key' }} }} }}\nendpoints: {{ api: {{ servers: {{}}, auth: [key] }} }}\noperations:\n  call:\n    update: none\n{entries}"
        );
        Self::of_yaml(&yaml)
    }

    /// Compiles a schema.
    ///
    /// # Errors
    /// Returns the messages of the compiler.
    pub fn of_yaml(yaml: &str) -> Result<Self, String> {
        let mut sources = Sources::new();
        sources.add("suite.yaml", yaml.to_owned());
        let (mut plans, diagnostics) = wireform_codegen::plan_sources(&sources);
        match plans.pop().filter(|_| !diagnostics.has_errors()) {
            Some(plan) => Ok(Subject { plan }),
            None => {
                let messages = diagnostics.0.iter().map(|one| one.message.clone());
                Err(messages.collect::<Vec<_>>().join("; "))
            }
        }
    }

    /// Imports a JSON Schema and compiles the draft. Also returns the notes of the import about what the draft does not express.
    ///
    /// # Errors
    /// Returns the messages of the import or of the compiler.
    pub fn of_json_schema(schema: &serde_json::Value) -> Result<(Self, Vec<String>), String> {
        let draft = import(&Import {
            name: "suite.json",
            text: &schema.to_string(),
            language: Language::JsonSchema,
            operations: &["call".to_owned()],
            into: None,
        })
        .map_err(|error| error.to_string())?;
        let notes = draft
            .notes
            .iter()
            .filter(|note| note.kind != NoteKind::Assumed)
            .map(ToString::to_string)
            .collect();
        Ok((Self::of_yaml(&draft.yaml)?, notes))
    }

    /// Returns what the interpreter says about the values of the operation.
    ///
    /// # Panics
    /// Panics if the value is not an object.
    #[must_use]
    pub fn judge(&self, values: &Value) -> Judged {
        self.with_call(|call| match read(call, values) {
            Ok(_) => Judged::Valid,
            Err(found) => Judged::Invalid(found),
        })
    }

    /// Returns what the interpreter says about a body in JSON: the values that it reads from the body, and their validation.
    ///
    /// # Panics
    /// Panics if the operation is not at the path of a draft.
    #[must_use]
    pub fn judge_json(&self, body: &Value) -> Judged {
        self.with_call(|call| {
            let decoded = call.decode_request(&ReceivedRequest {
                method: "POST",
                path: "",
                query: "",
                headers: &[("content-type".to_owned(), "application/json".to_owned())],
                body: body.to_string().as_bytes(),
            });
            let decoded = decoded.expect("the path of a draft");
            let outcome = call.validate(&decoded.values, &Facts::new(), &Waivers::NONE);
            let violations = decoded.violations.iter().chain(&outcome.violations);
            let found: Vec<String> = violations.map(Violation::label).collect();
            match found.is_empty() {
                true => Judged::Valid,
                false => Judged::Invalid(found),
            }
        })
    }

    /// Returns the body of a request with the values.
    ///
    /// # Errors
    /// Returns the violations of the values.
    ///
    /// # Panics
    /// Panics if the values are not an object, or if the body is not UTF-8.
    pub fn encode(&self, values: &Value) -> Result<String, String> {
        let request = self.request(values)?;
        Ok(String::from_utf8(request.body().to_vec()).expect("UTF-8"))
    }

    /// Returns a request with the values.
    ///
    /// # Errors
    /// Returns the violations of the values.
    ///
    /// # Panics
    /// Panics if the values are not an object.
    pub fn request(&self, values: &Value) -> Result<HttpRequest, String> {
        self.with_call(|call| {
            let values = read(call, values).map_err(|found| found.join(", "))?;
            let valid = call.valid(values, &Facts::new(), &Waivers::NONE);
            let valid = valid.map_err(|violations| violations.to_string())?;
            let keys = self.plan.credentials.iter();
            let keys: Vec<(String, String)> = keys
                .map(|credential| (credential.name.clone(), "secret".to_owned()))
                .collect();
            let credentials = call.credentials(None, &keys).expect("credentials");
            let binding = call.operation().default_binding_id();
            let moment = Moment::new(SystemTime::UNIX_EPOCH, NONCE);
            let server = "https://suite.example";
            let request = call.encode_at(&valid, binding, server, &credentials, Some(&moment));
            request.map_err(|error| error.to_string())
        })
    }

    /// Returns the values of a form. A field without a value is left out.
    ///
    /// # Errors
    /// Returns what the schema does not describe.
    pub fn decode_form(&self, body: &str) -> Result<Value, String> {
        self.with_call(|call| {
            let decoded = call.decode_request(&ReceivedRequest {
                method: "POST",
                path: "/call",
                query: "",
                headers: &[
                    (
                        "content-type".to_owned(),
                        "application/x-www-form-urlencoded".to_owned(),
                    ),
                    ("authorization".to_owned(), "secret".to_owned()),
                ],
                body: body.as_bytes(),
            });
            let decoded = decoded.ok_or("another operation")?;
            let labels: Vec<String> = decoded.violations.iter().map(Violation::label).collect();
            match labels.is_empty() {
                true => Ok(texts(call, &decoded.values)),
                false => Err(labels.join(", ")),
            }
        })
    }

    /// Returns values at the border of the language of the only field, which is a text: members and near misses.
    #[must_use]
    pub fn samples(&self) -> Vec<String> {
        let fields = &self.plan.operations[0].fields;
        let facets = fields.iter().find_map(|field| field.ty.text());
        let Some(Ok(language)) = facets.map(ValueLanguage::of) else {
            return Vec::new();
        };
        let mut samples = language.samples(8, 1).unwrap_or_default();
        if let Ok(misses) = near_misses(&language, 8, 1) {
            samples.extend(misses);
        }
        samples
    }

    fn with_call<T>(&self, run: impl FnOnce(&Call<'_>) -> T) -> T {
        let interpreter = Interpreter::new(&self.plan);
        let operation = &self.plan.operations[0].name;
        run(&interpreter.operation(operation).expect("the operation"))
    }
}

/// Reads and validates values. Returns the labels of the violations if there are any.
fn read(call: &Call<'_>, values: &Value) -> Result<Values, Vec<String>> {
    let text = values.to_string();
    let input = Input::from_json(text.as_bytes()).expect("it is JSON");
    let (values, mut violations) = call.read(&input, ReadOptions::default());
    let outcome = call.validate(&values, &Facts::new(), &Waivers::NONE);
    violations.extend(outcome.violations);
    let found: Vec<String> = violations.iter().map(Violation::label).collect();
    match found.is_empty() {
        true => Ok(values),
        false => Err(found),
    }
}

/// Returns the texts and the lists of texts of the fields.
fn texts(call: &Call<'_>, values: &Values) -> serde_json::Value {
    let fields = call.operation().fields.iter_ids();
    let members =
        fields.filter_map(|(id, field)| Some((field.name.clone(), json_of(values.get(id)?)?)));
    serde_json::Value::Object(members.collect::<Map<_, _>>())
}

fn json_of(value: &wireform_interpret::Value) -> Option<serde_json::Value> {
    match value {
        wireform_interpret::Value::List(items) => items.iter().map(json_of).collect(),
        other => Some(json!(other.text()?)),
    }
}
