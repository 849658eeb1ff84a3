//! How an update is made from a response that describes the same data.
//!
//! Both executors follow these steps. They decide nothing about fields, types or conversions.

use super::ids::{FieldId, ResponseId};

/// The response that an operation writes back, and where each of its values goes.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadBack {
    /// The name of the operation that reads.
    pub operation: String,
    /// The case of its response.
    pub response: ResponseId,
    /// The steps from the case to the object that is written back.
    pub at: Vec<ReadStep>,
    /// The fields of the request whose values the caller gives, in the order of the arguments.
    pub from_caller: Vec<FieldId>,
    /// The fields of the object.
    pub object: ObjectBack,
}

impl ReadBack {
    /// Returns whether the request keeps members that no field describes. Its struct then has a field for them.
    #[must_use]
    pub fn keeps_members(&self) -> bool {
        self.object.undescribed.is_some() || !self.object.contents.is_empty()
    }

    /// Returns the logical path of the object in the case; empty if it is the case itself.
    #[must_use]
    pub fn place(&self) -> String {
        let mut path = String::new();
        for step in &self.at {
            match step {
                ReadStep::Field(_, name) => {
                    let dot = if path.is_empty() { "" } else { "." };
                    path.push_str(dot);
                    path.push_str(name);
                }
                ReadStep::Item(number) => path.push_str(&format!("[{number}]")),
            }
        }
        path
    }
}

/// A step from a case to the object that is written back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadStep {
    /// To a field, with its logical name.
    Field(FieldId, String),
    /// To the item of a list with this number, from 0.
    Item(usize),
}

/// Where the fields of an object in a response go.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ObjectBack {
    /// The fields of the request that get a value, in the order of the request.
    pub fields: Vec<FieldBack>,
    /// The fields of the response that no field of the request takes. Fields that only the provider sets are not among them,
    /// because no update deletes them.
    pub dropped: Vec<FieldId>,
    /// The place in the JSON of the request where members are written that the schema does not describe. Without a place, they
    /// are dropped.
    pub undescribed: Option<Vec<String>>,
    /// The fields of any content that are written back as they were read.
    pub contents: Vec<ContentBack>,
}

/// A field of any content that is written back as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentBack {
    /// The field of the response.
    pub from: FieldId,
    /// Its place in the JSON of the request.
    pub at: Vec<String>,
}

/// A field of a request that gets its value from a response.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldBack {
    /// The field of the request.
    pub to: FieldId,
    /// The field of the response.
    pub from: FieldId,
    /// How the value gets the type of the request.
    pub way: Way,
    /// Whether an empty value is left out, because the request spells the absence of a value in this way.
    pub skips_empty: bool,
}

/// How a value of a response becomes a value of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// The value is written as it was read. The text of an enum is a text, and a text is the value of an enum.
    Same,
    /// The text of the value.
    Text,
    /// The value that the text spells. It cannot be written back if the text does not spell one.
    Parsed,
    /// The fields of the object.
    Object(ObjectBack),
    /// Each item.
    Items(Box<Way>),
    /// Each value of a map, none of which is an object.
    Entries(Box<Way>),
    /// The only item of a list of texts. A longer list cannot be written back.
    OnlyItem,
    /// A list with the text as its only item.
    OneItem,
}
