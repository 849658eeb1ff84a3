//! Formats: named sets of texts, such as e-mail addresses.
//!
//! All formats are ASCII. A text is matched in one pass, without backtracking and without a lookup anywhere else.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::name::named;
use crate::{country, uri};

/// A named set of texts. The whole text has to be a member.
///
/// # Examples
/// ```
/// use wireform::Format;
///
/// assert!(Format::Country.is_match("DE"));
/// assert!(!Format::Country.is_match("XX"), "ISO 3166-1 assigns no such code");
/// assert!(Format::CountryLike.is_match("XX"));
/// assert_eq!("e164".parse(), Ok(Format::E164));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// A mailbox of RFC 5321 § 4.1.2 without quoted local parts and address literals: a
    /// dot-string of `atext` (RFC 5322 § 3.2.3) of 1 to 64 characters, `@`, and a
    /// [`Format::Hostname`]; 254 characters at most. ASCII only: no internationalised mail.
    Email,
    /// Four decimal numbers from 0 to 255 without leading zeros, separated by dots
    /// (`IPv4address` of RFC 3986 § 3.2.2).
    Ipv4,
    /// The text of RFC 4291 § 2.2: eight groups of one to four hexadecimal digits, at most
    /// one `::` for one or more groups, the last 32 bits also as [`Format::Ipv4`]. No zone.
    Ipv6,
    /// At least two labels of 1 to 63 letters, digits and hyphens (RFC 1123 § 2.1), none
    /// beginning or ending with a hyphen, separated by dots; the last label is not all digits
    /// (RFC 3696 § 2); 253 characters at most; no dot at the end.
    Hostname,
    /// A host as a URL has it: a host name of one or more labels, a [`Format::Ipv4`], or a [`Format::Ipv6`] in brackets. The
    /// labels are those of [`Format::Hostname`]; 253 characters at most.
    Host,
    /// A host name of one or more labels, a [`Format::Ipv4`] or a [`Format::Ipv6`] in brackets, then a colon and a port from 0
    /// to 65535 without leading zeros; 259 characters at most.
    HostAndPort,
    /// A [`Format::Ipv4`], a slash and the length of a prefix from 0 to 32, without leading zeros.
    Ipv4Cidr,
    /// A [`Format::Ipv6`], a slash and the length of a prefix from 0 to 128, without leading zeros.
    Ipv6Cidr,
    /// A [`Format::Ipv4Cidr`] in which all bits behind the prefix are zero, as in the address of a network.
    Ipv4Prefix,
    /// `URI` of RFC 3986 § 3: with a scheme, not relative; every character and every
    /// percent-encoding as the grammar has them. ASCII only.
    Uri,
    /// `URI-reference` of RFC 3986 § 4.1: a [`Format::Uri`], or a relative reference such as `/a?b` and the empty text.
    UriReference,
    /// 8-4-4-4-12 hexadecimal digits in either case (RFC 9562 § 4), of any version.
    Uuid,
    /// A code that ISO 3166-1 assigns (alpha-2, as of 2026-01-01), in capital letters. Reserved codes such as `UK`
    /// and user-assigned codes such as `XK` are not members.
    Country,
    /// Two ASCII capital letters: the shape of a country code, whether ISO 3166-1 assigns it or not.
    CountryLike,
    /// `+` and 2 to 15 digits, the first of which is not 0 (ITU-T E.164 § 6).
    E164,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Format] = &[
        Format::Email,
        Format::Ipv4,
        Format::Ipv6,
        Format::Hostname,
        Format::Host,
        Format::HostAndPort,
        Format::Ipv4Cidr,
        Format::Ipv6Cidr,
        Format::Ipv4Prefix,
        Format::Uri,
        Format::UriReference,
        Format::Uuid,
        Format::Country,
        Format::CountryLike,
        Format::E164,
    ];

    /// Returns the name in a schema.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Email => "email",
            Format::Ipv4 => "ipv4",
            Format::Ipv6 => "ipv6",
            Format::Hostname => "hostname",
            Format::Host => "host",
            Format::HostAndPort => "host_and_port",
            Format::Ipv4Cidr => "ipv4_cidr",
            Format::Ipv6Cidr => "ipv6_cidr",
            Format::Ipv4Prefix => "ipv4_prefix",
            Format::Uri => "uri",
            Format::UriReference => "uri_reference",
            Format::Uuid => "uuid",
            Format::Country => "country",
            Format::CountryLike => "country_like",
            Format::E164 => "e164",
        }
    }

    /// Returns whether a whole text is a member.
    pub fn is_match(self, value: &str) -> bool {
        match self {
            Format::Email => is_email(value),
            Format::Ipv4 => value.parse::<Ipv4Addr>().is_ok(),
            Format::Ipv6 => value.parse::<Ipv6Addr>().is_ok(),
            Format::Hostname => is_hostname(value),
            Format::Host => value.len() <= 253 && is_host(value),
            Format::HostAndPort => {
                value.len() <= 259
                    && value
                        .rsplit_once(':')
                        .is_some_and(|(host, port)| is_host(host) && is_number(port, 65_535))
            }
            Format::Ipv4Cidr => value.split_once('/').is_some_and(|(address, length)| {
                address.parse::<Ipv4Addr>().is_ok() && is_number(length, 32)
            }),
            Format::Ipv6Cidr => value.split_once('/').is_some_and(|(address, length)| {
                address.parse::<Ipv6Addr>().is_ok() && is_number(length, 128)
            }),
            Format::Ipv4Prefix => value.split_once('/').is_some_and(|(address, length)| {
                is_number(length, 32)
                    && address.parse::<Ipv4Addr>().is_ok_and(|address| {
                        let zeros = address.to_bits().trailing_zeros();
                        length
                            .parse::<u32>()
                            .is_ok_and(|length| 32 - zeros <= length)
                    })
            }),
            Format::Uri => uri::is_uri(value),
            Format::UriReference => uri::is_reference(value),
            Format::Uuid => is_uuid(value),
            Format::Country => country::is_assigned(value),
            Format::CountryLike => {
                value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_uppercase())
            }
            Format::E164 => is_e164(value),
        }
    }

    /// Returns what a member is called in a message: `an e-mail address`.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Format::Email => "an e-mail address (name@host.example, ASCII)",
            Format::Ipv4 => "an IPv4 address (192.0.2.1)",
            Format::Ipv6 => "an IPv6 address (2001:db8::1)",
            Format::Hostname => "a host name of at least two labels (host.example)",
            Format::Host => "a host name, an IPv4 address or an IPv6 address in brackets",
            Format::HostAndPort => "a host and a port (host.example:443)",
            Format::Ipv4Cidr => "an IPv4 address with the length of its prefix (192.0.2.0/24)",
            Format::Ipv6Cidr => "an IPv6 address with the length of its prefix (2001:db8::/32)",
            Format::Ipv4Prefix => {
                "an IPv4 network: an address whose bits behind the prefix are zero (192.0.2.0/24)"
            }
            Format::Uri => "a URI with its scheme (https://host.example/)",
            Format::UriReference => "a URI or a relative reference (/path?query)",
            Format::Uuid => "a UUID (8-4-4-4-12 hexadecimal digits)",
            Format::Country => "an assigned ISO 3166-1 code such as NL",
            Format::CountryLike => "a code of two capital letters such as NL",
            Format::E164 => {
                "a telephone number of + and 2 to 15 digits (E.164), for example +31384530759"
            }
        }
    }
}

named!(Format, Format::ALL.iter().copied(), "a format");

fn is_email(value: &str) -> bool {
    // The last `@`: none can stand in either part, so a second one fails below.
    value.len() <= 254
        && value.rsplit_once('@').is_some_and(|(local, host)| {
            (1..=64).contains(&local.len())
                && local
                    .split('.')
                    .all(|atom| !atom.is_empty() && atom.bytes().all(is_atext))
                && is_hostname(host)
        })
}

fn is_atext(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn is_hostname(value: &str) -> bool {
    value.len() <= 253 && value.contains('.') && has_labels(value)
}

/// Returns whether a text consists of labels, the last of which is not all digits.
fn has_labels(value: &str) -> bool {
    value.split('.').all(is_label)
        && value
            .rsplit('.')
            .next()
            .is_some_and(|last| !last.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns whether a text is a host of any length.
fn is_host(value: &str) -> bool {
    let inner = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match inner {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => has_labels(value) || value.parse::<Ipv4Addr>().is_ok(),
    }
}

/// Returns whether a text is a number up to a greatest one, without leading zeros.
fn is_number(text: &str, most: u32) -> bool {
    let has_form = text == "0" || !text.starts_with('0');
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    has_form && is_digits && text.parse::<u32>().is_ok_and(|number| number <= most)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn is_uuid(value: &str) -> bool {
    value.len() == 36
        && value.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn is_e164(value: &str) -> bool {
    value.strip_prefix('+').is_some_and(|digits| {
        (2..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
    })
}
