//! Reads values from a file or from standard input, in YAML or JSON, up to a size limit.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;
use std::path::Path;

use wireform_codegen::source::{Renderer, Sources, read_value};
use wireform_interpret::Input;

use crate::args::{InputArgs, InputFormat};
use crate::shared::lines::MAX_LINE;
use crate::shared::output::Stop;

/// The maximum size of one document. Records of real providers are much smaller.
const MAX_BYTES: u64 = 4 << 20;

/// The most bytes of a response that are read: a body of the greatest allowed size, and its headers.
const MOST_RESPONSE: u64 = 17 << 20;

/// The maximum number of bytes read to recognize a format: two lines, and blank lines before them.
const MAX_HEAD: usize = 3 * MAX_LINE;

/// The opened input, with its format.
pub(crate) struct OpenedInput {
    pub(crate) format: InputFormat,
    pub(crate) reader: Box<dyn Read>,
    /// Its size in bytes, if it is a file.
    pub(crate) size: Option<u64>,
    /// Whether the format is a guess, because neither an option nor the name of the file states it.
    is_guessed: bool,
}

/// Opens the input. If nothing states its format, JSON Lines are recognized, and everything else is YAML.
pub(crate) fn open_input(args: &InputArgs) -> Result<OpenedInput, Stop> {
    let (reader, size) = open("--input", &args.input)?;
    if let Some(format) = stated_format(&args.input, args.input_format) {
        return Ok(OpenedInput {
            format,
            reader,
            size,
            is_guessed: false,
        });
    }
    let (has_lines, reader) =
        recognize_json_lines(reader).map_err(|error| unreadable("--input", &error))?;
    Ok(OpenedInput {
        format: match has_lines {
            true => InputFormat::Jsonl,
            false => InputFormat::Yaml,
        },
        reader,
        size,
        is_guessed: true,
    })
}

/// Returns the format that an option or the extension of the file states.
pub(crate) fn stated_format(path: &Path, option: Option<InputFormat>) -> Option<InputFormat> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    option.or(match extension {
        Some("json") => Some(InputFormat::Json),
        Some("jsonl" | "ndjson") => Some(InputFormat::Jsonl),
        Some("yaml" | "yml") => Some(InputFormat::Yaml),
        _ => None,
    })
}

/// Returns whether the input is JSON Lines: its first line is a complete JSON object, and the next one starts with `{`.
/// No YAML document satisfies both. Blank lines are skipped. The returned reader starts at the beginning of the input.
fn recognize_json_lines(reader: Box<dyn Read>) -> io::Result<(bool, Box<dyn Read>)> {
    let mut reader = BufReader::with_capacity(256 << 10, reader);
    let mut head = Vec::new();
    let first = text_line(&mut reader, &mut head)?;
    let is_object = matches!(json(&head[first]), Ok(Input::Map(_)));
    let has_lines = is_object && {
        let next = text_line(&mut reader, &mut head)?;
        head[next].trim_ascii_start().starts_with(b"{")
    };
    Ok((has_lines, Box::new(io::Cursor::new(head).chain(reader))))
}

/// Reads the next line that is not blank, and returns its range. The range is empty at the end of the input, or if too
/// much was read.
fn text_line(reader: &mut impl BufRead, head: &mut Vec<u8>) -> io::Result<Range<usize>> {
    loop {
        let start = head.len();
        let most = MAX_HEAD.saturating_sub(start) as u64;
        let read = reader.by_ref().take(most).read_until(b'\n', head)?;
        if read == 0 || !head[start..].trim_ascii().is_empty() {
            return Ok(start..head.len());
        }
    }
}

/// Opens the file of an option, or standard input. Returns the size of a file.
pub(crate) fn open(option: &str, path: &Path) -> Result<(Box<dyn Read>, Option<u64>), Stop> {
    if path.as_os_str() == "-" {
        return Ok((Box::new(io::stdin()), None));
    }
    let because = |error: io::Error| unreadable(option, &error);
    let file = File::open(path).map_err(because)?;
    let metadata = file.metadata().map_err(because)?;
    if metadata.is_dir() {
        return Err(Stop::because(format!(
            "{option}: this is a directory, not a file"
        )));
    }
    let size = metadata.is_file().then_some(metadata.len());
    Ok((Box::new(file), size))
}

/// Reads an input that is one document. The inner error describes a mistake in the document.
pub(crate) fn read_document(
    opened: OpenedInput,
    args: &InputArgs,
) -> Result<Result<Input, String>, Stop> {
    let name = display_name(&args.input);
    let bytes = match limited("--input", opened.reader)? {
        Ok(bytes) => bytes,
        Err(wrong) => return Ok(Err(format!("{name}: {wrong}"))),
    };
    Ok(match opened.format {
        // The diagnostics of YAML contain the name.
        InputFormat::Yaml => {
            let may_be_json = opened.is_guessed && bytes.trim_ascii_start().starts_with(b"{");
            yaml(bytes, &args.input).map_err(|wrong| match may_be_json {
                true => format!(
                    "{}\nThe input is read as YAML; for JSON give --input-format json or --input-format jsonl",
                    wrong.trim_end()
                ),
                false => wrong,
            })
        }
        InputFormat::Json | InputFormat::Jsonl => {
            json(&bytes).map_err(|wrong| format!("{name}: {wrong}"))
        }
    })
}

/// Reads the file of `--current`.
pub(crate) fn read_current(path: &Path) -> Result<Input, Stop> {
    let (reader, _) = open("--current", path)?;
    let read = limited("--current", reader)?;
    let read = read.and_then(|bytes| match stated_format(path, None) {
        Some(InputFormat::Json | InputFormat::Jsonl) => json(&bytes),
        Some(InputFormat::Yaml) | None => yaml(bytes, path),
    });
    read.map_err(|wrong| Stop::because(format!("--current: {wrong}")))
}

/// Returns the failure for an unreadable file of an option. The message does not contain the path, which may be a secret
/// in the wrong place.
pub(crate) fn unreadable(option: &str, error: &io::Error) -> Stop {
    Stop::because(format!("{option}: cannot read the file: {error}"))
}

/// Reads one document. The inner error states that it exceeds the size limit.
fn limited(option: &str, reader: Box<dyn Read>) -> Result<Result<Vec<u8>, String>, Stop> {
    let mut bytes = Vec::new();
    BufReader::new(reader)
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(option, &error))?;
    Ok(match bytes.len() as u64 > MAX_BYTES {
        true => Err(format!("the input has more than {} MiB", MAX_BYTES >> 20)),
        false => Ok(bytes),
    })
}

/// Reads a response from a file: an HTTP message or a body. What exceeds the greatest size is left out, and decoding refuses the
/// rest.
pub(crate) fn response_of_file(path: &Path) -> io::Result<Vec<u8>> {
    response_of(File::open(path)?)
}

/// Reads a response from a stream, like [`response_of_file`].
pub(crate) fn response_of(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(MOST_RESPONSE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Parses JSON: one value, and nothing after it.
pub(crate) fn json(bytes: &[u8]) -> Result<Input, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    Input::from_json(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let words = json_words(&message);
        format!("is not JSON (line {line}, column {column}): {words}")
    })
}

/// Returns what is wrong with JSON, in words for people. The messages of the parser end with the place.
fn json_words(message: &str) -> &str {
    let what = message
        .find(" at line ")
        .map_or(message, |at| &message[..at]);
    match what {
        "expected ident" | "expected value" => {
            "a value is missing here: a text in double quotes, a number, true, false, null, a list or an object"
        }
        "key must be a string" => "expected a name in double quotes, without a comma before `}`",
        "trailing comma" => "a comma without a value behind it",
        "trailing characters" => "the value ends before this character",
        "invalid number" => "a number begins with `-` or a digit, and has no zero in front",
        "invalid escape" => {
            "a backslash in a text begins one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000"
        }
        what if what.starts_with("EOF while parsing") => "it ends too early",
        what if what.starts_with("control character") => {
            "a text contains a line end, a tab or another control character: write \\n, \\t or \\u0000"
        }
        what => what,
    }
}

/// Parses a line of JSON. Errors have a column, but no line.
pub(crate) fn json_line(line: &[u8]) -> Result<Input, String> {
    json(line).map_err(|wrong| wrong.replace("(line 1, column ", "(column "))
}

fn yaml(bytes: Vec<u8>, path: &Path) -> Result<Input, String> {
    let Ok(text) = String::from_utf8(bytes) else {
        return Err("the input is not UTF-8".to_owned());
    };
    read_value(&text)
        .map(|node| Input::from(&node))
        .map_err(|diagnostics| {
            let mut sources = Sources::new();
            sources.add(display_name(path), text);
            // The input may be personal data, so the output shows only places.
            let rendered = Renderer::plain()
                .hide_source()
                .render_all(&diagnostics, &sources);
            format!("cannot read the input\n{rendered}")
        })
}

/// Returns the name of the input in messages.
fn display_name(path: &Path) -> String {
    match path.as_os_str() == "-" {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    }
}
