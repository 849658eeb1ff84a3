//! Collects the members of an object that no place describes.

use std::fmt::Write as _;

use super::Undescribed;
use super::document::{Found, Members, Node};
use super::place::{Place, Step};
use super::undescribed::{Member, MemberPlace, quoted};

/// Collects members that no place describes. A place is what is left of it from the node.
#[derive(Default)]
pub(super) struct Collector<'n> {
    /// The path of the node.
    path: String,
    /// The steps to the node.
    steps: Vec<Step<'n>>,
    found: Vec<Member>,
}

impl<'n> Collector<'n> {
    /// Returns the members that were found.
    pub(super) fn finish(self) -> Undescribed {
        Undescribed::from_members(self.found)
    }

    /// Visits the attributes and the members of a node.
    pub(super) fn members<'t>(
        &mut self,
        node: &'n Node<'_>,
        places: impl Iterator<Item = Place<'t>> + Clone,
    ) {
        let mut named = places
            .clone()
            .filter_map(|place| match place.split_first()? {
                (Step::Attribute(name), rest) => Some((*name, rest)),
                // An attribute that distinguishes elements is described.
                (Step::Where(name, _), _) => Some((*name, &[][..])),
                (Step::Member(_) | Step::Items | Step::Text, _) => None,
            });
        self.named(node.attribute_members(), true, &mut named);
        self.text(node, places.clone());
        let mut named = places.filter_map(|place| match place.split_first()? {
            (Step::Member(name), rest) => Some((*name, rest)),
            (Step::Attribute(_) | Step::Where(..) | Step::Items | Step::Text, _) => None,
        });
        self.named(node.children(), false, &mut named);
    }

    /// Visits the text of an element that has attributes or children.
    fn text<'t>(&mut self, node: &'n Node<'_>, mut places: impl Iterator<Item = Place<'t>>) {
        let text = node.own_text();
        let is_described = places.any(|place| place.first() == Some(&Step::Text));
        if is_described || text.trim().is_empty() {
            return;
        }
        let before = if self.path.is_empty() { "" } else { "." };
        self.found.push(Member {
            name: format!("{}{before}{}", self.path, quoted(".")),
            raw: text.to_owned(),
            place: MemberPlace::Elsewhere,
        });
    }

    /// Visits members. Each place is a name, and what is left of the place behind it.
    fn named<'t>(
        &mut self,
        members: Option<&'n Members<'_>>,
        are_attributes: bool,
        places: &mut dyn Iterator<Item = (&'t str, Place<'t>)>,
    ) {
        let Some(members) = members else {
            return;
        };
        let mut described = vec![false; members.list().len()];
        let mut leading: Vec<(usize, Place<'t>)> = Vec::new();
        for (name, rest) in places {
            let mut see = |number: usize| match (rest.is_empty(), described.get_mut(number)) {
                (true, Some(described)) => *described = true,
                (false, _) | (true, None) => leading.push((number, rest)),
            };
            match members.find(name) {
                Found::None => {}
                Found::One(number, _) => see(number),
                Found::Several(list) => {
                    let numbers = list.iter().enumerate();
                    numbers
                        .filter(|(_, (other, _))| other == name)
                        .for_each(|(number, _)| see(number));
                }
            }
        }
        leading.sort_by_key(|(number, _)| *number);
        let members = members.list().iter().zip(described).enumerate();
        for (number, ((name, node), _)) in members.filter(|(_, (_, described))| !described) {
            let start = leading.partition_point(|(other, _)| *other < number);
            let leading = leading.iter().skip(start);
            let leading = leading.take_while(|(other, _)| *other == number);
            let leading: Vec<Place<'_>> = leading.map(|(_, rest)| *rest).collect();
            let length = self.path.len();
            if length > 0 {
                self.path.push('.');
            }
            let step = match are_attributes {
                true => Step::Attribute(name),
                false => Step::Member(name),
            };
            self.path.push_str(if are_attributes { "@" } else { "" });
            self.path.push_str(&quoted(name));
            self.steps.push(step);
            self.member(node, &leading);
            self.steps.pop();
            self.path.truncate(length);
        }
    }

    /// Visits a node, at which no place ends. The places lead through it.
    fn member(&mut self, node: &'n Node<'_>, places: &[Place<'_>]) {
        let places: Vec<Place<'_>> = places.iter().filter_map(|it| behind(node, it)).collect();
        let places = places.as_slice();
        if places.iter().any(|place| place.is_empty()) {
            return;
        }
        if places.is_empty() {
            if !node.is_null() {
                self.found.push(Member {
                    name: self.path.clone(),
                    raw: node.raw().to_owned(),
                    place: place_of(&self.steps),
                });
            }
            return;
        }
        let items = places
            .iter()
            .filter_map(|place| match place.split_first()? {
                (Step::Items, rest) => Some(rest),
                (Step::Member(_) | Step::Attribute(_) | Step::Where(..) | Step::Text, _) => None,
            });
        let items: Vec<Place<'_>> = items.collect();
        if items.iter().any(|rest| rest.is_empty()) {
            return;
        }
        if let Some(list) = node.items() {
            let length = self.path.len();
            self.steps.push(Step::Items);
            for (number, item) in list.iter().enumerate() {
                // Writing to a text does not fail.
                let _ = write!(self.path, "[{number}]");
                self.member(item, &items);
                self.path.truncate(length);
            }
            self.steps.pop();
        } else if items.is_empty() {
            self.members(node, places.iter().copied());
        } else {
            // An element is an item of the list that the elements of its name are.
            self.steps.push(Step::Items);
            // `members` leaves out the places that begin with a step to items.
            self.members(node, items.iter().chain(places).copied());
            self.steps.pop();
        }
    }
}

/// Returns what is left of a place behind the attributes that lead it to a node; none if they lead to others.
fn behind<'t>(node: &Node<'_>, place: Place<'t>) -> Option<Place<'t>> {
    match place {
        [step @ Step::Where(..), rest @ ..] => match node.step(step) {
            Ok(nodes) if nodes.has_value() => behind(node, rest),
            Ok(_) | Err(_) => None,
        },
        place => Some(place),
    }
}

/// Returns the place of a member from the steps to it.
fn place_of(path: &[Step<'_>]) -> MemberPlace {
    let names = path.iter().map(|step| match step {
        Step::Member(name) => Some((*name).to_owned()),
        Step::Items | Step::Attribute(_) | Step::Where(..) | Step::Text => None,
    });
    names
        .collect::<Option<_>>()
        .map_or(MemberPlace::Elsewhere, MemberPlace::Inside)
}
