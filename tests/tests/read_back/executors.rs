//! Writes back a response with both executors.

use serde_json::{Map, Value as Json};
use wireform::response::{CallError, ParseResponse, ResponseParts};
use wireform::{ApiRequest, FromRead, HttpRequest, NotRead, Open, Policy, Waivers, WritesBack};
use wireform_interpret::{Call, Facts, Interpreter, Value};
use wireform_tests::emitted::schemas::{autodns, realtime_register};
use wireform_tests::outcome::{Finding, findings};
use wireform_tests::plans;

/// What an executor makes of a response: the request, what it drops, and the result of sending it.
#[derive(Debug, PartialEq)]
pub(crate) enum Written {
    /// The response is another case.
    Unread,
    /// The response lacks something.
    NotRead(String),
    /// The request.
    Request { dropped: Vec<String>, sent: Sent },
}

/// The result of sending a request.
#[derive(Debug, PartialEq)]
pub(crate) enum Sent {
    Invalid(Vec<Finding>),
    Body { url: String, body: String },
}

/// What to do with a request before it is sent.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// The values of fields by logical name; null removes a value.
    pub(crate) set: Map<String, Json>,
    /// Whether what was invalid before and is not changed is accepted.
    pub(crate) accepts: bool,
}

/// The credentials that both executors use.
const CREDENTIALS: [(&str, &str); 3] = [("user", "u"), ("password", "p"), ("api_key", "k")];

/// A request whose fields a fixture changes.
trait Change: ApiRequest {
    /// Sets a field to a text or a list, or removes its value.
    fn change(&mut self, name: &str, value: &Json);
}

fn text(value: &Json) -> Option<std::borrow::Cow<'static, str>> {
    value.as_str().map(|text| text.to_owned().into())
}

fn lines(value: &Json) -> Vec<std::borrow::Cow<'static, str>> {
    let lines = value.as_array().unwrap().iter();
    lines.filter_map(text).collect()
}

impl Change for autodns::ContactUpdate<'_> {
    fn change(&mut self, name: &str, value: &Json) {
        match name {
            "city" => self.city = text(value),
            "fax" => self.fax = text(value),
            "identification_number" => self.identification_number = text(value),
            "address" => self.address = Some(lines(value)),
            "protection" => self.protection = text(value).map(Open::Other),
            _ => panic!("{name}: add it"),
        }
    }
}

impl Change for autodns::ContactUpdateXml<'_> {
    fn change(&mut self, name: &str, value: &Json) {
        match name {
            "city" => self.city = text(value),
            "vatnumber" => self.vatnumber = text(value),
            "birthday" => self.birthday = value.as_str().map(|date| date.parse().unwrap()),
            _ => panic!("{name}: add it"),
        }
    }
}

impl Change for realtime_register::ContactUpdate<'_> {
    fn change(&mut self, name: &str, value: &Json) {
        match name {
            "city" => self.city = text(value),
            "voice" => self.voice = text(value),
            "address_line" => self.address_line = Some(lines(value)),
            _ => panic!("{name}: add it"),
        }
    }
}

/// Returns what the emitted code makes of a response.
pub(crate) fn emitted(
    schema: &str,
    operation: &str,
    parts: ResponseParts<'_>,
    changes: &Changes,
) -> Written {
    use autodns::contact_info::Response::Success;
    use realtime_register::contact_info::Response::Found;
    match (schema, operation) {
        ("autodns", "contact_update") => match autodns::ContactInfo::parse_response(parts) {
            Ok(Success(read)) => {
                let auth = autodns::BasicAuth {
                    user: "u",
                    password: "p",
                    context: None,
                };
                let credentials = autodns::ApiCredentials::new(auth).unwrap();
                let server = autodns::ApiServer::Production;
                let back = autodns::ContactUpdate::from_read(&read);
                written(&read, back, changes, &server, &credentials)
            }
            other => unread(&other),
        },
        ("autodns", "contact_update_xml") => match autodns::ContactInfo::parse_response(parts) {
            Ok(Success(read)) => {
                let auth = autodns::GatewayAuth {
                    user: "u",
                    password: "p",
                    context: None,
                };
                let credentials = autodns::GatewayCredentials::new(auth).unwrap();
                let server = autodns::GatewayServer::Production;
                let back = autodns::ContactUpdateXml::from_read(&read);
                written(&read, back, changes, &server, &credentials)
            }
            other => unread(&other),
        },
        ("realtime-register", "contact_update") => {
            match realtime_register::ContactInfo::parse_response(parts) {
                Ok(Found(read)) => {
                    let auth = realtime_register::KeyAuth { api_key: "k" };
                    let credentials = realtime_register::ApiCredentials::new(auth).unwrap();
                    let server = realtime_register::ApiServer::Production;
                    let back = realtime_register::ContactUpdate::from_read(&read);
                    written(&read, back, changes, &server, &credentials)
                }
                other => unread(&other),
            }
        }
        _ => panic!("{schema} {operation}: add it to `emitted`"),
    }
}

/// Returns the result for a response that is another case, or none.
fn unread<S, R>(_: &Result<S, CallError<R>>) -> Written {
    Written::Unread
}

/// Changes the fields of a request and sends it.
fn written<R, T: Change<Context = (), AtSending = ()> + WritesBack<R>>(
    read: &R,
    back: Result<FromRead<T>, NotRead>,
    changes: &Changes,
    server: &T::Server,
    credentials: &T::Credentials,
) -> Written {
    let FromRead {
        mut request,
        dropped,
        ..
    } = match back {
        Ok(back) => back,
        Err(error) => return Written::NotRead(error.to_string()),
    };
    for (name, value) in &changes.set {
        request.change(name, value);
    }
    let mut policy = Policy::new();
    if changes.accepts {
        policy = policy.accept_unchanged(read);
    }
    let sent = match request.into_valid(&(), &policy) {
        Err(invalid) => Sent::Invalid(findings(invalid.violations())),
        Ok(valid) => Sent::of(&valid.to_http(server, credentials)),
    };
    Written::Request { dropped, sent }
}

impl Sent {
    fn of(request: &HttpRequest) -> Self {
        Sent::Body {
            url: request.url().to_owned(),
            body: String::from_utf8(request.body().to_vec()).unwrap(),
        }
    }
}

/// Returns what the interpreter makes of a response.
pub(crate) fn interpreted(
    call: &Call<'_>,
    read: &Call<'_>,
    parts: &ResponseParts<'_>,
    changes: &Changes,
) -> Written {
    let Ok(response) = read.decode_response(parts) else {
        return Written::Unread;
    };
    let FromRead {
        request: mut values,
        dropped,
        ..
    } = match call.from_read(&response) {
        None => return Written::Unread,
        Some(Err(error)) => return Written::NotRead(error.to_string()),
        Some(Ok(back)) => back,
    };
    let operation = call.operation();
    for (name, value) in &changes.set {
        let field = operation.fields.find(|it| it.name == *name).unwrap();
        let text = |value: &Json| value.as_str().map(|text| Value::Text(text.to_owned()));
        let value = match value {
            Json::Array(items) => Some(Value::List(items.iter().filter_map(text).collect())),
            other => text(other),
        };
        values.set(field, value);
    }
    let mut waivers = Waivers::NONE;
    if changes.accepts {
        call.accept_unchanged(&mut waivers, &response);
    }
    let sent = match call.valid(values, &Facts::new(), &waivers) {
        Err(violations) => Sent::Invalid(findings(&violations)),
        Ok(valid) => {
            let given = CREDENTIALS.map(|(name, text)| (name.to_owned(), text.to_owned()));
            let used: Vec<_> = given
                .into_iter()
                .filter(|(name, _)| call.plan().credentials.iter().any(|it| it.name == *name))
                .collect();
            let credentials = call.credentials(None, &used).unwrap();
            let server = &call.plan().endpoints[operation.endpoint].servers;
            let url = &server.iter().next().unwrap().url;
            let binding = operation.default_binding_id();
            Sent::of(&call.encode(&valid, binding, url, &credentials).unwrap())
        }
    };
    Written::Request { dropped, sent }
}

/// Returns what both executors make of a response, after checking that they agree.
pub(crate) fn both(schema: &str, operation: &str, body: &str, changes: &Changes) -> Written {
    let plan = plans::provider(schema);
    let interpreter = Interpreter::new(&plan);
    let call = interpreter.operation(operation).unwrap();
    let reads = &call.operation().read_back.as_ref().unwrap().operation;
    let read = interpreter.operation(reads).unwrap();
    let parts = ResponseParts::new(200, body.as_bytes());
    let found = interpreted(&call, &read, &parts, changes);
    assert_eq!(emitted(schema, operation, parts, changes), found, "{body}");
    found
}
