//! Answers a single request without a server.

use wireform::HttpRequest;
use wireform_interpret::{EncodedResponse, Interpreter};

use super::Provider;
use super::sessions::Sessions;
use super::store::Store;
use crate::builder::Settings;
use crate::record::CallRecord;
use crate::server::Incoming;

/// What a mock answers to a request, and what it did with it.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The response.
    pub response: EncodedResponse,
    /// The record of the call.
    pub record: CallRecord,
}

/// Returns what a lenient mock answers to a request that is its first one. Nothing is sent, and nothing is kept.
///
/// The mock takes only the given values of the given credentials. It checks the signature of a request if these have what the
/// check needs.
///
/// # Examples
/// ```
/// use wireform::Waivers;
/// use wireform_interpret::{Facts, Input, Interpreter, ReadOptions};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let schema = wireform_schemas::find("realtime-register").expect("it ships with wireform");
/// let mut sources = wireform_codegen::source::Sources::new();
/// sources.add("realtime-register.yaml", schema.text);
/// let (plans, _) = wireform_codegen::plan_sources(&sources);
/// let interpreter = Interpreter::new(&plans[0]);
/// let call = interpreter.operation("contact_update").expect("the schema has it");
/// let input = Input::from_json(br#"{ "customer": "acme", "handle": "jane", "city": "Zwolle" }"#)?;
/// let (values, _) = call.read(&input, ReadOptions::default());
/// let valid = call.valid(values, &Facts::new(), &Waivers::NONE)?;
/// let credentials = [("api_key".to_owned(), "key-0123".to_owned())];
/// let checked = call.credentials(None, &credentials)?;
/// let binding = call.operation().default_binding_id();
/// let request = call.encode(&valid, binding, "https://registrar.example", &checked)?;
///
/// let answered = wireform_mock::answer(&interpreter, &request, &credentials);
/// assert_eq!(answered.response.status, 200);
/// assert_eq!(answered.record.case.as_deref(), Some("updated"));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn answer(
    interpreter: &Interpreter<'_>,
    request: &HttpRequest,
    credentials: &[(String, String)],
) -> Answered {
    let mut provider = Provider {
        interpreters: std::slice::from_ref(interpreter),
        settings: Settings {
            credentials: credentials.to_vec(),
            ..Settings::default()
        },
        store: Store::default(),
        sessions: Sessions::default(),
        number: 0,
    };
    let (outgoing, record) = provider.handle(&incoming(request));
    Answered {
        response: outgoing.response,
        record,
    }
}

/// Returns a request as a server receives it.
fn incoming(request: &HttpRequest) -> Incoming {
    let target = request.path_and_query();
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let headers = request.headers();
    let headers = headers.map(|it| (it.name().to_owned(), it.value().to_owned()));
    Incoming {
        method: request.method().to_owned(),
        scheme: match request.url().starts_with("https:") {
            true => "https",
            false => "http",
        },
        path: path.to_owned(),
        query: query.to_owned(),
        headers: std::iter::once(("Host".to_owned(), request.host().to_owned()))
            .chain(headers)
            .collect(),
        body: Some(request.body().to_vec()),
    }
}
