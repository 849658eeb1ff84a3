//! The paths of members on the wire.

use wireform_codegen::lower::Place;
use wireform_codegen::plan::{Field, ItemIndex};

/// How the path on the wire leads into the object of a field, or into the first object of its list.
pub(crate) struct Lead {
    object: String,
    /// The template of the members' parameters, and the first number.
    members: Option<(String, u64)>,
}

impl Lead {
    /// Returns the way into the object of a field, whose whole path on the wire is given.
    pub(crate) fn into(field: &Field, place: &Place<'_>, wire: &str) -> Lead {
        let item = match field.ty.list() {
            Some(_) => place.index.first_item(),
            None => String::new(),
        };
        let members = match place.index {
            ItemIndex::Members(template, first) => Some((template.to_owned(), first)),
            ItemIndex::None
            | ItemIndex::Pointer
            | ItemIndex::Element
            | ItemIndex::Wrapped(_)
            | ItemIndex::Numbered(..)
            | ItemIndex::NumberedMember(..) => None,
        };
        Lead {
            object: format!("{wire}{item}"),
            members,
        }
    }

    /// Returns the path of a member.
    pub(crate) fn member(&self, member: &str) -> String {
        match &self.members {
            Some((template, first)) => {
                ItemIndex::Members(template, *first).member(&self.object, member)
            }
            None => format!("{}{member}", self.object),
        }
    }
}
