//! The files of one compilation: names and texts, and lines and columns in them.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::codes;
use super::{Diagnostic, Diagnostics, FileId, Span};

/// The most bytes that a schema may have.
pub const MAX_FILE_BYTES: usize = 4 << 20;

/// One file: the name that people see, and the text as it was read.
#[derive(Debug, Clone)]
struct File {
    name: String,
    text: String,
    /// Where each line starts.
    lines: Vec<usize>,
}

/// The files of one compilation, by [`FileId`].
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<File>,
}

impl Sources {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text under a name. The text stays as it is: spans point into it byte for byte.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let text = text.into();
        let newlines = text.match_indices('\n').map(|(at, _)| at + 1);
        self.files.push(File {
            // One spelling on every system, because names get into generated files.
            name: name.into().replace('\\', "/"),
            lines: [0].into_iter().chain(newlines).collect(),
            text,
        });
        id
    }

    /// Reads a file. The file gets an id even when it cannot be read, so that the mistake has a place.
    pub fn read(&mut self, path: &Path, diagnostics: &mut Diagnostics) -> Option<FileId> {
        let name = path.display().to_string();
        let bytes = match read_bytes(path) {
            Ok(bytes) => bytes,
            Err((code, message, help)) => {
                let id = self.add(name, "");
                let mut diagnostic = Diagnostic::error(code, Span::at(id, 0, 0), message);
                diagnostic.help.extend(help);
                diagnostics.push(diagnostic);
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => Some(self.add(name, text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                // Everything before the first wrong byte is the same in the lossy text, so the place is right.
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let wrong = error.as_bytes().get(at).copied().unwrap_or_default();
                let id = self.add(name, text);
                diagnostics.push(
                    Diagnostic::error(
                        codes::NOT_UTF8,
                        Span::at(id, at, at + '\u{fffd}'.len_utf8()),
                        format!("the file is not UTF-8: byte {wrong:#04x} at offset {at}"),
                    )
                    .help("save the file as UTF-8"),
                );
                None
            }
        }
    }

    /// The name of a file; empty for an id of other sources.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.name)
    }

    /// The text of a file; empty for an id of other sources.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// All files in the order of adding.
    pub fn ids(&self) -> impl Iterator<Item = FileId> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// The text that a span covers; empty for a span of other sources.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.range()).unwrap_or("")
    }

    /// Line and column of the start of a span, from 1, in characters.
    #[must_use]
    pub fn position(&self, span: Span) -> (usize, usize) {
        let text = self.text(span.file);
        let mut at = (span.start as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let (line, start) = self.line(span.file, at);
        let before = &text[start..at];
        let before = before.strip_prefix('\u{feff}').unwrap_or(before);
        (line, before.chars().count() + 1)
    }

    /// The number of the line of an offset, from 1, and where it starts.
    pub(super) fn line(&self, file: FileId, at: usize) -> (usize, usize) {
        let Some(file) = self.file(file) else {
            return (1, 0);
        };
        let line = file.lines.partition_point(|start| *start <= at);
        (line, file.lines[line - 1])
    }

    fn file(&self, file: FileId) -> Option<&File> {
        self.files.get(file.0 as usize)
    }
}

/// What went wrong: code, message, help.
type ReadError = (&'static str, String, Option<String>);

/// The bytes of a file, never more than the limit, whatever the file system says about its size.
fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let unreadable = |error: std::io::Error| {
        let message = format!("the file cannot be read: {error}");
        (codes::FILE_UNREADABLE, message, None)
    };
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err((
            codes::NOT_A_FILE,
            "this is a folder, not a file".to_owned(),
            Some("give the path of one schema file".to_owned()),
        ));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)
        .map_err(unreadable)?
        .take(MAX_FILE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() > MAX_FILE_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

fn too_large() -> ReadError {
    (
        codes::FILE_TOO_LARGE,
        format!("the file has more than {} MiB", MAX_FILE_BYTES >> 20),
        None,
    )
}
