//! Runs each program of the guide, and compares what it prints with the page.

#[path = "../src/pages.rs"]
mod pages;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use pages::{Block, Page, bless_blocks, read_pages};
use wireform_mock::Mock;

fn guide() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide")
}

/// Returns the block with the output of a program, if the page shows it. Commands can stand between the two.
fn output_of(page: &Page, program: usize) -> Option<&Block> {
    let mut behind = page.blocks[program + 1..].iter();
    let next = behind.find(|block| block.language != "sh")?;
    (next.language == "text").then_some(next)
}

/// Starts a mock of the page's schema.
fn start_mock(page: &Page) -> Mock {
    let mut blocks = page.blocks.iter();
    let schema = blocks.find(|block| block.schema().is_some());
    let schema = schema.expect("a page with a mock has a schema");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&page.name);
    fs::create_dir_all(&folder).expect("a folder can be created");
    let path = folder.join(schema.schema().unwrap_or_default());
    fs::write(&path, &schema.text).expect("a schema can be written");
    Mock::from_file(path).start().expect("a mock of the schema")
}

/// Runs a program. Returns what it prints.
fn run_program(page: &Page, program: &Block) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guide"));
    command.arg(format!("{}:{}", page.name, program.line));
    let calls_mock = program.text.contains("http://127.0.0.1:8080");
    let mock = calls_mock.then(|| start_mock(page));
    if let Some(mock) = &mock {
        command.env("GUIDE_MOCK", mock.url());
    }
    let output = command.output().expect("the programs are built");
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// Runs the programs of a page. Returns what is wrong.
fn check(page: &Page) -> Vec<String> {
    let (mut wrong, mut found) = (Vec::new(), Vec::new());
    for (at, program) in page.blocks.iter().enumerate() {
        if !program.is_program() {
            continue;
        }
        match (run_program(page, program), output_of(page, at)) {
            (Ok(printed), Some(shown)) if printed != shown.text => found.push((shown, printed)),
            (Ok(_), _) => {}
            (Err(error), _) => {
                wrong.push(format!("{}:{} fails:\n{error}", page.name, program.line))
            }
        }
    }
    if !bless_blocks(&guide().join(format!("{}.md", page.name)), &found) {
        let lines = found
            .iter()
            .map(|(shown, printed)| format!("{}:{} is:\n{printed}", page.name, shown.line));
        wrong.extend(lines);
    }
    wrong
}

#[test]
fn programs_print_what_the_page_shows() {
    let pages = read_pages(&guide());
    let mut blocks = pages.iter().flat_map(|page| &page.blocks);
    assert!(blocks.any(Block::is_program), "the guide has no program");
    let wrong: Vec<String> = pages.iter().flat_map(check).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No page has a block that no test compiles, runs or compares.
#[test]
fn blocks_are_of_kinds_that_are_tested() {
    for page in read_pages(&guide()) {
        for block in &page.blocks {
            let is_tested = match (block.language.as_str(), &block.file) {
                ("rust", Some(file)) => file == "build.rs" || block.is_program(),
                ("yaml" | "json" | "http" | "markdown", file) => file.is_some(),
                ("sh" | "text", file) => file.is_none(),
                (_, _) => false,
            };
            assert!(is_tested, "{}:{}", page.name, block.line);
        }
    }
}
