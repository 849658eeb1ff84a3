//! Constants that a request writes, with the time and the nonce of the attempt and the field mask.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Constant, MomentPart, MomentText, NonceFormat, TimeFormat};

/// Returns an expression of type `&str` for a constant. `at_sending` is a variable in scope, and so is `mask` in bodies.
pub(crate) fn constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Literal(literal) => {
            let text = literal.text();
            quote!(#text)
        }
        Constant::Moment(moment) => text(moment),
        Constant::Mask => quote!(mask.as_str()),
    }
}

/// Returns an expression of type `&str` for a text that each attempt writes anew. `at_sending` is a variable in scope.
pub(crate) fn text(moment: &MomentText) -> TokenStream {
    let parts: Vec<TokenStream> = moment.parts.iter().map(part).collect();
    match parts.as_slice() {
        [only] => only.clone(),
        several => quote!(&[#(#several),*].concat()),
    }
}

fn part(part: &MomentPart) -> TokenStream {
    let at_sending = quote!(at_sending);
    match part {
        MomentPart::Text(text) => quote!(#text),
        MomentPart::Now(format) => {
            let time = time(&at_sending, *format);
            quote!(#time.as_str())
        }
        MomentPart::Nonce(format) => {
            let nonce = nonce(&at_sending, *format);
            quote!(#nonce.as_str())
        }
    }
}

/// Returns an expression of type `String` for the time of a moment.
pub(crate) fn time(moment: &TokenStream, format: TimeFormat) -> TokenStream {
    let format = match format {
        TimeFormat::Unix => quote!(Unix),
        TimeFormat::UnixMs => quote!(UnixMs),
        TimeFormat::Rfc3339 => quote!(Rfc3339),
        TimeFormat::Basic => quote!(Basic),
        TimeFormat::BasicDate => quote!(BasicDate),
        TimeFormat::Http => quote!(Http),
    };
    quote!(#moment.time(__wireform::sign::TimeFormat::#format))
}

/// Returns an expression of type `String` for the nonce of a moment.
pub(crate) fn nonce(moment: &TokenStream, format: NonceFormat) -> TokenStream {
    let format = match format {
        NonceFormat::Uuid => quote!(Uuid),
        NonceFormat::Hex => quote!(Hex),
    };
    quote!(#moment.nonce(__wireform::sign::NonceFormat::#format))
}
