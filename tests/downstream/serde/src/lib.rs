//! A library whose requests are read from logical names.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, unreachable_pub)]

wireform::generated!();

#[cfg(test)]
mod tests {
    use crate::{autodns, realtime_register};
    use wireform::Patch;

    fn patch(text: &str) -> Result<realtime_register::ContactUpdate<'_>, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn absent_keeps_and_null_clears() {
        let keeps = patch(r#"{"customer":"acme","handle":"jane"}"#).expect("absent");
        assert_eq!(keeps.organization, Patch::Keep);
        let clears = patch(r#"{"customer":"acme","handle":"jane","organization":null}"#).expect("null");
        assert_eq!(clears.organization, Patch::Clear);
        let sets = patch(r#"{"customer":"acme","handle":"jane","address_line":["a","b"]}"#).expect("set");
        assert_eq!(sets.address_line.map(|lines| lines.len()), Some(2));
    }

    #[test]
    fn wire_names_and_missing_names_are_refused() {
        for text in [
            r#"{"customer":"acme","handle":"jane","addressLine":["a"]}"#,
            r#"{"customer":"acme"}"#,
        ] {
            assert!(patch(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_replaces_names_every_key() {
        let error = serde_json::from_str::<autodns::ContactUpdate<'_>>(r#"{"id":"1"}"#)
            .expect_err("absent would delete");
        assert!(error.to_string().contains("missing field"), "{error}");
    }
}
