//! Walks over a record and the tables of an operation at the same time.

use std::borrow::Cow;

use wireform::__rt::{Check, Kept, NormalForm, Path, Step};
use wireform::{Date, Decimal, Timestamp, Waivers};

use super::scan::{Quoted, Scanner};
use super::{Acceptor, ListNode, Members, Node, TextNode};
use crate::call::collect;
use crate::check;
use crate::read::integer;
use crate::value::{Slots, Value, Values};

/// The path of numbers, whose violations are not shown.
static NOWHERE: Step<'_> = Step::new("", "");

impl Acceptor<'_> {
    /// Returns whether a record surely has no violation, and no rule that could not be decided. The record is one line of JSON.
    #[must_use]
    pub fn accepts(&self, line: &[u8]) -> bool {
        let Ok(text) = std::str::from_utf8(line) else {
            return false;
        };
        let (values, found) = collect(&Waivers::NONE, |check| {
            let mut walk = Walk {
                acceptor: self,
                scanner: Scanner::new(text),
                check,
            };
            walk.record()
        });
        match values {
            Some(Some(values)) => found.is_empty() && check::obeys(&self.call, &values, self.facts),
            Some(None) => found.is_empty(),
            None => false,
        }
    }
}

/// What was read of the members of an object.
struct Read {
    slots: Option<Slots>,
    /// The members that are there, or are mentioned.
    mentioned: u128,
    /// Whether a member leaves something on every wire.
    is_written: bool,
}

/// A walk ends with `None` where it does not accept. A value is made only if rules need it.
struct Walk<'a, 't, 'c, 'v> {
    acceptor: &'a Acceptor<'a>,
    scanner: Scanner<'t>,
    check: &'c mut Check<'v>,
}

impl<'a, 't> Walk<'a, 't, '_, '_> {
    /// Reads the whole record. The inner `None` says that no rule needs the values.
    fn record(&mut self) -> Option<Option<Values>> {
        let read = self.members(&self.acceptor.members, self.acceptor.has_rules)?;
        let is_whole = self.scanner.is_at_end()
            && read.mentioned & self.acceptor.mentioned == self.acceptor.mentioned;
        let values = read.slots.map(|slots| Values {
            slots,
            kept: Kept::default(),
        });
        is_whole.then_some(values)
    }

    fn members(&mut self, members: &'a Members<'a>, is_wanted: bool) -> Option<Read> {
        let mut read = Read {
            slots: is_wanted.then(|| (0..members.slots).map(|_| None).collect()),
            mentioned: 0,
            is_written: false,
        };
        let mut present = 0_u128;
        let mut likely = 0;
        if !self.scanner.take(b'{') {
            return None;
        }
        if !self.scanner.take(b'}') {
            loop {
                let key = self.scanner.string()?;
                if key.is_escaped || !self.scanner.take(b':') {
                    return None;
                }
                let is_likely =
                    |at: &usize| members.fields.get(*at).is_some_and(|it| it.name == key.raw);
                let found = Some(likely)
                    .filter(is_likely)
                    .or_else(|| members.fields.iter().position(|it| it.name == key.raw))?;
                likely = found + 1;
                let bit = 1 << found;
                if read.mentioned & bit != 0 {
                    return None;
                }
                read.mentioned |= bit;
                let member = &members.fields[found];
                if self.scanner.next() == Some(b'n') {
                    let is_absent = self.acceptor.null_is_absent && !member.is_required;
                    if !self.scanner.word("null") || !(is_absent || member.is_clearable) {
                        return None;
                    }
                    if !is_absent {
                        present |= bit;
                        read.is_written = true;
                        if let Some(slots) = &mut read.slots {
                            slots[member.id] = Some(Value::Clear);
                        }
                    }
                } else {
                    let value = self.value(&member.node, is_wanted)?;
                    present |= bit;
                    read.is_written |= !matches!(member.node, Node::List(_) | Node::Object { .. });
                    if let Some(slots) = &mut read.slots {
                        slots[member.id] = value;
                    }
                }
                if self.scanner.take(b'}') {
                    break;
                }
                if !self.scanner.take(b',') {
                    return None;
                }
            }
        }
        (present & members.required == members.required).then_some(read)
    }

    /// Reads a value. The inner value is there if it is wanted.
    fn value(&mut self, node: &'a Node<'a>, is_wanted: bool) -> Option<Option<Value>> {
        let wanted = |make: &dyn Fn() -> Value| is_wanted.then(make);
        match node {
            Node::Text(facets) => {
                let text = self.text()?;
                if !self.accepts_text(facets, &text) {
                    return None;
                }
                Some(wanted(&|| Value::Text(text.to_string())))
            }
            Node::Choice(values) => {
                let text = self.text()?;
                let is_known = values.iter().any(|value| *value == text);
                is_known.then(|| wanted(&|| Value::Text(text.to_string())))
            }
            Node::Date => {
                let text = self.text()?;
                text.parse::<Date>().ok()?;
                Some(wanted(&|| Value::Text(text.to_string())))
            }
            Node::Timestamp => {
                let text = self.text()?;
                text.parse::<Timestamp>().ok()?;
                Some(wanted(&|| Value::Text(text.to_string())))
            }
            Node::Integer(facets) => {
                let (text, is_whole) = self.scanner.number()?;
                let number = integer(text).filter(|_| is_whole && text != "-0")?;
                self.check.integer(&Path::step(&NOWHERE), number, facets);
                Some(wanted(&|| Value::Integer(number)))
            }
            Node::Number(facets) => {
                let (text, is_whole) = self.scanner.number()?;
                let number = match integer(text).filter(|_| is_whole && text != "-0") {
                    Some(number) => Decimal::from(number),
                    None => text.parse().ok()?,
                };
                self.check.number(&Path::step(&NOWHERE), &number, facets);
                Some(is_wanted.then_some(Value::Number(number)))
            }
            Node::Boolean { on, off } => {
                let (truth, is_written) = match self.scanner.next()? {
                    b't' => (true, *on && self.scanner.word("true")),
                    _ => (false, *off && self.scanner.word("false")),
                };
                is_written.then(|| wanted(&|| Value::Boolean(truth)))
            }
            Node::List(list) => self.list(list, is_wanted),
            Node::Object { id, needs_item } => {
                let members = self.acceptor.objects[*id].as_ref()?;
                let read = self.members(members, is_wanted)?;
                if *needs_item && !read.is_written {
                    return None;
                }
                Some(read.slots.map(Value::Object))
            }
            Node::Other => None,
        }
    }

    fn list(&mut self, list: &'a ListNode<'a>, is_wanted: bool) -> Option<Option<Value>> {
        let is_wanted_item = is_wanted || list.is_unique;
        let mut items = Vec::new();
        let mut count = 0;
        if !self.scanner.take(b'[') {
            return None;
        }
        if !self.scanner.take(b']') {
            loop {
                let item = self.value(&list.item, is_wanted_item)?;
                count += 1;
                if let Some(item) = item {
                    if list.is_unique && items.contains(&item) {
                        return None;
                    }
                    items.push(item);
                }
                if self.scanner.take(b']') {
                    break;
                }
                if !self.scanner.take(b',') {
                    return None;
                }
            }
        }
        // Whether few items leave something on the wire is for the other walk to say.
        if count < list.least || self.check.items(&Path::step(&NOWHERE), count, &list.items) {
            return None;
        }
        Some(is_wanted.then_some(Value::List(items)))
    }

    fn text(&mut self) -> Option<Cow<'t, str>> {
        let Quoted { raw, is_escaped } = self.scanner.string()?;
        match is_escaped {
            false => Some(Cow::Borrowed(raw)),
            true => serde_json::from_str(&format!("\"{raw}\""))
                .ok()
                .map(Cow::Owned),
        }
    }

    fn accepts_text(&mut self, facets: &TextNode<'_>, text: &str) -> bool {
        let is_normal = facets.normal.is_empty() || NormalForm(&facets.normal).holds(text);
        is_normal && !facets.check(self.check, text)
    }
}
