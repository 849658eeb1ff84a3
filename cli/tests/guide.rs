//! Runs the commands of the guide, and compares what they print with the page.

#![cfg(unix)]

#[path = "../../tests/guide/src/pages.rs"]
mod pages;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use pages::{Block, Page, bless_blocks, read_pages};

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
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide");
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("guide");
    let mut wrong = String::new();
    for page in read_pages(&guide) {
        let found = run_commands(&page, &root.join(&page.name));
        if !bless_blocks(&guide.join(format!("{}.md", page.name)), &found) {
            for (block, found) in found {
                wrong += &format!("{}:{} prints:\n{found}\n", page.name, block.line);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
