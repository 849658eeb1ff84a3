//! Compares pairs with other libraries, under the reading as a whole value and in both directions.

use derivre::RegexBuilder;
use regexsolver::Term;
use regexsolver::execution_profile::ExecutionProfileBuilder;

/// A function that returns a verdict for a pair.
type Compare = fn(&[String; 2]) -> String;

/// The libraries.
pub(super) const ALL: [(&str, Compare); 2] = [
    ("regexsolver 1.1.0, Whole", regexsolver),
    ("derivre 0.3.13, Whole", derivre),
];

/// The time after which `regexsolver` gives up, in milliseconds.
const LIMIT: u64 = 2_000;

/// The steps after which `derivre` gives up.
const FUEL: u64 = 1_000_000;

/// Returns a pattern without the anchors at its ends, which have no meaning for a whole value.
fn bare(pattern: &str) -> &str {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    match pattern.strip_suffix('$') {
        Some(front) if !front.ends_with('\\') => front,
        _ => pattern,
    }
}

fn word(contained: bool, containing: bool) -> String {
    let word = match (contained, containing) {
        (true, true) => "equal",
        (true, false) => "contained",
        (false, true) => "containing",
        (false, false) => "incomparable or disjoint",
    };
    word.to_owned()
}

fn regexsolver(pair: &[String; 2]) -> String {
    let profile = ExecutionProfileBuilder::new()
        .execution_timeout(LIMIT)
        .build();
    let found = profile.run(|| {
        let one = Term::from_pattern(bare(&pair[0])).ok()?;
        let two = Term::from_pattern(bare(&pair[1])).ok()?;
        Some(word(one.subset(&two).ok()?, two.subset(&one).ok()?))
    });
    found.unwrap_or_else(|| "undecided".to_owned())
}

fn derivre(pair: &[String; 2]) -> String {
    let contains = |small: &str, big: &str| {
        let small = format!("(?:{})", bare(small));
        let big = format!("(?:{})", bare(big));
        RegexBuilder::new().is_contained_in(&small, &big, FUEL).ok()
    };
    match (contains(&pair[0], &pair[1]), contains(&pair[1], &pair[0])) {
        (Some(contained), Some(containing)) => word(contained, containing),
        _ => "undecided".to_owned(),
    }
}
