//! Regenerates the code of a schema. Local edits survive, or they conflict.

use wireform_codegen::emit::{Options, file_name, generate_files};
use wireform_codegen::plan::Plan;

use super::CodeFile;

/// The generated code after a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// The file already has this code.
    Unchanged,
    /// The new text of a file without local edits, or of a file that does not exist yet.
    Written(String),
    /// The new text, which contains the local edits of the file.
    Merged(String),
    /// The lines of the file at which its local edits and the new code conflict, beginning with 1.
    Conflict(Vec<usize>),
}

/// Regenerates a file. A local edit is a difference from the code of the old plan.
pub(super) fn regenerate(old: &Plan, new: &Plan, file: CodeFile<'_>) -> Code {
    let Some(text) = file.text else {
        return Code::Written(generate(new, file.options));
    };
    // Some checkouts have other line ends. They are kept.
    let is_crlf = text.contains("\r\n");
    let current = text.replace("\r\n", "\n");
    let options = options_of(old, &current, file.options);
    let base = generate(old, &options);
    let next = generate(new, &options);
    let restore = |text: String| match is_crlf {
        true => text.replace('\n', "\r\n"),
        false => text,
    };
    if current == next {
        return Code::Unchanged;
    }
    if current == base {
        return Code::Written(restore(next));
    }
    match diffy::merge(&base, &current, &next) {
        Ok(merged) if merged == current => Code::Unchanged,
        Ok(merged) => Code::Merged(restore(merged)),
        Err(marked) => Code::Conflict(conflicting_lines(&marked)),
    }
}

/// Returns the options with which a file was generated: those that give exactly its text, or else the stated ones.
fn options_of(plan: &Plan, current: &str, stated: &Options) -> Options {
    let flags = [true, false];
    let others = flags.iter().flat_map(|serde| {
        flags.iter().map(|tests| Options {
            serde: *serde,
            tests: *tests,
            ..stated.clone()
        })
    });
    std::iter::once(stated.clone())
        .chain(others)
        .find(|options| generate(plan, options) == current)
        .unwrap_or_else(|| stated.clone())
}

/// Returns the module of a plan.
fn generate(plan: &Plan, options: &Options) -> String {
    let plans = std::slice::from_ref(plan);
    let files = generate_files(plans, options, "wireform");
    let own = file_name(plan);
    let module = files.into_iter().find(|(name, _)| *name == own);
    module.map(|(_, text)| text).unwrap_or_default()
}

/// Returns the lines of the current file at which conflicts begin. `marked` has conflict markers.
fn conflicting_lines(marked: &str) -> Vec<usize> {
    /// The part of a conflict.
    #[derive(Clone, Copy, PartialEq)]
    enum Part {
        Outside,
        Ours,
        Other,
    }
    let mut lines = Vec::new();
    let mut part = Part::Outside;
    let mut current = 0;
    for line in marked.lines() {
        if line.starts_with("<<<<<<<") {
            part = Part::Ours;
            lines.push(current + 1);
        } else if line.starts_with("|||||||") || line.starts_with("=======") {
            part = Part::Other;
        } else if line.starts_with(">>>>>>>") {
            part = Part::Outside;
        } else if part != Part::Other {
            current += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(length: u32) -> Plan {
        let mut sources = wireform_codegen::source::Sources::default();
        sources.add(
            "sample.yaml",
            format!(
                "wireform: 1\nprovider: {{ name: Sample }}\nendpoints: {{ api: {{}} }}\noperations:\n  contact_create:\n    \
                 http: POST /contacts\n    body: json\n    update: none\n    fields: {{ city: {{ type: string, maxLength: {length} }} }}\n"
            ),
        );
        wireform_codegen::plan_sources(&sources).0.remove(0)
    }

    fn check(edit: impl Fn(String) -> String) -> Code {
        let options = Options::default();
        let current = edit(generate(&plan(40), &options));
        let file = CodeFile {
            text: Some(&current),
            options: &options,
        };
        regenerate(&plan(40), &plan(35), file)
    }

    #[test]
    fn untouched_code_is_replaced() {
        let expected = generate(&plan(35), &Options::default());
        assert_eq!(check(|code| code), Code::Written(expected));
    }

    #[test]
    fn line_ends_are_kept() {
        let expected = generate(&plan(35), &Options::default()).replace('\n', "\r\n");
        assert_eq!(
            check(|code| code.replace('\n', "\r\n")),
            Code::Written(expected)
        );
    }

    #[test]
    fn options_of_the_file_are_kept() {
        let serde = Options {
            serde: true,
            ..Options::default()
        };
        let expected = generate(&plan(35), &serde);
        assert_eq!(
            check(|_| generate(&plan(40), &serde)),
            Code::Written(expected)
        );
    }

    #[test]
    fn local_edits_survive() {
        let Code::Merged(merged) = check(|code| format!("{code}\n// A note of ours.\n")) else {
            panic!("the edit does not conflict");
        };
        assert!(merged.ends_with("// A note of ours.\n"));
        assert!(merged.contains("35") && !merged.contains("40"));
    }

    #[test]
    fn an_edit_of_a_changed_line_conflicts() {
        let edited = |code: String| code.replace("40", "41");
        let Code::Conflict(lines) = check(edited) else {
            panic!("the edit conflicts");
        };
        let code = edited(generate(&plan(40), &Options::default()));
        let code: Vec<&str> = code.lines().collect();
        assert!(
            lines.iter().any(|line| code[line - 1].contains("41")),
            "{lines:?}"
        );
    }
}
