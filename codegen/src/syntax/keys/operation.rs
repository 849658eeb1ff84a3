//! Operations: one call each.

use super::node::{FIELD_OR_TYPE, PERMISSIONS};
use super::{CASE, Construct, DESCRIPTION, DIFFERS, Id, Key, NAMED_PAGE, RUST, Shape, key};

const BODY: Key = key(
    "body",
    Shape::Word(&["json", "xml", "query", "form", "none"]),
    "The format that the fields are sent in.",
    "body: json",
);
const CONTENT_TYPE: Key = key(
    "content_type",
    Shape::Text,
    "The header Content-Type.",
    "content_type: text/xml; charset=utf-8",
)
.default("application/json, text/xml; charset=utf-8 or application/x-www-form-urlencoded");

/// An entry of `operations`.
pub(super) static OPERATION: Construct = Construct {
    name: "operation",
    meaning: "One call of the API.",
    keys: &[&[
        key(
            "http",
            Shape::Text,
            "Method and path, with `{name}` for a parameter; the method alone for an empty path.",
            "http: POST /v2/contacts/{handle}/update",
        )
        .required(),
        DESCRIPTION,
        NAMED_PAGE,
        key("endpoint", Shape::Text, "Where it goes.", "endpoint: api").default("the only one"),
        key(
            "auth",
            Shape::Texts,
            "The ways to authenticate, where they are fewer than the endpoint's.",
            "auth: [session]",
        )
        .default("those of the endpoint"),
        key(
            "update",
            Shape::Word(&["patch", "replace", "unstated", "none"]),
            "What happens to data that the call does not mention: `patch` keeps it, `replace` deletes it, `unstated` if the page does not say, `none` if the call changes no existing data. Required when the operation has optional fields.",
            "update: patch",
        ),
        key(
            "deprecated",
            Shape::Reason,
            "Why it should not be called any more; `true` where the page gives no reason.",
            "deprecated: Use contact_update.",
        ),
        key(
            "withdrawn",
            Shape::Text,
            "Since when and why the provider no longer answers it.",
            "withdrawn: Since 2023 it answers that the feature is deprecated.",
        ),
        key(
            "permission",
            PERMISSIONS,
            "The permission that the caller needs.",
            "permission: CONTACT_UPDATE",
        ),
        key(
            "headers",
            Shape::Map(&Shape::Scalar),
            "Headers that are always sent.",
            "headers: { Accept: application/json }",
        ),
        BODY.default("none"),
        CONTENT_TYPE,
        key(
            "bindings",
            Shape::Map(&Shape::Keys(Id::Binding)),
            "Several formats for the same fields, instead of `body`; the first is the default.",
            "bindings: { query: { body: query }, form: { body: form } }",
        ),
        CASE.default("that of the schema"),
        key(
            "params",
            Shape::Map(&PARAM_OR_TYPE),
            "Parameters of the path, the query and the headers.",
            "params: { handle: { type: Handle, required: true } }",
        ),
        key(
            "include",
            Shape::Texts,
            "Object types whose fields come first, in their order.",
            "include: ContactFields",
        ),
        key(
            "required",
            Shape::Texts,
            "Included fields that are required here.",
            "required: [name, email]",
        ),
        key(
            "fields",
            Shape::Map(&FIELD_OR_TYPE),
            "The fields of the body. Parameters and fields have different names.",
            "fields: { organization: { type: string, maxLength: 255 } }",
        ),
        key(
            "envelope",
            Shape::Envelope,
            "The document around the fields: constants, `$field`, `$auth.credential`, and `$rest:` for all the other fields. A key that begins with `@` is an attribute.",
            "envelope: { request: { code: '0302', handle: { $rest: } } }",
        )
        .default("an object of all fields in JSON; XML needs one"),
        key(
            "rules",
            Shape::Map(&Shape::Keys(Id::Rule)),
            "Conditions between fields and facts, by name.",
            "rules: { es: { when: { tlds: { has: es } }, required: [identity_number], says: A .es contact gives its number. } }",
        ),
        key(
            "responses",
            Shape::Map(&Shape::Keys(Id::Response)),
            "What comes back, by name; the first that matches counts.",
            "responses: { updated: { match: { status: 200 }, outcome: success, body: empty } }",
        ),
        key(
            "examples",
            Shape::Map(&Shape::Keys(Id::Example)),
            "Values and the exact bytes that they become.",
            "examples: { minimal: { values: { handle: abc }, expect: { method: GET } } }",
        ),
        RUST,
        DIFFERS,
    ]],
    others: None,
};

/// A parameter, or the name of its type.
const PARAM_OR_TYPE: Shape = Shape::Any(&[Shape::Text, Shape::Keys(Id::Param)]);

/// An entry of `bindings`.
pub(super) static BINDING: Construct = Construct {
    name: "binding",
    meaning: "One of several formats of an operation.",
    keys: &[&[BODY.required(), CONTENT_TYPE, DESCRIPTION, RUST, DIFFERS]],
    others: None,
};
