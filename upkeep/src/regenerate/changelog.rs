//! Writes the entry of a changelog.

use crate::edit::with_line_ends_of;
use std::fmt::Write as _;

use crate::breaking::{Level, Report};
use crate::render::code;

/// The heading of the section for changes that are not released.
const UNRELEASED: &str = "## Unreleased";

/// Returns the entry: one item for each change that a user of the generated code can notice.
pub(super) fn entry(report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let mark = match finding.level() {
            Level::Note => continue,
            Level::Addition => "",
            Level::Risk | Level::Breaking | Level::Grave => "**Breaking:** ",
        };
        let place = code(&finding.place.path);
        let _ = write!(text, "- {mark}{place}: {}", finding.rule.title);
        if let Some(change) = finding.change() {
            let _ = write!(text, " ({})", code(&change));
        }
        text.push_str(".\n");
    }
    text
}

/// Inserts an entry into a changelog: below the heading `## Unreleased` or `## [Unreleased]`, or in a new section before the
/// first release.
pub(super) fn insert(changelog: &str, entry: &str) -> String {
    let plain = inserted(&changelog.replace("\r\n", "\n"), entry);
    with_line_ends_of(changelog, &plain)
}

fn inserted(changelog: &str, entry: &str) -> String {
    let mut at = 0;
    for line in changelog.split_inclusive('\n') {
        let after = at + line.len();
        let heading = line.trim_end().to_ascii_lowercase();
        if heading == "## unreleased" || heading == "## [unreleased]" {
            let rest = &changelog[after..];
            let blank = rest.len() - rest.trim_start_matches('\n').len();
            let (head, tail) = changelog.split_at(after + blank);
            let separator = if head.ends_with("\n\n") { "" } else { "\n" };
            let next = if tail.starts_with('#') { "\n" } else { "" };
            return format!("{head}{separator}{entry}{next}{tail}");
        }
        if line.starts_with("## ") {
            let (head, tail) = changelog.split_at(at);
            return format!("{head}{UNRELEASED}\n\n{entry}\n{tail}");
        }
        at = after;
    }
    let separator = match changelog {
        "" => "",
        text if text.ends_with("\n\n") => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    format!("{changelog}{separator}{UNRELEASED}\n\n{entry}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(changelog: &str, expected: &str) {
        assert_eq!(insert(changelog, "- new\n"), expected, "{changelog:?}");
    }

    #[test]
    fn insert_entry() {
        check("", "## Unreleased\n\n- new\n");
        check("# Changelog\n", "# Changelog\n\n## Unreleased\n\n- new\n");
        check(
            "# Changelog\n\n## 1.0.0\n\n- old\n",
            "# Changelog\n\n## Unreleased\n\n- new\n\n## 1.0.0\n\n- old\n",
        );
        check(
            "# Changelog\n\n## [Unreleased]\n\n- old\n",
            "# Changelog\n\n## [Unreleased]\n\n- new\n- old\n",
        );
        check(
            "## Unreleased\n## 1.0.0\n",
            "## Unreleased\n\n- new\n\n## 1.0.0\n",
        );
        check(
            "# Changelog\r\n\r\n## 1.0.0\r\n",
            "# Changelog\r\n\r\n## Unreleased\r\n\r\n- new\r\n\r\n## 1.0.0\r\n",
        );
    }
}
