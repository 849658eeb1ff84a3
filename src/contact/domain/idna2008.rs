//! Converts domains with UTS #46, without its transitional processing, and restricts them to IDNA 2008.
//!
//! Returns the other spelling of a domain, or `None` if a label is not allowed. UTS #46 alone would accept symbols and
//! emoji, for compatibility with IDNA 2003.

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
    // The check applies to the mapped domain, because UTS #46 maps capital letters to small ones.
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

/// Returns the U-labels of a domain in A-labels, as UTS #46 maps them.
fn mapped(ascii: &str) -> Option<Cow<'_, str>> {
    let (unicode, result) =
        Uts46::new().to_unicode(ascii.as_bytes(), AsciiDenyList::STD3, Hyphens::Check);
    result.is_ok().then_some(unicode)
}
