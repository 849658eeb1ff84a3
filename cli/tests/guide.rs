//! Runs the commands of the guide, and compares what they print with the page.

#![cfg(unix)]

#[path = "../../tests/guide/src/pages.rs"]
mod pages;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use pages::{Block, Page, bless_blocks, read_page, read_pages};
use wireform_codegen::Compiler;
use wireform_codegen::format::format;
use wireform_codegen::source::Sources;

/// Returns the lines of a block that run here: the test of the programs builds what `cargo` would build, and starts a mock itself.
fn commands(text: &str) -> String {
    let runs = |line: &&str| !line.starts_with("cargo ") && !line.starts_with("wireform mock ");
    text.lines()
        .filter(runs)
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Returns `PATH` with the folder of the command first.
fn search_path() -> String {
    let command = Path::new(env!("CARGO_BIN_EXE_wireform"));
    let folder = command.parent().expect("a folder");
    format!(
        "{}:{}",
        folder.display(),
        env::var("PATH").unwrap_or_default()
    )
}

/// Runs the commands of a page in order. Each block of a file is written before the commands that follow it. Returns the blocks that
/// show another output, with the output.
fn run_commands<'p>(page: &'p Page, folder: &Path) -> Vec<(&'p Block, String)> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("a folder can be created");
    let mut wrong = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        if let Some(file) = &block.file {
            // A call of the compiler, or a file of the repository.
            if file.contains('(') || file.starts_with("tests/") {
                continue;
            }
            let path = folder.join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be created");
            fs::write(path, &block.text).expect("a file can be written");
            continue;
        }
        let commands = commands(&block.text);
        if block.language != "sh" || commands.is_empty() {
            continue;
        }
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{commands}")])
            .current_dir(folder)
            .env("PATH", search_path())
            .env("NO_COLOR", "1")
            .output()
            .expect("sh runs");
        let found = String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n");
        let shown = page
            .blocks
            .get(at + 1)
            .filter(|next| next.language == "text");
        if let Some(shown) = shown
            && shown.text.trim_end() != found.trim_end()
        {
            wrong.push((shown, found));
        }
    }
    wrong
}

#[test]
fn commands_print_what_the_page_shows() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("guide");
    let mut wrong = String::new();
    for page in read_pages(&docs.join("guide")) {
        let found = run_commands(&page, &root.join(&page.name));
        wrong += &report(&docs.join("guide"), &page, &found);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn schemas_of_the_guide_are_formatted() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    for page in read_pages(&docs.join("guide")) {
        let schemas = page.blocks.iter();
        for block in schemas.filter(|it| it.text.starts_with("wireform: 1")) {
            let place = format!("{}:{}", page.name, block.line);
            let mut sources = Sources::new();
            let file = sources.add(&place, &block.text);
            let formatted = format(&sources, file);
            assert_eq!(formatted.as_ref(), Ok(&block.text), "{place}");
        }
    }
}

/// Writes what was found into a page, or returns it.
fn report(folder: &Path, page: &Page, found: &[(&Block, String)]) -> String {
    if bless_blocks(&folder.join(format!("{}.md", page.name)), found) {
        return String::new();
    }
    let lines = found.iter().map(|(block, found)| {
        let (name, line) = (&page.name, block.line);
        format!("{name}:{line} prints:\n{found}\n")
    });
    lines.collect()
}

#[test]
fn mistakes_have_the_messages_of_their_page() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("mistakes");
    let page = read_page(&docs.join("mistakes.md"));
    let mut found = run_commands(&page, &folder);
    for (at, block) in page.blocks.iter().enumerate() {
        let Some(file) = &block.file else { continue };
        let text = match file.strip_prefix("Compiler::new()") {
            Some(calls) => message_of_the_compiler(&folder, calls),
            None if file.starts_with("tests/") => {
                fs::read_to_string(docs.join("..").join(file)).expect("the file is there")
            }
            None => continue,
        };
        // The first line of a file of `tests/refused` names a part of the message of rustc.
        if let Some(expected) = text.strip_prefix("//~ ").and_then(|it| it.lines().next()) {
            let (code, words) = expected.split_once(": ").expect("a code and words");
            let shown = &page.blocks[at + 1].text;
            assert!(
                shown.contains(code) && shown.contains(words),
                "{file}: {expected}"
            );
        }
        if text.trim_end() != block.text.trim_end() {
            found.push((block, text));
        }
    }
    found.sort_by_key(|(block, _)| block.line);
    let wrong = report(&docs, &page, &found);
    assert!(wrong.is_empty(), "{wrong}");
}

/// Returns the message of a build script. `calls` are the methods that it calls on the compiler.
fn message_of_the_compiler(folder: &Path, calls: &str) -> String {
    fs::create_dir_all(folder.join("other")).expect("a folder can be created");
    fs::copy(folder.join("birch.yaml"), folder.join("other/birch.yaml")).expect("it can be copied");
    let mut compiler = Compiler::new().out_dir(folder.join("out"));
    for call in calls
        .split_terminator(')')
        .map(|it| it.trim_start_matches('.'))
    {
        let (name, argument) = call.split_once('(').expect("a call has an argument");
        let argument = argument.trim_matches('"');
        compiler = match name {
            "provider" => compiler.provider(argument),
            "schema" => compiler.schema(folder.join(argument)),
            "schema_dir" => compiler.schema_dir(folder.join(argument)),
            other => panic!("{other} is no method of this page"),
        };
    }
    let failure = compiler.compile().expect_err("the page is about mistakes");
    let inside = format!("{}/", folder.display());
    failure.to_string().replace(&inside, "")
}
