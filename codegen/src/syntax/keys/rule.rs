//! Rules: conditions between fields and facts.

use super::{Construct, DESCRIPTION, DIFFERS, Id, NAMED_PAGE, RUST, Shape, key};

const FIELDS: Shape = Shape::Texts;
const ALTERNATIVES: Shape = Shape::List(&Shape::Any(&[Shape::Text, Shape::Keys(Id::Alternative)]));
const SCALARS: Shape = Shape::Any(&[Shape::Scalar, Shape::List(&Shape::Scalar)]);

/// An entry of `rules`.
pub(super) static RULE: Construct = Construct {
    name: "rule",
    meaning: "Whenever `when` holds, all of the effects hold. It has at least one effect, and `says` unless it refuses. A field inside an object is written with a dot.",
    keys: &[&[
        DESCRIPTION,
        key(
            "when",
            Shape::Keys(Id::Condition),
            "When it applies.",
            "when: { tlds: { has: fr }, holder: company }",
        )
        .default("always"),
        key(
            "required",
            FIELDS,
            "These fields have a value.",
            "required: [vat_number]",
        ),
        key(
            "forbidden",
            FIELDS,
            "These fields have no value.",
            "forbidden: [birth_date]",
        ),
        key(
            "at_least_one",
            ALTERNATIVES,
            "One of these fields has a value, or all fields of one of these groups.",
            "at_least_one: [waldec, { all: [creation_date, page] }]",
        ),
        key(
            "exactly_one",
            ALTERNATIVES,
            "Exactly one of these fields or groups has a value.",
            "exactly_one: [name, organization]",
        ),
        key(
            "at_most_one",
            ALTERNATIVES,
            "At most one of these fields or groups has a value.",
            "at_most_one: [passport, identity_card]",
        ),
        key(
            "all_or_none",
            FIELDS,
            "Either all of these fields have a value, or none.",
            "all_or_none: [phone_cc, phone]",
        ),
        key(
            "matches",
            Shape::Map(&Shape::Text),
            "The values match these regular expressions.",
            "matches: { vat_number: 'IT[0-9]{11}' }",
        ),
        key(
            "limited_to",
            Shape::Map(&SCALARS),
            "The fields have one of these values.",
            "limited_to: { country: [US, CA] }",
        ),
        key(
            "unchanged",
            FIELDS,
            "These fields are as they were read.",
            "unchanged: [name]",
        ),
        key(
            "unchanged_except",
            FIELDS,
            "All fields but these are as they were read.",
            "unchanged_except: [phone, email]",
        ),
        key(
            "refuse",
            Shape::Text,
            "Nothing can be sent, for this reason.",
            "refuse: Contacts of these domains cannot be modified.",
        ),
        key(
            "says",
            Shape::Text,
            "What a person reads who broke it.",
            "says: A .fr association gives its number.",
        ),
        NAMED_PAGE,
        RUST,
        DIFFERS,
    ]],
    others: None,
};

/// What a rule depends on.
pub(super) static CONDITION: Construct = Construct {
    name: "condition",
    meaning: "Tests that all hold, each under the name of a field or a context fact. `field.x` and `context.x` tell which, where both exist.",
    keys: &[&[
        key(
            "all",
            Shape::List(&Shape::Keys(Id::Condition)),
            "All of these hold.",
            "all: [{ country: FR }, { holder: company }]",
        ),
        key(
            "any",
            Shape::List(&Shape::Keys(Id::Condition)),
            "One of these holds.",
            "any: [{ country: FR }, { tlds: { has: fr } }]",
        ),
        key(
            "not",
            Shape::Keys(Id::Condition),
            "This does not hold.",
            "not: { holder: individual }",
        ),
    ]],
    others: Some(("a field or a context fact", ANY_TEST)),
};

const ANY_TEST: Shape = Shape::Any(&[
    Shape::Scalar,
    Shape::List(&Shape::Scalar),
    Shape::Keys(Id::Test),
]);

/// A test of one value.
pub(super) static TEST: Construct = Construct {
    name: "test",
    meaning: "A test of one value. A bare scalar is equality, a list is one of its items; otherwise it has exactly one of these keys.",
    keys: &[&[
        key(
            "has",
            Shape::Scalar,
            "The set or list has this member.",
            "has: fr",
        ),
        key(
            "has_any",
            SCALARS,
            "The set or list has one of these members.",
            "has_any: [es, nyc]",
        ),
        key(
            "has_all",
            SCALARS,
            "The set or list has all of these members.",
            "has_all: [us, ca]",
        ),
        key(
            "present",
            Shape::Bool,
            "Whether the field has a value.",
            "present: true",
        ),
        key(
            "matches",
            Shape::Text,
            "The whole value matches.",
            "matches: 'IT[0-9]+'",
        ),
        key("not", ANY_TEST, "The test does not hold.", "not: [US, CA]"),
    ]],
    others: None,
};

/// Several fields together as one alternative.
pub(super) static ALTERNATIVE: Construct = Construct {
    name: "group of fields",
    meaning: "Fields that count as an alternative when all of them have a value.",
    keys: &[&[key("all", FIELDS, "The fields.", "all: [creation_date, page]").required()]],
    others: None,
};
