//! What a mock remembers of the calls.

use crate::support::realtime_register;
use wireform_mock::Mock;

#[test]
fn remembers_the_last_calls() {
    for (limit, expected) in [(0, vec![]), (2, vec![3, 4])] {
        let mock = Mock::of("realtime-register").remember(limit);
        let mock = mock.start().expect("it starts");
        for _ in 0..4 {
            realtime_register(&mock, "GET /v2/customers/acme/contacts/jane", "");
        }
        let calls = mock.calls();
        let numbers: Vec<u64> = calls.iter().map(|call| call.number).collect();
        assert_eq!(numbers, expected);
    }
}

#[test]
fn records_have_the_paths_of_the_schema() {
    let mock = Mock::of("realtime-register").start().expect("it starts");
    for (line, path) in [
        (
            "GET /v2/customers/acme/contacts/jane",
            Some("/v2/customers/{customer}/contacts/{handle}"),
        ),
        (
            "PUT /v2/customers/acme/contacts/jane/update",
            Some("/v2/customers/{customer}/contacts/{handle}/update"),
        ),
        ("GET /v2/customers/acme/contacts/jane/planted", None),
    ] {
        realtime_register(&mock, line, "");
        let calls = mock.calls();
        let call = calls.last().expect("a call");
        assert_eq!(call.path.as_deref(), path, "{line}");
        let shown = path.unwrap_or("(no path of the schema)");
        assert!(call.to_string().contains(shown), "{call}");
        for value in ["acme", "jane", "planted"] {
            assert!(!call.to_string().contains(value), "{call}");
        }
    }
}

#[test]
fn remembers_as_many_calls_as_it_is_told() {
    let read = "GET /v2/customers/acme/contacts/jane";
    for most in [0, 2] {
        let (seen, calls) = std::sync::mpsc::channel();
        let mock = Mock::of("realtime-register")
            .remember(most)
            .on_call(move |call| {
                let _ = seen.send(call.number);
            })
            .start()
            .expect("it starts");
        for _ in 0..3 {
            realtime_register(&mock, read, "");
        }
        assert_eq!(mock.calls().len(), most);
        assert_eq!(calls.try_iter().count(), 3);
        assert!(mock.calls().last().is_none_or(|call| call.number == 3));
    }
}
