//! The four patterns in different engines, with the same hand-written length checks.

use std::sync::LazyLock;

use regex::Regex;
use regex_automata::dfa::{Automaton as _, dense};
use regex_automata::{Anchored, Input, util::syntax};

use super::{EMAIL, FAX, HANDLE, VOICE, local_part_fits};
use crate::corpus::Contact;

/// An engine that decides the patterns. The hand-written code checks the lengths.
pub(crate) trait Engine {
    fn handle(&self, value: &str) -> bool;
    fn email(&self, value: &str) -> bool;
    fn voice(&self, value: &str) -> bool;
    fn fax(&self, value: &str) -> bool;
}

/// Checks the length in characters, and counts them only if the length in bytes does not decide.
pub(crate) fn length(value: &str, least: usize, most: usize) -> bool {
    let bytes = value.len();
    if bytes <= most && bytes / 4 >= least {
        return true;
    }
    (least..=most).contains(&value.chars().count())
}

fn optional(value: Option<&String>, test: impl FnOnce(&str) -> bool) -> bool {
    value.is_none_or(|value| test(value))
}

/// Returns whether the contact satisfies every constraint. Calls `wrong` with each field that does not.
pub(crate) fn check(contact: &Contact, engine: &impl Engine, mut wrong: impl FnMut(&'static str)) {
    let handle = |value: &str| length(value, 3, 40) && engine.handle(value);
    let text = |value: &str| length(value, 1, 255);
    let mut hold = |holds: bool, field| {
        if !holds {
            wrong(field);
        }
    };
    hold(handle(&contact.customer), "customer");
    hold(handle(&contact.handle), "handle");
    hold(optional(contact.brand.as_ref(), handle), "brand");
    hold(
        optional(contact.organization.as_ref(), |value| length(value, 0, 255)),
        "organization",
    );
    hold(optional(contact.name.as_ref(), text), "name");
    if let Some(lines) = &contact.address_line {
        let fit = (1..=3).contains(&lines.len()) && lines.iter().all(|line| text(line));
        hold(fit, "address_line");
    }
    hold(
        optional(contact.postal_code.as_ref(), |value| length(value, 1, 16)),
        "postal_code",
    );
    hold(optional(contact.city.as_ref(), text), "city");
    hold(
        optional(contact.state.as_ref(), |value| length(value, 0, 255)),
        "state",
    );
    hold(
        optional(contact.country.as_ref(), |value| length(value, 2, 2)),
        "country",
    );
    hold(
        optional(contact.email.as_ref(), |value| {
            length(value, 6, 255) && engine.email(value)
        }),
        "email",
    );
    hold(
        optional(contact.voice.as_ref(), |value| {
            length(value, 4, 17) && engine.voice(value)
        }),
        "voice",
    );
    hold(
        optional(contact.fax.as_ref(), |value| {
            length(value, 0, 17) && engine.fax(value)
        }),
        "fax",
    );
}

/// Returns whether the contact satisfies every constraint.
pub(crate) fn is_valid(contact: &Contact, engine: &impl Engine) -> bool {
    let mut valid = true;
    check(contact, engine, |_| valid = false);
    valid
}

/// `regex`, with one expression per pattern.
pub(crate) struct Regexes {
    handle: Regex,
    email: Regex,
    voice: Regex,
    fax: Regex,
}

impl Regexes {
    pub(crate) fn new() -> Self {
        let whole =
            |pattern: &str| Regex::new(&format!(r"\A(?:{pattern})\z")).expect("it is a pattern");
        Regexes {
            handle: whole(HANDLE),
            email: whole(EMAIL),
            voice: whole(VOICE),
            fax: whole(FAX),
        }
    }
}

pub(crate) static REGEXES: LazyLock<Regexes> = LazyLock::new(Regexes::new);

impl Engine for Regexes {
    fn handle(&self, value: &str) -> bool {
        self.handle.is_match(value)
    }

    fn email(&self, value: &str) -> bool {
        local_part_fits(value) && self.email.is_match(value)
    }

    fn voice(&self, value: &str) -> bool {
        self.voice.is_match(value)
    }

    fn fax(&self, value: &str) -> bool {
        self.fax.is_match(value)
    }
}

type Dense = dense::DFA<Vec<u32>>;

/// The anchored dense automata of `regex-automata`.
pub(crate) struct Automata {
    handle: Dense,
    email: Dense,
    voice: Dense,
    fax: Dense,
}

impl Automata {
    pub(crate) fn new() -> Self {
        let whole = |pattern: &str| {
            dense::Builder::new()
                .configure(dense::Config::new().minimize(true))
                .syntax(syntax::Config::new().unicode(false).utf8(false))
                .build(&format!(r"\A(?:{pattern})\z"))
                .expect("it is a pattern")
        };
        Automata {
            handle: whole(HANDLE),
            email: whole(EMAIL),
            voice: whole(VOICE),
            fax: whole(FAX),
        }
    }
}

pub(crate) static AUTOMATA: LazyLock<Automata> = LazyLock::new(Automata::new);

fn search(automaton: &Dense, value: &str) -> bool {
    let input = Input::new(value).anchored(Anchored::Yes);
    automaton
        .try_search_fwd(&input)
        .is_ok_and(|found| found.is_some())
}

impl Engine for Automata {
    fn handle(&self, value: &str) -> bool {
        search(&self.handle, value)
    }

    fn email(&self, value: &str) -> bool {
        local_part_fits(value) && search(&self.email, value)
    }

    fn voice(&self, value: &str) -> bool {
        search(&self.voice, value)
    }

    fn fax(&self, value: &str) -> bool {
        search(&self.fax, value)
    }
}
