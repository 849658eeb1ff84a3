//! The values of a request by path, to find out which of them an update changes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::{Date, Decimal, JsonText, KnownEnum, Map, Open, Patch, Timestamp, XmlText};

/// The values of a request by logical path. `Debug` shows how many there are, because they are personal data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RequestValues {
    /// The path of the current value.
    path: String,
    values: BTreeMap<String, Stored>,
    /// The fields that a patch leaves out, so that they keep their values.
    kept: BTreeSet<String>,
    /// Whether the current fields keep their values if they are left out.
    keeps: bool,
}

/// A value, or a list or an object without what is inside.
#[derive(Clone, PartialEq, Eq)]
enum Stored {
    Text(String),
    Cleared,
    Items(usize),
    Object,
}

/// A value whose parts can be listed by path. Only the runtime and generated code implement this trait.
pub trait EachValue {
    /// Adds the value at the current path, and those inside it.
    fn each_value(&self, values: &mut RequestValues);

    /// Returns whether a patch with this value keeps what is stored.
    fn is_kept(&self) -> bool {
        false
    }
}

impl RequestValues {
    /// Adds an object with its members.
    pub fn object(&mut self, fields: &[(&str, &dyn EachValue)]) {
        self.open_object();
        self.keeping(false, |values| values.fields(fields));
    }

    /// Adds an object with its members. A patch keeps those that are left out, unless the object is in a list or a map.
    pub fn patched_object(&mut self, fields: &[(&str, &dyn EachValue)]) {
        match self.keeps {
            true => {
                self.open_object();
                self.patched(fields);
            }
            false => self.object(fields),
        }
    }

    /// Adds the fields of a request.
    pub fn fields(&mut self, fields: &[(&str, &dyn EachValue)]) {
        for (name, value) in fields {
            self.field(name, |values| value.each_value(values));
        }
    }

    /// Adds the fields of a patch. Those that are left out keep their values.
    pub fn patched(&mut self, fields: &[(&str, &dyn EachValue)]) {
        for (name, value) in fields {
            match value.is_kept() {
                true => self.keep(name),
                false => self.keeping(true, |values| {
                    values.field(name, |values| value.each_value(values));
                }),
            }
        }
    }

    /// Notes a field that keeps its value.
    pub fn keep(&mut self, name: &str) {
        self.field(name, |values| {
            values.kept.insert(values.path.clone());
        });
    }

    /// Removes what is at a field, and inside it.
    pub fn forget(&mut self, name: &str) {
        let inside: Vec<String> = self.within(name).map(|(at, _)| at.clone()).collect();
        for path in &inside {
            self.values.remove(path);
        }
    }

    /// Adds what `add` adds. States whether fields that are left out keep their values.
    fn keeping(&mut self, keeps: bool, add: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.keeps, keeps);
        add(self);
        self.keeps = outer;
    }

    /// Adds what is at a member of the current value.
    pub fn field(&mut self, name: &str, add: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        add(self);
        self.path.truncate(length);
    }

    /// Adds the items of a list.
    pub fn items<'v, V: 'v>(
        &mut self,
        items: impl ExactSizeIterator<Item = &'v V>,
        mut add: impl FnMut(&mut Self, &'v V),
    ) {
        self.store(Stored::Items(items.len()));
        let length = self.path.len();
        for (number, item) in items.enumerate() {
            self.path.push_str(&format!("[{number}]"));
            self.keeping(false, |values| add(values, item));
            self.path.truncate(length);
        }
    }

    /// Adds the entries of a map.
    pub fn entries<'v, V: 'v>(
        &mut self,
        entries: impl ExactSizeIterator<Item = (&'v str, &'v V)>,
        mut add: impl FnMut(&mut Self, &'v V),
    ) {
        self.store(Stored::Items(entries.len()));
        let length = self.path.len();
        for (number, (key, value)) in entries.enumerate() {
            self.path.push_str(&format!("[{number}]"));
            let entry = self.path.len();
            // No field and no item has this path.
            self.path.push_str("[key]");
            self.text(key);
            self.path.truncate(entry);
            self.keeping(false, |values| add(values, value));
            self.path.truncate(length);
        }
    }

    /// Adds a value without parts.
    pub fn text(&mut self, text: impl Into<String>) {
        self.store(Stored::Text(text.into()));
    }

    /// Adds a value that the request clears.
    pub fn cleared(&mut self) {
        self.store(Stored::Cleared);
    }

    /// Adds an object, whose members are added next.
    pub fn open_object(&mut self) {
        self.store(Stored::Object);
    }

    fn store(&mut self, value: Stored) {
        self.values.insert(self.path.clone(), value);
    }

    /// Returns the values at a path and inside it.
    fn within<'v>(&'v self, path: &'v str) -> impl Iterator<Item = (&'v String, &'v Stored)> {
        let from = self.values.range(path.to_owned()..);
        let starts = move |(at, _): &(&'v String, _)| at.starts_with(path);
        // `city` is not inside `cit`, but comes after it.
        let inside = move |(at, _): &(&String, _)| {
            matches!(at.as_bytes().get(path.len()), None | Some(b'.' | b'['))
        };
        from.take_while(starts).filter(inside)
    }

    /// Returns whether the value at a path, and every value inside it, is the same in both requests.
    pub(crate) fn is_same(&self, other: &RequestValues, path: &str) -> bool {
        let changed = other.within(path).filter(|(at, _)| !self.keeps_at(at));
        self.keeps_at(path) || self.within(path).eq(changed)
    }

    /// Returns whether a patch leaves out the value at a path, or what contains it.
    fn keeps_at(&self, path: &str) -> bool {
        let ends = path.match_indices(['.', '[']).map(|(end, _)| end);
        let mut ends = ends.chain([path.len()]);
        ends.any(|end| self.kept.contains(&path[..end]))
    }
}

impl fmt::Debug for RequestValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestValues({})", self.values.len())
    }
}

impl EachValue for Cow<'_, str> {
    fn each_value(&self, values: &mut RequestValues) {
        values.text(&**self);
    }
}

macro_rules! printed {
    ($($ty:ty),*) => {
        $(impl EachValue for $ty {
            fn each_value(&self, values: &mut RequestValues) {
                values.text(self.to_string());
            }
        })*
    };
}

printed!(i64, bool, Date, Decimal, JsonText, Timestamp, XmlText);

impl<E: KnownEnum> EachValue for Open<'_, E> {
    fn each_value(&self, values: &mut RequestValues) {
        values.text(self.as_str());
    }
}

impl<T: EachValue> EachValue for Option<T> {
    fn each_value(&self, values: &mut RequestValues) {
        if let Some(value) = self {
            value.each_value(values);
        }
    }

    fn is_kept(&self) -> bool {
        self.is_none()
    }
}

impl<T: EachValue> EachValue for Patch<T> {
    fn each_value(&self, values: &mut RequestValues) {
        match self {
            Patch::Keep => {}
            Patch::Clear => values.cleared(),
            Patch::Set(value) => value.each_value(values),
        }
    }

    fn is_kept(&self) -> bool {
        self.is_keep()
    }
}

impl<T: EachValue> EachValue for Map<'_, T> {
    fn each_value(&self, values: &mut RequestValues) {
        values.entries(self.iter(), |values, value| value.each_value(values));
    }
}

impl<T: EachValue> EachValue for Vec<T> {
    fn each_value(&self, values: &mut RequestValues) {
        values.items(self.iter(), |values, item| item.each_value(values));
    }
}
