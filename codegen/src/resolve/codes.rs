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

    UPDATE_MISSING = "WF0250", "`update:` is missing",
        "The operation has optional fields, so it must say what leaving one out does: `patch` keeps what is stored, \
         `replace` deletes it, `unstated` where the page does not say, `none` where the call changes no existing \
         data. There is no default, because guessing wrong deletes somebody's data.";
    CLEAR_IN_REPLACE = "WF0251", "`clear:` in an operation that replaces",
        "Where leaving a field out deletes it, there is no second way to clear it. Leave `clear:` out.";
    CLEAR_UNSUITABLE = "WF0252", "a clear that the field or the wire cannot spell",
        "`''` needs a text, another scalar, or a list with `join:`. `[]` needs a list that is an array of JSON, and `null` a \
         JSON body. Elsewhere an empty list leaves nothing on the wire, so that no clear can be spelled.";
    REQUIRED_AND_CLEAR = "WF0253", "a required field that can be cleared",
        "A required field always has a value. Leave out `required:` or `clear:`.";
    CONSTANT_UNSUITABLE = "WF0255", "a constant that does not fit",
        "`const:` is always sent as it is: it must be a value of its type that the constraints of its field \
         accept, and cannot be required, cleared or have a default.";
    PARAMETER_OPTIONAL = "WF0256", "an optional parameter in the path",
        "A path cannot have a hole. Give `required: true`, or make it two operations.";
    PARAMETER_TYPE = "WF0257", "a parameter that cannot be written there",
        "Path segments and headers hold one scalar, a query string scalars and lists of them.";
    PARAMETER_LOCATION = "WF0258", "`in:` where it cannot be",
        "Parameters stand in path, query or header. Fields stand in the body. `in: path` needs its `{name}` in `http:`.";
    CONTENT_UNUSED = "WF0259", "a content type without a body",
        "Only JSON, XML and forms have a body with a content type.";

    PATH_PARAMETER = "WF0261", "a path parameter that does not exist",
        "Every `{name}` in `http:` is an entry of `params:`.";

    WIRE_NAME = "WF0280", "a wire name that does not lead back",
        "Wire names are derived so that they can be turned back. This one cannot; write it out with `wire:`.";
    ILLEGAL_NAME = "WF0281", "a name that the wire cannot have",
        "XML names begin with a letter or `_` and hold letters, digits, `-`, `_` and `.`; a prefix with a colon may stand \
         before them, `soap:Body`, where an element around declares it with an attribute `@xmlns:soap`. Names are never \
         empty. In a request, `at` names objects and not items of lists, so that no part of it ends with `[]`.";
    PLACE_TAKEN = "WF0282", "two values at one place on the wire",
        "Two fields have the same key, element or parameter. XML elements may share a name when their attributes \
         differ.";
    WIRE_KEY = "WF0283", "a key that this wire has no use for",
        "`list:` is for lists, `item:` belongs to `list: wrap`, `index:` and `first:` to `list: indexed`.";
    NOT_FLAT = "WF0284", "an object in a query string or form",
        "Parameters are flat: texts, numbers, and lists of them.";
    ENVELOPE_MISSING = "WF0285", "XML without an envelope", "`envelope:` names the root element and what is in it.";
    ENVELOPE_SHAPE = "WF0286", "an envelope that cannot be written",
        "An XML envelope has exactly one root element. `$rest:` stands once, without a value. Attributes, `@name`, \
         hold constants or `$auth.name`.";
    FIELD_UNPLACED = "WF0287", "a field that is in no place of the envelope",
        "Every field of the body is named in the envelope, or the envelope has `$rest:`.";
    FIELD_TWICE = "WF0288", "a field that is in two places of the envelope", "A field is sent once.";
    DOCUMENT_CREDENTIAL = "WF0289", "a credential that has no place, or no business, in the document",
        "Credentials of a `document:` authentication stand in the envelope as `$auth.name`, and no others do.";
    BODY_MISSING = "WF0290", "fields without a body", "Give `body:` or `bindings:`: json, xml, query or form.";
    WIRE_VALUES = "WF0292", "spellings for values that the field does not have",
        "`values:` spells booleans and enum values; each value once.";

    XML_TEXT = "WF0293", "a constant that XML cannot carry",
        "XML 1.0 has no spelling for control characters other than tab and line ends, nor for U+FFFE and U+FFFF.";

    TEST_UNSUITABLE = "WF0302", "a test that does not fit its field or fact",
        "Sets and lists are tested with `has`, `has_any` and `has_all`, texts with `matches`, single values by \
         equality.";
    EFFECT_UNSUITABLE = "WF0303", "an effect that does not fit its field",
        "A constant cannot be demanded, a required field cannot be forbidden, `matches` is for texts.";
    EFFECT_IDLE = "WF0304", "an effect that changes nothing",
        "The field is required anyway, so that the rule adds nothing.";

    RESPONSE_BODY = "WF0322", "fields or tests of a response that has no body for them",
        "A response whose body is empty or a text has fields in headers only, and `match:` tells it by its status and \
         headers.";

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
