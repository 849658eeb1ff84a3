//! Checks that a file with forty different mistakes gives exactly forty diagnostics, and that fixing any one of them leaves
//! the other thirty-nine.

use wireform_codegen::plan_sources;
use wireform_codegen::source::Sources;

const SCHEMA: &str = include_str!("resolve/forty.yaml");
const MARK: &str = "  #~ ";

/// Returns the code and the line of each diagnostic.
fn said(text: &str) -> Vec<(String, usize)> {
    let mut sources = Sources::new();
    sources.add("forty.yaml", text);
    let (plans, diagnostics) = plan_sources(&sources);
    assert_eq!(plans.len(), usize::from(diagnostics.0.is_empty()));
    let mut said: Vec<_> = diagnostics
        .0
        .iter()
        .map(|diagnostic| {
            let (line, _) = sources.position(diagnostic.span);
            (diagnostic.code.to_owned(), line)
        })
        .collect();
    said.sort_by_key(|(_, line)| *line);
    said
}

/// Returns a line without its mistake.
fn mended(line: &str) -> Option<String> {
    let (wrong, right) = line.split_once(MARK)?;
    let indentation = wrong.len() - wrong.trim_start().len();
    Some(format!("{}{right}", &wrong[..indentation]))
}

#[test]
fn forty_mistakes_and_each_alone() {
    let lines: Vec<&str> = SCHEMA.lines().collect();
    let marked: Vec<usize> = (1..=lines.len())
        .filter(|number| mended(lines[number - 1]).is_some())
        .collect();
    assert_eq!(marked.len(), 40);
    let all = said(SCHEMA);
    let places: Vec<usize> = all.iter().map(|(_, line)| *line).collect();
    assert_eq!(places, marked, "{all:?}");
    for number in marked {
        let text: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| match mended(line) {
                Some(right) if at + 1 == number => right,
                _ => (*line).to_owned(),
            })
            .collect();
        let left: Vec<_> = all
            .iter()
            .filter(|(_, line)| *line != number)
            .cloned()
            .collect();
        assert_eq!(said(&text.join("\n")), left, "line {number} mended");
    }
}

#[test]
fn without_mistakes_nothing_is_said() {
    let text: Vec<String> = SCHEMA
        .lines()
        .map(|line| mended(line).unwrap_or_else(|| line.to_owned()))
        .collect();
    assert_eq!(said(&text.join("\n")), []);
}

#[test]
fn the_mistakes_are_different() {
    let mut codes: Vec<String> = said(SCHEMA).into_iter().map(|(code, _)| code).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 40);
}
