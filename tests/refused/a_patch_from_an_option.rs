//~ E0277: the trait bound
pub(crate) fn refused(city: Option<&str>) {
    // None would be kept or cleared: only the caller knows.
    let _: wireform::Patch<std::borrow::Cow<'_, str>> = city.into();
}
