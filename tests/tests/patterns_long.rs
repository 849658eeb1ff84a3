//! Patterns against other engines, for longer than every run can wait: millions of strings, ten thousand pairs.

#[path = "pattern/definition.rs"]
mod definition;
#[path = "pattern/look_aheads.rs"]
mod look_aheads;
#[path = "pattern/pairs.rs"]
mod pairs;
#[path = "pattern/random.rs"]
mod random;
#[path = "pattern/strings.rs"]
mod strings;

#[test]
fn ten_thousand_pairs() {
    let pairs = 10_000;
    let seen = pairs::agree(pairs, 31);
    println!("{seen:?}");
    pairs::says_something(&seen, pairs);
}

#[test]
fn look_aheads_on_millions_of_strings() {
    let patterns = 10_000;
    let seen = look_aheads::agree(patterns, 5, 37);
    println!("{seen:?}");
    look_aheads::says_something(&seen, patterns);
    assert!(seen.strings > 2_000_000, "{seen:?}");
}

#[test]
fn shipped_patterns_on_half_a_million_strings() {
    let strings = strings::shipped(30_000);
    println!("{strings} strings of shipped patterns");
    assert!(strings > 400_000);
}
