//! Values as people write them: a file or standard input, in YAML or JSON, never more than a limit.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;
use std::path::Path;

use wireform_codegen::source::{Renderer, Sources, read_value};
use wireform_interpret::Input;

use crate::args::{InputArgs, InputFormat};
use crate::shared::lines::MAX_LINE;
use crate::shared::output::Stop;

/// The most bytes of one document. A record of any provider is a small part of it.
const MAX_BYTES: u64 = 4 << 20;

/// The most bytes that are looked at to recognise a format: two lines, and blank ones before them.
const MAX_HEAD: usize = 3 * MAX_LINE;

/// The input of the command line, with its format decided.
pub(crate) struct Opened {
    pub(crate) format: InputFormat,
    pub(crate) reader: Box<dyn Read>,
    /// How many bytes it has, where it is a file.
    pub(crate) size: Option<u64>,
    /// Whether neither an option nor the name of the file says the format.
    is_assumed: bool,
}

/// Opens the input of the command line. Where nothing says its format, JSON Lines are recognised, and the rest is YAML.
pub(crate) fn opened(args: &InputArgs) -> Result<Opened, Stop> {
    let (reader, size) = open("--input", &args.input)?;
    if let Some(format) = stated(&args.input, args.input_format) {
        return Ok(Opened {
            format,
            reader,
            size,
            is_assumed: false,
        });
    }
    let (has_lines, reader) = recognise(reader).map_err(|error| unreadable("--input", &error))?;
    Ok(Opened {
        format: match has_lines {
            true => InputFormat::Jsonl,
            false => InputFormat::Yaml,
        },
        reader,
        size,
        is_assumed: true,
    })
}

/// Returns the format that an option or the extension of the file says.
pub(crate) fn stated(path: &Path, said: Option<InputFormat>) -> Option<InputFormat> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    said.or(match extension {
        Some("json") => Some(InputFormat::Json),
        Some("jsonl" | "ndjson") => Some(InputFormat::Jsonl),
        Some("yaml" | "yml") => Some(InputFormat::Yaml),
        _ => None,
    })
}

/// Whether the input is JSON Lines: its first line is a whole JSON object, and `{` begins the next. No YAML is both.
/// Blank lines are passed over. The reader that is returned begins at the beginning again.
fn recognise(reader: Box<dyn Read>) -> io::Result<(bool, Box<dyn Read>)> {
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

/// Reads up to the end of the next line that is not blank, and returns where that line is. It is empty at the end of the
/// input, or where too much was read.
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

/// Reads the one document of the command line's input. The inner error says what is wrong with it.
pub(crate) fn whole(opened: Opened, args: &InputArgs) -> Result<Result<Input, String>, Stop> {
    let named = named(&args.input);
    let bytes = match limited("--input", opened.reader)? {
        Ok(bytes) => bytes,
        Err(wrong) => return Ok(Err(format!("{named}: {wrong}"))),
    };
    Ok(match opened.format {
        // What is wrong with YAML is said with the name already.
        InputFormat::Yaml => {
            let may_be_json = opened.is_assumed && bytes.trim_ascii_start().starts_with(b"{");
            yaml(bytes, &args.input).map_err(|wrong| match may_be_json {
                true => format!(
                    "{}\nIt is read as YAML; give --input-format json or --input-format jsonl if it is JSON",
                    wrong.trim_end()
                ),
                false => wrong,
            })
        }
        InputFormat::Json | InputFormat::Jsonl => {
            json(&bytes).map_err(|wrong| format!("{named}: {wrong}"))
        }
    })
}

/// Reads the file of `--current`.
pub(crate) fn current(path: &Path) -> Result<Input, Stop> {
    let (reader, _) = open("--current", path)?;
    let read = limited("--current", reader)?;
    let read = read.and_then(|bytes| match stated(path, None) {
        Some(InputFormat::Json | InputFormat::Jsonl) => json(&bytes),
        Some(InputFormat::Yaml) | None => yaml(bytes, path),
    });
    read.map_err(|wrong| Stop::because(format!("--current: {wrong}")))
}

/// Says that the file of an option cannot be read. Its name is not repeated: it names nothing, and may be a secret.
pub(crate) fn unreadable(option: &str, error: &io::Error) -> Stop {
    Stop::because(format!("{option}: the file cannot be read: {error}"))
}

/// Reads one document, unless it is longer than a document may be, which the inner error says.
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
