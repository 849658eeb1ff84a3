//! The schemas that ship with wireform, as text.
//!
//! Nothing comes in; what goes out is the YAML of each provider API under the name of its file, and its lock. The texts are
//! compiled in, so that a user need not copy them. There are two lists, each sorted by name. The schemas in [`ALL`] have
//! locks and recorded facts, and their bytes on the wire are frozen. Those in [`COMMUNITY`] were written from public
//! documentation, and each of their facts names its page. All names are different, so that [`find`] needs only a name.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

/// The description of one provider's API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// Name of the provider as its file has it, such as `realtime-register`.
    pub name: &'static str,
    /// The YAML, as it stands in the file.
    pub text: &'static str,
    /// The lock, which says where the statements of the schema come from; none for those of [`COMMUNITY`].
    pub lock: Option<&'static str>,
}

/// The schemas with locks and recorded facts, sorted by name.
pub const ALL: &[Schema] = &[
    Schema {
        name: "autodns",
        text: include_str!("../autodns.yaml"),
        lock: Some(include_str!("../autodns.lock")),
    },
    Schema {
        name: "hostcontrol",
        text: include_str!("../hostcontrol.yaml"),
        lock: Some(include_str!("../hostcontrol.lock")),
    },
    Schema {
        name: "logicboxes",
        text: include_str!("../logicboxes.yaml"),
        lock: Some(include_str!("../logicboxes.lock")),
    },
    Schema {
        name: "namebay",
        text: include_str!("../namebay.yaml"),
        lock: Some(include_str!("../namebay.lock")),
    },
    Schema {
        name: "realtime-register",
        text: include_str!("../realtime-register.yaml"),
        lock: Some(include_str!("../realtime-register.lock")),
    },
];

/// The schemas from public documentation, in the folder `community`, sorted by name.
///
/// ```
/// let ovh = wireform_schemas::find("ovh").expect("it ships with this crate");
/// assert!(wireform_schemas::COMMUNITY.contains(ovh));
/// ```
pub const COMMUNITY: &[Schema] = &[
    Schema {
        name: "centralnic-reseller",
        text: include_str!("../community/centralnic-reseller.yaml"),
        lock: None,
    },
    Schema {
        name: "epp",
        text: include_str!("../community/epp.yaml"),
        lock: None,
    },
    Schema {
        name: "inwx",
        text: include_str!("../community/inwx.yaml"),
        lock: None,
    },
    Schema {
        name: "namecheap",
        text: include_str!("../community/namecheap.yaml"),
        lock: None,
    },
    Schema {
        name: "ovh",
        text: include_str!("../community/ovh.yaml"),
        lock: None,
    },
    Schema {
        name: "route53-domains",
        text: include_str!("../community/route53-domains.yaml"),
        lock: None,
    },
];

/// Returns the schemas of both lists: those of [`ALL`] first, then those of [`COMMUNITY`].
///
/// ```
/// let names: Vec<&str> = wireform_schemas::every().map(|schema| schema.name).collect();
/// assert!(names.contains(&"autodns") && names.contains(&"namecheap"));
/// ```
pub fn every() -> impl Iterator<Item = &'static Schema> {
    ALL.iter().chain(COMMUNITY)
}

/// Returns the schema called `name`, which can be in either list.
///
/// ```
/// let schema = wireform_schemas::find("realtime-register").expect("it ships with this crate");
/// assert!(schema.text.contains("wireform: 1"));
/// assert!(wireform_schemas::find("realtime_register").is_none());
/// ```
#[must_use]
pub fn find(name: &str) -> Option<&'static Schema> {
    every().find(|schema| schema.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ALL, COMMUNITY, every, find};

    #[test]
    fn names_are_sorted_and_found() {
        for list in [ALL, COMMUNITY] {
            assert!(list.is_sorted_by_key(|schema| schema.name));
        }
        let names: BTreeSet<&str> = every().map(|schema| schema.name).collect();
        assert_eq!(names.len(), ALL.len() + COMMUNITY.len());
        for schema in every() {
            assert_eq!(find(schema.name), Some(schema));
        }
        assert_eq!(find(""), None);
    }
}
