//! The diagnostics of objects among parameters. WF0370 to WF0371.

use crate::pattern::automaton::LimitExceeded;
use crate::source::{Quoted, diagnostics};

diagnostics! {
    /// Diagnostics of objects among parameters.
    enum MembersDiagnostic;

    /// `members` is a template for the names of the parameters that an object becomes. It contains `$member` once. For a list
    /// of objects, it also contains `$index` once, the number of the object. `$name` is the name of the field.
    /// Each entry of a map becomes a parameter, and `$member` stands for its key. In JSON, each entry of a map becomes a member of the
    /// object around it.
    ///
    /// ```yaml fails
    /// body: form
    /// fields:
    ///   owner: { fields: { name: string }, form: { members: owner } }
    /// ```
    /// ```yaml passes
    /// body: form
    /// fields:
    ///   owner: { fields: { name: string }, form: { members: '$name[$member]' } }
    /// ```
    Error WF0370 "invalid `members`" {
        MembersTemplate
            "the template must contain `$member` exactly once, and no placeholder other than `$member`, `$name` and `$index`"
            help "write, for example, `'$name.$member'`";
        MembersOfList
            "the template of a list of objects must contain `$index` exactly once"
            help "write, for example, `'$name.$index.$member'`";
        IndexOfObject
            "`$index` stands for the number of an object in a list, but this field is a single object"
            help "remove `$index`";
        MembersOfScalar
            "`members` applies to objects, lists of objects and maps"
            help "remove `members`";
        MapInside
            "the entries of a map can be parameters only in a query string or a form, as a field or a parameter of the operation"
            help "move the map to the operation, or state an object with a member for each key";
        MapOfObjects
            "the values of this map are no texts and no lists of texts, and a parameter has a text"
            help "state an object with `members` for each key";
        MembersInJson
            "JSON writes only the entries of a map as members of the object around it"
            help "remove `members`, or state a map";
        MembersElsewhere
            "the entries are members of the object around the map, and `at` states another place"
            help "remove `at`, or move the map to a type of its own";
        MembersOfVariant
            "the entries of a variant cannot be told from those of another"
            help "remove `members`";
        MembersInResponse { name: Quoted }
            "a response does not read members without names of their own as entries of {name}"
            help "use a type without this map: `undescribed()` returns such members";
        TemplatesDiffer { name: Quoted }
            "a member of the object can have a name of both templates, that of this map and that of {name}"
            help "write `members: '$member'` at both, and give the keys of each map a `pattern`";
        SharedKeys { name: Quoted, key: Quoted }
            "this map and {name} can have the same key, for example {key}, so that an entry can be of either"
            help "give the keys of one map a `pattern` that excludes those of the other";
        KeysTooLarge { name: Quoted, limit: LimitExceeded }
            "the comparison of the keys of this map with those of {name} needs {limit}, which is the limit"
            help "use fewer or smaller counted repetitions in the `pattern` of their keys";
        TwoMaps
            "the entries of two maps are parameters of one request, so that an entry can be of either"
            help "state a single map";
        KeyBesideMembers { key: Quoted }
            "{key} has no effect beside `members`, because the object itself has no parameter"
            help "remove one of the two keys";
        SecretMembers
            "an object with `members` cannot be secret as a whole"
            help "write `secret: true` at its members";
        PlaceholderInName { name: Quoted }
            "the name {name} contains a placeholder of the templates `members` and `index`"
            help "give the field another name with `wire`, without `$name`, `$index` and `$member`";
        RecursiveMembers { name: Quoted }
            "{name} contains itself, so that the names of its parameters have no end"
            help "declare the members down to the depth that the page states, without a recursive type";
    }

    /// Two parameters of a request can get the same name from the templates `members` and `index`.
    ///
    /// ```yaml fails
    /// body: form
    /// fields:
    ///   owner_name: { type: string, required: true }
    ///   owner: { fields: { name: { type: string, required: true } }, form: { members: 'owner_$member' } }
    /// ```
    /// ```yaml passes
    /// body: form
    /// fields:
    ///   owner_name: { type: string, required: true }
    ///   owner: { fields: { name: { type: string, required: true } }, form: { members: 'owner.$member' } }
    /// ```
    Error WF0371 "two parameters can have one name" {
        SameParameter { name: Quoted, other: Quoted }
            "the parameter {name} can have the same name as {other}"
            help "change a template, or rename one of them with `wire`";
        AmbiguousNumbers { name: Quoted }
            "the name {name} has two numbers without a text between them, so that two parameters can have it"
            help "put a text that is not a number between them, for example `$name.$index` as `index`";
    }
}
