//! Compares the parser with another YAML library. Both give the same tree, up to the types of scalars.

mod support;

use serde_yaml::Value;
use support::{diagnostics_of, schemas};
use wireform_codegen::source::{self, Diagnostics, Node, NodeKind, Sources, Style};

/// Returns the first difference of two trees.
fn difference(path: &str, ours: &Node, theirs: &Value) -> Result<(), String> {
    let differs = || Err(format!("{path}: {ours:?} is not {theirs:?}"));
    match (&ours.kind, theirs) {
        (NodeKind::Scalar(scalar), Value::String(text)) if scalar.text == *text => Ok(()),
        (NodeKind::Scalar(scalar), Value::Bool(value)) if scalar.text == value.to_string() => {
            Ok(())
        }
        (NodeKind::Scalar(scalar), Value::Number(_)) if scalar.style == Style::Plain => Ok(()),
        (NodeKind::Scalar(scalar), Value::Null) if scalar.is_null() => Ok(()),
        (NodeKind::List(items), Value::Sequence(others)) if items.len() == others.len() => {
            let mut pairs = items.iter().zip(others).enumerate();
            pairs.try_for_each(|(at, (item, other))| {
                difference(&format!("{path}[{at}]"), item, other)
            })
        }
        (NodeKind::Map(entries), Value::Mapping(others)) if entries.len() == others.len() => {
            for (key, value) in entries {
                let name = key.text().unwrap_or_default();
                let path = format!("{path}.{name}");
                // Merged maps have a different order.
                let other = others
                    .iter()
                    .find(|(other, _)| difference("", key, other).is_ok());
                let other = other.ok_or_else(|| format!("{path} is missing"))?;
                difference(&path, value, other.1)?;
            }
            Ok(())
        }
        _ => differs(),
    }
}

fn check(name: &str, text: &str) {
    let mut theirs: Value =
        serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    theirs.apply_merge().expect("merge keys");
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let mut diagnostics = Diagnostics::default();
    let ours = source::parse(&sources, file, &mut diagnostics);
    assert!(
        !diagnostics.has_errors(),
        "{}",
        diagnostics_of(&diagnostics, &sources)
    );
    let ours = ours.expect("a tree");
    difference(name, &ours, &theirs).unwrap_or_else(|difference| panic!("{difference}"));
}

#[test]
fn agree_on_schemas() {
    for (name, text) in schemas() {
        check(&name, &text);
    }
    check("accepted.yaml", include_str!("syntax/accepted.yaml"));
}

#[test]
fn agree_on_unusual_yaml() {
    for text in [
        "a: &x {b: 1, c: [2, 3]}\nd: {<<: *x, b: 4}\ne: *x\n",
        "a: &x {b: 1}\nb: &y {b: 2, c: 3}\nc: {<<: [*x, *y], d: 5}\n",
        "a: |\n  x\n   y\n\n  z\n\nb: >-\n  one\n  two\n\n  three\nc: |+\n  keep\n\nd: |2-\n    x\n",
        "a: 'it''s'\nb: \"tab\\t \\u00e9 \\x41 \\U0001F600\"\nc: plain text, with 'quotes'\n",
        "a: [x, {y: z}, [], {}]\nb:\n- 1\n-  - 2\n   - 3\nc: ? d\n",
        "\"quoted key\": 1\n? long\n: 2\n012: x\nnull: y\n~: z\n",
        "a: first\n  second\n\n  third\nb: 'first\n  second'\n",
        "a: # comment\n  b\nc: x#y\nd: http://x\ne: a:b\n",
        "%YAML 1.2\n---\na: 1\n...\n",
    ] {
        if serde_yaml::from_str::<Value>(text).is_ok() {
            check(text, text);
        }
    }
}

/// A JSON text has the same value with and without escapes.
#[test]
fn agree_on_json_strings() {
    let mut refused = Vec::new();
    for number in (0u32..0x3000)
        .chain(0xd7f0..0x1_0010)
        .chain([0x1_f600, 0xf_ffff, 0x10_ffff])
    {
        let Some(c) = char::from_u32(number) else {
            continue;
        };
        let text = format!("a{c}b {c} c");
        let raw = serde_json::to_string(&[&text]).expect("JSON");
        let units = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
        let escaped = format!("[\"{}\"]", units.collect::<String>());
        for json in [raw, escaped] {
            let node = source::read_value(&json);
            let Ok(NodeKind::List(items)) = node.map(|node| node.kind) else {
                refused.push(format!("U+{number:04X}"));
                continue;
            };
            assert_eq!(
                items[0].text(),
                Some(text.as_str()),
                "U+{number:04X} in {json}"
            );
        }
    }
    assert_eq!(refused, [""; 0]);
}
