//! What the form asks for: the data of a contact, the own fields of each provider, and facts.

use wireform_codegen::plan::{
    Context, ContextKind, EnumType, Field, Plan, Presence, Primitive, Update,
};
use wireform_interpret::{Call, Interpreter};

/// A datum of a contact in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Datum {
    /// Its name in the JSON.
    pub(super) name: &'static str,
    /// Its label.
    pub(super) label: &'static str,
    /// The token by which a browser fills it in, or nothing.
    pub(super) autocomplete: &'static str,
    /// What a person types into.
    pub(super) input: DatumInput,
}

/// What a person types a datum into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DatumInput {
    /// One line, with the keyboard that a telephone shows for it.
    Line(&'static str),
    /// Several lines: each is an item of the list.
    Lines,
    /// One of the kinds of contacts.
    Kind,
}

/// A group of data with its heading.
pub(super) struct Group {
    /// The heading.
    pub(super) heading: &'static str,
    /// Whether most contacts have data of the group.
    pub(super) is_common: bool,
    /// The data.
    pub(super) data: &'static [Datum],
}

const fn line(name: &'static str, label: &'static str, autocomplete: &'static str) -> Datum {
    Datum {
        name,
        label,
        autocomplete,
        input: DatumInput::Line("text"),
    }
}

const fn typed(
    mode: &'static str,
    name: &'static str,
    label: &'static str,
    autocomplete: &'static str,
) -> Datum {
    Datum {
        name,
        label,
        autocomplete,
        input: DatumInput::Line(mode),
    }
}

/// All data of a contact, in the order of the form and of the JSON.
pub(super) const GROUPS: &[Group] = &[
    Group {
        heading: "Name",
        is_common: true,
        data: &[
            Datum {
                name: "kind",
                label: "Kind",
                autocomplete: "",
                input: DatumInput::Kind,
            },
            line("name", "Whole name", "name"),
            line("given_name", "Given name", "given-name"),
            line("family_name", "Family name", "family-name"),
            line("title", "Title", "honorific-prefix"),
            line("organization", "Organisation", "organization"),
        ],
    },
    Group {
        heading: "Address",
        is_common: true,
        data: &[
            Datum {
                name: "street",
                label: "Street, line by line",
                autocomplete: "street-address",
                input: DatumInput::Lines,
            },
            line("city", "City", "address-level2"),
            line("state", "State, province or region", "address-level1"),
            line("postal_code", "Postal code", "postal-code"),
            line("country", "Country, as two letters", "country"),
        ],
    },
    Group {
        heading: "Telephone and e-mail",
        is_common: true,
        data: &[
            typed("tel", "voice", "Telephone", "tel"),
            typed("numeric", "voice_extension", "Extension", "tel-extension"),
            typed("tel", "fax", "Fax", "fax tel"),
            typed("numeric", "fax_extension", "Extension of the fax", ""),
            typed("email", "email", "E-mail", "email"),
        ],
    },
    Group {
        heading: "Registers and documents",
        is_common: false,
        data: &[
            line("vat", "Number for value-added tax", ""),
            line("company_number", "Number in the register of companies", ""),
            line("duns", "D-U-N-S number", ""),
            line("trademark_name", "Trademark", ""),
            line("trademark_number", "Number of the trademark", ""),
            line("trademark_country", "Country of the trademark", ""),
            line("birth_date", "Day of birth, as YYYY-MM-DD", "bday"),
            line("birth_place", "Place of birth", ""),
            line("birth_postal_code", "Postal code of the place of birth", ""),
            line("birth_country", "Country of birth", ""),
            line("identity_number", "Number of the identity card", ""),
            line("passport", "Number of the passport", ""),
        ],
    },
];

/// Returns all data in their order.
pub(super) fn data() -> impl Iterator<Item = &'static Datum> {
    GROUPS.iter().flat_map(|group| group.data)
}

/// Returns the datum that a path of the record is in: `street` for `street[1]`.
pub(super) fn datum_of(path: &str) -> Option<&'static Datum> {
    let name = path.split(['[', '.']).next().unwrap_or_default();
    data().find(|datum| datum.name == name)
}

/// Returns the operations that a contact is tried with: those that update one, or if there are none, all that carry one.
pub(super) fn calls<'p>(interpreter: &'p Interpreter<'p>) -> Vec<Call<'p>> {
    let plan = interpreter.plan();
    let carries = |call: &Call<'_>| plan.carries_contact(call.operation());
    let all: Vec<Call<'p>> = interpreter.operations().filter(carries).collect();
    let updates = |call: &Call<'_>| call.operation().update != Update::None;
    match all.iter().any(updates) {
        true => all.into_iter().filter(updates).collect(),
        false => all,
    }
}

/// A field that only the caller knows, such as the identifier of a contact.
pub(super) struct OwnField<'p> {
    /// The path in the request.
    pub(super) path: String,
    /// The field.
    pub(super) field: &'p Field,
}

impl OwnField<'_> {
    /// Returns whether a request cannot do without it.
    pub(super) fn is_required(&self) -> bool {
        self.field.presence == Presence::Required && !self.path.contains('.')
    }

    /// Returns the values that a person can choose; none if any text can be typed.
    pub(super) fn choices<'p>(&self, plan: &'p Plan) -> Choices<'p> {
        match self.field.ty.primitive() {
            Some(Primitive::Enum(at)) => Choices::Suggested(&plan.enums[at]),
            Some(Primitive::Boolean) => Choices::Truth,
            Some(
                Primitive::Text(_)
                | Primitive::Integer(_)
                | Primitive::Number(_)
                | Primitive::Any(_)
                | Primitive::Date
                | Primitive::Timestamp,
            )
            | None => Choices::Text,
        }
    }
}

/// The values of an own field or a fact.
pub(super) enum Choices<'p> {
    /// Any text.
    Text,
    /// A text, or one of the values that the page lists.
    Suggested(&'p EnumType),
    /// True or false.
    Truth,
}

/// Returns the own fields of a provider's operations, each path once. Required fields come first.
pub(super) fn own_fields<'p>(calls: &[Call<'p>]) -> Vec<OwnField<'p>> {
    let mut own: Vec<OwnField<'p>> = Vec::new();
    for call in calls {
        for (path, field) in call.plan().own_fields(call.operation()) {
            if !own.iter().any(|it| it.path == path) {
                own.push(OwnField { path, field });
            }
        }
    }
    own.sort_by_key(|it| !it.is_required());
    own
}

/// Returns the facts that the rules of a provider's operations need.
pub(super) fn facts<'p>(calls: &[Call<'p>]) -> Vec<&'p Context> {
    let mut facts: Vec<&'p Context> = Vec::new();
    for call in calls {
        for at in &call.operation().contexts {
            let context = &call.plan().contexts[*at];
            if !facts.iter().any(|it| it.name == context.name) {
                facts.push(context);
            }
        }
    }
    facts
}

/// Returns the values that a person can choose for a fact.
pub(super) fn choices_of_fact<'p>(plan: &'p Plan, context: &Context) -> Choices<'p> {
    match context.kind {
        ContextKind::SetOfEnum(at) | ContextKind::Enum(at) => Choices::Suggested(&plan.enums[at]),
        ContextKind::Boolean => Choices::Truth,
        ContextKind::SetOfString | ContextKind::String => Choices::Text,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use wireform::contact::Contact;

    #[test]
    fn the_form_has_every_datum_once() {
        let names: Vec<&str> = super::data().map(|datum| datum.name).collect();
        let distinct: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(names.len(), distinct.len());
        assert_eq!(distinct, Contact::NAMES.iter().copied().collect());
        assert_eq!(
            super::datum_of("street[1]").map(|it| it.name),
            Some("street")
        );
        assert_eq!(super::datum_of("phone"), None);
    }
}
