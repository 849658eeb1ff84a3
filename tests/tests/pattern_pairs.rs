//! Compares the pairs of patterns of a suite that others keep, and confirms each witness with another engine.
//!
//! `WIREFORM_SUITES` names the folder of the suites. Without it, nothing is compared. `benches/patterns` measures the same
//! comparisons.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use wireform_codegen::pattern::canonical;
use wireform_codegen::pattern::language::{Relation, relation_of_expressions};
use wireform_codegen::plan::Extent;
use wireform_codegen::syntax::Dialect;

/// A pattern, a value, and whether the value must match.
struct Claim {
    pattern: String,
    /// The pattern with everything written out that its dialect reads in its own way.
    expression: String,
    extent: Extent,
    value: String,
    matches: bool,
}

#[test]
fn pairs_of_the_suite_are_decided_and_confirmed() {
    let Some(suites) = std::env::var_os("WIREFORM_SUITES").map(PathBuf::from) else {
        println!("skipped: WIREFORM_SUITES is not set, so no pair was compared");
        return;
    };
    let path = suites.join("pattern-pairs/pairs.jsonl");
    let text = std::fs::read_to_string(path).expect("the pairs of the suite");
    for extent in [Extent::Whole, Extent::Search] {
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        let mut claims = Vec::new();
        let mut undecided = Vec::new();
        for line in text.lines() {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let pair = ["before", "after"].map(|key| line[key].as_str().expect("a pattern"));
            match compared(pair, extent) {
                Ok((found, expressions)) => {
                    *words.entry(found.word()).or_default() += 1;
                    claims.extend(claimed(pair, &expressions, extent, &found));
                }
                Err(reason) => undecided.push(format!("{} {}: {reason}", pair[0], pair[1])),
            }
        }
        let count = text.lines().count();
        println!(
            "{extent:?}: {count} pairs, {words:?}, {} undecided",
            undecided.len()
        );
        assert!(undecided.len() * 100 <= count, "{}", undecided.join("\n"));
        let refuted = refuted_by_both(&claims);
        println!(
            "{extent:?}: {} witnesses, {} refuted",
            claims.len(),
            refuted.len()
        );
        assert!(refuted.is_empty(), "{}", refuted.join("\n"));
    }
}

/// Compares a pair. Returns the expressions, too. The patterns are read as ECMAScript if it has both, and else as Java.
fn compared(pair: [&str; 2], extent: Extent) -> Result<(Relation, [String; 2]), String> {
    let mut reason = String::new();
    for dialect in [Dialect::Ecma, Dialect::Java] {
        let read = |text: &str| canonical(text, dialect, extent);
        match (read(pair[0]), read(pair[1])) {
            (Ok(first), Ok(second)) => {
                let found = relation_of_expressions(&first, &second);
                let found = found.map_err(|limit| limit.to_string())?;
                return Ok((found, [first, second]));
            }
            (Err(reasons), _) | (_, Err(reasons)) => reason = reasons.join(", "),
        }
    }
    Err(reason)
}

/// Returns what the witnesses of a relation claim.
fn claimed(
    pair: [&str; 2],
    expressions: &[String; 2],
    extent: Extent,
    found: &Relation,
) -> Vec<Claim> {
    let witnesses = [
        (&found.only_first, [true, false]),
        (&found.only_second, [false, true]),
        (&found.both, [true, true]),
    ];
    let mut claims = Vec::new();
    for (witness, members) in witnesses {
        for ((pattern, expression), matches) in pair.into_iter().zip(expressions).zip(members) {
            claims.extend(witness.as_ref().map(|value| Claim {
                pattern: pattern.to_owned(),
                expression: expression.clone(),
                extent,
                value: value.clone(),
                matches,
            }));
        }
    }
    claims
}

/// Returns the claims that no engine confirms. Python is asked about those that `fancy-regex` does not confirm. Both read
/// some patterns in another way than ECMAScript and Java, or not at all: then `fancy-regex` is asked about the pattern
/// with everything written out.
fn refuted_by_both(claims: &[Claim]) -> Vec<String> {
    let refuted: Vec<&Claim> = claims.iter().filter(|claim| !is_confirmed(claim)).collect();
    let found = python(&refuted);
    let refuted = refuted.into_iter().zip(&found);
    let refuted: Vec<&Claim> = refuted
        .filter(|(_, is_confirmed)| !**is_confirmed)
        .map(|(claim, _)| claim)
        .collect();
    let (to_python, written) = (found.len(), refuted.len());
    println!(
        "{to_python} of {} claims go to Python, {written} are written out",
        claims.len()
    );
    assert!(
        written * 50 <= claims.len(),
        "most claims are about patterns as they are"
    );
    let engine = |claim: &Claim| fancy_regex::Regex::new(&claim.expression);
    let holds = |claim: &&Claim| {
        engine(claim).is_ok_and(|engine| engine.is_match(&claim.value).ok() == Some(claim.matches))
    };
    let refuted = refuted.into_iter().filter(|claim| !holds(claim));
    refuted
        .map(|claim| format!("{} {:?} {}", claim.pattern, claim.value, claim.matches))
        .collect()
}

/// Returns whether `fancy-regex` confirms a claim.
fn is_confirmed(claim: &Claim) -> bool {
    let pattern = match claim.extent {
        Extent::Whole => format!(r"\A(?:{})\z", claim.pattern),
        Extent::Search => claim.pattern.clone(),
    };
    let engine = fancy_regex::Regex::new(&pattern);
    engine.is_ok_and(|engine| engine.is_match(&claim.value).ok() == Some(claim.matches))
}

/// Asks the module `re` of Python, and returns for each claim whether it is confirmed.
fn python(claims: &[&Claim]) -> Vec<bool> {
    const PROGRAM: &str = "
import json, re, sys, warnings
warnings.simplefilter('ignore')
for pattern, is_whole, value, matches in json.load(sys.stdin):
    try:
        engine = re.compile(pattern, re.ASCII)
        found = engine.fullmatch(value) if is_whole else engine.search(value)
        print(int((found is not None) == matches))
    except re.error:
        print(0)
";
    let rows: Vec<serde_json::Value> = claims
        .iter()
        .map(|claim| {
            let is_whole = claim.extent == Extent::Whole;
            serde_json::json!([claim.pattern, is_whole, claim.value, claim.matches])
        })
        .collect();
    let mut child = Command::new("python3")
        .args(["-c", PROGRAM])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3");
    let input = serde_json::to_vec(&rows).expect("JSON");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(&input).expect("a running engine");
    drop(stdin);
    let output = child.wait_with_output().expect("an output");
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let found: Vec<bool> = lines.lines().map(|line| line == "1").collect();
    assert_eq!(found.len(), claims.len(), "{output:?}");
    found
}
