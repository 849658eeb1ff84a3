//! Values as people write them: a file or standard input, in YAML or JSON, never more than a limit.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use wireform_codegen::source::{Renderer, Sources, read_value};
use wireform_interpret::Input;

use crate::args::{InputArgs, InputFormat};
use crate::shared::output::Stop;

/// The most bytes of one document. A record of any provider is a small part of it.
const MAX_BYTES: u64 = 4 << 20;

/// The format of a file, by its extension where nobody says.
pub(crate) fn format_of(path: &Path, said: Option<InputFormat>) -> InputFormat {
    let extension = path.extension().and_then(|extension| extension.to_str());
    said.unwrap_or(match extension {
        Some("json") => InputFormat::Json,
        Some("jsonl" | "ndjson") => InputFormat::Jsonl,
        _ => InputFormat::Yaml,
    })
}

/// Opens the file of an option, or standard input, and tells its size where it has one.
pub(crate) fn open(option: &str, path: &Path) -> Result<(Box<dyn Read>, Option<u64>), Stop> {
    if path.as_os_str() == "-" {
        return Ok((Box::new(io::stdin()), None));
    }
    let because = |error: io::Error| unreadable(option, &error);
    let file = File::open(path).map_err(because)?;
    let metadata = file.metadata().map_err(because)?;
    if metadata.is_dir() {
        return Err(Stop::because(format!("{option}: the file is a folder")));
    }
    let size = metadata.is_file().then_some(metadata.len());
    Ok((Box::new(file), size))
}

/// The one document of the command line's input. The inner error says what is wrong with it.
pub(crate) fn whole(args: &InputArgs) -> Result<Result<Input, String>, Stop> {
    let format = format_of(&args.input, args.input_format);
    let read = file("--input", &args.input, format)?;
    // What is wrong with YAML is said with the name already.
    Ok(match format {
        InputFormat::Yaml => read,
        _ => read.map_err(|wrong| format!("{}: {wrong}", named(&args.input))),
    })
}

/// Says that the file of an option cannot be read. Its name is not repeated: it names nothing, and may be a secret.
pub(crate) fn unreadable(option: &str, error: &io::Error) -> Stop {
    Stop::because(format!("{option}: the file cannot be read: {error}"))
}

/// One document of a file. The inner error says what is wrong with it, without showing any of it.
pub(crate) fn file(
    option: &str,
    path: &Path,
    format: InputFormat,
) -> Result<Result<Input, String>, Stop> {
    let (reader, _) = open(option, path)?;
    let mut bytes = Vec::new();
    BufReader::new(reader)
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(option, &error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Ok(Err(format!(
            "the input has more than {} MiB",
            MAX_BYTES >> 20
        )));
    }
    Ok(match format {
        InputFormat::Yaml => yaml(bytes, path),
        InputFormat::Json | InputFormat::Jsonl => json(&bytes),
    })
}

/// JSON, one value and nothing behind it.
pub(crate) fn json(bytes: &[u8]) -> Result<Input, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| format!("is not JSON: {error}"))
}

/// JSON in one line, so that a place in it is a column.
pub(crate) fn json_line(line: &[u8]) -> Result<Input, String> {
    json(line).map_err(|wrong| wrong.replace(" at line 1 column ", " at column "))
}

fn yaml(bytes: Vec<u8>, path: &Path) -> Result<Input, String> {
    let Ok(text) = String::from_utf8(bytes) else {
        return Err("the input is not UTF-8".to_owned());
    };
    read_value(&text)
        .map(|node| Input::from(&node))
        .map_err(|diagnostics| {
            let mut sources = Sources::new();
            sources.add(named(path), text);
            // The input may be personal data, so only the place is shown.
            let rendered = Renderer::plain()
                .hide_source()
                .render_all(&diagnostics, &sources);
            format!("the input cannot be read\n{rendered}")
        })
}

/// What a message calls the input.
fn named(path: &Path) -> String {
    match path.as_os_str() == "-" {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    }
}
