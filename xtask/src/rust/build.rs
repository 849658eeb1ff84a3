//! Generates the functions that build the syntax tree from the tree of nodes.

use std::fmt::Write as _;

use super::snake;
use super::structs::{Field, Struct, parts};
use crate::language::Construct;

/// Returns the code of `syntax/build/table.rs`.
pub(crate) fn write(structs: &[Struct<'_>]) -> String {
    let mut out = String::from(
        "//! Reads the constructs of the language.\n\nuse super::read::*;\nuse super::special;\n\
         use crate::source::{NodeKind, Node};\nuse crate::syntax::keys::Id;\nuse crate::syntax::tree;\n\n",
    );
    for (name, fields) in parts(structs) {
        write_part(&mut out, name, &fields);
    }
    for structure in structs {
        match &structure.constructs[..] {
            [only] => write_one(&mut out, structure, only),
            several => write_family(&mut out, structure, several),
        }
    }
    out
}

fn write_part(out: &mut String, name: &str, fields: &[&Field]) {
    let _ = writeln!(
        out,
        "/// Reads the {} from the keys of a construct.\nfn read_{}<'n>(get: impl Fn(&str) -> Option<&'n Node>) -> tree::{name} {{\n\
         tree::{name} {{",
        snake(name),
        snake(name)
    );
    for field in fields {
        write_field(out, field);
    }
    out.push_str("}\n}\n\n");
}

/// Writes the reader of a construct that has its own struct.
fn write_one(out: &mut String, structure: &Struct<'_>, construct: &Construct) {
    let name = &structure.name;
    let _ = writeln!(
        out,
        "/// Reads {}.\npub(in crate::syntax) fn read_{}(node: &Node) -> tree::{name} {{",
        article(&construct.name),
        snake(&construct.id)
    );
    write_shorthand(out, structure, construct);
    out.push_str("let get = |key: &str| node.get(key);\n");
    write_literal(out, structure);
    out.push_str("}\n\n");
}

/// Writes the readers of constructs that share a struct. Each reads only its own keys.
fn write_family(out: &mut String, structure: &Struct<'_>, constructs: &[&Construct]) {
    let (name, stem) = (&structure.name, snake(&structure.name));
    for construct in constructs {
        let id = &construct.id;
        let _ = writeln!(
            out,
            "/// Reads {}.\npub(in crate::syntax) fn read_{}(node: &Node) -> tree::{name} {{\nread_any_{stem}(node, Id::{id})\n}}\n",
            article(&construct.name),
            snake(id)
        );
    }
    let _ = writeln!(
        out,
        "fn read_any_{stem}(node: &Node, id: Id) -> tree::{name} {{"
    );
    write_shorthand(out, structure, constructs[0]);
    out.push_str(
        "// The checker has reported keys that the construct does not have. They are not read.\n\
         let get = |key: &str| id.construct().key(key).and_then(|key| node.get(key.name));\n",
    );
    write_literal(out, structure);
    out.push_str("}\n\n");
}

fn write_shorthand(out: &mut String, structure: &Struct<'_>, construct: &Construct) {
    let Some(key) = &construct.shorthand else {
        return;
    };
    let field = structure
        .fields
        .iter()
        .find(|field| field.key.as_ref() == Some(key));
    let Some(field) = field else { return };
    let span = if structure.span {
        "span: node.span, "
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "if let NodeKind::Scalar(_) = node.kind {{\nreturn tree::{} {{ {span}{}: {}, ..tree::{}::default() }};\n}}",
        structure.name,
        field.name,
        field.read.replace('$', "Some(node)"),
        structure.name
    );
}

fn write_literal(out: &mut String, structure: &Struct<'_>) {
    let _ = writeln!(out, "tree::{} {{", structure.name);
    if structure.span {
        out.push_str("span: node.span,\n");
    }
    if let Some(part) = structure.part() {
        let _ = writeln!(out, "{}: read_{}(get),", snake(part), snake(part));
    }
    for field in structure.own() {
        write_field(out, field);
    }
    out.push_str("}\n");
}

fn write_field(out: &mut String, field: &Field) {
    let key = field.key.as_deref().unwrap_or_default();
    let read = field.read.replace('$', &format!("get({key:?})"));
    let _ = writeln!(out, "{}: {read},", field.name);
}

/// Returns a name with its article.
fn article(name: &str) -> String {
    let vowel = name.starts_with(['a', 'e', 'i', 'o', 'u']) || name.starts_with("XML");
    format!("{} {name}", if vowel { "an" } else { "a" })
}
