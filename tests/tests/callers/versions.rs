//! The base of the fixtures of `breaking`, and its edited copies.

use std::collections::BTreeMap;

use wireform_codegen::plan::Plan;

use super::support;

/// Returns the base and all of its copies in the fixtures, each with its title, without those that two rules have.
pub(crate) fn versions() -> (Plan, Vec<(String, Plan)>) {
    let text = support::base();
    let mut copies: BTreeMap<String, String> = BTreeMap::new();
    for file in support::files() {
        for pair in &file.pairs {
            let title = format!("{}: {}", file.rule, pair.title);
            copies.entry(pair.edited(&text)).or_insert(title);
        }
    }
    let copies = copies
        .into_iter()
        .map(|(text, title)| (title, support::plan(&text)));
    (support::plan(&text), copies.collect())
}
