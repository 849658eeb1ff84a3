//! Checks that formatting a schema keeps its meaning and its comments, and changes a formatted schema no more.

#[allow(unreachable_pub, reason = "the file is part of another package too")]
#[path = "../../tests/src/random_schema.rs"]
mod random_schema;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wireform_codegen::format::{Unformatted, WIDTH, format};
use wireform_codegen::source::{self, Diagnostics, Sources};
use wireform_codegen::{lower, plan_sources, syntax};

/// Returns the formatted text of a schema; none if it has syntax errors.
fn formatted(name: &str, text: &str) -> Option<String> {
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    match format(&sources, file) {
        Ok(formatted) => Some(formatted),
        Err(Unformatted::Syntax(_)) => None,
        Err(Unformatted::Changed) => panic!("{name} is not formatted:\n{text}"),
    }
}

/// Returns what a schema means: the document, the plan if it has one, and the codes of its diagnostics.
fn meaning(name: &str, text: &str) -> (String, Vec<String>, Vec<&'static str>) {
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let root = source::parse(&sources, file, &mut Diagnostics::default()).expect("a tree");
    let document = syntax::parse(file, &root, &mut Diagnostics::default());
    let (plans, diagnostics) = plan_sources(&sources);
    let memo = Arc::default();
    let plans = plans.iter();
    let mut codes: Vec<_> = diagnostics.0.iter().map(|found| found.code).collect();
    codes.sort_unstable();
    (
        // The quotes of a text have no meaning where the formatter removes them.
        syntax::dump(&document.schema).replace('"', ""),
        plans
            .map(|plan| lower::dump(&lower::lower(plan, &memo)))
            .collect(),
        codes,
    )
}

/// Returns the comments of a text, sorted.
fn comments(text: &str) -> Vec<String> {
    let concrete = source::read_concrete(text).expect("the text has no syntax error");
    let comments = concrete.comments.iter();
    let mut comments: Vec<_> = comments
        .map(|it| text[it.range.clone()].to_owned())
        .collect();
    comments.sort_unstable();
    comments
}

/// Checks a schema without comparing what it means. Returns its formatted text; none if it has syntax errors.
fn check_text(name: &str, text: &str) -> Option<String> {
    let once = formatted(name, text)?;
    let twice = formatted(name, &once).expect("the formatted text has no syntax error");
    assert_eq!(once, twice, "{name}: formatting twice is formatting once");
    let body = |text: &str| text.trim_start_matches('\u{feff}').replace('\r', "");
    let before = comments(&body(text));
    let before: Vec<&str> = before.iter().map(|it| it.trim_end()).collect();
    assert_eq!(before, comments(&body(&once)), "{name}: the comments");
    Some(once)
}

/// Checks a schema. Returns whether it was formatted.
fn check(name: &str, text: &str) -> bool {
    let once = check_text(name, text);
    if let Some(once) = &once {
        assert_eq!(
            meaning(name, text),
            meaning(name, once),
            "{name}: the meaning"
        );
    }
    once.is_some()
}

/// Adds the YAML files of a folder and of the folders in it.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "target") {
                collect(&path, files);
            }
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            files.push(path);
        }
    }
}

/// Returns the schemas and fixtures of the repository, each with its path.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in [
        "schemas",
        "codegen/tests",
        "cli/tests",
        "upkeep/tests",
        "mock/tests",
        "tests",
    ] {
        let folder = root.join(folder);
        if folder.is_dir() {
            collect(&folder, &mut files);
        }
    }
    files.sort();
    let texts = files.into_iter().filter_map(|path| {
        let text = fs::read_to_string(&path).ok()?;
        Some((path.display().to_string(), text))
    });
    texts.collect()
}

#[test]
fn schemas_and_fixtures_keep_their_meaning() {
    let files = files();
    let formatted = files
        .iter()
        .filter(|(name, text)| check(name, text))
        .count();
    assert!(
        formatted > 200,
        "only {formatted} of {} files are formatted",
        files.len()
    );
}

/// The order of keys is that of the schemas that ship with wireform.
#[test]
fn shipped_schemas_are_formatted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let mut paths = Vec::new();
    for folder in [folder.join("community"), folder] {
        let files = fs::read_dir(folder).expect("the folder of the schemas");
        paths.extend(files.map(|file| file.expect("a file").path()));
    }
    paths.retain(|path| path.extension().is_some_and(|it| it == "yaml"));
    assert!(paths.len() >= 10);
    for path in paths {
        let text = fs::read_to_string(&path)
            .expect("a schema")
            .replace("\r\n", "\n");
        let name = path.display().to_string();
        assert_eq!(
            formatted(&name, &text),
            Some(text),
            "run `wireform fmt {name}`"
        );
    }
}

#[test]
fn random_schemas_keep_their_meaning() {
    for seed in 0..100 {
        assert!(
            check(&format!("random {seed}"), &random_schema::schema(seed)),
            "schema {seed} is formatted"
        );
    }
}

/// Comments at random places, alone on their line and behind something else, stay with their text.
#[test]
fn comments_at_random_places_stay() {
    let mut dice = 1_u64;
    let mut below = |limit: usize| {
        dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % limit
    };
    let mut tried = 0;
    for (name, text) in files() {
        let Some(before) = source::read_concrete(&text) else {
            continue;
        };
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for number in 0..4 {
            let at = below(lines.len().max(1));
            match (lines.get_mut(at), below(2)) {
                (Some(line), 0) => line.push_str(&format!(" # comment {number}")),
                _ => lines.insert(at, format!("{}# comment {number}", " ".repeat(below(12)))),
            }
        }
        let commented = lines.join("\n") + "\n";
        // In a text, `#` is no comment.
        let added = source::read_concrete(&commented)
            .is_some_and(|after| after.comments.len() == before.comments.len() + 4);
        tried += usize::from(added && check_text(&name, &commented).is_some());
    }
    assert!(tried > 150, "only {tried} texts with comments");
}

/// A schema on one line becomes lines of limited length, and line ends and the byte order mark stay.
#[test]
fn layout_does_not_depend_on_the_layout_before() {
    let text = "\u{feff}wireform: 1\r\nprovider: {name: \"Example\", url: 'https://example.com/a/path/that/is/long'}\r\n\
                endpoints: {api: {servers: {production: 'https://api.example/with/a/path', ote: \
                'https://ote.example/with/a/path'}}}\r\noperations: {ping: {http: GET /ping}}\r\n";
    let once = formatted("one.yaml", text).expect("the schema has no syntax error");
    assert!(once.starts_with('\u{feff}'));
    assert_eq!(once.matches('\n').count(), once.matches("\r\n").count());
    assert!(
        once.lines().all(|line| line.chars().count() <= WIDTH),
        "{once}"
    );
    assert!(check("one.yaml", text));
}
