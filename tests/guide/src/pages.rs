//! Reads the code blocks of the guide's pages.

use std::fs;
use std::path::Path;

/// A page of the guide.
#[derive(Debug)]
pub(crate) struct Page {
    /// The name of its file, without the extension.
    pub(crate) name: String,
    /// Its code blocks, in order.
    pub(crate) blocks: Vec<Block>,
}

/// A code block.
#[derive(Debug)]
pub(crate) struct Block {
    /// The word behind the fence.
    #[allow(dead_code, reason = "the build script needs only the file")]
    pub(crate) language: String,
    /// The file that the sentence before the block names: the block is its content.
    pub(crate) file: Option<String>,
    /// The number of its first line on the page, from 1.
    pub(crate) line: usize,
    /// Its text, which ends with a line feed.
    pub(crate) text: String,
}

impl Block {
    /// Returns the name of the schema in the folder `schemas`, if the block is one.
    #[allow(dead_code, reason = "not every user compiles schemas")]
    pub(crate) fn schema(&self) -> Option<&str> {
        self.file.as_deref()?.strip_prefix("schemas/")
    }

    /// Returns whether the block is a program.
    #[allow(dead_code, reason = "not every user runs programs")]
    pub(crate) fn is_program(&self) -> bool {
        self.file.as_deref() == Some("src/main.rs")
    }
}

/// Returns the pages in a folder, by name.
///
/// # Panics
/// Panics if the folder or a page cannot be read, or if a block has no end.
pub(crate) fn read_pages(folder: &Path) -> Vec<Page> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut pages: Vec<Page> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|it| it == "md"))
        .map(|path| read_page(&path))
        .collect();
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    pages
}

/// Returns a page.
///
/// # Panics
/// Panics if the page cannot be read, or if a block has no end.
pub(crate) fn read_page(path: &Path) -> Page {
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Page {
        blocks: read_blocks(&text, &name),
        name,
    }
}

fn read_blocks(text: &str, name: &str) -> Vec<Block> {
    let (mut blocks, mut before) = (Vec::new(), "");
    let mut lines = text.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            if !line.trim().is_empty() {
                before = line;
            }
            continue;
        };
        let mut content = String::new();
        loop {
            let (line, _) = lines
                .next()
                .unwrap_or_else(|| panic!("{name}:{number}: the block has no end"));
            if line == "```" {
                break;
            }
            content.push_str(line);
            content.push('\n');
        }
        blocks.push(Block {
            language: language.to_owned(),
            file: file_of(before).map(str::to_owned),
            line: number + 1,
            text: content,
        });
        before = "";
    }
    blocks
}

/// Returns the file that a line names if it is nothing but "`src/main.rs`:".
fn file_of(line: &str) -> Option<&str> {
    let name = line.strip_prefix('`')?.strip_suffix("`:")?;
    (!name.contains('`')).then_some(name)
}

/// Replaces the texts of blocks by what was found, if `WIREFORM_BLESS` is set. Returns whether it did.
#[allow(dead_code, reason = "the build script only reads")]
pub(crate) fn bless_blocks(path: &Path, found: &[(&Block, String)]) -> bool {
    if std::env::var_os("WIREFORM_BLESS").is_none() {
        return false;
    }
    let text = fs::read_to_string(path).expect("the page can be read");
    let mut lines: Vec<&str> = text.lines().collect();
    for (block, found) in found.iter().rev() {
        let first = block.line - 1;
        lines.splice(first..first + block.text.lines().count(), found.lines());
    }
    fs::write(path, lines.join("\n") + "\n").expect("the page can be written");
    true
}
