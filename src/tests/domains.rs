//! Checks the conversion of domains to A-labels and back, with the feature `idna` and without it.

use crate::contact::Conversion;

/// Checks the converted form of `a@DOMAIN`.
#[track_caller]
fn sends(domain: &str, expected: &str) {
    let address = format!("a@{domain}");
    let sent = Conversion::ALabel.apply(&address);
    assert_eq!(sent.as_deref(), Ok(&*format!("a@{expected}")), "{domain}");
}

/// Checks that `a@DOMAIN` is refused, with a message that has this part.
#[track_caller]
fn refuses(domain: &str, part: &str) {
    let address = format!("a@{domain}");
    let error = Conversion::ALabel.apply(&address).expect_err(domain);
    assert!(error.contains(part), "{domain}: {error}");
    assert!(!error.contains(domain), "the message shows the domain");
}

#[track_caller]
fn reads(domain: &str, expected: Option<&str>) {
    let held = Conversion::ALabel.revert(&format!("a@{domain}"));
    let expected = expected.map(|domain| format!("a@{domain}"));
    assert_eq!(held, expected, "{domain}");
}

#[test]
fn an_ascii_domain_stays_as_it_is() {
    for domain in [
        "host.example",
        "HOST.Example",
        "localhost",
        "under_score.example",
        "192.0.2.1",
        "a--b.example",
        "ab--cd.example",
        "-a.example",
        "host.example.",
        "",
    ] {
        sends(domain, domain);
        reads(domain, Some(domain));
    }
    // The local part is not converted, and can have an @ in quotation marks.
    for address in ["jörg@host.example", "\"a@b\"@host.example"] {
        assert_eq!(Conversion::ALabel.apply(address).as_deref(), Ok(address));
    }
    let error = Conversion::ALabel.apply("host.example");
    assert!(error.is_err_and(|it| it.contains("no @")));
}

#[test]
fn a_domain_that_is_not_ascii_is_not_read_back() {
    reads("bücher.example", None);
}

/// A domain that was read is sent unchanged, with the feature and without it.
#[test]
fn domain_that_was_read_is_sent_unchanged() {
    for domain in ["host.example", "xn--bcher-kva.example", "a.xn--strae-oqa"] {
        let address = format!("a@{domain}");
        let held = Conversion::ALabel.revert(&address).expect(domain);
        assert_eq!(Conversion::ALabel.apply(&held).as_deref(), Ok(&*address));
    }
}

#[cfg(not(feature = "idna"))]
#[test]
fn without_the_feature_a_domain_that_is_not_ascii_is_refused() {
    for domain in ["bücher.example", "bücher。example", "a.例え"] {
        refuses(domain, "the feature `idna`");
    }
    sends("xn--bcher-kva.example", "xn--bcher-kva.example");
    reads("xn--bcher-kva.example", Some("xn--bcher-kva.example"));
}

#[cfg(feature = "idna")]
mod with_the_feature {
    use super::{reads, refuses, sends};

    #[test]
    fn a_domain_becomes_its_a_labels() {
        sends("bücher.example", "xn--bcher-kva.example");
        sends("例え.テスト", "xn--r8jz45g.xn--zckzah");
        // IDNA 2003 would map the sharp s and the final sigma to other hosts.
        sends("straße.example", "xn--strae-oqa.example");
        sends("σίγμας.example", "xn--kxaef0b5ab.example");
        sends("ひ々.example", "xn--u6j4l.example");
    }

    #[test]
    fn combining_marks_are_composed() {
        sends("bu\u{308}cher.example", "xn--bcher-kva.example");
        sends("e\u{301}t\u{e9}.example", "xn--t-9fab.example");
        sends("カ\u{3099}.example", "xn--mck.example");
    }

    #[test]
    fn every_full_stop_separates_labels() {
        for separator in ["。", "．", "｡"] {
            sends(
                &format!("bücher{separator}example"),
                "xn--bcher-kva.example",
            );
            sends(&format!("host{separator}example"), "host.example");
        }
    }

    #[test]
    fn capitals_become_small_letters() {
        sends("BÜCHER.EXAMPLE", "xn--bcher-kva.example");
        sends("Bücher.Example", "xn--bcher-kva.example");
        sends("ΣΊΓΜΑ.example", "xn--kxaef0b6a.example");
        sends("XN--BCHER-KVA.EXAMPLE", "xn--bcher-kva.example");
        sends("ＨＯＳＴ.example", "host.example");
    }

    const NOT_ALLOWED: &str = "IDNA 2008 does not allow";

    #[test]
    fn symbols_are_refused() {
        for domain in [
            "💩.example",
            "i❤.example",
            "☃.example",
            "√.example",
            "a€.example",
            "♥︎ö.example",
        ] {
            refuses(domain, NOT_ALLOWED);
        }
        // The same, written in A-labels.
        refuses("xn--ls8h.example", NOT_ALLOWED);
        refuses("xn--i-7iq.example", NOT_ALLOWED);
    }

    #[test]
    fn labels_that_are_malformed_are_refused() {
        for domain in [
            "\u{308}u.example", // begins with a combining mark
            "-ü.example",
            "ü-.example",
            "ab--ü.example", // hyphens where a prefix would have them
            "xn--ü.example",
            "ü..example",
            ".ü.example",
            "ü.example.",
            "ü a.example",
            "ü_a.example",
            "ü\u{200d}a.example", // joins nothing
            "a\u{202e}ü.example",
            "ü\0.example",
            "אa.example", // two directions in a label
            "1א.example",
            "\u{e000}.example", // for private use
            "\u{378}.example",  // unassigned
            "xn--a.example",    // no Punycode
            "xn--a-.example",   // an A-label of ASCII
            "xn--bcher-KVA1.example",
            "xn--.example",
            "xn--ASCII-.example",
            "\u{1100}\u{11a8}ü.example", // parts of a Hangul syllable
        ] {
            refuses(domain, NOT_ALLOWED);
        }
    }

    #[test]
    fn a_label_has_63_characters_at_most() {
        // `xn--`, the letters, a hyphen and the code of the umlaut.
        let domain = |length: usize| format!("{}ü.example", "a".repeat(length));
        assert!(
            Conversion::ALabel
                .apply(&format!("a@{}", domain(54)))
                .is_ok()
        );
        refuses(&domain(63), NOT_ALLOWED);
        let long = format!("{}.ü.example", "a".repeat(64));
        refuses(&long, NOT_ALLOWED);
        let many = format!("ü.{}example", "a.".repeat(130));
        refuses(&many, NOT_ALLOWED);
    }

    use crate::contact::Conversion;

    /// The rules of RFC 5892's appendix A.
    #[test]
    fn some_characters_are_allowed_in_a_context_only() {
        for (allowed, refused) in [
            ("l·l.example", "a·b.example"),
            ("\u{375}α.example", "α\u{375}.example"),
            ("א\u{5f3}.example", "\u{5f3}א.example"),
            ("ア・イ.example", "a・b.example"),
            ("ا\u{661}.example", "ا\u{661}\u{6f2}.example"),
            ("ا\u{6f1}.example", "ا\u{640}.example"),
            ("क्\u{200d}ष.example", "क\u{200d}ष.example"),
        ] {
            let sent = Conversion::ALabel
                .apply(&format!("a@{allowed}"))
                .map(String::from);
            assert!(sent.is_ok(), "{allowed}: {sent:?}");
            refuses(refused, NOT_ALLOWED);
        }
    }

    #[test]
    fn a_labels_are_read_as_u_labels() {
        reads("xn--bcher-kva.example", Some("bücher.example"));
        reads("XN--BCHER-KVA.Example", Some("bücher.example"));
        reads("xn--strae-oqa.xn--zckzah", Some("straße.テスト"));
        for domain in [
            "xn--a-.example",
            "xn--ls8h.example",
            "xn--bcher-kva",
            "xn--bcher-kva.example.",
        ] {
            let expected = (domain == "xn--bcher-kva").then_some("bücher");
            reads(domain, expected);
        }
    }
}
