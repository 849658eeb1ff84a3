//! The diagnostics of types, facets and Rust names: WF0220 to WF0246.

use std::fmt;

use crate::plan::BodyFormat;
use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of types, facets and Rust names.
    enum TypeDiagnostic;

    /// `type: enum` needs `enum`, `type: object` needs `fields`, `type: union` needs `variants`, and `type: list` and `type: map` need `items`.
    ///
    /// ```yaml fails
    /// fields:
    ///   names: { type: list }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   names: { type: list, items: string }
    /// ```
    Error WF0220 "incomplete type" {
        Incomplete { ty: String, key: ImplyingKey, example: &'static str }
            "`type: {ty}` needs `{key}`"
            help "add `{key}`, for example `{example}`";
    }

    /// `enum` belongs to enums, `fields` to objects, `variants` to unions, `items` to lists and maps, and `keys` to maps. None of them can extend a named type. The separator
    /// of `join` is a text between scalar items.
    ///
    /// ```yaml fails
    /// fields:
    ///   name: { type: string, items: string }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   name: { type: list, items: string }
    /// ```
    Error WF0221 "keys of two types" {
        Conflict { key: ImplyingKey, ty: String }
            "`{key}` is not allowed beside `type: {ty}`"
            help "remove `{key}` or `type: {ty}`";
        EmptySeparator
            "the separator is empty"
            help "give a separator that no item contains";
        QuotedSeparators
            "the items of a list have quotation marks, or a number of separators, but not both"
            help "remove one of the two keys";
        QuotedByItself
            "a separator with a quotation mark or a backslash cannot be told from what is in quotation marks"
            help "remove `quoted`, or give a separator without these characters";
        JoinedInResponse
            "a response has no list whose items are in quotation marks, or contain the separator"
            help "declare a text in the response";
        KeyWithoutJoin { key: &'static str }
            "`{key}` has no effect without `join`"
            help "add `join`, or remove `{key}`";
        JoinedObjects
            "objects cannot be joined to one text"
            help "join only lists of texts, numbers and enums";
    }

    /// A type cannot contain itself, neither as an alias nor through fields or items, because its values would be infinite.
    ///
    /// ```yaml fails
    /// types:
    ///   Node: { type: object, fields: { next: { type: Node } } }
    /// ```
    /// ```yaml passes
    /// types:
    ///   Node: { type: object, fields: { next: { type: string } } }
    /// ```
    Error WF0222 "recursive type" {
        Recursive { name: Quoted }
            "the type {name} contains itself"
            help "remove the reference: a type can contain only other types";
    }

    /// Lengths, patterns, formats and checks apply to texts, bounds and `multipleOf` to numbers, and item counts to lists. On a list, facets of
    /// the items belong under `items`.
    ///
    /// ```yaml fails
    /// fields:
    ///   age: { type: integer, maxLength: 3 }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   age: { type: integer, maximum: 999 }
    /// ```
    Error WF0223 "facet that does not apply" {
        OfItems { key: &'static str }
            "`{key}` does not apply to a list"
            help "state facets of the items under `items`";
        NotApplicable { key: &'static str, ty: TypeNoun, group: FacetGroup }
            "`{key}` does not apply to {ty}"
            help if let FacetGroup::Text = group => "it applies to texts"
            help if let FacetGroup::Text = group => "for texts, give `type: string`"
            help if let FacetGroup::Number = group => "it applies to numbers"
            help if let FacetGroup::Number = group => "for numbers, give `type: integer` or `type: number`"
            help if let FacetGroup::List = group => "it applies to lists"
            help if let FacetGroup::List = group => "for lists, give `type: list`"
            help if let FacetGroup::Count = group => "it applies to lists and maps"
            help if let FacetGroup::Count = group => "for lists, give `type: list`, and for maps `type: map`";
        OfMapItems { key: &'static str }
            "`{key}` does not apply to a map"
            help "state facets of the keys under `keys`, and those of the values under `items`";
        JoinWithoutList
            "`join` applies only to lists"
            help "give `type: list` and `items`";
        MatchWithoutPattern
            "`match` has no effect without `pattern`"
            help "give `pattern` beside it, or remove `match`";
        PatternOfBoolean
            "`pattern` does not apply to a boolean"
            help "it applies to texts: `set_of: string` or `type: string`";
        PatternOfListedFact
            "`pattern` does not apply to a fact whose values are listed"
            help "it applies to texts: `set_of: string` or `type: string`";
    }

    /// The minimum is greater than the maximum, so no value is valid. The facets of the named type and of the field both apply.
    ///
    /// ```yaml fails
    /// fields:
    ///   age: { type: integer, minimum: 10, maximum: 9 }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   age: { type: integer, minimum: 9, maximum: 10 }
    /// ```
    Error WF0224 "empty range" {
        EmptyRange { least_key: &'static str, least: String, greatest_key: &'static str, greatest: String, maximum: Span }
            "`{least_key}` {least} is greater than `{greatest_key}` {greatest}"
            also maximum "the maximum"
            help "raise `{greatest_key}` or lower `{least_key}`";
        EmptyRangeWithType { least_key: &'static str, least: String, greatest_key: &'static str, greatest: String }
            "`{least_key}` {least} is greater than `{greatest_key}` {greatest}"
            help "raise `{greatest_key}` or lower `{least_key}`, here or on the named type";
    }

    /// The items of a list with `unique_by` are objects. A member of a key is a text, a number, a boolean, a date, a point in time or an
    /// enum, because values of other types are not compared. It has no constant, which would be the same in all items.
    ///
    /// ```yaml fails
    /// fields:
    ///   phones: { type: list, items: string, unique_by: type }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   phones: { type: list, items: { fields: { type: string, number: string } }, unique_by: type }
    /// ```
    Error WF0245 "key of items" {
        KeyWithoutObjects
            "`unique_by` needs a list of objects"
            help "to refuse equal items, give `uniqueItems: true`";
        KeyOfOtherType { name: Quoted, ty: TypeNoun }
            "{name} cannot be in a key: it is {ty}"
            help "name members that are texts, numbers, booleans, dates, points in time or enums";
        KeyOfConstant { name: Quoted }
            "{name} has the same value in all items"
            help "name a member that differs between items";
        RepeatedMemberOfKey { name: Quoted }
            "{name} is named twice in the key"
            help "name each member once";
    }

    /// Each step of `normalize` must still hold after all steps, so that normalizing a value again changes nothing. After
    /// `[trim, remove: '-']`, the text `- a` begins with a space, which `trim` should have removed. The steps of a named type come
    /// before those of the field that uses it. The keys of a map are not normalized, because two keys could become the same.
    ///
    /// ```yaml fails
    /// fields:
    ///   number: { type: string, normalize: [trim, { remove: '-' }] }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   number: { type: string, normalize: [{ remove: '-' }, trim] }
    /// ```
    Error WF0246 "normal form" {
        UndoneNormalStep { step: &'static str, undone: &'static str, before: Quoted, after: Quoted, again: Quoted, can_move: bool }
            "`{step}` undoes `{undone}`: {before} becomes {after}, which `{undone}` would change to {again}"
            help if let true = can_move => "put `{step}` before the other steps"
            help if let false = can_move => "keep one of `{step}` and `{undone}`";
        RepeatedNormalStep { step: &'static str }
            "the steps contain `{step}` twice"
            help "remove one of them; the steps of the named type come before these";
        TooManyNormalSteps { most: usize }
            "a text has at most {most} steps"
            help "put the characters of all `remove` steps into one; the steps of the named type count as well";
        TooManyRemovals
            "the steps remove and replace too many different sets of characters"
            help "put the characters of all `remove` steps into one";
        ReplacedText { text: Quoted }
            "{text} is not one character"
            help "give one character as the key, and the text that replaces it as the value";
        ReplacedAgain { character: Quoted, text: Quoted }
            "{character} becomes {text}, which has a character that is replaced itself"
            help "leave out the characters that the texts of `replace` contain";
        EmptyRemoval
            "`remove` has no characters"
            help "write the characters to remove in quotes, for example `remove: ' -.'`";
        ComparedWithOtherForm { text: Quoted, normal: Quoted }
            "no value of the field equals {text}, because the field normalizes its values"
            help "write {text} as the field normalizes it: {normal}";
        NormalizedKeys
            "`normalize` does not apply to the keys of a map, because two keys could become the same"
            help "remove `normalize`, or give the keys a type without it";
    }

    /// A bound of an integer is a whole number of 64 bits. The number of `multipleOf` is greater than 0 and has at most 18 digits
    /// that are not zeros at its ends. If a named type and the field that uses it both state one, one number must be a multiple of
    /// the other.
    ///
    /// ```yaml fails
    /// fields:
    ///   price: { type: number, multipleOf: 0 }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   price: { type: number, multipleOf: 0.01 }
    /// ```
    Error WF0234 "facet of a number" {
        BoundOfInteger { key: &'static str, text: Quoted }
            "`{key}` of an integer cannot be {text}"
            help "write a whole number of 64 bits, or give `type: number`";
        NotADivisor { text: Quoted }
            "`multipleOf` cannot be {text}"
            help "write a number greater than 0 with at most 18 digits";
        DivisorsOfTypes { base: Quoted, text: Quoted }
            "the named type has `multipleOf` {base}, and neither {base} nor {text} is a multiple of the other"
            help "state the least common multiple of both numbers here";
    }

    /// The named type counts its length in one unit, and the field in another.
    ///
    /// ```yaml fails
    /// types:
    ///   Name: { type: string, maxLength: 10, lengthUnit: bytes }
    /// fields:
    ///   name: { type: Name, lengthUnit: utf16 }
    /// ```
    /// ```yaml passes
    /// types:
    ///   Name: { type: string, maxLength: 10, lengthUnit: bytes }
    /// fields:
    ///   name: { type: Name, maxLength: 5 }
    /// ```
    Error WF0225 "lengths in two units" {
        LengthUnits
            "the named type counts its length in another unit"
            help "give both lengths in one unit, or use another type";
    }

    /// `string`, `integer`, `number`, `any`, `boolean`, `date`, `timestamp`, `list`, `map`, `object`, `union` and `enum` are built-in types and
    /// cannot be defined.
    ///
    /// ```yaml fails
    /// types:
    ///   date: { type: string, maxLength: 10 }
    /// ```
    /// ```yaml passes
    /// types:
    ///   Day: { type: string, maxLength: 10 }
    /// ```
    Error WF0227 "type with the name of a built-in type" {
        BuiltInName { name: Quoted }
            "{name} is a built-in type"
            help "give the type another name";
    }

    /// The items of a list and the values of a map can be lists and maps. JSON carries them. Such a list cannot be one text.
    ///
    /// ```yaml fails
    /// fields:
    ///   rows: { type: list, items: { type: list, items: string, join: ',' } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   rows: { type: list, items: { type: list, items: string } }
    /// ```
    Error WF0228 "list or map inside another that cannot be written" {
        JoinedInside
            "a list inside a list or a map cannot be one text"
            help "remove `join`, or put the list into an object";
        NestedOutsideJson { name: Quoted, format: BodyFormat }
            "{name} contains lists or maps, and {format} has no form for a list or a map inside another"
            help "send it as JSON, or put the inner list or map into an object";
        InnerWithoutItem { name: Quoted }
            "the lists in {name} have no name for the elements of their items"
            help "give the items of {name} `xml: {{ item: … }}`, or put the inner list into an object";
    }

    /// A map has texts as keys: texts with facets, or the values of an enum.
    ///
    /// ```yaml fails
    /// fields:
    ///   extra: { type: map, keys: integer, items: string }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   extra: { type: map, keys: { pattern: '[A-Z_]+' }, items: string }
    /// ```
    Error WF0238 "map that cannot be written" {
        KeysOfOtherType
            "the keys of a map are texts"
            help "give `type: string` or `enum`";
        MapOutsideJson { name: Quoted, format: BodyFormat }
            "{name} is a map, and {format} has no form for it"
            help "send it as JSON, or state an object with a member for each key";
    }

    /// A field of `type: any` has any JSON value, so only JSON can carry it: as a member, as an item of a list, or as a value of a map.
    /// A field of `type: element` has any XML element, so only XML can carry it: as the content of the field's element. The items of a list
    /// stand beside each other in this element.
    ///
    /// ```yaml fails
    /// fields:
    ///   extra: { type: list, items: any, join: ',' }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   extra: { type: list, items: any }
    /// ```
    Error WF0244 "JSON or XML where it cannot be" {
        AnyOutsideJson { name: Quoted, format: BodyFormat }
            "{name} is any JSON value, and {format} has no form for it"
            help "send it as JSON, or state the type that the value has";
        AnyInParameter { name: Quoted }
            "{name} is a value that the schema does not describe, and a path or a header has no form for it"
            help "state the type that the value has";
        JoinedAny
            "`join` cannot join items that the schema does not describe"
            help "remove `join`, or state the type of the items";
        ElementOutsideXml { name: Quoted, format: BodyFormat }
            "{name} is an XML element, and {format} has no form for it"
            help "send it as XML, or state the type that the value has";
        ElementInOther { name: Quoted }
            "{name} contains XML elements, and only a field or the items of its list can be one"
            help "make a list of objects, each with a field of `type: element`";
        ElementWithoutAround { name: Quoted }
            "{name} is an XML element, and stands for an attribute or the text of another one"
            help "give the field the name of an element, which then is around the value";
        StyleOfElements { key: &'static str }
            "`{key}` has no effect, because XML elements have names of their own"
            help "remove `{key}`: the items stand in one element with the name of the field";
    }

    /// `include` adds the fields of an object type in `types`.
    ///
    /// ```yaml fails
    /// types:
    ///   Name: { type: string }
    /// include: [Name]
    /// ```
    /// ```yaml passes
    /// types:
    ///   Name: { type: object, fields: { first: string } }
    /// include: [Name]
    /// ```
    Error WF0229 "include of a type without fields" {
        NotAnObject { name: Quoted }
            "{name} is not an object"
            help "include only object types";
    }

    /// In a response, an object without fields stands for any JSON object. A request must state what it sends.
    ///
    /// ```yaml fails
    /// fields:
    ///   owner: { type: object, fields: {} }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   owner: { type: object, fields: { name: string } }
    /// ```
    Error WF0230 "object without fields in a request" {
        EmptyObject { name: Quoted }
            "a request sends {name}, which has no fields"
            help "state its fields under `fields`";
    }

    /// The named type has a check with this name. Both checks would apply, and violations could not distinguish them.
    ///
    /// ```yaml fails
    /// types:
    ///   Code: { type: string, all_of: { digit: { contains: '[0-9]', says: must contain a digit } } }
    /// fields:
    ///   code: { type: Code, all_of: { digit: { contains: '[1-9]', says: must contain a digit from 1 to 9 } } }
    /// ```
    /// ```yaml passes
    /// types:
    ///   Code: { type: string, all_of: { digit: { contains: '[0-9]', says: must contain a digit } } }
    /// fields:
    ///   code: { type: Code, all_of: { high: { contains: '[1-9]', says: must contain a digit from 1 to 9 } } }
    /// ```
    Error WF0231 "two checks with one name" {
        DuplicateCheck { name: Quoted }
            "the named type already has a check {name}"
            help "rename one of the two";
    }

    /// At most 64 types are nested: an alias of an alias, or an object in an object.
    ///
    /// ```yaml fails
    /// types: {
    ///   T0: { type: string }, T1: { type: T0 }, T2: { type: T1 }, T3: { type: T2 }, T4: { type: T3 },
    ///   T5: { type: T4 }, T6: { type: T5 }, T7: { type: T6 }, T8: { type: T7 }, T9: { type: T8 },
    ///   T10: { type: T9 }, T11: { type: T10 }, T12: { type: T11 }, T13: { type: T12 }, T14: { type: T13 },
    ///   T15: { type: T14 }, T16: { type: T15 }, T17: { type: T16 }, T18: { type: T17 }, T19: { type: T18 },
    ///   T20: { type: T19 }, T21: { type: T20 }, T22: { type: T21 }, T23: { type: T22 }, T24: { type: T23 },
    ///   T25: { type: T24 }, T26: { type: T25 }, T27: { type: T26 }, T28: { type: T27 }, T29: { type: T28 },
    ///   T30: { type: T29 }, T31: { type: T30 }, T32: { type: T31 }, T33: { type: T32 }, T34: { type: T33 },
    ///   T35: { type: T34 }, T36: { type: T35 }, T37: { type: T36 }, T38: { type: T37 }, T39: { type: T38 },
    ///   T40: { type: T39 }, T41: { type: T40 }, T42: { type: T41 }, T43: { type: T42 }, T44: { type: T43 },
    ///   T45: { type: T44 }, T46: { type: T45 }, T47: { type: T46 }, T48: { type: T47 }, T49: { type: T48 },
    ///   T50: { type: T49 }, T51: { type: T50 }, T52: { type: T51 }, T53: { type: T52 }, T54: { type: T53 },
    ///   T55: { type: T54 }, T56: { type: T55 }, T57: { type: T56 }, T58: { type: T57 }, T59: { type: T58 },
    ///   T60: { type: T59 }, T61: { type: T60 }, T62: { type: T61 }, T63: { type: T62 }, T64: { type: T63 },
    ///   T65: { type: T64 }
    ///   }
    /// ```
    /// ```yaml passes
    /// types:
    ///   Inner: { type: string }
    ///   Outer: { type: Inner }
    /// ```
    Error WF0232 "too many nested types" {
        TooDeep { limit: usize }
            "more than {limit} types are nested here"
            help "use the innermost types directly";
    }

    /// The fields of an operation, and of the objects in them, have at most 10,000 paths. Objects that contain one another
    /// several times have exponentially many: 26 types of which each contains the next one twice have 67 million. Generated
    /// code has a constant for each path. Use fewer nested objects. There is no example here, because it would need many
    /// types.
    Error WF0233 "too many nested fields" {
        TooManyPaths { name: Quoted, limit: usize }
            "with {name}, there are more than {limit} paths to nested fields"
            help "use fewer objects that contain one another";
    }

    /// A map of names, such as `fields`, `enum` or `operations`, has at most 5000 entries, so that compiling is fast.
    /// Move entries to object types, or to other schemas. There is no example here, because it would need 5001 entries.
    Error WF0389 "map with too many entries" {
        TooManyEntries { limit: usize }
            "this map has more than {limit} entries, and this entry is the first beyond the limit"
            help "move entries to object types, or to other schemas";
    }
}

/// The types that a facet applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FacetGroup {
    /// Texts.
    Text,
    /// Integers and decimal numbers.
    Number,
    /// Lists.
    List,
    /// Lists and maps.
    Count,
}

/// A kind of type, as a sentence names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeNoun {
    Text,
    Integer,
    Number,
    Any,
    Element,
    Boolean,
    Date,
    Timestamp,
    Enum,
    Object,
    List,
    Map,
}

impl fmt::Display for TypeNoun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "a text",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Any => "any JSON value",
            Self::Element => "an XML element",
            Self::Boolean => "a boolean",
            Self::Date => "a date",
            Self::Timestamp => "a timestamp",
            Self::Enum => "an enum",
            Self::Object => "an object",
            Self::List => "a list",
            Self::Map => "a map",
        })
    }
}

/// A key that implies the type of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ImplyingKey {
    Enum,
    Fields,
    Variants,
    Items,
    Keys,
}

impl ImplyingKey {
    /// Returns the key with a value.
    pub(in crate::resolve) fn example(&self) -> &'static str {
        match self {
            Self::Enum => "enum: { PERSON: A natural person }",
            Self::Fields => "fields: { name: string }",
            Self::Variants => "variants: { card: string, iban: string }",
            Self::Items => "items: string",
            Self::Keys => "keys: { pattern: '[A-Z]+' }",
        }
    }
}

impl fmt::Display for ImplyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Enum => "enum",
            Self::Fields => "fields",
            Self::Variants => "variants",
            Self::Items => "items",
            Self::Keys => "keys",
        })
    }
}
