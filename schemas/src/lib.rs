//! The schemas that ship with wireform, as text.
//!
//! Nothing comes in; what goes out is the YAML of each provider API under the name of its file. The texts are
//! compiled in, so that a user need not copy them, and they are sorted by name.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

/// The description of one provider's API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// Name of the provider as its file has it, such as `realtime-register`.
    pub name: &'static str,
    /// The YAML, as it stands in the file.
    pub text: &'static str,
}

/// Every description in this crate, sorted by name.
pub const ALL: &[Schema] = &[
    Schema {
        name: "autodns",
        text: include_str!("../autodns.yaml"),
    },
    Schema {
        name: "hostcontrol",
        text: include_str!("../hostcontrol.yaml"),
    },
    Schema {
        name: "logicboxes",
        text: include_str!("../logicboxes.yaml"),
    },
    Schema {
        name: "namebay",
        text: include_str!("../namebay.yaml"),
    },
    Schema {
        name: "realtime-register",
        text: include_str!("../realtime-register.yaml"),
    },
];

/// The description called `name`, if there is one.
///
/// ```
/// let schema = wireform_schemas::find("realtime-register").expect("it ships with this crate");
/// assert!(schema.text.contains("wireform: 1"));
/// assert!(wireform_schemas::find("realtime_register").is_none());
/// ```
#[must_use]
pub fn find(name: &str) -> Option<&'static Schema> {
    ALL.iter().find(|schema| schema.name == name)
}

#[cfg(test)]
mod tests {
    use super::{ALL, find};

    #[test]
    fn names_are_sorted_and_found() {
        for pair in ALL.windows(2) {
            assert!(
                pair[0].name < pair[1].name,
                "{} is out of order",
                pair[1].name
            );
        }
        for schema in ALL {
            assert_eq!(find(schema.name), Some(schema));
        }
        assert_eq!(find(""), None);
    }
}
