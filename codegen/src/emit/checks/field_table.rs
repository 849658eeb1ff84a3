//! The table of the fields that a function checks: their names, and the facets of their texts.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::ItemIndex;

/// The rows of a table that is being built.
#[derive(Default)]
pub(crate) struct FieldTable {
    rows: Vec<TokenStream>,
}

impl FieldTable {
    /// Returns the expression that refers to the row that [`FieldTable::push`] adds next.
    pub(crate) fn next(&self) -> TokenStream {
        let index = Literal::usize_unsuffixed(self.rows.len());
        quote!(FIELDS[#index])
    }

    /// Adds a row: the names of a field, the spelling of its indices, and its facets.
    pub(crate) fn push(
        &mut self,
        name: &str,
        wire: &str,
        index: ItemIndex<'_>,
        facets: &TokenStream,
    ) {
        let index = index_call(index);
        self.rows.push(quote!(field(#name, #wire) #index #facets));
    }

    /// Returns the static that holds the table, for the beginning of the function. Returns no tokens if there is no row.
    pub(crate) fn emit(&self) -> TokenStream {
        if self.rows.is_empty() {
            return TokenStream::new();
        }
        let rows = &self.rows;
        let length = Literal::usize_unsuffixed(rows.len());
        quote! {
            use __wireform::field;
            static FIELDS: [__wireform::FieldRow; #length] = [#(#rows),*];
        }
    }
}

/// Returns the expression of a name's `Step`. It is constant, so that violations can hold a `'static` reference to it.
pub(crate) fn step(name: &str, wire: &str, index: ItemIndex<'_>) -> TokenStream {
    let index = runtime_index(index);
    quote!(__wireform::Step { name: #name, wire: #wire, index: #index })
}

/// Returns the runtime's value for a spelling of indices.
fn runtime_index(index: ItemIndex<'_>) -> TokenStream {
    let named = |name: TokenStream, template: &str, first: u64| {
        let first = Literal::u64_unsuffixed(first);
        quote!(__wireform::Index::#name { template: #template, first: #first })
    };
    match index {
        ItemIndex::None => quote!(__wireform::Index::None),
        ItemIndex::Pointer => quote!(__wireform::Index::Pointer),
        ItemIndex::Element => quote!(__wireform::Index::Element),
        ItemIndex::Wrapped(item) => quote!(__wireform::Index::Wrapped(#item)),
        ItemIndex::Numbered(template, first) => named(quote!(Numbered), template, first),
        ItemIndex::NumberedMember(template, first) => {
            named(quote!(NumberedMember), template, first)
        }
        ItemIndex::Members(template, first) => named(quote!(Members), template, first),
    }
}

/// Returns the method call that sets how the wire path spells an index, or `None` if it spells none.
fn index_call(index: ItemIndex<'_>) -> Option<TokenStream> {
    match index {
        ItemIndex::None => None,
        ItemIndex::Pointer => Some(quote!(.array())),
        ItemIndex::Element
        | ItemIndex::Wrapped(_)
        | ItemIndex::Numbered(..)
        | ItemIndex::NumberedMember(..)
        | ItemIndex::Members(..) => {
            let index = runtime_index(index);
            Some(quote!(.items(#index)))
        }
    }
}
