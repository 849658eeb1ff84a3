//! The address of a site that `wireform docs` wrote, to which messages link.

/// The address of a site.
#[derive(Debug, Clone)]
pub(crate) struct DocsUrl(String);

impl DocsUrl {
    /// Reads the address. A message never contains the text, because anything can be typed in its place.
    pub(crate) fn parse(text: &str) -> Result<DocsUrl, String> {
        let schemes = ["https://", "http://", "file:///"];
        let rest = schemes.iter().find_map(|it| text.strip_prefix(it));
        let is_plain = |it: char| it.is_ascii_alphanumeric() || "-._~/:%+".contains(it);
        match rest {
            Some(rest) if !rest.is_empty() && rest.chars().all(is_plain) => {
                Ok(DocsUrl(text.to_owned()))
            }
            Some(_) | None => Err(
                "give the address of a site, such as https://docs.example/wireform, without user, query and fragment"
                    .to_owned(),
            ),
        }
    }

    /// Returns the address.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}
