//! Emits what rules need to know about fields: a variable for each field that a rule names, and whether the value of a field
//! is the one that was read.
//!
//! A field that a patch leaves out has the value that was read if the caller passes the current data. Otherwise its value is
//! unknown.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::shared::names::{ident, uses};
use crate::emit::shared::scope::Scope;
use crate::emit::shared::value_access::{Lists, option_of};
use crate::emit::shared::wire_situation::Wires;
use crate::plan::{
    About, Field, FieldId, FieldPath, ObjectId, ObjectType, Operation, PathTarget, Presence,
    Structure, Table, Type, Update, path_targets,
};

/// The rules of an operation or an object while they are emitted.
pub(crate) struct Rules<'r> {
    pub(crate) scope: &'r Scope<'r>,
    pub(crate) root: Root<'r>,
    /// The variable of each field that a rule names, once for each thing that rules judge.
    pub(crate) fields: Vec<(FieldPath, About, Ident)>,
    /// What the current rule judges.
    pub(crate) about: About,
    /// Whether the current rule treats an empty text as a value.
    pub(crate) empty_is_value: bool,
    /// The fields whose value a rule tests. If a value has a violation, the result of the test is unknown.
    pub(crate) judged: Vec<(FieldPath, About)>,
    /// The lists about whose items the current conditions or effects are, the innermost last.
    pub(crate) items: Vec<Items>,
}

/// The items of a list, whose variable is `item`.
pub(crate) struct Items {
    list: FieldPath,
    /// The variable of each member that is named.
    fields: Vec<(FieldPath, About, Ident)>,
}

/// What has the rules.
#[derive(Clone, Copy)]
pub(crate) enum Root<'r> {
    /// An operation.
    Operation(&'r Operation),
    /// An object in a wire situation. Its path is the variable `at`.
    Object(ObjectId, &'r ObjectType, Wires),
}

impl<'r> Root<'r> {
    pub(crate) fn fields(self) -> &'r Table<FieldId, Field> {
        match self {
            Root::Operation(operation) => &operation.fields,
            Root::Object(_, object, _) => &object.fields,
        }
    }

    /// Returns whether a field that the request leaves out keeps its value. For an object, `check` knows it.
    fn is_patch(self) -> bool {
        match self {
            Root::Operation(operation) => operation.update == Update::Patch,
            Root::Object(_, object, _) => object.update.is_patch(),
        }
    }

    fn takes_current(self) -> bool {
        match self {
            Root::Operation(operation) => operation.takes_current,
            Root::Object(..) => false,
        }
    }
}

impl<'r> Rules<'r> {
    pub(crate) fn new(scope: &'r Scope<'r>, root: Root<'r>) -> Self {
        Self {
            scope,
            root,
            fields: Vec::new(),
            about: About::Result,
            empty_is_value: false,
            judged: Vec::new(),
            items: Vec::new(),
        }
    }
}

impl Rules<'_> {
    pub(crate) fn unchanged(&self, paths: &[FieldPath]) -> TokenStream {
        if !self.root.takes_current() {
            return quote!(__wireform::Truth::Unknown);
        }
        let same: Vec<TokenStream> = paths.iter().map(|path| self.same(path)).collect();
        let same = match same.as_slice() {
            [] => return quote!(__wireform::Truth::True),
            [only] => only.clone(),
            // Each of them may contain `||`.
            several => quote!(#((#several))&&*),
        };
        let names = paths.iter().map(|path| self.reported(path));
        quote! {
            check.settled(
                &[#(#names),*],
                current.map_or(__wireform::Truth::Unknown, |current| __wireform::Truth::from_bool(#same)),
            )
        }
    }

    /// Returns an expression of type `bool` for whether a field has the value that was read. A patch does not change a field
    /// that it leaves out.
    fn same(&self, path: &FieldPath) -> TokenStream {
        let patch = self.root.is_patch();
        let chain = self.chain(path);
        let Some(PathTarget::Field(first)) = chain.first().copied() else {
            return quote!(true);
        };
        let name = ident(&first.rust);
        let kept = match first.presence {
            Presence::Optional if patch => Some(quote!(self.#name.is_none())),
            Presence::Clearable(_) if patch => Some(quote!(self.#name.is_keep())),
            _ => None,
        };
        let equal = if path.0.len() == 1 {
            match first.presence {
                Presence::Clearable(_) => quote!(self.#name.value() == current.#name.value()),
                _ => quote!(self.#name == current.#name),
            }
        } else {
            let theirs = nested(&chain, &quote!(current));
            if patch && self.is_patched(&first.ty) {
                let read = quote!(__wireform::Fact::Known(#theirs));
                let ours = self.seen(&chain, &quote!(self), &read);
                return quote!(#ours == #read);
            }
            let ours = nested(&chain, &quote!(self));
            quote!(#ours == #theirs)
        };
        match kept {
            Some(kept) => quote!(#kept || #equal),
            None => equal,
        }
    }

    /// Returns whether a patch keeps the members that an object of a type leaves out.
    fn is_patched(&self, ty: &Type) -> bool {
        let objects = &self.scope.plan.objects;
        ty.object()
            .is_some_and(|object| objects[object].update.is_patch())
    }

    /// Returns an expression for what is known about a field at the end of a chain. Its beginning is in `root`, and `kept` is what
    /// is known if the request leaves something out on the way.
    fn seen(
        &self,
        chain: &[PathTarget<'_>],
        root: &TokenStream,
        kept: &TokenStream,
    ) -> TokenStream {
        let Some((PathTarget::Field(field), rest)) = chain.split_first() else {
            return kept.clone();
        };
        let inside = match rest {
            [] => quote!(__wireform::Fact::Known(Some(value))),
            rest if self.is_patched(&field.ty) => self.seen(rest, &quote!(value), kept),
            rest => {
                let value = nested(rest, &quote!(value));
                quote!(__wireform::Fact::Known(#value))
            }
        };
        let name = ident(&field.rust);
        match field.presence {
            Presence::Required => quote!({ let value = &#root.#name; #inside }),
            Presence::Optional | Presence::Variant => {
                let given = option_of(field, root);
                quote!(__wireform::sent_or(#given, #kept, |value| #inside))
            }
            Presence::Clearable(_) => {
                quote!(__wireform::sent_or_kept(&#root.#name, #kept, |value| #inside))
            }
        }
    }

    fn chain<'p>(&'p self, path: &'p FieldPath) -> Vec<PathTarget<'p>> {
        path_targets(self.root.fields(), &self.scope.plan.objects, &path.0)
    }

    pub(crate) fn part<'p>(&'p self, path: &'p FieldPath) -> PathTarget<'p> {
        let chain = self.chain(path);
        chain[chain.len() - 1]
    }

    pub(crate) fn variable(&mut self, path: &FieldPath) -> Ident {
        let about = self.about;
        let within = self.within(path);
        let known = match within {
            Some(items) => &self.items[items].fields,
            None => &self.fields,
        };
        let is_known =
            |(known, judged, _): &&(FieldPath, About, Ident)| known == path && *judged == about;
        if let Some((.., variable)) = known.iter().find(is_known) {
            return variable.clone();
        }
        let stems: Vec<String> = self.chain(path).into_iter().map(stem).collect();
        let prefix = match about {
            About::Request => "sent",
            About::Result => "given",
        };
        let base = format!("{prefix}_{}", stems.join("_"));
        let mut variable = format_ident!("{base}");
        let mut number = 1;
        let is_taken = |variable: &Ident| {
            let of_items = self.items.iter().flat_map(|items| &items.fields);
            let mut all = self.fields.iter().chain(of_items);
            all.any(|(.., known)| known == variable)
        };
        while is_taken(&variable) {
            number += 1;
            variable = format_ident!("{base}_{number}");
        }
        let entry = (path.clone(), about, variable.clone());
        match within {
            Some(items) => self.items[items].fields.push(entry),
            None => self.fields.push(entry),
        }
        variable
    }

    /// Returns the variable of a field whose value a rule tests.
    pub(crate) fn judged(&mut self, path: &FieldPath) -> Ident {
        let given = self.variable(path);
        if self.within(path).is_some() {
            return given;
        }
        let judged = (path.clone(), self.about);
        if !self.judged.contains(&judged) {
            self.judged.push(judged);
        }
        judged_name(&given)
    }

    /// Returns whether the request sends a field: a value or a clear.
    pub(crate) fn sent(&self, path: &FieldPath) -> TokenStream {
        let chain = self.chain(path);
        let Some((part, objects)) = chain.split_last() else {
            return quote!(__wireform::Truth::False);
        };
        let is_sent = |root: &TokenStream| {
            let field = match part {
                PathTarget::Field(field) => field,
                PathTarget::Entry(key, _) => return quote!(#root.get(#key).is_some()),
            };
            let name = ident(&field.rust);
            match field.presence {
                Presence::Required => quote!(true),
                Presence::Optional => quote!(#root.#name.is_some()),
                Presence::Clearable(_) => quote!(!#root.#name.is_keep()),
                Presence::Variant => {
                    let given = option_of(field, root);
                    quote!(#given.is_some())
                }
            }
        };
        let within = self.within(path);
        let (root, objects) = match within {
            None => (quote!(self), objects),
            Some(items) => {
                let known = self.items[items].list.0.len();
                match objects.get(known..) {
                    Some(objects) => (quote!(item), objects),
                    // It is the item itself.
                    None => return quote!(__wireform::Truth::True),
                }
            }
        };
        let is_sent = if objects.is_empty() {
            is_sent(&root)
        } else {
            let object = nested(objects, &root);
            let is_sent = is_sent(&quote!(value));
            if uses(&is_sent, "value") {
                quote!(#object.is_some_and(|value| #is_sent))
            } else {
                quote!(#object.is_some())
            }
        };
        self.settled_presence(path, &quote!(__wireform::Truth::from_bool(#is_sent)))
    }

    /// Returns the innermost list to whose items a path leads.
    fn within(&self, path: &FieldPath) -> Option<usize> {
        let leads = |items: &Items| path.0.starts_with(&items.list.0);
        self.items.iter().rposition(leads)
    }

    /// Emits what `inner` emits about each item of a list, and joins the results. `absent` is the result without the list.
    pub(crate) fn each_item(
        &mut self,
        list: &FieldPath,
        join: &TokenStream,
        absent: &TokenStream,
        inner: impl FnOnce(&mut Self) -> TokenStream,
    ) -> TokenStream {
        let given = self.judged(list);
        let is_map = self.ty(list).map().is_some();
        self.items.push(Items {
            list: list.clone(),
            fields: Vec::new(),
        });
        let result = inner(self);
        let Some(items) = self.items.pop() else {
            return result;
        };
        let known = list.0.len();
        let lets = items.fields.iter().map(|(path, _, variable)| {
            let chain = self.chain(path);
            let value = match &chain[known..] {
                [] => quote!(Some(item)),
                members => nested(members, &quote!(item)),
            };
            quote!(let #variable = __wireform::Fact::Known(#value);)
        });
        let body = quote!(#(#lets)* #result);
        let item = match (uses(&body, "item"), self.scope.lists) {
            (false, _) => quote!(_),
            (true, _) if is_map => quote!((_, item)),
            (true, Lists::Vecs) => quote!(item),
            (true, Lists::Views) => quote!(ref item),
        };
        quote! {
            __wireform::of_value(#given, __wireform::Truth::#absent, |value| {
                __wireform::Truth::#join(value.iter().map(|#item| { #body }))
            })
        }
    }

    /// Returns the type of a field, or of the items of the list at the path while they are judged.
    pub(crate) fn ty(&self, path: &FieldPath) -> Type {
        let part = self.part(path);
        let is_item = self.items.iter().any(|items| items.list == *path);
        let item = match part.ty().structure() {
            Structure::List(list) => Some(&list.item),
            Structure::Map(map) => Some(&map.item),
            Structure::Primitive(_) | Structure::Object(_) => None,
        };
        item.filter(|_| is_item).unwrap_or(part.ty()).clone()
    }

    /// Returns the presence of a field. The absence of a field with a violation is unknown.
    pub(crate) fn settled_presence(&self, path: &FieldPath, is: &TokenStream) -> TokenStream {
        if self.within(path).is_some() {
            return is.clone();
        }
        let name = self.reported(path);
        match self.root {
            Root::Operation(_) => quote!(check.settled_presence(#name, #is)),
            Root::Object(..) => quote!(check.settled_presence_in(at, #name, #is)),
        }
    }

    /// Returns the logical path by which violations of a value are found.
    fn reported(&self, path: &FieldPath) -> String {
        let fields = self.root.fields();
        self.scope.plan.reported_path(fields, path)
    }

    /// Emits the variables of all fields that rules name.
    pub(crate) fn variables(&self) -> TokenStream {
        let patch = self.root.is_patch();
        let lets = self.fields.iter().map(|(path, about, variable)| {
            let patch = patch && !about.is_request();
            let chain = self.chain(path);
            let Some(PathTarget::Field(first)) = chain.first().copied() else {
                return TokenStream::new();
            };
            let name = ident(&first.rust);
            // Rules name no constants.
            let mut value = match first.presence {
                Presence::Required => quote!(__wireform::Fact::Known(Some(&self.#name))),
                Presence::Optional if patch => {
                    let current = self.current(&quote!(current.#name.as_ref()));
                    quote!(__wireform::given(self.#name.as_ref(), #current))
                }
                Presence::Clearable(_) if patch => {
                    let current = self.current(&quote!(current.#name.value()));
                    quote!(__wireform::given_patch(&self.#name, #current))
                }
                Presence::Optional | Presence::Clearable(_) | Presence::Variant => {
                    let given = option_of(first, &quote!(self));
                    quote!(__wireform::Fact::Known(#given))
                }
            };
            if patch && chain.len() > 1 && self.is_patched(&first.ty) {
                let current = self.current(&nested(&chain, &quote!(current)));
                let kept = quote!(__wireform::given(None, #current));
                value = self.seen(&chain, &quote!(self), &kept);
            } else {
                for part in &chain[1..] {
                    let get = part_of(*part, &quote!(value));
                    value = quote!(__wireform::member(#value, |value| #get));
                }
            }
            let judged = self.judged.contains(&(path.clone(), *about)).then(|| {
                let (judged, name) = (judged_name(variable), self.reported(path));
                match self.root {
                    Root::Operation(_) => quote!(let #judged = check.sound(#name, #variable);),
                    Root::Object(..) => quote!(let #judged = check.sound_in(at, #name, #variable);),
                }
            });
            quote!(let #variable = #value; #judged)
        });
        quote!(#(#lets)*)
    }

    fn current(&self, get: &TokenStream) -> TokenStream {
        match self.root {
            Root::Object(..) => quote!(check.kept()),
            Root::Operation(_) if self.root.takes_current() => {
                quote!(current.map(|current| #get))
            }
            Root::Operation(_) => quote!(None),
        }
    }
}

/// Returns the value at the end of a chain as an `Option`.
fn nested(chain: &[PathTarget<'_>], root: &TokenStream) -> TokenStream {
    let mut expression = part_of(chain[0], root);
    for part in &chain[1..] {
        if let (PathTarget::Field(field), Presence::Required) = (part, part.presence()) {
            let name = ident(&field.rust);
            expression = quote!(#expression.map(|value| &value.#name));
        } else {
            let get = part_of(*part, &quote!(value));
            expression = quote!(#expression.and_then(|value| #get));
        }
    }
    expression
}

/// Returns a field or an entry of `owner` as an `Option` of a reference.
fn part_of(part: PathTarget<'_>, owner: &TokenStream) -> TokenStream {
    match part {
        PathTarget::Field(field) => option_of(field, owner),
        PathTarget::Entry(key, _) => quote!(#owner.get(#key)),
    }
}

/// Returns a part of the name of a variable.
fn stem(part: PathTarget<'_>) -> String {
    match part {
        PathTarget::Field(field) => field.stem.clone(),
        PathTarget::Entry(key, _) => {
            let word = |c: char| {
                if c.is_ascii_alphanumeric() {
                    c.to_ascii_lowercase()
                } else {
                    '_'
                }
            };
            let words: String = key.chars().map(word).collect();
            let words: Vec<&str> = words.split('_').filter(|it| !it.is_empty()).collect();
            match words.as_slice() {
                [] => "entry".to_owned(),
                words => words.join("_"),
            }
        }
    }
}

/// Returns the name of the variable for a tested value: `known_country` for `given_country`, and `known_sent_country` for
/// `sent_country`.
fn judged_name(given: &Ident) -> Ident {
    let name = given.to_string();
    format_ident!("known_{}", name.strip_prefix("given_").unwrap_or(&name))
}
