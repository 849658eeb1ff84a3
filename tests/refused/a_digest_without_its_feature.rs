//~ E0277: this schema signs its requests, which needs the feature `sign` of `wireform`
pub(crate) fn refused(data: &[u8]) {
    let _ = wireform::__rt::sign::sha1(data);
}
