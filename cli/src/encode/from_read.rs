//! Makes the values of a request from a response in a file, and changes those that the input mentions.

use std::path::Path;

use wireform::Violations;
use wireform::response::UnexpectedReason;
use wireform_interpret::{Call, Input, ReadOptions, Values};
use wireform_site::received::Message;

use crate::shared::input::response_of_file;
use crate::shared::output;

/// Returns the values that write back the response in a file, changed by the input. Names what is not written back.
///
/// # Errors
/// The reason why no request can be made from the response.
pub(super) fn values(
    call: &Call<'_>,
    file: &Path,
    input: &Input,
) -> Result<(Values, Violations), String> {
    let operation = call.operation();
    let Some(back) = &operation.read_back else {
        return Err(format!(
            "--from-read: `{}` has no `reads`, so it writes back no response",
            operation.name
        ));
    };
    let Some(read) = call.interpreter().operation(&back.operation) else {
        return Err(format!("there is no operation `{}`", back.operation));
    };
    let shown = file.display();
    let bytes = response_of_file(file)
        .map_err(|error| format!("--from-read: cannot read the file: {error}"))?;
    let message = match bytes.starts_with(b"HTTP/") {
        true => Message::parse(&bytes).map_err(|error| format!("{shown}: {error}"))?,
        false => Message::of_body(200, &bytes),
    };
    let case = &read.operation().responses[back.response].name;
    let other = || {
        format!(
            "{shown}: the response is not the case `{case}` of `{}`",
            back.operation
        )
    };
    let response =
        read.decode_response(&message.parts())
            .map_err(|error| match error.reason() {
                UnexpectedReason::NoCase => other(),
                reason => format!("{shown}: {reason}"),
            })?;
    // The violations of the input are those of the changes below.
    let options = ReadOptions {
        delete_missing: true,
    };
    let (arguments, _) = call.read(input, options);
    let written = call.from_read_with(&response, &arguments);
    let written = written.ok_or_else(other)?;
    let written = written.map_err(|error| {
        let fields = error.fields();
        let fields: Vec<_> = fields.map(|(path, why)| format!("{path} {why}")).collect();
        format!("{shown}: {}", fields.join("; "))
    })?;
    if !written.dropped.is_empty() {
        output::note(&format!("not written back: {}", written.dropped.join(", ")));
    }
    Ok(call.change(written.request, input))
}
