//! The libraries that wireform is compared with. They check the same contact against the same constraints, write it in the same
//! formats, and read the same members of responses.

pub(crate) mod by_hand;
pub(crate) mod derived;
pub(crate) mod json_schema;
pub(crate) mod patterns;
#[allow(
    dead_code,
    reason = "the structs have all members of the schema, and no response has all of them"
)]
pub(crate) mod response_json;
pub(crate) mod response_xml;

/// Checks what a look-ahead in the provider's pattern for e-mail addresses checks, for engines without look-ahead.
pub(crate) fn local_part_fits(value: &str) -> bool {
    value.find('@').is_some_and(|at| (1..=64).contains(&at))
}

pub(crate) const HANDLE: &str = r"[a-zA-Z0-9\-_@\.]+";
pub(crate) const EMAIL: &str = r"[a-z0-9_\-+]+(?:\.[a-z0-9_\-+]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z][a-z0-9-]{0,61}[a-z0-9])";
pub(crate) const VOICE: &str = r"\+[0-9]{1,3}\.[0-9]{1,14}";
pub(crate) const FAX: &str = r"(\+[0-9]{1,3}\.[0-9]{1,14})?";
