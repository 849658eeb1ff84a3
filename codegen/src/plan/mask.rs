//! Field masks: texts that list the fields which a request sends.

use std::fmt;

use super::ids::FieldId;

/// A text that lists the fields of the body which a patch sends or clears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMask {
    /// Where it is.
    pub place: MaskPlace,
    /// What is between two names.
    pub separator: String,
    /// How the names are spelled.
    pub names: MaskNames,
}

/// Writes the mask in words, such as `the parameter fields lists the fields, in snake case, separated by ","`.
impl fmt::Display for FieldMask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = match self.names {
            MaskNames::Wire => "by their names in the body",
            MaskNames::Snake => "in snake case",
            MaskNames::Camel => "in camel case",
        };
        match &self.place {
            MaskPlace::Query(name) => write!(f, "the parameter {name}")?,
            MaskPlace::Header(name) => write!(f, "the header {name}")?,
            MaskPlace::Body => f.write_str("a text of the envelope")?,
        }
        let separator = &self.separator;
        write!(f, " lists the fields, {names}, separated by {separator:?}")
    }
}

/// The place of a field mask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MaskPlace {
    /// The parameter of the query string with this name. A request without a field has no such parameter.
    Query(String),
    /// The header with this name. A request without a field has no such header.
    Header(String),
    /// Where the envelope of the body has [`Constant::Mask`](super::Constant::Mask).
    Body,
}

impl FieldMask {
    /// Returns the name of its parameter in the query string.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        match &self.place {
            MaskPlace::Query(name) => Some(name),
            MaskPlace::Header(_) | MaskPlace::Body => None,
        }
    }

    /// Returns whether the body contains it.
    #[must_use]
    pub const fn is_in_body(&self) -> bool {
        match self.place {
            MaskPlace::Body => true,
            MaskPlace::Query(_) | MaskPlace::Header(_) => false,
        }
    }
}

/// How a field mask spells the names of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaskNames {
    /// As the body does.
    Wire,
    /// In snake case.
    Snake,
    /// In camel case.
    Camel,
}

/// A field that a mask can list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaskEntry {
    /// The field of the operation, or the member of the object.
    pub field: FieldId,
    /// Its name in the mask, with those of the objects around it.
    pub name: String,
    /// The members that the mask lists instead of an object. There are none if the object is listed as a whole.
    pub members: Vec<MaskEntry>,
}

impl MaskNames {
    /// Returns a wire name as the mask spells it.
    #[must_use]
    pub fn spelled(self, name: &str) -> String {
        let mut spelled = String::with_capacity(name.len() + 4);
        match self {
            MaskNames::Wire => spelled.push_str(name),
            MaskNames::Snake => {
                for c in name.chars() {
                    if c.is_ascii_uppercase() && !spelled.is_empty() && !spelled.ends_with('_') {
                        spelled.push('_');
                    }
                    spelled.push(if c == '-' {
                        '_'
                    } else {
                        c.to_ascii_lowercase()
                    });
                }
            }
            MaskNames::Camel => {
                let mut is_capital = false;
                for c in name.chars() {
                    match c {
                        '_' | '-' => is_capital = !spelled.is_empty(),
                        c if is_capital => {
                            spelled.push(c.to_ascii_uppercase());
                            is_capital = false;
                        }
                        c if spelled.is_empty() => spelled.push(c.to_ascii_lowercase()),
                        c => spelled.push(c),
                    }
                }
            }
        }
        spelled
    }
}
