//! Tests of the source stage. The file beside each fixture contains its diagnostics.

mod support;

use std::time::{Duration, Instant};

use support::{check_folder, diagnostics_of};
use wireform_codegen::source::{self, Diagnostics, Node, NodeKind, Sources};

#[test]
fn fixtures() {
    check_folder("tests/source", |sources, file, diagnostics| {
        let _ = source::parse(sources, file, diagnostics);
    });
}

/// Checks the tree of a text, which is written on one line.
fn check_tree(text: &str, expected: &str) {
    let mut sources = Sources::new();
    let file = sources.add("text.yaml", text);
    let mut diagnostics = Diagnostics::default();
    let tree = source::parse(&sources, file, &mut diagnostics);
    let shown = tree.as_ref().map(show).unwrap_or_default();
    assert_eq!(
        shown,
        expected,
        "{}",
        diagnostics_of(&diagnostics, &sources)
    );
}

fn show(node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.style == source::Style::Plain => scalar.text.clone(),
        NodeKind::Scalar(scalar) => format!("{:?}", scalar.text),
        NodeKind::List(items) => format!(
            "[{}]",
            items.iter().map(show).collect::<Vec<_>>().join(", ")
        ),
        NodeKind::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", show(key), show(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        NodeKind::Broken => "<broken>".to_owned(),
    }
}

#[test]
fn builds_trees() {
    check_tree(
        "a: NO\nb: on\nc: 012\nd: 1e3\ne: ~\nf:\n",
        "{a: NO, b: on, c: 012, d: 1e3, e: ~, f: }",
    );
    check_tree(
        "a: 'x'\nb: \"y\\n\"\nc: |-\n  z\n  z\n",
        "{a: \"x\", b: \"y\\n\", c: \"z\\nz\"}",
    );
    check_tree("b: &x [1]\nc: *x\n", "{b: [1], c: [1]}");
    check_tree(
        "a: &x {p: 1, q: 2}\nb: {r: 0, <<: *x, q: 3}\n",
        "{a: {p: 1, q: 2}, b: {r: 0, p: 1, q: 3}}",
    );
    check_tree(
        "a: &x {p: 1}\nb: &y {p: 2, q: 2}\nc:\n  <<: [*x, *y]\n",
        "{a: {p: 1}, b: {p: 2, q: 2}, c: {p: 1, q: 2}}",
    );
    check_tree("'<<': 1\n", "{\"<<\": 1}");
    check_tree("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}");
}

#[test]
fn reads_the_rest_after_a_syntax_error() {
    check_tree("a: 1\nb: x: y\nc: 3\n", "{a: 1, b: <broken>, c: 3}");
    check_tree(
        "a:\n  b: [1, 2\n  c: 3\nd:\n  e: 5\n",
        "{a: {b: <broken>, c: 3}, d: {e: 5}}",
    );
    check_tree(
        "a:\n  b:\n    c: x: y\n    d: 4\n  e: 5\nf: 6\n",
        "{a: {b: {c: <broken>, d: 4}, e: 5}, f: 6}",
    );
    check_tree(
        "a: &x 1\nb: x: y\nc: *x\nd: *y\n",
        "{a: 1, b: <broken>, c: 1, d: <broken>}",
    );
}

/// CRLF, LF and a byte order mark give the same tree, with spans in the original text.
#[test]
fn accepts_all_line_ends() {
    let lf = "a:\n  b: 'two\n    lines'\n  c: |\n    x\n    y\nd: [1,\n  2]\n";
    let tree = |text: &str| {
        let mut sources = Sources::new();
        let file = sources.add("text.yaml", text);
        let node = source::parse(&sources, file, &mut Diagnostics::default()).expect("a tree");
        let d = node.get("d").expect("d");
        assert!(sources.slice(d.span).starts_with("[1,"));
        assert_eq!(sources.position(d.span), (7, 4));
        show(&node)
    };
    let crlf = lf.replace('\n', "\r\n");
    assert_eq!(tree(lf), tree(&crlf));
    assert_eq!(tree(lf), tree(&format!("\u{feff}{lf}")));
    assert_eq!(tree(lf), tree(&format!("\u{feff}{crlf}")));
}

#[test]
fn reads_json_as_a_value() {
    let text = "{\n\t\"a\": \"\\uD834\\uDD1E \\/ \\b\\f\\n\\r\\t\\\"\\\\\",\n\t\"b\":[1,true,null,1.5e3],\"c\":{}}";
    let node = source::read_value(text).unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!(
        show(&node),
        "{\"a\": \"𝄞 / \\u{8}\\u{c}\\n\\r\\t\\\"\\\\\", \"b\": [1, true, null, 1.5e3], \"c\": {}}"
    );
    assert!(source::read_value("{\"a\": 1, \"a\": 2}").is_err());
    assert!(source::read_value("").is_err());
}

/// Checks that a text is rejected with a code, within a time limit.
fn check_refused(what: &str, text: &str, code: &str) {
    let begin = Instant::now();
    let mut sources = Sources::new();
    let file = sources.add("text.yaml", text);
    let mut diagnostics = Diagnostics::default();
    let _ = source::parse(&sources, file, &mut diagnostics);
    let codes: Vec<_> = diagnostics
        .0
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert!(codes.contains(&code), "{what}: {codes:?}");
    assert!(
        begin.elapsed() < Duration::from_secs(10),
        "{what}: {:?}",
        begin.elapsed()
    );
}

#[test]
fn rejects_documents_beyond_the_limits() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        let list = vec![alias; 10].join(", ");
        laughs.push_str(&format!("a{level}: &a{level} [{list}]\n"));
    }
    check_refused("billion laughs", &laughs, "WF0016");
    let text = format!(
        "a: &a {}\nb:\n{}",
        "x".repeat(1 << 20),
        "  - *a\n".repeat(100_000)
    );
    check_refused("large text", &text, "WF0016");
    check_refused(
        "many nodes",
        &format!("[{}]", "x,".repeat(1_000_000)),
        "WF0016",
    );
    check_refused("flow depth", &"[".repeat(1_000_000), "WF0017");
    check_refused("map depth", &"{a: ".repeat(100_000), "WF0017");
    check_refused(
        "list depth",
        &format!("{}x", "- ".repeat(100_000)),
        "WF0017",
    );
    let mut steps = String::new();
    for depth in 0..200 {
        steps.push_str(&format!("{}a:\n", " ".repeat(depth)));
    }
    check_refused("block depth", &steps, "WF0017");
    let mut chain = "a0: &a0 [[[[[[[[x]]]]]]]]\n".to_owned();
    for level in 1..20 {
        chain.push_str(&format!(
            "a{level}: &a{level} [[[[[[[[*a{}]]]]]]]]\n",
            level - 1
        ));
    }
    check_refused("depth by aliases", &chain, "WF0017");
    check_refused(
        "too large",
        &" ".repeat(source::MAX_FILE_BYTES + 1),
        "WF0003",
    );
    check_refused("quote", &format!("a: '{}", "x\n".repeat(1 << 20)), "WF0010");
    check_refused("errors", &"a: b: c\n".repeat(100_000), "WF0010");
    check_refused("colons", &":".repeat(1 << 20), "WF0010");
}

#[test]
fn reports_unreadable_files() {
    let folder = std::env::temp_dir().join(format!("wireform-source-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let read = |name: &str, content: Option<&[u8]>| {
        let path = folder.join(name);
        if let Some(content) = content {
            std::fs::write(&path, content).expect("a file");
        }
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::default();
        let file = sources.read(&path, &mut diagnostics);
        let first = diagnostics.0.first();
        (
            file.is_some(),
            first.map(|found| (found.code, sources.position(found.span))),
        )
    };
    assert_eq!(read("good.yaml", Some(b"a: 1\n")), (true, None));
    assert_eq!(
        read("latin1.yaml", Some(b"a: 1\nb: \xe9t\xe9\n")),
        (false, Some(("WF0004", (2, 4))))
    );
    assert_eq!(
        read("utf16.yaml", Some(b"\xff\xfea\0")),
        (false, Some(("WF0004", (1, 1))))
    );
    assert_eq!(read(".", None), (false, Some(("WF0002", (1, 1)))));
    assert_eq!(
        read("missing.yaml", None),
        (false, Some(("WF0001", (1, 1))))
    );
    let large = vec![b' '; source::MAX_FILE_BYTES + 1];
    assert_eq!(
        read("large.yaml", Some(&large)),
        (false, Some(("WF0003", (1, 1))))
    );
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

/// Input of the command may be personal data, so the output shows places, but not lines.
#[test]
fn can_hide_source_lines() {
    let text = "{\"name\": \"Jane Doe\", \"email\": oops\n";
    let found = source::read_value(text).expect_err("the brace is open");
    let mut sources = Sources::new();
    sources.add("input.json", text);
    let plain = source::Renderer::plain();
    assert!(plain.render_all(&found, &sources).contains("Jane"));
    let hidden = plain.hide_source().render_all(&found, &sources);
    assert!(
        hidden.contains("input.json:") && !hidden.contains("Jane"),
        "{hidden}"
    );
    let colored = source::Renderer::colored().render_all(&found, &sources);
    assert!(colored.contains("\u{1b}["));
}

/// The number of diagnostics printed for one file is limited, so that it does not hide the errors of other files.
#[test]
fn limits_the_diagnostics_of_a_file() {
    use source::{Diagnostic, Diagnostics, Severity, Span};

    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::default();
    for (name, warnings, errors) in [("many.yaml", 60_000, 40_000), ("few.yaml", 1, 2)] {
        // All diagnostics are on one line, which is long.
        let file = sources.add(name, "[a] ".repeat(warnings + errors));
        for at in 0..warnings + errors {
            let span = Span::at(file, 4 * at + 1, 4 * at + 2);
            let (code, severity) = if at < warnings {
                ("WF0001", Severity::Warning)
            } else {
                ("WF0002", Severity::Error)
            };
            diagnostics.push(Diagnostic {
                code,
                severity,
                message: "wrong".to_owned(),
                span,
                label: String::new(),
                labels: Vec::new(),
                help: Vec::new(),
                fixes: Vec::new(),
            });
        }
    }
    let begin = std::time::Instant::now();
    let said = source::Renderer::plain().render_all(&diagnostics, &sources);
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
    let count = |text: &str| said.matches(text).count();
    assert_eq!((count("warning["), count("error[")), (1, 102));
    assert!(said.contains("… and 99900 more in many.yaml\n"), "{said}");
    assert!(
        said.contains(
            "--> many.yaml:1:240002\n = note: the line is too long to be shown; the place contains `a`"
        ),
        "{said}"
    );
    assert!(said.contains("few.yaml:1:2\n"), "{said}");
}

/// Values may be secrets, so errors in them do not quote them.
#[test]
fn errors_in_values_do_not_quote_them() {
    let deep = format!("{}HunterSecret2{}", "[".repeat(70), "]".repeat(70));
    let mut many = "k0: &k0 HunterSecret2\n".to_owned();
    for at in 1..8 {
        let items = format!("*k{},", at - 1).repeat(10);
        many.push_str(&format!("k{at}: &k{at} [{items}]\n"));
    }
    for (code, text) in [
        ("WF0010", "name: [HunterSecret2\n"),
        ("WF0010", "name: \"HunterSecret2\n"),
        ("WF0010", "name: HunterSecret2: x\n"),
        ("WF0010", "name: \"\\qHunterSecret2\"\n"),
        ("WF0010", "%HunterSecret2\n"),
        ("WF0010", "name: @HunterSecret2\n"),
        ("WF0010", "name: |HunterSecret2\n"),
        ("WF0012", "HunterSecret2: 1\nHunterSecret2: 2\n"),
        ("WF0013", "[HunterSecret2]: 1\n"),
        ("WF0014", "name: *HunterSecret2\n"),
        ("WF0015", "name: &HunterSecret2 [*HunterSecret2]\n"),
        ("WF0016", &many),
        ("WF0017", &deep),
        ("WF0018", "name: x\n---\nHunterSecret2\n"),
        ("WF0019", "# HunterSecret2\n"),
        ("WF0020", "name: !HunterSecret2 x\n"),
        ("WF0021", "<<: HunterSecret2\n"),
    ] {
        let found = source::read_value(text).expect_err(text);
        assert!(found.0.iter().any(|d| d.code == code), "{text}: {found:?}");
        let said = format!("{found:?}");
        assert!(!said.contains("Hunter"), "{text}: {said}");
        assert!(!said.contains("schema"), "{text}: {said}");
    }
}

/// The constructs around the lines are broken.
#[test]
fn report_many_lines_that_begin_with_a_tab() {
    const LINES: usize = 100_000;
    let check = |text: String, constructs: usize| {
        let mut sources = Sources::new();
        let file = sources.add("tabs.yaml", text);
        let mut diagnostics = Diagnostics::default();
        let tree = source::parse(&sources, file, &mut diagnostics);
        // The number of diagnostics of a file is limited.
        let tabs = diagnostics.0.iter().filter(|it| it.code == "WF0011");
        assert!(tabs.count() > 10);
        let Some(NodeKind::Map(entries)) = tree.map(|tree| tree.kind) else {
            panic!("the root is a map");
        };
        let is_broken = |node: &Node| matches!(node.kind, NodeKind::Broken);
        let broken = entries.iter().filter(|(_, value)| is_broken(value));
        assert_eq!(broken.count(), constructs);
    };
    check(format!("a: 1\nb: 2\n{}c: 3\n", "\tx: 1\n".repeat(LINES)), 1);
    let alternating = (0..LINES).map(|number| format!("k{number}: 1\n\tx: 1\n"));
    check(alternating.collect(), LINES);
}
