//! The formats as sets of strings. The code of the runtime decides the same sets.

use std::sync::OnceLock;

use super::countries::ASSIGNED;
use crate::pattern::automaton::{Automaton, LimitExceeded, build};
use crate::plan::Format;

const OCTET: &str = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
/// A number from 0 to 65535.
const PORT: &str =
    "(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}|0)";
const LABEL: &str = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const ATEXT: &str = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]";
/// `unreserved / sub-delims / pct-encoded` of RFC 3986.
const PLAIN: &str = r"[A-Za-z0-9\-._~!$&'()*+,;=]";
const ENCODED: &str = "%[0-9A-Fa-f]{2}";

/// Returns the members of a format, and their maximum length if the set does not express it.
///
/// # Errors
/// Returns the limit that was exceeded.
pub fn format_set(format: Format) -> Result<(Automaton, Option<u64>), LimitExceeded> {
    type Made = Result<(Automaton, Option<u64>), LimitExceeded>;
    // The sets are cached, because a schema has many fields.
    static MADE: [OnceLock<Made>; Format::ALL.len()] =
        [const { OnceLock::new() }; Format::ALL.len()];
    MADE[format as usize].get_or_init(|| make(format)).clone()
}

fn make(format: Format) -> Result<(Automaton, Option<u64>), LimitExceeded> {
    let whole = |text: &str| build(&format!(r"\A(?:{text})\z"));
    Ok(match format {
        Format::Email => {
            let name = format!(r"(?:{ATEXT}+(?:\.{ATEXT}+)*)@(?:{LABEL}\.)+{LABEL}");
            let set = whole(&name)?
                .and(&build(r"\A[^@]{1,64}@")?)?
                .without(&whole(r"(?s:.*)\.[0-9]+")?)?;
            (set, Some(254))
        }
        Format::Hostname => {
            let set = whole(&format!(r"(?:{LABEL}\.)+{LABEL}"))?;
            (set.without(&whole(r"(?s:.*)\.[0-9]+")?)?, Some(253))
        }
        Format::Host => (host("")?, Some(253)),
        Format::HostAndPort => (host(&format!(":{PORT}"))?, Some(259)),
        Format::Ipv4Cidr => (whole(&format!("{}/(?:3[0-2]|[12]?[0-9])", ipv4()))?, None),
        Format::Ipv6Cidr => {
            let length = "(?:12[0-8]|1[01][0-9]|[1-9]?[0-9])";
            (whole(&format!("(?:{})/{length}", ipv6()))?, None)
        }
        Format::Ipv4 => (whole(&ipv4())?, None),
        Format::Ipv6 => (whole(&ipv6())?, None),
        Format::Ipv4Prefix => (whole(&ipv4_prefix())?, None),
        Format::Uri => (whole(&uri())?, None),
        Format::UriReference => (whole(&format!("{}|{}", uri(), relative()))?, None),
        Format::Uuid => {
            let hex = "[0-9A-Fa-f]";
            let text = format!("{hex}{{8}}-{hex}{{4}}-{hex}{{4}}-{hex}{{4}}-{hex}{{12}}");
            (whole(&text)?, None)
        }
        Format::Country => (whole(&ASSIGNED.replace(' ', "|"))?, None),
        Format::CountryLike => (whole("[A-Z]{2}")?, None),
        Format::E164 => (whole(r"\+[1-9][0-9]{1,14}")?, None),
    })
}

/// Returns the hosts with something behind them.
fn host(behind: &str) -> Result<Automaton, LimitExceeded> {
    let whole = |text: &str| build(&format!(r"\A(?:{text}){behind}\z"));
    whole(&format!(r"(?:{LABEL}\.)*{LABEL}"))?
        .without(&whole(r"(?:(?s:.*)\.)?[0-9]+")?)?
        .or(&whole(&format!(r"{}|\[(?:{})\]", ipv4(), ipv6()))?)
}

fn ipv4() -> String {
    format!(r"{OCTET}\.{OCTET}\.{OCTET}\.{OCTET}")
}

/// The IPv4 addresses whose bits behind a prefix are zero, for each length of a prefix.
fn ipv4_prefix() -> String {
    let forms = (0..=32_usize).map(|length| {
        let octets = (0..4_usize).map(|at| match length.saturating_sub(at * 8) {
            0 => "0".to_owned(),
            bits @ 1..8 => {
                let step = 1_usize << (8 - bits);
                let values = (0..256).step_by(step).map(|value| value.to_string());
                format!("(?:{})", values.collect::<Vec<_>>().join("|"))
            }
            _ => OCTET.to_owned(),
        });
        format!("{}/{length}", octets.collect::<Vec<_>>().join(r"\."))
    });
    forms.collect::<Vec<_>>().join("|")
}

/// The nine forms of RFC 3986 § 3.2.2.
fn ipv6() -> String {
    let group = "[0-9A-Fa-f]{1,4}";
    let last = format!("(?:{group}:{group}|{})", ipv4());
    let mut forms = vec![format!("(?:{group}:){{6}}{last}")];
    for behind in (0..6).rev() {
        let most = 5 - behind;
        let front = match most {
            0 => String::new(),
            _ => format!("(?:(?:{group}:){{0,{}}}{group})?", most - 1),
        };
        forms.push(format!("{front}::(?:{group}:){{{behind}}}{last}"));
    }
    forms.push(format!("(?:(?:{group}:){{0,5}}{group})?::{group}"));
    forms.push(format!("(?:(?:{group}:){{0,6}}{group})?::"));
    forms.join("|")
}

fn uri() -> String {
    let (authority, path, query) = uri_parts();
    format!(
        r"[A-Za-z][A-Za-z0-9+\-.]*:(?://{authority}(?:/{path}*)*|/(?:{path}+(?:/{path}*)*)?|{path}+(?:/{path}*)*|)(?:\?{query})?(?:#{query})?"
    )
}

/// The references without a scheme. A colon in the first segment would end one.
fn relative() -> String {
    let (authority, path, query) = uri_parts();
    let first = format!("(?:{PLAIN}|@|{ENCODED})");
    format!(
        r"(?://{authority}(?:/{path}*)*|/(?:{path}+(?:/{path}*)*)?|{first}+(?:/{path}*)*|)(?:\?{query})?(?:#{query})?"
    )
}

/// The authority of a URI, a character of its path, and its query.
fn uri_parts() -> (String, String, String) {
    let plain = format!("(?:{PLAIN}|{ENCODED})");
    let user = format!("(?:{PLAIN}|:|{ENCODED})");
    let path = format!("(?:{PLAIN}|[:@]|{ENCODED})");
    let future = format!(r"[vV][0-9A-Fa-f]+\.(?:{PLAIN}|:)+");
    let host = format!(r"(?:\[(?:{}|{future})\]|{plain}*)", ipv6());
    let authority = format!("(?:{user}*@)?{host}(?::[0-9]*)?");
    let query = format!("(?:{path}|[/?])*");
    (authority, path, query)
}
