//! The language in files: a fixture for each construct and for each mistake.
//!
//! Input: `positive/`, schemas that are accepted and emitted, and `negative/`, schemas with one mistake each. Their
//! first line names the expected codes, and a file beside each has the rendered diagnostics. `WIREFORM_BLESS=1`
//! rewrites these files, which a person then has to read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wireform_codegen::lower::{dump, lower};
use wireform_codegen::source::{self, Diagnostics, Renderer, Severity, Sources};
use wireform_codegen::{all_codes, emit, plan, plan_sources};
use wireform_interpret::{Interpreter, run_examples};
use wireform_tests::fuzz;

/// Codes without a fixture, each with the reason.
const WITHOUT_FIXTURE: &[(&str, &str)] = &[
    ("WF0001", "no text: `unreadable_files_are_errors`"),
    ("WF0002", "no text: `unreadable_files_are_errors`"),
    (
        "WF0003",
        "too large for a repository: `unreadable_files_are_errors`",
    ),
    ("WF0004", "no text: `unreadable_files_are_errors`"),
    (
        "WF0389",
        "too large for a repository: `too_many_fields_are_an_error`",
    ),
    (
        "WF0390",
        "needs two files: `two_files_with_one_module_are_an_error`",
    ),
];

/// Codes of the build script's entry point, which `codegen/tests/compiler.rs` tests.
const OF_THE_COMPILER: &str = "WF06";

/// Returns the texts of a folder's schemas, by path.
fn schemas(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("UTF-8");
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

fn compile(path: &Path, text: &str) -> (Sources, Vec<plan::Plan>, Diagnostics) {
    let mut sources = Sources::new();
    let name = path.file_name().expect("a name").to_string_lossy();
    sources.add(name.into_owned(), text.to_owned());
    let (plans, diagnostics) = plan_sources(&sources);
    fuzz::check_places(&sources, &diagnostics);
    (sources, plans, diagnostics)
}

/// Returns what differs from the expectation of one fixture.
fn check_negative(path: &Path, text: &str, codes: &str) -> Option<String> {
    let (sources, plans, diagnostics) = compile(path, text);
    let shown = Renderer::plain().render_all(&diagnostics, &sources);
    let mut found: Vec<_> = diagnostics.0.iter().collect();
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    let given: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
    let mut wrong = Vec::new();
    if given.join(" ") != codes {
        wrong.push(format!("gives {given:?} instead of {codes}"));
    }
    if diagnostics.has_errors() && !plans.is_empty() {
        wrong.push("has a plan in spite of an error".to_owned());
    }
    if found.iter().any(|diagnostic| diagnostic.help.is_empty()) {
        wrong.push("does not say how to mend it".to_owned());
    }
    let expected = path.with_extension("expected");
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        fs::write(&expected, &shown).expect("the expectation can be written");
    } else if fs::read_to_string(&expected)
        .unwrap_or_default()
        .replace("\r\n", "\n")
        != shown
    {
        wrong.push("reads otherwise (WIREFORM_BLESS=1 rewrites it)".to_owned());
    }
    (!wrong.is_empty()).then(|| format!("{} {}:\n{shown}", path.display(), wrong.join(", ")))
}

/// Returns the codes in the first line of a fixture. Other files in the folder belong to other tests.
fn codes(text: &str) -> Option<&str> {
    text.lines().next()?.strip_prefix("# ").filter(|codes| {
        codes
            .split(' ')
            .all(|code| code.len() == 6 && code.starts_with("WF"))
    })
}

#[test]
fn each_mistake_gives_its_diagnostics() {
    let mut failures = Vec::new();
    for (path, text) in schemas("negative") {
        if let Some(codes) = codes(&text) {
            failures.extend(check_negative(&path, &text, codes));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_code_has_a_fixture() {
    let mut covered = BTreeSet::new();
    for (_, text) in schemas("negative") {
        covered.extend(
            codes(&text)
                .into_iter()
                .flat_map(|line| line.split(' '))
                .map(str::to_owned),
        );
    }
    let codegen = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests");
    for folder in ["source", "syntax", "resolve/negative", "lint"] {
        for entry in fs::read_dir(codegen.join(folder)).expect("the folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ending| ending == "expected") {
                let text = fs::read_to_string(path).expect("UTF-8");
                covered.extend(
                    all_codes()
                        .filter(|code| text.contains(&format!("[{}]", code.code)))
                        .map(|code| code.code.to_owned()),
                );
            }
        }
    }
    let excepted: BTreeSet<_> = WITHOUT_FIXTURE.iter().map(|(code, _)| *code).collect();
    let missing: Vec<_> = all_codes()
        .filter(|code| !code.code.starts_with(OF_THE_COMPILER))
        .filter(|code| !covered.contains(code.code) && !excepted.contains(code.code))
        .map(|code| format!("{} {}", code.code, code.title))
        .collect();
    assert!(missing.is_empty(), "no fixture for {missing:#?}");
    let idle: Vec<_> = excepted
        .iter()
        .filter(|code| covered.contains(**code))
        .collect();
    assert!(idle.is_empty(), "excepted without need: {idle:?}");
}

/// Files that cannot be read are errors with a place, although they have no YAML.
#[test]
fn unreadable_files_are_errors() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("unreadable");
    fs::create_dir_all(folder.join("folder.yaml")).expect("a folder");
    fs::write(
        folder.join("latin1.yaml"),
        b"wireform: 1\nprovider: { name: M\xfcller }\n",
    )
    .expect("a file");
    fs::write(
        folder.join("large.yaml"),
        vec![b' '; source::MAX_FILE_BYTES + 1],
    )
    .expect("a file");
    for (name, code, place) in [
        ("missing.yaml", "WF0001", (1, 1)),
        ("folder.yaml", "WF0002", (1, 1)),
        ("large.yaml", "WF0003", (1, 1)),
        ("latin1.yaml", "WF0004", (2, 20)),
    ] {
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::default();
        assert!(sources.read(&folder.join(name), &mut diagnostics).is_none());
        fuzz::check_places(&sources, &diagnostics);
        let [diagnostic] = &diagnostics.0[..] else {
            panic!("{name}: {diagnostics:?}")
        };
        assert_eq!(
            (diagnostic.code, sources.position(diagnostic.span)),
            (code, place),
            "{name}"
        );
        assert!(
            Renderer::plain()
                .render_all(&diagnostics, &sources)
                .contains(name)
        );
    }
}

/// Too many fields are one error, at the first that is too many.
#[test]
fn too_many_fields_are_an_error() {
    let fields: String = (0..6000)
        .map(|at| format!("      f{at}: string\n"))
        .collect();
    let text = format!(
        "wireform: 1\nprovider: {{ name: A }}\nendpoints: {{ api: {{}} }}\noperations:\n  a:\n    http: POST /a\n    \
         body: json\n    update: none\n    fields:\n{fields}"
    );
    let (sources, plans, diagnostics) = compile(Path::new("large.yaml"), &text);
    let [diagnostic] = &diagnostics.0[..] else {
        panic!("{diagnostics:?}")
    };
    assert_eq!((diagnostic.code, plans.len()), ("WF0389", 0));
    assert_eq!(sources.slice(diagnostic.span), "f5000");
}

/// Two schemas with one module are an error, the only one that needs two files.
#[test]
fn two_files_with_one_module_are_an_error() {
    let text = "wireform: 1\nprovider: { name: A, rust: same }\nendpoints: { api: {} }\noperations: { ping: { http: GET /ping } }\n";
    let mut sources = Sources::new();
    sources.add("a.yaml", text);
    sources.add("b.yaml", text);
    let (plans, diagnostics) = plan_sources(&sources);
    fuzz::check_places(&sources, &diagnostics);
    let codes: Vec<_> = diagnostics.0.iter().map(|found| found.code).collect();
    assert_eq!((plans.len(), codes), (1, vec!["WF0390"]));
    let shown = Renderer::plain().render_all(&diagnostics, &sources);
    assert!(shown.contains("a.yaml") && shown.contains("b.yaml") && shown.contains("rust:"));
}

#[test]
fn every_construct_is_compiled_and_emitted() {
    let mut failures = Vec::new();
    for (path, text) in schemas("positive") {
        let (sources, plans, diagnostics) = compile(&path, &text);
        if diagnostics
            .0
            .iter()
            .any(|found| found.severity == Severity::Error)
            || !diagnostics.0.is_empty()
        {
            failures.push(Renderer::plain().render_all(&diagnostics, &sources));
            continue;
        }
        assert!(!dump(&lower(&plans[0], &Arc::default())).is_empty());
        let (_, mismatches) = run_examples(&Interpreter::new(&plans[0]));
        let mismatches = mismatches.iter();
        failures.extend(mismatches.map(|mismatch| format!("{}: {mismatch}", path.display())));
        for (serde, tests) in [(false, false), (true, true)] {
            let options = emit::Options {
                serde,
                tests,
                ..emit::Options::default()
            };
            let code = emit::generate(&plans, &options);
            if let Err(error) = syn::parse_file(&code) {
                failures.push(format!("{}: no Rust: {error}\n{code}", path.display()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
