//! Checks members and non-members of every format, at its boundaries.

use crate::Format;

fn check(format: Format, members: &[&str], others: &[&str]) {
    for value in members {
        assert!(format.is_match(value), "{format:?} has {value:?}");
    }
    for value in others.iter().chain(&["", " ", "\0", "é"]) {
        assert!(!format.is_match(value), "{format:?} has no {value:?}");
    }
}

/// Returns a host name of a length, with labels of at most 63 characters.
fn host(length: usize) -> String {
    let mut host = String::new();
    while host.len() + 64 < length {
        host.push_str(&"a".repeat(63));
        host.push('.');
    }
    let rest = length - host.len();
    host + &"a".repeat(rest)
}

#[test]
fn email() {
    let local = "a".repeat(64);
    let longest = format!("{local}@{}", host(189));
    check(
        Format::Email,
        &[
            "a@b.c",
            "name@host.example",
            "a.b+c@host.example",
            "!#$%&'*+-/=?^_`{|}~@host.example",
            "A@HOST.EXAMPLE",
            &format!("{local}@host.example"),
            &longest,
        ],
        &[
            "@host.example",
            "a@",
            "a",
            "a@b",
            "a@localhost",
            "a@@host.example",
            "a@b@host.example",
            ".a@host.example",
            "a.@host.example",
            "a..b@host.example",
            "\"a b\"@host.example",
            "a@[192.0.2.1]",
            "a b@host.example",
            "a@host.example.",
            "a@-host.example",
            "é@host.example",
            "a@höst.example",
            "a@host.example\n",
            "a@192.0.2.1",
            &format!("a{local}@host.example"),
            &format!("a{longest}"),
        ],
    );
    assert_eq!(longest.len(), 254);
}

#[test]
fn ip_addresses() {
    check(
        Format::Ipv4,
        &["0.0.0.0", "192.0.2.1", "255.255.255.255"],
        &[
            "256.0.0.1",
            "1.2.3",
            "1.2.3.4.5",
            "01.2.3.4",
            "1.2.3.4 ",
            "0x1.2.3.4",
            "1.2.3.+4",
            "1..3.4",
            "١.1.1.1",
        ],
    );
    check(
        Format::Ipv6,
        &[
            "::",
            "::1",
            "2001:db8::1",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::",
            "::ffff:192.0.2.1",
            "1:2:3:4:5:6:192.0.2.1",
            "ABCD:ef01::",
        ],
        &[
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1::2::3",
            ":1",
            "1:",
            "12345::",
            "fe80::1%eth0",
            "[::1]",
            "::1/64",
            "1:2:3:4::5:6:7:8",
            "::192.0.2",
            "::256.0.0.1",
            "::g",
        ],
    );
}

#[test]
fn hosts_with_ports_and_prefixes() {
    let (most, over) = (host(253), host(254));
    check(
        Format::Host,
        &["localhost", "a.b", "a.b-c.1d", "192.0.2.1", "[::1]", &most],
        &[
            "a_b",
            "a.",
            ".a",
            "1.2.3",
            "::1",
            "[::1",
            "[1.2.3.4]",
            "[fe80::1%1]",
            "a:1",
            &over,
        ],
    );
    let longest = format!("{}:65535", host(253));
    check(
        Format::HostAndPort,
        &[
            "localhost:0",
            "a.b:65535",
            "192.0.2.1:80",
            "[::1]:443",
            &longest,
        ],
        &[
            "a.b",
            "a.b:",
            "a.b:00",
            "a.b:080",
            "a.b:65536",
            "a.b:+1",
            ":80",
            "::1:80",
            "[::1]",
            "a.b:80 ",
        ],
    );
    check(
        Format::Ipv4Cidr,
        &["192.0.2.0/24", "0.0.0.0/0", "192.0.2.1/32", "1.2.3.4/9"],
        &[
            "192.0.2.0",
            "192.0.2.0/",
            "192.0.2.0/33",
            "192.0.2.0/024",
            "192.0.2/24",
            "1.2.3.4/1/1",
            "::/0",
        ],
    );
    check(
        Format::Ipv4Prefix,
        &[
            "192.0.2.0/24",
            "0.0.0.0/0",
            "192.0.2.1/32",
            "10.128.0.0/9",
            "192.0.2.0/31",
        ],
        &[
            "192.0.2.1/24",
            "10.128.0.0/8",
            "128.0.0.0/0",
            "192.0.2.0",
            "192.0.2.0/33",
            "192.0.2.0/024",
        ],
    );
    check(
        Format::Ipv6Cidr,
        &["2001:db8::/32", "::/0", "::1/128", "::ffff:192.0.2.1/96"],
        &[
            "::",
            "::/129",
            "::/00",
            "::/-1",
            "::1%eth0/64",
            "[::]/0",
            "1.2.3.4/8",
        ],
    );
}

#[test]
fn hostname() {
    check(
        Format::Hostname,
        &[
            "a.b",
            "host.example",
            "1.example",
            "a-b.example",
            "xn--bcher-kva.example",
            "a.b1",
            &format!("{}.example", "a".repeat(63)),
            &host(253),
        ],
        &[
            "a",
            "localhost",
            ".",
            "a.",
            ".a",
            "a..b",
            "-a.b",
            "a-.b",
            "a.-b",
            "a_b.c",
            "a b.c",
            "192.0.2.1",
            "1",
            "a.1",
            "bücher.example",
            &format!("{}.example", "a".repeat(64)),
            &host(254),
        ],
    );
}

#[test]
fn uri() {
    check(
        Format::Uri,
        &[
            "https://host.example",
            "https://host.example/",
            "http://user:pw@host.example:8080/a;b=c/%C3%A9?q=1&r#f",
            "http://[2001:db8::1]:80/",
            "http://[v1.a:b]/",
            "mailto:name@host.example",
            "urn:isbn:0451450523",
            "file:///etc",
            "a+b-c.1:",
            "tel:+1-201-555-0123",
            "http://host:/",
            "http://1.2.3.4?a/b?c",
        ],
        &[
            "host.example",
            "//host.example",
            "/path",
            "1a:b",
            ":b",
            "http://host.example/a b",
            "http://host.example/%zz",
            "http://host.example/%4",
            "http://host.example/é",
            "http://host.example/<a>",
            "http://host.example/\"",
            "http://host.example/\\",
            "http://host:port/",
            "http://[::1",
            "http://[::1]a/",
            "http://[1.2.3.4]/",
            "http://a@b@c/",
            "http://host.example/#a#b",
            "http://host.example/[a]",
            "ht tp://host.example",
        ],
    );
}

#[test]
fn uuid_and_telephone() {
    check(
        Format::Uuid,
        &[
            "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
            "00000000-0000-0000-0000-000000000000",
        ],
        &[
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            "2eb8aa08aa9811eab4aa73b441d16380",
            "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
            "2eb8aa08-aa98-11ea-b4aa73b441d16380--",
        ],
    );
    check(
        Format::E164,
        &["+12", "+31384530759", "+123456789012345"],
        &[
            "+1",
            "+0123",
            "31384530759",
            "+1234567890123456",
            "+31.384530759",
            "+31 384530759",
            "++31",
            "+١٢٣",
        ],
    );
}

#[test]
fn countries() {
    let shapeless = [
        "de",
        "De",
        "dE",
        "D",
        "DEU",
        "1!",
        "A[",
        "@A",
        "D\u{45}\u{301}",
    ];
    check(Format::Country, &["AD", "DE", "NL", "ZW"], &shapeless);
    // In turn: unassigned, reserved, assigned by users, withdrawn.
    check(
        Format::Country,
        &[],
        &["AB", "NN", "EU", "UK", "XK", "XX", "ZZ", "AN", "SU", "YU"],
    );
    check(Format::CountryLike, &["DE", "XX", "AA", "ZZ"], &shapeless);
}

#[test]
fn names() {
    for format in Format::ALL {
        assert_eq!(format.as_str().parse(), Ok(*format));
    }
    assert!("Email".parse::<Format>().is_err());
}

#[test]
fn uri_references() {
    for value in [
        "",
        "https://host.example/",
        "/a/b?c#d",
        "a/b:c",
        "//host:80/a",
        "?q",
        "#f",
        ".",
        "urn:a",
    ] {
        assert!(Format::UriReference.is_match(value), "{value:?}");
    }
    for value in [
        "1:b", ":", "a b", "/%", "//[::1", "a\\b", "#a#b", " ", "\0", "é",
    ] {
        assert!(!Format::UriReference.is_match(value), "{value:?}");
    }
}
