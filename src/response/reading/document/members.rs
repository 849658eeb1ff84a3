//! The members of an object, and a quick search by name.

use std::borrow::Cow;
use std::num::NonZeroU8;

use super::{Node, Nodes};

/// A name and its value.
pub(super) type Member<'r> = (Cow<'r, str>, Node<'r>);

/// The most members that are compared with each other when they are collected.
const FEW: usize = 64;

/// The most members that are searched one by one.
const SHORT: usize = 4;

/// The number of different keys of names.
const KEYS: usize = 128;

/// The members of an object, or the children or the attributes of an element.
#[derive(Clone, Debug, Default)]
pub(in crate::response) struct Members<'r> {
    list: Vec<Member<'r>>,
    /// The position of the first member with each key, counted from 1, if there are some members, each with a name of its own.
    first: Option<Box<[Option<NonZeroU8>; KEYS]>>,
    /// Whether several members can have the same name.
    can_repeat: bool,
}

impl<'r> Members<'r> {
    pub(super) fn new(list: Vec<Member<'r>>) -> Self {
        let mut members = Members {
            list,
            first: None,
            can_repeat: false,
        };
        let length = members.list.len();
        if length > FEW {
            members.can_repeat = true;
        } else if length > SHORT {
            let mut first = Box::new([None; KEYS]);
            for (number, (name, _)) in members.list.iter().enumerate() {
                if let Some(slot) = first.get_mut(key(name)) {
                    if slot.is_none() {
                        *slot = u8::try_from(number + 1).ok().and_then(NonZeroU8::new);
                    } else if members.repeats(number) {
                        members.can_repeat = true;
                        return members;
                    }
                }
            }
            members.first = Some(first);
        } else {
            members.can_repeat = (1..length).any(|number| members.repeats(number));
        }
        members
    }

    /// Returns whether a member before this one has its name.
    fn repeats(&self, number: usize) -> bool {
        let (before, rest) = self.list.split_at(number);
        let name = rest.first().map(|(name, _)| name);
        before.iter().any(|(other, _)| Some(other) == name)
    }

    /// Returns the members in the order of the body.
    pub(in crate::response) fn list(&self) -> &[Member<'r>] {
        &self.list
    }

    /// Finds the members of a name.
    pub(in crate::response) fn find(&self, name: &str) -> Found<'_, 'r> {
        if self.can_repeat {
            return Found::Several(&self.list);
        }
        let first = match &self.first {
            Some(first) => match first.get(key(name)) {
                Some(Some(first)) => usize::from(first.get()) - 1,
                Some(None) | None => return Found::None,
            },
            None => 0,
        };
        for (number, (other, node)) in self.list.iter().enumerate().skip(first) {
            if other == name {
                return Found::One(number, node);
            }
        }
        Found::None
    }
}

/// The members of a name.
pub(in crate::response) enum Found<'n, 'r> {
    /// There is none.
    None,
    /// There is one, with this number.
    One(usize, &'n Node<'r>),
    /// There can be several. They are among these.
    Several(&'n [Member<'r>]),
}

impl<'n, 'r> Found<'n, 'r> {
    /// Returns the nodes.
    pub(super) fn nodes(self, wanted: &str) -> Nodes<'n, 'r> {
        match self {
            Found::None => Nodes::None,
            Found::One(_, node) => Nodes::One(node),
            Found::Several(list) => {
                let named = list.iter().filter(|(name, _)| name == wanted);
                Nodes::of(named.map(|(_, node)| node))
            }
        }
    }
}

/// Returns the key of a name, which is less than [`KEYS`].
fn key(name: &str) -> usize {
    let bytes = name.as_bytes();
    let byte = |byte: Option<&u8>| byte.copied().map_or(0, usize::from);
    (byte(bytes.first()) ^ (byte(bytes.last()) << 2) ^ (bytes.len() << 4)) % KEYS
}
