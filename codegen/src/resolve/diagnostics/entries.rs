//! The diagnostics of objects and maps that are written as entries: WF0239.

use crate::source::{Quoted, Span, diagnostics};

diagnostics! {
    /// Diagnostics of objects and maps that are written as entries.
    enum EntryDiagnostic;

    /// `as: entries` writes an object or a map as a list of entries. `key` says where an entry has the name of the member, or the key of
    /// the map, and `value` where it has the value. An entry has one key and one value. Among parameters, both are templates of names,
    /// in which `$index` stands for the number of the entry.
    ///
    /// ```yaml fails
    /// fields:
    ///   extra: { type: map, items: string, json: { as: entries, key: Name } }
    /// ```
    /// ```yaml passes
    /// fields:
    ///   extra: { type: map, items: string, json: { as: entries, key: Name, value: Value } }
    /// ```
    Error WF0239 "entries that cannot be written" {
        Incomplete
            "`as: entries` needs `key` and `value`"
            help "give both, for example `key: Name, value: Value`";
        SameName
            "the key and the value of an entry have the same place"
            help "give the value another name";
        ContentBesideKey
            "the content of an entry cannot be its value, because the key is an element in it"
            help "give `key: '@name'` for an attribute, or an element for the value";
        EntryTemplate
            "the name of a parameter of an entry needs `$index` exactly once, and has no placeholder other than `$index` and `$name`"
            help "write, for example, `key: '$name.$index.key', value: '$name.$index.value'`";
        EntriesOfOther
            "`as: entries` applies only to objects and maps"
            help "remove it; `list` says how a list is written";
        KeyWithoutEntries { key: &'static str }
            "`{key}` has no effect without `as: entries`"
            help "give `as: entries`, or remove `{key}`";
        EntriesInItems
            "the items of a list, or the values of a map, cannot be written as entries"
            help "put them into an object with a field that is written as entries";
        AttributeOfEntries
            "an entry has no other attributes"
            help "remove it, or give `list: wrap` and `item`, so that the element around the entries has it";
        AttributeOfValue { name: Quoted, member: Span }
            "the value of the entry {name} has attributes, and an entry has only its key"
            also member "the member with this value"
            help "write the attributes as elements, or write the object as an object";
        Member { name: Quoted, member: Span }
            "the member {name} cannot be one entry"
            also member "this member has groups, attributes, repeated elements or entries of its own"
            help "write the member as one node, or write the object as an object";
    }
}
