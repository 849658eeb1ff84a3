//! Walks over a record and the tables of an operation at the same time.

use std::borrow::Cow;

use wireform::__rt::{Check, Path, Step};
use wireform::{Date, Decimal, Timestamp, Waivers};
use wireform_codegen::plan::FieldId;

use super::scan::{Quoted, Scanner};
use super::{Acceptor, ListNode, Members, Node, TextNode};
use crate::call::collect;
use crate::read::integer;
use crate::value::{Slots, Value};

/// The path of numbers, whose violations are not shown.
static NOWHERE: Step<'_> = Step::new("", "");

/// What a walk over a record finds.
pub(super) struct Walked<'t> {
    /// The values of the fields that are accepted, if rules need them.
    pub(super) slots: Option<Slots>,
    /// The fields that are accepted, or are mentioned without a value. A bit is the position of the field among those of a record.
    pub(super) accepted: u128,
    /// The fields that need another look, in the order of the record.
    pub(super) others: Vec<Other<'t>>,
    /// The number of bytes up to the next line.
    pub(super) length: usize,
}

/// A field that a walk does not accept.
pub(super) struct Other<'t> {
    pub(super) field: FieldId,
    /// Its value, which may be JSON.
    pub(super) value: &'t str,
}

impl Acceptor<'_> {
    /// Walks over the record in the first line of a text. Returns `None` for a record that is not of the usual form.
    pub(super) fn walk<'t>(&self, text: &'t str) -> Option<Walked<'t>> {
        let mut walk = Walk {
            acceptor: self,
            scanner: Scanner::new(text),
        };
        let members = &self.members;
        let mut slots = self.has_rules.then(|| members.slots());
        let mut others = Vec::new();
        let read = walk.members(members, slots.as_mut(), Some(&mut others))?;
        let is_whole =
            walk.scanner.end_of_line() && read.mentioned & self.mentioned == self.mentioned;
        is_whole.then(|| Walked {
            slots,
            accepted: read.accepted,
            others,
            length: walk.scanner.position(),
        })
    }
}

impl Members<'_> {
    fn slots(&self) -> Slots {
        (0..self.slots).map(|_| None).collect()
    }
}

/// What was read of the members of an object.
struct Read {
    mentioned: u128,
    /// The members that are accepted.
    accepted: u128,
    /// Whether a member leaves something on every wire.
    is_written: bool,
}

/// The place of a value that rules need. There is none if no rule needs it.
type Wanted<'s> = Option<&'s mut Option<Value>>;

/// Sets a value that rules need.
fn set(place: Wanted<'_>, value: impl FnOnce() -> Value) {
    if let Some(place) = place {
        *place = Some(value());
    }
}

/// The methods return `None` or false where the walk does not accept.
struct Walk<'a, 't> {
    acceptor: &'a Acceptor<'a>,
    scanner: Scanner<'t>,
}

impl<'a, 't> Walk<'a, 't> {
    /// Reads the members of an object. A value that is not accepted goes to `others`, and ends the walk if they are not wanted.
    fn members(
        &mut self,
        members: &'a Members<'a>,
        mut slots: Option<&mut Slots>,
        mut others: Option<&mut Vec<Other<'t>>>,
    ) -> Option<Read> {
        let mut read = Read {
            mentioned: 0,
            accepted: 0,
            is_written: false,
        };
        let mut likely = 0;
        if !self.scanner.take(b'{') {
            return None;
        }
        if self.scanner.next() == Some(b'}') {
            self.scanner.skip();
            return Some(read);
        }
        loop {
            let found = self.key(members, likely)?;
            likely = found + 1;
            let bit = 1 << found;
            if read.mentioned & bit != 0 {
                return None;
            }
            read.mentioned |= bit;
            let begin = self.scanner.position();
            let field = members.fields[found].id;
            let place = slots.as_deref_mut().and_then(|slots| slots.get_mut(field));
            match self.member(members, found, place) {
                Some(is_written) => {
                    read.accepted |= bit;
                    read.is_written |= is_written;
                }
                None => {
                    let others = others.as_deref_mut()?;
                    self.scanner.go_back(begin);
                    let value = self.scanner.value()?;
                    others.push(Other { field, value });
                }
            }
            let behind = self.scanner.next()?;
            self.scanner.skip();
            match behind {
                b',' => {}
                b'}' => return Some(read),
                _ => return None,
            }
        }
    }

    /// Reads a key, and the colon behind it. Returns the position of the member.
    #[inline]
    fn key(&mut self, members: &Members<'_>, likely: usize) -> Option<usize> {
        self.scanner.next();
        if let Some(found) = self.scanner.key(&members.keys, likely) {
            return Some(found);
        }
        let key = self.scanner.string()?;
        if key.is_escaped || !self.scanner.take(b':') {
            return None;
        }
        let mut fields = members.fields.iter();
        fields.position(|it| it.name == key.raw)
    }

    /// Reads the value of a member. Returns whether it leaves something on every wire.
    #[inline]
    fn member(
        &mut self,
        members: &'a Members<'a>,
        member: usize,
        place: Wanted<'_>,
    ) -> Option<bool> {
        let member = &members.fields[member];
        if self.scanner.next() == Some(b'n') {
            let is_absent = self.acceptor.null_is_absent && !member.is_required;
            if !self.scanner.word("null") || !(is_absent || member.is_clearable) {
                return None;
            }
            if !is_absent {
                set(place, || Value::Clear);
            }
            return Some(!is_absent);
        }
        let is_accepted = self.value(&member.node, place);
        is_accepted.then_some(!matches!(member.node, Node::List(_) | Node::Object { .. }))
    }

    /// Reads a value.
    #[inline]
    fn value(&mut self, node: &'a Node<'a>, place: Wanted<'_>) -> bool {
        match node {
            Node::Text(facets) => self.text(facets, place),
            Node::Choice(_) | Node::Date | Node::Timestamp => self.word(node, place).is_some(),
            Node::Integer(_) | Node::Number(_) => self.number(node, place).is_some(),
            Node::Boolean { on, off } => {
                let (truth, is_written) = match self.scanner.next() {
                    Some(b't') => (true, *on && self.scanner.word("true")),
                    _ => (false, *off && self.scanner.word("false")),
                };
                set(place, || Value::Boolean(truth));
                is_written
            }
            Node::List(list) => self.list(list, place).is_some(),
            Node::Object { id, needs_item } => {
                let Some(members) = &self.acceptor.objects[*id] else {
                    return false;
                };
                self.object(members, *needs_item, place).is_some()
            }
            Node::Other => false,
        }
    }

    #[inline]
    fn text(&mut self, facets: &TextNode<'_>, place: Wanted<'_>) -> bool {
        let Some(quoted) = self.scanner.string() else {
            return false;
        };
        if !quoted.is_escaped
            && let Some(quick) = &facets.quick
            && quick.surely_accepts(quoted.raw, quoted.is_ascii)
        {
            set(place, || Value::Text(quoted.raw.to_owned()));
            return true;
        }
        self.other_text(facets, quoted, place)
    }

    #[cold]
    #[inline(never)]
    fn other_text(&self, facets: &TextNode<'_>, quoted: Quoted<'t>, place: Wanted<'_>) -> bool {
        let Some(text) = unescaped(quoted) else {
            return false;
        };
        let is_accepted = facets.accepts(&text);
        set(place, || Value::Text(text.into_owned()));
        is_accepted
    }

    /// Reads a text that is one of several, or has the form of a date or a moment.
    fn word(&mut self, node: &Node<'_>, place: Wanted<'_>) -> Option<()> {
        let text = unescaped(self.scanner.string()?)?;
        let is_accepted = match node {
            Node::Choice(values) => values.iter().any(|value| *value == text),
            Node::Date => text.parse::<Date>().is_ok(),
            Node::Timestamp => text.parse::<Timestamp>().is_ok(),
            Node::Text(_)
            | Node::Integer(_)
            | Node::Number(_)
            | Node::Boolean { .. }
            | Node::List(_)
            | Node::Object { .. }
            | Node::Other => false,
        };
        set(place, || Value::Text(text.into_owned()));
        is_accepted.then_some(())
    }

    fn number(&mut self, node: &Node<'_>, place: Wanted<'_>) -> Option<()> {
        let (text, is_whole) = self.scanner.number()?;
        let whole = integer(text).filter(|_| is_whole && text != "-0");
        match node {
            Node::Integer(facets) => {
                let number = whole?;
                set(place, || Value::Integer(number));
                is_clean(|check| check.integer(&Path::step(&NOWHERE), number, facets))
            }
            Node::Number(facets) => {
                let number = match whole {
                    Some(number) => Decimal::from(number),
                    None => text.parse().ok()?,
                };
                let is_clean =
                    is_clean(|check| check.number(&Path::step(&NOWHERE), &number, facets));
                set(place, || Value::Number(number));
                is_clean
            }
            Node::Text(_)
            | Node::Choice(_)
            | Node::Boolean { .. }
            | Node::Date
            | Node::Timestamp
            | Node::List(_)
            | Node::Object { .. }
            | Node::Other => None,
        }
    }

    fn object(
        &mut self,
        members: &'a Members<'a>,
        needs_item: bool,
        place: Wanted<'_>,
    ) -> Option<()> {
        let mut slots = place.is_some().then(|| members.slots());
        let read = self.members(members, slots.as_mut(), None)?;
        let is_complete = read.accepted & members.required == members.required;
        if !is_complete || (needs_item && !read.is_written) {
            return None;
        }
        if let (Some(place), Some(slots)) = (place, slots) {
            *place = Some(Value::Object(slots));
        }
        Some(())
    }

    fn list(&mut self, list: &'a ListNode<'a>, place: Wanted<'_>) -> Option<()> {
        let is_wanted = place.is_some() || list.is_unique;
        let mut items = Vec::new();
        let mut count = 0;
        if !self.scanner.take(b'[') {
            return None;
        }
        if !self.scanner.take(b']') {
            loop {
                let mut item = None;
                if !self.value(&list.item, is_wanted.then_some(&mut item)) {
                    return None;
                }
                count += 1;
                if let Some(item) = item {
                    if list.is_unique && items.contains(&item) {
                        return None;
                    }
                    items.push(item);
                }
                let behind = self.scanner.next()?;
                self.scanner.skip();
                match behind {
                    b',' => {}
                    b']' => break,
                    _ => return None,
                }
            }
        }
        // Whether few items leave something on the wire is for the other walk to say.
        if count < list.least {
            return None;
        }
        set(place, || Value::List(items));
        is_clean(|check| {
            check.items(&Path::step(&NOWHERE), count, &list.items);
        })
    }
}

/// Returns the text that a string of JSON means, if it means one.
fn unescaped(quoted: Quoted<'_>) -> Option<Cow<'_, str>> {
    match quoted.is_escaped {
        false => Some(Cow::Borrowed(quoted.raw)),
        true => serde_json::from_str(&format!("\"{}\"", quoted.raw))
            .ok()
            .map(Cow::Owned),
    }
}

/// Returns nothing if a check reports something.
fn is_clean(run: impl FnOnce(&mut Check<'_>)) -> Option<()> {
    let ((), found) = collect(&Waivers::NONE, run);
    found.is_empty().then_some(())
}
