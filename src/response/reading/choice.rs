//! Unions whose variants are elements without an element around them.

use super::document::{Markup, Node};

/// The elements of a union, which are inside the element at the place of the field, beside those of other fields.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'t> {
    names: &'t [&'t str],
    /// Whether each element is an item of a list.
    each: bool,
}

impl<'t> Choice<'t> {
    /// Returns a value that has all elements of these names.
    pub const fn one(names: &'t [&'t str]) -> Self {
        let each = false;
        Choice { names, each }
    }

    /// Returns a list of which each element of these names is an item.
    pub const fn each(names: &'t [&'t str]) -> Self {
        let each = true;
        Choice { names, each }
    }

    /// Returns the names of the elements.
    pub(super) const fn names(&self) -> &'t [&'t str] {
        self.names
    }

    /// Returns whether each element is an item of a list.
    pub(super) const fn is_list(&self) -> bool {
        self.each
    }

    /// Returns the objects that the elements inside some nodes make, each with the elements of one value.
    pub(super) fn objects<'r>(&self, around: &[&Node<'r>], markup: Markup) -> Vec<Node<'r>> {
        let members = around.iter().flat_map(|node| node.members());
        let members = members.filter(|(name, _)| self.names.contains(&&**name));
        match self.each {
            true => members
                .map(|member| Node::of_members(vec![member.clone()], markup))
                .collect(),
            false => {
                let members: Vec<_> = members.cloned().collect();
                let is_there = !members.is_empty();
                let object = is_there.then(|| Node::of_members(members, markup));
                object.into_iter().collect()
            }
        }
    }
}
