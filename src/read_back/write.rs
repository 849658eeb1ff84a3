//! The walk over the values of a response that are written back. It notes what is lost.

use super::{FromRead, Kept, NotRead, NotReadReason, WrittenBack};
use crate::response::Undescribed;
use crate::response::undescribed::MemberPlace;

/// Notes what a request cannot write back.
#[derive(Debug, Default)]
pub struct WriteBack {
    /// The path of the current object; empty for the object that is written back.
    path: String,
    dropped: Vec<String>,
    missing: Vec<(String, NotReadReason)>,
    kept: Kept,
}

/// Makes a request from an object in a response. `place` is the path of the object in the response.
///
/// # Errors
/// Fails if there is no object, or if it lacks a value that the request requires.
pub fn write_back<'r, R, T>(
    place: &str,
    read: Option<&'r R>,
    write: impl FnOnce((&mut WriteBack, &'r R)) -> Option<T>,
) -> Result<FromRead<T>, NotRead> {
    let mut back = WriteBack::default();
    let request = match read {
        Some(read) => write((&mut back, read)),
        None => {
            back.missing
                .push((place.to_owned(), NotReadReason::Missing));
            None
        }
    };
    back.dropped.sort();
    match request {
        Some(request) if back.missing.is_empty() => Ok(FromRead {
            request,
            dropped: back.dropped,
        }),
        Some(_) | None => Err(NotRead {
            fields: back.missing,
        }),
    }
}

impl WriteBack {
    /// Returns the path of a field of the current object.
    fn path_of(&self, name: &str) -> String {
        match self.path.is_empty() {
            true => name.to_owned(),
            false => format!("{}.{name}", self.path),
        }
    }

    /// Notes the fields that no field of the request takes, if they have a value.
    pub fn drop_present(&mut self, fields: &[(&str, bool)]) {
        for (name, is_present) in fields {
            if *is_present {
                let path = self.path_of(name);
                self.dropped.push(path);
            }
        }
    }

    /// Notes the members that the schema does not describe.
    pub fn drop_undescribed(&mut self, members: &Undescribed) {
        for name in members.names() {
            let path = self.path_of(name);
            self.dropped.push(path);
        }
    }

    /// Keeps the members that the schema does not describe, at a place in the request. Notes those inside lists, and those that
    /// are repeated, because readers differ in which of them counts.
    pub fn keep_undescribed(&mut self, at: &[&str], members: &Undescribed) {
        self.keep(at, members, |back, name| back.path_of(name));
    }

    /// Keeps the members of a field of any content, at a place in the request.
    pub fn keep_content(&mut self, field: &str, at: &[&str], members: Option<&Undescribed>) {
        let Some(members) = members else {
            return;
        };
        if members.is_empty() {
            self.kept.push(owned(at), "{}");
        }
        self.keep(at, members, |back, name| {
            format!("{}.{name}", back.path_of(field))
        });
    }

    fn keep(&mut self, at: &[&str], members: &Undescribed, path: impl Fn(&Self, &str) -> String) {
        let members = members.members();
        for member in members {
            let same = members.iter().filter(|it| it.place == member.place);
            let is_repeated = match member.place {
                MemberPlace::Own => same.filter(|it| it.name == member.name).count() > 1,
                MemberPlace::Inside(_) | MemberPlace::Elsewhere => same.count() > 1,
            };
            let names = match &member.place {
                MemberPlace::Own => std::slice::from_ref(&member.name),
                MemberPlace::Inside(names) => names,
                MemberPlace::Elsewhere => &[],
            };
            if names.is_empty() || is_repeated {
                let path = path(self, &member.name);
                self.dropped.push(path);
            } else {
                let mut place = owned(at);
                place.extend_from_slice(names);
                self.kept.push(place, &member.raw);
            }
        }
    }

    /// Returns the members that were kept.
    pub fn take_kept(&mut self) -> Kept {
        std::mem::take(&mut self.kept)
    }

    /// Returns the value of a field. Notes a value that has no equivalent.
    pub fn value<'r, V: WrittenBack<'r, T>, T>(
        &mut self,
        name: &str,
        read: Option<&'r V>,
    ) -> Option<T> {
        let read = read?;
        self.noted(name, read.written_back())
    }

    /// Returns the value of a field whose absence the request spells as an empty value.
    pub fn value_unless_empty<'r, V: WrittenBack<'r, T>, T>(
        &mut self,
        name: &str,
        read: Option<&'r V>,
    ) -> Option<T> {
        self.value(name, read.filter(|it| !it.is_empty()))
    }

    /// Notes a value that has no equivalent.
    pub fn noted<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            let path = self.path_of(name);
            self.dropped.push(path);
        }
        value
    }

    /// Returns the value of a field that is an object. Notes an object without a value that its type requires.
    pub fn object<'r, R, T>(
        &mut self,
        name: &str,
        read: Option<&'r R>,
        write: impl FnOnce((&mut Self, &'r R)) -> Option<T>,
    ) -> Option<T> {
        let path = self.path_of(name);
        self.inside(path, read?, write)
    }

    /// Returns the items of a field that is a list of objects. Notes each item without a value that its type requires.
    pub fn objects<'r, R, T>(
        &mut self,
        name: &str,
        read: Option<&'r Vec<R>>,
        mut write: impl FnMut((&mut Self, &'r R)) -> Option<T>,
    ) -> Option<Vec<T>> {
        let path = self.path_of(name);
        let items = read?.iter().enumerate();
        let items = items.filter_map(|(number, item)| {
            self.inside(format!("{path}[{number}]"), item, &mut write)
        });
        Some(items.collect())
    }

    /// Writes an object at a path.
    fn inside<'r, R, T>(
        &mut self,
        path: String,
        read: &'r R,
        write: impl FnOnce((&mut Self, &'r R)) -> Option<T>,
    ) -> Option<T> {
        let outer = std::mem::replace(&mut self.path, path);
        let before = self.dropped.len();
        let written = write((self, read));
        let path = std::mem::replace(&mut self.path, outer);
        if written.is_none() {
            // The whole object is lost.
            self.dropped.truncate(before);
            self.dropped.push(path);
        }
        written
    }

    /// Returns the value of a field that the request requires. An object inside it is lost without the value.
    pub fn must<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && self.path.is_empty() {
            let was_dropped = self.dropped.pop_if(|path| path == name).is_some();
            let reason = match was_dropped {
                true => NotReadReason::NotConvertible,
                false => NotReadReason::Missing,
            };
            self.missing.push((name.to_owned(), reason));
        }
        value
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
