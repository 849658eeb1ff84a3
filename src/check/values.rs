//! Checks of values that are not texts: numbers, lists, documented values and clears.

use super::{Check, Integer, Items, Number};
use crate::path::Path;
use crate::sentence::write_listed;
use crate::violation::{Detail, rendered, write_values_of};
use crate::{Code, Decimal, JsonText, KnownEnum, Open};

/// The values that a field with any JSON value can have.
pub(crate) const NOT_NULL: &str = "a JSON value other than null: leave the field out";

impl Check<'_> {
    /// Checks an integer against its bounds.
    #[inline]
    pub fn integer(&mut self, path: &Path<'_>, value: i64, facets: &Integer) {
        if let Some(least) = facets.minimum.filter(|least| value < *least) {
            self.report_as(&{ *path }, Code::Minimum, Detail::Number(least));
        }
        if let Some(most) = facets.maximum.filter(|most| value > *most) {
            self.report_as(&{ *path }, Code::Maximum, Detail::Number(most));
        }
        // A divisor of 0 divides no number.
        let is_multiple = |divisor: &i64| value.checked_rem(*divisor) == Some(0);
        if let Some(divisor) = facets.multiple_of.filter(|divisor| !is_multiple(divisor)) {
            self.report_as(&{ *path }, Code::MultipleOf, Detail::Number(divisor));
        }
    }

    /// Checks a decimal number against its facets.
    pub fn number(&mut self, path: &Path<'_>, value: &Decimal, facets: &Number<'_>) {
        if let Some(bound) = facets.minimum {
            let order = value.compare(bound.value);
            if order.is_lt() || (bound.is_exclusive && order.is_eq()) {
                let text = bound.value;
                let message = match bound.is_exclusive {
                    true => format!("is not more than {text}: only greater numbers are accepted"),
                    false => format!("is less than {text}, the least that is accepted"),
                };
                self.report(path, Code::Minimum, message);
            }
        }
        if let Some(bound) = facets.maximum {
            let order = value.compare(bound.value);
            if order.is_gt() || (bound.is_exclusive && order.is_eq()) {
                let text = bound.value;
                let message = match bound.is_exclusive {
                    true => format!("is not less than {text}: only smaller numbers are accepted"),
                    false => format!("is more than {text}, the most that is accepted"),
                };
                self.report(path, Code::Maximum, message);
            }
        }
        if let Some(divisor) = facets.multiple_of.filter(|it| !value.is_multiple_of(it)) {
            let message = format!("is not a multiple of {divisor}");
            self.report(path, Code::MultipleOf, message);
        }
    }

    /// Refuses a field that is `null`, because it would be read back as a field without a value.
    pub fn not_null(&mut self, path: &Path<'_>, value: &JsonText) {
        if value.is_null() {
            self.input(path, Code::Type, NOT_NULL);
        }
    }

    /// Checks the number of items of a list. Returns whether something is reported.
    #[inline]
    pub fn items(&mut self, path: &Path<'_>, count: usize, facets: &Items) -> bool {
        if facets.clear_token && count == 0 {
            return self.report_fixed(
                &{ *path },
                Code::ClearToken,
                "is empty, which is how a clear is spelled: clear the field, or give items",
            );
        }
        let has = count as u64;
        if let Some(limit) = facets.min_items.filter(|least| has < *least) {
            return self.report_as(&{ *path }, Code::MinItems, Detail::Items { has, limit });
        }
        if let Some(limit) = facets.max_items.filter(|most| has > *most) {
            return self.report_as(&{ *path }, Code::MaxItems, Detail::Items { has, limit });
        }
        false
    }

    /// Reports an empty list that would leave nothing on the wire.
    pub fn empty_list(&mut self, path: &Path<'_>) {
        self.report_fixed(
            path,
            Code::Unrepresentable,
            "is empty, and an empty list leaves nothing on the wire: give at least one item",
        );
    }

    /// Reports an object without members that would leave nothing on the wire.
    pub fn empty_object(&mut self, path: &Path<'_>) {
        self.report_fixed(
            path,
            Code::Unrepresentable,
            "has no members, and an object without members leaves nothing on the wire: give at least one member",
        );
    }

    /// Checks that no item is repeated. Reports only the first repetition.
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
        self.report_as(path, Code::UniqueItems, Detail::Repeated(index as u64));
    }

    /// Checks that a value is documented. Returns whether something is reported.
    ///
    /// The requirements of the wires on an `Other` cannot be waived. [`Check::text`] checks them.
    #[inline]
    pub fn open<E: KnownEnum>(&mut self, path: &Path<'_>, value: &Open<'_, E>) -> bool {
        value.known().is_none()
            && self.report_as(
                &{ *path },
                Code::Enum,
                Detail::Unlisted(write_values_of::<E>),
            )
    }

    /// Reports that a value is not accepted. Returns whether that is not waived.
    pub fn unknown_value(
        &mut self,
        path: &Path<'_>,
        accepted: &mut dyn Iterator<Item = &str>,
    ) -> bool {
        let message = rendered(|out| {
            out.push_str("is not one of ");
            write_listed(out, accepted)
        });
        self.report(path, Code::Enum, message)
    }

    /// Reports that the wire has no spelling for the value.
    pub fn unspellable(&mut self, path: &Path<'_>) {
        self.report_fixed(
            path,
            Code::Unrepresentable,
            "has a value that the wire has no spelling for",
        );
    }

    /// Reports a clear of a field that cannot be cleared.
    pub fn clear_impossible(&mut self, path: &Path<'_>) {
        self.report_fixed(
            path,
            Code::Clear,
            "can't be cleared: no way to do so is documented; leave it out, or give a value",
        );
    }
}
