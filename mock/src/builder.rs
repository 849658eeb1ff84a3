//! The settings of a mock.

use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;

use wireform_codegen::plan::Plan;
use wireform_codegen::source::{Diagnostics, Renderer, Sources, closest};

use crate::fault::Fault;
use crate::mock::Mock;
use crate::record::CallRecord;
use crate::server::Framed;

/// Why a mock does not start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MockError(String);

impl MockError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        MockError(message.into())
    }
}

impl fmt::Display for MockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for MockError {}

pub(crate) type ChooseFault = Box<dyn FnMut(u64) -> Option<Fault> + Send>;
pub(crate) type OnCall = Box<dyn FnMut(&CallRecord) + Send>;

/// The number of calls that a mock remembers by default.
const REMEMBERED: usize = 100_000;

/// What a provider needs to know besides its plans.
#[derive(Default)]
pub(crate) struct Settings {
    pub(crate) strict: bool,
    pub(crate) fail: Option<String>,
    pub(crate) fault: Option<ChooseFault>,
    pub(crate) credentials: Vec<(String, String)>,
    pub(crate) on_call: Option<OnCall>,
    /// The number of calls that are kept.
    pub(crate) remembered: usize,
}

/// A mock that is not started yet.
///
/// ```
/// use wireform_mock::{Fault, Mock};
///
/// # fn main() -> Result<(), wireform_mock::MockError> {
/// let mock = Mock::of("hostcontrol")
///     .credentials("api_key", "key-0123")
///     .fault_when(|number| (number % 3 == 0).then_some(Fault::HtmlPage))
///     .start()?;
/// assert!(mock.url().starts_with("http://127.0.0.1:"));
/// # Ok(())
/// # }
/// ```
#[must_use = "a mock serves nothing until it is started"]
pub struct MockBuilder {
    plans: Result<Vec<Plan>, MockError>,
    listen: SocketAddr,
    until_interrupted: bool,
    framed: Option<Framed>,
    settings: Settings,
}

impl fmt::Debug for MockBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockBuilder")
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

impl MockBuilder {
    pub(crate) fn of_plans(plans: Result<Vec<Plan>, MockError>) -> Self {
        MockBuilder {
            plans,
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            until_interrupted: false,
            framed: None,
            settings: Settings {
                remembered: REMEMBERED,
                ..Settings::default()
            },
        }
    }

    pub(crate) fn of_sources(sources: &Sources, mut diagnostics: Diagnostics) -> Self {
        let (plans, found) = wireform_codegen::plan_sources(sources);
        diagnostics.extend(found);
        Self::of_plans(match diagnostics.has_errors() {
            true => Err(MockError::new(
                Renderer::plain().render_all(&diagnostics, sources),
            )),
            false => Ok(plans),
        })
    }

    /// Listens on an address. The default is a free port of 127.0.0.1.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Refuses what a lenient mock accepts: a contact that nobody created is not found.
    pub fn strict(mut self) -> Self {
        self.settings.strict = true;
        self
    }

    /// Answers each operation that has a case of this name with that case. A request that is answered with a failure is not
    /// carried out.
    pub fn fail(mut self, case: impl Into<String>) -> Self {
        self.settings.fail = Some(case.into());
        self
    }

    /// Injects a fault into each call.
    pub fn fault(self, fault: Fault) -> Self {
        self.fault_when(move |_| Some(fault))
    }

    /// Injects a fault into some calls. The argument of the function is the number of the call, from 1.
    pub fn fault_when(mut self, choose: impl FnMut(u64) -> Option<Fault> + Send + 'static) -> Self {
        self.settings.fault = Some(Box::new(choose));
        self
    }

    /// Takes only this value of a credential. Without it, the mock takes every well-formed value.
    pub fn credentials(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.credentials.push((name.into(), value.into()));
        self
    }

    /// Calls a function for each call, before the response is sent.
    pub fn on_call(mut self, call: impl FnMut(&CallRecord) + Send + 'static) -> Self {
        self.settings.on_call = Some(Box::new(call));
        self
    }

    /// Remembers this number of calls for [`Mock::calls`], with the values of their requests. The default is 100,000.
    pub fn remember(mut self, most: usize) -> Self {
        self.settings.remembered = most;
        self
    }

    /// Stops when the process is interrupted or asked to terminate. [`Mock::wait`] waits for it.
    pub fn until_interrupted(mut self) -> Self {
        self.until_interrupted = true;
        self
    }

    /// Serves documents in frames instead of HTTP: each frame is a length of four bytes, which counts itself if
    /// `includes_itself`, and a document (RFC 5734).
    pub fn framed(mut self, includes_itself: bool) -> Self {
        let greeting = self.framed.take().and_then(|framed| framed.greeting);
        self.framed = Some(Framed {
            includes_itself,
            greeting,
        });
        self
    }

    /// Sends this document at the beginning of each connection that carries frames.
    pub fn greeting(mut self, document: impl Into<String>) -> Self {
        let includes_itself = self.framed.is_none_or(|framed| framed.includes_itself);
        self.framed = Some(Framed {
            includes_itself,
            greeting: Some(document.into()),
        });
        self
    }

    /// Starts the mock.
    ///
    /// # Errors
    ///
    /// Fails if a schema has errors, if a case or a credential has a name that no schema has, or if the address cannot be
    /// listened on.
    pub fn start(self) -> Result<Mock, MockError> {
        let plans = self.plans?;
        check(&plans, &self.settings)?;
        let listener = TcpListener::bind(self.listen)
            .map_err(|error| MockError::new(format!("{}: {error}", self.listen)))?;
        Mock::start(
            plans,
            self.settings,
            listener,
            self.until_interrupted,
            self.framed,
        )
    }
}

/// Checks the names in the settings.
fn check(plans: &[Plan], settings: &Settings) -> Result<(), MockError> {
    if let Some(case) = &settings.fail {
        let mut known: Vec<&str> = plans
            .iter()
            .flat_map(|plan| &plan.operations)
            .flat_map(|operation| operation.responses.iter())
            .map(|response| response.name.as_str())
            .collect();
        known.sort_unstable();
        known.dedup();
        if !known.contains(&case.as_str()) {
            let message = "no operation has a response of this name";
            let help = match closest(case, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the names are: {}", known.join(", ")),
            };
            return Err(MockError::new(format!("{message}; {help}")));
        }
    }
    for (name, _) in &settings.credentials {
        let mut credentials = plans.iter().flat_map(|plan| plan.credentials.iter());
        if !credentials.any(|credential| credential.name == *name) {
            let message = "no schema has a credential of the given name";
            return Err(MockError::new(message));
        }
    }
    Ok(())
}

impl Mock {
    /// Returns the builder of a mock of one of the schemas that ship with wireform.
    pub fn of(name: &str) -> MockBuilder {
        match wireform_schemas::find(name) {
            Some(schema) => Mock::from_schema(schema.name, schema.text),
            None => {
                let names: Vec<&str> = wireform_schemas::every().map(|it| it.name).collect();
                let message = format!(
                    "no schema of this name ships with wireform ({})",
                    names.join(", ")
                );
                MockBuilder::of_plans(Err(MockError::new(message)))
            }
        }
    }

    /// Returns the builder of a mock of a schema, given as text. The name is that of a file without its extension.
    pub fn from_schema(name: &str, text: &str) -> MockBuilder {
        let mut sources = Sources::new();
        sources.add(format!("{name}.yaml"), text);
        MockBuilder::of_sources(&sources, Diagnostics::default())
    }

    /// Returns the builder of a mock of a schema in a file.
    pub fn from_file(path: impl AsRef<Path>) -> MockBuilder {
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::default();
        sources.read(path.as_ref(), &mut diagnostics);
        MockBuilder::of_sources(&sources, diagnostics)
    }

    /// Returns the builder of a mock of several schemas. Each has its own URL: see [`Mock::url_of`].
    pub fn from_plans(plans: Vec<Plan>) -> MockBuilder {
        MockBuilder::of_plans(Ok(plans))
    }
}
