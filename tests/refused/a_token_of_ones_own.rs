//~ E0624: associated function `new` is private
pub(crate) fn refused() {
    let _ = wireform::Token::new();
}
