//! Writes the examples into the page of the language.

use std::fmt::Write as _;

use crate::example::Section;
use crate::run::rows;
use crate::show::{Row, rows_text};

const BEGIN: &str = "<!-- examples: begin, written from tests/language -->\n";
const END: &str = "<!-- examples: end -->";

/// Returns the page with new examples.
///
/// # Panics
/// Panics if the page has no markers.
pub(crate) fn insert(page: &str, sections: &[Section]) -> String {
    let (before, rest) = page.split_once(BEGIN).expect("the marker of the examples");
    let (_, after) = rest.split_once(END).expect("the marker of their end");
    format!("{before}{BEGIN}\n{}{END}{after}", write(sections))
}

fn write(sections: &[Section]) -> String {
    let mut out = String::from("| | |\n|---|---|\n");
    for section in sections {
        let links = section.examples.iter().map(|it| link(&it.title));
        let links: Vec<_> = links.collect();
        let _ = writeln!(out, "| {} | {} |", section.title, links.join(" · "));
    }
    let mut mistakes = String::new();
    for section in sections {
        let _ = write!(out, "\n### {}\n", section.title);
        for example in &section.examples {
            let _ = write!(out, "\n#### Example: {}\n\n", example.title);
            if !example.says.is_empty() {
                let _ = write!(out, "{}\n\n", example.says);
            }
            let shown = match rows(example) {
                Ok(rows) => {
                    if !rows.iter().any(Row::is_refused) {
                        let _ = writeln!(mistakes, "{}: nothing is refused", example.title);
                    }
                    rows_text(&rows)
                }
                Err(mistake) => {
                    mistakes.push_str(&mistake);
                    continue;
                }
            };
            let _ = write!(out, "```yaml\n{}```\n\n```text\n{shown}```\n", example.part);
        }
    }
    assert!(mistakes.is_empty(), "{mistakes}");
    out.push('\n');
    out
}

/// Returns a link to the heading, with the anchor that GitHub gives it.
fn link(title: &str) -> String {
    let anchor: String = title
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect();
    format!("[{title}](#example-{anchor})")
}
