//! Objects and maps that are written as entries: each entry has a key and a value.

use super::UnexpectedReason;
use super::document::{Markup, Node};
use super::path::ValuePath;
use super::place::Step;

/// Where an entry has its key and its value.
#[derive(Clone, Copy, Debug)]
pub struct Entries<'t> {
    /// The name of the entries' elements inside the element of the field. Without one, the entries are at the place of the field.
    around: Option<&'t str>,
    key: Step<'t>,
    /// The member that has the value. Without one, the value is the content of the entry.
    value: Option<&'t str>,
}

impl<'t> Entries<'t> {
    /// Returns entries with their keys at a step, and with their content as the value.
    pub const fn new(key: Step<'t>) -> Self {
        Entries {
            around: None,
            key,
            value: None,
        }
    }

    /// Sets the name of the entries' elements inside the element of the field.
    #[must_use]
    pub const fn wrap(mut self, around: &'t str) -> Self {
        self.around = Some(around);
        self
    }

    /// Sets the member that has the value.
    #[must_use]
    pub const fn value(mut self, value: &'t str) -> Self {
        self.value = Some(value);
        self
    }

    /// Returns the object whose members the entries are.
    ///
    /// # Errors
    /// Fails if a node is no entry. No error shows a key.
    pub(super) fn object<'r>(
        &self,
        nodes: &[&Node<'r>],
        markup: Markup,
        are_items: bool,
        path: &ValuePath<'_>,
    ) -> Result<Node<'r>, UnexpectedReason> {
        let wrong = |path: &ValuePath<'_>| UnexpectedReason::WrongKind {
            place: path.logical(),
        };
        let entries: Vec<&Node<'r>> = match (nodes, markup) {
            ([list], Markup::Json) if !are_items => {
                list.kind()?;
                let items = list.items().ok_or_else(|| wrong(path))?;
                items.iter().collect()
            }
            (nodes, _) => match (self.around, nodes) {
                (None, nodes) => nodes.to_vec(),
                (Some(name), [around]) => {
                    let members = around.members().iter();
                    let named = members.filter(|(it, _)| it == name);
                    named.map(|(_, node)| node).collect()
                }
                (Some(_), [] | [..]) => {
                    let place = path.logical();
                    return Err(UnexpectedReason::Repeated { place });
                }
            },
        };
        let mut members = Vec::with_capacity(entries.len());
        for (number, entry) in entries.into_iter().enumerate() {
            let path = path.item(number);
            entry.kind()?;
            let at = |step: &Step<'_>| {
                let found = entry.step(step).map_err(|_| wrong(&path))?;
                match found.as_slice() {
                    [only] => Ok(*only),
                    [] | [..] => Err(wrong(&path)),
                }
            };
            let key = at(&self.key)?.text().ok_or_else(|| wrong(&path))?;
            let value = match self.value {
                Some(name) => at(&Step::Member(name))?.clone(),
                None => entry.without_attributes(),
            };
            members.push((key.to_owned().into(), value));
        }
        Ok(Node::of_members(members, markup))
    }
}
