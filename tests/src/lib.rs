//! Support code for the tests across packages.
//!
//! Nothing here is published. Each test binary of this package answers one question, for example whether the
//! packages fit together, users' crates build, or both executors agree.

pub mod agreement;
pub mod contacts;
pub mod corpus;
pub mod downstream;
pub mod emitted;
pub mod facts;
pub mod fuzz;
pub mod generate;
pub mod hostile;
pub mod interpreted;
pub mod macros;
pub mod mutate;
pub mod outcome;
pub mod plans;
pub mod provider_notes;
pub mod random_schema;
pub mod round_trip;
pub mod secrets;
pub mod wire;

/// Declares a test per shipped provider, named like its module. `$check` gets the name of the schema.
#[macro_export]
macro_rules! for_each_provider {
    ($check:ident) => {
        #[test]
        fn realtime_register() {
            $check("realtime-register");
        }

        #[test]
        fn autodns() {
            $check("autodns");
        }

        #[test]
        fn namebay() {
            $check("namebay");
        }

        #[test]
        fn hostcontrol() {
            $check("hostcontrol");
        }

        #[test]
        fn logicboxes() {
            $check("logicboxes");
        }
    };
}

/// The complete examples of the page on derives.
#[cfg(doctest)]
#[doc = include_str!("../../docs/derive.md")]
pub mod docs_derive {}
