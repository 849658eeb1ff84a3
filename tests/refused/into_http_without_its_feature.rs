//~ E0277: `into_http` needs the feature `http` of `wireform`
pub(crate) fn refused(request: wireform::HttpRequest) {
    let _ = request.into_http();
}
