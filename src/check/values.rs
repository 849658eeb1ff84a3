//! Checking what is not a text: numbers, lists, documented values, clears.
//!
//! In: a value, or that an executor found none; out: violations, worded here.

use super::{Check, Integer, Items, counted, is_or_are, limit};
use crate::{Code, KnownEnum, Open, Path};

impl Check<'_> {
    /// Checks an integer against its bounds.
    pub fn integer(&mut self, path: &Path<'_>, value: i64, facets: &Integer) {
        if let Some(least) = facets.minimum.filter(|least| value < *least) {
            let message = format!("is less than {least}, the least that is accepted");
            self.report_limit(path, Code::Minimum, least, message);
        }
        if let Some(most) = facets.maximum.filter(|most| value > *most) {
            let message = format!("is more than {most}, the most that is accepted");
            self.report_limit(path, Code::Maximum, most, message);
        }
    }

    /// Checks the number of items of a list.
    pub fn items(&mut self, path: &Path<'_>, count: usize, facets: &Items) {
        if facets.clear_token && count == 0 {
            self.report(
                path,
                Code::ClearToken,
                "is empty, which is how a clear is spelled: clear the field, or give items",
            );
            return;
        }
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        let has = counted(count, "item");
        if let Some(least) = facets.min_items.filter(|least| count < *least) {
            let message = format!("has {has}, at least {least} {} required", is_or_are(least));
            self.report_limit(path, Code::MinItems, limit(least), message);
        }
        if let Some(most) = facets.max_items.filter(|most| count > *most) {
            let message = format!("has {has}, at most {most} {} accepted", is_or_are(most));
            self.report_limit(path, Code::MaxItems, limit(most), message);
        }
    }

    /// Checks that no item is there twice; reports once, for the first that is.
    pub fn unique<T: PartialEq>(&mut self, path: &Path<'_>, items: &[T]) {
        let repeated = items
            .iter()
            .enumerate()
            .find(|(index, item)| items[..*index].contains(item));
        if let Some((index, _)) = repeated {
            self.unique_failed(path, index);
        }
    }

    /// Reports that the item at this index (from 0) repeats an earlier one.
    pub fn unique_failed(&mut self, path: &Path<'_>, index: usize) {
        let message = format!("has an item twice: that at index {index} repeats an earlier one");
        self.report(path, Code::UniqueItems, message);
    }

    /// Checks that the value is a documented one.
    ///
    /// What the wires ask of an `Other` is for [`Check::text`]: its facets can't be waived.
    pub fn open<E: KnownEnum>(&mut self, path: &Path<'_>, value: &Open<'_, E>) {
        if value.known().is_none() {
            let mut accepted = E::VALUES.iter().map(|(_, spelling)| *spelling);
            self.unknown_value(path, &mut accepted);
        }
    }

    /// Reports that the value is none of those accepted.
    pub fn unknown_value(&mut self, path: &Path<'_>, accepted: &mut dyn Iterator<Item = &str>) {
        let accepted: Vec<_> = accepted
            .map(|value| if value.is_empty() { "\"\"" } else { value })
            .collect();
        let message = format!("is not one of {}", accepted.join(", "));
        self.report(path, Code::Enum, message);
    }

    /// Reports that the wire has no spelling for the value.
    pub fn unspellable(&mut self, path: &Path<'_>) {
        self.report(
            path,
            Code::Unrepresentable,
            "has a value that the wire has no spelling for",
        );
    }

    /// Reports a clear of what can't be cleared.
    pub fn clear_impossible(&mut self, path: &Path<'_>) {
        self.report(
            path,
            Code::Clear,
            "can't be cleared: no way to do so is documented; leave it out, or give a value",
        );
    }
}
