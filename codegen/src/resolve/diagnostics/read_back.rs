//! The diagnostics of `reads`: WF0332 to WF0337.

use super::NameHint;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of `reads`.
    enum ReadBackDiagnostic;

    /// `reads` names the operation whose response describes what the update writes.
    ///
    /// ```yaml fails
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { city: string } } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: inof }, fields: { city: string } }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { city: string } } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info }, fields: { city: string } }
    /// ```
    Error WF0332 "`reads` names an unknown operation" {
        UnknownOperation { name: Quoted, hint: NameHint }
            "there is no operation {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known operations: {known}"
            help if let NameHint::NoneDeclared = hint => "declare the operation that reads";
    }

    /// The operation that reads has a case with the outcome `success`, whose fields the update writes back.
    ///
    /// ```yaml fails
    /// operations:
    ///   info: { http: GET /contact, responses: { failed: { match: { status: 400 }, outcome: failure } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info }, fields: { city: string } }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { city: string } } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info }, fields: { city: string } }
    /// ```
    Error WF0333 "`reads` names an operation without success" {
        NoSuccess { operation: Quoted }
            "{operation} has no case with the outcome `success`"
            help "describe the response of {operation} that has the data";
    }

    /// `at` leads from the case to the object that is written back: by the logical names of fields, and by numbers for the
    /// items of lists. `drop` has names of fields of that object.
    ///
    /// ```yaml fails
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { data: { type: object, fields: { city: string } } } } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info, at: dat }, fields: { city: string } }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { data: { type: object, fields: { city: string } } } } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info, at: data }, fields: { city: string } }
    /// ```
    Error WF0334 "place that the response does not have" {
        NoSuchField { name: Quoted, hint: NameHint }
            "the response has no field {name} at this place"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known fields: {known}"
            help if let NameHint::NoneDeclared = hint => "the object has no fields";
        NotAnObject { name: Quoted }
            "{name} does not lead to an object"
            help "end `at` at an object, and write the number of an item behind a list: `at: data.0`";
    }

    /// A field of the request gets its value from the field of the response with the same `means`, the same logical name, or
    /// the same place on the wire. The types must fit: a value is written back only if nothing of it is lost.
    ///
    /// ```yaml fails
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { town: string } } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info }, fields: { city: string } }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { town: { type: string, means: city } } } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info }, fields: { city: { type: string, means: city } } }
    /// ```
    Error WF0335 "response with nothing to write back" {
        NothingInCommon { operation: Quoted }
            "no field of the request gets a value from the response of {operation}"
            help "check `at`, and give fields that hold the same datum the same name or the same `means`";
    }

    /// A request that is made from a response has a value for each required field.
    ///
    /// ```yaml fails
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { city: string } } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info }, fields: { city: string, key: { type: string, required: true } } }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { city: string, key: string } } } }
    ///   change: { http: PUT /contact, body: json, update: replace, reads: { operation: info }, fields: { city: string, key: { type: string, required: true } } }
    /// ```
    Error WF0336 "required field that the response lacks" {
        RequiredLacks { field: Quoted, operation: Quoted }
            "no request can be made from the response of {operation}, which has no value for the required field {field}"
            help "add {field} to the fields of the response, or give it and the field that holds its value the same `means`"
            help "name it in `from_caller` of `reads`, if only the caller knows its value"
            help "or remove `reads`, or `required` from the field";
    }

    /// `from_caller` has fields of the request. Their values are arguments of `from_read`, so each is named once, and the caller
    /// can set it.
    ///
    /// ```yaml fails
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { city: string } } } }
    ///   change:
    ///     http: PUT /contact/{id}
    ///     body: json
    ///     update: replace
    ///     reads: { operation: info, from_caller: [di] }
    ///     params: { id: { type: string, required: true } }
    ///     fields: { city: string }
    /// ```
    /// ```yaml passes
    /// operations:
    ///   info: { http: GET /contact, responses: { done: { match: { status: 200 }, outcome: success, body: json, fields: { city: string } } } }
    ///   change:
    ///     http: PUT /contact/{id}
    ///     body: json
    ///     update: replace
    ///     reads: { operation: info, from_caller: [id] }
    ///     params: { id: { type: string, required: true } }
    ///     fields: { city: string }
    /// ```
    Error WF0337 "field that no caller gives" {
        NoSuchArgument { name: Quoted, hint: NameHint }
            "the request has no field {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "known fields: {known}"
            help if let NameHint::NoneDeclared = hint => "declare the field in `params` or `fields`";
        ConstantArgument { name: Quoted }
            "the field {name} has a constant value, which no caller gives"
            help "remove {name} from `from_caller`";
        RepeatedArgument { name: Quoted }
            "`from_caller` names the field {name} twice"
            help "remove one of them";
    }
}
