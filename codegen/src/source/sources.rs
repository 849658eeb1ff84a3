//! The files of one compilation: their names, their texts, and the lines and columns in them.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::{Diagnostics, FileId, SourceDiagnostic, Span};

/// The maximum size of a schema in bytes.
pub const MAX_FILE_BYTES: usize = 4 << 20;

/// One file: its name in diagnostics, and its text.
#[derive(Debug, Clone)]
struct File {
    name: String,
    text: String,
    /// The offset of the start of each line.
    lines: Vec<usize>,
}

/// The files of one compilation, by [`FileId`].
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<File>,
}

impl Sources {
    /// Creates an empty list of files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text under a name. The text is not changed, because spans are byte offsets in it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        let text = text.into();
        let newlines = text.match_indices('\n').map(|(at, _)| at + 1);
        self.files.push(File {
            // Generated files contain names, so names are spelled alike on every system.
            name: name.into().replace('\\', "/"),
            lines: [0].into_iter().chain(newlines).collect(),
            text,
        });
        id
    }

    /// Reads a file. A file that cannot be read also gets an id, so that its diagnostic has a place.
    pub fn read(&mut self, path: &Path, diagnostics: &mut Diagnostics) -> Option<FileId> {
        let name = path.display().to_string();
        let bytes = match read_bytes(path) {
            Ok(bytes) => bytes,
            Err(diagnostic) => {
                let id = self.add(name, "");
                diagnostics.push(diagnostic.at(Span::at(id, 0, 0)));
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => Some(self.add(name, text)),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                // The lossy text is equal to the file up to the first wrong byte, so the place is right.
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let byte = error.as_bytes().get(offset).copied().unwrap_or_default();
                let id = self.add(name, text);
                let span = Span::at(id, offset, offset + '\u{fffd}'.len_utf8());
                diagnostics.push(SourceDiagnostic::NotUtf8 { byte, offset }.at(span));
                None
            }
        }
    }

    /// Returns the name of a file, or an empty text for the id of other sources.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.name)
    }

    /// Returns the text of a file, or an empty text for the id of other sources.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// Returns all files in the order in which they were added.
    pub fn ids(&self) -> impl Iterator<Item = FileId> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// Returns the text that a span covers, or an empty text for a span of other sources.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.range()).unwrap_or("")
    }

    /// Returns line and column of the start of a span. Both start at 1; columns count characters.
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

    /// Returns the number of the line that contains an offset, and the offset of its start. The first line is 1.
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

/// Reads the bytes of a file, but never more than the limit, even if the file system reports a wrong size.
fn read_bytes(path: &Path) -> Result<Vec<u8>, SourceDiagnostic> {
    let unreadable = |error: std::io::Error| SourceDiagnostic::Unreadable {
        reason: error.to_string(),
    };
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(SourceDiagnostic::Directory);
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

/// Returns the diagnostic for a text that exceeds [`MAX_FILE_BYTES`].
pub(super) fn too_large() -> SourceDiagnostic {
    SourceDiagnostic::TooLarge {
        limit: MAX_FILE_BYTES >> 20,
    }
}
