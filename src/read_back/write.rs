//! The walk over the values of a response that are written back. It notes what is lost.

use std::collections::BTreeMap;

use super::{FromRead, Kept, NotRead, NotReadReason, RequestValues, WrittenBack};
use crate::response::Undescribed;
use crate::response::undescribed::{Member, MemberPlace};

/// Notes what a request cannot write back.
#[derive(Debug, Default)]
pub struct WriteBack {
    /// The path of the current object; empty for the object that is written back.
    path: String,
    dropped: Vec<String>,
    missing: Missing,
    /// The object that was lost last, with what it lacks.
    lost: Option<(String, Missing)>,
    kept: Kept,
}

/// The paths of the values that are needed, with the reasons why there are none.
type Missing = Vec<(String, NotReadReason)>;

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
            read: RequestValues::default(),
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
        let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
        for member in members {
            *counts.entry(names(member)).or_default() += 1;
        }
        for member in members {
            let names = names(member);
            if names.is_empty() || counts.get(names) != Some(&1) {
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
        let (dropped, missing) = (self.dropped.len(), self.missing.len());
        let written = write((self, read));
        let path = std::mem::replace(&mut self.path, outer);
        if written.is_none() {
            // The whole object is lost.
            self.dropped.truncate(dropped);
            self.dropped.push(path.clone());
            self.lost = Some((path, self.missing.split_off(missing)));
        }
        written
    }

    /// Returns the value of a field that the request requires and the caller gives.
    pub fn must_be_given<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.missing
                .push((self.path_of(name), NotReadReason::NotGiven));
        }
        value
    }

    /// Returns the value of a field that the request requires. An object inside it is lost without the value.
    pub fn must<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            let path = self.path_of(name);
            let was_dropped = self.dropped.pop_if(|it| *it == path).is_some();
            let lost = self.lost.take_if(|(it, _)| was_dropped && *it == path);
            match lost {
                // What is missing is inside the object.
                Some((_, inside)) if !inside.is_empty() => self.missing.extend(inside),
                Some(_) | None if was_dropped => {
                    self.missing.push((path, NotReadReason::NotConvertible));
                }
                Some(_) | None => self.missing.push((path, NotReadReason::Missing)),
            }
        }
        value
    }
}

/// Returns the names on the way to a member; none if no names lead to it.
fn names(member: &Member) -> &[String] {
    match &member.place {
        MemberPlace::Inside(names) => names,
        MemberPlace::Elsewhere => &[],
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{WriteBack, write_back};
    use crate::NotReadReason;
    use crate::response::Undescribed;

    #[test]
    fn repeated_members_are_dropped() {
        let members: Undescribed = [("a", "1"), ("b", "2"), ("a", "3")].into_iter().collect();
        let back = write_back("", Some(&members), |(back, members)| {
            back.keep_undescribed(&[], members);
            Some(back.take_kept())
        });
        let back = back.unwrap();
        assert_eq!(back.dropped, ["a", "a"]);
        assert_eq!(format!("{:?}", back.request), "Kept(1)");
    }

    #[test]
    fn a_required_value_of_another_type_is_named_without_being_shown() {
        let text = "secret".to_owned();
        let write = |(back, read): (&mut WriteBack, &String)| {
            let number: Option<i64> = back.value("number", Some(read));
            let number = back.must("number", number);
            let missing: Option<i64> = back.must("other", None);
            number.zip(missing)
        };
        let error = write_back("data[0]", Some(&text), write).unwrap_err();
        let fields: Vec<_> = error.fields().collect();
        assert_eq!(
            fields,
            [
                ("number", NotReadReason::NotConvertible),
                ("other", NotReadReason::Missing)
            ]
        );
        assert!(!format!("{error} {error:?}").contains("secret"));
    }

    #[test]
    fn an_object_without_a_required_value_is_dropped_whole() {
        let read = vec!["1".to_owned(), "x".to_owned()];
        let back = write_back("", Some(&read), |(back, read)| {
            back.objects("marks", Some(read), |(back, read)| {
                back.drop_present(&[("colour", true)]);
                let number: Option<i64> = back.value("number", Some(read));
                back.must("number", number)
            })
        });
        let back = back.unwrap();
        assert_eq!(back.request, [1]);
        assert_eq!(back.dropped, ["marks[0].colour", "marks[1]"]);
    }

    #[test]
    fn a_value_that_a_required_object_lacks_is_missing_inside_it() {
        for (text, reason) in [
            (None, NotReadReason::Missing),
            (Some("x".to_owned()), NotReadReason::NotConvertible),
        ] {
            let back = write_back("", Some(&text), |(back, read)| {
                let outer = back.object("outer", Some(read), |(back, read)| {
                    let inner = back.object("inner", Some(read), |(back, read)| {
                        let number: Option<i64> = back.value("number", read.as_ref());
                        back.must("number", number)
                    });
                    back.must("inner", inner)
                });
                back.must("outer", outer)
            });
            let error = back.unwrap_err();
            let fields: Vec<_> = error.fields().collect();
            assert_eq!(fields, [("outer.inner.number", reason)]);
        }
    }

    #[test]
    fn members_keep_their_names_on_the_wire() {
        let special = ["vat.number", "a b", "", "[0]", "@a", "a/b", "\""];
        let members: Undescribed = special.iter().map(|name| (*name, "1")).collect();
        let back = write_back("", Some(&members), |(back, members)| {
            back.keep_undescribed(&[], members);
            Some(back.take_kept())
        });
        let mut body = crate::encode::Body::new();
        body.raw("{}");
        back.unwrap().request.write(&mut body, 0);
        let expected = r#"{"vat.number":1,"a b":1,"":1,"[0]":1,"@a":1,"a/b":1,"\"":1}"#;
        assert_eq!(body.as_bytes(), expected.as_bytes());
    }

    #[test]
    fn values_are_converted_without_a_loss() {
        fn back<'r, T>(read: &'r impl super::WrittenBack<'r, T>) -> Option<T> {
            read.written_back()
        }
        let text = |text: &str| text.to_owned();
        assert_eq!(back::<i64>(&text("12")), Some(12));
        assert_eq!(back::<i64>(&text("012")), None);
        assert_eq!(back::<bool>(&text("true")), Some(true));
        assert_eq!(back::<bool>(&text("1")), None);
        assert_eq!(back::<crate::Date>(&text("2026-02-30")), None);
        assert_eq!(
            back::<std::borrow::Cow<'_, str>>(&12_i64).as_deref(),
            Some("12")
        );
        let lines = vec![text("a"), text("b")];
        assert_eq!(back::<std::borrow::Cow<'_, str>>(&lines), None);
        assert_eq!(
            back::<std::borrow::Cow<'_, str>>(&vec![text("a")]).as_deref(),
            Some("a")
        );
    }
}
