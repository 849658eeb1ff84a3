//! Domains by UTS #46 without its transitional processing, restricted to what IDNA 2008 allows.
//!
//! In: a domain. Out: its other spelling, or nothing where a label is not allowed. UTS #46 alone would let symbols pass,
//! emoji among them, for the sake of IDNA 2003.

use std::borrow::Cow;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use super::properties;

/// Returns the domain in A-labels and lower case.
pub(super) fn to_ascii(domain: &str) -> Option<Cow<'_, str>> {
    let ascii = Uts46::new().to_ascii(
        domain.as_bytes(),
        AsciiDenyList::STD3,
        Hyphens::Check,
        DnsLength::Verify,
    );
    let ascii = ascii.ok()?;
    // What the domain is mapped to is looked at, not what was given: a capital letter is mapped to a small one.
    mapped(&ascii)?
        .split('.')
        .all(properties::is_allowed)
        .then_some(ascii)
}

/// Returns the domain in U-labels, if its A-labels are allowed.
pub(super) fn to_unicode(domain: &str) -> Option<String> {
    let ascii = to_ascii(domain)?;
    mapped(&ascii).map(Cow::into_owned)
}

fn mapped(ascii: &str) -> Option<Cow<'_, str>> {
    let (unicode, result) =
        Uts46::new().to_unicode(ascii.as_bytes(), AsciiDenyList::STD3, Hyphens::Check);
    result.is_ok().then_some(unicode)
}
