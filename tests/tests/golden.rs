//! What small schemas become, compiled and run; the interpreter runs their examples too.
//!
//! The code is that of `codegen/tests/emit`, whose test says that the compiler still writes it.

#[allow(unused_imports, reason = "as the macro `generated!` has it")]
use wireform::__rt as __wireform;
use wireform::{Fact, Patch, Policy, Request as _};

include!("../../codegen/tests/emit/patch.rs");
include!("../../codegen/tests/emit/replace.rs");

#[test]
fn the_interpreter_agrees() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/emit");
    for name in ["patch.yaml", "replace.yaml"] {
        let mut sources = wireform_codegen::source::Sources::new();
        sources.add(name, std::fs::read_to_string(folder.join(name)).unwrap());
        let (plans, _) = wireform_codegen::plan_sources(&sources);
        let interpreter = wireform_interpret::Interpreter::new(&plans[0]);
        let (count, mismatches) = wireform_interpret::run_examples(&interpreter);
        let shown: String = mismatches
            .iter()
            .map(|mismatch| format!("{mismatch}\n"))
            .collect();
        assert!(mismatches.is_empty(), "{name}:\n{shown}");
        assert!(count > 3);
    }
}

#[test]
#[allow(deprecated, reason = "the operation is withdrawn")]
fn an_answer_is_read_where_it_is_told_from_others() {
    use wireform::{ReadError, ReadsContact as _};
    let read = |status, body: &str| patch::ThingList::read_contact(status, body.as_bytes());
    let body =
        r#"{"state":"done","title":"Jane","numbers":{"phone":"+31.384530759"},"lines":"a\nb"}"#;
    let found = read(200, body).unwrap();
    let expected = wireform::Contact::new().name("Jane").voice("+31384530759");
    assert_eq!(*found.contact(), expected.street(["a", "b"]));
    assert!(found.returns("street") && !found.returns("city"));
    // What is spelled otherwise than it is meant is no datum; a list beside the contact may have any number of items.
    assert!(!found.returns("country"));
    for (papers, passport, unread) in [
        ("[]", None, 0),
        (r#"[{"pass":"P1"}]"#, Some("P1"), 0),
        (r#"[{"pass":"P1"},{"pass":"P2"}]"#, None, 1),
    ] {
        let body = format!(r#"{{"state":"ok","land":"528","papers":{papers}}}"#);
        let found = read(200, &body).unwrap();
        assert_eq!(found.contact().passport.as_deref(), passport);
        assert_eq!(
            (found.unread().len(), found.contact().country.as_deref()),
            (unread, None)
        );
    }
    for (status, body) in [
        (200, r#"{"state":"lost","title":"Jane"}"#),
        (200, r#"{"title":"Jane"}"#),
        // An answer in front of it: by status, by class, and only with its error.
        (404, r#"{"state":"ok","error":1}"#),
        (503, r#"{"state":"ok","error":{}}"#),
    ] {
        assert_eq!(read(status, body).unwrap_err(), ReadError::OtherAnswer);
    }
    assert!(read(404, r#"{"state":"ok","title":null,"error":null}"#).is_ok());
    assert_eq!(read(200, "").unwrap_err(), ReadError::NoJson);
}

#[test]
fn a_request_is_built_by_setters() {
    let update = patch::ThingUpdate::new(5, patch::Colour::Red)
        .with_title("a name")
        .with_colours(["red", "purple"])
        .with_address(patch::AddressRequired {
            street: vec!["a".into()],
            country: "DE",
            zip: "1234",
        })
        .with_lines([String::from("one")])
        .with_pin("secret 1")
        .clear_colour();
    assert_eq!(update.title, Patch::Set("a name".into()));
    assert_eq!(update.colour, Patch::Clear);
    assert_eq!(update.clone().into_owned(), update);
    // A clear is sent, and so is a colour that is not red; one name, once.
    assert_eq!(update.permissions(), ["THINGS", "PAINT"]);
}

#[test]
fn nothing_shows_a_secret_and_a_log_shows_no_value() {
    let update = patch::ThingUpdate::new(5, patch::Colour::Red)
        .with_title("a name")
        .with_lines(["a line", "another line"])
        .with_pin("secret 1");
    let shown = format!("{update:?} {update:#?}");
    for value in ["a name", "line\"", "secret 1", "red", "5"] {
        assert!(!shown.contains(value), "{value} in {shown}");
    }
    // What is there can still be seen, and how much of it.
    assert!(shown.contains("title: Set(***), nickname: None"), "{shown}");
    assert!(shown.contains("lines: Some([***, ***])"), "{shown}");
    assert_eq!(format!("{:?}", update.title), "Set(***)");

    let context = patch::thing_update::Context::new()
        .with_tlds(["de"])
        .with_kind(patch::Kind::Person)
        .with_strict(Fact::Unknown);
    let shown = format!("{:?}", context.clone().with_current(update.clone()));
    assert!(
        shown.starts_with("Context { tlds: Known(***), kind: Known(***), strict: Unknown"),
        "{shown}"
    );
    assert!(
        shown.contains("current: Some(ThingUpdate {") && !shown.contains("a name"),
        "{shown}"
    );

    let address = patch::AddressRequired {
        street: vec!["a street".into()],
        country: "DE",
        zip: "1234",
    };
    let shown = format!("{address:?}");
    assert_eq!(
        shown,
        "AddressRequired { street: [***], country: ***, zip: *** }"
    );
    let shown = format!("{:?}", patch::Address::from(address));
    assert!(
        shown.starts_with("Address { street: [***], country: ***, zip: ***,"),
        "{shown}"
    );

    let valid = update.into_valid(&context, &Policy::new()).unwrap();
    let shown = format!("{:?} {valid:?}", valid.redacted());
    for value in ["a name", "secret 1", "red", "5"] {
        assert!(!shown.contains(value), "{shown}");
    }
    assert!(shown.contains("title: Set(***)"), "{shown}");
    assert!(shown.contains("colour: Keep"), "{shown}");

    let credentials = patch::ApiCredentials::new(patch::HeaderAuth {
        key: "the-key",
        tenant: None,
    })
    .unwrap();
    let http = valid.to_http(&patch::ApiServer::Production, &credentials);
    let shown = format!("{credentials:?} {http:?}");
    assert!(!shown.contains("the-key"), "{shown}");
}

#[test]
fn credentials_are_checked_at_once() {
    let violations = patch::ApiCredentials::new(patch::BasicAuth {
        user: "a:b",
        key: "k\n",
    })
    .unwrap_err();
    let labels: Vec<String> = violations
        .iter()
        .map(|violation| violation.label())
        .collect();
    assert_eq!(
        labels,
        ["user: header_value", "key: pattern", "key: header_value"]
    );
}
