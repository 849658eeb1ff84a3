//! Plays a round of `snapshot`, `drift`, `accept`: a page is locked, changes, the schema follows, and the page is accepted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A directory with the schema and the pages of the made-up provider.
struct Round(PathBuf);

impl Round {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("upkeep")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the directory can be made");
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../upkeep/tests/pages/base");
        for file in ["schema.yaml", "before.md", "before.html"] {
            fs::copy(base.join(file), folder.join(file)).expect("the file can be copied");
        }
        Round(folder)
    }

    /// Runs the command. Returns its status, standard output and standard error.
    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_wireform"))
            .current_dir(&self.0)
            .args(args)
            .output()
            .expect("the command runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.join(file)).expect("the file is there")
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).expect("the file can be written");
    }

    /// Locks the page, and decides what is left as a person would.
    fn lock(&self) {
        let (status, stdout, stderr) =
            self.run(&["snapshot", "schema.yaml", "--page", "before.md"]);
        assert_eq!((status, stderr.as_str()), (Some(1), ""), "{stdout}");
        let lock = self.read("schema.lock");
        let decided = lock
            .replace("prose?", "prose")
            .replace("  unplaced", "  waived introduction")
            .replace("source unknown", "source other");
        self.write("schema.lock", &decided);
        // A second snapshot keeps what was decided, and drops the sources of what is cited now.
        let (status, stdout, _) = self.run(&["snapshot", "schema.yaml", "--page", "before.md"]);
        assert_eq!(status, Some(0), "{stdout}");
    }

    /// Writes the page after an edit.
    fn edit(&self, edits: &[(&str, &str)]) {
        let mut page = self.read("before.md");
        for (old, new) in edits {
            assert!(page.contains(old), "the page has {old}");
            page = page.replacen(old, new, 1);
        }
        self.write("after.md", &page);
    }
}

/// Returns the commands in a page of the documentation, each with what it prints.
fn shown_commands(page: &str) -> Vec<(String, Vec<String>)> {
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    let mut is_console = false;
    for line in page.lines() {
        match (line, line.strip_prefix("$ wireform ")) {
            ("```console", _) => is_console = true,
            ("```", _) => is_console = false,
            (_, Some(command)) if is_console => commands.push((command.to_owned(), Vec::new())),
            (line, _) if is_console => {
                let (_, printed) = commands.last_mut().expect("a command comes first");
                printed.push(line.to_owned());
            }
            _ => {}
        }
    }
    commands
}

/// Returns whether lines are those of a documentation, in which `…` stands for any number of lines.
fn is_shown(printed: &[&str], shown: &[String]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=printed.len()).any(|skip| is_shown(&printed[skip..], rest))
        }
        Some((first, rest)) => printed
            .split_first()
            .is_some_and(|(line, printed)| line == first && is_shown(printed, rest)),
    }
}

#[test]
fn the_documentation_shows_what_the_commands_print() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/upkeep.md");
    let page = fs::read_to_string(page).expect("the page is there");
    let round = Round::new("documentation");
    let row = format!("{} |\n", CITY.0);
    let new_row = format!(
        "{} |\n| province | string | no | Name of the province. |\n",
        CITY.1
    );
    round.edit(&[(&row, &new_row)]);
    let commands = shown_commands(&page);
    assert_eq!(commands.len(), 3, "{commands:?}");
    for (command, shown) in commands {
        let args: Vec<&str> = command.split(' ').collect();
        // What a person does before the command, as the page says.
        match args[0] {
            "drift" => round.lock(),
            "accept" => _ = round.run(&["drift", "schema.yaml", "--page", "after.md", "--apply"]),
            _ => {}
        }
        let (_, stdout, stderr) = round.run(&args);
        assert_eq!(stderr, "", "{command}");
        let printed: Vec<&str> = stdout.lines().collect();
        assert!(is_shown(&printed, &shown), "{command}:\n{stdout}");
    }
}

const CITY: (&str, &str) = (
    "Name of the city. Maximum length: 50.",
    "Name of the city. Maximum length: 64.",
);
const UPDATE: (&str, &str) = (
    "Only the fields that are sent are changed",
    "Only the fields in the request are changed",
);

#[test]
fn a_page_is_locked_compared_followed_and_accepted() {
    let round = Round::new("round");
    round.lock();
    let before = round.read("schema.lock");
    assert!(
        !before.contains("Contacts are the people"),
        "a lock has no text of the page"
    );
    assert_eq!(
        round
            .run(&["drift", "schema.yaml", "--page", "before.md"])
            .0,
        Some(0)
    );

    round.edit(&[CITY]);
    let (status, stdout, stderr) = round.run(&["drift", "schema.yaml", "--page", "after.md"]);
    assert_eq!((status, stderr.as_str()), (Some(1), ""));
    assert!(
        stdout.starts_with("schema.yaml:71:9: changed contact_create.city maxLength: 50 -> 64\n"),
        "{stdout}"
    );
    let (status, stdout, _) = round.run(&["accept", "schema.yaml", "--page", "after.md"]);
    assert_eq!(status, Some(1));
    assert!(
        stdout.contains("contact_create.city maxLength: the page says 64, the schema still 50"),
        "{stdout}"
    );
    assert_eq!(
        round.read("schema.lock"),
        before,
        "a refused page changes nothing"
    );

    let schema = round.read("schema.yaml");
    let (status, stdout, _) = round.run(&["drift", "schema.yaml", "--page", "after.md", "--apply"]);
    assert_eq!(status, Some(1));
    assert!(stdout.contains("applied: set `maxLength: 64`"), "{stdout}");
    let followed = round.read("schema.yaml");
    assert_eq!(
        followed,
        schema.replacen("        maxLength: 50\n", "        maxLength: 64\n", 1)
    );
    let (status, stdout, _) = round.run(&["accept", "schema.yaml", "--page", "after.md"]);
    assert_eq!(status, Some(0), "{stdout}");
    assert_eq!(
        round.run(&["drift", "schema.yaml", "--page", "after.md"]).0,
        Some(0)
    );
}

#[test]
fn a_reworded_sentence_is_accepted_only_after_reading() {
    let round = Round::new("reworded");
    round.lock();
    round.edit(&[UPDATE]);
    let (status, stdout, _) = round.run(&["drift", "schema.yaml", "--page", "after.md"]);
    assert_eq!(status, Some(1));
    assert!(
        stdout.contains("reworded contact_update update: Only the fields in the request"),
        "{stdout}"
    );
    let (status, stdout, _) = round.run(&["accept", "schema.yaml", "--page", "after.md"]);
    assert_eq!(status, Some(1));
    assert!(
        stdout.contains("contact_update update: the page no longer states it"),
        "{stdout}"
    );
    let (status, stdout, _) =
        round.run(&["accept", "schema.yaml", "--page", "after.md", "--reworded"]);
    assert_eq!(status, Some(0), "{stdout}");
    assert_eq!(
        round.run(&["drift", "schema.yaml", "--page", "after.md"]).0,
        Some(0)
    );
}

/// A row that the schema does not have is recorded only if the caller says so.
#[test]
fn a_new_row_is_accepted_only_with_added() {
    let round = Round::new("added");
    round.lock();
    let row = format!("{} |\n", CITY.0);
    let rows = format!("{row}| province | string | no | Name of the province. |\n");
    round.edit(&[(&row, &rows)]);
    let before = round.read("schema.lock");
    let (status, stdout, _) = round.run(&["accept", "schema.yaml", "--page", "after.md"]);
    assert_eq!(status, Some(1));
    assert!(
        stdout.contains("province")
            && stdout.contains(
                "the page has it, the schema does not; `--added` records it all the same"
            ),
        "{stdout}"
    );
    assert_eq!(
        round.read("schema.lock"),
        before,
        "a refused page changes nothing"
    );
    let (_, stdout, _) = round.run(&["accept", "schema.yaml", "--page", "after.md", "--added"]);
    assert!(!stdout.contains("not accepted"), "{stdout}");
    assert_ne!(round.read("schema.lock"), before);
    assert_eq!(
        round.run(&["drift", "schema.yaml", "--page", "after.md"]).0,
        Some(0)
    );
}

/// A waiver and a citation of a sentence hold for one text.
#[test]
fn a_waiver_holds_for_its_text_only() {
    let round = Round::new("waiver");
    round.lock();
    round.edit(&[(
        "Contacts are the people and organizations behind a domain.",
        "Contacts must have a Norwegian address.",
    )]);
    let (status, stdout, _) = round.run(&["snapshot", "schema.yaml", "--page", "after.md"]);
    assert_eq!(status, Some(1));
    assert!(
        stdout.contains("unplaced (-/text): Contacts must have a Norwegian address."),
        "{stdout}"
    );
}

#[test]
fn the_formats_name_the_same_findings() {
    let round = Round::new("formats");
    round.lock();
    round.edit(&[CITY]);
    let report = |format: &str| {
        round
            .run(&[
                "drift",
                "schema.yaml",
                "--page",
                "after.md",
                "--format",
                format,
            ])
            .1
    };
    let json = report("json");
    let value: serde_json::Value = serde_json::from_str(&json).expect("the report is JSON");
    let finding = &value["findings"][0];
    assert_eq!(
        (finding["old"].as_str(), finding["new"].as_str()),
        (Some("50"), Some("64"))
    );
    assert_eq!(
        (finding["line"].as_u64(), finding["column"].as_u64()),
        (Some(71), Some(9))
    );
    let row = "| changed | `contact_create.city maxLength` | `50` | `64` | schema.yaml:71 | edit: set `maxLength: 64` |";
    assert!(report("markdown").contains(row), "{}", report("markdown"));
    let annotation = "::warning file=schema.yaml,line=71,col=9,title=drift::changed contact_create.city maxLength: 50 -> 64%0Aset `maxLength: 64`\n";
    assert_eq!(report("github"), annotation);
}

#[test]
fn a_run_that_cannot_start_ends_with_2() {
    let round = Round::new("failures");
    let fails = |args: &[&str], message: &str| {
        let (status, stdout, stderr) = round.run(args);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(stderr.contains(message), "{stderr}");
    };
    fails(
        &["drift", "schema.yaml", "--page", "before.md"],
        "schema.lock does not exist; run `wireform snapshot`",
    );
    fails(
        &["drift", "schema.yaml", "--page", "missing.md"],
        "--page: ",
    );
    fails(
        &["snapshot", "missing.yaml", "--page", "before.md"],
        "this command needs the file of the schema",
    );
    fails(
        &[
            "snapshot",
            "schema.yaml",
            "--page",
            "before.md",
            "--name",
            "domains",
        ],
        "give --name with one of the schema's pages: contacts",
    );
    round.write("schema.lock", "lock 1\n\npage contacts markdown\nline x\n");
    fails(
        &["drift", "schema.yaml", "--page", "before.md"],
        "schema.lock: line 4: expected `line FINGERPRINT MASK PLACE` in a page",
    );
}
