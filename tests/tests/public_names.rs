//! The public names of the runtime.
//!
//! Input: `src/lib.rs`, `src/contact/mod.rs` and `src/response/mod.rs`. The test fails if a name was added or removed without a change to the
//! lists below. People write every name at the root. All other names are in `__rt`.

use std::collections::BTreeSet;
use std::fs;

use syn::{Item, UseTree, Visibility};
use wireform_tests::downstream::workspace;

/// The names at the root. Each is written by somebody who builds, checks or sends requests.
const ROOT: &[&str] = &[
    // Requests.
    "ApiRequest",
    "AtSending",
    "HttpRequest",
    "Header",
    "Invalid",
    "Valid",
    "Server",
    "CustomServer",
    "Secret",
    // Signatures.
    "Moment",
    "RequestParts",
    "SignError",
    "Signer",
    "TakesMoment",
    // Violations and policies.
    "Code",
    "Facet",
    "Field",
    "Policy",
    "Rule",
    "UnknownName",
    "Violation",
    "Violations",
    "Waivers",
    // Updates of what was read.
    "FromRead",
    "NotRead",
    "NotReadReason",
    // The type of a field in struct literals, and the bound of functions that accept unchanged values.
    "Kept",
    "WritesBack",
    // Values of fields and facts.
    "Date",
    "DateError",
    "Decimal",
    "DecimalError",
    "Fact",
    "Format",
    "JsonText",
    "JsonTextError",
    "KnownEnum",
    "List",
    "Map",
    "Open",
    "Patch",
    "Timestamp",
    "TimestampError",
    "XmlText",
    "XmlTextError",
    // Entry points.
    "Wireform",
    "generated",
    "include_schema",
    // Modules.
    "contact",
    "derive",
    "response",
];

/// The names in `wireform::contact`.
const CONTACT: &[&str] = &[
    "Addressed",
    "Adjustment",
    "Adjustments",
    "AsRead",
    "Candidate",
    "Change",
    "Choices",
    "Chosen",
    "Contact",
    "ContactKind",
    "Conversion",
    "Fitted",
    "FromContact",
    "JsContact",
    "Mapping",
    "Objection",
    "ReadError",
    "ReadsContact",
    "Refusal",
    "RefusalCode",
    "Refusals",
    "Removal",
    "Sent",
    "Unread",
    "Verdict",
    "Verdicts",
    "check_all",
];

/// The names in `wireform::response`.
const RESPONSE: &[&str] = &[
    // What a request promises about its responses.
    "ParseResponse",
    "ResponseParts",
    // What a caller asks of every response.
    "Refusal",
    "Reported",
    "Retry",
    "Session",
    "State",
    "Success",
    "Undescribed",
    "Wait",
    // What a caller handles if the call did not succeed.
    "CallError",
    "MalformedAt",
    "Unexpected",
    "UnexpectedReason",
];

#[test]
fn root_names_are_the_listed_ones() {
    check("src/lib.rs", ROOT);
}

#[test]
fn contact_names_are_the_listed_ones() {
    check("src/contact/mod.rs", CONTACT);
}

#[test]
fn response_names_are_the_listed_ones() {
    check("src/response/mod.rs", RESPONSE);
}

/// Compares the public names of a module with a list.
fn check(file: &str, listed: &[&str]) {
    let text = fs::read_to_string(workspace().join(file)).expect(file);
    let module = syn::parse_file(&text).expect(file);
    let found: BTreeSet<String> = module.items.iter().flat_map(public_names).collect();
    let listed: BTreeSet<String> = listed.iter().map(|&name| name.to_owned()).collect();
    let added: Vec<&String> = found.difference(&listed).collect();
    let removed: Vec<&String> = listed.difference(&found).collect();
    assert!(
        added.is_empty() && removed.is_empty(),
        "{file}: public and not listed {added:?}; listed and not public {removed:?}"
    );
}

/// Returns the public names that an item declares. Names that begin with `__` are hidden from the documentation.
fn public_names(item: &Item) -> Vec<String> {
    let is_public = |visibility: &Visibility| matches!(visibility, Visibility::Public(_));
    let mut names = Vec::new();
    match item {
        Item::Use(it) if is_public(&it.vis) => used_names(&it.tree, &mut names),
        Item::Mod(it) if is_public(&it.vis) => names.push(it.ident.to_string()),
        Item::Fn(it) if is_public(&it.vis) => names.push(it.sig.ident.to_string()),
        Item::Struct(it) if is_public(&it.vis) => names.push(it.ident.to_string()),
        Item::Enum(it) if is_public(&it.vis) => names.push(it.ident.to_string()),
        Item::Trait(it) if is_public(&it.vis) => names.push(it.ident.to_string()),
        Item::Type(it) if is_public(&it.vis) => names.push(it.ident.to_string()),
        Item::Const(it) if is_public(&it.vis) => names.push(it.ident.to_string()),
        Item::Static(it) if is_public(&it.vis) => names.push(it.ident.to_string()),
        Item::Macro(it) if it.attrs.iter().any(|at| at.path().is_ident("macro_export")) => {
            names.extend(it.ident.as_ref().map(ToString::to_string));
        }
        _ => {}
    }
    names.retain(|name| !name.starts_with("__"));
    names
}

/// Collects the names that a `use` declaration brings into scope.
fn used_names(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => used_names(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        UseTree::Glob(_) => names.push("*".to_owned()),
        UseTree::Group(group) => group.items.iter().for_each(|it| used_names(it, names)),
    }
}
