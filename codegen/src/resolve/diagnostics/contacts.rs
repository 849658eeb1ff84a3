//! The diagnostics of contact data and of read-only fields: WF0215 to WF0218.

use crate::plan::Domain;
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of contact data and of read-only fields.
    enum ContactDiagnostic;

    /// Each conversion of `convert` applies to certain terms of `means`: telephone numbers, names, streets, e-mail, dates or
    /// any text. It is listed once, on a field with `means`.
    ///
    /// ```yaml fails
    /// fields:
    ///   email: { type: string, means: email, convert: [full_name] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: string, means: name, convert: [full_name] }
    /// ```
    Error WF0215 "conversion that does not apply to its field" {
        RepeatedConversion { step: &'static str }
            "the conversion `{step}` is listed twice"
            help "remove one of the two";
        ConversionWithoutDatum { step: &'static str }
            "`{step}` has nothing to convert, because the field has no `means`"
            help "add `means`, or remove `convert`";
        ConversionOfOtherDatum { step: &'static str, term: Quoted, domain: Domain }
            "`{step}` does not apply to {term} of this type"
            help if let Domain::Phone = domain => "it applies to `means: voice` and `means: fax`, as a text"
            help if let Domain::PhoneCode = domain => "it applies to `means: voice.cc` and `means: fax.cc`"
            help if let Domain::PhoneNumber = domain => "it applies to `means: voice.number` and `means: fax.number`"
            help if let Domain::Name = domain => "it applies to `means: name`, as a text"
            help if let Domain::Lines = domain => "it applies to `means: street`, as one text"
            help if let Domain::Place = domain => "it applies to `means: city` and `means: birth.place`, as a text"
            help if let Domain::Mail = domain => "it applies to `means: email`, as a text"
            help if let Domain::Date = domain => "it applies to `means: birth.date`, as a text"
            help if let Domain::Text = domain => "it applies to texts and lists of texts; `lower_case` and `upper_case` also apply to enums";
    }

    /// A datum of a contact is a text, a country code or a date, or the lines of the street. `means` belongs to the field that
    /// holds it, at any depth. A contact fills one item of a list of objects, so such a list must not require more.
    ///
    /// ```yaml fails
    /// fields:
    ///   vat: { type: boolean, means: vat }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   vat: { type: string, means: vat }
    /// ```
    Error WF0217 "field that no contact can fill" {
        UnsuitableType { term: Quoted, ty: UnsuitableType }
            "a field of this type cannot hold the datum {term}"
            help if let UnsuitableType::Scalar = ty => "use `string`, `integer`, `enum`, `date` or a list of strings"
            help if let UnsuitableType::Object = ty => "move `means` to the field of the object that holds the datum"
            help if let UnsuitableType::Objects = ty => "move `means` to the field of the items that holds the datum"
            help if let UnsuitableType::Map = ty => "use an object with a field that holds the datum";
        InMap { name: Quoted, datum: Span }
            "a contact fills no entry of the map {name}"
            also datum "this datum is in each value"
            help "remove `means` in the values, or use an object";
        SeveralItems { name: Quoted, least: u64, datum: Span }
            "a contact fills one item of {name}, which has at least {least} items"
            also datum "this datum is in each item"
            help "remove `means` in the items, or `minItems`";
    }

    /// `access: read`, or `readOnly: true`, says that the provider sets the value, and that no request writes it. It belongs to
    /// fields of responses, to fields of included types, and to members of objects. The responses have such a member, and the
    /// requests leave it out, so an object in a request needs another member.
    ///
    /// ```yaml fails
    /// fields:
    ///   status: { type: string, readOnly: true }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   status: { type: string }
    /// ```
    Error WF0218 "read-only field in a request" {
        ReadOnlyInRequest { name: Quoted }
            "a request sends {name}, which is read-only"
            help "remove `readOnly` or `access: read`, or give the response a type of its own";
        OnlyReadOnlyMembers { name: Quoted }
            "a request sends an object of which all members are read-only, such as {name}"
            help "remove the object from the request, or `access: read` from a member that is sent";
    }
}

/// The kind of a type that cannot hold a datum of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnsuitableType {
    /// A scalar, or a list of scalars or lists.
    Scalar,
    /// An object.
    Object,
    /// A list of objects.
    Objects,
    /// A map.
    Map,
}
