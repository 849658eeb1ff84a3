//! The diagnostics of envelopes and of the credentials in them. WF0285 to WF0289.

use crate::plan::BodyFormat;
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of envelopes.
    enum EnvelopeDiagnostic;

    /// The envelope of an XML document names the root element and its content.
    ///
    /// ```yaml fails
    /// body: xml
    /// ```
    /// ```yaml passes
    /// body: xml
    /// envelope: { request: { $rest: } }
    /// ```
    Error WF0285 "XML without an envelope" {
        NoEnvelope { operation: Quoted }
            "{operation} has no envelope"
            help "add `envelope: {{ root: {{ $rest: }} }}`";
    }

    /// An envelope belongs to JSON or XML. In XML it has exactly one root element. The key `$rest` appears at most once, and
    /// without a value. An attribute, `@name`, has a constant, `$field` or `$auth.name` as its
    /// value. The key `'.'` stands for the text of the element around it.
    ///
    /// ```yaml fails
    /// body: xml
    /// envelope: { request: { $rest: }, trailer: end }
    /// ```
    /// ```yaml passes
    /// body: xml
    /// envelope: { request: { $rest: , trailer: end } }
    /// ```
    Error WF0286 "invalid envelope" {
        EnvelopeOfParameters
            "an operation without a body has no envelope"
            help "remove `envelope`, or state the format with `body`";
        NestedParameter
            "the value of a parameter or a line is a text, and not a group"
            help "write `{{ $lines: … }}`, `{{ $form: … }}` or `{{ $json: … }}` for a text that contains others, or `{{ $base64: {{ $lines: … }} }}`";
        NameOfParameter { name: Quoted }
            "{name} is not the name of a parameter"
            help "`$lines`, `$form`, `$json` and `$base64` are operators, and stand alone in the value of a parameter";
        ListOutsideXml { format: BodyFormat }
            "a list of elements in an envelope needs XML, and this body is {format}"
            help "send it as XML, or write the list as a field";
        Roots { count: usize }
            "an XML document must have one root element, and this envelope has {count}"
            help "put everything into one element";
        AttributesOutside
            "an attribute must be in an element"
            help "move it into the root element";
        RestTwice { first: Span }
            "`$rest` appears twice"
            also first "first"
            help "remove one of the two, and name fields elsewhere with `$field`";
        RestAsValue
            "`$rest` is a key, and not a value"
            help "write `{{ $rest: }}`, which stands for all fields that the envelope does not name";
        PartsInAttribute
            "the value of an attribute must be a constant, `$field` or `$auth.name`"
            help "put the parts into an element";
        DoctypeOutsideXml
            "only an XML document has a document type"
            help "remove `doctype`, or use `body: xml`";
        DoctypeWithDeclarations
            "a document type has no declarations and no angle brackets here"
            help "write what is between `<!DOCTYPE` and `>`: `doctype: 'root SYSTEM \"root.dtd\"'`";
        DoctypeOfOtherRoot { root: Quoted }
            "the document type is not that of the root element {root}"
            help "begin it with the name of the root element";
    }

    /// The envelope names each field of the body as `$field`, or has `$rest`, which stands for the others.
    ///
    /// ```yaml fails
    /// envelope: { contact: { name: $name } }
    /// fields:
    ///   name: string
    ///   city: string
    /// ```
    /// ```yaml passes
    /// envelope: { contact: { name: $name, $rest: } }
    /// fields:
    ///   name: string
    ///   city: string
    /// ```
    Error WF0287 "field without a place in the envelope" {
        FieldWithoutPlace { field: Quoted, placeholder: Quoted, envelope: Span }
            "the envelope has no place for {field}"
            also envelope "the envelope"
            help "add {placeholder} to the envelope, or `$rest:`";
    }

    /// The envelope names a field at most once.
    ///
    /// ```yaml fails
    /// envelope: { first: $example, second: $example }
    /// ```
    /// ```yaml passes
    /// envelope: { first: $example, second: constant }
    /// ```
    Error WF0288 "field with two places in the envelope" {
        FieldTwice { placeholder: Quoted, first: Span }
            "{placeholder} appears twice"
            also first "first"
            help "remove one of the two";
    }

    /// The envelope contains the credentials that an authentication method lists under `document`, as `$auth.name`, and no
    /// others.
    ///
    /// ```yaml fails
    /// credentials: { key: { secret: true } }
    /// auth: { inside: { document: [$key] } }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [inside] } }
    /// envelope: { contact: { $rest: } }
    /// ```
    /// ```yaml passes
    /// credentials: { key: { secret: true } }
    /// auth: { inside: { document: [$key] } }
    /// endpoints: { api: { servers: { production: 'https://api.example' }, auth: [inside] } }
    /// envelope: { key: $auth.key, contact: { $rest: } }
    /// ```
    Error WF0289 "credential that does not match the envelope" {
        CredentialWithoutPlace { credential: Quoted, placeholder: Quoted }
            "the envelope has no place for the credential {credential}"
            help "add {placeholder} to the envelope";
        CredentialOutsideDocument { credential: Quoted, entry: Quoted }
            "no authentication method of this operation sends {credential} in the document"
            help "add {entry} to `document` of the authentication method";
        NoDocument { operation: Quoted, auth: Quoted }
            "the credentials of {auth} are sent in an envelope, and {operation} has none"
            help "add an `envelope` with `$auth.name` in it";
    }
}
