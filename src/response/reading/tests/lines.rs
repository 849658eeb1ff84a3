//! Bodies of lines.

use super::super::document::{Document, LineRules};

const RULES: LineRules<'static> = LineRules {
    assign: "=",
    trims: true,
    ignores_case: true,
    skip: &["[RESPONSE]"],
    end: Some("EOF"),
    numbered: &[("STREET[", "]")],
    section: None,
};

/// Returns the lines with their names, or why they cannot be read.
fn read(text: &str, rules: &LineRules<'_>) -> Result<Vec<(String, String)>, String> {
    let document = Document::parse_lines(text, rules).map_err(|reason| reason.to_string())?;
    let members = document.root().members().iter();
    let pair = |name: &str, raw: &str| (name.to_owned(), raw.to_owned());
    Ok(members.map(|(name, node)| pair(name, node.raw())).collect())
}

#[track_caller]
fn check_lines(text: &str, rules: &LineRules<'_>, expected: &[(&str, &str)]) {
    let found = read(text, rules);
    let expected = expected.iter();
    let expected = expected.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    assert_eq!(found, Ok(expected.collect()), "{text:?}");
}

#[track_caller]
fn check_malformed(text: &str, place: &str) {
    let expected = format!("the body is not lines of names and values ({place})");
    assert_eq!(read(text, &RULES), Err(expected), "{text:?}");
}

#[test]
fn read_numbered_lines_in_order() {
    check_lines(
        "[response]\r\ncode = 200\r\n\r\nstreet[10]=c\nStreet[2] = b = c\nstreet[x]=y\nEOF\r\n\r\n",
        &RULES,
        &[
            ("CODE", "200"),
            ("STREET[X]", "y"),
            ("STREET[$index]", "b = c"),
            ("STREET[$index]", "c"),
        ],
    );
}

#[test]
fn refuse_numbered_lines_with_one_number() {
    for text in [
        "street[1]=a\nSTREET[01]=b\nEOF",
        "street[1]=a\nstreet[1]=a\nEOF",
    ] {
        let expected = "there are several values at `STREET[1]`";
        assert_eq!(read(text, &RULES), Err(expected.to_owned()), "{text:?}");
    }
}

#[test]
fn keep_white_space_and_letter_case_without_rules() {
    let rules = LineRules {
        trims: false,
        ignores_case: false,
        end: None,
        ..RULES
    };
    check_lines("a = b \r\nA=\n", &rules, &[("a ", " b "), ("A", "")]);
}

#[test]
fn refuse_bodies_that_are_cut_off_or_have_other_lines() {
    check_malformed("code=200\n", "line 2, column 1: it ends too early");
    check_malformed("code=200\nEO", "line 2, column 1");
    check_malformed("code=200\ntext\nEOF", "line 2, column 1");
    check_malformed("=200\nEOF", "line 1, column 1");
    check_malformed("code=200\nEOF\nmore=1", "line 3, column 1");
}

#[test]
fn lines_of_sections_have_the_names_of_the_sections() {
    let rules = LineRules {
        section: Some(("[", "]")),
        skip: &[],
        end: None,
        ..RULES
    };
    check_lines(
        "code=200\n[registrant]\nname=Jane\nstreet[2]=b\nstreet[1]=a\n\n[ tech ]\nname=[x]\n[a=b]\n",
        &LineRules {
            numbered: &[("REGISTRANT.STREET[", "]")],
            ..rules
        },
        &[
            ("CODE", "200"),
            ("REGISTRANT.NAME", "Jane"),
            ("TECH.NAME", "[x]"),
            ("TECH.[A", "b]"),
            ("REGISTRANT.STREET[$index]", "a"),
            ("REGISTRANT.STREET[$index]", "b"),
        ],
    );
}

/// A line without a name can look like the first line of a section.
#[test]
fn lines_without_a_name_begin_no_section() {
    let rules = LineRules {
        section: Some(("[", "]")),
        end: Some("[EOF]"),
        ..RULES
    };
    check_lines(
        "[RESPONSE]\ncode=200\n[tech]\nname=x\n[EOF]\n",
        &rules,
        &[("CODE", "200"), ("TECH.NAME", "x")],
    );
}
