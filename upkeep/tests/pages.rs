//! Compares edited pages with the pages before, and checks each report.
//!
//! A case is a folder of `tests/pages` with `after.html`, `after.md` or `after.txt`, and `expected.txt`. The schema and the
//! page before are `schema.yaml` and `before.*` of the folder, or else of the folder `base`. A case without a finding
//! expects a report of one line. `WIREFORM_BLESS=1 cargo test -p wireform-upkeep --test pages` writes the reports.

use std::fs;
use std::path::{Path, PathBuf};

use wireform_upkeep::drift::{Report, apply, drift};
use wireform_upkeep::edit::Schema;
use wireform_upkeep::lock::{Lock, snapshot};
use wireform_upkeep::page::PageFormat;

/// Returns the folders of the cases, sorted.
fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let entries = fs::read_dir(root).expect("the cases are there");
    let folders = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut cases: Vec<PathBuf> = folders
        .filter(|folder| folder.is_dir() && !folder.ends_with("base"))
        .collect();
    cases.sort();
    cases
}

/// Returns the text of a file of the case, or of the folder `base`.
fn read(case: &Path, name: &str) -> String {
    let own = case.join(name);
    let path = if own.exists() {
        own
    } else {
        case.with_file_name("base").join(name)
    };
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Makes the lock of a page, and confirms all proposals as a person would.
fn lock(schema: &Schema, page: &str, text: &str, format: PageFormat) -> Lock {
    let mut lock = snapshot(schema.plan(), page, text, format, None, true).lock;
    for line in lock.pages.iter_mut().flat_map(|page| &mut page.lines) {
        for fact in &mut line.facts {
            fact.is_proposed = false;
        }
    }
    let written = lock.to_string();
    let read: Lock = written.parse().expect("a written lock can be read");
    assert_eq!(read, lock, "a lock survives writing and reading");
    read
}

/// Returns the report of a case, and the lines that applying it changes.
fn report(case: &Path) -> String {
    let endings = ["html", "md", "txt"];
    let ending = endings
        .iter()
        .find(|ending| case.join(format!("after.{ending}")).exists());
    let ending =
        ending.unwrap_or_else(|| panic!("{}: there is no page after the edit", case.display()));
    let format = PageFormat::from_name(&format!("page.{ending}")).expect("a known format");
    let schema =
        Schema::new("schema.yaml", &read(case, "schema.yaml")).expect("the schema is right");
    let page = schema.plan().pages[0].name.clone();
    let lock = lock(
        &schema,
        &page,
        &read(case, &format!("before.{ending}")),
        format,
    );
    let locked = lock.page(&page).expect("the page is locked");
    let before = read(case, &format!("before.{ending}"));
    let (unchanged, _) = drift(&schema, locked, &before, format);
    assert_eq!(
        unchanged.findings,
        [],
        "{}: the page before has no drift",
        case.display()
    );
    let (found, _) = drift(
        &schema,
        locked,
        &read(case, &format!("after.{ending}")),
        format,
    );
    let applied = apply(&schema, &found);
    let report = Report {
        drift: &found,
        schema: "schema.yaml",
        page: &page,
        applied: Some(&applied),
    };
    report.human() + &changed_lines(schema.text(), &applied.text)
}

/// Returns the lines that differ, those that went before those that came.
fn changed_lines(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut out = String::new();
    let (mut at, mut to) = (0, 0);
    while at < old.len() || to < new.len() {
        if old.get(at) == new.get(to) {
            (at, to) = (at + 1, to + 1);
            continue;
        }
        // The next lines that are equal again.
        let (skip, skip_new) = (0..40)
            .flat_map(|sum| (0..=sum).map(move |skip| (skip, sum - skip)))
            .find(|(skip, other)| {
                (0..2).all(|more| old.get(at + skip + more) == new.get(to + other + more))
            })
            .unwrap_or((old.len() - at, new.len() - to));
        for line in old.iter().skip(at).take(skip) {
            out.push_str(&format!("-{line}\n"));
        }
        for line in new.iter().skip(to).take(skip_new) {
            out.push_str(&format!("+{line}\n"));
        }
        (at, to) = (at + skip, to + skip_new);
    }
    out
}

#[test]
fn each_case_gives_the_expected_report() {
    let bless = std::env::var_os("WIREFORM_BLESS").is_some();
    let cases = cases();
    assert!(cases.len() >= 60, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let found = report(&case);
        let path = case.join("expected.txt");
        if bless {
            fs::write(&path, &found).expect("the report can be written");
            continue;
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if expected != found {
            wrong.push(format!(
                "{}\n--- expected\n{expected}\n--- found\n{found}",
                case.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
