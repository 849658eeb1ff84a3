//! Checks the conversion `a_label` with the test vectors of UTS #46.
//!
//! Input: `IdnaTestV2.txt`, which is part of the package of the crate `idna`. The test fails for a vector with other
//! A-labels, for a vector that is accepted although its status has an error, and for one that is refused although it has
//! no character that IDNA 2008 excludes.

use std::path::PathBuf;

use serde_json::Value;
use wireform::contact::Conversion;
use wireform_tests::downstream::{cargo, succeed, workspace};

fn vectors() -> String {
    let mut command = cargo();
    command.current_dir(workspace());
    command.args(["metadata", "--offline", "--locked", "--format-version", "1"]);
    let output = succeed(command).expect("cargo metadata");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let idna = packages.iter().find(|package| package["name"] == "idna");
    let manifest = idna.and_then(|package| package["manifest_path"].as_str());
    let path = PathBuf::from(manifest.expect("the crate idna")).with_file_name("tests");
    std::fs::read_to_string(path.join("IdnaTestV2.txt")).expect("the vectors are in the package")
}

/// Returns a column with its escapes (`\u` with four digits, or `\x{…}`) decoded, or `None` if one of them is a surrogate.
fn unescaped(column: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = column;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = if let Some(long) = rest.strip_prefix("x{") {
            let (digits, behind) = long.split_once('}')?;
            rest = behind;
            digits
        } else {
            let digits = rest.strip_prefix('u')?.get(..4)?;
            rest = &rest[5..];
            digits
        };
        text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
    }
    text.push_str(rest);
    Some(if text == "\"\"" { String::new() } else { text })
}

/// A test vector.
struct Vector {
    source: String,
    unicode: String,
    ascii: String,
    /// The codes of the errors in brackets. Without an error, it is empty or only brackets.
    status: String,
}

fn vector(line: &str) -> Option<Vector> {
    let columns: Vec<&str> = line.split('#').next()?.split(';').map(str::trim).collect();
    let &[source, unicode, unicode_status, ascii, ascii_status, ..] = &columns[..] else {
        return None;
    };
    // An empty column has the value of the column before it.
    let or = |column: &str, other: &str| [column, other][usize::from(column.is_empty())].to_owned();
    let unicode = or(unicode, source);
    Some(Vector {
        source: unescaped(source)?,
        ascii: unescaped(&or(ascii, &unicode))?,
        unicode: unescaped(&unicode)?,
        status: or(ascii_status, unicode_status),
    })
}

/// Returns whether IDNA 2008 may exclude the character: it is neither ASCII nor a letter, or it is a letter that RFC 5892
/// excludes by name.
fn may_be_excluded(character: char) -> bool {
    let named = matches!(character, '\u{640}' | '\u{7fa}' | '\u{3031}'..='\u{3035}' | '\u{1100}'..='\u{11ff}');
    !character.is_ascii() && (!character.is_alphabetic() || named)
}

#[test]
fn a_labels_are_those_of_the_vectors() {
    let (mut sent, mut refused, mut excluded, mut newer) = (0, 0, 0, 0);
    for (number, line) in (1..).zip(vectors().lines()) {
        let Some(vector) = vector(line) else { continue };
        let Vector {
            source,
            unicode,
            ascii,
            status,
        } = vector;
        // The conversion does not change ASCII. The domain begins after the last @.
        let is_left_alone = source.is_ascii() && !source.to_ascii_lowercase().contains("xn--");
        if source.contains('@') || is_left_alone {
            continue;
        }
        let is_valid = matches!(&*status, "" | "[]");
        match Conversion::ALabel.apply(&format!("a@{source}")) {
            Ok(address) if is_valid => {
                assert_eq!(address, format!("a@{ascii}"), "line {number}: {source}");
                let read = Conversion::ALabel.revert(&address);
                assert_eq!(
                    read,
                    Some(format!("a@{unicode}")),
                    "line {number}: {source}"
                );
                sent += 1;
            }
            // The vectors' version of Unicode does not assign the character, that of the tables does.
            Ok(_) if status == "[V7]" => newer += 1,
            Ok(_) => panic!("line {number}: {source} has no A-label: {status}"),
            Err(_) if !is_valid => refused += 1,
            Err(_) => {
                assert!(unicode.contains(may_be_excluded), "line {number}: {source}");
                excluded += 1;
            }
        }
    }
    let counts = format!("{sent} sent, {refused} refused, {excluded} excluded, {newer} newer");
    println!("{counts}");
    assert!(
        sent > 300 && refused > 2000 && excluded > 10 && newer < 40,
        "{counts}"
    );
}
