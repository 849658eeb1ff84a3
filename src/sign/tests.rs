//! Tests of times, nonces and canonical forms, and of the digests with published vectors.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::{Escape, Moment, NonceFormat, Parameters, RequestParts, Signer, TimeFormat};
use crate::http::HttpBuilder;

fn moment(seconds: u64) -> Moment {
    let nonce = [
        0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff,
    ];
    Moment::new(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds), nonce)
}

fn builder(url: &str, headers: &[(&str, &str)], body: &str) -> HttpBuilder {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    HttpBuilder::from(RequestParts {
        method: "POST".to_owned(),
        url: url.to_owned(),
        headers: headers.collect(),
        body: body.as_bytes().to_vec(),
    })
}

#[test]
fn writes_times_in_all_formats() {
    let texts = [
        (TimeFormat::Unix, "1366560945"),
        (TimeFormat::UnixMs, "1366560945000"),
        (TimeFormat::Rfc3339, "2013-04-21T16:15:45Z"),
        (TimeFormat::Basic, "20130421T161545Z"),
        (TimeFormat::BasicDate, "20130421"),
        (TimeFormat::Http, "Sun, 21 Apr 2013 16:15:45 GMT"),
    ];
    for (format, text) in texts {
        assert_eq!(moment(1_366_560_945).time(format), text);
    }
    // The example of RFC 9110 § 5.6.7, a leap day, and the last second of a year.
    let dates = [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
        (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 GMT"),
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
    ];
    for (seconds, text) in dates {
        assert_eq!(moment(seconds).time(TimeFormat::Http), text);
    }
}

#[test]
fn writes_nonces() {
    let moment = moment(0);
    assert_eq!(
        moment.nonce(NonceFormat::Hex),
        "00112233445566778899aabbccddeeff"
    );
    assert_eq!(
        moment.nonce(NonceFormat::Uuid),
        "00112233-4455-6677-8899-aabbccddeeff"
    );
}

#[test]
fn each_moment_has_its_own_nonce() {
    let first = Moment::now();
    assert_eq!(first.is_ok(), cfg!(feature = "sign"));
    let Ok(first) = first else {
        return;
    };
    let second = Moment::now().expect("there was one");
    let uuid = first.nonce(NonceFormat::Uuid);
    assert_ne!(uuid, second.nonce(NonceFormat::Uuid));
    assert_eq!(&uuid[14..15], "4", "the version of a random UUID");
}

#[test]
fn canonical_queries() {
    let form = [(
        "Content-Type",
        "application/x-www-form-urlencoded; charset=utf-8",
    )];
    let http = builder("https://x.example/?b=2%2f&a=%7e&a=1+1", &form, "c=d+e&b=1");
    let query = |parameters, sort, escape| http.canonical_query(parameters, sort, escape);
    assert_eq!(
        query(Parameters::Query, false, Escape::Rfc3986),
        "b=2%2F&a=~&a=1%2B1"
    );
    assert_eq!(
        query(Parameters::Query, true, Escape::Form),
        "a=%7E&a=1%2B1&b=2%2F"
    );
    assert_eq!(
        query(Parameters::All, true, Escape::Rfc3986),
        "a=1%2B1&a=~&b=1&b=2%2F&c=d%20e"
    );
    let json = builder(
        "https://x.example/?a",
        &[("Content-Type", "application/json")],
        "c=d",
    );
    assert_eq!(
        json.canonical_query(Parameters::All, true, Escape::Rfc3986),
        "a="
    );
}

#[test]
fn canonical_paths() {
    let paths = [
        ("", "/"),
        ("/", "/"),
        ("/a/./b/../c//d/", "/a/c/d/"),
        ("/../..", "/"),
        ("/a%20b/\u{1234}", "/a%2520b/%E1%88%B4"),
        ("/a?b=/c", "/a"),
        ("?b=/c", "/"),
    ];
    for (path, canonical) in paths {
        let http = builder(&format!("https://x.example{path}"), &[], "");
        assert_eq!(http.canonical_path(), canonical, "{path}");
    }
}

#[test]
fn canonical_headers() {
    let headers = [
        ("X-B", " b  c "),
        ("Accept", "d"),
        ("x-a", "1"),
        ("X-A", "2"),
    ];
    let http = builder("https://x.example:8080/v1", &headers, "");
    let patterns = ["host", "x-*"];
    assert_eq!(http.header_names(&patterns, ";"), "host;x-a;x-b");
    assert_eq!(
        http.header_lines(&patterns, true),
        "host:x.example:8080\nx-a:1,2\nx-b:b c\n"
    );
    assert_eq!(http.header_lines(&["x-b"], false), "x-b:b  c\n");
    let own = builder("https://x.example", &[("Host", "y.example")], "");
    assert_eq!(own.header_lines(&["*"], false), "host:y.example\n");
}

#[test]
fn servers_are_normalized() {
    let servers = [
        (
            "HTTPS://EU.api.Example:443/V1",
            "https://eu.api.example/V1",
            "eu.api.example",
        ),
        ("http://x.example:80", "http://x.example", "x.example"),
        (
            "http://x.example:443",
            "http://x.example:443",
            "x.example:443",
        ),
        ("https://x.example:", "https://x.example", "x.example"),
        (
            "https://Jo:Pw@X.example:8443?q=/a",
            "https://Jo:Pw@x.example:8443?q=/a",
            "x.example:8443",
        ),
        (
            "http://[2001:DB8::80]",
            "http://[2001:db8::80]",
            "[2001:db8::80]",
        ),
    ];
    for (url, normalized, host) in servers {
        let http = builder(url, &[], "");
        assert_eq!(http.call_url(), normalized);
        assert_eq!(http.call_host(), host);
    }
}

#[test]
fn headers_of_the_caller_are_sensitive() {
    let headers = [("Authorization", "planted"), ("Cookie", "id=planted")];
    let request = builder("https://x.example/", &headers, "").finish();
    assert!(!format!("{request:?}").contains("planted"));
}

#[test]
fn earlier_computed_values_are_removed() {
    let headers = [
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("x-sig", "old"),
        ("Cookie", "a=b; sid=old"),
    ];
    let mut http = builder(
        "https://x.example/?s%69g=old&a=%7e",
        &headers,
        "sig=old&b=+",
    );
    http.remove_computed(&["X-Sig"], &["sig"], &["sid"]);
    http.query("c", "d", false);
    let request = http.finish();
    assert_eq!(request.url(), "https://x.example/?a=%7e&c=d");
    assert_eq!(request.body(), b"b=+");
    assert_eq!(request.header("x-sig").map(crate::Header::value), None);
    assert_eq!(
        request.header("cookie").map(crate::Header::value),
        Some("a=b")
    );

    let mut http = builder(
        "https://x.example/?sig=old",
        &[("Cookie", "sid=old")],
        "sig=old",
    );
    http.remove_computed(&[], &["sig"], &["sid"]);
    http.query("c", "d", false);
    let request = http.finish();
    assert_eq!(request.url(), "https://x.example/?c=d");
    assert_eq!(request.body(), b"sig=old", "the body is not a form");
    assert_eq!(request.headers().count(), 0);
}

#[test]
fn parts_stay_as_they_are() {
    let http = builder("https://x.example/a%2fb?c=%64", &[("X-A", "b")], "e");
    let request = http.finish();
    assert_eq!(request.url(), "https://x.example/a%2fb?c=%64");
    assert_eq!(request.header("x-a").map(crate::Header::value), Some("b"));
    assert_eq!(request.body(), b"e");
}

#[test]
fn computed_values_go_to_their_places() {
    let mut http = builder("https://x.example/?a=b", &[("Cookie", "a=b")], "");
    http.computed_parameter("c d", "e&f", true);
    http.computed_cookie("g", "h", true).expect("fits");
    http.computed_header("X-I", "j", false).expect("fits");
    let request = http.finish();
    assert_eq!(request.url(), "https://x.example/?a=b&c%20d=e%26f");
    assert_eq!(request.masked_url(), "https://x.example/?a=b&c%20d=***");
    let cookie = request.header("cookie").expect("was given");
    assert_eq!((cookie.value(), cookie.is_sensitive()), ("a=b; g=h", true));

    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let mut http = builder("https://x.example/", &form, "a=b");
    http.computed_parameter("c", "d e", false);
    assert_eq!(http.finish().body(), b"a=b&c=d+e");
}

#[test]
fn values_that_do_not_fit_are_errors_without_the_value() {
    let mut http = builder("https://x.example/", &[], "");
    let header = http
        .computed_header("X-Sig", "planted\n", true)
        .unwrap_err();
    assert_eq!(
        header.to_string(),
        "the value of the header X-Sig has a character that a header cannot carry"
    );
    let cookie = http
        .computed_cookie("id", "planted; a=b", true)
        .unwrap_err();
    assert!(!format!("{header:?} {cookie:?} {cookie}").contains("planted"));
}

#[test]
fn the_signer_of_the_caller_signs() {
    struct Reversed;

    impl Signer for Reversed {
        fn sign(
            &self,
            algorithm: &str,
            key: Option<&str>,
            data: &[u8],
        ) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
            if algorithm != "reversed" {
                return Err("no such algorithm".into());
            }
            let key = key.unwrap_or_default().bytes();
            Ok(data.iter().copied().rev().chain(key).collect())
        }
    }

    let none = moment(0).sign("reversed", None, b"ab").unwrap_err();
    assert_eq!(
        none.to_string(),
        "the request needs a signer: call `Moment::with_signer`"
    );
    let moment = moment(0).with_signer(Arc::new(Reversed));
    assert_eq!(
        moment.sign("reversed", Some("k"), b"ab").expect("signs"),
        b"bak"
    );
    let error = moment.sign("rsa", None, b"ab").unwrap_err();
    let source = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(source.as_deref(), Some("no such algorithm"));
}

/// RFC 2202 (MD5, SHA-1) and RFC 4231 (SHA-2): test cases 1, 2 and 6, the last with a key longer than a block.
#[cfg(feature = "sign")]
#[test]
fn hmac_vectors() {
    use super::{hex, hmac_md5, hmac_sha1, hmac_sha256, hmac_sha512};

    type Hmac = fn(&[u8], &[u8]) -> Vec<u8>;
    let long = "Test Using Larger Than Block-Size Key - Hash Key First";
    let functions: [(Hmac, usize, usize, [&str; 3]); 4] = [
        (
            hmac_md5,
            16,
            80,
            [
                "9294727a3638bb1c13f48ef8158bfc9d",
                "750c783e6ab0b503eaa86e310a5db738",
                "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd",
            ],
        ),
        (
            hmac_sha1,
            20,
            80,
            [
                "b617318655057264e28bc0b6fb378c8ef146be00",
                "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
                "aa4ae5e15272d00e95705637ce8a3b55ed402112",
            ],
        ),
        (
            hmac_sha256,
            20,
            131,
            [
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ],
        ),
        (
            hmac_sha512,
            20,
            131,
            [
                "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
                "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
                "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
            ],
        ),
    ];
    for (hmac, length, long_length, [first, second, sixth]) in functions {
        assert_eq!(hex(&hmac(&vec![0x0b; length], b"Hi There")), first);
        assert_eq!(hex(&hmac(b"Jefe", b"what do ya want for nothing?")), second);
        assert_eq!(hex(&hmac(&vec![0xaa; long_length], long.as_bytes())), sixth);
    }
}

/// RFC 1321 § A.5 and FIPS 180.
#[cfg(feature = "sign")]
#[test]
fn digest_vectors() {
    use super::{hex, md5, sha1, sha256, sha512};

    assert_eq!(hex(&md5(b"abc")), "900150983cd24fb0d6963f7d28e17f72");
    assert_eq!(
        hex(&sha1(b"abc")),
        "a9993e364706816aba3e25717850c26c9cd0d89d"
    );
    assert_eq!(
        hex(&sha256(b"abc")),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    assert!(hex(&sha512(b"abc")).starts_with("ddaf35a193617abacc417349ae204131"));
}
