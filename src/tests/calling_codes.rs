//! Checks the table of country codes.
//!
//! The list is `contact/calling_codes.tsv`, the codes of ITU-T E.164 that are assigned. With `WIREFORM_BLESS` set, the table
//! is written anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::contact::Conversion;

const LIST: &str = include_str!("../contact/calling_codes.tsv");

fn codes() -> Vec<&'static str> {
    let rows = LIST.lines().skip(1);
    rows.map(|row| row.split('\t').next().unwrap()).collect()
}

/// Returns the source text of the table.
fn table() -> String {
    let codes: BTreeSet<u16> = codes().iter().map(|code| code.parse().unwrap()).collect();
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    for code in codes {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    let mut source = String::from(
        "//! The country codes of E.164. A test writes this file from `calling_codes.tsv`: `WIREFORM_BLESS=1 cargo test -p wireform calling`.
//!
//! No code is a prefix of another one, so that a telephone number begins with at most one code. Consecutive codes form a
//! range.

/// First and last code of each range, ascending.
pub(super) const ASSIGNED: &[(u16, u16)] = &[\n",
    );
    for (first, last) in ranges {
        writeln!(source, "    ({first}, {last}),").unwrap();
    }
    source.push_str("];\n");
    source
}

#[test]
fn the_table_is_written_from_the_list() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/contact/calling_codes.rs");
    if std::env::var_os("WIREFORM_BLESS").is_some() {
        std::fs::write(&path, table()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap();
    assert_eq!(written.replace("\r\n", "\n"), table(), "set WIREFORM_BLESS");
}

#[test]
fn the_list_is_in_order_and_no_code_begins_another() {
    let codes = codes();
    assert!(codes.is_sorted(), "sorted as texts");
    for pair in codes.windows(2) {
        assert!(!pair[1].starts_with(pair[0]), "{pair:?}");
    }
    for code in &codes {
        assert!((1..=3).contains(&code.len()) && !code.starts_with('0'));
        let number = format!("+{code}123456");
        assert_eq!(Conversion::CountryCode.apply(&number).as_deref(), Ok(*code));
    }
    // Zones 1 and 7 are one code each; in the others two digits leave room for ten codes of three.
    let zones: BTreeSet<char> = codes
        .iter()
        .map(|code| code.as_bytes()[0] as char)
        .collect();
    assert_eq!(zones.into_iter().collect::<String>(), "123456789");
    assert!(LIST.lines().all(|row| row.matches('\t').count() == 1));
}

/// These expectations are written by hand.
#[test]
fn codes_that_are_easy_to_get_wrong() {
    for (number, code) in [
        ("+12125550123", "1"),
        // Anguilla and the Bahamas are in the plan of North America.
        ("+12644972759", "1"),
        ("+12423221911", "1"),
        ("+74951234567", "7"),
        ("+77271234567", "7"),
        ("+201001234567", "20"),
        ("+211912345678", "211"),
        ("+27115551234", "27"),
        ("+2474123", "247"),
        ("+29022222", "290"),
        ("+297582345", "297"),
        ("+31384530759", "31"),
        ("+354551234", "354"),
        ("+35621234567", "356"),
        ("+3614123456", "36"),
        ("+379123456", "379"),
        ("+38344123456", "383"),
        ("+390669812345", "39"),
        ("+390612345678", "39"),
        ("+420221234567", "420"),
        ("+421212345678", "421"),
        ("+4232361234", "423"),
        ("+441632960961", "44"),
        ("+5999461234", "599"),
        ("+59812345", "598"),
        ("+582121234567", "58"),
        ("+6421234567", "64"),
        ("+6723221234", "672"),
        ("+80012345678", "800"),
        ("+80812345678", "808"),
        ("+819012345678", "81"),
        ("+8225551234", "82"),
        ("+85212345678", "852"),
        ("+8613912345678", "86"),
        ("+870773123456", "870"),
        ("+878101234567", "878"),
        ("+88021234567", "880"),
        ("+881612345678", "881"),
        ("+88213123456", "882"),
        ("+883510012345", "883"),
        ("+886212345678", "886"),
        ("+88812345678", "888"),
        ("+97021234567", "970"),
        ("+979123456789", "979"),
        ("+982112345678", "98"),
        ("+998712345678", "998"),
    ] {
        assert_eq!(
            Conversion::CountryCode.apply(number).as_deref(),
            Ok(code),
            "{number}"
        );
        assert_eq!(
            Conversion::NationalNumber.apply(number).unwrap(),
            number[1 + code.len()..]
        );
    }
    for unassigned in [
        "0", "210", "214", "215", "217", "219", "259", "28", "292", "296", "384", "388", "422",
        "429", "671", "684", "693", "801", "809", "83", "851", "854", "857", "871", "875", "879",
        "884", "887", "889", "89", "969", "978", "990", "991", "997", "999",
    ] {
        let number = format!("+{unassigned}1234567");
        assert!(Conversion::CountryCode.apply(&number).is_err(), "{number}");
    }
    // The number of assigned codes in each zone of the numbering plan.
    let assigned = (0..1000).filter(|prefix| {
        Conversion::CountryCode
            .apply(&format!("+{prefix:03}1234567"))
            .is_ok()
    });
    let listed: usize = codes()
        .iter()
        .map(|code| 10_usize.pow(3 - code.len() as u32))
        .sum();
    assert_eq!(assigned.count(), listed);
}
