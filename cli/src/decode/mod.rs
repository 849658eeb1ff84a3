//! `decode`: prints what a response to an operation says.

mod human;
mod json;
mod words;

use std::io::{self, Write as _};

use wireform::response::{State, Unexpected, UnexpectedReason};
use wireform_codegen::plan::BindingId;
use wireform_interpret::{Call, Interpreter};
use wireform_site::received::{Message, MessageError};

use crate::args::{DecodeArgs, DecodeForm};
use crate::shared::input::{response_of, response_of_file};
use crate::shared::output::{Output, Status, Stop};
use crate::shared::{schema, subject};

/// Reads a response and prints its outcome.
pub(crate) fn run(args: &DecodeArgs, out: &mut Output) -> Result<Status, Stop> {
    let plan = schema::plan(&args.schema)?;
    let interpreter = Interpreter::new(&plan);
    let call = subject::find_operation(&interpreter, &args.operation)?;
    let binding = find_binding(&call, args.binding.as_deref())?;
    if call.operation().responses.is_empty() {
        let name = &call.operation().name;
        return Err(Stop::because(format!(
            "the schema describes no responses to `{name}`"
        )));
    }
    let input = read(args)?;
    let operation = &call.operation().name;
    let message = match args.status {
        Some(status) => Ok(Message::of_body(status, &input)),
        None => Message::parse(&input),
    };
    let message = match message {
        Ok(message) => message,
        Err(error @ MessageError::NotHttp(_)) => return Err(Stop::because(error.to_string())),
        // What the provider has sent does not say what it did.
        Err(error @ MessageError::CutOff(_)) => {
            let text = match args.form {
                DecodeForm::Human => human::unexpected(&error.to_string(), &[]),
                DecodeForm::Json => json::unexpected(operation, None, &error.to_string(), &[]),
            };
            out.write_all(text.as_bytes())?;
            return Ok(Status::Unknown);
        }
    };
    let parts = message.parts();
    let decoded = match binding {
        Some(binding) => call.decode_response_of(binding, &parts),
        None => call.decode_response(&parts),
    };
    // The other reasons say themselves what is wrong with the response.
    let failed_tests = |unexpected: &Unexpected| match unexpected.reason() {
        UnexpectedReason::NoCase => call.failed_tests(&parts),
        _ => Vec::new(),
    };
    let reason = |unexpected| words::reason(&call, unexpected, args.binding.as_deref());
    let text = match (&decoded, args.form) {
        (Ok(response), DecodeForm::Human) => human::response(response),
        (Ok(response), DecodeForm::Json) => json::response(operation, response),
        (Err(unexpected), DecodeForm::Human) => {
            human::unexpected(&reason(unexpected), &failed_tests(unexpected))
        }
        (Err(unexpected), DecodeForm::Json) => json::unexpected(
            operation,
            Some(unexpected.status()),
            &reason(unexpected),
            &failed_tests(unexpected),
        ),
    };
    let state = match &decoded {
        Ok(response) => response.state(),
        Err(unexpected) => unexpected.state(),
    };
    let status = match state {
        State::Done => Status::Clean,
        State::Pending => Status::Accepted,
        State::NotDone => Status::Refused,
        State::Unknown => Status::Unknown,
    };
    out.write_all(text.as_bytes())?;
    Ok(status)
}

/// Returns the binding of a name. If all bindings have one format, it is the first one, as the request can have no other.
fn find_binding(call: &Call<'_>, name: Option<&str>) -> Result<Option<BindingId>, Stop> {
    let bindings = &call.operation().bindings;
    let Some(name) = name else {
        let first = call.operation().default_binding().body.format();
        let is_only = bindings.iter().all(|it| it.body.format() == first);
        return Ok(is_only.then(|| call.operation().default_binding_id()));
    };
    let found = bindings.iter_ids().find(|(_, it)| it.name == name);
    let names = bindings.iter().map(|binding| binding.name.as_str());
    match found {
        Some((binding, _)) => Ok(Some(binding)),
        None => Err(subject::unknown("--binding", "binding", name, names)),
    }
}

fn read(args: &DecodeArgs) -> Result<Vec<u8>, Stop> {
    let read = match args.input.as_os_str() == "-" {
        true => response_of(io::stdin().lock()),
        false => response_of_file(&args.input),
    };
    let name = args.input.display();
    read.map_err(|error| Stop::because(format!("{name}: cannot read: {error}")))
}
