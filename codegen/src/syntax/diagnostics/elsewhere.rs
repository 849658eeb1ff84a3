//! Keys and words of other schema languages, and what to write instead of them.

use std::fmt;

use super::super::keys::Construct;

/// What to write instead of a key that other languages have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Instead {
    /// A key with the same meaning: only the name differs.
    Key(&'static str),
    /// What to do, as a sentence.
    Advice(&'static str),
}

impl fmt::Display for Instead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, "write `{key}`"),
            Self::Advice(advice) => f.write_str(advice),
        }
    }
}

/// Returns what to write instead of a key that other languages have. `construct` is where it stands.
pub(super) fn instead_of_key(key: &str, construct: &Construct) -> Option<Instead> {
    use Instead::Advice;
    let has = |key: &str| construct.key(key).is_some();
    match key {
        "openapi" if has("operations") => Some(Advice(
            "draft a schema from this document: `wireform import openapi FILE`",
        )),
        "swagger" if has("operations") => Some(Advice(
            "draft a schema from this document: `wireform import swagger FILE`",
        )),
        _ if has("http") => of_operation(key),
        _ if has("present") && has("not") => of_test(key),
        _ if has("type") && has("pattern") => of_type(key, has("clear"), has("required")),
        _ => None,
    }
}

/// Returns what to write instead of a key of a test of one value.
fn of_test(key: &str) -> Option<Instead> {
    use Instead::{Advice, Key};
    Some(match key {
        "equals" | "equal" | "eq" | "is" | "value" | "const" => Advice(
            "write the value alone: `country: FR`, or `country: { not: FR }` for every other value",
        ),
        "in" | "one_of" | "any_of" | "oneOf" | "anyOf" | "enum" => {
            Advice("write the values as a list: `country: [FR, BE]`")
        }
        "not_equals" | "not_equal" | "notEquals" | "neq" | "ne" | "is_not" | "not_in"
        | "none_of" | "except" => Key("not"),
        _ => return None,
    })
}

fn of_operation(key: &str) -> Option<Instead> {
    use Instead::{Advice, Key};
    Some(match key {
        "method" | "path" | "url" | "uri" | "route" => {
            Advice("write both in one line: `http: PATCH /contacts/{id}`")
        }
        "parameters" | "query" | "path_params" | "query_params" => {
            Advice("write `params: { id: { type: string, required: true } }`")
        }
        "requestBody" | "request_body" | "request" => {
            Advice("write the format as `body: json`, and what is sent below `fields`")
        }
        "response" | "returns" => {
            Advice("write `responses: { done: { match: { status: 200 }, outcome: success } }`")
        }
        "summary" => Key("description"),
        "security" => Advice("write the names of authentication methods: `auth: [key]`"),
        _ => return None,
    })
}

/// Returns what to write instead of a key of a type. The construct may have `clear` and `required`.
fn of_type(key: &str, has_clear: bool, has_required: bool) -> Option<Instead> {
    use Instead::{Advice, Key};
    Some(match key {
        "oneOf" | "anyOf" | "one_of" | "any_of" => Advice(
            "write the types as `variants`, with `untagged: kind` if each is another kind of JSON value: \
             `{ untagged: kind, variants: { text: string, number: integer } }`",
        ),
        "allOf" => Advice("name one type in `type`, and add its facets here"),
        "nullable" if has_clear => Advice(
            "write `clear: null` if null deletes the value; a field without `required: true` can be left out",
        ),
        "nullable" => Advice(
            "remove it; the field of the type states `clear: null` if null deletes the value",
        ),
        "optional" if has_required => {
            Advice("remove it: without `required: true` a field can be left out")
        }
        "min" | "gte" => {
            Advice("write `minimum` for a number, `minLength` for a text or `minItems` for a list")
        }
        "max" | "lte" => {
            Advice("write `maximum` for a number, `maxLength` for a text or `maxItems` for a list")
        }
        "length" | "len" | "size" => {
            Advice("write `minLength` and `maxLength`, or `minItems` and `maxItems` for a list")
        }
        "gt" => Key("exclusiveMinimum"),
        "lt" => Key("exclusiveMaximum"),
        "regex" | "regexp" => Key("pattern"),
        "properties" => Key("fields"),
        "additionalProperties" | "patternProperties" => {
            Advice("write a map: `{ type: map, keys: { pattern: '[a-z]+' }, items: string }`")
        }
        "$ref" | "ref" => Advice("write the name of the type: `type: Phone`"),
        "values" | "choices" | "options" | "allowed" => {
            Advice("write the values with their meanings: `enum: { PERSON: A natural person }`")
        }
        "example" => Advice("write a list: `examples: [US]`"),
        "unique" | "distinct" => Advice("write `uniqueItems: true`"),
        "doc" | "docs" | "title" | "comment" | "help" | "summary" => Key("description"),
        _ => return None,
    })
}

/// Returns whether a key of other languages states the type, so that `type` is not missing beside it.
pub(crate) fn states_type(key: &str) -> bool {
    let keys = [
        "oneOf",
        "anyOf",
        "one_of",
        "any_of",
        "allOf",
        "properties",
        "additionalProperties",
        "patternProperties",
        "$ref",
        "ref",
        "values",
        "choices",
        "options",
        "allowed",
    ];
    keys.contains(&key)
}

/// Returns what to write instead of a word that other languages have. `key` is the key with the word.
pub(crate) fn instead_of_word(key: &str, word: &str) -> Option<&'static str> {
    let seconds = word.trim_end_matches(['s', 'm', 'h', 'S']);
    let is_time = !seconds.is_empty() && seconds.bytes().all(|byte| byte.is_ascii_digit());
    Some(match (key, word) {
        ("format", "date") => "for a date, write `type: date` without `format`",
        ("format", "date-time" | "datetime" | "time") => {
            "for a point in time, write `type: timestamp` without `format`"
        }
        ("format", "int32" | "int64") => {
            "for a whole number, write `type: integer` without `format`"
        }
        ("format", "float" | "double" | "decimal") => {
            "for a number, write `type: number` without `format`"
        }
        ("format", "phone" | "tel" | "telephone") => {
            "for a telephone number with `+`, write `format: e164`"
        }
        ("format", "url" | "uri-reference" | "iri") => "for a URL, write `format: uri`",
        ("format", "password") => "remove it, and write `secret: true`",
        ("format", "regex" | "byte" | "binary" | "base64") => {
            "remove it, and state the form with `pattern`"
        }
        ("retry", _) if is_time => {
            "name the header in which the provider states the time: `retry: { after: Retry-After }`"
        }
        ("retry", _) if word.contains('-') => {
            "to wait as long as a header says, write `retry: { after: Retry-After }`"
        }
        ("retry", "true" | "yes" | "always") => {
            "write `safe` if the provider did nothing, `later` if the request can be sent again later"
        }
        ("update", "create" | "insert" | "add") => {
            "write `none`: a creation changes no data that exist"
        }
        ("body", media) if media.ends_with("/json") || media.ends_with("+json") => "write `json`",
        ("body", media) if media.ends_with("/xml") || media.ends_with("+xml") => "write `xml`",
        ("body", media) if media.ends_with("form-urlencoded") => "write `form`",
        ("body", "raw" | "plain") => "write `text` for a text, or `lines` for lines of `KEY=value`",
        ("body", "urlencoded" | "multipart" | "form-data") => {
            "write `form` for `application/x-www-form-urlencoded`"
        }
        ("update", "merge" | "partial") => {
            "write `patch`: the provider keeps what a request leaves out"
        }
        ("update", "put" | "full" | "overwrite") => {
            "write `replace`: the provider deletes what a request leaves out"
        }
        ("outcome", "ok" | "done" | "true") => "write `success`",
        ("outcome", "error" | "failed" | "false") => "write `failure`",
        _ => return None,
    })
}
