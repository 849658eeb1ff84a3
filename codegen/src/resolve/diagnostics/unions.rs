//! The diagnostics of unions: WF0247.

use crate::plan::{BodyFormat, JsonKind};
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of unions.
    enum UnionDiagnostic;

    /// A value of a union has exactly one variant. Without `tag`, the value is an object with one member, or an element with one element
    /// in it, which has the name of the variant. With `tag`, each variant is an object, and its member `tag` has the name of the
    /// variant; only JSON has this form. With `untagged: kind`, the value is that of the variant alone, and each variant has another kind
    /// of JSON value: text, number, boolean, list or object. A variant is neither absent nor cleared nor constant, and it belongs to no datum of a contact.
    ///
    /// ```yaml fails
    /// fields:
    ///   owner: { type: union, tag: type, variants: { person: { fields: { type: string } }, company: { fields: { name: string } } } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   owner: { type: union, tag: type, variants: { person: { fields: { name: string } }, company: { fields: { name: string } } } }
    /// ```
    Error WF0247 "union that cannot be written" {
        NoVariant
            "the union has no variant"
            help "state its variants under `variants`";
        TagWithoutVariants { key: &'static str }
            "`{key}` has no effect without `variants`"
            help "give `type: union` and `variants`, or remove `{key}`";
        TagAndKind
            "`untagged` has no effect beside `tag`"
            help "remove one of them";
        SameKind { name: Quoted, other: Quoted, kind: JsonKind, first: Span }
            "{other} and {name} have the same kind of JSON value, {kind}, and cannot be told apart by it"
            also first "the variant {other}"
            help "give each variant another kind of value, or name the variants with `tag` or by a member around the value";
        AnyOfTwo { name: Quoted, first: Span }
            "only one variant can be any value, and {name} is the second"
            also first "the first variant that is any value"
            help "remove one of them";
        AnyInRequest { name: Quoted }
            "the variant {name} is any value, so a request can have values of other variants in it"
            help "state the type that its values have";
        NameOfKind { name: Quoted }
            "the variant {name} has no name on the wire, because the kind of its value tells it apart"
            help "remove the name or the place";
        KindOutsideJson { name: Quoted, format: BodyFormat }
            "{name} is a union whose variants are told apart by the kind of JSON value, and {format} has no form for it"
            help "send it as JSON, or remove `untagged`";
        KeyOfVariant { key: &'static str }
            "`{key}` has no effect on a variant of a union"
            help "remove it: a value has exactly one variant";
        ConstantVariant
            "a variant of a union cannot be a constant"
            help "give an object with a constant member, or a field beside the union";
        TagOfOther { name: Quoted, tag: Quoted }
            "the variant {name} is no object, so it has no member {tag}"
            help "make it an object, or remove `tag`, so that the name of the variant is a member around its value";
        TagOfUnion { name: Quoted, tag: Quoted }
            "the variant {name} is a union with the same member {tag}"
            help "list its variants here, or give one of the two unions another tag";
        TagTaken { name: Quoted, tag: Quoted }
            "the object of the variant {name} has a member {tag} of its own"
            help "remove the member: it is written and read as the name of the variant";
        TagInGroup { name: Quoted, tag: Quoted }
            "the variant {name} is inside another object, so a member {tag} beside its own cannot name it"
            help "remove the place of the variant: its object has the member that names it and its own members";
        TagOfEntries { name: Quoted, tag: Quoted }
            "the variant {name} is written as entries, so it has no member {tag}"
            help "remove `as: entries`, or remove `tag`, so that the name of the variant is a member around its value";
        TagOutsideJson { name: Quoted, format: BodyFormat }
            "{name} is a union with a tag, and {format} has no form for it"
            help "send it as JSON, or remove `tag`, so that an element around the value has the name of the variant";
        PartOfElement { name: Quoted }
            "a variant of {name} is an attribute or the text of its element"
            help "make it an element: its name says which variant it is";
        InParameters { name: Quoted, format: BodyFormat }
            "{name} is a union, and {format} has no form for it"
            help "send it as JSON or XML, or state a field for each variant, with the rule `exactly_one`";
        AsEntries { name: Quoted }
            "{name} is a union, which cannot be written as entries"
            help "remove `as: entries`";
        Datum { name: Quoted, datum: Span }
            "a contact cannot choose a variant of {name}"
            also datum "this datum is in a variant"
            help "remove `means` in the variants, or use an object";
    }
}
