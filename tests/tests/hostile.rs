//! Names that collide are refused with both places and a fix. Hostile names that do not collide are accepted.
//!
//! Input: `collisions/`, schemas in which two items would get one Rust name, a file (or a folder of files) per
//! position; and the schemas with hostile names. The downstream case `hostile` tests that accepted schemas *build*.

use std::fs;
use std::path::Path;
use wireform_codegen::plan_sources;
use wireform_codegen::source::{Diagnostics, FileId, Renderer, Sources, Span};
use wireform_tests::hostile;

/// Compiles to plans. Returns the diagnostics and their rendered text.
fn compile(files: &[(String, String)]) -> (Sources, Diagnostics) {
    let mut sources = Sources::new();
    for (name, text) in files {
        sources.add(name, text.as_str());
    }
    let (_, diagnostics) = plan_sources(&sources);
    (sources, diagnostics)
}

/// Returns the line of `marker`, with its file.
fn line_of(sources: &Sources, marker: &str) -> (FileId, usize) {
    let mut found = sources.ids().flat_map(|file| {
        sources
            .text(file)
            .lines()
            .enumerate()
            .filter(|(_, line)| line.ends_with(marker))
            .map(move |(at, _)| (file, at + 1))
            .collect::<Vec<_>>()
    });
    let first = found
        .next()
        .unwrap_or_else(|| panic!("no line ends in {marker}"));
    assert!(found.next().is_none(), "several lines end in {marker}");
    first
}

fn check_collision(name: &str, files: &[(String, String)]) {
    let (sources, diagnostics) = compile(files);
    let shown = Renderer::plain().render_all(&diagnostics, &sources);
    assert!(diagnostics.has_errors(), "{name} is accepted");
    let place = |span: Span| (span.file, sources.position(span).0);
    for diagnostic in &diagnostics.0 {
        let mut places = vec![place(diagnostic.span)];
        places.extend(diagnostic.labels.iter().map(|label| place(label.span)));
        for marker in ["# first", "# second"] {
            let wanted = line_of(&sources, marker);
            assert!(
                places.contains(&wanted),
                "{name} does not show `{marker}`:\n{shown}"
            );
        }
        assert!(
            diagnostic.help.iter().any(|help| help.contains("rust:")),
            "{name} names no way out:\n{shown}"
        );
    }
}

fn read(path: &Path) -> (String, String) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (name.into_owned(), text)
}

#[test]
fn collisions_show_both_places_and_the_override() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("collisions");
    let mut paths: Vec<_> = fs::read_dir(&root)
        .expect("collisions/")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(paths.len() > 10, "only {} positions", paths.len());
    for path in paths {
        let files: Vec<(String, String)> = if path.is_dir() {
            let mut files: Vec<_> = fs::read_dir(&path)
                .expect("a folder")
                .map(|entry| read(&entry.expect("an entry").path()))
                .collect();
            files.sort();
            files
        } else {
            vec![read(&path)]
        };
        check_collision(&path.display().to_string(), &files);
    }
}

#[test]
fn hostile_names_are_accepted() {
    let files: Vec<(String, String)> = hostile::schemas()
        .into_iter()
        .map(|(stem, text)| (format!("{stem}.yaml"), text))
        .collect();
    let (sources, diagnostics) = compile(&files);
    let shown = Renderer::plain().render_all(&diagnostics, &sources);
    assert!(!diagnostics.has_errors(), "{shown}");
}
