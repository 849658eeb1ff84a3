//! Decides rules in three-valued logic. A rule that depends on something unknown stays [`Truth::Unknown`].
//!
//! Input: the values, the facts and, if the caller has it, the contact as read. Output: one truth per rule. A field
//! that a patch leaves out is unknown unless the contact as read is given. An explicit clear is known to be absent.

use std::cmp::Ordering;

use wireform::__rt::{Check, Path, Truth};
use wireform::Timestamp;
use wireform_codegen::plan::{
    About, Comparison, Condition, ContextId, Effect, Field, FieldId, FieldPath, ObjectType,
    Operation, PathStep, Pattern as PlanPattern, Plan, Quantifier, Range, Rule, Table, Test,
    Update, path_targets,
};

use crate::facets::{integer_facets, number_facets};
use crate::facts::{Fact, Facts};
use crate::patterns::Patterns;
use crate::value::{Slots, Value, Values};

/// The state of a field, as far as a rule depends on it.
#[derive(Clone, Copy)]
enum Seen<'v> {
    Unknown,
    Absent,
    /// There is a value, and a violation was reported for it.
    Broken(&'v Value),
    Present(&'v Value),
}

/// What has the rules, with its values.
#[derive(Clone, Copy)]
pub(crate) enum Root<'a> {
    Operation(&'a Operation, &'a Values),
    /// An object at a path.
    Object(&'a ObjectType, &'a Slots, &'a Path<'a>),
}

impl<'a> Root<'a> {
    fn fields(self) -> &'a Table<FieldId, Field> {
        match self {
            Root::Operation(operation, _) => &operation.fields,
            Root::Object(object, ..) => &object.fields,
        }
    }

    fn slots(self) -> &'a Slots {
        match self {
            Root::Operation(_, values) => &values.slots,
            Root::Object(_, slots, _) => slots,
        }
    }
}

/// The data that rules read.
pub(crate) struct Scene<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) patterns: &'a Patterns<'a>,
    pub(crate) root: Root<'a>,
    pub(crate) facts: &'a Facts,
    /// The violations of the values and facts.
    pub(crate) check: &'a Check<'a>,
}

impl Scene<'_> {
    /// Decides whether a rule holds.
    pub(crate) fn outcome(&self, rule: &Rule) -> Truth {
        let reading = Reading {
            scene: self,
            about: rule.about,
            empty_is_value: rule.empty_is_value,
            item: None,
        };
        let effects = Truth::all(rule.effects.iter().map(|effect| reading.effect(effect)));
        reading.condition(&rule.when).implies(effects)
    }

    fn test_value(&self, test: &Test, value: &Value) -> Truth {
        if let (Test::Within(range), Value::Integer(_) | Value::Number(_)) = (test, value) {
            return Truth::from(is_within(range, value));
        }
        match value {
            Value::List(items) => match test {
                // It is enough that one item passes.
                Test::OneOf(_) | Test::Matches(_) | Test::Within(_) => {
                    Truth::any(items.iter().map(|item| self.test_value(test, item)))
                }
                Test::HasAny(_) | Test::HasAll(_) | Test::Present(_) => {
                    test_set(test, |wanted| items.iter().any(|item| item.equals(wanted)))
                }
            },
            Value::Number(number) => Truth::from(match test {
                Test::OneOf(wanted) => wanted.iter().any(|text| number.is_one_of(&[text])),
                Test::Matches(pattern) => self.matches(pattern, number.as_str()),
                Test::Present(wanted) => *wanted,
                Test::HasAny(_) | Test::HasAll(_) | Test::Within(_) => false,
            }),
            value => match value.text() {
                Some(text) => self.test_text(test, &text),
                None => Truth::False,
            },
        }
    }

    fn test_text(&self, test: &Test, text: &str) -> Truth {
        Truth::from(match test {
            Test::OneOf(wanted) => wanted.iter().any(|value| value == text),
            Test::Matches(pattern) => self.matches(pattern, text),
            Test::Present(wanted) => *wanted,
            // No text is a number.
            Test::HasAny(_) | Test::HasAll(_) | Test::Within(_) => false,
        })
    }

    fn matches(&self, pattern: &PlanPattern, text: &str) -> bool {
        self.patterns.whole(pattern).is_match(text)
    }

    fn unchanged(&self, path: &FieldPath) -> Truth {
        let Some(current) = &self.facts.current else {
            return Truth::Unknown;
        };
        let given = descend(self.root.slots(), &path.0);
        if matches!(given, Seen::Absent) && self.keeps(path) {
            return Truth::True;
        }
        match (given, descend(&current.slots, &path.0)) {
            (Seen::Unknown | Seen::Broken(_), _) | (_, Seen::Unknown | Seen::Broken(_)) => {
                Truth::Unknown
            }
            (Seen::Absent, Seen::Absent) => Truth::True,
            (Seen::Present(given), Seen::Present(read)) => Truth::from(given == read),
            (Seen::Absent, Seen::Present(_)) | (Seen::Present(_), Seen::Absent) => Truth::False,
        }
    }

    /// Returns whether the request sends the field: a value or a clear.
    fn sent(&self, path: &FieldPath) -> Truth {
        match descend(self.root.slots(), &path.0) {
            Seen::Unknown => Truth::Unknown,
            Seen::Present(_) | Seen::Broken(_) => Truth::True,
            Seen::Absent if clears(self.root.slots(), &path.0) => Truth::True,
            Seen::Absent if self.is_broken(path) => Truth::Unknown,
            Seen::Absent => Truth::False,
        }
    }

    /// Returns whether the values of a field are points in time.
    fn is_timestamp(&self, path: &FieldPath) -> bool {
        let parts = path_targets(self.root.fields(), &self.plan.objects, &path.0);
        parts
            .last()
            .is_some_and(|part| part.ty().item().is_timestamp())
    }

    /// Returns whether the provider keeps what it has for a field, because the request leaves it out, or an object around it.
    fn keeps(&self, path: &FieldPath) -> bool {
        let mut keeps = match self.root {
            Root::Operation(operation, _) => operation.update == Update::Patch,
            Root::Object(object, ..) => object.update.is_patch() && self.check.keeps_members(),
        };
        let (mut fields, mut slots) = (self.root.fields(), self.root.slots());
        for step in &path.0 {
            // The provider replaces a map as a whole.
            let PathStep::Field(index) = step else {
                return false;
            };
            let Some(value) = slots.get(*index).and_then(Option::as_ref) else {
                return keeps;
            };
            let object = fields[*index].ty.object();
            let (Some(object), Value::Object(members)) = (object, value) else {
                return false;
            };
            let object = &self.plan.objects[object];
            keeps &= object.update.is_patch();
            (fields, slots) = (&object.fields, members);
        }
        false
    }

    fn see(&self, path: &FieldPath, about: About) -> Seen<'_> {
        if !about.is_request() && self.keeps(path) {
            return match (self.root, &self.facts.current) {
                (Root::Operation(..), Some(current)) => descend(&current.slots, &path.0),
                (Root::Operation(..), None) | (Root::Object(..), _) => Seen::Unknown,
            };
        }
        match descend(self.root.slots(), &path.0) {
            seen if !self.is_broken(path) => seen,
            Seen::Present(value) | Seen::Broken(value) => Seen::Broken(value),
            Seen::Absent | Seen::Unknown => Seen::Unknown,
        }
    }

    /// Returns whether a text of a fact does not match its pattern. This is reported before the rules of an operation are decided,
    /// and after those of objects.
    fn is_fact_broken(&self, fact: ContextId) -> bool {
        let declared = &self.plan.contexts[fact];
        match (self.root, &declared.pattern, self.facts.get(fact)) {
            (Root::Operation(..), ..) => self.check.is_fact_broken(&declared.name),
            (Root::Object(..), Some(pattern), Fact::Text(text)) => !self.matches(pattern, text),
            (Root::Object(..), Some(pattern), Fact::Set(set)) => {
                !set.iter().all(|text| self.matches(pattern, text))
            }
            (Root::Object(..), _, Fact::Missing | Fact::Unknown | Fact::Boolean(_))
            | (Root::Object(..), None, Fact::Text(_) | Fact::Set(_)) => false,
        }
    }

    /// Returns whether a violation was reported for a field that the request has or must have.
    fn is_broken(&self, path: &FieldPath) -> bool {
        let name = self.plan.reported_path(self.root.fields(), path);
        match self.root {
            Root::Operation(..) => self.check.is_broken(&name),
            Root::Object(.., at) => self.check.is_broken_in(at, &name),
        }
    }
}

/// A scene for one rule.
struct Reading<'s, 'a> {
    scene: &'s Scene<'a>,
    /// What the rule judges.
    about: About,
    /// Whether an empty text is a value in this rule.
    empty_is_value: bool,
    /// The item that is judged.
    item: Option<&'s Item<'s>>,
}

/// An item of a list or a map, while a rule judges it.
struct Item<'s> {
    list: &'s FieldPath,
    value: &'s Value,
    /// The item around it.
    outer: Option<&'s Item<'s>>,
}

impl<'s> Item<'s> {
    /// Returns the innermost item in which a path leads on, with the rest of the path.
    fn of_path<'p>(
        mut item: Option<&'s Item<'s>>,
        path: &'p FieldPath,
    ) -> Option<(&'s Value, &'p [PathStep])> {
        while let Some(one) = item {
            if let Some(rest) = path.0.strip_prefix(one.list.0.as_slice()) {
                return Some((one.value, rest));
            }
            item = one.outer;
        }
        None
    }
}

impl<'s> Reading<'s, '_> {
    /// Returns the state of a field, or of a member of the item that is judged. No item has a violation.
    fn see(&self, path: &FieldPath) -> Seen<'s> {
        match Item::of_path(self.item, path) {
            None => self.scene.see(path, self.about),
            Some((value, [])) => Seen::Present(value),
            Some((value, rest)) => inside(Some(value), rest),
        }
    }

    fn sent(&self, path: &FieldPath) -> Truth {
        match Item::of_path(self.item, path) {
            None => self.scene.sent(path),
            Some((_, [])) => Truth::True,
            Some((value, rest)) => match inside(Some(value), rest) {
                Seen::Present(_) | Seen::Broken(_) => Truth::True,
                Seen::Unknown => Truth::Unknown,
                Seen::Absent => Truth::from(clears_inside(value, rest)),
            },
        }
    }

    /// Judges every item of a list or a map. `absent` is the result without the list or the map.
    fn each_item(
        &self,
        list: &FieldPath,
        quantifier: Quantifier,
        absent: Truth,
        judge: &dyn Fn(&Reading<'_, '_>) -> Truth,
    ) -> Truth {
        let items: Vec<&Value> = match self.see(list) {
            Seen::Unknown | Seen::Broken(_) => return Truth::Unknown,
            Seen::Present(Value::List(items)) => items.iter().collect(),
            Seen::Present(Value::Map(entries)) => entries.iter().map(|(_, value)| value).collect(),
            Seen::Absent | Seen::Present(_) => return absent,
        };
        let each = items.into_iter().map(|value| {
            let item = Item {
                list,
                value,
                outer: self.item,
            };
            judge(&Reading {
                item: Some(&item),
                ..*self
            })
        });
        match quantifier {
            Quantifier::Any => Truth::any(each),
            Quantifier::Every => Truth::all(each),
        }
    }

    /// Compares two fields. `absent` is the result if one has no value. With `skips_empty`, an empty text can be no value.
    fn compare(
        &self,
        (left, how, right): (&FieldPath, Comparison, &FieldPath),
        absent: Truth,
        skips_empty: bool,
    ) -> Truth {
        match (self.see(left), self.see(right)) {
            (Seen::Absent, _) | (_, Seen::Absent) => absent,
            (Seen::Unknown | Seen::Broken(_), _) | (_, Seen::Unknown | Seen::Broken(_)) => {
                Truth::Unknown
            }
            (Seen::Present(first), Seen::Present(second)) => {
                if skips_empty && (self.is_none(first) || self.is_none(second)) {
                    return Truth::True;
                }
                let is_moment = self.scene.is_timestamp(left);
                Truth::from(
                    order(first, second, is_moment).is_some_and(|order| match how {
                        Comparison::Same => order.is_eq(),
                        Comparison::Different => order.is_ne(),
                        Comparison::Less => order.is_lt(),
                        Comparison::LessOrEqual => order.is_le(),
                        Comparison::Greater => order.is_gt(),
                        Comparison::GreaterOrEqual => order.is_ge(),
                    }),
                )
            }
        }
    }
}

impl Reading<'_, '_> {
    fn condition(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(parts) => Truth::all(parts.iter().map(|part| self.condition(part))),
            Condition::Any(parts) => Truth::any(parts.iter().map(|part| self.condition(part))),
            Condition::Not(part) => !self.condition(part),
            Condition::Context(context, _) if self.scene.is_fact_broken(*context) => Truth::Unknown,
            Condition::Context(context, test) => match self.scene.facts.get(*context) {
                Fact::Missing | Fact::Unknown => Truth::Unknown,
                Fact::Text(text) => self.scene.test_text(test, text),
                Fact::Boolean(true) => self.scene.test_text(test, "true"),
                Fact::Boolean(false) => self.scene.test_text(test, "false"),
                Fact::Set(set) => test_set(test, |wanted| set.iter().any(|item| item == wanted)),
            },
            Condition::Items(list, quantifier, inner) => {
                self.each_item(list, *quantifier, Truth::False, &|item| {
                    item.condition(inner)
                })
            }
            Condition::Compare(left, how, right) => {
                self.compare((left, *how, right), Truth::False, false)
            }
            Condition::Field(path, test) => match (self.see(path), test) {
                (_, Test::Present(true)) => self.present(path),
                (_, Test::Present(false)) => !self.present(path),
                (Seen::Unknown | Seen::Broken(_), _) => Truth::Unknown,
                (Seen::Absent, _) => Truth::False,
                (Seen::Present(value), test) => self.scene.test_value(test, value),
            },
        }
    }

    fn effect(&self, effect: &Effect) -> Truth {
        match effect {
            Effect::Required(fields) => Truth::all(fields.iter().map(|field| self.present(field))),
            Effect::Forbidden(fields) => {
                Truth::all(fields.iter().map(|field| !self.present(field)))
            }
            Effect::AtLeastOne(alternatives) => {
                Truth::any(alternatives.iter().map(|fields| self.all_present(fields)))
            }
            Effect::ExactlyOne(alternatives) => Truth::any(
                alternatives
                    .iter()
                    .map(|chosen| self.only(chosen, alternatives)),
            ),
            Effect::AtMostOne(alternatives) => Truth::any(
                alternatives
                    .iter()
                    .map(|chosen| self.none_but(chosen, alternatives)),
            ),
            Effect::AllOrNone(fields) => {
                Truth::all_or_none(fields.iter().map(|field| self.present(field)))
            }
            Effect::Count(fields, minimum, maximum) => {
                let present = fields.iter().map(|field| self.present(field));
                Truth::count(present, *minimum, *maximum)
            }
            Effect::Compare(left, how, right) => {
                self.compare((left, *how, right), Truth::True, true)
            }
            Effect::EachItem(list, effects) => {
                self.each_item(list, Quantifier::Every, Truth::True, &|item| {
                    Truth::all(effects.iter().map(|effect| item.effect(effect)))
                })
            }
            Effect::Matches(field, pattern) => self.each(field, |value| {
                let text = value.text();
                text.is_none_or(|text| self.scene.matches(pattern, &text))
            }),
            Effect::Within(field, range) => self.each(field, |value| is_within(range, value)),
            Effect::LimitedTo(field, values) => self.each(field, |value| {
                value.text().is_none() || values.iter().any(|text| value.equals(text))
            }),
            Effect::Unchanged(fields) if fields.iter().any(|field| self.scene.is_broken(field)) => {
                Truth::Unknown
            }
            Effect::Unchanged(fields) => {
                Truth::all(fields.iter().map(|field| self.scene.unchanged(field)))
            }
            Effect::Refuse => Truth::False,
        }
    }

    /// Returns whether all fields of an alternative have a value, and no field that only other alternatives name has
    /// one.
    fn only(&self, chosen: &[FieldPath], alternatives: &[Vec<FieldPath>]) -> Truth {
        self.all_present(chosen)
            .and(self.none_but(chosen, alternatives))
    }

    /// Returns whether no field that only other alternatives name has a value.
    fn none_but(&self, chosen: &[FieldPath], alternatives: &[Vec<FieldPath>]) -> Truth {
        let others = alternatives.iter().flatten();
        let others = others.filter(|field| !chosen.contains(field));
        Truth::all(others.map(|field| !self.present(field)))
    }

    fn all_present(&self, fields: &[FieldPath]) -> Truth {
        Truth::all(fields.iter().map(|field| self.present(field)))
    }

    fn present(&self, field: &FieldPath) -> Truth {
        if self.about.is_request() {
            return self.sent(field);
        }
        match self.see(field) {
            Seen::Unknown => Truth::Unknown,
            Seen::Absent => Truth::False,
            // The empty text is already reported.
            Seen::Broken(value) if self.is_none(value) => Truth::Unknown,
            Seen::Broken(_) => Truth::True,
            Seen::Present(value) => Truth::from(!self.is_none(value)),
        }
    }

    /// Returns whether a value is an empty text that does not count as a value.
    fn is_none(&self, value: &Value) -> bool {
        !self.empty_is_value && matches!(value, Value::Text(text) if text.is_empty())
    }

    /// Returns whether a field, or each of its items, passes. A field without a value passes.
    fn each(&self, field: &FieldPath, pass: impl Fn(&Value) -> bool) -> Truth {
        match self.see(field) {
            Seen::Unknown | Seen::Broken(_) => Truth::Unknown,
            Seen::Absent => Truth::True,
            Seen::Present(value) if self.is_none(value) => Truth::True,
            Seen::Present(Value::List(items)) => Truth::from(items.iter().all(pass)),
            Seen::Present(value) => Truth::from(pass(value)),
        }
    }
}

/// Returns whether a number is in a range.
fn is_within(range: &Range, value: &Value) -> bool {
    match (range, value) {
        (Range::Integer(facets), Value::Integer(value)) => integer_facets(facets).accepts(*value),
        (Range::Number(facets), Value::Number(value)) => number_facets(facets).accepts(value),
        // The values of a field have its type.
        (
            Range::Integer(_) | Range::Number(_),
            Value::Text(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::Json(_)
            | Value::List(_)
            | Value::Object(_)
            | Value::Map(_)
            | Value::Clear
            | Value::Broken,
        ) => false,
    }
}

/// Returns whether the values clear a field.
fn clears(slots: &Slots, path: &[PathStep]) -> bool {
    let Some((PathStep::Field(first), rest)) = path.split_first() else {
        return false;
    };
    let value = slots.get(*first).and_then(Option::as_ref);
    match (value, rest) {
        (Some(Value::Clear), []) => true,
        (Some(value), rest) => clears_inside(value, rest),
        (None, _) => false,
    }
}

/// Returns whether a value clears a member of it.
fn clears_inside(value: &Value, path: &[PathStep]) -> bool {
    let Some((step, rest)) = path.split_first() else {
        return false;
    };
    match (value, step) {
        (Value::Object(members), PathStep::Field(_)) => clears(members, path),
        (Value::Map(entries), PathStep::Entry(key)) => {
            entry(entries, key).is_some_and(|value| clears_inside(value, rest))
        }
        // A rule about all items or entries asks for no clear, and other values have no parts.
        (
            Value::Text(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::Json(_)
            | Value::List(_)
            | Value::Object(_)
            | Value::Map(_)
            | Value::Clear
            | Value::Broken,
            _,
        ) => false,
    }
}

/// Returns the value of the first entry with a key.
fn entry<'v>(entries: &'v [(String, Value)], key: &str) -> Option<&'v Value> {
    let mut entries = entries.iter();
    entries.find(|(own, _)| own == key).map(|(_, value)| value)
}

/// Returns the order of two values of one kind. Texts are compared as they are written.
fn order(left: &Value, right: &Value, is_moment: bool) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => Some(left.cmp(right)),
        (Value::Boolean(left), Value::Boolean(right)) => Some(left.cmp(right)),
        (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
        (Value::Text(left), Value::Text(right)) if is_moment => {
            let (left, right) = (Timestamp::parse(left).ok()?, Timestamp::parse(right).ok()?);
            Some(left.compare(&right))
        }
        // The order of dates is that of their texts.
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        // Values with parts have no order, and neither have values of two kinds.
        (
            Value::Text(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::Json(_)
            | Value::List(_)
            | Value::Object(_)
            | Value::Map(_)
            | Value::Clear
            | Value::Broken,
            _,
        ) => None,
    }
}

fn descend<'v>(slots: &'v Slots, path: &[PathStep]) -> Seen<'v> {
    let Some((PathStep::Field(first), rest)) = path.split_first() else {
        return Seen::Absent;
    };
    inside(slots.get(*first).and_then(Option::as_ref), rest)
}

/// Returns the state of a value, or of what a path leads to inside it.
fn inside<'v>(value: Option<&'v Value>, path: &[PathStep]) -> Seen<'v> {
    let Some(value) = value else {
        return Seen::Absent;
    };
    match (value, path.split_first()) {
        (Value::Clear, _) => Seen::Absent,
        (Value::Broken, None) => Seen::Broken(value),
        (Value::Broken, Some(_)) => Seen::Unknown,
        (_, None) => Seen::Present(value),
        (Value::Object(members), Some(_)) => descend(members, path),
        (Value::Map(entries), Some((PathStep::Entry(key), rest))) => {
            inside(entry(entries, key), rest)
        }
        (_, Some(_)) => Seen::Absent,
    }
}

/// Tests a set or a list that is known.
fn test_set(test: &Test, has: impl Fn(&str) -> bool) -> Truth {
    Truth::from(match test {
        Test::HasAny(wanted) => wanted.iter().any(|value| has(value)),
        Test::HasAll(wanted) => wanted.iter().all(|value| has(value)),
        Test::Present(wanted) => *wanted,
        Test::OneOf(_) | Test::Matches(_) | Test::Within(_) => false,
    })
}
