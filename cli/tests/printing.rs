//! Checks that only `shared/masking.rs` reads a value or a secret, and only `shared/output.rs` opens an output stream.

use std::fs;
use std::path::{Path, PathBuf};

/// Texts that only one file may contain.
const ONLY_IN: [(&str, &[&str]); 2] = [
    (
        "shared/output.rs",
        &[
            "println!",
            "print!",
            "eprintln!",
            "eprint!",
            "dbg!",
            "stdout()",
            "stderr()",
        ],
    ),
    (
        "shared/masking.rs",
        &[
            ".value()",
            ".url()",
            ".body()",
            ".into_body()",
            ".into_bytes()",
            ".masked",
            ".headers()",
            ".path_and_query()",
        ],
    ),
];

/// Lines that contain such a text for a different reason.
const OTHERS: [(&str, &str); 3] = [
    ("encode/mod.rs", "server.url().to_owned()"),
    ("docs/mod.rs", "server.url()"),
    ("mock/mod.rs", "mock.url()"),
];

#[test]
fn only_one_file_reads_values_and_one_opens_streams() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 20, "the source was found");
    let mut wrong = Vec::new();
    for path in files {
        let name = path.strip_prefix(&root).expect("is below the root");
        let name = name.display().to_string().replace('\\', "/");
        let text = fs::read_to_string(&path).expect("the source can be read");
        for (number, line) in text.lines().enumerate() {
            let is_other = |(file, part): &(&str, &str)| *file == name && line.contains(part);
            for (owner, texts) in ONLY_IN {
                let found = texts.iter().find(|text| line.contains(**text));
                if let Some(found) = found.filter(|_| owner != name && !OTHERS.iter().any(is_other))
                {
                    wrong.push(format!("{name}:{}: {found} belongs in {owner}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
