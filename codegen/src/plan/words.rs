//! Choices that a schema states or the resolver derives.

use super::ids::TreeId;
use super::response_lines::ResponseLines;

/// What is written for a field that has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// Nothing.
    #[default]
    Omit,
    /// The format's null.
    Null,
    /// The empty string.
    Empty,
}

/// How an explicit clear is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clear {
    /// The empty string.
    Empty,
    /// Null.
    Null,
    /// The empty list.
    EmptyList,
    /// An empty text for each number of an indexed list, as many as it can have items.
    AllItems(u64),
}

/// The place of a field in a request or a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the path of the URL.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the body.
    Body,
}

/// What an operation does to data that its request does not mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// The provider keeps absent data.
    Patch,
    /// The provider deletes absent data.
    Replace,
    /// The page does not state it.
    Unstated,
    /// The operation changes no existing data.
    None,
}

/// How the names and values of parameters are escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escaping {
    /// All characters except unreserved ones are percent-encoded (RFC 3986, section 2.3).
    Rfc3986,
    /// As browsers write forms (URL Standard, section 5.2).
    Whatwg,
}

/// How an operation escapes parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding {
    /// Those of the query string.
    pub query: Escaping,
    /// Those of a form.
    pub form: Escaping,
}

/// What an operation does to contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// It makes a contact.
    Create,
    /// It reads one contact.
    Read,
    /// It reads all contacts.
    List,
    /// It changes a contact.
    Update,
    /// It removes a contact.
    Delete,
    /// It does something else, such as a validation.
    Other,
}

impl Does {
    /// Returns whether it makes or changes a contact.
    #[must_use]
    pub const fn writes_contact(self) -> bool {
        match self {
            Does::Create | Does::Update => true,
            Does::Read | Does::List | Does::Delete | Does::Other => false,
        }
    }
}

/// What an update that is a patch does to the members that an object leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ObjectUpdate {
    /// The object is one value, which is replaced.
    #[default]
    Replace,
    /// The provider keeps them.
    Patch,
}

impl ObjectUpdate {
    /// Returns whether the provider keeps the members that are left out.
    #[must_use]
    pub const fn is_patch(self) -> bool {
        match self {
            ObjectUpdate::Patch => true,
            ObjectUpdate::Replace => false,
        }
    }
}

/// When a field is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// Whenever a request has a value for it.
    #[default]
    All,
    /// Only by an operation that creates something.
    Create,
    /// Only by an operation that changes something.
    Update,
    /// Never: only the provider sets it.
    Read,
    /// By an operation that creates something. One that changes something sends it only unchanged.
    Immutable,
}

impl Access {
    /// Returns the word of the language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Access::All => "all",
            Access::Create => "create",
            Access::Update => "update",
            Access::Read => "read",
            Access::Immutable => "immutable",
        }
    }

    /// Returns whether the requests of an operation can have the field.
    #[must_use]
    pub const fn is_sent_in(self, phase: Phase) -> bool {
        match (self, phase) {
            (Access::Read, _)
            | (Access::Create, Phase::Update)
            | (Access::Update, Phase::Create) => false,
            (Access::All | Access::Immutable, _)
            | (Access::Create, Phase::Create | Phase::Other)
            | (Access::Update, Phase::Update | Phase::Other) => true,
        }
    }

    /// Returns whether only the provider sets the field.
    #[must_use]
    pub const fn is_read_only(self) -> bool {
        match self {
            Access::Read => true,
            Access::All | Access::Create | Access::Update | Access::Immutable => false,
        }
    }

    /// Returns whether no update can delete or change the value.
    #[must_use]
    pub const fn outlives_updates(self) -> bool {
        match self {
            Access::Create | Access::Read | Access::Immutable => true,
            Access::All | Access::Update => false,
        }
    }
}

/// The phase in the life of an object that an operation belongs to. It decides which fields are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The operation creates something.
    Create,
    /// The operation changes something.
    Update,
    /// The operation does something else.
    Other,
}

/// The outcome of an operation, as a response states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It succeeded.
    Success,
    /// The provider accepted it and performs it later.
    Accepted,
    /// It failed: nothing was done.
    Failure,
    /// The response does not state whether it was done.
    Unknown,
}

impl Outcome {
    /// Returns the word of the language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Outcome::Success => "success",
            Outcome::Accepted => "accepted",
            Outcome::Failure => "failure",
            Outcome::Unknown => "unknown",
        }
    }

    /// Returns whether the provider carried the request out, or will do so.
    #[must_use]
    pub const fn is_success(self) -> bool {
        match self {
            Outcome::Success | Outcome::Accepted => true,
            Outcome::Failure | Outcome::Unknown => false,
        }
    }
}

/// What happens to the caller's session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Session {
    /// It stays as it is.
    #[default]
    Keep,
    /// It has expired. The caller has to log in again.
    Expired,
    /// The provider has closed it, together with its connection.
    Closed,
}

impl Session {
    /// Returns the word of the language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Session::Keep => "keep",
            Session::Expired => "expired",
            Session::Closed => "closed",
        }
    }
}

/// What a rule judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum About {
    /// What is sent. A clear counts as sent.
    Request,
    /// The data as they will be.
    #[default]
    Result,
}

impl About {
    /// Returns whether a rule judges what is sent.
    #[must_use]
    pub const fn is_request(self) -> bool {
        match self {
            About::Request => true,
            About::Result => false,
        }
    }
}

/// What happens to the members of an object that the schema does not describe, when the object is read and written back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Undescribed {
    /// They are not written back.
    #[default]
    Drop,
    /// They are written back as they were read.
    Keep,
}

/// The format of a response's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResponseBody {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// XML with a value that is a tree. The places are those of JSON.
    Tree(TreeId),
    /// Nothing.
    Empty,
    /// Any text.
    Text,
    /// A bare JSON scalar.
    Scalar,
    /// Lines, each with a name and a value. The places are those of an XML document with an element for each line.
    Lines(ResponseLines),
}

impl ResponseBody {
    /// Returns the word of the language.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            ResponseBody::Json => "json",
            ResponseBody::Xml | ResponseBody::Tree(_) => "xml",
            ResponseBody::Empty => "empty",
            ResponseBody::Text => "text",
            ResponseBody::Scalar => "scalar",
            ResponseBody::Lines(_) => "lines",
        }
    }

    /// Returns whether the body has the places of JSON.
    #[must_use]
    pub const fn is_json(&self) -> bool {
        match self {
            ResponseBody::Json | ResponseBody::Scalar | ResponseBody::Tree(_) => true,
            ResponseBody::Xml
            | ResponseBody::Empty
            | ResponseBody::Text
            | ResponseBody::Lines(_) => false,
        }
    }

    /// Returns how lines are read, if the body has lines.
    #[must_use]
    pub const fn lines(&self) -> Option<&ResponseLines> {
        match self {
            ResponseBody::Lines(lines) => Some(lines),
            ResponseBody::Json
            | ResponseBody::Scalar
            | ResponseBody::Xml
            | ResponseBody::Tree(_)
            | ResponseBody::Empty
            | ResponseBody::Text => None,
        }
    }

    /// Returns the tree that the value in the body has.
    #[must_use]
    pub const fn tree(&self) -> Option<TreeId> {
        match self {
            ResponseBody::Tree(tree) => Some(*tree),
            ResponseBody::Json
            | ResponseBody::Scalar
            | ResponseBody::Xml
            | ResponseBody::Empty
            | ResponseBody::Text
            | ResponseBody::Lines(_) => None,
        }
    }

    /// Returns whether the body has the members of a JSON object.
    #[must_use]
    pub const fn has_members(&self) -> bool {
        match self {
            ResponseBody::Json | ResponseBody::Tree(_) => true,
            ResponseBody::Scalar
            | ResponseBody::Xml
            | ResponseBody::Empty
            | ResponseBody::Text
            | ResponseBody::Lines(_) => false,
        }
    }

    /// Returns whether the body is an XML document.
    #[must_use]
    pub const fn is_xml(&self) -> bool {
        match self {
            ResponseBody::Xml | ResponseBody::Tree(_) => true,
            ResponseBody::Json
            | ResponseBody::Scalar
            | ResponseBody::Empty
            | ResponseBody::Text
            | ResponseBody::Lines(_) => false,
        }
    }

    /// Returns whether the body has the places of elements.
    #[must_use]
    pub const fn has_elements(&self) -> bool {
        match self {
            ResponseBody::Xml | ResponseBody::Lines(_) => true,
            ResponseBody::Json
            | ResponseBody::Tree(_)
            | ResponseBody::Scalar
            | ResponseBody::Empty
            | ResponseBody::Text => false,
        }
    }
}

/// The unit of a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LengthUnit {
    /// Unicode code points.
    #[default]
    Chars,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

/// The part of a value that a pattern describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// The whole value.
    #[default]
    Whole,
    /// Some part of the value.
    Search,
}

/// How a named check uses its pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CheckKind {
    /// Some part of the value matches.
    #[default]
    Contains,
    /// No part of the value matches.
    Excludes,
    /// The whole value matches.
    Pattern,
}
