//! The codes of this stage: WF0200 to WF0399.

crate::source::code_table! {
    UNKNOWN_TYPE = "WF0200", "an unknown type",
        "`type:` names a built-in type (string, integer, boolean, date, timestamp, list, object, enum) or an entry of \
         `types:`.";
    UNKNOWN_FIELD = "WF0201", "an unknown field",
        "The name must be that of a parameter or field of the operation, as the schema calls it and not as the wire \
         does. Members of objects are named with dots, `owner.name`.";
    UNKNOWN_CREDENTIAL = "WF0202", "an unknown credential",
        "`$name` in a way to authenticate stands for an entry of `credentials:`.";
    UNKNOWN_AUTH = "WF0203", "an unknown way to authenticate",
        "`auth:` of an endpoint, an operation or an example names entries of the top-level `auth:`.";
    UNKNOWN_ENDPOINT = "WF0204", "an unknown endpoint", "`endpoint:` names an entry of `endpoints:`.";
    UNKNOWN_SERVER = "WF0205", "an unknown server",
        "`server:` names one of the endpoint's servers, or is a URL.";
    UNKNOWN_PAGE = "WF0206", "an unknown page", "`page:` names an entry of `pages:`.";
    UNKNOWN_RULE = "WF0207", "an unknown rule", "The name must be that of an entry of the operation's `rules:`.";
    UNKNOWN_CONTEXT = "WF0208", "an unknown context fact", "The name must be that of an entry of `contexts:`.";
    UNKNOWN_BINDING = "WF0209", "an unknown binding",
        "`binding:` names an entry of the operation's `bindings:`, or its body where it has only that.";
    UNKNOWN_TERM = "WF0211", "an unknown term of the contact vocabulary",
        "`means:` ties a field to the vocabulary of RFC 5733, so that providers can be compared. Leave it out where no \
         term fits.";
    CONVERSION_UNSUITABLE = "WF0215", "a conversion that does not apply to its field",
        "Each conversion of `convert:` has a domain: telephone numbers, the name, the lines of the street, e-mail, dates, \
         or any text. It stands beside the `means:` that it converts, once.";
    UNKNOWN_CONVERSION = "WF0216", "an unknown conversion",
        "`convert:` names conversions of a closed list; docs/contacts.md has them all, with what each does.";
    DATUM_UNSUITABLE = "WF0217", "a datum that no contact can fill",
        "A datum of a contact is a text, a country code or a date, or the lines of the street. `means:` stands on the \
         field that holds it, at any depth; a list of objects gets one item, so it must not demand more.";
    READ_ONLY_SENT = "WF0218", "a field of a request that only the provider sets",
        "`readOnly: true` says that the provider sets the value and that no update writes it back. It belongs to responses, \
         and to types that no request sends.";
    UNKNOWN_CODE = "WF0212", "an unknown violation code",
        "Violations have a closed list of codes, for example `required`, `pattern` or `max_length`.";
    UNKNOWN_VALUE = "WF0213", "a value that the type does not have",
        "The value is compared with a field or a fact whose values are known, and is none of them, so that the \
         comparison could never hold.";
    AMBIGUOUS_NAME = "WF0214", "a name of both a field and a context fact",
        "Say which is meant: `field.name` or `context.name`.";

    TYPE_DEPTH = "WF0232", "types that lead through too many types",
        "An alias of an alias, or an object in an object, may be 64 deep. No real description comes near.";

    NO_RUST_NAME = "WF0240", "a name that cannot become a Rust name",
        "Nothing in the name can stand in an identifier. Give one with `rust:`; the name on the wire stays as it is.";
    INVALID_RUST_NAME = "WF0241", "`rust:` is not usable",
        "`rust:` must be an identifier in the usual style: `snake_case` for fields and modules, `UpperCamelCase` for \
         types and variants.";
    RUST_NAME_COLLISION = "WF0242", "two items with one Rust name",
        "Names are never made different silently. Give one of the two another name with `rust:`.";
    NAME_COLLISION = "WF0243", "two fields of one name",
        "Parameters, included fields and own fields of an operation share one set of names.";

    VALUE_TYPE = "WF0340", "a value of another type",
        "The value must be of its field's type: integers as digits, true or false, dates as 2026-11-21, timestamps as \
         2026-11-21T10:00:00Z, lists and maps.";
    EXAMPLE_OUTCOME = "WF0341", "an example without, or with two, outcomes",
        "An example gives `expect:`, what goes out, or `violations:`, what is refused.";
    EXAMPLE_VIOLATION = "WF0342", "not a violation",
        "Violations are written `field: code` or `rule name`, waivers `field:code` or `rule:name`.";
    NOT_WAIVABLE = "WF0343", "a waiver of what cannot be waived",
        "Facets, enum membership and rules can be waived; what the wire cannot carry never can.";
    EXAMPLE_CONSTANT = "WF0344", "a value for a constant", "A field with `const:` takes no value.";
    EXAMPLE_INCOMPLETE = "WF0345", "an example that leaves out a required field",
        "An example that is to go out needs a value for every required field.";

    TOO_MANY_ENTRIES = "WF0389", "a map with too many entries",
        "A map of names, such as `fields:`, `enum:` or `operations:`, has at most 5000 entries, so that compiling never \
         takes long.";
    MODULE_COLLISION = "WF0390", "two schemas with one Rust module",
        "Give one of them another module with `rust:` under `provider:`.";
}
