//! The logical path of a value in a response, as a chain of steps. It becomes text only for an error.

/// The logical path of a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct ValuePath<'p> {
    parent: Option<&'p ValuePath<'p>>,
    step: PathStep<'p>,
}

#[derive(Clone, Copy, Debug)]
enum PathStep<'p> {
    Field(&'p str),
    Item(usize),
}

impl<'p> ValuePath<'p> {
    /// Returns the path of a field, in the object at `parent`.
    pub(super) const fn field(parent: Option<&'p ValuePath<'p>>, name: &'p str) -> Self {
        ValuePath {
            parent,
            step: PathStep::Field(name),
        }
    }

    /// Returns the path of an item of the list at this path.
    pub(super) const fn item(&'p self, number: usize) -> Self {
        ValuePath {
            parent: Some(self),
            step: PathStep::Item(number),
        }
    }

    /// Returns the path as text: `data[0].id`.
    pub(super) fn logical(&self) -> String {
        let before = self.parent.map(ValuePath::logical);
        match (self.step, before) {
            (PathStep::Field(name), None) => name.to_owned(),
            (PathStep::Field(name), Some(before)) => format!("{before}.{name}"),
            (PathStep::Item(number), before) => format!("{}[{number}]", before.unwrap_or_default()),
        }
    }
}
