//! The country codes that ISO 3166-1 assigns, as a table of bits.
//!
//! The codes are those of iso-codes 4.20.1 of 2026-01-01. A test compares them with two other lists, and with those of the
//! compiler.

/// The codes of ISO 3166-1 alpha-2 in alphabetical order. Codes that are reserved (`EU`, `UK`) or that users assign
/// (`XK`) are not among them.
const ASSIGNED: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
    BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH \
    ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT \
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS \
    LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI \
    NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG \
    SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG \
    UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// One row for each first letter, with one bit for each second letter.
const TABLE: [u32; 26] = {
    let codes = ASSIGNED.as_bytes();
    let mut table = [0; 26];
    let mut at = 0;
    while at < codes.len() {
        table[(codes[at] - b'A') as usize] |= 1 << (codes[at + 1] - b'A');
        at += 3; // two letters and a space
    }
    table
};

/// Returns whether ISO 3166-1 assigns the code.
pub(crate) fn is_assigned(value: &str) -> bool {
    let &[first, second] = value.as_bytes() else {
        return false;
    };
    let (row, bit) = (first.wrapping_sub(b'A'), second.wrapping_sub(b'A'));
    bit < 26
        && TABLE
            .get(usize::from(row))
            .is_some_and(|row| row >> bit & 1 == 1)
}
