//! Runs the command for every directory in `tests/cases` and compares the output byte by byte.
//!
//! A case is a directory with the file `args` (one argument on each line), and optionally `stdin`, `env` (`NAME=VALUE` on
//! each line), `stdout`, `stderr` and `status`. A missing file is empty, or status 0. The command runs in the directory.
//! `BLESS=1 cargo test -p wireform-cli --test cases` updates the expected output.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn every_case_gives_the_expected_output() {
    let bless = std::env::var_os("BLESS").is_some();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = fs::read_dir(&root)
        .expect("the cases are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.join("args").is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "there are no cases");
    let wrong: Vec<String> = folders
        .iter()
        .flat_map(|folder| check(folder, bless))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns the differences from the expected output of a case.
fn check(folder: &Path, bless: bool) -> Vec<String> {
    let read = |name: &str| fs::read(folder.join(name)).unwrap_or_default();
    let lines = |name: &str| -> Vec<String> {
        let text = String::from_utf8(read(name)).expect("the case is UTF-8");
        text.lines().map(str::to_owned).collect()
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_wireform"));
    command
        .current_dir(folder)
        .args(lines("args"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .env_clear();
    for line in lines("env") {
        let (name, value) = line.split_once('=').expect("a line of `env` is NAME=VALUE");
        command.env(name, value);
    }
    let mut child = command.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let input = read("stdin");
    // A thread writes, because the process may write much before it reads, or may not read at all.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the command ends");
    writer.join().expect("writing does not panic");
    let status = output
        .status
        .code()
        .map_or("killed".to_owned(), |code| code.to_string());
    let found = [
        ("stdout", output.stdout),
        ("stderr", output.stderr),
        (
            "status",
            if status == "0" {
                Vec::new()
            } else {
                format!("{status}\n").into_bytes()
            },
        ),
    ];
    let mut wrong = Vec::new();
    for (name, found) in found {
        let expected = read(name);
        if expected == found {
            continue;
        }
        if bless {
            bless_file(&folder.join(name), &found);
            continue;
        }
        wrong.push(format!(
            "{}: {name}\n--- expected\n{}\n--- found\n{}",
            folder.file_name().unwrap_or_default().display(),
            String::from_utf8_lossy(&expected),
            String::from_utf8_lossy(&found)
        ));
    }
    wrong
}

fn bless_file(path: &Path, found: &[u8]) {
    if found.is_empty() {
        let _ = fs::remove_file(path);
    } else {
        fs::write(path, found).expect("the case can be written");
    }
}
