//! Regenerates the code of a schema. Local edits survive, or they conflict.

use wireform_codegen::emit::{Options, file_name, generate_files};

use super::CodeFile;
use super::stamp::{Stamp, without_stamp};
use crate::edit::Schema;

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
    /// The file has local edits, and the code that they were made in cannot be generated again, for this reason.
    NoBase(String),
}

/// Regenerates a file. A local edit is a difference from the code that was generated from the old schema.
pub(super) fn regenerate(old: &Schema, new: &Schema, file: CodeFile<'_>) -> Code {
    let Some(text) = file.text else {
        return Code::Written(stamped(new, file.options));
    };
    // Some checkouts have other line ends. They are kept.
    let is_crlf = text.contains("\r\n");
    let current = text.replace("\r\n", "\n");
    let restore = |text: String| match is_crlf {
        true => text.replace('\n', "\r\n"),
        false => text,
    };
    let (stamp_line, stamp) = Stamp::find(&current).unzip();
    let options = match &stamp {
        Some(stamp) => stamp.options(file.options),
        None => options_like(file.options)
            .find(|options| generate(old, options) == current)
            .unwrap_or_else(|| file.options.clone()),
    };
    let base = generate(old, &options);
    let is_edited = match &stamp {
        Some(stamp) => stamp.is_edited(&current),
        None => base != current,
    };
    let next = generate(new, &options);
    let next_stamp = Stamp::new(&next, new.text(), &options);
    let next_file = next_stamp.add_to(&next);
    if current == next_file {
        return Code::Unchanged;
    }
    if !is_edited {
        return Code::Written(restore(next_file));
    }
    if let Some(stamp) = &stamp
        && !stamp.is_of_code(&base)
    {
        return Code::NoBase(reason(stamp, old));
    }
    // The stamp is replaced, not merged: every one of the three texts may have another one.
    match diffy::merge(&base, &without_stamp(&current), &next) {
        Ok(merged) => match next_stamp.add_to(&merged) {
            merged if merged == current => Code::Unchanged,
            merged => Code::Merged(restore(merged)),
        },
        Err(marked) => {
            let lines = conflicting_lines(&marked).into_iter();
            let in_file = |line| line + usize::from(stamp_line.is_some_and(|stamp| stamp < line));
            Code::Conflict(lines.map(in_file).collect())
        }
    }
}

/// Returns why the code of a file cannot be generated again.
fn reason(stamp: &Stamp, schema: &Schema) -> String {
    if !stamp.is_of_this_version() {
        format!("wireform {} generated it", stamp.version())
    } else if !stamp.is_of_schema(schema.text()) {
        "it was generated from another text of the schema".to_owned()
    } else {
        "it was generated with other options".to_owned()
    }
}

/// Returns the options with which a file without a stamp may have been generated, the stated ones first.
fn options_like(stated: &Options) -> impl Iterator<Item = Options> {
    let flags = [(true, true), (true, false), (false, true), (false, false)];
    let others = flags.into_iter().map(|(serde, tests)| Options {
        serde,
        tests,
        ..stated.clone()
    });
    std::iter::once(stated.clone()).chain(others)
}

/// Returns the module of a schema.
fn generate(schema: &Schema, options: &Options) -> String {
    let plans = std::slice::from_ref(schema.plan());
    let files = generate_files(plans, options, "wireform");
    let own = file_name(schema.plan());
    let module = files.into_iter().find(|(name, _)| *name == own);
    module.map(|(_, text)| text).unwrap_or_default()
}

/// Returns the module of a schema with its stamp.
fn stamped(schema: &Schema, options: &Options) -> String {
    let code = generate(schema, options);
    Stamp::new(&code, schema.text(), options).add_to(&code)
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

    fn schema(length: u32) -> Schema {
        let text = format!(
            "wireform: 1\nprovider: {{ name: Sample }}\nendpoints: {{ api: {{}} }}\noperations:\n  contact_create:\n    \
             http: POST /contacts\n    body: json\n    update: none\n    fields: {{ city: {{ type: string, maxLength: {length} }} }}\n"
        );
        Schema::new("sample.yaml", &text).expect("the schema is right")
    }

    /// Edits the code of a schema, and regenerates it for another one.
    fn check(edit: impl Fn(String) -> String) -> Code {
        let options = Options::default();
        let current = edit(stamped(&schema(40), &options));
        let file = CodeFile {
            text: Some(&current),
            options: &options,
        };
        regenerate(&schema(40), &schema(35), file)
    }

    fn expected() -> String {
        stamped(&schema(35), &Options::default())
    }

    #[test]
    fn untouched_code_is_replaced() {
        assert_eq!(check(|code| code), Code::Written(expected()));
    }

    /// Files of a wireform before stamps have none.
    #[test]
    fn code_without_a_stamp_is_compared_as_a_whole() {
        let code = || generate(&schema(40), &Options::default());
        assert_eq!(check(|_| code()), Code::Written(expected()));
        let Code::Merged(merged) = check(|_| code() + "\n// A note of ours.\n") else {
            panic!("the edit does not conflict");
        };
        assert_eq!(merged, expected() + "\n// A note of ours.\n");
    }

    #[test]
    fn code_of_another_version_is_replaced_unless_it_was_edited() {
        let other = |code: String| code.replacen(", schema ", ".9, schema ", 1);
        assert_eq!(check(other), Code::Written(expected()));
        // Another generator writes other code.
        let edited = |code: String| {
            let stamp = Stamp::of(&code).unwrap().to_string();
            let old = Stamp::new("// Code.\n", "", &Options::default()).to_string();
            other(code.replacen(&stamp, &old, 1))
        };
        let reason = format!("wireform {}.9 generated it", env!("CARGO_PKG_VERSION"));
        assert_eq!(check(edited), Code::NoBase(reason));
    }

    #[test]
    fn another_stamp_alone_does_not_conflict() {
        let version = |code: String| code.replacen(", schema ", ".9, schema ", 1);
        let schema_text = |code: String| {
            let (head, rest) = code.split_once(", schema ").unwrap();
            format!("{head}, schema 0123456789abcdef{}", &rest[16..])
        };
        let others: [&dyn Fn(String) -> String; 3] =
            [&version, &schema_text, &|code| version(schema_text(code))];
        for other in others {
            let merged = check(|code| other(code) + "\n// A note of ours.\n");
            assert_eq!(merged, Code::Merged(expected() + "\n// A note of ours.\n"));
        }
    }

    #[test]
    fn line_ends_are_kept() {
        let crlf = |code: String| code.replace('\n', "\r\n");
        assert_eq!(check(crlf), Code::Written(crlf(expected())));
    }

    #[test]
    fn options_of_the_file_are_kept() {
        let serde = Options {
            serde: true,
            ..Options::default()
        };
        let expected = stamped(&schema(35), &serde);
        let found = check(|_| stamped(&schema(40), &serde));
        assert_eq!(found, Code::Written(expected.clone()));
        // Another version may have written other code, so that only the stamp states the options.
        let other = |code: String| code.replacen(", schema ", ".9, schema ", 1);
        let code = Stamp::new("// Code.\n", "", &serde).add_to("// Code.\n");
        let found = check(|_| other(code.clone()));
        assert_eq!(found, Code::Written(expected.clone()));
        let Code::Merged(merged) = check(|_| stamped(&schema(40), &serde) + "// Ours.\n") else {
            panic!("the edit does not conflict");
        };
        assert_eq!(merged, expected + "// Ours.\n");
    }

    #[test]
    fn local_edits_survive() {
        let Code::Merged(merged) = check(|code| format!("{code}\n// A note of ours.\n")) else {
            panic!("the edit does not conflict");
        };
        assert!(merged.ends_with("// A note of ours.\n"));
        assert!(merged.starts_with(expected().lines().next().unwrap()));
        assert_eq!(
            merged.len(),
            expected().len() + "\n// A note of ours.\n".len()
        );
    }

    #[test]
    fn an_edit_of_a_changed_line_conflicts() {
        let line = |line: &str| match line.starts_with("// wireform") {
            true => line.to_owned(),
            false => line.replace("40", "41"),
        };
        let edited = |code: String| code.split_inclusive('\n').map(line).collect();
        let Code::Conflict(lines) = check(edited) else {
            panic!("the edit conflicts");
        };
        let code: String = edited(stamped(&schema(40), &Options::default()));
        let code: Vec<&str> = code.lines().collect();
        assert!(
            lines.iter().any(|line| code[line - 1].contains("41")),
            "{lines:?}"
        );
    }
}
