//! Writes the callers of generated code: one for each public item and way of use.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, ImplItem, Item, ItemEnum, ItemImpl, ItemMacro, ItemStruct, Visibility};

use super::expansions;
use super::scope::{Scope, without_lifetimes};
use super::signatures::{arguments, function, generics, named, plain, shape};

/// A piece of code that uses one item in one way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Caller {
    /// The item and the use, for messages.
    pub(crate) name: String,
    /// The path of the item.
    pub(crate) item: String,
    /// The code, on one line. `NEW` stands for the module with the generated code, and `CALLER` for a unique name.
    pub(crate) code: String,
    /// Whether the item is already deprecated.
    pub(crate) is_deprecated: bool,
}

/// What callers use of a version.
#[derive(Default)]
pub(crate) struct Version {
    pub(crate) callers: Vec<Caller>,
    /// The text of each item with its implementations.
    definitions: BTreeMap<String, String>,
    /// The paths of the deprecated types.
    deprecated: Vec<String>,
}

impl Version {
    /// Returns the callers of generated code.
    pub(crate) fn new(code: &str) -> Self {
        let file = syn::parse_file(code).expect("the generated code is Rust");
        let mut version = Self::default();
        version.module(Vec::new(), &file.items, None);
        // Whoever names a deprecated item gets a warning already.
        for caller in &mut version.callers {
            let names = |path: &String| caller.code.contains(&format!("{path} "));
            caller.is_deprecated |= version.deprecated.iter().any(names);
        }
        version
    }

    /// Returns a path in a caller to which this version has no item.
    pub(crate) fn lacks(&self, caller: &Caller) -> Option<String> {
        let is_ident = |c: char| c.is_alphanumeric() || c == '_';
        caller.code.split("NEW").skip(1).find_map(|rest| {
            // `:: sample :: Kind , …`: the steps end where something else than a name follows.
            let mut steps = rest.split("::").skip(1).map(|step| {
                let step = step.trim_start();
                step.split(|c| !is_ident(c)).next().unwrap_or_default()
            });
            let mut path = String::from("NEW");
            let is_known = steps.any(|step| {
                path = format!("{path} :: {step}");
                self.definitions.contains_key(&path)
            });
            (!is_known).then_some(path)
        })
    }

    /// Returns whether an item is the same in another version, so that its callers need not be compiled.
    pub(crate) fn has_same(&self, item: &str, other: &Self) -> bool {
        self.definitions.get(item) == other.definitions.get(item)
    }

    fn deprecate(&mut self, path: &TokenStream, attributes: &[Attribute]) {
        if has_deprecation(attributes) {
            self.deprecated.push(path.to_string());
        }
    }

    fn define(&mut self, path: &TokenStream, item: &impl ToTokens) {
        let path = item_of(path);
        let text = self.definitions.entry(path).or_default();
        text.push_str(&item.to_token_stream().to_string());
    }
}

/// Returns the path of the item in a type.
fn item_of(of: &TokenStream) -> String {
    let text = of.to_string();
    text.split(" <").next().unwrap_or_default().to_owned()
}

impl Version {
    fn add(&mut self, item: &TokenStream, name: String, is_deprecated: bool, code: TokenStream) {
        // A line is a caller. A literal with a line feed would be two.
        let code = code.to_string().replace('\n', " ");
        self.callers.push(Caller {
            item: item_of(item),
            name,
            code,
            is_deprecated,
        });
    }

    fn module(&mut self, path: Vec<String>, items: &[Item], parent: Option<&Scope>) {
        let items = &expanded(items);
        let scope = Scope::new(path.clone(), items, parent);
        for item in items {
            match item {
                Item::Mod(item) if is_public(&item.vis) => {
                    let mut path = path.clone();
                    path.push(item.ident.to_string());
                    let (_, items) = item.content.as_ref().expect("the code is one file");
                    self.module(path, items, Some(&scope));
                }
                Item::Struct(item) if is_public(&item.vis) => {
                    self.define(&scope.full(&item.ident.to_string()), item);
                    self.structure(&scope, item);
                }
                Item::Enum(item) if is_public(&item.vis) => {
                    self.define(&scope.full(&item.ident.to_string()), item);
                    self.enumeration(&scope, item);
                }
                Item::Const(item) if is_public(&item.vis) => {
                    let path = scope.full(&item.ident.to_string());
                    self.define(&path, item);
                    let of = scope.written(item.ty.to_token_stream(), None);
                    let is_deprecated = has_deprecation(&item.attrs);
                    self.add(
                        &path,
                        format!("{path}"),
                        is_deprecated,
                        quote!(const CALLER: #of = #path;),
                    );
                }
                Item::Type(item) if is_public(&item.vis) => {
                    let path = scope.full(&item.ident.to_string());
                    self.define(&path, item);
                    let of = scope.written(item.ty.to_token_stream(), None);
                    let generics = &item.generics;
                    let code =
                        quote!(fn CALLER #generics (value: #path #generics) -> #of { value });
                    self.add(&path, format!("{path}"), has_deprecation(&item.attrs), code);
                }
                Item::Fn(item) if is_public(&item.vis) => {
                    let path = scope.full(&item.sig.ident.to_string());
                    self.define(&path, &item.sig);
                    let code = function(&scope, &item.sig, &path);
                    self.add(&path, format!("{path}"), has_deprecation(&item.attrs), code);
                }
                Item::Impl(item) if item.trait_.is_some() => self.of_trait(&scope, item),
                Item::Impl(item) => self.inherent(&scope, item),
                Item::Macro(item) => self.expansion(&scope, item),
                Item::Trait(item) => assert!(!is_public(&item.vis), "a trait has no callers yet"),
                Item::Static(item) => assert!(!is_public(&item.vis), "a static has no callers yet"),
                Item::Use(item) => assert!(!is_public(&item.vis), "a name has no callers yet"),
                _ => {}
            }
        }
    }

    fn structure(&mut self, scope: &Scope, item: &ItemStruct) {
        let path = scope.full(&item.ident.to_string());
        self.deprecate(&path, &item.attrs);
        let (generics, arguments) = generics(&item.generics);
        let of = quote!(#path #arguments);
        self.derives(&path.to_string(), &of, &item.attrs);
        let are_public = item.fields.iter().all(|field| is_public(&field.vis));
        let is_closed = !item
            .attrs
            .iter()
            .any(|it| it.path().is_ident("non_exhaustive"));
        if are_public && is_closed {
            let is_deprecated = item.fields.iter().any(|it| has_deprecation(&it.attrs))
                || has_deprecation(&item.attrs);
            let (parameters, literal, pattern) = shape(scope, &item.fields);
            let code = quote!(fn CALLER #generics (#parameters) -> #of { #path #literal });
            self.add(&path, format!("{path} as a literal"), is_deprecated, code);
            let code = quote!(fn CALLER #generics (value: #of) { let #path #pattern = value; });
            self.add(&path, format!("{path} as a pattern"), is_deprecated, code);
        }
        for field in &item.fields {
            let Some(name) = field.ident.as_ref().filter(|_| is_public(&field.vis)) else {
                continue;
            };
            let ty = scope.written(field.ty.to_token_stream(), None);
            let code = quote!(fn CALLER #generics (value: #of) -> #ty { value.#name });
            let is_deprecated = has_deprecation(&field.attrs) || has_deprecation(&item.attrs);
            self.add(&path, format!("{path}.{name}"), is_deprecated, code);
        }
    }

    fn enumeration(&mut self, scope: &Scope, item: &ItemEnum) {
        let path = scope.full(&item.ident.to_string());
        self.deprecate(&path, &item.attrs);
        let (generics, arguments) = generics(&item.generics);
        let of = quote!(#path #arguments);
        self.derives(&path.to_string(), &of, &item.attrs);
        let mut arms = TokenStream::new();
        for variant in &item.variants {
            let name = &variant.ident;
            let (parameters, literal, pattern) = shape(scope, &variant.fields);
            let code = quote!(fn CALLER #generics (#parameters) -> #of { #path::#name #literal });
            let is_deprecated = has_deprecation(&variant.attrs) || has_deprecation(&item.attrs);
            self.add(&path, format!("{path}::{name}"), is_deprecated, code);
            arms.extend(quote!(#path::#name #pattern => {}));
        }
        if item
            .attrs
            .iter()
            .any(|it| it.path().is_ident("non_exhaustive"))
        {
            arms.extend(quote!(_ => {}));
        }
        let is_deprecated = item.variants.iter().any(|it| has_deprecation(&it.attrs));
        let code = quote!(fn CALLER #generics (value: #of) { match value { #arms } });
        self.add(&path, format!("{path} in a match"), is_deprecated, code);
    }

    fn derives(&mut self, name: &str, of: &TokenStream, attributes: &[Attribute]) {
        for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
            let _ = attribute.parse_nested_meta(|derive| {
                let path = match derive.path.to_token_stream().to_string().as_str() {
                    "Debug" => quote!(::core::fmt::Debug),
                    "Hash" => quote!(::core::hash::Hash),
                    _ => derive.path.to_token_stream(),
                };
                self.bound(name, of, &path, has_deprecation(attributes));
                Ok(())
            });
        }
    }

    /// Adds a caller that needs a trait of a type.
    fn bound(&mut self, name: &str, of: &TokenStream, required: &TokenStream, is_deprecated: bool) {
        let of = without_lifetimes(of.clone());
        let required = without_lifetimes(required.clone());
        let code = quote!(fn CALLER() { fn needs<T: #required>() {} needs::<#of>(); });
        self.add(&of, format!("{name} as {required}"), is_deprecated, code);
    }

    fn of_trait(&mut self, scope: &Scope, item: &ItemImpl) {
        let (path, _) = item.trait_.as_ref().expect("it is of a trait");
        let last = path.segments.last().expect("a path has a name");
        let of = scope.written(item.self_ty.to_token_stream(), None);
        self.define(&of, item);
        // Names with two underscores are for the runtime, and so is the trait of normal forms, which only generated code can name.
        let is_of_runtime = last.ident.to_string().starts_with("__") || last.ident == "Normalize";
        if is_of_runtime || of.to_string().contains(":: __") {
            return;
        }
        let mut required = scope.written(path.to_token_stream(), Some(&of));
        let bindings = item.items.iter().filter_map(|member| match member {
            ImplItem::Type(of_trait) if !of_trait.ident.to_string().starts_with("__") => {
                let name = &of_trait.ident;
                let ty = scope.written(of_trait.ty.to_token_stream(), Some(&of));
                Some(quote!(#name = #ty))
            }
            _ => None,
        });
        let bindings: Vec<TokenStream> = bindings.collect();
        if !bindings.is_empty() && last.arguments.is_none() {
            required = quote!(#required<#(#bindings),*>);
        }
        self.bound(
            &of.to_string(),
            &of,
            &required,
            has_deprecation(&item.attrs),
        );
    }

    fn inherent(&mut self, scope: &Scope, item: &ItemImpl) {
        let of = scope.written(item.self_ty.to_token_stream(), None);
        self.define(&of, item);
        let (header, of) = named(&item.generics, of);
        for member in &item.items {
            let ImplItem::Fn(member) = member else {
                continue;
            };
            let name = &member.sig.ident;
            if !is_public(&member.vis) || name.to_string().starts_with("__") {
                continue;
            }
            // In a trait, `Self` and elided lifetimes mean what they mean in the implementation.
            let signature = plain(scope, &member.sig);
            let arguments = arguments(&member.sig);
            let code = quote! {
                trait CALLER #header: Sized { #signature; }
                impl #header CALLER #header for #of { #signature { <#of>::#name(#arguments) } }
            };
            let is_deprecated = has_deprecation(&member.attrs);
            self.add(&of, format!("{of}::{name}"), is_deprecated, code);
        }
    }

    fn expansion(&mut self, scope: &Scope, item: &ItemMacro) {
        let path = &item.mac.path;
        let last = path.segments.last().expect("a path has a name");
        // The fixtures of responses, which are judged by reading bodies, cover these types.
        if last.ident == "response_union" {
            return;
        }
        assert!(
            last.ident == "documented_values",
            "{}: a macro without callers",
            path.to_token_stream()
        );
        let mut tokens = item.mac.tokens.clone().into_iter();
        let name = tokens.next().expect("the macro names an enum");
        let of = scope.full(&name.to_string());
        self.define(&of, &item.mac);
        for required in [
            quote!(::wireform::KnownEnum),
            quote!(::core::fmt::Display),
            quote!(::core::str::FromStr),
        ] {
            self.bound(&of.to_string(), &of, &required, true);
        }
        let code = quote!(fn CALLER(value: #of) -> &'static str { value.as_str() });
        self.add(&of, format!("{of}::as_str"), true, code);
    }
}

/// Returns items with those that macros wrap or expand to.
fn expanded(items: &[Item]) -> Vec<Item> {
    let items = items.iter().flat_map(|item| {
        let Item::Macro(called) = item else {
            return vec![item.clone()];
        };
        if let Some(items) = expansions::items_of(&called.mac) {
            return items;
        }
        let content = syn::parse2::<syn::File>(called.mac.tokens.clone());
        content.map_or_else(|_| vec![item.clone()], |content| expanded(&content.items))
    });
    items.collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn has_deprecation(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| it.path().is_ident("deprecated"))
}
