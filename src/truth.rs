//! Three-valued logic, for rules that depend on values that may be unknown.
//!
//! The tables are those of
//! Kleene's strong logic of indeterminacy (S. C. Kleene, *Introduction to
//! Metamathematics*, 1952, § 64): `Unknown` wins only where the known operands don't decide.

use std::ops::Not;

/// A truth value of three-valued logic.
///
/// ```
/// use wireform::__rt::Truth;
///
/// assert_eq!(Truth::False.and(Truth::Unknown), Truth::False);
/// assert_eq!(Truth::True.and(Truth::Unknown), Truth::Unknown);
/// assert_eq!(Truth::Unknown.implies(Truth::True), Truth::True);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// The value depends on a fact that is not known.
    Unknown,
}

impl Truth {
    /// `True` for `true`, `False` for `false`.
    pub const fn from_bool(value: bool) -> Self {
        if value { Truth::True } else { Truth::False }
    }

    /// `True` if the field has a value; the same as [`Truth::from_bool`], named for rules.
    pub const fn present(has_value: bool) -> Self {
        Truth::from_bool(has_value)
    }

    /// Conjunction: `False` if one side is, `True` if both are, else `Unknown`.
    pub const fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            _ => Truth::Unknown,
        }
    }

    /// Disjunction: `True` if one side is, `False` if both are, else `Unknown`.
    pub const fn or(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::True, _) | (_, Truth::True) => Truth::True,
            (Truth::False, Truth::False) => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// Negation; `Unknown` stays so.
    #[allow(
        clippy::should_implement_trait,
        reason = "`Not` is implemented too; generated code calls this without importing the trait"
    )]
    pub const fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// Implication: `not self or other`.
    pub const fn implies(self, other: Truth) -> Truth {
        self.not().or(other)
    }

    /// Conjunction of all; `True` if there are none.
    pub fn all(values: impl IntoIterator<Item = Truth>) -> Truth {
        values.into_iter().fold(Truth::True, Truth::and)
    }

    /// Disjunction of all; `False` if there are none.
    pub fn any(values: impl IntoIterator<Item = Truth>) -> Truth {
        values.into_iter().fold(Truth::False, Truth::or)
    }

    /// `True` if exactly one is; `False` if two are `True` or all are `False`; else `Unknown`.
    pub fn exactly_one(values: impl IntoIterator<Item = Truth>) -> Truth {
        let (holding, unknown) = count(values);
        match (holding.0, unknown) {
            (2.., _) | (0, 0) => Truth::False,
            (1, 0) => Truth::True,
            _ => Truth::Unknown,
        }
    }

    /// `True` if all are or none is; `False` if one is `True` and another `False`; else `Unknown`.
    pub fn all_or_none(values: impl IntoIterator<Item = Truth>) -> Truth {
        let ((holding, failing), unknown) = count(values);
        match (holding, failing, unknown) {
            (1.., 1.., _) => Truth::False,
            (_, _, 0) => Truth::True,
            // One operand is equal to itself, whatever it is.
            (0, 0, 1) => Truth::True,
            _ => Truth::Unknown,
        }
    }

    /// Returns whether the number of operands that hold is in a range.
    ///
    /// ```
    /// use wireform::__rt::Truth;
    ///
    /// assert_eq!(Truth::count([Truth::True, Truth::Unknown], 1, None), Truth::True);
    /// assert_eq!(Truth::count([Truth::True, Truth::Unknown], 2, None), Truth::Unknown);
    /// assert_eq!(Truth::count([Truth::True, Truth::True], 0, Some(1)), Truth::False);
    /// ```
    pub fn count(
        values: impl IntoIterator<Item = Truth>,
        minimum: u64,
        maximum: Option<u64>,
    ) -> Truth {
        let ((holding, _), unknown) = count(values);
        let (holding, unknown) = (holding as u64, unknown as u64);
        let fits = |number: u64| maximum.is_none_or(|maximum| number <= maximum);
        if !fits(holding) || holding + unknown < minimum {
            Truth::False
        } else if holding >= minimum && fits(holding + unknown) {
            Truth::True
        } else {
            Truth::Unknown
        }
    }

    /// Returns whether this is [`Truth::True`].
    pub const fn is_true(self) -> bool {
        matches!(self, Truth::True)
    }

    /// Returns whether this is [`Truth::False`].
    pub const fn is_false(self) -> bool {
        matches!(self, Truth::False)
    }

    /// Returns whether this is [`Truth::Unknown`].
    pub const fn is_unknown(self) -> bool {
        matches!(self, Truth::Unknown)
    }
}

/// Counts the values: `((true, false), unknown)`.
fn count(values: impl IntoIterator<Item = Truth>) -> ((usize, usize), usize) {
    let mut known = (0, 0);
    let mut unknown = 0;
    for value in values {
        match value {
            Truth::True => known.0 += 1,
            Truth::False => known.1 += 1,
            Truth::Unknown => unknown += 1,
        }
    }
    (known, unknown)
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        Truth::not(self)
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        Truth::from_bool(value)
    }
}
