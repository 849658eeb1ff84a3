//! Checks `wireform regenerate` with the schema and the pages of `generated-example/upkeep`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const GIVEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated-example/upkeep");

/// A folder with a schema, its lock, the new page, a changelog and the generated code.
struct Crate(PathBuf);

impl Crate {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("regenerate-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder can be created");
        for file in ["pine.yaml", "pine.lock", "before.md", "after.md"] {
            fs::copy(Path::new(GIVEN).join(file), folder.join(file)).expect("the file is there");
        }
        let it = Self(folder);
        it.write(
            "CHANGELOG.md",
            "# Changelog\n\n## 1.4.0\n\n- The first release.\n",
        );
        assert_eq!(it.run("generate pine.yaml --out src").0, Some(0));
        it
    }

    /// Runs the command. Returns its status, standard output and standard error.
    fn run(&self, arguments: &str) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_wireform"))
            .args(arguments.split(' '))
            .current_dir(&self.0)
            .output()
            .expect("the command runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    fn round(&self, page: &str) -> (Option<i32>, String, String) {
        self.run(&format!(
            "regenerate pine.yaml --page {page} --apply --out src --changelog CHANGELOG.md --current-version 1.4.0"
        ))
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("the file is there")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("the file can be written");
    }

    /// Returns the texts of all files that a round may write.
    fn files(&self) -> Vec<String> {
        let names = ["pine.yaml", "pine.lock", "CHANGELOG.md", "src/pine.rs"];
        names.iter().map(|name| self.read(name)).collect()
    }
}

/// The report, the files, and a second round that finds nothing. `BLESS=1` writes the expected report.
#[test]
fn a_round_updates_every_file() {
    let it = Crate::new("round");
    let (status, report, stderr) = it.round("after.md");
    assert_eq!(status, Some(1), "{stderr}");
    let expected = Path::new(GIVEN).join("report.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected, &report).expect("the report can be written");
    }
    assert_eq!(report, fs::read_to_string(expected).expect("the report"));

    let schema = it.read("pine.yaml");
    assert!(
        schema.contains("maxLength: 254  # RFC 5321"),
        "comments stay"
    );
    assert!(
        schema.contains("{3,8}") && schema.contains("country:"),
        "{schema}"
    );
    assert!(it.read("src/pine.rs").contains("pub country"));
    assert!(
        it.read("CHANGELOG.md")
            .contains("## Unreleased\n\n- **Breaking:** ")
    );
    assert_eq!(it.run("generate pine.yaml --out src --check").0, Some(0));

    let after = it.files();
    let (status, report, _) = it.round("after.md");
    assert_eq!(status, Some(0), "{report}");
    assert_eq!(it.files(), after, "a round without drift writes nothing");
}

#[test]
fn a_round_without_apply_writes_nothing() {
    let it = Crate::new("dry");
    let before = it.files();
    let (status, report, _) = it.run("regenerate pine.yaml --page after.md --out src");
    assert_eq!(status, Some(1), "{report}");
    assert_eq!(it.files(), before);
    assert_eq!(it.run("regenerate pine.yaml --page before.md").0, Some(0));
}

#[test]
fn an_undecided_page_stays_unlocked() {
    let it = Crate::new("undecided");
    let row = "| tags | array of objects | yes | Labels of the contact. |\n| postalCode";
    it.write(
        "after.md",
        &it.read("after.md").replacen("| postalCode", row, 1),
    );
    let lock = it.read("pine.lock");
    let (status, report, _) = it.round("after.md");
    assert_eq!(status, Some(1), "{report}");
    assert!(
        report.contains("- [ ] added `contact_update.tags`"),
        "{report}"
    );
    assert!(report.contains("run `wireform accept`"), "{report}");
    assert!(
        it.read("pine.yaml").contains("{3,8}"),
        "the certain edits are applied"
    );
    assert_eq!(it.read("pine.lock"), lock);
    assert_eq!(it.round("after.md").0, Some(1), "the row is still reported");
}

#[test]
fn a_page_that_is_cut_off_removes_nothing() {
    let it = Crate::new("cut-off");
    let page = it.read("before.md");
    let end = page.find("| city").expect("a row");
    it.write("after.md", &page[..end]);
    let before = it.files();
    let (status, report, _) = it.round("after.md");
    assert_eq!(status, Some(1), "{report}");
    assert!(
        report.contains("the end of the page is missing"),
        "{report}"
    );
    assert_eq!(it.files(), before);
}

#[test]
fn no_file_changes_if_one_cannot_be_replaced() {
    let it = Crate::new("unwritable");
    fs::remove_file(it.0.join("CHANGELOG.md")).expect("the file is there");
    fs::create_dir(it.0.join("CHANGELOG.md")).expect("the folder can be created");
    let read = |it: &Crate| {
        [
            it.read("pine.yaml"),
            it.read("pine.lock"),
            it.read("src/pine.rs"),
        ]
    };
    let before = read(&it);
    assert_eq!(it.round("after.md").0, Some(2));
    assert_eq!(read(&it), before);
}

#[test]
fn local_edits_of_the_code_are_kept() {
    let it = Crate::new("edited");
    let edited = format!("{}\n// A note of ours.\n", it.read("src/pine.rs"));
    it.write("src/pine.rs", &edited);
    let (status, report, stderr) = it.round("after.md");
    assert_eq!(status, Some(1), "{stderr}");
    assert!(report.contains("with the local edits"), "{report}");
    let code = it.read("src/pine.rs");
    assert!(code.contains("pub country") && code.ends_with("// A note of ours.\n"));
}

#[test]
fn local_edits_that_conflict_stop_the_round() {
    let it = Crate::new("conflict");
    let code = it.read("src/pine.rs");
    let edited = code.replace("{2,10}", "{2,12}");
    assert_ne!(edited, code);
    it.write("src/pine.rs", &edited);
    let before = it.files();
    let (status, _, stderr) = it.round("after.md");
    assert_eq!(status, Some(2), "{stderr}");
    assert!(
        stderr.contains("a local edit conflicts with the new code"),
        "{stderr}"
    );
    assert_eq!(it.files(), before);
}

#[test]
fn a_missing_lock_is_an_error() {
    let it = Crate::new("no-lock");
    fs::remove_file(it.0.join("pine.lock")).expect("the lock is there");
    let (status, _, stderr) = it.round("after.md");
    assert_eq!(status, Some(2));
    assert!(stderr.contains("wireform snapshot"), "{stderr}");
}

#[test]
fn local_edits_of_code_that_another_version_generated_stop_the_round() {
    let it = Crate::new("other-version");
    let code = it.read("src/pine.rs");
    // The other version has generated other code.
    let at = code.find(", code ").expect("a stamp") + ", code ".len();
    let other = format!("{}{:016x}{}", &code[..at], 1, &code[at + 16..]);
    it.write(
        "src/pine.rs",
        &other.replacen(", schema ", ".9, schema ", 1),
    );
    let before = it.files();
    let (status, report, stderr) = it.round("after.md");
    assert_eq!(status, Some(2), "{stderr}");
    let reason = concat!("wireform ", env!("CARGO_PKG_VERSION"), ".9 generated it");
    assert!(
        report.contains(reason) && stderr.contains(reason),
        "{report}{stderr}"
    );
    assert_eq!(it.files(), before);
}
