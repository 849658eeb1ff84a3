//~ E0277: `Secret` doesn't implement `std::fmt::Display`
pub(crate) fn refused(secret: &wireform::Secret) -> String {
    format!("{secret}")
}
