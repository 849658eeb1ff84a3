//! The diagnostics of steps that compute something at the moment of sending.

use super::call_words::instead_of_placeholder;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of computed values.
    enum SigningDiagnostic;

    /// In a step, `$name` is a credential or the result of an earlier `let`, and `$call.name` is a part of the request:
    /// `$call.method`, `$call.url`, `$call.path`, `$call.query`, `$call.body` or `$call.operation`. `$auth.name` is always a
    /// credential. Write a dollar as `$$`.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ headers: { X-Signature: { hex: { sha256: ['$key', '$call.content'] } } } }] } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ headers: { X-Signature: { hex: { sha256: ['$key', '$call.body'] } } } }] } }
    /// ```
    Error WF0350 "unknown name in a step" {
        UnknownCallPart { name: Quoted, known: &'static str }
            "{name} is not a part of the request"
            help if let Some(hint) = instead_of_placeholder(name) => "{hint}"
            help "the parts are {known}";
        ParametersAsText
            "`$call.params` is not a text"
            help "write `{{ query: $call.params }}`, or `$call.query` for the query string as it is sent";
        UnknownResult { name: Quoted, similar: Option<Quoted> }
            "{name} is neither a credential nor the result of a step"
            help if let Some(similar) = similar => "did you mean {similar}?"
            help if let None = similar => "declare it under `credentials`, or compute it with `let` in an earlier step";
    }

    /// A result can use only the results that are computed before it, because steps run in order.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ headers: { X-Signature: '$sig' } }, { let: { sig: { hex: { sha256: '$key' } } } }] } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ let: { sig: { hex: { sha256: '$key' } } } }, { headers: { X-Signature: '$sig' } }] } }
    /// ```
    Error WF0351 "result that is computed later" {
        LaterResult { name: Quoted }
            "{name} is computed by a later step"
            help "move the step with `let` before this one";
    }

    /// The name of a result consists of small letters, digits and `_`, and begins with a letter. It must not be the name of a
    /// credential or of another result, so that `$name` has one meaning.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ let: { key: { sha256: '$key' } } }, { headers: { X-Key: { hex: '$key' } } }] } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ let: { digest: { sha256: '$key' } } }, { headers: { X-Key: { hex: '$digest' } } }] } }
    /// ```
    Error WF0352 "name of a result" {
        ResultName { name: Quoted }
            "{name} is not the name of a result"
            help "use small letters, digits and `_`, and begin with a letter";
        ResultTwice { name: Quoted }
            "{name} already has a meaning in this method"
            help "choose another name";
    }

    /// Digests and signatures are bytes. A header, a parameter, a cookie and the key of a signer are texts. Write bytes with
    /// `hex` or `base64`. The body is bytes too.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ headers: { X-Signature: { sha256: ['$key', '$call.body'] } } }] } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ headers: { X-Signature: { hex: { sha256: ['$key', '$call.body'] } } } }] } }
    /// ```
    Error WF0353 "value that its place cannot carry" {
        BytesAsText { place: Quoted }
            "the value of {place} is bytes"
            help "write it with `hex` or `base64`";
        LiteralInCookie { place: Quoted }
            "the text of the cookie {place} has a character that a cookie cannot carry"
            help "write ASCII without spaces, double quotes, commas, semicolons and backslashes, or escape the text with `percent`";
    }

    /// A step that adds a parameter to a form changes the body. A step before it has read the body, so its result would
    /// belong to another body.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth:
    ///   signed: { steps: [{ let: { sig: { hex: { sha256: ['$key', '$call.body'] } } } }, { params: { sig: '$sig' } }] }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [signed] } }
    /// operations:
    ///   add: { http: POST /add, body: form, update: none, fields: { name: { type: string } } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth:
    ///   signed: { steps: [{ let: { sig: { hex: { sha256: ['$key', '$call.body'] } } } }, { headers: { X-Sig: '$sig' } }] }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [signed] } }
    /// operations:
    ///   add: { http: POST /add, body: form, update: none, fields: { name: { type: string } } }
    /// ```
    Error WF0354 "body that changes after a step has read it" {
        FormAfterBody { parameter: Quoted, auth: Quoted }
            "{auth} adds the parameter {parameter} to the form after a step has read the body"
            help "add the parameter before the step that reads `$call.body`, or send the value in a header";
    }

    /// The time of an example is written as in RFC 3339, in UTC, or in seconds since 1970. Its nonce has 32 hexadecimal
    /// digits, as a UUID has.
    ///
    /// ```yaml fails
    /// examples: { one: { values: {}, now: yesterday, expect: { method: POST } } }
    /// ```
    /// ```yaml passes
    /// examples: { one: { values: {}, now: '2013-04-21T16:15:45Z', expect: { method: POST } } }
    /// ```
    Error WF0355 "moment of an example" {
        ExampleTime
            "this is not a time"
            help "write, for example, `2013-04-21T16:15:45Z`";
        ExampleNonce
            "this is not a nonce"
            help "write 32 hexadecimal digits, with or without the dashes of a UUID";
    }

    /// An example states the exact request. A signature of the caller's signer is not known when the schema is compiled, so
    /// an example cannot state it.
    ///
    /// ```yaml fails
    /// auth: { signed: { steps: [{ headers: { X-Sig: { hex: { signer: { algorithm: rsa_sha256, of: $call.body } } } } }] } }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [signed] } }
    /// operations:
    ///   list: { http: GET /list, examples: { all: { values: {}, expect: { method: GET } } } }
    /// ```
    /// ```yaml passes
    /// auth: { signed: { steps: [{ headers: { X-Sig: { hex: { signer: { algorithm: rsa_sha256, of: $call.body } } } } }] } }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [signed] } }
    /// operations:
    ///   list: { http: GET /list }
    /// ```
    Error WF0356 "example of a request that only the caller can sign" {
        ExampleOfSigner { auth: Quoted }
            "{auth} needs the signer of the caller, so the request of an example is not known"
            help "remove `expect`, or choose another authentication method with `auth`";
    }

    /// Without an optional credential, what contains it is left out. So it can be in the template of a header, a parameter or a
    /// cookie, and in the document, and it has no default. HTTP Basic needs both of its credentials, and a digest or a result
    /// without one of its parts would be another value.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true, optional: true } }
    /// auth: { signed: { steps: [{ headers: { X-Sig: { hex: { sha256: '$key' } } } }] } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { signed: { steps: [{ headers: { X-Sig: { hex: { sha256: '$key' } } } }] } }
    /// ```
    Error WF0357 "optional credential where it is needed" {
        OptionalInFunction { name: Quoted }
            "the value cannot be computed without the optional credential {name}"
            help "remove `optional`, or use the credential in the template of a header, a parameter or a cookie only";
        OptionalInBasic { name: Quoted }
            "HTTP Basic cannot leave out the optional credential {name}"
            help "remove `optional`";
        OptionalDefault { name: Quoted }
            "{name} has a default, which is sent if the caller gives none"
            help "remove `optional` or `default`";
    }

    /// `from` is the name of an operation and the name of a field, as `login.token`. Each success of the operation has the
    /// field, as a required text, so that every login gives the credential. The field of a secret credential is secret, too.
    ///
    /// ```yaml fails
    /// credentials: { token: { secret: true, from: login.token } }
    /// auth: { bearer: { headers: { Authorization: 'Bearer $token' } } }
    /// endpoints: { api: { servers: { production: 'https://api.example' } } }
    /// operations:
    ///   login: { http: POST /login, responses: { done: { match: { status: 200 }, outcome: success } } }
    /// ```
    /// ```yaml passes
    /// credentials: { token: { secret: true, from: login.token } }
    /// auth: { bearer: { headers: { Authorization: 'Bearer $token' } } }
    /// endpoints: { api: { servers: { production: 'https://api.example' } } }
    /// operations:
    ///   login:
    ///     http: POST /login
    ///     responses:
    ///       done:
    ///         match: { status: 200 }
    ///         outcome: success
    ///         body: json
    ///         fields: { token: { type: string, required: true, secret: true } }
    /// ```
    Error WF0358 "credential that no login gives" {
        ExpiresWithoutLogin
            "only a credential of a login expires"
            help "add `from`, or remove `expires`";
        Lifetime
            "this is not a time"
            help "write a number and `s`, `m`, `h` or `d`, for example `2d`";
        SourcePath
            "this is not the field of a login"
            help "write the name of an operation and of a field, for example `login.token`";
        UnknownLogin { name: Quoted }
            "there is no operation {name}"
            help "name the operation that logs in";
        LoginWithoutSuccess { name: Quoted }
            "{name} has no response that is a success"
            help "describe it under `responses`, with a field for the credential";
        NoSourceField { case: Quoted, field: Quoted }
            "the response {case} has no required text {field}"
            help "add the field to each success, with `type: string` and `required: true`";
        SourceNotSecret { case: Quoted, field: Quoted }
            "the credential is secret, but the field {field} of the response {case} is not"
            help "write `secret: true` at the field, so that no log shows it";
    }

    /// `header_names` and `header_lines` take the headers that the request has when the step runs. A name without `*` is
    /// `host`, `content-type`, a header that the method or an earlier step sets, or a header of an operation that uses the
    /// method. A `*` at the end stands for any end of the name.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth:
    ///   signed:
    ///     steps:
    ///       - let: { sig: { hex: { sha256: ['$key', { header_lines: [host, x-date] }] } } }
    ///       - headers: { X-Date: { now: http }, X-Sig: '$sig' }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth:
    ///   signed:
    ///     steps:
    ///       - headers: { X-Date: { now: http } }
    ///       - let: { sig: { hex: { sha256: ['$key', { header_lines: [host, x-date] }] } } }
    ///       - headers: { X-Sig: '$sig' }
    /// ```
    Error WF0359 "signed header that the request does not have" {
        LaterHeader { name: Quoted }
            "the header {name} is set by a later step"
            help "set the header in a step before this one";
        NoSuchHeader { name: Quoted }
            "no request with this method has the header {name}"
            help "name a header of an operation or of an earlier step, or use `*` at the end of the name";
        StarInName { name: Quoted }
            "{name} has a `*` that is not at its end"
            help "write one `*` as the last character, for example `x-*`";
    }
}
