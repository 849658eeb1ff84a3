//! Converts the domain of an e-mail address between A-labels, which providers take, and U-labels, which people read.
//!
//! The conversion needs tables of Unicode, which the feature `idna` adds. Without the feature, only domains in ASCII are
//! accepted, and they are not changed.

use std::borrow::Cow;

#[cfg(feature = "idna")]
mod idna2008;
#[cfg(feature = "idna")]
mod properties;

const NO_MAIL: &str = "is no e-mail address: it has no @ with a domain behind it";
#[cfg(feature = "idna")]
const NOT_ALLOWED: &str = "has a domain that IDNA 2008 does not allow: a label consists of letters, digits and hyphens, without \
     symbols and emoji, and has at most 63 characters as an A-label";
#[cfg(not(feature = "idna"))]
const NO_TABLES: &str = "has a domain that is not ASCII: write it in A-labels (xn--…), or enable the feature `idna` of the crate \
     `wireform`, which converts it";

/// Returns the address with its domain in A-labels. A domain that is ASCII and has no A-label stays as it is.
pub(super) fn to_ascii(address: &str) -> Result<Cow<'_, str>, &'static str> {
    let (local, domain) = address.rsplit_once('@').ok_or(NO_MAIL)?;
    if domain.is_ascii() && !has_a_label(domain) {
        return Ok(address.into());
    }
    let ascii = ascii_domain(domain)?;
    Ok(if ascii == domain {
        address.into()
    } else {
        format!("{local}@{ascii}").into()
    })
}

/// Returns the address with its domain in U-labels, if the domain is one that [`to_ascii`] writes.
pub(super) fn to_unicode(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    if !domain.is_ascii() {
        return None;
    }
    if !has_a_label(domain) {
        return Some(address.to_owned());
    }
    let unicode = unicode_domain(domain)?;
    Some(format!("{local}@{unicode}"))
}

/// Returns whether a label of the domain is an A-label.
fn has_a_label(domain: &str) -> bool {
    let mut prefixes = domain.split('.').filter_map(|label| label.get(..4));
    prefixes.any(|prefix| prefix.eq_ignore_ascii_case("xn--"))
}

#[cfg(feature = "idna")]
fn ascii_domain(domain: &str) -> Result<Cow<'_, str>, &'static str> {
    idna2008::to_ascii(domain).ok_or(NOT_ALLOWED)
}

/// Accepts any domain in ASCII. A-labels are not decoded, so they are not changed in either direction.
#[cfg(not(feature = "idna"))]
fn ascii_domain(domain: &str) -> Result<Cow<'_, str>, &'static str> {
    if domain.is_ascii() {
        Ok(domain.into())
    } else {
        Err(NO_TABLES)
    }
}

#[cfg(feature = "idna")]
fn unicode_domain(domain: &str) -> Option<String> {
    idna2008::to_unicode(domain)
}

#[cfg(not(feature = "idna"))]
fn unicode_domain(domain: &str) -> Option<String> {
    Some(domain.to_owned())
}
