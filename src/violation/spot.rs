//! The place of a violation, in a few machine words.
//!
//! A place that generated code names needs no allocation. Other places, and places deeper than two names with an index
//! each, are kept as text.

use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::path;
use crate::path::Path;
use crate::path::Step;
use crate::sentence::write_number;

/// The index of a step without one.
const NO_INDEX: u32 = u32::MAX;

#[derive(Clone)]
pub(crate) enum Spot {
    Fixed {
        first: &'static Step<'static>,
        second: Option<&'static Step<'static>>,
        /// The index behind the first step, and the index behind the second one.
        indices: [u32; 2],
    },
    /// The logical path and the place on the wire.
    Text(Box<(String, String)>),
    Nowhere,
}

impl Spot {
    #[inline]
    pub(crate) fn of(path: &Path<'_>) -> Self {
        match (path.fixed_step(), path.parent()) {
            (Some(first), None) => Spot::Fixed {
                first,
                second: None,
                indices: [NO_INDEX; 2],
            },
            _ => Spot::of_deep(path),
        }
    }

    #[inline(never)]
    fn of_deep(path: &Path<'_>) -> Self {
        Spot::fixed(path).unwrap_or_else(|| Spot::Text(Box::new((path.logical(), path.wire()))))
    }

    fn fixed(path: &Path<'_>) -> Option<Self> {
        let (last, last_index, above) = Spot::level(path)?;
        let Some(above) = above else {
            return Some(Spot::Fixed {
                first: last,
                second: None,
                indices: [last_index, NO_INDEX],
            });
        };
        let (first, index, None) = Spot::level(above)? else {
            return None;
        };
        Some(Spot::Fixed {
            first,
            second: Some(last),
            indices: [index, last_index],
        })
    }

    /// Returns the last name of a path, the index behind it, and the path above it.
    fn level<'p>(
        path: &'p Path<'p>,
    ) -> Option<(&'static Step<'static>, u32, Option<&'p Path<'p>>)> {
        if let Some(step) = path.fixed_step() {
            return Some((step, NO_INDEX, path.parent()));
        }
        let (index, list) = (path.item_index()?, path.parent()?);
        let index = u32::try_from(index)
            .ok()
            .filter(|index| *index != NO_INDEX)?;
        Some((list.fixed_step()?, index, list.parent()))
    }

    pub(crate) fn logical(&self) -> Cow<'_, str> {
        match self {
            Spot::Fixed {
                first,
                second: None,
                indices: [NO_INDEX, _],
            } => Cow::Borrowed(first.name),
            Spot::Fixed { .. } => Cow::Owned(self.with_path(|path| path.logical())),
            Spot::Text(texts) => Cow::Borrowed(&texts.0),
            Spot::Nowhere => Cow::Borrowed(""),
        }
    }

    /// Writes what [`Spot::logical`] returns.
    pub(crate) fn write_logical(&self, out: &mut impl Write) -> fmt::Result {
        match self {
            Spot::Fixed {
                first,
                second,
                indices,
            } => {
                write_step(out, first, indices[0])?;
                let Some(second) = second else { return Ok(()) };
                out.write_str(".")?;
                write_step(out, second, indices[1])
            }
            Spot::Text(texts) => out.write_str(&texts.0),
            Spot::Nowhere => Ok(()),
        }
    }

    pub(crate) fn wire(&self) -> Cow<'_, str> {
        match self {
            Spot::Fixed {
                first,
                second: None,
                indices: [NO_INDEX, _],
            } => Cow::Borrowed(first.wire),
            Spot::Fixed { .. } => Cow::Owned(self.with_path(|path| path.wire())),
            Spot::Text(texts) => Cow::Borrowed(&texts.1),
            Spot::Nowhere => Cow::Borrowed(""),
        }
    }

    /// Renders the path. Returns an empty text if there is no path.
    fn with_path(&self, render: impl Fn(&Path<'_>) -> String) -> String {
        let Spot::Fixed {
            first,
            second,
            indices,
        } = self
        else {
            return String::new();
        };
        let first = Path::step(*first);
        let item = (indices[0] != NO_INDEX).then(|| first.item(path::widened(indices[0])));
        let above = item.as_ref().unwrap_or(&first);
        let Some(second) = second else {
            return render(above);
        };
        let second = above.member(*second);
        if indices[1] == NO_INDEX {
            render(&second)
        } else {
            render(&second.item(path::widened(indices[1])))
        }
    }
}

/// Writes the name of a step, and an index behind it if there is one.
fn write_step(out: &mut impl Write, step: &Step<'_>, index: u32) -> fmt::Result {
    out.write_str(step.name)?;
    if index == NO_INDEX {
        return Ok(());
    }
    out.write_str("[")?;
    write_number(out, index.into())?;
    out.write_str("]")
}
