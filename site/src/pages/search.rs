//! The search: an index, and a small script over it. Without the script, the first page has links to everything.

use std::fmt::Write as _;

use serde_json::json;

use crate::layout::{Html, element};

/// The script of the search.
pub(super) const SCRIPT: &str = include_str!("search.js");

/// The file that contains [`SCRIPT`].
pub(super) const SCRIPT_FILE: &str = "search.js";

/// The file of the index, which [`SCRIPT`] loads. It is a script because a page from a disk cannot load anything else.
pub(super) const INDEX_FILE: &str = "search-index.js";

/// Returns the place of the search field, which the script fills.
pub(super) fn tools(root: &str) -> Html {
    element("div")
        .class("search")
        .attr("role", "search")
        .attr("data-root", root)
        .into()
}

/// What can be found.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: Vec<[String; 4]>,
}

impl Index {
    /// Adds an entry: its title, where it belongs, its target below the root of the site, and further words.
    pub(super) fn add(&mut self, title: &str, place: &str, target: &str, words: &str) {
        self.entries
            .push([title, place, target, words].map(|it| it.trim().to_owned()));
    }

    /// Returns the file of the index.
    pub(super) fn script(&self) -> String {
        let mut text = String::from("window.wireformIndex = [\n");
        for entry in &self.entries {
            let _ = writeln!(text, "{},", json!(entry));
        }
        text.push_str("];\n");
        text
    }
}
