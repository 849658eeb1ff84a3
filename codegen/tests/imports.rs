//! Checks the imports between the files of `codegen/src`: no circles, and each stage knows only the stages before it.
//!
//! Every path counts: in a `use`, in an expression, in a type, and in the arguments of a macro. Quoted code is emitted
//! code and does not count. A path to a re-exported item leads to the file that defines the item.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;

/// The stages in order, by the first component below `src`: each may name those above it in this list.
const STAGES: &[&str] = &[
    "plan", "source", "syntax", "pattern", "draft", "resolve", "lint", "lower", "layout", "emit",
    "compile", "compiler", "explain", "lib",
];

/// Stages that a file of an earlier stage names.
const AGAINST_THE_ORDER: &[(&str, &str)] = &[];

/// Stages with files that import each other. In `syntax`, generated tables call the hand-written readers and printers of what
/// the table of the language cannot express, and these call the tables for the constructs inside.
const WITH_CIRCLES: &[&str] = &["syntax"];

/// Macros whose arguments are emitted code.
const QUOTES: &[&str] = &["quote", "quote_spanned", "parse_quote"];

/// A module: a file, or an inline module in a file.
struct Module {
    /// The path of the file below `src`.
    file: String,
    /// The names of the items that the module defines.
    items: BTreeSet<String>,
    /// The path from the root of each imported name.
    imports: BTreeMap<String, Vec<String>>,
    /// The modules that are imported with a `*`.
    globs: Vec<Vec<String>>,
    /// Every path that the module names, from the root.
    paths: BTreeSet<Vec<String>>,
}

/// All modules, by their paths from the root.
struct Modules(BTreeMap<Vec<String>, Module>);

impl Modules {
    fn read() -> Self {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut modules = Self(BTreeMap::new());
        for file in rust_files(&source) {
            let relative = file.strip_prefix(&source).unwrap();
            let relative = relative.to_str().unwrap().replace('\\', "/");
            let text = std::fs::read_to_string(&file).unwrap();
            let items = syn::parse_file(&text).unwrap().items;
            modules.add(module_path(&relative), &relative, &items);
        }
        modules
    }

    fn add(&mut self, path: Vec<String>, file: &str, items: &[syn::Item]) {
        let mut module = Module {
            file: file.to_owned(),
            items: BTreeSet::new(),
            imports: BTreeMap::new(),
            globs: Vec::new(),
            paths: BTreeSet::new(),
        };
        let children: BTreeSet<String> = items.iter().filter_map(child_module).collect();
        for item in items {
            if is_test(item) {
                continue;
            }
            if let syn::Item::Mod(inline) = item {
                if let Some((_, items)) = &inline.content {
                    let mut path = path.clone();
                    path.push(inline.ident.to_string());
                    self.add(path, file, items);
                }
                continue;
            }
            module.items.extend(defined_name(item));
            scan(
                item.to_token_stream(),
                &mut Reader {
                    at: &path,
                    children: &children,
                    module: &mut module,
                    nested: !matches!(item, syn::Item::Use(_)),
                },
            );
        }
        self.0.insert(path, module);
    }

    /// Returns the module that defines what a path names; `None` if the path leads out of the crate.
    fn resolve(&self, path: &[String], depth: usize) -> Option<&Module> {
        let mut at = Vec::new();
        for (index, segment) in path.iter().enumerate() {
            at.push(segment.clone());
            if self.0.contains_key(&at) {
                continue;
            }
            at.pop();
            let module = &self.0[&at];
            if let Some(target) = module.imports.get(segment).filter(|_| depth < 8) {
                let mut target = target.clone();
                target.extend_from_slice(&path[index + 1..]);
                return self.resolve(&target, depth + 1);
            }
            let by_glob = module.globs.iter().find(|glob| {
                let target = self.0.get(*glob);
                target.is_some_and(|target| target.items.contains(segment))
            });
            return by_glob.map_or(Some(module), |glob| self.0.get(glob));
        }
        self.0.get(&at)
    }

    /// Returns the files that each file imports.
    fn imports(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut imports: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for module in self.0.values() {
            let named = module.paths.iter();
            let targets = named.filter_map(|path| self.resolve(path, 0));
            let files = targets.map(|target| target.file.as_str());
            let entry = imports.entry(&module.file).or_default();
            entry.extend(files.filter(|file| *file != module.file));
        }
        imports
    }
}

/// The state of a scan of tokens.
struct Reader<'a> {
    at: &'a [String],
    children: &'a BTreeSet<String>,
    module: &'a mut Module,
    /// Whether an import is inside a function, where no other module sees it.
    nested: bool,
}

impl Reader<'_> {
    /// Notes a path as it is written, if it leads into the crate.
    fn note(&mut self, segments: &[String]) -> Option<Vec<String>> {
        let mut rest = segments;
        let mut path = self.at.to_vec();
        let (first, after) = rest.split_first()?;
        match first.as_str() {
            "crate" => (path, rest) = (Vec::new(), after),
            "self" => rest = after,
            "super" => {
                while let Some((_, after)) =
                    rest.split_first().filter(|(first, _)| *first == "super")
                {
                    path.pop();
                    rest = after;
                }
            }
            name if self.children.contains(name) => {}
            _ => return None,
        }
        path.extend_from_slice(rest);
        self.module.paths.insert(path.clone());
        Some(path)
    }

    fn import(&mut self, tree: &syn::UseTree, mut prefix: Vec<String>) {
        let mut named = |reader: &mut Self, name: &syn::Ident, alias: &syn::Ident| {
            if name != "self" {
                prefix.push(name.to_string());
            }
            let Some(path) = reader.note(&prefix) else {
                return;
            };
            let alias = if alias == "self" {
                path.last().cloned()
            } else {
                Some(alias.to_string())
            };
            if let Some(alias) = alias.filter(|_| !reader.nested) {
                reader.module.imports.insert(alias, path);
            }
        };
        match tree {
            syn::UseTree::Name(leaf) => named(self, &leaf.ident, &leaf.ident),
            syn::UseTree::Rename(leaf) => named(self, &leaf.ident, &leaf.rename),
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.import(&path.tree, prefix);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, prefix.clone());
                }
            }
            syn::UseTree::Glob(_) => {
                if let Some(path) = self.note(&prefix) {
                    self.module.globs.push(path);
                }
            }
        }
    }
}

/// Reads every path in the tokens.
fn scan(tokens: TokenStream, reader: &mut Reader<'_>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_punct = |at: usize, c: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == c);
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => scan(group.stream(), reader),
            TokenTree::Ident(word) if word == "use" => {
                let end = (at..tokens.len())
                    .find(|&at| is_punct(at, ';'))
                    .unwrap_or(at);
                let import = tokens[at..=end].iter().cloned().collect();
                if let Ok(import) = syn::parse2::<syn::ItemUse>(import) {
                    reader.import(&import.tree, Vec::new());
                    at = end;
                }
            }
            // A visibility names no item.
            TokenTree::Ident(word) if word == "pub" => {
                if matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
                {
                    at += 1;
                }
            }
            TokenTree::Ident(word)
                if QUOTES.contains(&word.to_string().as_str()) && is_punct(at + 1, '!') =>
            {
                at += 2
            }
            TokenTree::Ident(word)
                if !(is_punct(at.wrapping_sub(1), ':') && is_punct(at.wrapping_sub(2), ':')) =>
            {
                let mut path = vec![word.to_string()];
                while is_punct(at + 1, ':') && is_punct(at + 2, ':') {
                    let Some(TokenTree::Ident(next)) = tokens.get(at + 3) else {
                        break;
                    };
                    path.push(next.to_string());
                    at += 3;
                }
                if path.len() > 1 {
                    reader.note(&path);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // Modules of tests may use anything.
            if !path.ends_with("tests") {
                files.extend(rust_files(&path));
            }
        } else if !path.ends_with("tests.rs")
            && path.extension().is_some_and(|extension| extension == "rs")
        {
            files.push(path);
        }
    }
    files
}

/// Returns the path of the module that is a file below `src`.
fn module_path(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    let segments = path.split('/').filter(|segment| *segment != "lib");
    segments.map(str::to_owned).collect()
}

/// Returns whether an item is a module of tests.
fn is_test(item: &syn::Item) -> bool {
    let syn::Item::Mod(module) = item else {
        return false;
    };
    let texts = module
        .attrs
        .iter()
        .map(|it| it.to_token_stream().to_string());
    texts
        .into_iter()
        .any(|text| text.replace(' ', "") == "#[cfg(test)]")
}

fn child_module(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Mod(module) => Some(module.ident.to_string()),
        _ => None,
    }
}

/// Returns the name of the item that others can name.
fn defined_name(item: &syn::Item) -> Option<String> {
    let name = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// Returns the stage that a file belongs to.
fn stage(file: &str) -> &str {
    let first = file.split('/').next().unwrap();
    first.trim_end_matches(".rs")
}

/// Returns the files that can be reached from a file by imports.
fn reachable<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut todo: Vec<&str> = imports[from].iter().copied().collect();
    while let Some(file) = todo.pop() {
        if reached.insert(file) {
            todo.extend(&imports[file]);
        }
    }
    reached
}

#[test]
fn no_files_import_each_other() {
    let modules = Modules::read();
    let imports = modules.imports();
    assert!(imports.len() > 100, "the walk has missed files");
    let reached: BTreeMap<&str, BTreeSet<&str>> = imports
        .keys()
        .map(|file| (*file, reachable(&imports, file)))
        .collect();
    let mut circles: BTreeMap<&str, BTreeSet<Vec<&str>>> = BTreeMap::new();
    for (file, reachable) in &reached {
        let in_circle = reachable
            .iter()
            .filter(|other| reached[*other].contains(file));
        let circle: Vec<&str> = in_circle.copied().collect();
        if !circle.is_empty() {
            circles.entry(stage(file)).or_default().insert(circle);
        }
    }
    let stages: Vec<&str> = circles.keys().copied().collect();
    assert_eq!(stages, WITH_CIRCLES, "circles of imports: {circles:#?}");
}

#[test]
fn stages_know_only_earlier_stages() {
    let modules = Modules::read();
    let order = |stage: &str| {
        let place = STAGES.iter().position(|known| *known == stage);
        place.unwrap_or_else(|| panic!("`{stage}` is not in the list of stages"))
    };
    let mut against = BTreeSet::new();
    for (file, imported) in modules.imports() {
        for other in imported {
            if order(stage(other)) > order(stage(file)) {
                against.insert((stage(file), stage(other)));
            }
        }
    }
    let expected: BTreeSet<(&str, &str)> = AGAINST_THE_ORDER.iter().copied().collect();
    assert_eq!(against, expected, "imports against the order of the stages");
}

/// The executor of this package reads decisions about patterns in a `Lowered`. The items of `pattern` that it needs, `lower`
/// re-exports.
#[test]
fn emitting_names_no_pattern_stage() {
    let modules = Modules::read().0;
    let emitting = modules
        .values()
        .filter(|module| stage(&module.file) == "emit");
    let paths: Vec<&Vec<String>> = emitting.flat_map(|module| &module.paths).collect();
    let of_stage = |stage: &str| {
        let paths = paths.iter().filter(|path| path[0] == stage);
        paths.map(|path| path.join("::")).collect::<Vec<_>>()
    };
    assert!(!of_stage("lower").is_empty(), "the walk has missed paths");
    assert_eq!(of_stage("pattern"), [""; 0]);
}

/// A path in a `use`, an expression, a type or a macro is found; what is quoted or a visibility is not.
#[test]
fn paths_are_found_wherever_they_stand() {
    let text = r#"
        use crate::a::{self, b::C};
        pub(in crate::hidden) fn f(x: super::d::D) -> String {
            quote!(super::hidden #x);
            use self::g::*;
            format!("{}", crate::e::name())
        }
        #[cfg(test)]
        mod tests { use crate::hidden::X; }
    "#;
    let items = syn::parse_file(text).unwrap().items;
    let mut modules = Modules(BTreeMap::new());
    modules.add(vec!["m".into(), "n".into()], "m/n.rs", &items);
    let paths: Vec<String> = modules
        .0
        .values()
        .flat_map(|it| &it.paths)
        .map(|it| it.join("::"))
        .collect();
    assert_eq!(paths, ["a", "a::b::C", "e::name", "m::d::D", "m::n::g"]);
}
