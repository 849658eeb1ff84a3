//! What the tables of cases in generated code name.

pub use super::Session::{Closed, Expired, Keep};
pub use super::State::{Done, NotDone, Pending, Unknown};
pub use super::case::PlaceTest::{Any, Every, Present};
pub use super::case::ReadFormat::{self, Empty, Json, Lines, Scalar, Text, Xml};
pub use super::case::Reports::{Each, Tree};
pub use super::case::RetryRule::{After, AfterField, Later, Never, Safe};
pub use super::case::TextPlace::{Body, Header};
use super::case::{Case, ItemReports, KnownCode, RetryRule, TextPlace, TextSource, ValueTest};
use super::document::{LineRules, TreePlaces};
use super::place::{Place, Places};
use super::{Session, State};
pub use crate::__places as at;
use crate::pattern::Pattern;
use crate::tree::TreeRules;

/// Returns a case in which the provider carried out the request.
pub const fn success(name: &str) -> Case<'_> {
    Case::new(name, State::Done)
}

/// Returns a case in which the provider will carry out the request later.
pub const fn accepted(name: &str) -> Case<'_> {
    Case::new(name, State::Pending)
}

/// Returns a case in which the provider did not carry out the request.
pub const fn failure(name: &str) -> Case<'_> {
    Case::new(name, State::NotDone)
}

/// Returns a case that does not say whether the provider carried out the request.
pub const fn unknown(name: &str) -> Case<'_> {
    Case::new(name, State::Unknown)
}

/// Returns a test that every value passes.
pub const fn value<'t>() -> ValueTest<'t> {
    ValueTest::ANY
}

/// Returns the source of a text.
pub const fn text<'t>(places: &'t [TextPlace<'t>]) -> TextSource<'t> {
    TextSource {
        places,
        after: None,
        before: None,
    }
}

/// Returns a code that changes nothing.
pub const fn code(code: &str) -> KnownCode<'_> {
    KnownCode {
        code,
        state: None,
        retry: None,
        session: None,
    }
}

/// Returns reports of which each is an item.
pub const fn each(items: Places<'_>) -> ItemReports<'_> {
    ItemReports {
        items,
        path: Places::NONE,
        code: Places::NONE,
        message: Places::NONE,
        nested: Places::NONE,
    }
}

/// Returns XML with a value that is a tree, at the first of these places that is there.
pub const fn tree<'t>(rules: &'t TreeRules<'t>, at: &'t [Place<'t>]) -> ReadFormat<'t> {
    ReadFormat::Tree(TreePlaces { rules, at })
}

/// Returns how lines are read that have this text between name and value.
pub const fn lines(assign: &str) -> LineRules<'_> {
    LineRules {
        assign,
        trims: false,
        ignores_case: false,
        skip: &[],
        end: None,
        numbered: &[],
        section: None,
    }
}

impl<'t> LineRules<'t> {
    /// Sets what is before and after the name of a section, in its first line.
    pub const fn section(mut self, open: &'t str, close: &'t str) -> Self {
        self.section = Some((open, close));
        self
    }
}

/// Defines methods that set a part of a table.
macro_rules! setters {
    ($($table:ident { $($(#[$doc:meta])* $field:ident: $ty:ty = $value:expr;)* })*) => {$(
        impl<'t> $table<'t> {
            $(
                $(#[$doc])*
                #[must_use]
                pub const fn $field(mut self, $field: $ty) -> Self {
                    self.$field = $value;
                    self
                }
            )*
        }
    )*};
}

setters! {
    ValueTest {
        /// Allows these texts only.
        one_of: &'t [&'t str] = one_of;
        /// Forbids these texts.
        none_of: &'t [&'t str] = none_of;
        /// Allows whole numbers of at least this.
        minimum: i64 = Some(minimum);
        /// Allows whole numbers of at most this.
        maximum: i64 = Some(maximum);
        /// Allows texts that match this pattern.
        matches: &'t Pattern = Some(matches);
    }
    TextSource {
        /// The text begins behind this separator.
        after: &'t str = Some(after);
        /// The text ends before this separator.
        before: &'t str = Some(before);
    }
    ItemReports {
        /// Sets where an item names the field.
        path: Places<'t> = path;
        /// Sets where an item has the code.
        code: Places<'t> = code;
        /// Sets where an item has the message.
        message: Places<'t> = message;
        /// Sets where an item has further items.
        nested: Places<'t> = nested;
    }
    LineRules {
        /// Sets whether white space around names and values is removed.
        trims: bool = trims;
        /// Sets whether letter case of names has no meaning.
        ignores_case: bool = ignores_case;
        /// Sets the lines without a name.
        skip: &'t [&'t str] = skip;
        /// Sets the last line.
        end: &'t str = Some(end);
        /// Sets what is before and after the number in the names of numbered lines.
        numbered: &'t [(&'t str, &'t str)] = numbered;
    }
    KnownCode {
        /// Sets the state.
        state: State = Some(state);
        /// Sets whether and when to send the request again.
        retry: RetryRule<'t> = Some(retry);
        /// Sets what happens to the session.
        session: Session = Some(session);
    }
}
