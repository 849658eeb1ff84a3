//! `decode`: prints what a response to an operation says.

pub(crate) mod message;
mod show;

use std::fs::File;
use std::io::{self, Read as _, Write as _};

use wireform::response::State;
use wireform_interpret::Interpreter;

use crate::args::{DecodeArgs, DecodeForm};
use crate::shared::output::{Output, Status, Stop};
use crate::shared::{schema, subject};
use message::Message;

/// The most bytes of input that are read: a body of the greatest allowed size, and its headers.
const MOST_BYTES: u64 = 17 << 20;

/// Reads a response and prints its outcome.
pub(crate) fn run(args: &DecodeArgs, out: &mut Output) -> Result<Status, Stop> {
    let plan = schema::plan(&args.schema)?;
    let interpreter = Interpreter::new(&plan);
    let call = subject::find_operation(&interpreter, &args.operation)?;
    if let Some(name) = &args.binding {
        let bindings = call.operation().bindings.iter();
        let names = bindings.map(|binding| binding.name.as_str());
        if !names.clone().any(|known| known == name) {
            return Err(subject::unknown("--binding", "binding", name, names));
        }
    }
    if call.operation().responses.is_empty() {
        let name = &call.operation().name;
        return Err(Stop::because(format!(
            "the schema describes no responses to `{name}`"
        )));
    }
    let input = read(args)?;
    let message = match args.status {
        Some(status) => Message::of_body(status, &input),
        None => Message::parse(&input).map_err(Stop::because)?,
    };
    let parts = message.parts();
    let decoded = call.decode_response(&parts);
    let (text, status) = match &decoded {
        Ok(response) => {
            let text = match args.form {
                DecodeForm::Human => show::human(response),
                DecodeForm::Json => show::json(&call.operation().name, response),
            };
            let status = match response.state() {
                State::Done => Status::Clean,
                State::Pending => Status::Accepted,
                State::NotDone => Status::Refused,
                State::Unknown => Status::Unknown,
            };
            (text, status)
        }
        Err(unexpected) => {
            let text = match args.form {
                DecodeForm::Human => show::human_unexpected(unexpected),
                DecodeForm::Json => show::json_unexpected(&call.operation().name, unexpected),
            };
            (text, Status::Unknown)
        }
    };
    out.write_all(text.as_bytes())?;
    Ok(status)
}

fn read(args: &DecodeArgs) -> Result<Vec<u8>, Stop> {
    let name = args.input.display();
    let failed = |error: io::Error| Stop::because(format!("{name}: cannot read: {error}"));
    let mut bytes = Vec::new();
    match args.input.as_os_str() == "-" {
        true => io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes),
        false => File::open(&args.input)
            .map_err(failed)?
            .take(MOST_BYTES)
            .read_to_end(&mut bytes),
    }
    .map_err(failed)?;
    Ok(bytes)
}
