//! Finds places in source code that would accept a new variant of an enum without a compiler error.
//!
//! These are catch-all arms beside arms that name variants, and `matches!`, `if let`, `let … else`, `==` and `!=` with a
//! variant. A variant is named by a path that ends in the enum and the variant, or by `Self` in an `impl` of the enum.
//!
//! The scan does not see: a variant that is imported alone or under another name of the enum; a match in which no arm names
//! a variant, such as one over what a method of the enum returns; a comparison of two variables; an arm that is a constant
//! or a slice pattern; a position behind `..` in a tuple; and what is in a macro other than `matches!`.

use std::collections::BTreeSet;

use quote::ToTokens as _;
use syn::visit::{self, Visit};
use syn::{
    Arm, BinOp, Expr, ExprBinary, ExprLet, ExprMatch, ItemEnum, ItemImpl, ItemMod, Local, Macro,
    Pat, Path, Type,
};

/// An enum whose matches must be exhaustive.
#[derive(Clone)]
pub(crate) struct Closed {
    pub(crate) name: String,
    pub(crate) variants: BTreeSet<String>,
    /// Whether `Self` is the enum.
    is_self: bool,
}

impl Closed {
    /// Reads the definition from the source of its file.
    pub(crate) fn read(name: &str, source: &str) -> Self {
        struct Find<'n>(&'n str, Option<BTreeSet<String>>);
        impl<'a> Visit<'a> for Find<'_> {
            fn visit_item_enum(&mut self, item: &'a ItemEnum) {
                if item.ident == self.0 {
                    let variants = item.variants.iter().map(|it| it.ident.to_string());
                    self.1 = Some(variants.collect());
                }
            }
        }
        let mut find = Find(name, None);
        find.visit_file(&syn::parse_file(source).expect("Rust"));
        let variants = find.1.unwrap_or_else(|| panic!("no enum {name}"));
        Self {
            name: name.to_owned(),
            variants,
            is_self: false,
        }
    }

    /// Returns whether a path names one of the variants.
    fn has(&self, path: &Path) -> bool {
        let mut last = path.segments.iter().rev().map(|it| it.ident.to_string());
        let variant = last.next().unwrap_or_default();
        let owner = last.next().unwrap_or_default();
        (owner == self.name || self.is_self && owner == "Self") && self.variants.contains(&variant)
    }
}

/// The uses of an enum in a file.
#[derive(Debug, Default)]
pub(crate) struct Uses {
    /// How many matches name its variants.
    pub(crate) matches: usize,
    /// The places that would accept a new variant.
    pub(crate) gaps: Vec<String>,
}

/// Scans the source of a file. Code that is compiled only for tests is skipped.
pub(crate) fn scan(closed: &Closed, source: &str) -> Uses {
    let mut scan = Scan {
        closed: closed.clone(),
        uses: Uses::default(),
    };
    scan.visit_file(&syn::parse_file(source).expect("Rust"));
    scan.uses
}

struct Scan {
    closed: Closed,
    uses: Uses,
}

impl Scan {
    fn check_single(&mut self, pattern: &Pat, shown: String) {
        if !places(&self.closed, pattern).is_empty() {
            self.uses.gaps.push(shown);
        }
    }

    /// Returns whether an expression constructs a variant, or a tuple or another variant around one.
    fn is_variant(&self, value: &Expr) -> bool {
        match value {
            Expr::Path(path) => self.closed.has(&path.path),
            Expr::Call(call) => {
                self.is_variant(&call.func) || call.args.iter().any(|it| self.is_variant(it))
            }
            Expr::Struct(fields) => {
                let mut values = fields.fields.iter().map(|it| &it.expr);
                self.closed.has(&fields.path) || values.any(|it| self.is_variant(it))
            }
            Expr::Tuple(tuple) => tuple.elems.iter().any(|it| self.is_variant(it)),
            Expr::Paren(inner) => self.is_variant(&inner.expr),
            Expr::Reference(inner) => self.is_variant(&inner.expr),
            _ => false,
        }
    }
}

impl<'a> Visit<'a> for Scan {
    fn visit_item_mod(&mut self, item: &'a ItemMod) {
        let for_tests = |attribute: &syn::Attribute| {
            attribute.path().is_ident("cfg")
                && attribute.to_token_stream().to_string().contains("test")
        };
        if !item.attrs.iter().any(for_tests) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'a ItemImpl) {
        let is_self =
            matches!(&*item.self_ty, Type::Path(ty) if constructor(&ty.path) == self.closed.name);
        let outer = std::mem::replace(&mut self.closed.is_self, is_self);
        visit::visit_item_impl(self, item);
        self.closed.is_self = outer;
    }

    fn visit_expr_binary(&mut self, item: &'a ExprBinary) {
        let is_comparison = matches!(item.op, BinOp::Eq(_) | BinOp::Ne(_));
        if is_comparison && (self.is_variant(&item.left) || self.is_variant(&item.right)) {
            self.uses.gaps.push(item.to_token_stream().to_string());
        }
        visit::visit_expr_binary(self, item);
    }

    fn visit_expr_match(&mut self, item: &'a ExprMatch) {
        let named: BTreeSet<Vec<Step>> = item
            .arms
            .iter()
            .flat_map(|arm| places(&self.closed, &arm.pat))
            .collect();
        self.uses.matches += usize::from(!named.is_empty());
        let is_gap = |arm: &&Arm| named.iter().any(|place| accepts(&arm.pat, place));
        for arm in item.arms.iter().filter(is_gap) {
            let (value, arm) = (item.expr.to_token_stream(), arm.pat.to_token_stream());
            self.uses
                .gaps
                .push(format!("match {value} {{ {arm} => … }}"));
        }
        visit::visit_expr_match(self, item);
    }

    fn visit_expr_let(&mut self, item: &'a ExprLet) {
        let (pattern, value) = (item.pat.to_token_stream(), item.expr.to_token_stream());
        self.check_single(&item.pat, format!("if let {pattern} = {value}"));
        visit::visit_expr_let(self, item);
    }

    fn visit_local(&mut self, item: &'a Local) {
        if item
            .init
            .as_ref()
            .is_some_and(|init| init.diverge.is_some())
        {
            let pattern = item.pat.to_token_stream();
            self.check_single(&item.pat, format!("let {pattern} = … else"));
        }
        visit::visit_local(self, item);
    }

    fn visit_macro(&mut self, item: &'a Macro) {
        if !item.path.is_ident("matches") {
            return;
        }
        let parser = |input: syn::parse::ParseStream<'_>| {
            input.parse::<Expr>()?;
            input.parse::<syn::Token![,]>()?;
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            input.parse::<proc_macro2::TokenStream>()?;
            Ok(pattern)
        };
        let pattern = item.parse_body_with(parser).expect("a use of matches!");
        self.check_single(&pattern, format!("matches!({})", item.tokens));
    }
}

/// A step into a pattern: the constructor, empty for a tuple or a slice, and the position in it. A field of a struct is in
/// the text instead of the position.
type Step = (String, usize);

/// Returns where a pattern names variants.
fn places(closed: &Closed, pattern: &Pat) -> Vec<Vec<Step>> {
    if path_of(pattern).is_some_and(|path| closed.has(path)) {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (step, inner) in parts(pattern) {
        for mut place in places(closed, inner) {
            place.splice(0..0, step.clone());
            all.push(place);
        }
    }
    all
}

fn path_of(pattern: &Pat) -> Option<&Path> {
    match pattern {
        Pat::Path(path) => Some(&path.path),
        Pat::TupleStruct(tuple) => Some(&tuple.path),
        Pat::Struct(fields) => Some(&fields.path),
        _ => None,
    }
}

/// Returns the patterns inside a pattern. Alternatives, and what is behind a name, a reference or a guard, are no step.
fn parts(pattern: &Pat) -> Vec<(Option<Step>, &Pat)> {
    fn same(inner: &Pat) -> Vec<(Option<Step>, &Pat)> {
        vec![(None, inner)]
    }
    match pattern {
        Pat::Or(or) => or.cases.iter().map(|case| (None, case)).collect(),
        Pat::Paren(inner) => same(&inner.pat),
        Pat::Guard(inner) => same(&inner.pat),
        Pat::Reference(inner) => same(&inner.pat),
        Pat::Ident(name) => name.subpat.iter().map(|(_, it)| (None, &**it)).collect(),
        Pat::Tuple(tuple) => numbered("", tuple.elems.iter()),
        Pat::Slice(slice) => numbered("", slice.elems.iter()),
        Pat::TupleStruct(tuple) => numbered(&constructor(&tuple.path), tuple.elems.iter()),
        Pat::Struct(fields) => {
            let constructor = constructor(&fields.path);
            let step = |member: &syn::Member| {
                Some((format!("{constructor}.{}", member.to_token_stream()), 0))
            };
            let fields = fields.fields.iter();
            fields.map(|it| (step(&it.member), &*it.pat)).collect()
        }
        _ => Vec::new(),
    }
}

fn numbered<'p>(
    constructor: &str,
    patterns: impl Iterator<Item = &'p Pat>,
) -> Vec<(Option<Step>, &'p Pat)> {
    let step = |at| Some((constructor.to_owned(), at));
    patterns
        .enumerate()
        .map(|(at, it)| (step(at), it))
        .collect()
}

fn constructor(path: &Path) -> String {
    path.segments
        .last()
        .map(|it| it.ident.to_string())
        .unwrap_or_default()
}

/// Returns whether a pattern accepts everything at a place, and everything beside it.
fn accepts(pattern: &Pat, place: &[Step]) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        Pat::Ident(name) => match &name.subpat {
            None => name.ident.to_string().starts_with(char::is_lowercase),
            Some((_, inner)) => accepts(inner, place),
        },
        Pat::Or(or) => or.cases.iter().any(|case| accepts(case, place)),
        Pat::Paren(inner) => accepts(&inner.pat, place),
        Pat::Reference(inner) => accepts(&inner.pat, place),
        Pat::Rest(_) => true,
        Pat::Tuple(_) | Pat::TupleStruct(_) | Pat::Struct(_) => {
            let Some((first, rest)) = place.split_first() else {
                return false;
            };
            let parts = parts(pattern);
            let is_there = parts.iter().any(|(step, _)| step.as_ref() == Some(first));
            (is_there || leaves_out(pattern, first))
                && parts.into_iter().all(|(step, inner)| {
                    let rest = if step.as_ref() == Some(first) {
                        rest
                    } else {
                        &[]
                    };
                    accepts(inner, rest)
                })
        }
        _ => false,
    }
}

/// Returns whether `..` stands for a part of a pattern.
fn leaves_out(pattern: &Pat, (name, _): &Step) -> bool {
    let has_rest =
        |mut inner: syn::punctuated::Iter<'_, Pat>| inner.any(|it| matches!(it, Pat::Rest(_)));
    match pattern {
        Pat::Tuple(tuple) => name.is_empty() && has_rest(tuple.elems.iter()),
        Pat::TupleStruct(tuple) => {
            *name == constructor(&tuple.path) && has_rest(tuple.elems.iter())
        }
        Pat::Struct(fields) => {
            let owner = name.split_once('.').map(|(owner, _)| owner);
            fields.rest.is_some() && owner == Some(constructor(&fields.path).as_str())
        }
        _ => false,
    }
}
