//! The facts of a schema about the fields that can carry data.

use super::super::{Conversion, Refusal, RefusalCode};

/// The facts of a schema about a field that can carry a datum.
#[derive(Clone, Copy, Debug)]
pub struct Carrier<'c> {
    /// The logical path in the request: `address.street`, `contacts[0].phone`.
    pub field: &'c str,
    /// The path by which a value is supplied, if it differs from `field`: it has no indices, `contacts.phone`.
    pub key: Option<&'c str>,
    /// The place on the wire of the default binding.
    pub wire: &'c str,
    /// The term, if the field has one.
    pub means: Option<&'c str>,
    /// The conversions, in order.
    pub convert: &'c [Conversion],
    /// Whether the request is invalid without a value.
    pub required: bool,
    /// Whether the request can clear it explicitly.
    pub clearable: bool,
    /// Whether a list is one text on the wire.
    pub joined: bool,
    /// Whether messages never show its value.
    pub secret: bool,
    /// Whether the provider stores its value, so that leaving it out can delete something.
    pub stored: bool,
    /// Whether it is an object of which a patch keeps the members that are left out.
    pub patched: bool,
}

impl Carrier<'_> {
    /// Returns the path by which a value is supplied or left out.
    pub(in crate::contact) fn key(&self) -> &str {
        self.key.unwrap_or(self.field)
    }

    /// Makes a refusal about this field and a datum.
    pub(in crate::contact) fn refusal(
        &self,
        datum: Option<&str>,
        code: impl Into<RefusalCode>,
        message: String,
    ) -> Refusal {
        let non_empty = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Refusal {
            datum: datum.map(str::to_owned),
            path: non_empty(self.field),
            wire_path: non_empty(self.wire),
            code: code.into(),
            rule: None,
            message,
            supply: Vec::new(),
        }
    }
}

impl Carrier<'static> {
    /// A field without facts, which the methods complete.
    pub const ANY: Self = Carrier {
        field: "",
        key: None,
        wire: "",
        means: None,
        convert: &[],
        required: false,
        clearable: false,
        joined: false,
        secret: false,
        stored: false,
        patched: false,
    };
}

/// Returns a field with its logical path and its place on the wire of the default binding, and no other facts.
pub const fn carrier<'c>(field: &'c str, wire: &'c str) -> Carrier<'c> {
    Carrier {
        field,
        wire,
        ..Carrier::ANY
    }
}

impl<'c> Carrier<'c> {
    /// Sets the path by which a value is supplied.
    #[must_use]
    pub const fn key_of(mut self, key: &'c str) -> Self {
        self.key = Some(key);
        self
    }

    /// Sets the term.
    #[must_use]
    pub const fn means(mut self, term: &'c str) -> Self {
        self.means = Some(term);
        self
    }

    /// Sets the conversions.
    #[must_use]
    pub const fn convert(mut self, steps: &'c [Conversion]) -> Self {
        self.convert = steps;
        self
    }

    /// Makes the field required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Makes the field clearable.
    #[must_use]
    pub const fn clearable(mut self) -> Self {
        self.clearable = true;
        self
    }

    /// Makes the list one text on the wire.
    #[must_use]
    pub const fn joined(mut self) -> Self {
        self.joined = true;
        self
    }

    /// Makes the value secret.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Makes the value one that the provider stores.
    #[must_use]
    pub const fn stored(mut self) -> Self {
        self.stored = true;
        self
    }

    /// Makes it an object of which a patch keeps the members that are left out.
    #[must_use]
    pub const fn patched(mut self) -> Self {
        self.patched = true;
        self
    }
}
