//! Regenerates the code of a schema. Local edits survive, or they conflict.

use wireform_codegen::emit::{Options, file_name, generate_files};

use super::CodeFile;
use super::stamp::Stamp;
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
    let stamp = Stamp::of(&current);
    let is_base = |options: &Options| {
        let code = generate(old, options);
        match &stamp {
            Some(stamp) => stamp.is_of_code(&code),
            None => code == current,
        }
    };
    let known = options_like(file.options).find(is_base);
    let options = known.as_ref().unwrap_or(file.options);
    let next = stamped(new, options);
    let restore = |text: String| match is_crlf {
        true => text.replace('\n', "\r\n"),
        false => text,
    };
    let is_edited = match &stamp {
        Some(stamp) => stamp.is_edited(&current),
        None => known.is_none(),
    };
    if current == next {
        return Code::Unchanged;
    }
    if !is_edited {
        return Code::Written(restore(next));
    }
    let base = match &stamp {
        Some(stamp) if known.is_none() => return Code::NoBase(reason(stamp, old)),
        Some(_) => stamped(old, options),
        None => generate(old, options),
    };
    match diffy::merge(&base, &current, &next) {
        Ok(merged) if merged == current => Code::Unchanged,
        Ok(merged) => Code::Merged(restore(merged)),
        Err(marked) => Code::Conflict(conflicting_lines(&marked)),
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

/// Returns the options with which a file may have been generated, the stated ones first.
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
    Stamp::add(&generate(schema, options), schema.text())
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
            let old = Stamp::of(&Stamp::add("// Code.\n", ""))
                .unwrap()
                .to_string();
            other(code.replacen(&stamp, &old, 1))
        };
        let reason = format!("wireform {}.9 generated it", env!("CARGO_PKG_VERSION"));
        assert_eq!(check(edited), Code::NoBase(reason));
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
        // The options of an edited file are those with which its code has the fingerprint of the stamp.
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
