//! Reads the paths that the source files of a package name.
//!
//! Every path counts: in a `use`, in an expression, in a type, and in the arguments of a macro. Quoted code is emitted
//! code and does not count. A path to a re-exported item leads to the file that defines the item.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;

/// Macros whose arguments are emitted code.
const QUOTES: &[&str] = &["quote", "quote_spanned", "parse_quote"];

/// A module: a file, or an inline module in a file.
pub(crate) struct Module {
    /// The path of the file below `src`.
    pub(crate) file: String,
    /// The names of the items that the module defines.
    items: BTreeSet<String>,
    /// The path from the root of each imported name.
    imports: BTreeMap<String, Vec<String>>,
    /// The modules that are imported with a `*`.
    globs: Vec<Vec<String>>,
    /// Every path that the module names, from the root.
    pub(crate) paths: BTreeSet<Vec<String>>,
}

/// All modules, by their paths from the root.
pub(crate) struct Modules(pub(crate) BTreeMap<Vec<String>, Module>);

impl Modules {
    /// Reads the sources of the package that is tested.
    pub(crate) fn read() -> Self {
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

    pub(crate) fn add(&mut self, path: Vec<String>, file: &str, items: &[syn::Item]) {
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
    pub(crate) fn imports(&self) -> BTreeMap<&str, BTreeSet<&str>> {
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
pub(crate) fn stage(file: &str) -> &str {
    let first = file.split('/').next().unwrap();
    first.trim_end_matches(".rs")
}

/// Returns the stages that name a later stage, each with that stage. `order` has all stages, each after those that it may
/// name.
pub(crate) fn against_the_order(modules: &Modules, order: &[&str]) -> BTreeSet<(String, String)> {
    let place = |stage: &str| {
        let place = order.iter().position(|known| *known == stage);
        place.unwrap_or_else(|| panic!("`{stage}` is not in the list of stages"))
    };
    let mut against = BTreeSet::new();
    for (file, imported) in modules.imports() {
        for other in imported {
            let (from, to) = (stage(file), stage(other));
            if place(to) > place(from) {
                against.insert((from.to_owned(), to.to_owned()));
            }
        }
    }
    against
}
