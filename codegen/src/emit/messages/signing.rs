//! The steps that compute something at the moment of sending: a method of the credentials, which every request calls.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::shared::credentials::{if_given, match_auth, value};
use crate::emit::shared::moments;
use crate::emit::shared::names::parameters;
use crate::plan::{
    Auth, AuthId, AuthStep, CallPart, ComputedPlace, Expression, LetId, Plan, QueryEscape,
    SignedParameters,
};

/// Emits the methods that run the steps, if an authentication method has any. `visibility` is that of the hidden one.
pub(crate) fn methods(
    plan: &Plan,
    auths: &[AuthId],
    inner: &Ident,
    visibility: &TokenStream,
    result: &TokenStream,
    text: &TokenStream,
) -> TokenStream {
    let steps = match_auth(plan, auths, inner, &quote!(&self.auth), &|auth| {
        let emitter = Emitter { plan, auth };
        auth.steps.iter().map(|step| emitter.step(step)).collect()
    });
    if steps.is_empty() {
        return TokenStream::new();
    }
    let removal = match_auth(plan, auths, inner, &quote!(&self.auth), &|auth| {
        let [headers, parameters, cookies] = [
            ComputedPlace::Header,
            ComputedPlace::Parameter,
            ComputedPlace::Cookie,
        ]
        .map(|place| {
            let names = auth.computed(Some(place)).map(|(_, name, _)| name);
            quote!(&[#(#names),*])
        });
        match auth.computed(None).next() {
            Some(_) => quote!(http.remove_computed(#headers, #parameters, #cookies);),
            None => TokenStream::new(),
        }
    });
    let [http, operation, moment] = parameters(["http", "operation", "moment"], &steps);
    quote! {
        /// Runs the steps of the authentication method on a request of any origin. `operation` is the name of the operation.
        /// Replaces the values of earlier runs.
        ///
        /// # Errors
        ///
        /// The request cannot be signed.
        pub fn sign(
            &self,
            parts: __wireform::RequestParts,
            operation: &#text,
            moment: &__wireform::Moment,
        ) -> #result<__wireform::HttpRequest, __wireform::SignError> {
            let mut http = __wireform::HttpBuilder::from(parts);
            #removal
            self.__sign(&mut http, operation, moment)?;
            Ok(http.finish())
        }

        #visibility fn __sign(
            &self,
            #http: &mut __wireform::HttpBuilder,
            #operation: &#text,
            #moment: &__wireform::Moment,
        ) -> #result<(), __wireform::SignError> {
            #steps
            Ok(())
        }
    }
}

/// Emits the steps of one authentication method. `http`, `operation` and `moment` are variables in scope, and so is a variable
/// for each credential that is used.
struct Emitter<'p> {
    plan: &'p Plan,
    auth: &'p Auth,
}

impl Emitter<'_> {
    fn step(&self, step: &AuthStep) -> TokenStream {
        match step {
            // These run while the request is built.
            AuthStep::Basic { .. }
            | AuthStep::Header { .. }
            | AuthStep::Parameter { .. }
            | AuthStep::Document => TokenStream::new(),
            AuthStep::Let(id) => {
                let name = self.local(*id);
                let value = self.owned(&self.auth.lets[*id].value);
                quote!(let #name = #value;)
            }
            AuthStep::Computed {
                place,
                name,
                value: computed,
            } => {
                let secret = computed.may_be_secret(self.plan, self.auth);
                let text = self.owned(computed);
                let add = match place {
                    ComputedPlace::Header => quote!(http.computed_header(#name, &value, #secret)?),
                    ComputedPlace::Parameter => {
                        quote!(http.computed_parameter(#name, &value, #secret))
                    }
                    ComputedPlace::Cookie => quote!(http.computed_cookie(#name, &value, #secret)?),
                };
                let add = quote! {
                    let value = #text;
                    #add;
                };
                let optional = computed.optional_credentials(self.plan, self.auth);
                if_given(self.plan, optional, add)
            }
        }
    }

    /// Returns the variable of a result. Its prefix distinguishes it from the other variables.
    fn local(&self, id: LetId) -> Ident {
        format_ident!("let_{}", self.auth.lets[id].name)
    }

    /// Returns an expression of type `String` for a text, or of type `Vec<u8>` for bytes.
    fn owned(&self, value: &Expression) -> TokenStream {
        match value {
            Expression::Literal(_)
            | Expression::Credential(_)
            | Expression::Let(_)
            | Expression::Call(
                CallPart::Method | CallPart::Query | CallPart::Operation | CallPart::Body,
            ) => {
                let value = self.borrowed(value);
                quote!(#value.to_owned())
            }
            Expression::Call(CallPart::Url) => quote!(http.call_url()),
            Expression::Call(CallPart::Path) => quote!(http.call_path()),
            Expression::Join { separator, of } if value.is_text(&self.auth.lets) => {
                let parts = of.iter().map(|part| self.borrowed(part));
                quote!(__wireform::sign::join(#separator, &[#(#parts),*]))
            }
            Expression::Join { separator, of } => {
                let parts = of.iter().map(|part| self.bytes(part));
                quote!(__wireform::sign::join_bytes(#separator, &[#(#parts),*]))
            }
            Expression::Percent(of) => {
                let of = self.bytes(of);
                quote!(__wireform::sign::percent(#of))
            }
            Expression::Query {
                parameters,
                is_sorted,
                escape,
            } => {
                let parameters = match parameters {
                    SignedParameters::Query => quote!(Query),
                    SignedParameters::All => quote!(All),
                };
                let escape = match escape {
                    QueryEscape::Rfc3986 => quote!(Rfc3986),
                    QueryEscape::Form => quote!(Form),
                };
                quote! {
                    http.canonical_query(
                        __wireform::sign::Parameters::#parameters,
                        #is_sorted,
                        __wireform::sign::Escape::#escape,
                    )
                }
            }
            Expression::HeaderNames { names, separator } => {
                quote!(http.header_names(&[#(#names),*], #separator))
            }
            Expression::HeaderLines {
                names,
                is_collapsed,
            } => quote!(http.header_lines(&[#(#names),*], #is_collapsed)),
            Expression::CanonicalPath => quote!(http.canonical_path()),
            Expression::Hex(of) => {
                let of = self.bytes(of);
                quote!(__wireform::sign::hex(#of))
            }
            Expression::Base64(of) => {
                let of = self.bytes(of);
                quote!(__wireform::sign::base64(#of))
            }
            Expression::Digest(digest, of) => {
                let (function, of) = (format_ident!("{}", digest.name()), self.bytes(of));
                quote!(__wireform::sign::#function(#of))
            }
            Expression::Hmac { digest, key, of } => {
                let function = format_ident!("hmac_{}", digest.name());
                let (key, of) = (self.bytes(key), self.bytes(of));
                quote!(__wireform::sign::#function(#key, #of))
            }
            Expression::Now(format) => moments::time(&quote!(moment), *format),
            Expression::Nonce(format) => moments::nonce(&quote!(moment), *format),
            Expression::Signer { algorithm, key, of } => {
                let key = match key {
                    Some(key) => {
                        let key = self.borrowed(key);
                        quote!(Some(#key))
                    }
                    None => quote!(None),
                };
                let of = self.bytes(of);
                quote!(moment.sign(#algorithm, #key, #of)?)
            }
        }
    }

    /// Returns an expression of type `&str` for a text, or of type `&[u8]` for bytes.
    fn borrowed(&self, value: &Expression) -> TokenStream {
        match value {
            Expression::Literal(text) => quote!(#text),
            Expression::Credential(id) => self::value(&self.plan.credentials[*id]),
            Expression::Let(id) => {
                let name = self.local(*id);
                if value.is_text(&self.auth.lets) {
                    quote!(#name.as_str())
                } else {
                    quote!(#name.as_slice())
                }
            }
            Expression::Call(CallPart::Method) => quote!(http.call_method()),
            Expression::Call(CallPart::Query) => quote!(http.call_query()),
            Expression::Call(CallPart::Body) => quote!(http.call_body()),
            Expression::Call(CallPart::Operation) => quote!(operation),
            Expression::Call(CallPart::Url | CallPart::Path)
            | Expression::Join { .. }
            | Expression::Percent(_)
            | Expression::Query { .. }
            | Expression::HeaderNames { .. }
            | Expression::HeaderLines { .. }
            | Expression::CanonicalPath
            | Expression::Hex(_)
            | Expression::Base64(_)
            | Expression::Digest(..)
            | Expression::Hmac { .. }
            | Expression::Now(_)
            | Expression::Nonce(_)
            | Expression::Signer { .. } => {
                let owned = self.owned(value);
                quote!(&#owned)
            }
        }
    }

    /// Returns an expression of type `&[u8]`.
    fn bytes(&self, value: &Expression) -> TokenStream {
        if !value.is_text(&self.auth.lets) {
            return self.borrowed(value);
        }
        match value {
            Expression::Let(id) => {
                let name = self.local(*id);
                quote!(#name.as_bytes())
            }
            Expression::Literal(_)
            | Expression::Credential(_)
            | Expression::Call(CallPart::Method | CallPart::Query | CallPart::Operation) => {
                let text = self.borrowed(value);
                quote!(#text.as_bytes())
            }
            Expression::Call(CallPart::Url | CallPart::Path | CallPart::Body)
            | Expression::Join { .. }
            | Expression::Percent(_)
            | Expression::Query { .. }
            | Expression::HeaderNames { .. }
            | Expression::HeaderLines { .. }
            | Expression::CanonicalPath
            | Expression::Hex(_)
            | Expression::Base64(_)
            | Expression::Digest(..)
            | Expression::Hmac { .. }
            | Expression::Now(_)
            | Expression::Nonce(_)
            | Expression::Signer { .. } => {
                let owned = self.owned(value);
                quote!(#owned.as_bytes())
            }
        }
    }
}
