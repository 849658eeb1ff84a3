//! The values of a response without their types, to compare them.

use std::fmt;

use super::Undescribed;
use super::object::FieldSource;
use crate::emitted::Masked;
use crate::{Date, Decimal, JsonText, KnownEnum, Map, Open, Secret, Timestamp, XmlText};

/// A value without its type. `Debug` masks it.
#[derive(Clone, PartialEq, Eq)]
pub enum Exposed {
    /// No value.
    Absent,
    /// A text; also the spelling of a date, a timestamp or an enum.
    Text(String),
    /// An integer.
    Integer(i64),
    /// A decimal number, in its spelling.
    Number(String),
    /// Any JSON value.
    Json(JsonText),
    /// A boolean.
    Boolean(bool),
    /// A list.
    List(Vec<Exposed>),
    /// An object: its fields by logical name, and the members that the schema does not describe.
    Object(Vec<(String, Exposed)>, Undescribed),
}

impl fmt::Debug for Exposed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Masked.fmt(f)
    }
}

impl Exposed {
    /// Returns an object. Fields without a value are left out.
    pub fn object(
        fields: &[FieldSource<'_>],
        values: impl IntoIterator<Item = Exposed>,
        undescribed: &Undescribed,
    ) -> Self {
        let names = fields.iter().map(|field| field.name.to_owned());
        let fields = names.zip(values);
        let present = fields.filter(|(_, value)| *value != Exposed::Absent);
        Exposed::Object(present.collect(), undescribed.clone())
    }

    /// Returns a union: an object with its variant as the only field.
    pub fn variant(name: &str, value: Exposed) -> Self {
        Exposed::Object(vec![(name.to_owned(), value)], Undescribed::default())
    }
}

/// A type whose values can be compared without it.
pub trait Expose {
    /// Returns the value.
    fn expose(&self) -> Exposed;
}

impl Expose for String {
    fn expose(&self) -> Exposed {
        Exposed::Text(self.clone())
    }
}

impl Expose for Secret {
    fn expose(&self) -> Exposed {
        Exposed::Text(self.expose().to_owned())
    }
}

impl Expose for i64 {
    fn expose(&self) -> Exposed {
        Exposed::Integer(*self)
    }
}

impl Expose for Decimal {
    fn expose(&self) -> Exposed {
        Exposed::Number(self.to_string())
    }
}

impl Expose for JsonText {
    fn expose(&self) -> Exposed {
        Exposed::Json(self.clone())
    }
}

impl Expose for XmlText {
    fn expose(&self) -> Exposed {
        Exposed::Text(self.as_str().to_owned())
    }
}

impl Expose for bool {
    fn expose(&self) -> Exposed {
        Exposed::Boolean(*self)
    }
}

impl Expose for Date {
    fn expose(&self) -> Exposed {
        Exposed::Text(self.to_string())
    }
}

impl Expose for Timestamp {
    fn expose(&self) -> Exposed {
        Exposed::Text(self.to_string())
    }
}

impl<E: KnownEnum> Expose for Open<'_, E> {
    fn expose(&self) -> Exposed {
        Exposed::Text(self.as_str().to_owned())
    }
}

impl<T: Expose> Expose for Option<T> {
    fn expose(&self) -> Exposed {
        self.as_ref().map_or(Exposed::Absent, T::expose)
    }
}

impl<T: Expose> Expose for Map<'_, T> {
    fn expose(&self) -> Exposed {
        let entries = self.iter().map(|(key, it)| (key.to_owned(), it.expose()));
        Exposed::Object(entries.collect(), Undescribed::default())
    }
}

impl<T: Expose> Expose for Vec<T> {
    fn expose(&self) -> Exposed {
        Exposed::List(self.iter().map(T::expose).collect())
    }
}
