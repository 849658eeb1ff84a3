//! The diagnostics of responses: WF0319, and WF0323 to WF0331.

use super::NameHint;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of responses.
    enum ResponseDiagnostic;

    /// `after` names cases that are written before this one. Cases are tested in order.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success }
    ///   other: { after: [don], outcome: unknown }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success }
    ///   other: { after: [done], outcome: unknown }
    /// ```
    Error WF0323 "unknown case" {
        UnknownCase { name: Quoted, hint: NameHint }
            "no case before this one is called {name}"
            help if let NameHint::Similar(similar) = hint => "did you mean {similar}?"
            help if let NameHint::Known(known) = hint => "cases before this one: {known}"
            help if let NameHint::NoneDeclared = hint => "this is the first case";
    }

    /// `answer` gives the status that a mock provider sends. It is one that `match` allows and that no earlier case takes.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { status: 4xx }, outcome: failure, answer: { status: 200 } }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   done: { match: { status: 4xx }, outcome: failure, answer: { status: 404 } }
    /// ```
    Error WF0324 "answer that its own case does not match" {
        AnswerNotMatched { status: String }
            "`match` does not allow the status {status}"
            help "give a status from 100 to 599 that `match` allows";
        AnswerTaken { status: u16, earlier: Quoted }
            "a client reads a response with the status {status} as {earlier}, which is before this case"
            help "give a status that no earlier case takes";
        AnswerWithCode { code: Quoted }
            "{code} is not a documented code of this case"
            help "name a code of `codes` or of `match`";
    }

    /// `codes` and the key `code` of `match` compare the code of the response. The key `code` of the response states its place.
    ///
    /// ```yaml fails
    /// responses:
    ///   failed: { outcome: failure, body: json, codes: { E1: it failed } }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   failed: { outcome: failure, body: json, code: { body: code }, codes: { E1: it failed } }
    /// ```
    Error WF0325 "code without a place" {
        CodeWithoutPlace
            "the response does not state where its code is"
            help "add `code`, for example `code: {{ body: type }}`";
    }

    /// A code decides whether a failure is certain, or whether a success is complete. It cannot make a success of a failure,
    /// because the two have different types.
    ///
    /// ```yaml fails
    /// responses:
    ///   failed:
    ///     outcome: failure
    ///     body: json
    ///     code: { body: code }
    ///     codes: { E1: { description: it worked, outcome: success } }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   failed:
    ///     outcome: failure
    ///     body: json
    ///     code: { body: code }
    ///     codes: { E1: { description: it may have worked, outcome: unknown } }
    /// ```
    Error WF0326 "code with the opposite outcome" {
        OutcomeOfCode
            "a code cannot turn a failure into a success, or a success into a failure"
            help "write a case of its own, with this code in `match`";
    }

    /// A place belongs to one format. If the body can be JSON or XML, a field states its place in each.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { body: { code: 1 } }, outcome: success, body: [json, xml] }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   done:
    ///     match: { fields: { code: 1 } }
    ///     outcome: success
    ///     body: [json, xml]
    ///     fields: { code: { type: string, json: code, xml: { at: result.code } } }
    /// ```
    Error WF0327 "place in a body of several formats" {
        PlaceInTwoFormats
            "the body can be JSON or XML, and this is a place in one of them only"
            help "name a field instead, which states its place in each format";
    }

    /// A range has a value: its minimum is not above its maximum.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { body: { code: { minimum: 2, maximum: 1 } } }, outcome: success, body: json }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   done: { match: { body: { code: { minimum: 1, maximum: 2 } } }, outcome: success, body: json }
    /// ```
    Error WF0328 "empty range" {
        EmptyRange
            "the minimum is above the maximum, so no value passes"
            help "exchange them, or remove one";
    }

    /// The reports of a response are the items of a list of objects.
    ///
    /// ```yaml fails
    /// responses:
    ///   failed:
    ///     outcome: failure
    ///     body: json
    ///     fields: { errors: { type: list, items: string } }
    ///     violations: { each: errors }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   failed:
    ///     outcome: failure
    ///     body: json
    ///     fields: { errors: { type: list, items: { fields: { text: string } } } }
    ///     violations: { each: errors, message: text }
    /// ```
    Error WF0329 "reports that are no objects" {
        ReportsNotObjects
            "the items of this field are no objects"
            help "name a list of objects, or use `tree` for texts that are keyed by field";
    }

    /// The example of a response has an HTTP status.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success, examples: { done: { status: 20 } } }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success, examples: { done: { status: 200 } } }
    /// ```
    Error WF0330 "invalid status of an example" {
        StatusOfExample
            "this is no HTTP status"
            help "write a number from 100 to 599";
    }

    /// `retry: { after: name }` names a header, or a field of the case. The field has a number of seconds or a point in time, in the
    /// body or in a header.
    ///
    /// ```yaml fails
    /// responses:
    ///   busy:
    ///     outcome: failure
    ///     body: json
    ///     fields: { wait: string }
    ///     retry: { after: wait }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   busy:
    ///     outcome: failure
    ///     body: json
    ///     fields: { wait: integer }
    ///     retry: { after: wait }
    /// ```
    Error WF0346 "field that is no time to wait" {
        NoTimeToWait { field: Quoted }
            "the field {field} is neither a number of seconds nor a point in time of the body or of a header"
            help "give it the type `integer`, `number` or `timestamp`, or name a header, for example `Retry-After`";
    }

    /// A code, a message and a test read headers and the body. A cookie is read as a field only.
    ///
    /// ```yaml fails
    /// responses:
    ///   failed:
    ///     outcome: failure
    ///     body: json
    ///     fields: { trace: { type: string, in: cookie } }
    ///     message: trace
    /// ```
    /// ```yaml passes
    /// responses:
    ///   failed:
    ///     outcome: failure
    ///     body: json
    ///     fields: { trace: { type: string, in: header } }
    ///     message: trace
    /// ```
    Error WF0319 "cookie as a code, a message or a test" {
        CookieAsText
            "this field is a cookie, which is read as a field only"
            help "name a field of the body or of a header, or test the header `Set-Cookie`";
    }

    /// A body of lines has one text for each name. A list is read from several lines, or from one line with `join`. The body is
    /// read before the case is known, so all cases of an operation read lines in the same way.
    ///
    /// ```yaml fails
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success, body: json, lines: { end: EOF } }
    /// ```
    /// ```yaml passes
    /// responses:
    ///   done: { match: { status: 200 }, outcome: success, body: lines, lines: { end: EOF } }
    /// ```
    Error WF0331 "lines that a response cannot have" {
        LinesNotRead
            "the body of this case has no lines"
            help "add `body: lines`, or remove `lines`";
        LinesDiffer
            "another case of the operation reads lines in another way"
            help "state `lines` in one case of the operation; the other cases have the same";
        LinesBesideFormat
            "a body of lines has no other format"
            help "write a case for each format";
        NotOneLine
            "this is not the text of a line"
            help "write the text of one line, without a line break";
        PartsInLines { name: Quoted }
            "{name} has parts, and a line has one text"
            help "declare a field for each line, or a list of texts";
        LineOfTwoFields { name: Quoted }
            "the line {name} is also one of the numbered lines of a list"
            help "read it as an item of the list";
        LineOfTwoLists { name: Quoted, other: Quoted }
            "a line can be one of the numbered lines {name} and of the numbered lines {other}"
            help "read the lines of one of the two by their names, or as undescribed members";
    }
}
