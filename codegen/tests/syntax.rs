//! Tests of the syntax stage: real schemas have no diagnostics, the file beside each fixture contains its diagnostics,
//! and no text causes a panic.

mod support;

use std::time::{Duration, Instant};

use support::{check_folder, diagnostics_of, schemas};
use wireform_codegen::source::{self, Diagnostics, Renderer, Sources};
use wireform_codegen::syntax::{self, Schema};

#[test]
fn fixtures() {
    check_folder("tests/syntax", |sources, file, diagnostics| {
        if let Some(root) = source::parse(sources, file, diagnostics) {
            let _ = syntax::parse(file, &root, diagnostics);
        }
    });
}

/// Parses a text without mistakes.
fn accepted(name: &str, text: &str) -> Schema {
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let mut diagnostics = Diagnostics::default();
    let root = source::parse(&sources, file, &mut diagnostics);
    let schema = root.map(|root| syntax::parse(file, &root, &mut diagnostics).schema);
    assert!(
        diagnostics.0.is_empty(),
        "{}",
        diagnostics_of(&diagnostics, &sources)
    );
    schema.expect("a tree")
}

/// A dump of a schema is a schema with the same dump.
#[test]
fn dumps_can_be_parsed() {
    let mut texts = schemas();
    let shorthands = include_str!("syntax/accepted.yaml");
    texts.push(("accepted.yaml".to_owned(), shorthands.to_owned()));
    for (name, text) in texts {
        let schema = accepted(&name, &text);
        assert!(!schema.operations.is_empty());
        let dump = syntax::dump(&schema);
        let again = syntax::dump(&accepted(&format!("dump of {name}"), &dump));
        assert!(dump == again, "{name}:\n{dump}\n\n{again}");
    }
}

#[test]
fn dumps_shorthands_expanded() {
    let dump = syntax::dump(&accepted(
        "accepted.yaml",
        include_str!("syntax/accepted.yaml"),
    ));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/syntax/accepted.dump");
    support::check_file(path.as_ref(), &dump);
}

/// CRLF gives the same tree.
#[test]
fn line_endings_do_not_matter() {
    for (name, text) in schemas() {
        let lf = syntax::dump(&accepted(&name, &text));
        let crlf = syntax::dump(&accepted(&name, &text.replace('\n', "\r\n")));
        assert!(lf == crlf, "{name}");
    }
}

/// Runs all steps on a text, and returns the number of its mistakes.
fn survive(text: &str) -> usize {
    let begin = Instant::now();
    let mut sources = Sources::new();
    let file = sources.add("text.yaml", text);
    let mut diagnostics = Diagnostics::default();
    let root = source::parse(&sources, file, &mut diagnostics);
    if let Some(root) = &root {
        let _ = syntax::dump(&syntax::parse(file, root, &mut diagnostics).schema);
    }
    assert!(root.is_some() || diagnostics.has_errors());
    for renderer in [
        Renderer::plain(),
        Renderer::colored(),
        Renderer::plain().hide_source(),
    ] {
        let _ = renderer.render_all(&diagnostics, &sources);
    }
    assert!(
        begin.elapsed() < Duration::from_secs(10),
        "{:?}",
        begin.elapsed()
    );
    diagnostics.0.len()
}

#[test]
fn truncated_schemas_give_diagnostics() {
    for (_, text) in schemas() {
        for step in 0..25 {
            let mut at = text.len() * step / 25 + step;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            survive(&text[..at]);
        }
    }
}

/// A deterministic generator of numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}

#[test]
fn mutated_schemas_give_diagnostics() {
    const PIECES: &[&str] = &[
        ":",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "!",
        "|",
        ">",
        "'",
        "\"",
        "%",
        "@",
        "\t",
        "\n",
        "#",
        " #",
        "- ",
        ",",
        "? ",
        "<<: ",
        "\r",
        "\u{feff}",
        "\u{0}",
        "---\n",
        "...\n",
        "\u{1F600}",
        "\\",
        "  ",
        "~",
        "0",
        "`",
    ];
    let mut numbers = Numbers(7);
    let mut mistakes = 0;
    for (_, text) in schemas() {
        for round in 0..30 {
            let mut bytes = text.clone().into_bytes();
            for _ in 0..=round / 10 {
                let at = numbers.below(bytes.len());
                let piece = PIECES[numbers.below(PIECES.len())];
                match numbers.below(4) {
                    0 => bytes[at] ^= 1 << numbers.below(8),
                    1 => drop(bytes.remove(at)),
                    _ => drop(bytes.splice(at..at, piece.bytes())),
                }
            }
            mistakes += survive(&String::from_utf8_lossy(&bytes));
        }
    }
    assert!(mistakes > 100, "mutations are seen: {mistakes}");
}

/// A mistake in the YAML does not cause others.
#[test]
fn one_mistake_gives_few_diagnostics() {
    for (name, text) in schemas() {
        for (at, _) in text.match_indices('\n').step_by(97) {
            for piece in ["\n x: y: z", "'", "[", "{", " }", "\""] {
                let mut broken = text.clone();
                broken.insert_str(at, piece);
                let mistakes = survive(&broken);
                assert!(mistakes <= 3, "{name}: {mistakes} for {piece:?} at {at}");
            }
        }
    }
}
